//! The sources under a result.

use std::collections::HashMap;
use std::sync::Arc;

use super::select::Cells;
use crate::answer::SourceLine;
use crate::dataset::{FieldId, Status, Topic};
use crate::query::Selection;

/// The sources of what a selection used, each place once.
pub fn lines(selection: &Selection, cells: &Cells) -> Vec<SourceLine> {
    let describe = selection.sources.as_deref().map(descriptions);
    let line = |(id, place): &(Arc<str>, Arc<str>)| SourceLine {
        id: id.clone(),
        place: place.clone(),
        text: describe.as_ref().and_then(|all| all.get(id)).cloned().unwrap_or_default(),
    };
    cells.cited.iter().filter(|(id, place)| !id.is_empty() || !place.is_empty()).map(line).collect()
}

/// Who stands behind each source: maker and year.
fn descriptions(sources: &Topic) -> HashMap<Arc<str>, String> {
    let labels = |name| sources.field(name).and_then(|id: FieldId| sources.labels(id));
    let Some(ids) = sources.labels(sources.case()) else { return HashMap::new() };
    let year = sources.field("year").map(|id| sources.column(id));
    let describe = |row: usize| {
        let maker = labels("maker").map_or("", |makers| makers.text(row));
        let year =
            year.filter(|column| !column.is_missing(row)).map(|column| super::plain(&column.value(row)));
        match year {
            Some(year) => format!("{maker}, {year}"),
            None => maker.to_owned(),
        }
    };
    let preferred = (0..sources.rows).filter(|&row| sources.claims.status(row) == Status::Preferred);
    preferred.filter_map(|row| Some((ids.label(row).ok()?.clone(), describe(row)))).collect()
}
