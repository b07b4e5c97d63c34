//! The sources under a result.

use std::sync::Arc;

use answer::SourceLine;
use query::Selection;
use select::Cells;

/// The sources of what a selection used, each place once: who stands behind it, and the year.
pub fn lines(selection: &Selection, cells: &Cells) -> Vec<SourceLine> {
    let cited = cells.cited.iter().filter(|(id, place)| !id.is_empty() || !place.is_empty());
    let ids: Vec<&str> = cited.clone().map(|(id, _)| &**id).collect();
    let credits: Vec<_> = selection.sources.iter().map(|sources| sources.credits(&ids)).collect();
    let credit = |at: usize| credits.iter().find_map(|credits| credits.get(at).cloned().flatten());
    let line = |(at, (id, place)): (usize, &(Arc<str>, Arc<str>))| SourceLine {
        id: id.clone(),
        place: place.clone(),
        text: credit(at).unwrap_or_default(),
    };
    cited.enumerate().map(line).collect()
}
