//! A reading: the topic as it looks when claims of another status stand in for the preferred ones.

use super::claims::{ClaimIndex, Status};
use super::column::Column;
use super::error::DataError;
use super::field::FieldId;
use super::topic::Topic;

/// The topic in which every claim of that status is put in place of the preferred one.
///
/// A claim fills only the cells it disagrees on; the others stay as they are. A claim on a fact that has no preferred
/// figure is a row of its own. Provenance is that of the claim.
///
/// # Errors
///
/// What keeps the topic from being read.
pub fn read(topic: &Topic, status: Status) -> Result<Topic, DataError> {
    let claims = topic.claims()?;
    let claim = |row: usize| claims.rivals(row).find(|&other| claims.status(other) == status);
    let preferred = |row: usize| claims.is_preferred(row);
    // Facts that have a preferred figure; a claim on any other fact stands for itself.
    let settled: Vec<usize> = (0..topic.rows).filter(|&row| preferred(row)).filter_map(claim).collect();
    let alone = |row: usize| claims.status(row) == status && !settled.contains(&row);
    let rows: Vec<usize> = (0..topic.rows).filter(|&row| preferred(row) || alone(row)).collect();
    let instead: Vec<Option<usize>> = rows.iter().map(|&row| claim(row)).collect();
    let column = |id: FieldId| -> Result<Column, DataError> {
        let column = topic.column(id)?;
        let provenance = topic.meta(id).role.is_provenance();
        let cell = |(&row, claim): (&usize, &Option<usize>)| match claim {
            Some(claim) if provenance || !column.is_missing(*claim) => *claim,
            _ => row,
        };
        Ok(column.pick(&rows.iter().zip(&instead).map(cell).collect::<Vec<_>>()))
    };
    let columns = (0..topic.fields.len()).map(FieldId).map(column).collect::<Result<Vec<_>, _>>()?;
    Ok(topic.rebuilt(rows.len(), columns, ClaimIndex::settled()))
}
