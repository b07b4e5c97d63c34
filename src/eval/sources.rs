//! The sources under a result.

use std::sync::Arc;

use super::select::Cells;
use crate::answer::SourceLine;
use crate::query::Selection;

/// The sources of what a selection used, each place once: who stands behind it, and the year.
pub fn lines(selection: &Selection, cells: &Cells) -> Vec<SourceLine> {
    let cited = cells.cited.iter().filter(|(id, place)| !id.is_empty() || !place.is_empty());
    let ids: Vec<&str> = cited.clone().map(|(id, _)| &**id).collect();
    // A source that can not be read is still cited by its place.
    let known = selection.sources.as_ref().and_then(|sources| sources.lookup(&ids, &["maker", "year"]).ok());
    let text = |at: usize| match known.as_ref()?.get(at)?.as_deref()? {
        [maker, year] if !year.is_empty() => Some(format!("{maker}, {year}")),
        [maker, ..] => Some(maker.clone()),
        [] => None,
    };
    let line = |(at, (id, place)): (usize, &(Arc<str>, Arc<str>))| SourceLine {
        id: id.clone(),
        place: place.clone(),
        text: text(at).unwrap_or_default(),
    };
    cited.enumerate().map(line).collect()
}
