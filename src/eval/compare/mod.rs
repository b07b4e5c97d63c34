//! `compare`: one row a question, one column a case, holes left visible.

mod align;
mod behind;
mod doubled;
mod leads;
mod notes;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::contrast;
use super::error::EvalError;
use super::left_out;
use super::normalise;
use super::select::{Cells, select};
use super::sources;
use crate::answer::{Answer, Cell, Head, Kind, Table};
use crate::dataset::{Column, Missing, Value};
use crate::query::{Compare, Normalise, Query};
use crate::word::Verb;
use align::{Item, Unit, align, items};
use behind::behind;
use leads::{End, leads};
use notes::notes;

/// Answers a comparison.
///
/// # Errors
///
/// Several rows answer one question for one case.
pub fn evaluate(query: &Query, compare: &Compare) -> Result<Answer, EvalError> {
    let cells = select(&compare.selection);
    let labels = subjects(compare);
    let aligned = align(compare, &cells, &labels)?;
    let mut items = items(compare, &cells, &labels, &aligned);
    let mut answer = Answer::new(query.text.clone(), Verb::Compare, title(compare, &labels));
    if let Some(how) = compare.making.normalise {
        put_on_scale(compare, how, &mut items, &mut answer);
    }
    let mut table = Table::new("rows", heads(compare, &labels));
    let mut same = Vec::new();
    let best: Vec<End> = items.iter().map(|item| End::new(item, false)).collect();
    for (item, best) in items.iter().zip(&best) {
        table.rows.push(row(compare, &cells, &labels, item, best, table.columns.len()));
        same.push(all_same(item));
    }
    answer.findings.extend(leads(&labels, &items, &best));
    answer.left_out = left_out::items(&compare.selection, &cells, compare.keys);
    notes(compare, &cells, &labels, &aligned, &items, &mut answer);
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

fn subjects(compare: &Compare) -> Vec<Arc<str>> {
    compare.subjects.labels(&compare.selection.topic)
}

fn title(compare: &Compare, labels: &[Arc<str>]) -> String {
    let topic = &compare.selection.topic;
    format!("{}: {}", topic.title, labels.join(", "))
}

fn heads(compare: &Compare, labels: &[Arc<str>]) -> Vec<Head> {
    let keys = compare.selection.keys.iter().enumerate().skip(1);
    let mut heads: Vec<Head> = keys
        .map(|(at, key)| {
            let kind = if at <= compare.keys { Kind::Key } else { Kind::Time };
            Head::new(key.meta.name.clone(), kind)
        })
        .collect();
    heads.push(Head::new("measure", Kind::Key));
    heads.push(Head::new("unit", Kind::Unit));
    heads.extend(labels.iter().map(|label| Head::new(label.clone(), Kind::Subject)));
    match labels.len() {
        0 | 1 => {}
        2 => {
            heads.push(Head::new("gap", Kind::Number));
            if compare.extras.ratio {
                heads.push(Head::new("ratio", Kind::Number));
            }
            heads.push(Head::new("leader", Kind::Text));
        }
        _ => heads.extend(["best", "worst"].map(|name| Head::new(name, Kind::Text))),
    }
    if compare.extras.sources {
        heads.push(Head::new("place", Kind::Source));
    }
    heads
}

/// The row of an item in a table of so many columns.
fn row(
    compare: &Compare,
    cells: &Cells,
    labels: &[Arc<str>],
    item: &Item<'_>,
    best: &End,
    width: usize,
) -> Vec<Cell> {
    let any = item.rows.iter().flatten().next();
    let key = |key: &Column| any.map_or(Cell::missing(Missing::NoAnswer), |&row| Cell::new(key.value(row)));
    let mut row: Vec<Cell> = Vec::with_capacity(width);
    row.extend(cells.keys[1..].iter().map(key));
    row.push(Cell { direction: item.field.direction, ..Cell::text(item.field.name.clone()) });
    let unit: Arc<str> = match &item.unit {
        Unit::One(unit) => unit.clone(),
        Unit::Several(units) => units.as_str().into(),
    };
    row.push(Cell::text(unit));
    row.extend(item.answers.iter().cloned());
    match item.answers.as_slice() {
        [] | [_] => {}
        [a, b] => {
            let comparable = matches!(item.unit, Unit::One(_));
            let undefined = Cell::missing(Missing::Undefined);
            let gap =
                if comparable { contrast::gap(item.field, &a.value, &b.value) } else { undefined.clone() };
            row.push(gap);
            if compare.extras.ratio {
                row.push(if comparable {
                    contrast::ratio(item.field, &a.value, &b.value)
                } else {
                    undefined
                });
            }
            row.push(best.cell(labels));
        }
        _ => {
            row.push(best.cell(labels));
            row.push(End::new(item, true).cell(labels));
        }
    }
    if compare.extras.sources {
        row.push(place(cells, item));
    }
    row
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

/// Whether all subjects answer alike; `None` when that can not be said.
fn all_same(item: &Item<'_>) -> Option<bool> {
    let (first, rest) = item.answers.split_first()?;
    let mut same = rest.iter().map(|other| contrast::same(item.field, &first.value, &other.value));
    same.try_fold(true, |all, one| Some(all && one?))
}
