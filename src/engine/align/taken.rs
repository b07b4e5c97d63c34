//! The columns of a frame, each taken from its table when it is used.

use std::ops::Range;
use std::sync::Arc;

use data::{Column, ColumnKind, ColumnSource, DataError, Field, FieldId, MinMax, Missing, Topic};
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
            Taken::Made(column) => match column {
                Column::Labels(_) => ColumnKind::Labels,
                Column::Numbers(_) => ColumnKind::Numbers,
                Column::Years(_) => ColumnKind::Years,
            },
            Taken::From { topic, variable, .. } => match &variable.origin {
                Origin::Field(id) => kind(topic, *id),
                Origin::Through { topic, field, .. } => kind(topic, *field),
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

    fn words(&self, _: FieldId) -> Option<&[Arc<str>]> {
        None
    }

    fn parts(&self) -> Vec<Range<usize>> {
        Vec::new()
    }

    fn ends(&self, _: FieldId, _: usize) -> Option<MinMax> {
        None
    }
}

fn kind(topic: &Topic, id: FieldId) -> ColumnKind {
    match (topic.is_words(id), topic.is_years(id)) {
        (true, _) => ColumnKind::Labels,
        (false, true) => ColumnKind::Years,
        (false, false) => ColumnKind::Numbers,
    }
}
