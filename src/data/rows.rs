//! What the rows of a topic say of themselves: when, and from where.

use super::column::{Column, Labels};
use super::value::Years;

/// The years that the rows of a topic describe.
#[derive(Clone, Copy, Debug)]
pub enum RowYears<'t> {
    /// None.
    None,
    /// Those of one column.
    Column(&'t Column),
    /// A first and a last year.
    Period(&'t Column, &'t Column),
}

impl RowYears<'_> {
    /// The years a row describes.
    pub fn of(self, row: usize) -> Option<Years> {
        let year = |column: &Column| match column {
            Column::Numbers(numbers) => numbers.number(row).map(|year| year as i32),
            Column::Years(years) => years.span(row).ok().map(|span| span.from),
            Column::Labels(_) => None,
        };
        match self {
            Self::Period(from, to) => Some(Years { from: year(from)?, to: year(to).unwrap_or(Years::OPEN) }),
            Self::Column(Column::Years(years)) => years.span(row).ok(),
            Self::Column(Column::Labels(_) | Column::Numbers(_)) | Self::None => None,
        }
    }
}

/// The texts of a field that says where rows come from.
#[derive(Clone, Copy, Debug)]
pub struct Provenance<'t>(pub(super) Option<&'t Labels>);

impl<'t> Provenance<'t> {
    /// The text of a row; empty when the topic has no such field.
    pub fn text(self, row: usize) -> &'t str {
        self.0.map_or("", |labels| labels.text(row))
    }
}
