//! Years that stand side by side as columns.

use std::collections::BTreeMap;

use super::headings;

/// The columns of one measure, by year.
#[derive(Debug, PartialEq, Eq)]
pub struct YearColumns {
    /// What stands before the year in their names; empty when nothing does.
    pub stub: String,
    /// Year and place.
    pub columns: BTreeMap<i32, usize>,
}

/// Finds the columns that are named by years. Years alone count from two columns on, years after a word from three on:
/// `gdp_2010, gdp_2020` may be two measures of their own.
pub fn year_columns(heading: &[String]) -> Vec<YearColumns> {
    if heading.iter().any(|name| headings::is_time(name)) {
        return Vec::new();
    }
    let mut found: Vec<YearColumns> = Vec::new();
    for (at, name) in heading.iter().enumerate() {
        let Some((stub, year)) = headings::year(name) else { continue };
        let place = found.iter().position(|measure| measure.stub == stub).unwrap_or_else(|| {
            found.push(YearColumns { stub: stub.into(), columns: BTreeMap::new() });
            found.len() - 1
        });
        found[place].columns.insert(year, at);
    }
    found.retain(|measure| measure.columns.len() >= if measure.stub.is_empty() { 2 } else { 3 });
    // Something has to be left that the figures are about.
    let taken: usize = found.iter().map(|measure| measure.columns.len()).sum();
    if taken < heading.len() { found } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stubs(heading: &str) -> Vec<(String, usize)> {
        let heading: Vec<String> = heading.split(',').map(str::to_owned).collect();
        year_columns(&heading).into_iter().map(|found| (found.stub, found.columns.len())).collect()
    }

    #[test]
    fn columns_are_gathered_by_what_stands_before_the_year() {
        assert_eq!(stubs("country,1990,1991"), [(String::new(), 2)]);
        assert_eq!(
            stubs("c,gdp_1990,gdp_1995,gdp_2000,pop_1990,pop_1995,pop_2000"),
            [("gdp".into(), 3), ("pop".into(), 3)]
        );
        assert_eq!(stubs("c,gdp_1990,gdp_1995"), []);
        assert_eq!(stubs("country,year,1990,1991"), []);
        assert_eq!(stubs("1990,1991"), []);
        assert_eq!(stubs("country,1990,n"), []);
    }
}
