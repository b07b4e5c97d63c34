//! The columns of a topic, and where they are until they are asked for.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::column::{Column, ColumnKind};
use super::error::DataError;
use super::field::{Field, FieldId};
use super::min_max::MinMax;
use super::topic::Topic;

/// Where the values of a topic are until they are asked for.
pub trait ColumnSource: std::fmt::Debug + Send + Sync {
    /// How a field is kept, as far as that is known without its values.
    fn kind(&self, id: FieldId) -> ColumnKind;

    /// Whether no value of a field can be of a wrong type, so that none has to be looked at to know.
    fn is_settled(&self, id: FieldId) -> bool;

    /// Reads the values of a field; where only some `parts` are wanted, rows of others may have none.
    ///
    /// # Errors
    ///
    /// A value that is not of the field's type; what keeps the values from being read.
    fn column(&self, id: FieldId, field: &Field, parts: Option<&[bool]>) -> Result<Column, DataError>;

    /// The different words of a field, if they are known without its rows.
    fn words(&self, _id: FieldId) -> Option<&[Arc<str>]> {
        None
    }

    /// The rows of each part that can be read by itself; none where all are read together.
    fn parts(&self) -> Vec<Range<usize>> {
        Vec::new()
    }

    /// The least and the greatest value of a field in a part, as far as that is known without its rows.
    fn ends(&self, _id: FieldId, _part: usize) -> Option<MinMax> {
        None
    }
}

/// The columns of a topic.
#[derive(Debug)]
pub enum Columns {
    /// All of them are there.
    Whole(Vec<Column>),
    /// Each is read when it is first used.
    Lazy {
        /// Those that have been read.
        read: Vec<OnceLock<Column>>,
        /// Where the others are.
        source: Arc<dyn ColumnSource>,
    },
    /// Those of another topic, of which only some parts are wanted.
    Within {
        /// Those that have been read.
        read: Vec<OnceLock<Column>>,
        /// The other topic.
        whole: Arc<Topic>,
        /// Which parts are wanted.
        parts: Vec<bool>,
    },
}

impl Columns {
    /// Columns of a source that have not been read yet.
    pub fn lazy(source: Arc<dyn ColumnSource>, fields: usize) -> Self {
        Self::Lazy { read: (0..fields).map(|_| OnceLock::new()).collect(), source }
    }

    /// Where values come from that have not been read yet.
    pub(super) fn source(&self) -> Option<&dyn ColumnSource> {
        match self {
            Self::Whole(_) => None,
            Self::Lazy { source, .. } => Some(source.as_ref()),
            Self::Within { whole, .. } => whole.columns.source(),
        }
    }

    /// A column, if it has been read.
    pub(super) fn get(&self, id: FieldId) -> Option<&Column> {
        match self {
            Self::Whole(columns) => Some(&columns[id.0]),
            Self::Lazy { read, .. } => read[id.0].get(),
            Self::Within { read, whole, .. } => read[id.0].get().or_else(|| whole.columns.get(id)),
        }
    }
}
