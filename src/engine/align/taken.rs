//! The columns of a frame, each taken from its table when it is used.

use std::sync::Arc;

use data::{Column, ColumnKind, ColumnSource, DataError, Field, FieldId, Missing, Topic};
use query::{Origin, Variable};

/// Where a column of a frame comes from.
#[derive(Debug)]
pub enum Taken {
    /// It is made with the frame: cases, years.
    Made(Column),
    /// It is that of a table, row by row.
    From {
        /// The table.
        topic: Arc<Topic>,
        /// What is taken.
        variable: Variable,
        /// For each row of the frame the row there.
        rows: Arc<[u32]>,
    },
}

/// The columns of a frame.
#[derive(Debug)]
pub struct FrameColumns(pub Vec<Taken>);

impl ColumnSource for FrameColumns {
    fn kind(&self, id: FieldId) -> ColumnKind {
        match &self.0[id.0] {
            Taken::Made(column) => column.kind(),
            Taken::From { topic, variable, .. } => match &variable.origin {
                Origin::Field(id) => topic.kind(*id),
                Origin::Through { topic, field, .. } => topic.kind(*field),
                Origin::Years => ColumnKind::Years,
                Origin::Decade | Origin::Condition(_) => ColumnKind::Labels,
                Origin::Formula(_) => ColumnKind::Numbers,
            },
        }
    }

    fn is_settled(&self, _: FieldId) -> bool {
        true
    }

    fn column(&self, id: FieldId, _: &Field, _: Option<&[bool]>) -> Result<Column, DataError> {
        match &self.0[id.0] {
            Taken::Made(column) => Ok(column.clone()),
            Taken::From { topic, variable, rows } => {
                Ok(select::variable::column(topic, variable)?.take(rows, &Missing::NoAnswer))
            }
        }
    }
}
