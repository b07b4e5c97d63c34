//! The columns of a result: no two are called alike in any form, every order is obeyed or refused, and the places of a
//! ranking are those of a plain count.

use std::collections::HashSet;
use std::fs;

use juxta::answer::{Answer, Table};
use juxta::base::fold::fold;
use juxta::base::source::Source;
use juxta::data::Value;
use juxta::output::render::Format;
use juxta::session::{Outcome, Session};
use proptest::prelude::*;

use crate::support::folder;

/// Names of columns that the language has itself, and spellings that mean the same to it.
const WORDS: &[&str] = &[
    "unit",
    "gap",
    "measure",
    "leader",
    "count",
    "share",
    "place",
    "best",
    "worst",
    "ratio",
    "year",
    "left",
    "right",
    "n",
    "distance",
    "shared",
    "factor",
    "cases",
    "disputed",
    "missing",
    "direction",
    "kind",
    "text",
    "row",
    "Gap",
    "gap_2",
    "count share",
    "count_2",
    "place 2",
];

/// Runs a script; what its last answer is, or what is wrong.
fn last(session: &mut Session, script: &str) -> Result<Answer, String> {
    let source = Source::new("script", script);
    let mut last = Err("no answer".to_owned());
    for done in session.run_all(&source) {
        match done.map_err(|failure| failure.to_string())? {
            (_, Outcome::Answer { answer, .. }) => last = Ok(Answer::clone(&answer)),
            (_, Outcome::Text(_) | Outcome::Said(_)) => {}
        }
    }
    last
}

fn session() -> Session {
    Session::new().expect("the data inside is readable")
}

/// A session that has read a table as `t`.
fn with_table(name: &str, csv: &str, with: &str) -> Session {
    let path = folder(name).join("t.csv");
    fs::write(&path, csv).expect("the table can be written");
    let mut session = session();
    let script = format!("load \"{}\" as t with {with}", path.display());
    assert_eq!(last(&mut session, &script).err().as_deref(), Some("no answer"), "{csv}");
    session
}

fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        value => format!("{value:?}"),
    }
}

/// Whether values stand in order; those that are missing last.
fn in_order(values: &[&Value], descending: bool) -> bool {
    let figure = |value: &Value| match value {
        Value::Number { value, .. } | Value::Bounded { value, .. } => Some(*value),
        Value::Years(years) => Some(f64::from(years.from)),
        Value::Text(_) | Value::Set(_) | Value::Missing(_) => None,
    };
    values.windows(2).all(|pair| match (pair[0].is_missing(), pair[1].is_missing()) {
        (missing, true) => missing || !pair[0].is_missing(),
        (true, false) => false,
        (false, false) => match (figure(pair[0]), figure(pair[1])) {
            (Some(a), Some(b)) => {
                if descending {
                    a >= b
                } else {
                    a <= b
                }
            }
            (None, None) => {
                let (a, b) = (plain(pair[0]), plain(pair[1]));
                matches!((pair[0], pair[1]), (Value::Set(_), _)) || if descending { a >= b } else { a <= b }
            }
            _ => true,
        },
    })
}

/// No two columns are called alike, JSON has them all, and CSV can be loaded again with the same names and rows.
fn names_hold(session: &mut Session, answer: &Answer, at: &str) {
    for table in &answer.tables {
        let names: HashSet<String> = table.columns.iter().map(|head| fold(&head.name)).collect();
        assert_eq!(names.len(), table.columns.len(), "{:?}", heads(table));
    }
    let json: serde_json::Value =
        serde_json::from_str(&session.write(answer, Format::Json)).expect("JSON can be read");
    for (table, read) in answer.tables.iter().zip(json["tables"].as_array().expect("tables")) {
        for row in read["rows"].as_array().expect("rows") {
            let row = row.as_object().expect("a row");
            for head in &table.columns {
                assert!(row.contains_key(&*head.name), "no `{}` in {row:?}", head.name);
            }
        }
    }
    let csv = session.write(answer, Format::Csv);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let names: Vec<String> = reader.headers().expect("heads").iter().map(str::to_owned).collect();
    let folded: HashSet<String> = names.iter().map(|name| fold(name)).collect();
    assert_eq!(folded.len(), names.len(), "{names:?}");
    let path = folder(at).join("again.csv");
    fs::write(&path, &csv).expect("the answer can be written");
    let script = format!("load \"{}\" as again with case = \"{}\"\nshow again", path.display(), names[0]);
    match last(session, &script) {
        Ok(again) => {
            let known = heads(&again.tables[0]);
            let lost: Vec<&String> = names.iter().filter(|name| !known.contains(name)).collect();
            // A column without a value, and one of footnotes, is told when it is read.
            let empty = |name: &String| {
                let place = names.iter().position(|other| other == name);
                let mut reader = csv::Reader::from_reader(csv.as_bytes());
                reader.records().all(|row| row.is_ok_and(|row| place.and_then(|at| row.get(at)) == Some("")))
            };
            assert!(lost.iter().all(|name| empty(name)), "{lost:?} of {names:?} in {known:?}\n{csv}");
        }
        Err(reason) => assert!(!reason.contains("twice"), "{reason}\n{csv}"),
    }
}

