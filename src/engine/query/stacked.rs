//! `compare` on several topics: the comparison on each, rows under each other.

use std::sync::Arc;

use answer::schema::{Schema, StackedColumn};

use crate::{Compare, Finish};

/// The same cases on several topics.
#[derive(Clone, Debug)]
pub struct Stacked {
    /// The comparison on each topic.
    pub parts: Vec<StackedPart>,
    /// The cases, as the first topic writes them that has them.
    pub labels: Vec<Arc<str>>,
    /// The columns.
    pub columns: Schema<StackedColumn>,
}

/// The comparison on one of several topics.
#[derive(Clone, Debug)]
pub struct StackedPart {
    /// The comparison.
    pub compare: Compare,
    /// Conditions on its finished rows; order and limit are those of all rows.
    pub finish: Finish,
    /// For each of its subjects, which of all cases it is.
    pub cases: Vec<usize>,
}
