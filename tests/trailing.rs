//! Words of time and order: on every table a query with one answers as the query that it is short for.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use juxta::base::source::Source;
use juxta::evaluate::plain;
use juxta::session::{Outcome, Session};
use proptest::prelude::*;

use crate::support::folder;

/// What a query answers, or the code of what is wrong with it.
fn answer(session: &mut Session, query: &str) -> String {
    let source = Source::new("test", query);
    let done = session.run_all(&source).next().expect("one statement");
    match done {
        Ok((_, Outcome::Answer { answer, .. })) => {
            let mut text = String::new();
            for table in &answer.tables {
                let heads: Vec<&str> = table.columns.iter().map(|head| &*head.name).collect();
                writeln!(text, "{heads:?}").expect("a text can be written");
                for row in &table.rows {
                    let cells: Vec<String> = row.iter().map(|cell| plain(&cell.value)).collect();
                    writeln!(text, "{cells:?}").expect("a text can be written");
                }
            }
            let left_out = answer.left_out.len();
            writeln!(text, "left out: {left_out}").expect("a text can be written");
            text
        }
        Ok(_) => panic!("no answer: {query}"),
        Err(failure) => miette::Diagnostic::code(&failure).map(|code| code.to_string()).unwrap_or_default(),
    }
}

const NAMES: [&str; 4] = ["a", "b", "c", "d"];
const KINDS: [&str; 3] = ["x", "y", "z"];
const VERBS: [(&str, &str); 7] = [
    ("show t", ""),
    ("compare a, b on t", ""),
    ("compare name on t", " using mean"),
    ("rank name on t", ""),
    ("tabulate t.value by kind", ""),
    ("trend a, b, c on t", " using sum"),
    ("agree x, y on t", ""),
];

/// Rows of a name, a kind, a year and perhaps a figure; one of each.
fn rows() -> impl Strategy<Value = BTreeMap<(usize, usize, i32), Option<u8>>> {
    let key = (0..NAMES.len(), 0..KINDS.len(), 2010..2018_i32);
    prop::collection::btree_map(key, prop::option::weighted(0.8, 1..90_u8), 4..40)
}

