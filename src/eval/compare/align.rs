//! One row a question, one answer a case.

use rustc_hash::FxHashMap as HashMap;
use std::sync::Arc;

use crate::answer::Cell;
use crate::dataset::{Column, Field, Missing, Value};
use crate::eval::error::EvalError;
use crate::eval::holes::Holes;
use crate::eval::plain;
use crate::eval::select::Cells;
use crate::order;
use crate::query::{Compare, Variable};
use crate::stop::watched;
use crate::suggest::{one_of, typed};

/// One question and the answers to it.
pub struct Item<'a> {
    /// Which combination of keys it belongs to.
    pub key: usize,
    pub field: &'a Field,
    /// The row of each subject in the cells, if there is one.
    pub rows: &'a [Option<usize>],
    pub answers: Vec<Cell>,
    pub unit: Unit,
}

/// What the answers of a row are counted in.
pub enum Unit {
    One(Arc<str>),
    /// The answers are in different units, so nothing is computed.
    Several(String),
}

/// The combinations of keys in source order, and for each the row of every subject.
pub struct Aligned {
    pub rows: Vec<Vec<Option<usize>>>,
}

/// Puts the rows of each combination of keys side by side.
///
/// # Errors
///
/// Several rows answer one question for one case.
pub fn align(compare: &Compare, cells: &Cells, labels: &[Arc<str>]) -> Result<Aligned, EvalError> {
    // There are only as many subjects as columns fit side by side.
    let subject_of = |group: u64| compare.subjects.codes.iter().position(|&code| u64::from(code) == group);
    let mut places: HashMap<Vec<u64>, usize> = HashMap::default();
    let mut rows: Vec<Vec<Option<usize>>> = Vec::new();
    let mut key = Vec::with_capacity(cells.keys.len());
    for row in watched(0..cells.rows) {
        let Some(subject) = subject_of(cells.keys[0].group(row)) else { continue };
        key.clear();
        key.extend(cells.keys[1..].iter().map(|column| column.group(row)));
        let place = places.get(&key).copied().unwrap_or_else(|| {
            rows.push(vec![None; labels.len()]);
            places.insert(key.clone(), rows.len() - 1);
            rows.len() - 1
        });
        if rows[place][subject].replace(row).is_some() {
            return Err(several(compare, cells, &labels[subject], subject));
        }
    }
    // Where only time tells the rows apart, they stand in its order, whichever case the source begins with.
    if compare.keys == 0
        && let [_, Column::Years(years)] = cells.keys.as_slice()
    {
        order::sort_by_key(&mut rows, |rows| {
            rows.iter().flatten().next().and_then(|&row| years.span(row).ok())
        });
    }
    Ok(Aligned { rows })
}

fn several(compare: &Compare, cells: &Cells, label: &str, subject: usize) -> EvalError {
    let code = u64::from(compare.subjects.codes[subject]);
    let rows = (0..cells.rows).filter(|&row| cells.keys[0].group(row) == code);
    let values: Vec<String> = rows.map(|row| plain(&cells.measures[0].value(row))).collect();
    let topic = &compare.selection.topic;
    let measure = compare.selection.measures.first().map_or("", |measure| &measure.meta.name);
    let example = format!("show {} on {}.{measure}", typed(label), topic.name);
    EvalError::SeveralAnswers {
        topic: topic.name.to_string(),
        count: values.len(),
        subject: label.into(),
        answers: one_of(&values).replace(" or ", " and "),
        example,
    }
}

/// The questions, each with the answers of all subjects.
pub fn items<'a>(
    compare: &'a Compare,
    cells: &Cells,
    labels: &[Arc<str>],
    aligned: &'a Aligned,
) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    let holes = Holes::new(cells);
    for (key, rows) in watched(aligned.rows.iter().enumerate()) {
        let hole = |subject: usize| hole(cells, &holes, rows, &labels[subject]);
        let mut candidates = compare.selection.measures.iter().enumerate().map(|(measure, variable)| {
            let answer = |(subject, row): (usize, &Option<usize>)| {
                row.map_or_else(|| hole(subject), |row| answer_cell(cells, measure, row))
            };
            let answers = rows.iter().enumerate().map(answer).collect();
            Item { key, field: &variable.meta, rows, answers, unit: unit(cells, measure, variable, rows) }
        });
        let answered = |item: &Item<'_>| item.answers.iter().any(|cell| !cell.value.is_missing());
        // A question that does not apply to any of the cases is none.
        let applies = |item: &Item<'_>| {
            item.answers.iter().any(|cell| {
                !matches!(&cell.value, Value::Missing(reason) if reason.is_no_row()
                || *reason == Missing::NotApplicable)
            })
        };
        if compare.headline_only {
            // The first that is answered, else the first that applies.
            let mut fallback = None;
            let chosen = candidates.find_map(|item| match answered(&item) {
                true => Some(item),
                false => {
                    fallback = fallback.take().or_else(|| applies(&item).then_some(item));
                    None
                }
            });
            items.extend(chosen.or(fallback));
        } else {
            items.extend(candidates.filter(applies));
        }
    }
    items
}

/// The cell of a subject that no row speaks of; `rows` are those of the other subjects.
fn hole(cells: &Cells, holes: &Holes<'_>, rows: &[Option<usize>], label: &Arc<str>) -> Cell {
    let Some(&row) = rows.iter().flatten().next() else { return Cell::missing(Missing::NoAnswer) };
    let label = Value::Text(label.clone());
    let others: Vec<Value> = cells.keys[1..].iter().map(|key| key.value(row)).collect();
    let keys: Vec<&Value> = std::iter::once(&label).chain(&others).collect();
    holes.cell(&keys)
}

fn answer_cell(cells: &Cells, measure: usize, row: usize) -> Cell {
    let disputed = cells.disputed[measure].binary_search(&row).is_ok();
    Cell { disputed, ..Cell::new(cells.measures[measure].value(row)) }
}

fn unit(cells: &Cells, measure: usize, variable: &Variable, rows: &[Option<usize>]) -> Unit {
    let Some(units) = &cells.units[measure] else { return Unit::One(variable.meta.unit.clone()) };
    let mut found: Vec<String> = Vec::new();
    for row in rows.iter().flatten() {
        let unit = plain(&units.value(*row));
        if !found.contains(&unit) {
            found.push(unit);
        }
    }
    match found.as_slice() {
        [one] => Unit::One(one.as_str().into()),
        _ => Unit::Several(found.join(" / ")),
    }
}
