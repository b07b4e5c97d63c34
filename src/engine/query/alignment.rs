//! `check wdi, vdem`: the report of a match.

use std::sync::Arc;

use answer::schema::{AlignmentColumn, Schema};

/// How topics match.
#[derive(Clone, Debug)]
pub struct Alignment {
    /// The topics, with how many cases each has.
    pub topics: Vec<(Arc<str>, usize)>,
    /// How many cases are in all of them.
    pub matched: usize,
    /// What keeps rows apart, or may have been meant otherwise.
    pub findings: Vec<Mismatch>,
    /// The columns.
    pub columns: Schema<AlignmentColumn>,
}

/// What a report of a match finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// What kind of finding it is.
    pub kind: MismatchKind,
    /// The topic where it is found.
    pub topic: Arc<str>,
    /// The case, where it is about one.
    pub case: Option<Arc<str>>,
    /// What is known of it.
    pub detail: String,
}

/// The kinds of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MismatchKind {
    /// A case that no other topic has.
    Unmatched,
    /// A name that fits several cases.
    Unclear,
    /// Several rows for one case and year.
    Repeated,
    /// A case that the topics write in different ways.
    Respelled,
    /// Years that no other topic has.
    Years,
    /// A figure that the topics count in different units.
    Units,
}

impl MismatchKind {
    /// Every kind, in the order of a report.
    pub const ALL: [Self; 6] =
        [Self::Unmatched, Self::Unclear, Self::Repeated, Self::Respelled, Self::Years, Self::Units];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unmatched => "unmatched",
            Self::Unclear => "unclear",
            Self::Repeated => "repeated",
            Self::Respelled => "respelled",
            Self::Years => "years",
            Self::Units => "units",
        }
    }
}
