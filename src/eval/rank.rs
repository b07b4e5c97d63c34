//! `rank`: places 1, 2, 2, 4; what has no figure comes last and has no place.

use rustc_hash::FxHashMap as HashMap;

use super::finish::compare;
use super::left_out;
use super::select::{Cells, select};
use super::sources;
use crate::answer::{Answer, Cell, Head, Kind, Table};
use crate::dataset::{Column, Field, Missing, Value};
use crate::query::{Query, Rank};
use crate::stop::watched;
use crate::suggest::count;
use crate::word::Verb;

/// Answers `rank`.
pub fn evaluate(query: &Query, rank: &Rank) -> Answer {
    let cells = select(&rank.selection);
    let chosen = chosen(rank, &cells);
    let measure = &rank.selection.measures[chosen].meta;
    let descending = rank.descending[chosen];
    let mut answer = Answer::new(query.text.clone(), Verb::Rank, super::title(&rank.selection, measure));
    let mut rows: Vec<usize> = (0..cells.rows).collect();
    if rank.latest {
        rows = latest(rank, &cells, &cells.measures[chosen], &rows, &mut answer);
    }
    // Steps of a scale compare by their place on it, not by their names.
    let key = |row: usize| scale_value(measure, &cells.measures[chosen], row);
    rows.sort_by(|&a, &b| compare(&key(a), &key(b), descending));
    let mut heads = vec![Head::new("place", Kind::Number)];
    heads.extend(rank.selection.keys.iter().enumerate().map(|(at, key)| {
        Head::new(key.meta.name.clone(), if at < rank.objects { Kind::Key } else { Kind::Time })
    }));
    let kind = if measure.scale.is_empty() { Kind::Number } else { Kind::Text };
    heads.push(
        Head::new(measure.name.clone(), kind)
            .with_unit(measure.unit.clone())
            .with_direction(measure.direction),
    );
    let mut table = Table::new("rows", heads);
    let mut place = 0;
    for (at, &row) in watched(rows.iter().enumerate()) {
        let value = key(row);
        let tied = at > 0 && compare(&value, &key(rows[at - 1]), false).is_eq();
        if !tied {
            place = at + 1;
        }
        let shown = match value.is_missing() {
            true => Value::Missing(Missing::NotApplicable),
            false => Value::count(place),
        };
        let mut cells_of_row = vec![Cell::new(shown)];
        cells_of_row.extend(cells.keys.iter().map(|key| Cell::new(key.value(row))));
        let disputed = cells.disputed[chosen].binary_search(&row).is_ok();
        cells_of_row.push(Cell { disputed, ..Cell::new(cells.measures[chosen].value(row)) });
        table.rows.push(cells_of_row);
    }
    answer.tables.push(table);
    let unplaced = rows.iter().filter(|&&row| key(row).is_missing()).count();
    if unplaced > 0 {
        answer.notes.push(format!(
            "{} without `{}` last, without a place.",
            count(unplaced, "row"),
            measure.name
        ));
    }
    answer.left_out = left_out::unknown(&rank.selection, &cells).into_iter().collect();
    answer.sources = sources::lines(&rank.selection, &cells);
    super::finish::rows(&mut answer, &query.finish, None);
    answer
}

/// The first measure that has a value: some lists give places, others only tiers.
fn chosen(rank: &Rank, cells: &Cells) -> usize {
    let has_value = |at: &usize| (0..cells.rows).any(|row| !cells.measures[*at].value(row).is_missing());
    (0..rank.selection.measures.len()).find(has_value).unwrap_or(0)
}

fn scale_value(measure: &Field, column: &Column, row: usize) -> Value {
    let steps = measure.scale.len() as u32;
    match column {
        Column::Labels(labels) => match labels.code(row) {
            Some(code) if code < steps => Value::count(code as usize),
            _ => column.value(row),
        },
        _ => column.value(row),
    }
}

/// Only the latest row of each object, and a note that says so where there was a choice.
fn latest(rank: &Rank, cells: &Cells, measure: &Column, rows: &[usize], answer: &mut Answer) -> Vec<usize> {
    let (objects, times) = cells.keys.split_at(rank.objects);
    let Some(time) = times.first() else { return rows.to_vec() };
    // A year for which nothing has been published yet is not the latest that is known.
    let end = |row: usize| match time.value(row) {
        Value::Years(years) => (!measure.is_missing(row), years.to),
        _ => (false, i32::MIN),
    };
    let mut newest: HashMap<Vec<u64>, usize> = HashMap::default();
    for &row in rows {
        let object = objects.iter().map(|column| column.group(row)).collect();
        let best = newest.entry(object).or_insert(row);
        if end(row) > end(*best) {
            *best = row;
        }
    }
    let mut kept: Vec<usize> = newest.into_values().collect();
    kept.sort_unstable();
    if kept.len() < rows.len() {
        let name = &rank.selection.keys[rank.objects].meta.name;
        let mut years: Vec<String> = kept.iter().map(|&row| super::plain(&time.value(row))).collect();
        years.sort_unstable();
        years.dedup();
        answer.notes.push(format!("The latest {name} of each: {}.", years.join(", ")));
    }
    kept
}
