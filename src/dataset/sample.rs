//! The part of a table by which it is judged: all of a small one, the first and last rows of a large one.

use std::borrow::Cow;

use super::cells::Cells;
use super::error::DatasetError;

/// At most so much of each end is looked at, in bytes.
const END: usize = 512 * 1024;

/// The first and the last rows of a table.
pub struct Sample {
    /// The first rows.
    first: Cells,
    /// The last rows of a table too large to be looked at whole.
    last: Option<Cells>,
}

impl Sample {
    /// Takes a sample of a text.
    ///
    /// # Errors
    ///
    /// No heading, a row of another length, a quote that is never closed.
    pub fn take(path: &str, text: &str, delimiter: u8) -> Result<Self, DatasetError> {
        if text.len() <= 2 * END {
            return Ok(Self { first: Cells::cut(path, text.to_owned().into(), delimiter)?, last: None });
        }
        let first = first(path, text, delimiter)?;
        let rest = &text[text.floor_char_boundary(text.len() - END)..];
        let heading = text.split_inclusive('\n').find(|line| !line.trim().is_empty()).unwrap_or_default();
        // A line end inside quotes, taken for that of a row, gives rows of another length. Then the first rows decide.
        let last = rest.split_once('\n').map(|(_, rows)| format!("{heading}{rows}"));
        let last = last.and_then(|text| Cells::cut(path, text.into(), delimiter).ok());
        Ok(Self { first, last })
    }

    /// The names of the columns.
    pub fn heading(&self) -> &[String] {
        &self.first.heading
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.first.rows() == 0
    }

    /// The cells of a column.
    pub fn column(&self, at: usize) -> impl Iterator<Item = Cow<'_, str>> {
        self.first.column(at).chain(self.last.iter().flat_map(move |last| last.column(at)))
    }
}

/// Cuts the beginning of a text into whole rows, at least one if there is one.
fn first(path: &str, text: &str, delimiter: u8) -> Result<Cells, DatasetError> {
    let mut size = END;
    loop {
        let start = &text[..text.floor_char_boundary(size)];
        let whole = &text[..start.rfind('\n').map_or(0, |at| at + 1)];
        let cells = match Cells::cut(path, whole.to_owned().into(), delimiter) {
            // The last row goes on after the beginning of the text.
            Err(DatasetError::OpenQuote { line, .. }) => {
                let lines = whole.split_inclusive('\n').take(line as usize - 1).collect::<String>();
                Cells::cut(path, lines.into(), delimiter)
            }
            cells => cells,
        };
        match cells {
            Ok(cells) if cells.rows() > 0 => return Ok(cells),
            Err(error @ DatasetError::Ragged { .. }) => return Err(error),
            _ if size >= text.len() => return Cells::cut(path, text.to_owned().into(), delimiter),
            _ => size *= 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_of_a_large_table_are_looked_at() {
        let rows: String = (0..200_000).map(|at| format!("\"n\n{at}\",{at}\n")).collect();
        let text = format!("name,n\n{rows}last,x\n");
        let sample = Sample::take("t.csv", &text, b',').unwrap();
        assert_eq!(sample.heading(), ["name", "n"]);
        let seen: Vec<_> = sample.column(1).collect();
        assert!(seen.len() < 100_000 && seen[0] == "0", "{}", seen.len());
        let plain = text.replace("\"n\n", "\"n");
        let sample = Sample::take("t.csv", &plain, b',').unwrap();
        assert_eq!(sample.column(1).last().as_deref(), Some("x"));
    }
}