/// A table called `t` in a folder of the test's own, whose years stand in a field of any name.
fn load(test: &str, rows: &BTreeMap<(usize, usize, i32), Option<u8>>, year: &str) -> Session {
    let folder = folder(test);
    let mut table = format!("name,kind,{year},value\n");
    for (&(name, kind, year), value) in rows {
        let value = value.map(|value| value.to_string()).unwrap_or_default();
        writeln!(table, "{},{},{year},{value}", NAMES[name], KINDS[kind]).expect("a text can be written");
    }
    fs::write(folder.join("t.csv"), table).expect("a file can be written");
    let mut session = Session::new().expect("the data inside can be read");
    let load = format!(
        "load {:?} as t with case = name, key = kind, time = {year}, higher = value",
        folder.join("t.csv")
    );
    let source = Source::new("test", load);
    session.run_all(&source).for_each(|done| drop(done.expect("it can be loaded")));
    session
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_word_of_time_is_a_condition_on_the_year(
        rows in rows(),
        year in prop::sample::select(vec!["year", "edition", "when"]),
        (low, high) in (2009..2018_i32, 2009..2018_i32),
    ) {
        let mut session = load("trailing_time", &rows, year);
        for (query, rest) in VERBS {
            for (short, long) in [
                (format!("since {low}"), format!("{year} >= {low}")),
                (format!("after {low}"), format!("{year} > {low}")),
                (format!("until {high}"), format!("{year} <= {high}")),
                (format!("before {high}"), format!("{year} < {high}")),
                (format!("between {low} and {high}"), format!("{year} in {low}..{high}")),
                (format!("from {low} to {high}"), format!("{year} in {low}..{high}")),
                (format!("since {low} until {high}"), format!("{year} >= {low} and {year} <= {high}")),
                (format!("where kind = x or kind = y before {high}"), format!("(kind = x or kind = y) and {year} < {high}")),
            ] {
                let (short, long) = (format!("{query}{rest} {short}"), format!("{query}{rest} where {long}"));
                prop_assert_eq!(answer(&mut session, &short), answer(&mut session, &long), "{} | {}", short, long);
            }
        }
    }

    #[test]
    fn except_leaves_labels_out(rows in rows(), left in 0..NAMES.len(), kind in 0..KINDS.len()) {
        let mut session = load("trailing_except", &rows, "year");
        let (left, kind) = (NAMES[left], KINDS[kind]);
        let known = |wanted: &str| rows.keys().any(|key| NAMES[key.0] == wanted || KINDS[key.1] == wanted);
        prop_assume!(known(left) && known(kind));
        for (query, rest) in ["show t", "rank name on t", "tabulate t.value by kind", "rank name on t.value limit 2"].map(|q| (q, "")) {
            for (short, long) in [
                (format!("except {left}"), format!("name != {left}")),
                (format!("except {kind}"), format!("kind != {kind}")),
                (format!("except {left}, {kind}"), format!("not (name = {left} or kind = {kind})")),
            ] {
                let (short, long) = (format!("{query}{rest} {short}"), format!("{query}{rest} where {long}"));
                prop_assert_eq!(answer(&mut session, &short), answer(&mut session, &long), "{} | {}", short, long);
            }
        }
        // A subject that is left out has no column.
        let names: Vec<&str> = NAMES.into_iter().filter(|name| known(name)).collect();
        let others: Vec<&str> = names.iter().copied().filter(|name| *name != left).collect();
        prop_assume!(others.len() > 1);
        for (verb, rest) in [("compare", "using mean"), ("trend", "using sum")] {
            let short = format!("{verb} {} on t {rest} except {left}", names.join(", "));
            let long = format!("{verb} {} on t {rest}", others.join(", "));
            prop_assert_eq!(answer(&mut session, &short), answer(&mut session, &long), "{} | {}", short, long);
        }
    }

    #[test]
    fn top_and_bottom_are_ends_of_the_order(rows in rows(), count in 1..6_usize) {
        let mut session = load("trailing_top", &rows, "year");
        for (short, long) in [
            (format!("rank name on t.value top {count}"), format!("rank name on t.value limit {count}")),
            (format!("rank name on t.value bottom {count}"), format!("rank name on t.value order by place desc limit {count}")),
            (format!("show t order by value, name desc top {count}"), format!("show t order by value, name desc limit {count}")),
            (format!("show t order by value, name desc bottom {count}"), format!("show t order by value desc, name asc limit {count}")),
        ] {
            prop_assert_eq!(answer(&mut session, &short), answer(&mut session, &long), "{} | {}", short, long);
        }
    }
}

#[test]
fn names_that_are_words_of_time_and_order_stay_usable() {
    let folder = folder("trailing_names");
    let table = "place,since,before,after,latest,top,bottom,except,between,year\n\
        top,1,2,3,4,5,6,7,8,2010\nexcept,9,8,7,6,5,4,3,2,2010\nsince,1,1,1,1,1,1,1,1,2011\n";
    fs::write(folder.join("t.csv"), table).expect("a file can be written");
    let mut session = Session::new().expect("the data inside can be read");
    session.load(&folder.join("t.csv")).expect("it can be loaded");
    let fields = ["since", "before", "after", "latest", "top", "bottom", "except", "between"];
    for field in fields {
        for query in [
            format!("show t where {field} > 1 order by {field}"),
            format!("show t.{field} where {field} = 1 since 2011"),
            format!("rank place on t.{field} order by {field} desc bottom 2 except top"),
            format!("compare top, since, except on t.{field} using mean except except until 2011"),
            format!("tabulate t.{field} by place where {field} >= 2 before 2012"),
            format!(
                "define twice_{field} in t as {field} * 2; show t.twice_{field} where twice_{field} > {field}"
            ),
        ] {
            let source = Source::new("test", query.as_str());
            for done in session.run_all(&source) {
                assert!(done.is_ok(), "{query}: {:?}", done.err());
            }
        }
    }
    // The place of a ranking is found though a field of the table is called so.
    let places = answer(&mut session, "rank place on t.since order by since desc bottom 1");
    assert!(places.contains("\"top\"") || places.contains("\"since\""), "{places}");
    assert!(!places.contains("\"except\""), "{places}");
}
