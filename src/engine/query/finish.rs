//! What happens to finished rows, and what is expected of them.

use answer::schema::ColumnId;
use syntax::word::{Arithmetic, Operator};

/// What happens to the finished rows of the first table.
#[derive(Clone, Debug, Default)]
pub struct Finish {
    /// Conditions on computed columns: `leader = Seoul`, `shared`.
    pub rows: Vec<RowTest>,
    /// `order by gap desc`
    pub order: Vec<OrderBy>,
    /// `limit 3`
    pub limit: Option<usize>,
}

/// One key of an order.
#[derive(Clone, Debug)]
pub struct OrderBy {
    /// A column of the first table.
    pub column: ColumnId,
    /// Larger first.
    pub descending: bool,
}

/// A test of finished rows.
#[derive(Clone, Debug)]
pub enum RowTest {
    /// All of them.
    And(Vec<RowTest>),
    /// Any of them.
    Or(Vec<RowTest>),
    /// The opposite.
    Not(Box<RowTest>),
    /// `leader = Seoul`, `Asia + Europe > 2 * Americas`
    Compare {
        /// A column, or a formula over columns.
        left: RowValue,
        /// How.
        operator: Operator,
        /// With what.
        right: RowValue,
    },
    /// `gap in 5..10`
    Between(RowValue, f64, f64),
    /// `leader is missing`
    Missing(ColumnId),
    /// `reason contains COVID`: a column, and the text, folded.
    Contains(ColumnId, String),
    /// The answers of all subjects are the same.
    Shared,
    /// The answers of some subjects differ.
    Different,
}

impl RowTest {
    /// The columns that decide it, in the order in which they are named.
    pub fn columns(&self) -> Vec<ColumnId> {
        match self {
            Self::And(tests) | Self::Or(tests) => tests.iter().flat_map(Self::columns).collect(),
            Self::Not(test) => test.columns(),
            Self::Compare { left, right, .. } => [left.columns(), right.columns()].concat(),
            Self::Between(value, ..) => value.columns(),
            Self::Missing(column) | Self::Contains(column, _) => vec![*column],
            Self::Shared | Self::Different => Vec::new(),
        }
    }
}

/// A side of a [`RowTest`].
#[derive(Clone, Debug)]
pub enum RowValue {
    /// A figure, with the decimals it was written with: `0.5` is met by whatever rounds to it.
    Number(f64, u8),
    /// A word, folded.
    Word(String),
    /// A column.
    Column(ColumnId),
    /// Arithmetic on figures and columns of figures.
    Formula(Box<RowValue>, Arithmetic, Box<RowValue>),
}

impl RowValue {
    fn columns(&self) -> Vec<ColumnId> {
        match self {
            Self::Number(..) | Self::Word(_) => Vec::new(),
            Self::Column(column) => vec![*column],
            Self::Formula(left, _, right) => [left.columns(), right.columns()].concat(),
        }
    }
}

/// What an expectation speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// One of the tables of the answer.
    Table(usize),
    /// The figures of its findings.
    Figures,
}

/// An expectation that can be checked.
#[derive(Clone, Debug)]
pub enum Expectation {
    /// `expect 4 rows`
    Rows(usize),
    /// `expect leader = Seoul where index = GPCI`
    Holds {
        /// What must be true.
        test: RowTest,
        /// Of which rows.
        filter: Option<RowTest>,
        /// Where these columns are.
        place: Expected,
    },
}
