//! What a file of columns asks of a column under construction.

use crate::builder::Builder;
use crate::dialect::{Figures, Marks};
use data::column::{Decimal, Figure};
use data::value::{Missing, Years};

impl Builder {
    /// Adds a row in which nothing stands.
    pub fn push_nothing(&mut self, marks: &Marks) {
        // As an empty cell is read, where empty cells mean something.
        let reason = marks.find("").unwrap_or(usize::MAX);
        match self {
            Self::Labels(labels) => labels.push_missing(reason),
            Self::Numbers(..) | Self::Years(_) => {
                self.push_missing(marks.reasons.get(reason).cloned().unwrap_or(Missing::NotStated));
            }
        }
    }

    /// Adds a row without a figure or a year.
    pub fn push_missing(&mut self, reason: Missing) {
        match self {
            Self::Labels(labels) => labels.push_missing(usize::MAX),
            Self::Numbers(numbers, _) => numbers.push_missing(reason),
            Self::Years(years) => years.push_missing(reason),
        }
    }

    /// Adds a figure, or a year that a figure of four digits is; `false` when only its text tells what it is here.
    pub fn push_figure(&mut self, figure: Figure) -> bool {
        match (self, figure) {
            (Self::Numbers(numbers, Figures::PLAIN), figure) => numbers.push(figure),
            (Self::Years(years), Figure::Exact(Decimal { units: year @ 1000..=9999, scale: 0 })) => {
                years.push(Years { from: year as i32, to: year as i32 });
            }
            _ => return false,
        }
        true
    }

    /// Whether its values are figures, written as programs do.
    pub fn is_figures(&self) -> bool {
        matches!(self, Self::Numbers(_, Figures::PLAIN))
    }

    /// Whether its values are words.
    pub fn is_labels(&self) -> bool {
        matches!(self, Self::Labels(_))
    }

    /// Adds a row for each of `places`: it has the value of the row of `other` that `rows` holds there. There will be so
    /// many rows in all.
    pub fn append_places(&mut self, other: &Self, rows: &[u32], places: &[u32], all: usize) {
        match (self, other) {
            (Self::Labels(labels), Self::Labels(more)) => labels.append_places(more, rows, places, all),
            (Self::Numbers(numbers, _), Self::Numbers(more, _)) => {
                numbers.append_places(more, rows, places, all);
            }
            (Self::Years(years), Self::Years(more)) => years.append_places(more, rows, places, all),
            _ => unreachable!("a column has one kind"),
        }
    }
}
