//! What each stage of the main query costs in a session that is warm.

#![allow(clippy::wildcard_enum_match_arm, reason = "a test panics at what it does not expect")]

use juxta::base::source::{Source, Span};
use juxta::output::render::{Format, Options, render};
use juxta::session::Session;
use juxta::syntax;
use juxta::syntax::ast::{Query, StatementKind};

const QUERY: &str = "compare Beijing, Seoul on rankings where year = 2020";

fn main() {
    divan::main();
}

fn tree(source: &Source) -> Query {
    let statement =
        syntax::statement(&source.text, Span::new(0, source.text.len())).expect("the query parses");
    match statement.node {
        StatementKind::Query(query) => query,
        other => panic!("not a query: {other:?}"),
    }
}

fn source() -> Source {
    Source::new("bench", QUERY)
}

#[divan::bench]
fn parse(bencher: divan::Bencher<'_, '_>) {
    let source = source();
    bencher.bench(|| tree(&source));
}

#[divan::bench]
fn resolve(bencher: divan::Bencher<'_, '_>) {
    let (session, source) = (Session::new().expect("the data reads"), source());
    let tree = tree(&source);
    bencher.bench(|| session.resolve(&source, Span::new(0, QUERY.len()), &tree));
}

#[divan::bench]
fn evaluate(bencher: divan::Bencher<'_, '_>) {
    let (session, source) = (Session::new().expect("the data reads"), source());
    let query =
        session.resolve(&source, Span::new(0, QUERY.len()), &tree(&source)).expect("the query resolves");
    bencher.bench(|| session.evaluate(&query));
}

#[divan::bench(args = [Format::Table, Format::Json, Format::Csv])]
fn write(bencher: divan::Bencher<'_, '_>, format: Format) {
    let (session, source) = (Session::new().expect("the data reads"), source());
    let query =
        session.resolve(&source, Span::new(0, QUERY.len()), &tree(&source)).expect("the query resolves");
    let answer = session.evaluate(&query).expect("the query has an answer");
    bencher.bench(|| render(&answer, format, &Options::default()));
}

#[divan::bench]
fn cold_session() -> Session {
    Session::new().expect("the data reads")
}
