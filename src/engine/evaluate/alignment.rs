//! `check wdi, vdem`: the report of a match as an answer.

use std::sync::Arc;

use answer::schema::AlignmentColumn;
use answer::{Answer, Cell, Finding, Table};
use data::{Catalog, Missing, Value};
use query::{Alignment, Mismatch, MismatchKind, Query};
use syntax::word::Verb;

use super::{finish, packages_of};

/// Answers how topics match.
pub fn evaluate(store: &Catalog, query: &Query, alignment: &Alignment) -> Answer {
    let names: Vec<&str> = alignment.topics.iter().map(|(name, _)| &**name).collect();
    let mut answer = Answer::new(query.text.clone(), Verb::Check, format!("How {} match", names.join(", ")));
    let mut table = Table::new("rows", alignment.columns.heads().clone());
    let row = |found: &Mismatch| alignment.columns.columns().map(|column| cell(found, column)).collect();
    table.rows = alignment.findings.iter().map(row).collect();
    answer.tables.push(table);
    answer.findings.push(finding(alignment));
    answer.data = packages_of(store, &names);
    finish::rows(&mut answer, &query.finish, None);
    answer
}

fn cell(found: &Mismatch, column: AlignmentColumn) -> Cell {
    match column {
        AlignmentColumn::Finding => Cell::text(found.kind.word()),
        AlignmentColumn::Topic => Cell::text(found.topic.clone()),
        AlignmentColumn::Case => found
            .case
            .as_ref()
            .map_or_else(|| Cell::missing(Missing::NotApplicable), |case| Cell::text(Arc::clone(case))),
        AlignmentColumn::Detail => Cell::text(found.detail.as_str()),
    }
}

/// How many there are of each, in words and in figures that can be expected.
fn finding(alignment: &Alignment) -> Finding {
    let number = |count: usize| Value::Number { value: count as f64, decimals: 0 };
    let count = |kind| alignment.findings.iter().filter(|found| found.kind == kind).count();
    let mut figures = vec![("matched".to_owned(), number(alignment.matched))];
    figures.extend(MismatchKind::ALL.map(|kind| (kind.word().to_owned(), number(count(kind)))));
    let topics = alignment
        .topics
        .iter()
        .map(|(name, cases)| format!("`{name}`: {}", base::suggest::count(*cases, "case")));
    let both = if alignment.topics.len() == 2 { "both" } else { "all" };
    let found = MismatchKind::ALL.map(|kind| (count(kind), kind.word()));
    let told: Vec<String> =
        found.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let told = if told.is_empty() { "nothing else to say".to_owned() } else { told.join(", ") };
    let text = format!("{}; {} in {both}; {told}.", topics.collect::<Vec<_>>().join(", "), alignment.matched);
    Finding { kind: "matching", figures, text }
}
