//! `tabulate`, resolved: what is sorted into parts, and what the parts are counted in.

use super::{Selection, Subjects};
use answer::schema::{CrossColumn, Schema, ShareColumn};

/// What is it made of?
#[derive(Clone, Debug)]
pub struct Tabulate {
    /// The keys are those of `by`, then the subject if some are named, then the member of a cross table of rows.
    pub selection: Selection,
    /// How many keys `by` names, and what stands under them.
    pub by: Tabulated,
    /// One column each; `None` takes everything together.
    pub subjects: Option<Subjects>,
    /// What the parts are counted in.
    pub amount: Amount,
    /// The subjects are sorted by words of their own, so that their parts cannot be set against each other.
    pub sorted_apart: bool,
    /// Everything that names a row, time last, where rows are counted and no year is chosen: one thing may be counted
    /// once for each year.
    pub editions: Option<Selection>,
}

/// What the parts of a whole are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Rows.
    Rows,
    /// A figure, added up; it is the measure.
    Sum,
    /// A share, as it is stated; it is the measure.
    Share,
}

/// What a tabulation is made of.
#[derive(Clone, Debug)]
pub enum Tabulated {
    /// One key: amounts and shares.
    Shares(Schema<ShareColumn>),
    /// Two keys: members, or amounts.
    Cross(Schema<CrossColumn>),
}

impl Tabulated {
    /// How many keys `by` names.
    pub fn keys(&self) -> usize {
        match self {
            Self::Shares(_) => 1,
            Self::Cross(_) => 2,
        }
    }
}
