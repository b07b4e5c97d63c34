//! `rank`, resolved: what is ranked, by which figure, and whose places are shown.

use std::sync::Arc;

use super::Selection;
use answer::schema::{RankColumn, Schema};
use data::Field;

/// Who is best?
#[derive(Clone, Debug)]
pub struct Rank {
    /// Keys are the objects, then time. The first measure with a value makes the order; of figures that are made of several
    /// rows, the first one, and the others stand beside it.
    pub selection: Selection,
    /// What each measure is once it is made.
    pub figures: Vec<Arc<Field>>,
    /// How many of the keys name an object; the others are time.
    pub objects: usize,
    /// Whether only the latest time of each object counts.
    pub latest: bool,
    /// For each measure that may make the order, whether larger comes first.
    pub descending: Vec<bool>,
    /// Whose places are shown; the places are among all.
    pub shown: Vec<Shown>,
    /// Whether the query named the objects one by one.
    pub named: bool,
    /// The columns; that of the figure is for the first measure.
    pub columns: Schema<RankColumn>,
}

/// A condition on what is ranked.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Which objects meet it.
    pub wanted: Wanted,
    /// As it was typed.
    pub text: Arc<str>,
}

/// Objects of a ranking, by their labels.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// All of them.
    And(Vec<Wanted>),
    /// Any of them.
    Or(Vec<Wanted>),
    /// The others.
    Not(Box<Wanted>),
    /// Those with one of these labels.
    Label {
        /// A key of the selection.
        key: usize,
        /// Codes of its dictionary.
        codes: Vec<u32>,
    },
}
