//! `rank`: places 1, 2, 2, 4; what has no figure comes last and has no place.

use rustc_hash::FxHashMap as HashMap;
use std::sync::Arc;

use super::dates::{self, Dates};
use super::error::EvalError;
use super::finish::compare;
use super::left_out;
use super::members::{self, OfGroup};
use super::sources;
use answer::schema::RankColumn;
use answer::{Answer, Cell, Head, Table};
use base::cancel::cancellable;
use base::suggest::count;
use data::{Column, Field, Missing, Role, Value};
use query::{Query, Rank, Test, TestKind, Wanted};
use select::group::distinct;
use select::{Cells, select};
use syntax::word::Verb;

/// Answers `rank`.
///
/// # Errors
///
/// What keeps the rows from being read.
pub fn evaluate(query: &Query, rank: &Rank) -> Result<Answer, EvalError> {
    let cells = select(&rank.selection)?;
    let chosen = chosen(rank, &cells);
    let measure = &rank.figures[chosen];
    let descending = rank.descending[chosen];
    let mut answer = Answer::new(query.text.clone(), Verb::Rank, super::title(&rank.selection, measure)?);
    let mut rows: Vec<usize> = (0..cells.rows).collect();
    if rank.latest {
        rows = latest(rank, &cells, &cells.measures[chosen], &rows, &mut answer);
    }
    // What another row says of the same object and time is said.
    let said = cells.keys.iter().chain([&cells.measures[chosen]]).collect();
    rows = distinct(said, &rows);
    // Steps of a scale compare by their place on it, not by their names.
    let key = |row: usize| scale_value(measure, &cells.measures[chosen], row);
    rows.sort_by(|&a, &b| compare(&key(a), &key(b), descending));
    let mut heads = rank.columns.heads().clone();
    if let (Some(figure), true) = (heads.column(RankColumn::Figure), chosen > 0) {
        heads.replace(figure, Head::of_figure(measure));
    }
    let mut table = Table::new("rows", heads);
    let wanted =
        |row: usize| rank.shown.iter().all(|shown| is_wanted(&shown.wanted, &cells, row) == Some(true));
    let dates = Dates::of(&cells, chosen);
    let (mut place, mut unplaced) = (0, 0);
    for (at, &row) in cancellable(rows.iter().enumerate()) {
        let value = key(row);
        let tied = at > 0 && compare(&value, &key(rows[at - 1]), false).is_eq();
        if !tied {
            place = at + 1;
        }
        if !wanted(row) {
            continue;
        }
        unplaced += usize::from(value.is_missing());
        let cell = |column| match column {
            RankColumn::Place if value.is_missing() => Cell::missing(Missing::NotApplicable),
            RankColumn::Place => Cell::new(Value::count(place)),
            RankColumn::Key(at) => Cell::new(cells.keys[at].value(row)),
            RankColumn::Figure => {
                let disputed = cells.disputed[chosen].binary_search(&row).is_ok();
                let suffix = dates.as_ref().map_or_else(Arc::default, |dates| dates.suffix(row));
                Cell { disputed, suffix, ..Cell::new(cells.measures[chosen].value(row)) }
            }
            RankColumn::Beside(at) => Cell::new(cells.measures[at].value(row)),
            RankColumn::Basis => Cell::new(Value::count(size(&cells, row))),
        };
        table.rows.push(rank.columns.columns().map(cell).collect());
    }
    answer.notes.extend(dates::note(&rank.selection, &cells));
    answer.notes.extend(made(rank));
    let figures = of_groups(rank, &cells, &rows);
    answer.notes.extend(members::times(&cells, &figures));
    answer.notes.extend(members::notes(&rank.selection, &cells, &figures)?);
    let placed = rows.iter().filter(|&&row| !key(row).is_missing()).count();
    answer.notes.extend(among(rank, placed));
    for shown in &rank.shown {
        answer.title.extend([" · ", &shown.text]);
    }
    answer.tables.push(table);
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
    Ok(answer)
}

/// How the figures are made.
fn made(rank: &Rank) -> Option<String> {
    let aggregates = rank.selection.grouping.aggregates()?;
    let mut words: Vec<&str> = aggregates.how.iter().map(|how| how.word()).collect();
    words.dedup();
    let of = if aggregates.members.is_some() { "group" } else { "case" };
    let n = if aggregates.members.is_some() { "cases" } else { "figures" };
    let weighted = members::weighted(aggregates);
    let (words, of_it) = (words.join(", "), format!("all rows of a {of} that the query asks for"));
    Some(format!("The figures are the {words} of {of_it}{weighted}; `n` counts its {n}."))
}

