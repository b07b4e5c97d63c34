//! The claims that the data set keeps: every query runs, every expectation can be held against its result.

use juxta::answer::Answer;
use juxta::dataset::{Store, Value};
use juxta::diagnostic::Style;
use juxta::session::{Outcome, Session};
use juxta::source::Source;

#[test]
fn every_testable_claim_has_a_query_that_decides_it() {
    let answer = check_claims();
    let [table] = answer.tables.as_slice() else { panic!("one table") };
    let column =
        |name| table.columns.find(name).map(juxta::schema::ColumnId::place).expect("the column is there");
    let (claim, statement, verdict) = (column("claim"), column("statement"), column("verdict"));
    let (mut lines, queries) = (String::new(), queries());
    for (row, query) in table.rows.iter().zip(queries) {
        let [claim, statement, verdict] = [claim, statement, verdict].map(|at| text(&row[at].value));
        assert_eq!(verdict == "not testable", query.is_empty(), "{claim}");
        assert_ne!(verdict, "not answered yet", "{claim}: {}", text(&row[column("reason")].value));
        lines += &format!("{claim:<4} {verdict:<16} {statement}\n");
    }
    insta::assert_snapshot!(lines);
}

fn check_claims() -> std::sync::Arc<Answer> {
    let source = Source::new("test", "check claims");
    let mut session = Session::new().expect("the data inside can be read");
    let statement = Session::statements(&source).next().expect("one statement");
    match statement.and_then(|statement| session.run(&source, &statement)) {
        Ok(Outcome::Answer { answer, .. }) => answer,
        Ok(Outcome::Said(said) | Outcome::Text(said)) => panic!("{said}"),
        Err(failure) => panic!("{}", failure.render(&source, Style::default())),
    }
}

fn queries() -> Vec<String> {
    let store = Store::embedded().expect("the data inside can be read");
    let topic = store.topic("claims").expect("there is a topic of claims").expect("it can be read");
    let labels = topic.labels(topic.field("query").expect("the field is there")).expect("it holds words");
    (0..topic.rows).map(|row| labels.text(row).to_owned()).collect()
}

fn text(value: &Value) -> &str {
    match value {
        Value::Text(text) => text,
        other => panic!("{other:?} is no text"),
    }
}
