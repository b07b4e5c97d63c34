//! Years that stand side by side as columns.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::columns::Draft;
use super::headings;
use crate::layout::{Across, Wide, WideMeasure};
use base::suggest::count;
use data::remark::{About, Remark};
use data::value::Years;

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
    // Numbers that go on beyond the years, `c1, c2, …`, are no years.
    let numbered = |name: &&String| name.ends_with(|c: char| c.is_ascii_digit());
    let others = heading.iter().filter(numbered).filter(|name| headings::year(name).is_none());
    let others: HashSet<&str> = others.map(|name| before(name)).collect();
    let mut found: Vec<YearColumns> = Vec::new();
    let mut places: HashMap<&str, Option<usize>> = HashMap::default();
    for (at, name) in heading.iter().enumerate() {
        let Some((stub, year)) = headings::year(name) else { continue };
        let place = places.entry(stub).or_insert_with(|| {
            found.push(YearColumns { stub: stub.into(), columns: BTreeMap::new() });
            Some(found.len() - 1)
        });
        // A year that is there twice is no year of one measure.
        let Some(measure) = place.and_then(|place| found.get_mut(place)) else { continue };
        let again = measure.columns.insert(year, at).is_some();
        if again || !stub.is_empty() && others.contains(before(name)) {
            measure.columns.clear();
            *place = None;
        }
    }
    found.retain(|measure| measure.columns.len() >= if measure.stub.is_empty() { 2 } else { 3 });
    // Something has to be left that the figures are about.
    let taken: usize = found.iter().map(|measure| measure.columns.len()).sum();
    if taken < heading.len() { found } else { Vec::new() }
}

/// A name without the number that it ends with.
fn before(name: &str) -> &str {
    name.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// How year columns become rows, and what is said of it.
pub fn layout(
    heading: &[String],
    years: &[YearColumns],
    drafts: &[Draft<'_>],
    remarks: &mut Vec<Remark>,
) -> Option<Wide> {
    let mut all: BTreeMap<i32, usize> = BTreeMap::new();
    years.iter().flat_map(|measure| &measure.columns).for_each(|(&year, &at)| _ = all.insert(year, at));
    let (first, last) = (*all.keys().next()?, *all.keys().next_back()?);
    let measures = years.iter().zip(drafts).map(|(measure, draft)| {
        let mut places = measure.columns.keys().zip(&draft.places).peekable();
        let place = |year: &i32| places.next_if(|(own, _)| *own == year).map(|(_, place)| *place);
        WideMeasure { columns: all.keys().map(place).collect(), kind: draft.kind }
    });
    let names: Vec<String> = drafts.iter().map(|draft| format!("`{}`", draft.name)).collect();
    let text = format!(
        "the {} from {first} to {last} became rows with `year` and {}; empty cells have no row",
        count(years.iter().map(|measure| measure.columns.len()).sum(), "column"),
        names.join(", ")
    );
    remarks.push(Remark::told(About::Years, text));
    let used = years.iter().flat_map(|measure| measure.columns.values()).map(|&at| &heading[at]);
    let marked: Vec<String> =
        used.filter(|name| headings::without_mark(name).is_some()).map(|name| format!("`{name}`")).collect();
    if !marked.is_empty() {
        let text = format!("read without the marks behind them: {}", marked.join(", "));
        remarks.push(Remark::told(About::Years, text));
    }
    let span = |&year: &i32| Years { from: year, to: year };
    Some(Wide { across: Across::Years(all.keys().map(span).collect()), measures: measures.collect() })
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
        assert_eq!(stubs("c,2015,2016 r,2017*"), [(String::new(), 3)]);
        assert_eq!(stubs("c,2015,2015 r,2016"), [], "a year that is there twice");
        assert_eq!(stubs("c,c1498,c1499,c1500,c1501,c1502"), [], "numbers that go on");
    }
}
