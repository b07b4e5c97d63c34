//! A teacher's package gets the same checks as the data inside.

use std::fs;
use std::path::PathBuf;

use juxta::answer::Answer;
use juxta::base::source::Source;
use juxta::session::{Failure, Outcome, Session};

use crate::support::folder;

const CSV: &str = "country,year,sector,workers,printed\nA,2020,farms,20,20\nA,2020,works,30,35\nB,2020,farms,5,50\nB,2020,works,5,50\n";

#[test]
fn a_loaded_package_is_checked_by_what_it_declares() {
    let checks = r#"[{"kind": "share", "share": "printed", "count": "workers", "within": ["country"]},
                     {"kind": "share-sum", "share": "printed", "within": ["country"]}]"#;
    let mut session = load("declares", checks);
    let answer = run(&mut session, "check wages where verdict = refuted").expect("it can be checked");
    let findings: Vec<String> =
        answer.tables[0].rows.iter().map(|row| format!("{:?}", row[1].value)).collect();
    // 20 of 50 are 40 %, 30 of 50 are 60 %, and 20 and 35 do not make 100.
    assert_eq!(findings.len(), 3, "{findings:?}");
    assert!(findings.iter().all(|finding| finding.contains(": A")), "{findings:?}");
    let answer = run(&mut session, "check B on wages").expect("it can be checked");
    assert_eq!(answer.tables[0].rows.len(), 3);
}

#[test]
fn a_kind_that_is_not_known_is_told_when_the_package_is_loaded() {
    let mut session = Session::new().expect("the data inside can be read");
    let error = session
        .load(&package("kind", r#"[{"kind": "sum-of-parts"}]"#))
        .expect_err("no such kind")
        .to_string();
    assert!(error.contains("sum-of-parts") && error.contains("part-sum"), "{error}");
}

#[test]
fn a_field_that_is_not_there_is_told() {
    let mut session = load("field", r#"[{"kind": "share-sum", "share": "share", "within": ["country"]}]"#);
    let error = run(&mut session, "check wages").expect_err("no such field").to_string();
    assert_eq!(error, "`juxta:checks` of `wages` names `share`, and there is no such field");
}

#[test]
fn a_claim_about_claims_comes_to_an_end() {
    let folder = folder("recursion");
    fs::write(
        folder.join("said.csv"),
        "claim,query,expects\nX1,check said,1 row\nX2,show said,2 rows\nX3,,\n",
    )
    .expect("a file can be written");
    let mut session = Session::new().expect("the data inside can be read");
    session.load(&folder.join("said.csv")).expect("it can be loaded");
    let answer = run(&mut session, "check said").expect("it can be checked");
    let verdicts: Vec<String> =
        answer.tables[0].rows.iter().map(|row| format!("{:?}", row[2].value)).collect();
    // A session of its own, with the same data: a loaded topic is there too.
    assert_eq!(verdicts.len(), 3);
    assert!(verdicts[0].contains("not answered yet") && verdicts[1].contains("contradicted"), "{verdicts:?}");
    assert!(verdicts[2].contains("not testable"), "{verdicts:?}");
}

#[test]
fn a_claim_with_two_readings_may_depend_on_them() {
    let folder = folder("readings");
    let said = "claim,reading,query,expects\n\
                A,one,show gpci limit 1,1 row\nA,two,show gpci limit 2,1 row\n\
                B,one,show gpci limit 1,1 row\nB,two,show gpci limit 2,2 rows\n\
                C,one,show gpci limit 2,1 row\nC,two,show gpci limit 2,3 rows\n\
                D,one,,\nD,two,show gpci limit 1,1 row\nE,one,,\nF,one,show nothing,1 row\nF,two,show gpci,12 rows\n";
    fs::write(folder.join("readings.csv"), said).expect("a file can be written");
    let mut session = Session::new().expect("the data inside can be read");
    session.load(&folder.join("readings.csv")).expect("it can be loaded");
    let answer = run(&mut session, "check readings").expect("it can be checked");
    let cells = |at: usize| -> Vec<String> {
        answer.tables[0].rows.iter().map(|row| juxta::evaluate::plain(&row[at].value)).collect()
    };
    assert_eq!(cells(0), ["A", "B", "C", "D", "E", "F"]);
    let verdicts = ["depends", "supported", "contradicted", "supported", "not testable", "not answered yet"];
    assert_eq!(cells(2), verdicts);
    assert_eq!(cells(3)[0], "one: `1 row` holds. two: expected `1 row`; it has 2 rows.");
    assert!(answer.findings[0].text.contains("1 depends"), "{}", answer.findings[0].text);
    let depends = run(&mut session, "check readings where verdict = depends").expect("it can be checked");
    assert_eq!(depends.tables[0].rows.len(), 1);
}

#[test]
fn a_table_without_declarations_says_so() {
    let mut session = load("nothing", "[]");
    let answer = run(&mut session, "check wages").expect("it can be checked");
    assert!(answer.tables[0].rows.is_empty());
    assert!(answer.notes.iter().any(|note| note.contains("juxta:checks")), "{:?}", answer.notes);
}

fn load(name: &str, checks: &str) -> Session {
    let mut session = Session::new().expect("the data inside can be read");
    session.load(&package(name, checks)).expect("it can be loaded");
    session
}

fn package(name: &str, checks: &str) -> PathBuf {
    let folder = folder(name);
    let field = |name: &str, rest: &str| format!(r#"{{"name": "{name}", {rest}}}"#);
    let fields = [
        field("country", r#""type": "string", "juxta:role": "case""#),
        field("year", r#""type": "year", "juxta:role": "time""#),
        field("sector", r#""type": "string", "juxta:role": "key""#),
        field("workers", r#""type": "integer", "juxta:role": "measure", "juxta:level": "count""#),
        field("printed", r#""type": "number", "juxta:role": "measure", "juxta:level": "share""#),
    ];
    let schema = format!(r#"{{"fields": [{}], "juxta:checks": {checks}}}"#, fields.join(", "));
    let package = format!(
        r#"{{"name": "wages", "resources": [{{"name": "wages", "path": "wages.csv", "schema": {schema}}}]}}"#
    );
    fs::write(folder.join("wages.csv"), CSV).expect("a file can be written");
    fs::write(folder.join("datapackage.json"), package).expect("a file can be written");
    folder
}

fn run(session: &mut Session, query: &str) -> Result<std::sync::Arc<Answer>, Failure> {
    let source = Source::new("test", query);
    match session.run_all(&source).next().expect("one statement")?.1 {
        Outcome::Answer { answer, .. } => Ok(answer),
        Outcome::Said(said) | Outcome::Text(said) => panic!("{said}"),
    }
}
