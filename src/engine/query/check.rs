//! `check`, resolved: topics, what is declared of them, and which findings are wanted.

use std::sync::Arc;

use super::Selection;
use answer::schema::{CheckColumn, ClaimColumn, Schema};
use data::{CatalogEntry, FieldId};
use syntax::word::{Arithmetic, Operator};

/// Can I believe it?
#[derive(Clone, Debug)]
pub struct Check {
    /// Every topic: what is said of one may be refuted by another.
    pub topics: Vec<Examined>,
    /// The topics whose findings are wanted; empty for all.
    pub asked: Vec<usize>,
    /// Labels that a finding must be about, by fields of the topic that is asked for.
    pub about: Vec<(FieldId, Vec<u32>)>,
    /// What is looked for.
    pub question: Question,
    /// The columns.
    pub columns: Schema<CheckColumn>,
}

/// What a check looks for.
#[derive(Clone, Debug)]
pub enum Question {
    /// Figures that do not fit.
    Figures,
    /// Questions that are answered for one case only.
    Coverage(Vec<Cover>),
}

/// The cases and the questions of one topic.
#[derive(Clone, Debug)]
pub struct Cover {
    /// Which of the topics.
    pub topic: usize,
    /// The cases, by the codes of the case field; two or more.
    pub cases: Vec<u32>,
    /// The fields that name a question.
    pub questions: Vec<FieldId>,
    /// Whether each measure is a question of its own; else it counts whether there is a row.
    pub measures: bool,
}

/// A topic with all that is declared of it.
#[derive(Clone, Debug)]
pub struct Examined {
    /// Every field of every claim.
    pub selection: Selection,
    /// What must hold.
    pub rules: Vec<Rule>,
    /// The topic that says who stands behind a source, where there is one.
    pub sources: Vec<Arc<CatalogEntry>>,
}

/// The rows of another topic that belong to a row.
#[derive(Clone, Debug)]
pub struct Joined {
    /// Which of the topics.
    pub topic: usize,
    /// Fields here and there that are equal.
    pub pairs: Vec<(FieldId, FieldId)>,
}

/// A condition on rows: a field and what it holds.
#[derive(Clone, Debug)]
pub enum Only {
    /// A label or a year, folded.
    Word(FieldId, String),
    /// Years from this one on.
    From(FieldId, i32),
}

/// Something that must hold if the figures of a topic are right. See [`data::check::Declared`].
#[derive(Clone, Debug)]
pub enum Rule {
    /// Parts add up to a total.
    PartSum {
        /// The parts, here.
        parts: FieldId,
        /// The totals, there.
        total: FieldId,
        /// Where they are.
        joined: Joined,
        /// Which of them.
        only: Vec<Only>,
    },
    /// Shares add up to 100.
    ShareSum {
        /// The shares.
        share: FieldId,
        /// What names a whole.
        within: Vec<FieldId>,
    },
    /// A share fits its count.
    Share {
        /// The share.
        share: FieldId,
        /// The count.
        count: FieldId,
        /// The whole; else the sum of the counts.
        total: Option<FieldId>,
        /// What names a whole.
        within: Vec<FieldId>,
    },
    /// A column stands in order.
    Order {
        /// The column.
        of: FieldId,
        /// Of whose order it is; else of the table's.
        by: Option<FieldId>,
        /// Largest first.
        descending: bool,
        /// What names a list.
        within: Vec<FieldId>,
        /// Which rows.
        only: Vec<Only>,
    },
    /// A figure stands so to another.
    Compare {
        /// The figure, here.
        of: FieldId,
        /// How.
        operator: Operator,
        /// The other figure, there.
        with: FieldId,
        /// Where it is.
        joined: Joined,
        /// Which rows here.
        only: Vec<Only>,
        /// Which rows there.
        against: Vec<Only>,
    },
    /// A figure is made of two others.
    Arithmetic {
        /// The figure.
        of: FieldId,
        /// The left operand.
        left: FieldId,
        /// The sign.
        sign: Arithmetic,
        /// The right operand.
        right: FieldId,
    },
    /// Years lie within a period.
    Within {
        /// The years, here.
        of: FieldId,
        /// Where the period is.
        joined: Joined,
    },
    /// Periods do not overlap.
    Disjoint {
        /// What names a series.
        within: Vec<FieldId>,
    },
    /// A number is that of rows.
    Count {
        /// The number, here.
        of: FieldId,
        /// Where the rows are.
        joined: Joined,
        /// Which of them.
        only: Vec<Only>,
        /// Their labels of this field must also stand in rows like these.
        also: Option<(FieldId, Vec<Only>)>,
    },
    /// A number is that of the members of a set.
    SetSize {
        /// The number.
        of: FieldId,
        /// The set.
        set: FieldId,
    },
    /// Several sources give one figure.
    Same {
        /// The figure.
        of: FieldId,
        /// What names the thing.
        within: Vec<FieldId>,
    },
}

/// What the data say to the statement of an author.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimVerdict {
    /// Every test of it holds.
    Supported,
    /// No test of it holds.
    Contradicted,
    /// It holds in one reading and not in another.
    Depends,
    /// The data hold nothing to test it by.
    NotTestable,
    /// A query that tests it cannot be answered.
    NotAnswered,
}

impl ClaimVerdict {
    /// Every verdict.
    pub const ALL: [Self; 5] =
        [Self::Supported, Self::Contradicted, Self::Depends, Self::NotTestable, Self::NotAnswered];

    /// The words for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Contradicted => "contradicted",
            Self::Depends => "depends",
            Self::NotTestable => "not testable",
            Self::NotAnswered => "not answered yet",
        }
    }
}

/// Statements of an author, each with the query that tests it; one that can be read in several ways has a row for each.
#[derive(Clone, Debug)]
pub struct Claims {
    /// One measure each for the fields below, in that order, and then the place.
    pub selection: Selection,
    /// Where the statement is among the measures.
    pub statement: Option<usize>,
    /// Where the query is.
    pub query: usize,
    /// Where the expectation is.
    pub expects: usize,
    /// Where it stands why there is no query.
    pub why_not: Option<usize>,
    /// Where it stands how far the query tests the statement.
    pub note: Option<usize>,
    /// The columns.
    pub columns: Schema<ClaimColumn>,
    /// Where it stands in which reading the query tests the statement.
    pub reading: Option<usize>,
}
