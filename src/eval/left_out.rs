//! What a condition left out, named: a question that no kept row answers, and why.

use super::select::Cells;
use crate::answer::LeftOut;
use crate::dataset::{Column, Role};
use crate::query::{Origin, Selection, Variable};
use crate::suggest::count;

/// Beyond this many, items are counted and not named.
const MOST_NAMED: usize = 8;

/// The items that lost all their rows to the condition. `keys` of the keys after the subject name an item; where
/// there is none, time does.
pub fn items(selection: &Selection, cells: &Cells, keys: usize) -> Vec<LeftOut> {
    let keys = if keys == 0 { selection.keys.len().saturating_sub(1) } else { keys };
    let mut left_out = Vec::new();
    let dropped = &cells.dropped;
    let mut unknown = dropped.unknown.iter().filter(|&&unknown| unknown).count();
    if keys > 0 && dropped.keys.len() > keys {
        let named = |columns: &[Column], row: usize| -> Vec<String> {
            columns[1..=keys].iter().map(|column| super::plain(&column.value(row))).collect()
        };
        let kept: Vec<Vec<String>> = (0..cells.rows).map(|row| named(&cells.keys, row)).collect();
        let mut lost: Vec<(Vec<String>, usize, Vec<String>)> = Vec::new();
        for (row, (test, value)) in dropped.tests.iter().enumerate() {
            let item = named(&dropped.keys, row);
            if kept.contains(&item) || chosen_by_key(selection, *test, keys) {
                continue;
            }
            if dropped.unknown[row] {
                // Named with its own reason, so it is not counted again.
                let LeftOut { reason, .. } = unknown_rows(selection, cells, row, 1);
                unknown -= 1;
                let item = item.join(" ");
                if !left_out.iter().any(|other: &LeftOut| other.item == item) {
                    left_out.push(LeftOut { item, reason });
                }
                continue;
            }
            let value = value.as_ref().map(|column| super::plain(&column.value(0)));
            let place = lost.iter().position(|(other, ..)| *other == item).unwrap_or_else(|| {
                lost.push((item, *test, Vec::new()));
                lost.len() - 1
            });
            let values = &mut lost[place].2;
            values.extend(value.filter(|value| !values.contains(value)).into_iter().collect::<Vec<_>>());
        }
        let more = lost.len().saturating_sub(MOST_NAMED);
        lost.truncate(MOST_NAMED);
        for (item, test, values) in lost {
            left_out.push(LeftOut { item: item.join(" "), reason: reason(selection, test, &values) });
        }
        if more > 0 {
            left_out.push(LeftOut { item: count(more, "more item"), reason: "for the same reasons".into() });
        }
    }
    if unknown > 0 {
        left_out.push(unknown_rows(selection, cells, first_unknown(cells), unknown));
    }
    left_out
}

/// Rows whose condition can be said neither to hold nor to fail.
pub fn unknown(selection: &Selection, cells: &Cells) -> Option<LeftOut> {
    let unknown = cells.dropped.unknown.iter().filter(|&&unknown| unknown).count();
    (unknown > 0).then(|| unknown_rows(selection, cells, first_unknown(cells), unknown))
}

fn first_unknown(cells: &Cells) -> usize {
    cells.dropped.unknown.iter().position(|&unknown| unknown).unwrap_or(0)
}

/// So many rows are left out for the reason of the one that is given.
fn unknown_rows(selection: &Selection, cells: &Cells, row: usize, unknown: usize) -> LeftOut {
    let (test, value) = &cells.dropped.tests[row];
    let text = &selection.filter[*test].text;
    let why = match (selection.filter[*test].variable(), value) {
        (Some(variable), Some(value)) => {
            format!("`{}` is {}", variable.meta.name, super::plain(&value.value(0)))
        }
        _ => "a value is missing".into(),
    };
    LeftOut { item: count(unknown, "row"), reason: format!("{why}, so `{text}` is unknown") }
}

/// Whether a part of the condition speaks of the key itself: what it does not choose needs no telling.
fn chosen_by_key(selection: &Selection, test: usize, keys: usize) -> bool {
    let Some(variable) = selection.filter[test].variable() else { return false };
    let time =
        |variable: &Variable| variable.meta.role == Role::Time || matches!(variable.origin, Origin::Years);
    selection.keys[1..=keys].iter().any(|key| match (&key.origin, &variable.origin) {
        (Origin::Field(key), Origin::Field(tested)) if key == tested => true,
        _ => time(key) && time(variable),
    })
}

fn reason(selection: &Selection, test: usize, values: &[String]) -> String {
    let part = &selection.filter[test];
    match (part.variable(), values) {
        (Some(variable), [_, ..]) => {
            let are = if values.len() == 1 { "is" } else { "are" };
            format!("{} {} {are} outside `{}`", variable.meta.name, values.join(", "), part.text)
        }
        _ => format!("it does not meet `{}`", part.text),
    }
}