/// Of how many cases the first figure of a row is made, or of how many figures where no groups are made.
fn size(cells: &Cells, row: usize) -> usize {
    let Some(basis) = cells.basis.first() else { return 0 };
    match cells.members.get(row).is_some_and(|members| !members.is_empty()) {
        true => basis.cases[row].len(),
        false => basis.figures[row],
    }
}

/// The figures of groups.
fn of_groups(rank: &Rank, cells: &Cells, rows: &[usize]) -> Vec<OfGroup> {
    let measure = &rank.selection.measures[0].meta.name;
    let group = |row: usize| cells.keys[..rank.objects].iter().map(move |key| super::plain(&key.value(row)));
    let of = |&row: &usize| OfGroup {
        group: group(row).collect::<Vec<_>>().join(" "),
        measure: measure.clone(),
        at: 0,
        row,
    };
    rows.iter().map(of).collect()
}

/// What the places are among, where that is not all there is, or where not all is shown.
fn among(rank: &Rank, placed: usize) -> Option<String> {
    let conditions: Vec<String> = {
        // That a place is one of its year goes without saying.
        let told = rank.selection.filter.iter().filter(|test| !is_of_time(test));
        told.map(|test| format!("`{}`", test.text)).collect()
    };
    let chosen = match (rank.named, conditions.is_empty()) {
        (true, true) => "that the query names".to_owned(),
        (true, false) => format!("that the query names and {} keeps", conditions.join(" and ")),
        (false, false) => format!("that {} keeps", conditions.join(" and ")),
        (false, true) if rank.shown.is_empty() => return None,
        (false, true) => {
            return Some(format!("The places are among all {} with a figure.", count(placed, "row")));
        }
    };
    Some(format!("The places are among the {} with a figure {chosen}.", count(placed, "row")))
}

/// Whether a condition chooses years, and nothing else.
fn is_of_time(test: &Test) -> bool {
    if let TestKind::And(tests) | TestKind::Or(tests) = &test.kind {
        return tests.iter().all(is_of_time);
    }
    test.variable().is_some_and(|variable| variable.meta.role == Role::Time)
}

/// Whether an object is one of those that are wanted; `None` where it has no label.
fn is_wanted(wanted: &Wanted, cells: &Cells, row: usize) -> Option<bool> {
    let any = |parts: &[Wanted], decisive| {
        let mut parts = parts.iter().map(|part| is_wanted(part, cells, row));
        super::finish::join(&mut parts, decisive)
    };
    match wanted {
        Wanted::And(parts) => any(parts, false),
        Wanted::Or(parts) => any(parts, true),
        Wanted::Not(part) => is_wanted(part, cells, row).map(|wanted| !wanted),
        Wanted::Label { key, codes } => {
            let key = &cells.keys[*key];
            (!key.is_missing(row)).then(|| codes.iter().any(|&code| u64::from(code) == key.group(row)))
        }
    }
}

/// The first measure that has a value among those that may make the order: some lists give places, others only tiers.
fn chosen(rank: &Rank, cells: &Cells) -> usize {
    let has_value = |at: &usize| (0..cells.rows).any(|row| !cells.measures[*at].value(row).is_missing());
    (0..rank.descending.len()).find(has_value).unwrap_or(0)
}

fn scale_value(measure: &Field, column: &Column, row: usize) -> Value {
    let steps = measure.scale.len() as u32;
    match column.as_labels().and_then(|labels| labels.code(row)) {
        Some(code) if code < steps => Value::count(code as usize),
        _ => column.value(row),
    }
}

/// Only the latest row of each object, and a note that says so where there was a choice.
fn latest(rank: &Rank, cells: &Cells, measure: &Column, rows: &[usize], answer: &mut Answer) -> Vec<usize> {
    let (objects, times) = cells.keys.split_at(rank.objects);
    let Some(time) = times.first() else { return rows.to_vec() };
    // A year for which nothing has been published yet is not the latest that is known.
    let end = |row: usize| match time.value(row).as_years() {
        Some(years) => (!measure.is_missing(row), years.to),
        None => (false, i32::MIN),
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
