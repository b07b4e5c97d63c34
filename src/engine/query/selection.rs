//! The waist: what any engine has to answer.

use std::sync::Arc;

use super::aggregate::Grouping;
use super::formula::Formula;
use base::source::Span;
use data::names::Matched;
use data::{CatalogEntry, Field, FieldId, Status, Topic, Years};
use syntax::word::Operator;

/// The waist: what any engine has to answer. A topic, a filter, keys and measures in; aligned columns out.
#[derive(Clone, Debug)]
pub struct Selection {
    /// Where the rows are.
    pub topic: Arc<Topic>,
    /// Which rows the query is about: its subjects and the labels of its targets.
    pub about: Vec<Test>,
    /// Which of these it wants: the parts of `where` that are joined by `and`.
    pub filter: Vec<Test>,
    /// What names a row of the result.
    pub keys: Vec<Variable>,
    /// What the result holds.
    pub measures: Vec<Variable>,
    /// What becomes of rows with equal keys.
    pub grouping: Grouping,
    /// Which of several claims on a fact is used.
    pub reading: Reading,
    /// What has to be known of the rows that the filter leaves out.
    pub excluded: Excluded,
    /// The topics that say who stands behind a source.
    pub sources: Vec<Arc<CatalogEntry>>,
}

impl Selection {
    /// The same for a verb that names what the filter leaves out.
    #[must_use]
    pub fn naming(mut self) -> Self {
        self.excluded = Excluded::Named;
        self
    }
}

/// What has to be known of the rows that a filter leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excluded {
    /// How many there are, and for which part of the filter.
    Counted,
    /// Their keys too: a question that no other row answers is named, and a hole that they leave says so.
    Named,
}

/// Which of several claims on a fact is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The preferred one.
    Preferred,
    /// `where claim = inferred`: that one where there is one, else the preferred.
    Instead(Status),
    /// `with claims`: each of them, a row for each.
    All,
}

/// A column of a selection: a field, or something computed from fields.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its name, level, unit and direction.
    pub meta: Arc<Field>,
    /// Where its values come from.
    pub origin: Origin,
}

impl Variable {
    /// The field that it is, if it is one of its topic.
    pub fn field(&self) -> Option<FieldId> {
        if let Origin::Field(id) = self.origin { Some(id) } else { None }
    }
}

/// The labels of a condition that is a variable, by their codes: it holds, or it does not.
pub const TRUTHS: [&str; 2] = ["yes", "no"];

/// Where the values of a variable come from.
#[derive(Clone, Debug)]
pub enum Origin {
    /// A field of the topic.
    Field(FieldId),
    /// The years of a row: its period or its time.
    Years,
    /// The decade of a row: `1990s`; of a span that touches several, these: `1970s-1980s`.
    Decade,
    /// A field of the topic that `key` refers to: the country of a city.
    Through {
        /// The field of this topic.
        key: FieldId,
        /// The other topic.
        topic: Arc<Topic>,
        /// Its field that `key` refers to.
        target: FieldId,
        /// Its field that is wanted.
        field: FieldId,
        /// Whether a row there is about a year, so that it belongs to rows of the same year alone.
        by_year: bool,
        /// For each label of `key` that of `target` which means the same case.
        cases: Matched,
    },
    /// `grdp_usd / population`
    Formula(Box<Formula>),
    /// A defined condition: yes, no, or missing.
    Condition(Box<Test>),
}

/// A test of rows: true, false or unknown.
#[derive(Clone, Debug)]
pub struct Test {
    /// What is tested.
    pub kind: TestKind,
    /// The test as it was typed, for telling what it left out.
    pub text: Arc<str>,
    /// Where it was typed; none where it follows from the subjects or the target.
    pub place: Option<Span>,
}

impl Test {
    /// A test that stands in a text.
    pub fn typed(kind: TestKind, text: &str, place: Span) -> Self {
        Self { kind, text: place.of(text).into(), place: Some(place) }
    }

    /// The one variable that is tested, if it is one.
    pub fn variable(&self) -> Option<&Variable> {
        match &self.kind {
            TestKind::Label { variable, .. }
            | TestKind::Word { variable, .. }
            | TestKind::Step { variable, .. }
            | TestKind::Member { variable, .. }
            | TestKind::Contains { variable, .. }
            | TestKind::Years { variable, .. }
            | TestKind::Missing(variable)
            | TestKind::Number { left: Formula::Variable(variable), .. } => Some(variable),
            TestKind::Not(test) => test.variable(),
            TestKind::And(_) | TestKind::Or(_) | TestKind::Number { .. } => None,
        }
    }
}

/// The kinds of tests.
#[derive(Clone, Debug)]
pub enum TestKind {
    /// All of them.
    And(Vec<Test>),
    /// Any of them.
    Or(Vec<Test>),
    /// The opposite; unknown stays unknown.
    Not(Box<Test>),
    /// The label is one of these codes.
    Label {
        /// A column of labels.
        variable: Variable,
        /// Codes of its dictionary.
        codes: Vec<u32>,
    },
    /// The words fold alike; for columns whose dictionary is only known once they are computed.
    Word {
        /// A column of labels.
        variable: Variable,
        /// Folded words.
        words: Vec<String>,
    },
    /// The step on an ordered scale stands so to another step.
    Step {
        /// A column of labels with a scale.
        variable: Variable,
        /// How.
        operator: Operator,
        /// The code of the other step.
        code: u32,
    },
    /// The set holds one of these labels.
    Member {
        /// A column of sets.
        variable: Variable,
        /// Folded labels.
        words: Vec<String>,
    },
    /// The words hold a text.
    Contains {
        /// A column of words.
        variable: Variable,
        /// The text, folded.
        text: String,
    },
    /// The figure stands so to another figure.
    Number {
        /// The left side.
        left: Formula,
        /// How.
        operator: Operator,
        /// The right side.
        right: Formula,
    },
    /// The years share a year with a span.
    Years {
        /// A column of years.
        variable: Variable,
        /// The span.
        span: Years,
    },
    /// There is no value.
    Missing(Variable),
}
