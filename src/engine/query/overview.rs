//! `compare Beijing, Seoul`: what each topic has to say of some cases.

use std::sync::Arc;

use answer::schema::{OverviewColumn, Schema};

use crate::Compare;

/// What there is on some cases.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The comparison on each topic that has some of them.
    pub parts: Vec<OverviewPart>,
    /// The cases.
    pub labels: Vec<Arc<str>>,
    /// The columns.
    pub columns: Schema<OverviewColumn>,
}

/// What one topic has on them.
#[derive(Clone, Debug)]
pub struct OverviewPart {
    /// The comparison.
    pub compare: Compare,
    /// For each of its subjects, which of all cases it is.
    pub cases: Vec<usize>,
    /// The query that tells more.
    pub query: String,
}
