//! The sources under a result.

use std::sync::Arc;

use super::select::Cells;
use crate::answer::SourceLine;
use crate::dataset::Topic;
use crate::query::Selection;

/// The sources of what a selection used, each place once.
pub fn lines(selection: &Selection, cells: &Cells) -> Vec<SourceLine> {
    let sources = selection.sources.as_deref();
    let line = |(id, place): &(Arc<str>, Arc<str>)| SourceLine {
        id: id.clone(),
        place: place.clone(),
        text: sources.and_then(|sources| describe(sources, id)).unwrap_or_default(),
    };
    cells.cited.iter().filter(|(id, place)| !id.is_empty() || !place.is_empty()).map(line).collect()
}

/// Who stands behind a source: maker and year.
fn describe(sources: &Topic, id: &str) -> Option<String> {
    let wanted = [sources.field("maker")?, sources.field("year")?];
    let texts = sources.find(sources.case(), id, &wanted)?;
    Some(match texts.as_slice() {
        [maker, year] if !year.is_empty() => format!("{maker}, {year}"),
        texts => texts.first()?.clone(),
    })
}
