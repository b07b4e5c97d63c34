//! One row a question, one answer a case.

use rustc_hash::FxHashMap as HashMap;
use std::sync::Arc;

use crate::dates::Dates;
use crate::error::EvalError;
use crate::no_answer::Holes;
use crate::plain;
use answer::Cell;
use base::cancel::cancellable;
use base::order;
use base::suggest::{one_of, typed};
use data::{Column, Field, Missing, Value};
use query::{Aggregate, Compare};
use select::Cells;

/// One question and the answers to it.
pub struct Item<'a> {
    /// Which of the measures it asks for.
    pub measure: usize,
    /// What its answers are.
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
    /// How many rows say again what another one has said.
    pub repeated: usize,
}

/// Puts the rows of each combination of keys side by side.
///
/// # Errors
///
/// Several rows answer one question for one case, and not all alike.
pub fn align(compare: &Compare, cells: &Cells, labels: &[Arc<str>]) -> Result<Aligned, EvalError> {
    // There are only as many subjects as columns fit side by side.
    let subject_of = |group: u64| compare.subjects.codes.iter().position(|&code| u64::from(code) == group);
    let mut places: HashMap<Vec<u64>, usize> = HashMap::default();
    let mut rows: Vec<Vec<Option<usize>>> = Vec::new();
    let mut repeated = 0;
    let mut key = Vec::with_capacity(cells.keys.len());
    for row in cancellable(0..cells.rows) {
        let Some(subject) = subject_of(cells.keys[0].group(row)) else { continue };
        key.clear();
        key.extend(cells.keys[1..].iter().map(|column| column.group(row)));
        let place = places.get(&key).copied().unwrap_or_else(|| {
            rows.push(vec![None; labels.len()]);
            places.insert(key.clone(), rows.len() - 1);
            rows.len() - 1
        });
        let before = *rows[place][subject].get_or_insert(row);
        if before != row {
            match differ(cells, before, row) {
                Some(measure) => return Err(several(compare, cells, &labels[subject], row, measure)),
                None => repeated += 1,
            }
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
    Ok(Aligned { rows, repeated })
}

/// The first measure to which two rows give different answers.
fn differ(cells: &Cells, a: usize, b: usize) -> Option<usize> {
    let same = |measure: usize| {
        let units = cells.units[measure].as_ref();
        cells.measures[measure].value(a) == cells.measures[measure].value(b)
            && units.is_none_or(|units| units.same(a, b))
    };
    (0..cells.measures.len()).find(|&measure| !same(measure))
}

/// That the rows with the keys of this one answer differently.
fn several(compare: &Compare, cells: &Cells, label: &str, row: usize, measure: usize) -> EvalError {
    let rows: Vec<usize> =
        (0..cells.rows).filter(|&other| cells.keys.iter().all(|key| key.same(other, row))).collect();
    let mut values: Vec<String> = Vec::new();
    for value in rows.iter().map(|&row| plain(&cells.measures[measure].value(row))) {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    let (topic, name) = (&compare.selection.topic.name, &compare.figures[measure].name);
    EvalError::SeveralAnswers {
        topic: topic.to_string(),
        count: rows.len(),
        subject: label.into(),
        answers: one_of(&values).replace(" or ", " and "),
        example: format!("show {} on {topic}.{}", typed(label), typed(name)),
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
    let dates: Vec<Option<Dates<'_>>> = (0..cells.measures.len()).map(|at| Dates::of(cells, at)).collect();
    for rows in cancellable(aligned.rows.iter()) {
        let hole = |how: Option<Aggregate>, subject: usize| hole(how, cells, &holes, rows, &labels[subject]);
        let mut candidates = compare.figures.iter().enumerate().map(|(measure, field)| {
            let answer = |(subject, row): (usize, &Option<usize>)| {
                row.map_or_else(
                    || hole(compare.selection.grouping.of(measure), subject),
                    |row| answer_cell(cells, &dates, measure, row),
                )
            };
            let answers = rows.iter().enumerate().map(answer).collect();
            Item { measure, field, rows, answers, unit: unit(cells, measure, field, rows) }
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
fn hole(
    how: Option<Aggregate>,
    cells: &Cells,
    holes: &Holes<'_>,
    rows: &[Option<usize>],
    label: &Arc<str>,
) -> Cell {
    let Some(&row) = rows.iter().flatten().next() else { return Cell::missing(Missing::NoAnswer) };
    let label = Value::Text(label.clone());
    let others: Vec<Value> = cells.keys[1..].iter().map(|key| key.value(row)).collect();
    let keys: Vec<&Value> = std::iter::once(&label).chain(&others).collect();
    match how == Some(Aggregate::Count) && holes.all_fail(&keys) {
        // Of the rows that there are, none meets the condition.
        true => Cell::new(Value::count(0)),
        false => holes.cell(&keys),
    }
}

fn answer_cell(cells: &Cells, dates: &[Option<Dates<'_>>], measure: usize, row: usize) -> Cell {
    let disputed = cells.disputed[measure].binary_search(&row).is_ok();
    let mut value = cells.measures[measure].value(row);
    // There are figures, but none can be made of them.
    if value.is_missing() && cells.basis.get(measure).is_some_and(|basis| basis.figures[row] > 0) {
        value = Value::Missing(Missing::Undefined);
    }
    let suffix = dates[measure].as_ref().map_or_else(Arc::default, |dates| dates.suffix(row));
    Cell { disputed, suffix, ..Cell::new(value) }
}

fn unit(cells: &Cells, measure: usize, field: &Field, rows: &[Option<usize>]) -> Unit {
    let Some(units) = &cells.units[measure] else { return Unit::One(field.unit.clone()) };
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
