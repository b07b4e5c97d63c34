//! The same answer twice: random selections over random tables, by Juxta and by SQLite, cell by cell.
//!
//! SQLite is asked through its program, not through a crate: building it from source takes a minute, which every other
//! test would wait for. CI installs it; elsewhere the test says that it is missing, and passes.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use juxta::base::source::Source;
use juxta::data::Value;
use juxta::evaluate::selection;
use juxta::select::{Cells, select};
use juxta::session::Session;
use juxta::syntax::ast::StatementKind;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::support::folder;

/// A row: city, kind, year, figure; `None` is missing.
type Row = (Option<&'static str>, Option<&'static str>, Option<i32>, Option<i64>);

const CITIES: [&str; 5] = ["Busan", "서울", "Washington, DC", "he said \"no\"", "two\nlines"];
const KINDS: [&str; 3] = ["Köln 1", "b", "c c"];

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let maybe = |words: &'static [&'static str]| prop::option::weighted(0.9, prop::sample::select(words));
    let figure = prop_oneof![-3i64..4, -5000i64..5000];
    let row = (
        maybe(&CITIES),
        maybe(&KINDS),
        prop::option::weighted(0.8, 1990..1995),
        prop::option::weighted(0.8, figure),
    );
    prop::collection::vec(row, 1..40)
}

/// A condition, in Juxta's words and in SQL's.
fn condition() -> impl Strategy<Value = (String, String)> {
    let figure = ("<|<=|>|>=|=|!=", -4i64..5).prop_map(|(sign, than)| {
        let text = format!("figure {sign} {than}.5");
        (text.clone(), text)
    });
    let year = (1989..1996).prop_map(|year: i32| (format!("year = {year}"), format!("year = {year}")));
    let kind = prop::sample::select(KINDS.to_vec())
        .prop_map(|kind| (format!("kind = \"{kind}\""), format!("kind = '{kind}'")));
    let missing = prop::sample::select(vec!["figure", "year", "kind"])
        .prop_map(|field| (format!("{field} is missing"), format!("{field} IS NULL")));
    let leaf = prop_oneof![figure, year, kind, missing];
    leaf.prop_recursive(3, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| pair(&a, "and", &b)),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| pair(&a, "or", &b)),
            inner.prop_map(|(juxta, sql)| (format!("not ({juxta})"), format!("NOT ({sql})"))),
        ]
    })
}

fn pair(a: &(String, String), sign: &str, b: &(String, String)) -> (String, String) {
    (format!("({}) {sign} ({})", a.0, b.0), format!("({}) {sign} ({})", a.1, b.1))
}

/// Hundredths as they are printed.
fn printed(figure: i64) -> String {
    let sign = if figure < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", figure.abs() / 100, figure.abs() % 100)
}

/// A session in which the rows, so many times doubled, are the topic `t`.
fn session(rows: &[Row], doubled: u32) -> Session {
    let folder = folder(&format!("differential_{doubled}"));
    let field = |name: &str, kind: &str, role: &str, level: &str| json!({"name": name, "type": kind, "juxta:role": role, "juxta:level": level});
    let package = json!({"name": "d", "resources": [{"name": "t", "path": "t.csv", "schema": {
        "missingValues": ["", "NA"],
        "fields": [
            field("city", "string", "case", "nominal"), field("kind", "string", "key", "nominal"),
            field("year", "year", "time", "year"), field("figure", "number", "measure", "quantity"),
        ],
    }}]});
    let quoted =
        |text: Option<&str>| text.map_or("NA".into(), |text| format!("\"{}\"", text.replace('"', "\"\"")));
    let (heading, mut csv) = ("city,kind,year,figure\n", String::new());
    for (city, kind, year, figure) in rows {
        let year = year.map_or(String::new(), |year| year.to_string());
        let figure = figure.map_or("NA".into(), printed);
        let _ = writeln!(csv, "{},{},{year},{figure}", quoted(*city), quoted(*kind));
    }
    fs::write(folder.join("datapackage.json"), package.to_string()).expect("the folder is ours");
    fs::write(folder.join("t.csv"), heading.to_owned() + &csv.repeat(1 << doubled))
        .expect("the folder is ours");
    let mut session = Session::new().expect("the data inside");
    session.load(&folder).unwrap_or_else(|failure| panic!("{failure}"));
    session
}

