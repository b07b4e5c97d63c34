//! What keeps tables from standing side by side.

use std::sync::Arc;

use data::DataError;

/// Why tables cannot stand side by side.
#[derive(Clone, Debug)]
pub enum AlignError {
    /// A table cannot be read.
    Data(DataError),
    /// The cases of a table have no names.
    NoNames {
        /// Which of the parts.
        part: usize,
    },
    /// A table has more than one row for a case and year.
    SeveralRows {
        /// Which of the parts.
        part: usize,
        /// The case.
        case: Arc<str>,
        /// The year, where the table has years.
        year: Option<String>,
        /// How many rows it has there.
        rows: usize,
    },
    /// The cases of two tables are of different kinds, and none is in both.
    Kinds {
        /// Which of the parts.
        part: usize,
    },
}

impl From<DataError> for AlignError {
    fn from(error: DataError) -> Self {
        Self::Data(error)
    }
}
