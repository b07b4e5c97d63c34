//! `compare`: one row a question, one column a case, holes left visible.

mod align;
pub mod behind;
mod doubled;
mod leads;
mod notes;

use std::sync::Arc;

use super::contrast;
use super::error::EvalError;
use super::left_out;
use super::normalise;
use super::sources;
use align::{Item, Unit, align, items};
use answer::schema::CompareColumn;
use answer::{Answer, Cell, Table};
use behind::behind;
use data::{Field, Missing, Value};
use leads::{End, leads};
use notes::notes;
use query::{Compare, Normalise, Query};
use select::{Cells, select};
use syntax::word::Verb;

/// Answers a comparison.
///
/// # Errors
///
/// Several rows answer one question for one case.
pub fn evaluate(query: &Query, compare: &Compare) -> Result<Answer, EvalError> {
    let cells = select(&compare.selection)?;
    let labels = compare.subjects.labels(&compare.selection.topic)?;
    let aligned = align(compare, &cells, &labels)?;
    let mut items = items(compare, &cells, &labels, &aligned);
    let mut answer = Answer::new(query.text.clone(), Verb::Compare, title(compare, &labels));
    if let Some(how) = compare.normalise {
        put_on_scale(compare, how, &mut items, &mut answer);
    }
    let mut table = Table::new("rows", compare.columns.heads().clone());
    let mut same = Vec::new();
    let best: Vec<End> = items.iter().map(|item| End::new(item, false)).collect();
    for (item, best) in items.iter().zip(&best) {
        table.rows.push(row(compare, &cells, &labels, item, best));
        same.push(all_same(item));
    }
    answer.findings.extend(leads(&labels, &items, &best));
    answer.left_out = left_out::items(&compare.selection, &cells, compare.keys);
    notes(compare, &cells, &labels, &aligned, &items, &mut answer)?;
    answer.tables.push(table);
    answer.tables.extend(behind(compare, &cells, &labels, &items));
    answer.sources = sources::lines(&compare.selection, &cells);
    super::finish::rows(&mut answer, &query.finish, Some(&same));
    Ok(answer)
}

/// Puts the answers to each question on one scale.
fn put_on_scale(compare: &Compare, how: Normalise, items: &mut [Item<'_>], answer: &mut Answer) {
    for item in &mut *items {
        let measure =
            compare.selection.measures.get(item.measure).map_or(item.field, |measure| &measure.meta);
        match &item.unit {
            Unit::One(_) => {
                normalise::row(how, measure, &mut item.answers);
                item.unit = Unit::One(item.field.unit.clone());
            }
            // What is counted in different things has no place on one scale.
            Unit::Several(_) => item.answers.iter_mut().for_each(|cell| {
                cell.value = Value::Missing(Missing::Undefined);
            }),
        }
    }
    let is_directed = |item: &Item<'_>| item.field.direction.is_some();
    let (any, all) = (items.iter().any(is_directed), items.iter().all(is_directed));
    answer.notes.push(normalise::note(how, any, !all));
}

fn title(compare: &Compare, labels: &[Arc<str>]) -> String {
    let topic = &compare.selection.topic;
    format!("{}: {}", topic.title, labels.join(", "))
}

/// The row of an item.
fn row(compare: &Compare, cells: &Cells, labels: &[Arc<str>], item: &Item<'_>, best: &End) -> Vec<Cell> {
    let any = item.rows.iter().flatten().next();
    let pair = |of: fn(&Field, &Value, &Value) -> Cell| match (item.answers.as_slice(), &item.unit) {
        ([a, b], Unit::One(_)) => of(item.field, &a.value, &b.value),
        _ => Cell::missing(Missing::Undefined),
    };
    let cell = |column| match column {
        CompareColumn::Key(at) => {
            any.map_or(Cell::missing(Missing::NoAnswer), |&row| Cell::new(cells.keys[at].value(row)))
        }
        CompareColumn::Measure => {
            Cell { direction: item.field.direction, ..Cell::text(item.field.name.clone()) }
        }
        CompareColumn::Unit => match &item.unit {
            Unit::One(unit) => Cell::text(unit.clone()),
            Unit::Several(units) => Cell::text(units.as_str()),
        },
        CompareColumn::Subject(at) => item.answers[at].clone(),
        CompareColumn::Gap => pair(contrast::gap),
        CompareColumn::Ratio => pair(contrast::ratio),
        CompareColumn::Leader | CompareColumn::Best => best.cell(labels),
        CompareColumn::Worst => End::new(item, true).cell(labels),
        CompareColumn::Place => place(cells, item),
    };
    compare.columns.columns().map(cell).collect()
}

fn place(cells: &Cells, item: &Item<'_>) -> Cell {
    let Some((_, places)) = &cells.places else { return Cell::missing(Missing::NotStated) };
    let mut found: Vec<String> = Vec::new();
    for row in item.rows.iter().flatten() {
        let place = super::plain(&places.value(*row));
        if !found.contains(&place) {
            found.push(place);
        }
    }
    Cell::text(found.join("; "))
}

/// Whether all subjects answer alike; `None` when that cannot be said.
fn all_same(item: &Item<'_>) -> Option<bool> {
    let (first, rest) = item.answers.split_first()?;
    let mut same = rest.iter().map(|other| contrast::same(item.field, &first.value, &other.value));
    same.try_fold(true, |all, one| Some(all && one?))
}
