//! What a reader must know of a comparison.

use super::align::{Item, Unit};
use crate::answer::Answer;
use crate::dataset::{Field, Level, Missing, Value};
use crate::eval::cut_off;
use crate::eval::select::Cells;
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
