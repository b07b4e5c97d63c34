//! What is wrong with a row, by its place in the block.

use super::Plan;
use crate::error::ImportError;

/// What is wrong with a row.
#[derive(Debug)]
pub struct Fault {
    /// Where the row begins, counted in bytes of its block.
    pub at: usize,
    /// What is wrong.
    pub what: Wrong,
}

/// The kinds of faults.
#[derive(Debug)]
pub enum Wrong {
    /// It has so many cells.
    Ragged(usize),
    /// It opens a quote that never closes.
    OpenQuote,
    /// A byte that is no part of UTF-8.
    Encoding(u8),
    /// The value of a column is not of its type.
    Cell {
        /// Which of the columns that are wanted.
        column: usize,
        /// The value.
        value: String,
        /// The word for the type.
        expected: &'static str,
    },
}

impl Fault {
    /// The message for people.
    pub fn error(self, line: u64, plan: &Plan<'_>, width: usize) -> ImportError {
        let path = plan.path.to_owned();
        match self.what {
            Wrong::Ragged(found) => ImportError::ragged(plan.path, line, found, width),
            Wrong::OpenQuote => ImportError::OpenQuote { path, line },
            Wrong::Encoding(byte) => {
                let reason = format!("byte {byte:#04x} in line {line} is not UTF-8");
                ImportError::Encoding { path, reason }
            }
            Wrong::Cell { column, value, expected } => ImportError::Cell {
                path,
                place: format!("line {line}"),
                value,
                field: plan.wanted[column].field.name.to_string(),
                expected,
            },
        }
    }
}
