//! The frame: a topic with a row a case and year, made of several tables.

use std::sync::Arc;

use data::{Column, Field, LabelsBuilder, Level, Missing, Topic};

use crate::cases::{Cases, stands_behind};
use crate::error::AlignError;
use crate::part::Part;
use crate::rows::FrameRows;
use crate::topic::topic;
use crate::years::YearPlaces;

/// Tables side by side.
#[derive(Debug)]
pub struct Frame {
    /// A row a case and year; who it is made of stands in its lineage.
    pub topic: Topic,
    /// Its cases.
    pub cases: Cases,
}

/// Puts tables side by side. Each column is read when it is used, and none is joined before.
///
/// # Errors
///
/// A table that cannot be read, that has several rows for one case and year, or whose cases are of another kind.
pub fn frame(parts: &[Part]) -> Result<Frame, AlignError> {
    let cases = Cases::new(parts);
    check_kinds(parts, &cases)?;
    let years = YearPlaces::new(parts.iter())?;
    let rows = FrameRows::new(parts, &cases, &years)?;
    let timed = parts.iter().any(Part::is_timed);
    let made = made(parts, &cases, &rows, timed.then_some(&years));
    let count = rows.cases.len();
    let taken: Vec<Arc<[u32]>> = rows.taken.into_iter().map(Arc::from).collect();
    Ok(Frame { topic: topic(parts, &cases, made, &taken, count), cases })
}

fn check_kinds(parts: &[Part], cases: &Cases) -> Result<(), AlignError> {
    let first = parts.iter().position(|part| !stands_behind(part, cases.kind)).unwrap_or(0);
    for (at, part) in parts.iter().enumerate() {
        let other = part.kind != parts[first].kind && !stands_behind(part, cases.kind);
        let shared =
            || cases.all.iter().any(|case| !case.codes[at].is_empty() && !case.codes[first].is_empty());
        if other && !shared() {
            return Err(AlignError::Kinds { part: at });
        }
    }
    Ok(())
}

/// The columns that are made with the frame: cases, and years where a part has some.
fn made(parts: &[Part], cases: &Cases, rows: &FrameRows, years: Option<&YearPlaces>) -> Vec<(Field, Column)> {
    let first = parts.iter().find(|part| !stands_behind(part, cases.kind)).unwrap_or(&parts[0]);
    let scale: Vec<Arc<str>> = cases.all.iter().map(|case| case.label.clone()).collect();
    let mut labels = LabelsBuilder::new(&scale, [Missing::NotStated].into());
    labels.extend(&rows.cases);
    let case =
        Field { alias_of: None, sorted_by: None, ..Field::clone(first.topic.meta(first.topic.case())) };
    let mut made = vec![(case, Column::Labels(labels.finish()))];
    if let Some(years) = years {
        made.push((Field::computed("year", Level::Year), Column::Years(years.column(&rows.years))));
    }
    made
}
