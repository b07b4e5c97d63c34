//! What a query answers: tables, findings, what was left out, notes and sources. Nothing here decides a format.

pub mod schema;

use std::sync::Arc;

use rustc_hash::FxHashSet as HashSet;

use crate::schema::{ColumnId, Id};
pub use crate::schema::{Head, Heads, Kind};
use base::fold::fold;
use data::catalog::PackageInfo;
use data::{Direction, Missing, Value};
use syntax::word::Verb;

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
    /// The data packages that hold the topics; none for the catalogue.
    pub data: Vec<Arc<PackageInfo>>,
}

impl Answer {
    /// The figures of all findings as one row; of those that are called alike, the first.
    pub fn figures(&self) -> Table {
        let mut known = HashSet::default();
        let figures = self.findings.iter().flat_map(|finding| &finding.figures);
        let figures = figures.filter(|(name, _)| known.insert(fold(name)));
        let (heads, row): (Vec<Head>, Vec<Cell>) = figures
            .map(|(name, value)| (Head::new(name.as_str(), Kind::Number), Cell::new(value.clone())))
            .unzip();
        let mut table = Table::new("findings", heads);
        table.rows.extend((!row.is_empty()).then_some(row));
        table
    }

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
            data: Vec::new(),
        }
    }
}

/// Rows under typed columns.
#[derive(Clone, Debug)]
pub struct Table {
    /// What the table is called in JSON: `rows`, `change`, `claims` …
    pub name: &'static str,
    /// Its columns, in order; no two are called alike.
    pub columns: Heads,
    /// Its rows; each has one cell a column.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows yet.
    pub fn new(name: &'static str, columns: impl Into<Heads>) -> Self {
        Self { name, columns: columns.into(), rows: Vec::new() }
    }

    /// Where the column stands that a reader of the result calls so.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.find(name).map(ColumnId::place)
    }

    /// Where a column of a verb stands in the rows; none where the answer does not have it.
    pub fn place(&self, column: impl Into<Id>) -> Option<usize> {
        self.columns.column(column).map(ColumnId::place)
    }

    /// A cell of a row.
    pub fn cell(&self, row: usize, column: ColumnId) -> &Cell {
        &self.rows[row][column.place()]
    }

    /// Leaves out columns.
    pub fn retain_columns(&mut self, wanted: impl Fn(usize) -> bool) {
        self.columns.retain(&wanted);
        for row in &mut self.rows {
            let mut at = 0..;
            row.retain(|_| at.next().is_some_and(&wanted));
        }
    }
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
