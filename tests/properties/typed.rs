//! Texts as people type them: the words of the language and the names of the data, in an order that is often wrong.

use proptest::prelude::*;
use proptest::sample::select;

const VERBS: [&str; 17] = [
    "show", "compare", "rank", "tabulate", "trend", "agree", "match", "explain", "check", "define", "expect",
    "describe", "cite", "set", "COMPARE", "비교", "select",
];

const NAMES: [&str; 26] = [
    "Beijing",
    "Seoul",
    "Tokyo",
    "베이징",
    "首尔",
    "cities",
    "rankings",
    "rankings.GCI",
    "gpci",
    "profile",
    "profile.population",
    "sister_cities",
    "conferences",
    "lipset",
    "stages",
    "organizations",
    "topics",
    "index",
    "year",
    "rank",
    "continent",
    "Bejing",
    "nothing",
    "\"New York\"",
    "count",
    "gap",
];

const CLAUSES: [&str; 14] = [
    "on",
    "where",
    "by",
    "for",
    "with",
    "using",
    "order by",
    "limit",
    "as",
    "and",
    "or",
    "not",
    "in",
    "is missing",
];

const SIGNS: [&str; 16] =
    [",", "=", "<", ">=", "!=", "(", ")", "..", ".", "+", "-", "*", "%", "\"", ";", "\n"];

const VALUES: [&str; 18] = [
    "2020",
    "2015..2018",
    "10",
    "-1",
    "0.5",
    "latest",
    "GPCI",
    "GCI",
    "Asia",
    "mean",
    "count",
    "sum",
    "minmax",
    "qca",
    "csv",
    "desc",
    "missing",
    "shared",
];

fn word() -> impl Strategy<Value = String> {
    let known = |words: &'static [&'static str]| select(words).prop_map(str::to_owned);
    prop_oneof![
        6 => known(&NAMES),
        3 => known(&CLAUSES),
        2 => known(&SIGNS),
        3 => known(&VALUES),
        1 => known(&VERBS),
        1 => "\\PC{1,4}",
    ]
}

/// One statement, or nearly one.
pub fn statement() -> impl Strategy<Value = String> {
    let loose = (select(&VERBS[..]), prop::collection::vec(word(), 0..9))
        .prop_map(|(verb, words)| format!("{verb} {}", words.join(" ")));
    let shaped = (
        select(&VERBS[..9]),
        prop::collection::vec(select(&NAMES[..]), 0..3),
        select(&NAMES[..]),
        prop::collection::vec((select(&CLAUSES[..9]), word(), select(&SIGNS[..6]), word()), 0..3),
    )
        .prop_map(|(verb, subjects, target, clauses)| {
            let clause = |(clause, left, sign, right): &(&str, String, &str, String)| match *clause {
                "where" => format!(" where {left} {sign} {right}"),
                clause => format!(" {clause} {left}"),
            };
            let clauses: String = clauses.iter().map(clause).collect();
            format!("{verb} {} on {target}{clauses}", subjects.join(", "))
        });
    prop_oneof![loose, shaped]
}

/// A few statements, one a line.
pub fn statements() -> impl Strategy<Value = String> {
    prop::collection::vec(statement(), 1..3).prop_map(|statements| statements.join("\n"))
}

/// A small table with cells of every kind, good and bad.
pub fn table() -> impl Strategy<Value = String> {
    let heading = select(vec![
        "name", "city", "year", "rank", "value", "share", "count", "unit", "gap", "index", "x", "", "2019",
        "2020",
    ]);
    let cell = select(vec![
        "a",
        "b",
        "Beijing",
        "Seoul",
        "2019",
        "2020",
        "1",
        "2",
        "-3",
        "0",
        "4.5",
        "3.5%",
        "<10",
        "1970-1980",
        "",
        "NA",
        "..",
        "--",
        "not stated",
        "true",
        "10-14",
        "007",
        "\"a, b\"",
        "\"",
        "1,5",
        "2018-01-01",
        "=1",
        "\u{1b}[31m",
    ]);
    (1usize..5).prop_flat_map(move |width| {
        let headings = prop::collection::vec(heading.clone(), width..=width);
        let rows = prop::collection::vec(prop::collection::vec(cell.clone(), width..=width), 0..6);
        (headings, rows).prop_map(|(headings, rows)| {
            let lines = std::iter::once(headings).chain(rows).map(|cells| cells.join(","));
            lines.collect::<Vec<_>>().join("\n") + "\n"
        })
    })
}
