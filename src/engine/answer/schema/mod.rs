//! The columns of a result: what each is, what it is called, and that no two of a table are called alike.

mod columns;
mod head;

pub use columns::{
    AgreeColumn, AlignmentColumn, CatalogueColumn, CheckColumn, ClaimColumn, CompareColumn, CrossColumn,
    FactorColumn, Id, MatchColumn, OverviewColumn, RankColumn, ShareColumn, ShowColumn, StackedColumn,
    StackedKey, TrendColumn, TruthColumn,
};
pub use head::{Head, Heads, Kind};

/// A column of the first table of an answer. Only the heads of that table give one out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnId(usize);

impl ColumnId {
    /// Its place in a row.
    pub fn place(self) -> usize {
        self.0
    }
}

/// The columns of a first table in order: what each holds, and its head. The resolver makes it, the rows are filled
/// by it, and orders and conditions name its columns.
#[derive(Clone, Debug)]
pub struct Schema<C> {
    columns: Vec<C>,
    heads: Heads,
}

impl<C: Copy + Into<Id>> Schema<C> {
    /// The schema of these columns.
    pub fn new(columns: impl IntoIterator<Item = (C, Head)>) -> Self {
        let columns = columns.into_iter();
        let count = columns.size_hint().0;
        let (mut ids, mut heads) = (Vec::with_capacity(count), Vec::with_capacity(count));
        for (id, head) in columns {
            ids.push(id);
            heads.push(head.with_id(id));
        }
        Self { columns: ids, heads: Heads::new(heads) }
    }

    /// What the columns hold, in order.
    pub fn columns(&self) -> impl ExactSizeIterator<Item = C> {
        self.columns.iter().copied()
    }

    /// What a column holds.
    pub fn column(&self, column: ColumnId) -> C {
        self.columns[column.place()]
    }

    /// The heads, in order.
    pub fn heads(&self) -> &Heads {
        &self.heads
    }
}
