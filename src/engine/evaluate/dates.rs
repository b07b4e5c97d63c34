//! Of which year each figure is, where each has a year of its own.

use std::sync::Arc;

use crate::plain;
use data::{Column, Topic, Value, Years};
use query::Selection;
use select::Cells;

/// The years of a measure's figures.
#[derive(Debug)]
pub struct Dates<'a> {
    dates: &'a Column,
    figures: &'a Column,
    newest: Option<Years>,
}

impl<'a> Dates<'a> {
    /// Those of a measure; none where its figures share the years of their rows.
    pub fn of(cells: &'a Cells, measure: usize) -> Option<Self> {
        let dates = cells.dates.get(measure)?.as_ref()?;
        let figures = &cells.measures[measure];
        let known = (0..cells.rows).filter(|&row| !figures.is_missing(row));
        let newest = known.filter_map(|row| dates.value(row).as_years()).max_by_key(|years| years.to);
        Some(Self { dates, figures, newest })
    }

    /// The year of a figure.
    pub fn year(&self, row: usize) -> Option<Years> {
        (!self.figures.is_missing(row)).then(|| self.dates.value(row).as_years()).flatten()
    }

    /// What stands behind a figure that is older than the newest of its measure: `(2018)`.
    pub fn suffix(&self, row: usize) -> Arc<str> {
        self.suffix_beside(row, self.newest)
    }

    /// What stands behind a figure that is not of the year that its row tells.
    pub fn suffix_beside(&self, row: usize, told: Option<Years>) -> Arc<str> {
        match self.year(row).filter(|year| Some(*year) != told) {
            Some(year) => format!("({})", plain(&Value::Years(year))).into(),
            None => Arc::default(),
        }
    }
}

/// The same where conditions may be made of the figures.
pub fn note_of_conditions(selection: &Selection, cells: &Cells) -> Option<String> {
    fn is_dated(topic: &Topic) -> bool {
        let members = topic.lineage.iter().flat_map(|lineage| &lineage.members);
        members.into_iter().any(|member| member.dated || is_dated(&member.topic))
    }
    let all = || "The newest figure of each is taken.".to_owned();
    note(selection, cells).or_else(|| is_dated(&selection.topic).then(all))
}

/// From which years the figures are taken.
pub fn note(selection: &Selection, cells: &Cells) -> Option<String> {
    let measures = selection.measures.iter().enumerate();
    let told = measures.filter_map(|(at, measure)| {
        let dates = Dates::of(cells, at)?;
        let years = || (0..cells.rows).filter_map(|row| dates.year(row));
        let (least, most) = (years().map(|years| years.from).min()?, years().map(|years| years.to).max()?);
        let span = if least == most { least.to_string() } else { format!("{least} to {most}") };
        Some((measure.meta.name.clone(), span))
    });
    let told: Vec<(Arc<str>, String)> = told.collect();
    let (first, rest) = told.split_first()?;
    if rest.iter().all(|(_, span)| *span == first.1) {
        return Some(format!("The newest figure of each is taken: of {}.", first.1));
    }
    const MOST_TOLD: usize = 6;
    let each: Vec<String> =
        told.iter().take(MOST_TOLD).map(|(name, span)| format!("`{name}` of {span}")).collect();
    let more = told.len().saturating_sub(MOST_TOLD);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    Some(format!("The newest figure of each is taken: {}{more}.", each.join(", ")))
}
