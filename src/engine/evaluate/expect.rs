//! `expect`: whether the last result holds what is expected of it.

use miette::LabeledSpan;

use super::error::EvalError;
use super::finish::passes;
use answer::{Answer, Kind, Table};
use base::source::Span;
use base::suggest::count;
use query::{Expectation, Expected, RowTest};

/// Checks an expectation.
///
/// # Errors
///
/// The result does not hold it, with what it holds instead.
pub fn check(answer: &Answer, expectation: &Expectation, span: Span) -> Result<(), EvalError> {
    let fail = |reason: String, label: &str| {
        let label = LabeledSpan::new_with_span(Some(label.to_owned()), miette::SourceSpan::from(span));
        Err(EvalError::Expectation { reason, labels: vec![label] })
    };
    match expectation {
        Expectation::Rows(expected) => {
            let rows = answer.tables.first().map_or(0, |table| table.rows.len());
            match rows == *expected {
                true => Ok(()),
                false => fail(format!("it has {}", count(rows, "row")), "not so"),
            }
        }
        Expectation::Holds { test, filter, place } => {
            let figures;
            let table = match place {
                Expected::Table(at) => &answer.tables[*at],
                Expected::Figures => {
                    figures = answer.figures();
                    &figures
                }
            };
            let wanted =
                |row: &usize| filter.as_ref().is_none_or(|f| passes(table, *row, f, None) == Some(true));
            let rows: Vec<usize> = (0..table.rows.len()).filter(wanted).collect();
            if rows.is_empty() {
                return fail("no row meets the `where`".into(), "nothing to look at");
            }
            match rows.into_iter().find(|&row| passes(table, row, test, None) != Some(true)) {
                None => Ok(()),
                Some(row) => fail(describe(table, row, test), "not so"),
            }
        }
    }
}

/// What a row holds instead: the columns that the test names, and what tells the row from others.
fn describe(table: &Table, row: usize, test: &RowTest) -> String {
    let mut wanted: Vec<usize> = test.columns().iter().map(|column| column.place()).collect();
    wanted.dedup();
    let all = 0..table.columns.len();
    if wanted.is_empty() {
        wanted = all.clone().filter(|&at| table.columns[at].kind == Kind::Subject).collect();
    }
    let key = |at: &usize| matches!(table.columns[*at].kind, Kind::Key) && !wanted.contains(at);
    let words = |columns: &[usize]| {
        let word = |&at: &usize| {
            format!("{} = {}", table.columns[at].name, super::plain(&table.rows[row][at].value))
        };
        columns.iter().map(word).collect::<Vec<String>>().join(", ")
    };
    match all.filter(key).collect::<Vec<usize>>() {
        keys if keys.is_empty() || table.rows.len() == 1 => format!("found {}", words(&wanted)),
        keys => format!("found {} where {}", words(&wanted), words(&keys)),
    }
}
