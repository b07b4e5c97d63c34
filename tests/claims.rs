//! The claims that the data set keeps: every query runs, every expectation can be held against its result.

use juxta::dataset::Store;
use juxta::diagnostic::Style;
use juxta::eval::EvalError;
use juxta::session::{Failure, Session};
use juxta::source::Source;

/// Verbs whose claims wait until they are there.
const LATER: [&str; 4] = ["agree", "match", "explain", "check"];

#[test]
fn every_testable_claim_has_a_query_that_decides_it() {
    let mut verdicts = String::new();
    for [claim, statement, query, expects, testable] in claims() {
        let verdict = match (testable.as_str(), query.split(' ').next()) {
            ("no", _) => {
                assert!(query.is_empty() && expects.is_empty(), "{claim} is not testable, yet has a test");
                "not testable"
            }
            (_, Some(verb)) if LATER.contains(&verb) => "later",
            _ => verdict(&claim, &query, &expects),
        };
        verdicts += &format!("{claim:<4} {verdict:<13} {statement}\n");
    }
    insta::assert_snapshot!(verdicts);
}

/// Whether the result of the query holds what the claim expects.
fn verdict(claim: &str, query: &str, expects: &str) -> &'static str {
    let source = Source::new(claim, format!("{query}\nexpect {expects}\n"));
    let mut session = Session::new().expect("the data inside can be read");
    let mut verdict = "no query";
    for statement in Session::statements(&source) {
        let done = statement.and_then(|statement| session.run(&source, &statement));
        verdict = match done {
            Ok(_) => "supported",
            Err(Failure::Eval(EvalError::Expectation { .. })) => "contradicted",
            Err(failure) => panic!("{}", failure.render(&source, Style::default())),
        };
    }
    verdict
}

/// Claim, statement, query, expectation and whether it can be tested.
fn claims() -> Vec<[String; 5]> {
    let store = Store::embedded().expect("the data inside can be read");
    let topic = store.topic("claims").expect("there is a topic of claims").expect("it can be read");
    let fields = ["claim", "statement", "query", "expects", "testable"]
        .map(|name| topic.labels(topic.field(name).expect("the field is there")).expect("it holds words"));
    (0..topic.rows)
        .map(|row| fields.map(|labels| labels.label(row).map_or(String::new(), ToString::to_string)))
        .collect()
}
