//! The part of a table by which it is judged: all of a small one, the first and last rows of a large one.

use std::borrow::Cow;

use super::cells::Cells;
use super::dialect::Dialect;
use super::error::ImportError;

/// At most so much of each end is looked at, in bytes.
pub const END: usize = 256 * 1024;

/// What a text is of the table that it is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Text,
    /// The two ends of a large one.
    Ends,
    /// All rows of a file that is no text, written plainly.
    Rows,
    /// The first and the last of such rows.
    SomeRows,
}

/// The first and the last rows of a table.
pub struct Sample {
    /// The first rows.
    first: Cells,
    /// The last rows of a table too large to be looked at whole, and how many lines stand before them.
    last: Option<(Cells, u64)>,
    extent: Extent,
}

impl Sample {
    /// Takes a sample of a text.
    ///
    /// # Errors
    ///
    /// No heading, a row of another length, a quote that is never closed.
    pub fn take(path: &str, text: &str, extent: Extent, dialect: &Dialect) -> Result<Self, ImportError> {
        if text.len() <= 2 * END || matches!(extent, Extent::Rows | Extent::SomeRows) {
            let first = Cells::cut(path, text.to_owned().into(), dialect)?;
            return Ok(Self { first, last: None, extent });
        }
        let first = first(path, text, dialect)?;
        let table = dialect.table(text);
        let from = text.floor_char_boundary(text.len() - END);
        let heading = text[table.clone()].split_inclusive('\n').find(|line| !line.trim().is_empty());
        let last = text[from..table.end.max(from)].split_once('\n').and_then(|(skipped, rows)| {
            let dialect = Dialect { preamble: 0, footer: 0, ..dialect.clone() };
            // A line end inside quotes, taken for that of a row, gives rows of another length. Then the first rows decide.
            let cells = Cells::cut(path, format!("{}{rows}", heading?).into(), &dialect).ok()?;
            let lines = text[..from + skipped.len()].bytes().filter(|&byte| byte == b'\n').count();
            Some((cells, lines as u64))
        });
        Ok(Self { first, last, extent })
    }

    /// Whether it is all of the table.
    pub fn is_whole(&self) -> bool {
        self.last.is_none() && matches!(self.extent, Extent::Text | Extent::Rows)
    }

    /// Leaves the first row out, which goes on with the heading.
    pub fn skip_row(&mut self) {
        self.first.skip_row();
    }

    /// Puts into the empty cells of a column what stands above them.
    pub fn fill(&mut self, column: usize) {
        self.first.fill(column);
    }

    /// The first cell with text behind its closing quote, and where it stands.
    pub fn behind_quote(&self) -> Option<(&str, String)> {
        self.first.behind_quote().map(|(cell, line)| (cell, format!("line {line}")))
    }

    /// The names of the columns, as the first line has them.
    pub fn heading(&self) -> &[String] {
        &self.first.heading
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.first.rows() == 0
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.first.rows() + self.last.as_ref().map_or(0, |(last, _)| last.rows())
    }

    /// The cells of a column.
    pub fn column(&self, at: usize) -> impl Iterator<Item = Cow<'_, str>> {
        self.first.column(at).chain(self.last.iter().flat_map(move |(last, _)| last.column(at)))
    }

    /// Where a row of the sample stands, in words.
    pub fn place(&self, row: usize) -> String {
        match (&self.last, row.checked_sub(self.first.rows()), self.extent) {
            (Some((last, before)), Some(row), Extent::Text) => format!("line {}", before + last.line(row)),
            (Some(_), Some(_), _) => "a line near the end".into(),
            (_, _, Extent::Rows) => format!("row {}", row + 1),
            (_, _, Extent::SomeRows) if row >= self.first.rows() / 2 => "a row near the end".into(),
            (_, _, Extent::SomeRows) => format!("row {}", row + 1),
            _ => format!("line {}", self.first.line(row)),
        }
    }
}

/// Cuts the beginning of a text into whole rows, at least one if there is one.
fn first(path: &str, text: &str, dialect: &Dialect) -> Result<Cells, ImportError> {
    let beginning = Dialect { footer: 0, ..dialect.clone() };
    let mut size = END;
    loop {
        let start = &text[..text.floor_char_boundary(size)];
        let whole = &text[..start.rfind('\n').map_or(0, |at| at + 1)];
        let cells = match Cells::cut(path, whole.to_owned().into(), &beginning) {
            // The last row goes on after the beginning of the text.
            Err(ImportError::OpenQuote { line, .. }) => {
                let lines = whole.split_inclusive('\n').take(line as usize - 1).collect::<String>();
                Cells::cut(path, lines.into(), &beginning)
            }
            cells => cells,
        };
        match cells {
            Ok(cells) if cells.rows() > 0 => return Ok(cells),
            Err(error @ ImportError::Ragged { .. }) => return Err(error),
            _ if size >= text.len() => return Cells::cut(path, text.to_owned().into(), dialect),
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
        let sample = Sample::take("t.csv", &text, Extent::Text, &Dialect::default()).unwrap();
        assert_eq!(sample.heading(), ["name", "n"]);
        let seen: Vec<_> = sample.column(1).collect();
        assert!(seen.len() < 100_000 && seen[0] == "0", "{}", seen.len());
        let plain = text.replace("\"n\n", "\"n");
        let sample = Sample::take("t.csv", &plain, Extent::Text, &Dialect::default()).unwrap();
        let rows = sample.column(1).count();
        assert_eq!(sample.column(1).last().as_deref(), Some("x"));
        assert_eq!(sample.place(0), "line 2");
        assert_eq!(sample.place(rows - 1), "line 200002");
        let ends = Sample::take("t.csv", &plain, Extent::Ends, &Dialect::default()).unwrap();
        assert_eq!(ends.place(rows - 1), "a line near the end");
        let few = Sample::take("t", "n\n1\n2\n", Extent::SomeRows, &Dialect::default()).unwrap();
        assert_eq!([few.place(0), few.place(1)], ["row 1", "a row near the end"]);
    }
}
