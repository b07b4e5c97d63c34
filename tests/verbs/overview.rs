//! `compare Beijing, Seoul` without a topic counts what the comparison on each topic shows.

use juxta::data::Value;
use juxta::evaluate::plain;

use super::last;

/// The overview of two cities against the comparisons that it names, counted again row by row.
fn counts_what_is_shown(one: &str, two: &str) {
    let overview = last(&format!("compare {one}, {two}")).unwrap();
    let table = &overview.tables[0];
    assert!(table.rows.len() > 10, "{}", table.rows.len());
    let mut topics = 0;
    for row in &table.rows {
        let place = |name: &str| table.column(name).unwrap_or_else(|| panic!("a column `{name}`"));
        let count = |name: &str| plain(&row[place(name)].value).parse::<usize>().ok();
        let query = plain(&row[place("query")].value);
        let shown = last(&query).unwrap_or_else(|error| panic!("{query}: {error}"));
        let shown = &shown.tables[0];
        let known = |cells: &[juxta::answer::Cell], name: &str| {
            shown.column(name).is_some_and(|at| !matches!(cells[at].value, Value::Missing(_)))
        };
        let (mut both, mut only) = (0, [0, 0]);
        let mut leads = [0, 0];
        for cells in &shown.rows {
            match (known(cells, one), known(cells, two)) {
                (true, true) => both += 1,
                (true, false) => only[0] += 1,
                (false, true) => only[1] += 1,
                (false, false) => {}
            }
            let leader = shown.column("leader").map(|at| plain(&cells[at].value));
            for (leads, name) in leads.iter_mut().zip([one, two]) {
                *leads += usize::from(leader.as_deref() == Some(name));
            }
        }
        assert_eq!(count("questions"), Some(shown.rows.len()), "{query}");
        assert_eq!(count("both"), Some(both), "{query}");
        for (name, only) in [one, two].into_iter().zip(only) {
            assert_eq!(count(&format!("only {name}")), Some(only), "{query}: {name}");
        }
        for (name, leads) in [one, two].into_iter().zip(leads) {
            assert_eq!(count(&format!("{name} leads")).unwrap_or(0), leads, "{query}: {name}");
        }
        topics += 1;
    }
    assert_eq!(topics, table.rows.len());
}

#[test]
fn the_overview_counts_what_each_comparison_shows() {
    counts_what_is_shown("Beijing", "Seoul");
}

#[test]
fn a_case_that_a_topic_lacks_is_answered_for_the_other_alone() {
    counts_what_is_shown("Seoul", "Tokyo");
}
