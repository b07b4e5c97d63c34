//! What a query answers: tables, findings, what was left out, notes and sources. Nothing here decides a format.

use std::sync::Arc;

use crate::dataset::store::PackageInfo;
use crate::dataset::{Direction, Missing, Value};
use crate::word::Verb;

/// The result of one query.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The query as it was typed.
    pub query: Arc<str>,
    /// What was asked for.
    pub verb: Verb,
    /// One line that says what the tables show.
    pub title: String,
    /// The first table is the answer; further ones support it.
    pub tables: Vec<Table>,
    /// The cases as they were coded, one a row, where the answer speaks of pairs or factors: what a chart draws.
    pub cases: Option<Table>,
    /// What can be read off the tables, in words and in figures.
    pub findings: Vec<Finding>,
    /// What the query left out, and why.
    pub left_out: Vec<LeftOut>,
    /// Remarks on how to read the result.
    pub notes: Vec<String>,
    /// Where the figures come from, each once.
    pub sources: Vec<SourceLine>,
    /// The data package that holds the topic; none for the catalogue.
    pub data: Option<Arc<PackageInfo>>,
}

impl Answer {
    /// An answer without content yet.
    pub fn new(query: Arc<str>, verb: Verb, title: impl Into<String>) -> Self {
        Self {
            query,
            verb,
            title: title.into(),
            tables: Vec::new(),
            cases: None,
            findings: Vec::new(),
            left_out: Vec::new(),
            notes: Vec::new(),
            sources: Vec::new(),
            data: None,
        }
    }
}

/// Rows under typed columns.
#[derive(Clone, Debug)]
pub struct Table {
    /// What the table is called in JSON: `rows`, `change`, `claims` …
    pub name: &'static str,
    /// Its columns, in order.
    pub columns: Vec<Head>,
    /// Its rows; each has one cell a column.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows yet.
    pub fn new(name: &'static str, columns: Vec<Head>) -> Self {
        Self { name, columns, rows: Vec::new() }
    }

    /// The place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|head| &*head.name == name)
    }
}

/// The head of a column.
#[derive(Clone, Debug)]
pub struct Head {
    /// What it is called, in tables, JSON and conditions.
    pub name: Arc<str>,
    /// What part it plays.
    pub kind: Kind,
    /// What its figures are counted in; empty when rows differ or nothing is counted.
    pub unit: Arc<str>,
    /// Which end is better, where the whole column has one direction.
    pub direction: Option<Direction>,
}

impl Head {
    /// A column without unit or direction.
    pub fn new(name: impl Into<Arc<str>>, kind: Kind) -> Self {
        Self { name: name.into(), kind, unit: Arc::default(), direction: None }
    }

    /// The same column with a unit.
    #[must_use]
    pub fn with_unit(mut self, unit: impl Into<Arc<str>>) -> Self {
        self.unit = unit.into();
        self
    }

    /// The same column with a direction.
    #[must_use]
    pub fn with_direction(mut self, direction: Option<Direction>) -> Self {
        self.direction = direction;
        self
    }
}

/// The part a result column plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Names the row: a case, a key, a measure.
    Key,
    /// A year, a span or an edition.
    Time,
    /// The unit of the row.
    Unit,
    /// A subject's answer; values of different rows may be of different kinds.
    Subject,
    /// A figure.
    Number,
    /// A word or a sentence.
    Text,
    /// Where the row comes from.
    Source,
}

/// One cell of a result.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What it holds.
    pub value: Value,
    /// Whether another claim gives another figure.
    pub disputed: bool,
    /// Words that belong to the figure: `places`, `pp`, `tiers`; empty for none.
    pub suffix: Arc<str>,
    /// Which end is better, where rows differ: the cell that names the measure carries it.
    pub direction: Option<Direction>,
}

impl Cell {
    /// A cell with a value and nothing to add.
    pub fn new(value: Value) -> Self {
        Self { value, disputed: false, suffix: Arc::default(), direction: None }
    }

    /// A word or a sentence.
    pub fn text(text: impl Into<Arc<str>>) -> Self {
        Self::new(Value::Text(text.into()))
    }

    /// No value, and why.
    pub fn missing(reason: Missing) -> Self {
        Self::new(Value::Missing(reason))
    }
}

impl From<Value> for Cell {
    fn from(value: Value) -> Self {
        Self::new(value)
    }
}

/// Something that can be read off the tables.
#[derive(Clone, Debug)]
pub struct Finding {
    /// A stable word for programs: `leads`, `concentration`, `crossing` …
    pub kind: &'static str,
    /// Its figures by name, in order.
    pub figures: Vec<(String, Value)>,
    /// The finding as a sentence.
    pub text: String,
}

/// Rows or items that the query did not use.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// What: `GDCI`, `2 rows`.
    pub item: String,
    /// Why: "year 2021 is outside `year = 2020`".
    pub reason: String,
}

/// A source under a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLine {
    /// Its id in the topic `sources`.
    pub id: Arc<str>,
    /// Where in the text the figures stand: `Table 3-2`.
    pub place: Arc<str>,
    /// Who stands behind it, with the year.
    pub text: Arc<str>,
}
