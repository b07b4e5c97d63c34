//! A line that begins with a clause changes the last query, and nothing else of it.

use juxta::base::source::{Source, Span};
use juxta::session::Session;
use proptest::prelude::*;

use crate::support::answers::ask;

/// The last query, a line, and the query that it makes.
const LINES: [[&str; 3]; 14] = [
    [
        "compare Beijing, Seoul on rankings where year = 2020",
        "where year = 2019",
        "compare Beijing, Seoul on rankings where year = 2019",
    ],
    [
        "compare Beijing, Seoul on rankings",
        "where year = 2019",
        "compare Beijing, Seoul on rankings where year = 2019",
    ],
    ["compare Beijing, Seoul on rankings as csv", "as json", "compare Beijing, Seoul on rankings as json"],
    [
        "compare Beijing, Seoul on rankings where year = 2020 as csv",
        "WHERE index = GCI as json",
        "compare Beijing, Seoul on rankings WHERE index = GCI as json",
    ],
    [
        "compare Beijing, Seoul on rankings where year = 2020",
        "and Tokyo",
        "compare Beijing, Seoul, Tokyo on rankings where year = 2020",
    ],
    [
        "compare Beijing, Seoul on rankings where year = 2020",
        "and index = GCI",
        "compare Beijing, Seoul on rankings where year = 2020 and index = GCI",
    ],
    [
        "compare Beijing, Seoul on rankings where index = GCI or index = GPCI",
        "and year = 2020",
        "compare Beijing, Seoul on rankings where (index = GCI or index = GPCI) and year = 2020",
    ],
    [
        "compare Beijing, Seoul on rankings where year = 2020",
        "and index = GCI or index = GPCI",
        "compare Beijing, Seoul on rankings where year = 2020 and (index = GCI or index = GPCI)",
    ],
    [
        "compare Beijing, Seoul on rankings",
        "and year = 2020",
        "compare Beijing, Seoul on rankings where year = 2020",
    ],
    [
        "compare Beijing, Seoul on conferences since 2015",
        "until 2016",
        "compare Beijing, Seoul on conferences until 2016",
    ],
    ["rank cities on rankings.GPCI top 3", "limit 5", "rank cities on rankings.GPCI limit 5"],
    [
        "compare Beijing, Seoul on rankings where year = 2020",
        "on profile",
        "compare Beijing, Seoul on profile where year = 2020",
    ],
    [
        "show conferences order by meetings desc limit 5",
        "order by year",
        "show conferences order by year limit 5",
    ],
    [
        "compare Beijing, Seoul on conferences",
        "using mean",
        "compare Beijing, Seoul on conferences using mean",
    ],
];

#[test]
fn a_clause_takes_the_place_of_the_one_that_was_there() {
    for [last, line, expected] in LINES {
        let mut session = Session::new().expect("the data inside can be read");
        ask(&mut session, last);
        assert_eq!(session.refined(line).as_deref(), Some(expected), "{last} ⏎ {line}");
    }
}

#[test]
fn without_a_query_and_without_a_clause_nothing_is_changed() {
    let mut session = Session::new().expect("the data inside can be read");
    assert_eq!(session.refined("where year = 2019"), None);
    ask(&mut session, "compare Beijing, Seoul on rankings");
    for line in [
        "",
        "where",
        "compare Beijing, Seoul on profile",
        "show topics",
        "whereas x",
        "define a as Seoul",
        "last as json",
    ] {
        assert_eq!(session.refined(line), None, "{line}");
    }
}

#[test]
fn what_cannot_be_read_is_told_of_the_whole_query() {
    let mut session = Session::new().expect("the data inside can be read");
    ask(&mut session, "compare Beijing, Seoul on rankings");
    let query = session.refined("where year = = 2").expect("the whole query");
    assert_eq!(query, "compare Beijing, Seoul on rankings where year = = 2");
    let source = Source::new("test", query);
    assert!(session.check(&source, Span::new(0, source.text.len())).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever stood there, the words of the line stand in the new query, and it can be read as often as the line can.
    #[test]
    fn no_word_of_the_line_is_lost(
        last in prop::sample::select(LINES.map(|[last, ..]| last).to_vec()),
        line in prop::sample::select(LINES.map(|[_, line, _]| line).to_vec()),
    ) {
        let mut session = Session::new().expect("the data inside can be read");
        ask(&mut session, last);
        let query = session.refined(line).expect("the line begins with a clause");
        for word in line.split_whitespace().filter(|word| !word.eq_ignore_ascii_case("and")) {
            prop_assert!(query.contains(word), "{} ⏎ {} → {}", last, line, query);
        }
        prop_assert!(query.split_whitespace().next() == last.split_whitespace().next());
    }
}
