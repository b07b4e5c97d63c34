//! The claims that the data set keeps: every query runs, every expectation can be held against its result.

use juxta::answer::Answer;
use juxta::base::source::Source;
use juxta::data::Value;
use juxta::output::diagnostic::Style;
use juxta::session::{Outcome, Session};

#[test]
fn every_testable_claim_has_a_query_that_decides_it() {
    let answer = check_claims();
    let [table] = answer.tables.as_slice() else { panic!("one table") };
    let column = |name| {
        table.columns.find(name).map(juxta::answer::schema::ColumnId::place).expect("the column is there")
    };
    let (claim, statement, verdict) = (column("claim"), column("statement"), column("verdict"));
    let queries = queries();
    let mut lines = String::new();
    for row in &table.rows {
        let [claim, statement, verdict] = [claim, statement, verdict].map(|at| text(&row[at].value));
        let tested = queries.iter().any(|(of, query)| of == claim && !query.is_empty());
        assert_eq!(verdict == "not testable", !tested, "{claim}");
        assert_ne!(verdict, "not answered yet", "{claim}: {}", text(&row[column("reason")].value));
        lines += &format!("{claim:<4} {verdict:<16} {statement}\n");
    }
    insta::assert_snapshot!(lines);
}

fn check_claims() -> std::sync::Arc<Answer> {
    let source = Source::new("test", "check claims");
    let mut session = Session::new().expect("the data inside can be read");
    match session.run_all(&source).next().expect("one statement") {
        Ok((_, Outcome::Answer { answer, .. })) => answer,
        Ok((_, Outcome::Said(said) | Outcome::Text(said))) => panic!("{said}"),
        Err(failure) => panic!("{}", failure.render(&source, Style::default())),
    }
}

/// Each claim with a query that tests it; none where it cannot be tested.
fn queries() -> Vec<(String, String)> {
    let store = juxta::import::embedded().expect("the data inside can be read");
    let topic = store.topic("claims").expect("there is a topic of claims").expect("it can be read");
    let labels = |name| {
        let field = topic.field(name).expect("the field is there");
        topic.labels(field).expect("it can be read").expect("it holds words")
    };
    let (claim, query) = (labels("claim"), labels("query"));
    (0..topic.rows).map(|row| (claim.text(row).to_owned(), query.text(row).to_owned())).collect()
}

fn text(value: &Value) -> &str {
    match value {
        Value::Text(text) => text,
        other => panic!("{other:?} is no text"),
    }
}
