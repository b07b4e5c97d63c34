//! The first and the last rows of a Parquet file, written as a table of text, by which the table is judged.

use super::file::Parquet;
use crate::error::ImportError;

/// So many rows of each end; a table of no more than both is looked at whole.
const ROWS: usize = 4000;

impl Parquet {
    /// The rows, and whether they are all.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub fn sample(&self) -> Result<(String, bool), ImportError> {
        let (all, whole) = (self.rows(), self.rows() <= 2 * ROWS);
        let first = if whole { 0..all } else { 0..ROWS };
        let last = if whole { all..all } else { all - ROWS..all };
        let file = self.file()?;
        let mut rows: Vec<Vec<String>> = Vec::new();
        for part in [first, last] {
            let columns = (0..self.heading().len()).map(|place| self.cells(&file, place, part.clone()));
            let columns = columns.collect::<Result<Vec<Vec<String>>, _>>()?;
            let row = |row: usize| columns.iter().map(|cells| cells[row].clone()).collect();
            rows.extend((0..part.len()).map(row));
        }
        // Cells of quotes are cells, whatever stands or does not stand in them.
        let mut text = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
        // Memory takes all that is written to it.
        let _ = text.write_record(self.heading());
        rows.iter().for_each(|row| _ = text.write_record(row));
        Ok((String::from_utf8(text.into_inner().unwrap_or_default()).unwrap_or_default(), whole))
    }
}