fn heads(table: &Table) -> Vec<String> {
    table.columns.iter().map(|head| head.name.to_string()).collect()
}

/// Every column that an answer has can be ordered by, both ways, or is refused.
fn orders_hold(session: &mut Session, query: &str, answer: &Answer) {
    for name in heads(&answer.tables[0]) {
        for (word, descending) in [("", false), (" desc", true)] {
            let Ok(ordered) = last(session, &format!("{query} order by \"{name}\"{word}")) else { continue };
            let table = &ordered.tables[0];
            let at = table.column(&name).expect("the column is still there");
            let values: Vec<&Value> = table.rows.iter().map(|row| &row[at].value).collect();
            assert!(in_order(&values, descending), "{query} order by {name}{word}: {values:?}");
        }
    }
}

prop_compose! {
    /// Three fields and some rows; the labels are words of the language too.
    fn tables()(
        names in prop::sample::subsequence(WORDS, 4).prop_shuffle(),
        labels in prop::sample::subsequence(WORDS, 3).prop_shuffle(),
        rows in prop::collection::vec((0usize..3, 0usize..2, prop::option::of(-3i32..9), 0i32..5), 1..9),
    ) -> (Vec<String>, Vec<String>, Vec<(String, String, Option<i32>, i32)>) {
        let mut seen = HashSet::new();
        let names: Vec<String> = names.into_iter().filter(|name| seen.insert(fold(name))).map(str::to_owned).collect();
        let labels: Vec<String> = labels.into_iter().map(str::to_owned).collect();
        let mut asked = HashSet::new();
        let rows = rows.into_iter().filter(|row| asked.insert((row.0, row.1)));
        let rows = rows.map(|(case, key, a, b)| (labels[case].clone(), ["x", "y"][key].to_owned(), a, b)).collect();
        (names, labels, rows)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn columns_are_told_apart_in_every_form_and_orders_are_obeyed((names, labels, rows) in tables()) {
        prop_assume!(names.len() == 4 && names.iter().all(|name| name != "year"));
        let mut csv = names.join(",") + "\n";
        for (case, key, a, b) in &rows {
            csv += &format!("{case},{key},{},{b}\n", a.map_or(String::new(), |a| a.to_string()));
        }
        let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
        let with = format!(
            "case = {}, key = {}, measure = {}, measure = {}, higher = {}", quoted[0], quoted[1], quoted[2], quoted[3], quoted[2]
        );
        let mut session = with_table("columns_apart", &csv, &with);
        let cases: Vec<String> = labels.iter().map(|label| format!("\"{label}\"")).collect();
        let queries = [
            "show t".to_owned(),
            "compare t".to_owned(),
            format!("compare {} on t", cases[..2].join(", ")),
            format!("compare {} on t with ratio, sources", cases[..2].join(", ")),
            format!("compare {} on t using mean", cases.join(", ")),
            format!("rank t.{}", quoted[2]),
            format!("rank t.{}.{}", "x", quoted[2]),
            format!("tabulate t by {}", quoted[0]),
            format!("tabulate t by {}", quoted[1]),
            format!("tabulate {} on t by {}", cases.join(", "), quoted[1]),
            format!("tabulate t by {}, {}", quoted[1], quoted[0]),
            format!("tabulate t.{} by {}", quoted[3], quoted[1]),
            format!("agree {} on t", cases[..2].join(", ")),
            "match t".to_owned(),
        ];
        for query in &queries {
            if let Ok(answer) = last(&mut session, query) {
                orders_hold(&mut session, query, &answer);
                names_hold(&mut session, &answer, "columns_again");
            }
        }
    }

    #[test]
    fn places_are_those_of_a_plain_count_whatever_the_order(
        figures in prop::collection::vec(prop::option::of(-4i32..5), 1..9), higher: bool, order in 0usize..6, shown in 0usize..9
    ) {
        let name = |at: usize| char::from(b'a' + at as u8).to_string();
        let mut csv = "name,score\n".to_owned();
        for (at, figure) in figures.iter().enumerate() {
            csv += &format!("{},{}\n", name(at), figure.map_or(String::new(), |figure| figure.to_string()));
        }
        prop_assume!(figures.iter().any(Option::is_some));
        let with = format!("case = name, measure = score, {} = score", if higher { "higher" } else { "lower" });
        let mut session = with_table("columns_places", &csv, &with);
        let order = ["", " order by score", " order by score desc", " order by name desc", " order by place desc", " order by name"][order];
        let only = if shown < figures.len() { format!(" where name = {} or name = {}", name(shown), name(0)) } else { String::new() };
        let answer = last(&mut session, &format!("rank t.score{only}{order}")).expect("it can be ranked");
        let table = &answer.tables[0];
        let wanted = if only.is_empty() { figures.len() } else { HashSet::from([0, shown]).len() };
        prop_assert_eq!(table.rows.len(), wanted);
        for row in &table.rows {
            let at = (plain(&row[1].value).as_bytes()[0] - b'a') as usize;
            let better = |a: i32, b: i32| if higher { a > b } else { a < b };
            let place = figures[at].map(|own| 1 + figures.iter().flatten().filter(|&&other| better(other, own)).count());
            prop_assert_eq!(row[0].value.as_number(), place.map(|place| place as f64));
        }
        if !only.is_empty() {
            prop_assert!(answer.notes.iter().any(|note| note.contains("among all")), "{:?}", answer.notes);
        }
    }
}

#[test]
fn a_table_without_figures_has_no_places() {
    for csv in ["name\na\nb\n", "name,year\na,2000\nb,2001\n"] {
        let mut session = with_table("columns_words", csv, "case = name");
        let reason = last(&mut session, "rank t").expect_err("nothing to rank by");
        assert_eq!(reason, "`t` holds no figure to rank by");
        let source = Source::new("plan", "rank t");
        assert!(session.plan(&source).is_err());
    }
}

#[test]
fn what_a_catalogue_does_not_use_is_refused_or_obeyed() {
    let mut session = session();
    let few = last(&mut session, "show topics where rows > 100 order by rows").expect("an answer");
    assert!(few.tables[0].rows.len() < 5 && !few.tables[0].rows.is_empty());
    let script = "define a as Seoul\ndefine b as Beijing\nshow sets order by name desc limit 1";
    let sets = last(&mut session, script).expect("an answer");
    let names: Vec<String> = sets.tables[0].rows.iter().map(|row| plain(&row[0].value)).collect();
    assert_eq!(names, ["b"]);
    assert!(last(&mut session, "show topics by rows").is_err());
}

#[test]
fn a_column_that_is_not_there_is_refused() {
    let mut session = session();
    for (query, column) in [
        ("compare liberal, traditional, middle on schools where gap > 5", "gap"),
        ("compare liberal, traditional, middle on schools order by leader", "leader"),
        ("compare Beijing on profile order by gap", "gap"),
        ("compare Beijing, Seoul on rankings order by best", "best"),
        ("compare Beijing, Seoul on rankings where worst = Seoul", "worst"),
        ("compare Beijing, Seoul, Tokyo on rankings with ratio", "ratio"),
        ("tabulate Beijing, Seoul on sister_cities by continent, city order by share", "share"),
        ("trend Beijing on conferences order by gap", "gap"),
        ("match Beijing, Seoul on case_selection order by outcome", "outcome"),
    ] {
        let reason = last(&mut session, query).expect_err(query);
        assert!(reason.starts_with(&format!("this answer has no column `{column}`")), "{query}: {reason}");
    }
}

#[test]
fn a_column_that_is_shown_on_request_is_shown_where_it_is_named() {
    let mut session = session();
    let answer =
        last(&mut session, "compare Beijing, Seoul on profile.population order by ratio").expect("an answer");
    assert!(answer.tables[0].column("ratio").is_some());
}

#[test]
fn a_key_that_is_named_again_is_one_column() {
    let mut session = session();
    let answer = last(&mut session, "compare Beijing, Seoul on conferences by year").expect("an answer");
    assert_eq!(heads(&answer.tables[0])[..2], ["year", "measure"]);
    names_hold(&mut session, &answer, "columns_by_year");
}
