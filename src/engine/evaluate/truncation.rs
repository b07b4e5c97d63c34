//! Lists that are cut off: whoever is not on one stands below its end, not last.

use super::plain;
use query::Selection;
use select::Cells;

/// What a reader must know of lists that were cut off, each as `GCG after 10`.
pub fn note(lists: &[String], noun: &str) -> Option<String> {
    let lists = (!lists.is_empty()).then(|| lists.join(", "))?;
    Some(format!("Cut off: {lists}; a {noun} that a list does not name stands below its end, not last."))
}

/// The list that a row of a selection belongs to, and how far it goes, where the package says that it is cut off.
pub fn list(selection: &Selection, cells: &Cells, row: usize) -> Option<String> {
    let key = |field: &str| {
        let at = selection.keys.iter().position(|key| *key.meta.name == *field)?;
        Some(plain(&cells.keys[at].value(row)))
    };
    selection.topic.truncated.iter().find_map(|remark| {
        let top = remark.get("top")?;
        let mut names = Vec::new();
        for (field, value) in remark.iter().filter(|(field, _)| **field != *"top") {
            names.push(key(field).filter(|name| value.as_str() == Some(name))?);
        }
        (!names.is_empty()).then(|| format!("{} after {top}", names.join(", ")))
    })
}
