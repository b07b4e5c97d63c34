//! `compare` on several topics: the answers of each, rows under each other.

use std::sync::Arc;

use answer::schema::{CompareColumn, StackedColumn, StackedKey};
use answer::{Answer, Cell, Finding, SourceLine, Table};
use data::{Catalog, Missing};
use query::{Query, Stacked, StackedPart};
use syntax::word::Verb;

use super::error::EvalError;
use super::{compare, finish, packages, plain};

/// Answers a comparison on several topics.
///
/// # Errors
///
/// Several rows of a topic answer one question for one case.
pub fn evaluate(store: &Catalog, query: &Query, stacked: &Stacked) -> Result<Answer, EvalError> {
    let titles = stacked.parts.iter().map(|part| &*part.compare.selection.topic.title);
    let title = format!("{}: {}", titles.collect::<Vec<_>>().join(", "), stacked.labels.join(", "));
    let mut all = Answer::new(query.text.clone(), Verb::Compare, title);
    let mut table = Table::new("rows", stacked.columns.heads().clone());
    for part in &stacked.parts {
        let topic = &part.compare.selection.topic;
        let finish = part.finish.clone();
        let alone = Query { finish, notes: Vec::new(), text: query.text.clone(), ask: query.ask.clone() };
        let answer = compare::evaluate(&alone, &part.compare)?;
        if let Some(rows) = answer.tables.first() {
            table.rows.extend(rows.rows.iter().map(|row| widened(stacked, part, rows, row)));
        }
        let said =
            |finding: Finding| Finding { text: format!("{}: {}", topic.name, finding.text), ..finding };
        all.findings.extend(answer.findings.into_iter().map(said));
        all.left_out.extend(answer.left_out);
        for note in answer.notes {
            if !all.notes.contains(&note) {
                all.notes.push(note);
            }
        }
        let is_new = |line: &SourceLine| !all.sources.contains(line);
        let new: Vec<SourceLine> = answer.sources.into_iter().filter(is_new).collect();
        all.sources.extend(new);
        for package in packages(store, topic) {
            if !all.data.iter().any(|other| Arc::ptr_eq(other, &package)) {
                all.data.push(package);
            }
        }
    }
    for test in stacked.parts.first().iter().flat_map(|part| &part.compare.selection.filter) {
        all.title.extend([" · ", &test.text]);
    }
    all.tables.push(table);
    finish::rows(&mut all, &query.finish, None);
    Ok(all)
}

/// A row of the comparison on one topic among those of all.
fn widened(stacked: &Stacked, part: &StackedPart, table: &Table, row: &[Cell]) -> Vec<Cell> {
    let cell = |column: CompareColumn| table.place(column).map(|at| row[at].clone());
    let keys = part.compare.selection.keys.len();
    let texts = |range: std::ops::Range<usize>| {
        let cells: Vec<String> =
            range.filter_map(|at| cell(CompareColumn::Key(at))).map(|cell| plain(&cell.value)).collect();
        cells.join(", ")
    };
    // One time is a value of its own, and can be put in order; an edition is often named after its year.
    let time = |range: std::ops::Range<usize>| {
        let mut cells = range.clone().filter_map(|at| cell(CompareColumn::Key(at)));
        let first = cells.next()?;
        let same = cells.all(|other| plain(&other.value) == plain(&first.value));
        Some(if same { first } else { Cell::text(texts(range)) })
    };
    let none = || Cell::missing(Missing::NotApplicable);
    let wide = |column| match column {
        StackedColumn::Key(StackedKey::Topic) => Cell::text(part.compare.selection.topic.name.clone()),
        StackedColumn::Key(StackedKey::Item) => match part.compare.keys {
            0 => none(),
            count => Cell::text(texts(1..count + 1)),
        },
        StackedColumn::Key(StackedKey::Time) => match keys - 1 - part.compare.keys {
            0 => none(),
            _ => time(part.compare.keys + 1..keys).unwrap_or_else(none),
        },
        StackedColumn::Of(CompareColumn::Subject(at)) => {
            let place = part.cases.iter().position(|&case| case == at);
            let answered = place.and_then(|place| cell(CompareColumn::Subject(place)));
            answered.unwrap_or_else(|| Cell::missing(Missing::NoAnswer))
        }
        StackedColumn::Of(column) => {
            // Who leads among some of the cases does not lead all.
            let is_whole = part.cases.len() == stacked.labels.len();
            let of_all = match column {
                CompareColumn::Gap
                | CompareColumn::Ratio
                | CompareColumn::Leader
                | CompareColumn::Best
                | CompareColumn::Worst => is_whole,
                CompareColumn::Key(_)
                | CompareColumn::Measure
                | CompareColumn::Unit
                | CompareColumn::Subject(_)
                | CompareColumn::Place => true,
            };
            cell(column).filter(|_| of_all).unwrap_or_else(|| Cell::missing(Missing::Undefined))
        }
    };
    stacked.columns.columns().map(wide).collect()
}