/// What a query selects; `None` when it names a label that no row holds.
fn cells(session: &Session, query: &str) -> Option<Cells> {
    let source = Source::new("test", query);
    let statement =
        Session::statements(&source).next()?.unwrap_or_else(|failure| panic!("{query}: {failure}"));
    let StatementKind::Query(parsed) = &statement.node else { panic!("{query} is no query") };
    let resolved = session.resolve(&source, statement.span, parsed).ok()?;
    select(selection(&resolved)?).ok()
}

/// The rows of some cells as JSON.
fn as_json(cells: &Cells, columns: &[&juxta::data::Column]) -> Vec<Json> {
    let value = |value: Value| match value {
        Value::Number { value, .. } => json!(value),
        Value::Years(years) => json!(years.from),
        Value::Text(text) => json!(&*text),
        Value::Missing(_) => Json::Null,
        other => panic!("{other:?} in a plain table"),
    };
    (0..cells.rows).map(|row| columns.iter().map(|column| value(column.value(row))).collect()).collect()
}

/// What SQLite answers to each of some queries on the rows, so many times doubled: rows as JSON.
fn sqlite(rows: &[Row], doubled: u32, queries: &[String]) -> Vec<Vec<Json>> {
    let text =
        |text: Option<&str>| text.map_or("NULL".into(), |text| format!("'{}'", text.replace('\'', "''")));
    let mut script = String::from("CREATE TABLE t (city TEXT, kind TEXT, year INTEGER, figure REAL);\n");
    for (city, kind, year, figure) in rows {
        let year = year.map_or("NULL".into(), |year| year.to_string());
        let figure = figure.map_or("NULL".into(), printed);
        let _ =
            writeln!(script, "INSERT INTO t VALUES ({}, {}, {year}, {figure});", text(*city), text(*kind));
    }
    script += &"INSERT INTO t SELECT * FROM t ORDER BY rowid;\n".repeat(doubled as usize);
    for query in queries {
        let _ = writeln!(script, "{query};\nSELECT '--';");
    }
    let program =
        Command::new("sqlite3").arg(":memory:").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut program = program.expect("sqlite3 starts");
    program.stdin.take().expect("a pipe").write_all(script.as_bytes()).expect("sqlite3 reads");
    let output = program.wait_with_output().expect("sqlite3 ends");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let mut answers = vec![Vec::new()];
    for line in text.lines() {
        match (line, answers.last_mut()) {
            ("--", _) => answers.push(Vec::new()),
            (row, Some(answer)) => answer.push(serde_json::from_str(row).expect("JSON")),
            _ => {}
        }
    }
    answers.truncate(queries.len());
    answers
}

/// Whether two rows agree; figures may differ by how sums are rounded.
fn agree(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::Array(a), Json::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| agree(a, b)),
        (Json::Number(a), Json::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap_or(f64::NAN), b.as_f64().unwrap_or(f64::NAN));
            (a - b).abs() <= 1e-9 * a.abs().max(1.0)
        }
        _ => a == b,
    }
}

/// Whether SQLite is installed.
fn is_here() -> bool {
    let found = Command::new("sqlite3").arg("-version").stdout(Stdio::null()).status().is_ok();
    assert!(found || std::env::var_os("CI").is_none(), "CI installs Debian's sqlite3");
    found
}

