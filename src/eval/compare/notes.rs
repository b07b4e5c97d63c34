//! What a reader must know of a comparison.

use super::align::{Item, Unit};
use crate::answer::Answer;
use crate::dataset::{Field, Level, Missing, Value};
use crate::eval::group::Groups;
use crate::eval::select::Cells;
use crate::eval::{cut_off, plain};
use crate::query::Compare;

/// Adds the notes to an answer.
pub fn notes(compare: &Compare, cells: &Cells, items: &[Item<'_>], answer: &mut Answer) {
    let topic = &compare.selection.topic;
    if let Some(word) = compare.selection.aggregate.word() {
        answer
            .notes
            .push(format!("Each figure is the {word} of all rows of its case that the query asks for."));
    }
    for item in items {
        if let Unit::Several(units) = &item.unit {
            let note =
                format!("`{}` is in different units ({units}), so no gap is computed.", item.field.name);
            if !answer.notes.contains(&note) {
                answer.notes.push(note);
            }
        }
    }
    if !compare.unshown.is_empty() {
        let (names, first) = (compare.unshown.join("`, `"), &compare.unshown[0]);
        answer.notes.push(format!("Also known: `{names}`; ask with `on {}.{first}`.", topic.name));
    }
    let mut scopes: Vec<&Field> =
        items.iter().map(|item| item.field).filter(|f| !f.scope.is_empty()).collect();
    scopes.dedup_by(|a, b| a.name == b.name);
    for field in scopes {
        answer.notes.push(format!("`{}`: {}", field.name, field.scope));
    }
    if items.iter().any(|item| item.field.level == Level::Ordinal && compare.extras.ratio) {
        answer.notes.push("Ranks and tiers have an order, but no distances, so they have no ratio.".into());
    }
    answer.notes.extend(cut_off(compare, cells, items));
    answer.notes.extend(editions(compare, cells, items));
}

/// What is there for more than one year counts more than once among those who lead.
fn editions(compare: &Compare, cells: &Cells, items: &[Item<'_>]) -> Option<String> {
    let time = compare.selection.keys.get(compare.keys + 1).filter(|_| compare.keys > 0)?;
    let (keys, years) = (&cells.keys[1..=compare.keys], &cells.keys[compare.keys + 1]);
    let judged = items.iter().filter(|item| item.field.direction.is_some());
    let mut rows: Vec<usize> = judged.filter_map(|item| item.rows.iter().flatten().next().copied()).collect();
    rows.dedup();
    let (mut groups, mut group_of) = (Groups::new(keys.iter().collect(), cells.rows), Vec::new());
    groups.add(&rows, &mut group_of);
    let again = |&(&row, &group): &(&usize, &u32)| groups.first[group as usize] != row;
    let (&row, &group) = rows.iter().zip(&group_of).find(again)?;
    let of_it = rows.iter().zip(&group_of).filter(|&(_, &other)| other == group);
    let last = of_it.filter_map(|(&row, _)| match years.value(row) {
        Value::Years(years) => Some(years.to),
        _ => None,
    });
    let (last, count) = (last.max()?, groups.sizes[group as usize]);
    let name: Vec<String> = keys.iter().map(|key| plain(&key.value(row))).collect();
    let (name, time) = (name.join(" "), &time.meta.name);
    Some(format!(
        "{name} counts {count} times, once for each {time}; `where {time} >= {last}` keeps the last."
    ))
}

/// The lists that do not name all subjects because they are cut off.
fn cut_off(compare: &Compare, cells: &Cells, items: &[Item<'_>]) -> Option<String> {
    let unnamed = |item: &&Item<'_>| {
        item.answers.iter().any(|cell| matches!(cell.value, Value::Missing(Missing::NoAnswer)))
    };
    let named = items.iter().filter(unnamed).filter_map(|item| item.rows.iter().flatten().next());
    let mut lists: Vec<String> =
        named.filter_map(|&row| cut_off::list(&compare.selection, cells, row)).collect();
    lists.dedup();
    cut_off::note(&lists, &compare.selection.keys[0].meta.name)
}
