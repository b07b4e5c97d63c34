//! What a condition left out, named: a question that no kept row answers, and why.

use answer::LeftOut;
use base::cancel::check_cancelled;
use base::suggest::count;
use data::Role;
use query::{Origin, Selection, Variable};
use select::{Cells, Tested};

/// Beyond this many, items are counted and not named.
const MOST_NAMED: usize = 8;

/// The items that lost all their rows to the condition. `keys` of the keys after the subject name an item; where
/// there is none, time does.
pub fn items(selection: &Selection, cells: &Cells, keys: usize) -> Vec<LeftOut> {
    let keys = if keys == 0 { selection.keys.len().saturating_sub(1) } else { keys };
    let mut left_out = Vec::new();
    let dropped = &cells.dropped;
    let mut unknown = unknown_count(cells);
    if keys > 0 && dropped.keys.len() > keys {
        let (columns, of_kept) = (&dropped.keys[1..=keys], &cells.keys[1..=keys]);
        let groups: Vec<u64> =
            (0..cells.rows).flat_map(|row| of_kept.iter().map(move |column| column.group(row))).collect();
        let mut kept: Vec<&[u64]> = groups.chunks_exact(keys).collect();
        kept.sort_unstable();
        let is_kept = |row: usize| {
            let group = || columns.iter().map(|column| column.group(row));
            kept.binary_search_by(|kept| kept.iter().copied().cmp(group())).is_ok()
        };
        let named = |row: usize| {
            let words: Vec<String> = columns.iter().map(|column| super::plain(&column.value(row))).collect();
            words.join(" ")
        };
        // The row that stands for an item, the part of the condition that it fails, and the values that were tested.
        let mut lost: Vec<(usize, usize, Tested)> = Vec::new();
        for (row, (&test, tested)) in dropped.parts.iter().zip(&dropped.values).enumerate() {
            check_cancelled();
            if is_kept(row) || chosen_by_key(selection, test, keys) {
                continue;
            }
            if dropped.unknown[row] {
                // Named with its own reason, so it is not counted again.
                let LeftOut { reason, .. } = unknown_rows(selection, cells, row, 1);
                unknown -= dropped.rows[row];
                let item = named(row);
                if !left_out.iter().any(|other: &LeftOut| other.item == item) {
                    left_out.push(LeftOut { item, reason });
                }
                continue;
            }
            let same = |other: usize| columns.iter().all(|column| column.same(row, other));
            let place = lost.iter().position(|&(other, ..)| same(other)).unwrap_or_else(|| {
                lost.push((row, test, Tested::default()));
                lost.len() - 1
            });
            lost[place].2.add(tested);
        }
        let more = lost.len().saturating_sub(MOST_NAMED);
        lost.truncate(MOST_NAMED);
        for (row, test, tested) in lost {
            left_out.push(LeftOut { item: named(row), reason: reason(selection, test, &tested) });
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
    let unknown = unknown_count(cells);
    (unknown > 0).then(|| unknown_rows(selection, cells, first_unknown(cells), unknown))
}

fn unknown_count(cells: &Cells) -> usize {
    let rows = cells.dropped.unknown.iter().zip(&cells.dropped.rows);
    rows.filter(|(unknown, _)| **unknown).map(|(_, rows)| rows).sum()
}

fn first_unknown(cells: &Cells) -> usize {
    cells.dropped.unknown.iter().position(|&unknown| unknown).unwrap_or(0)
}

/// So many rows are left out for the reason of the one that is given.
fn unknown_rows(selection: &Selection, cells: &Cells, row: usize, unknown: usize) -> LeftOut {
    let (test, tested) = (&selection.filter[cells.dropped.parts[row]], &cells.dropped.values[row]);
    let text = &test.text;
    let why = match (test.variable(), tested.values.first()) {
        (Some(variable), Some(value)) => {
            format!("`{}` is {}", variable.meta.name, super::plain(value))
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

fn reason(selection: &Selection, test: usize, tested: &Tested) -> String {
    let part = &selection.filter[test];
    let Some(variable) = part.variable().filter(|_| !tested.values.is_empty()) else {
        return format!("it does not meet `{}`", part.text);
    };
    let values: Vec<String> = tested.values.iter().map(super::plain).collect();
    let are = if values.len() == 1 && !tested.more { "is" } else { "are" };
    let others = if tested.more { " and others" } else { "" };
    format!("{} {}{others} {are} outside `{}`", variable.meta.name, values.join(", "), part.text)
}