fn tabulated(condition: &str, sql: &str) -> (String, String) {
    (
        format!("tabulate t by kind where {condition}"),
        format!("SELECT json_array(kind, count(*)) FROM t WHERE {sql} GROUP BY kind ORDER BY min(rowid)"),
    )
}

fn compared(condition: &str, sql: &str, word: &str, function: &str) -> (String, String) {
    (
        format!("compare Busan, 서울 on t.figure by kind where {condition} using {word}"),
        format!(
            "SELECT json_array(city, kind, {function}(figure)) FROM t WHERE city IN ('Busan', '서울') AND ({sql}) GROUP \
             BY city, kind ORDER BY min(rowid)"
        ),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]

    /// So many rows that several threads share them.
    #[test]
    fn sqlite_selects_the_same_of_many_rows(rows in rows(), asked in condition(), aggregate in 0usize..4) {
        const MANY: usize = 300_000;
        if !is_here() {
            return Ok(());
        }
        let doubled = MANY.div_ceil(rows.len()).next_power_of_two().ilog2();
        let session = session(&rows, doubled);
        let (condition, sql) = asked;
        let (word, function) = [("mean", "avg"), ("sum", "sum"), ("min", "min"), ("max", "max")][aggregate];
        let questions = [tabulated(&condition, &sql), compared(&condition, &sql, word, function)];
        let queries: Vec<String> = questions.iter().map(|(_, sql)| sql.clone()).collect();
        for ((query, _), wanted) in questions.iter().zip(sqlite(&rows, doubled, &queries)) {
            let Some(cells) = cells(&session, query) else { continue };
            let columns: Vec<_> = cells.keys.iter().chain(&cells.measures).collect();
            let found = as_json(&cells, &columns);
            prop_assert!(
                found.len() == wanted.len() && found.iter().zip(&wanted).all(|(a, b)| agree(a, b)),
                "{}\n{:?}\n{:?}", query, found, wanted
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn sqlite_selects_the_same(rows in rows(), asked in condition(), aggregate in 0usize..4) {
        if !is_here() {
            return Ok(());
        }
        let session = session(&rows, 0);
        let (condition, sql) = asked;
        let (word, function) = [("mean", "avg"), ("sum", "sum"), ("min", "min"), ("max", "max")][aggregate];
        let questions = [
            (
                format!("show t where {condition}"),
                format!("SELECT json_array(city, kind, year, figure) FROM t WHERE {sql} ORDER BY rowid"),
            ),
            tabulated(&condition, &sql),
            compared(&condition, &sql, word, function),
        ];
        let mut queries: Vec<String> = questions.iter().map(|(_, sql)| sql.clone()).collect();
        queries.push(format!("SELECT json_array(count(*)) FROM t WHERE ({sql}) IS NOT TRUE"));
        queries.push(format!("SELECT json_array(count(*)) FROM t WHERE ({sql}) IS NULL"));
        let wanted = sqlite(&rows, 0, &queries);
        for (at, (query, _)) in questions.iter().enumerate() {
            let Some(cells) = cells(&session, query) else { continue };
            let columns: Vec<_> = match at {
                0 => cells.measures.iter().collect(),
                _ => cells.keys.iter().chain(&cells.measures).collect(),
            };
            let found = as_json(&cells, &columns);
            prop_assert!(
                found.len() == wanted[at].len() && found.iter().zip(&wanted[at]).all(|(a, b)| agree(a, b)),
                "{}\n{:?}\n{:?}", query, found, wanted[at]
            );
            if at == 0 {
                // What the condition leaves out, and what it leaves open.
                let dropped = &cells.dropped;
                let open = dropped.unknown.iter().zip(&dropped.rows).filter(|(unknown, _)| **unknown);
                let open: usize = open.map(|(_, rows)| rows).sum();
                let all: usize = dropped.rows.iter().sum();
                prop_assert_eq!(json!([[all], [open]]), json!([wanted[3][0], wanted[4][0]]), "{}", query);
            }
        }
    }
}
