//! CSV text cut into cells (RFC 4180), once; what a cell means is decided when its column is first used.
//!
//! Written by hand because start-up counts: the csv crate builds an automaton of 70 µs before it reads a byte, and a
//! query would pay it for each of its two or three tables.

mod cutter;

use std::borrow::Cow;

pub(super) use self::cutter::{Cutter, cell, cell_in};
use super::dialect::Dialect;
use super::error::ImportError;
use base::cancel::check_cancelled;

/// A text cut into rows and cells. The heading is no row.
#[derive(Debug)]
pub struct Cells {
    text: Cow<'static, str>,
    /// First and last byte of each cell, row after row; a quoted cell is without its quotes.
    bounds: Vec<(u32, u32)>,
    /// The names of the columns, as the first line has them.
    pub heading: Vec<String>,
    quote: u8,
    /// The column whose empty cells were filled.
    filled: Option<usize>,
}

impl Cells {
    /// Cuts a text.
    ///
    /// # Errors
    ///
    /// No heading, a row of another length, a quote that is never closed, more than 4 GB in one piece.
    pub fn cut(path: &str, text: Cow<'static, str>, dialect: &Dialect) -> Result<Self, ImportError> {
        if u32::try_from(text.len()).is_err() {
            let reason = "it is larger than 4 GB".into();
            return Err(ImportError::Unreadable { path: path.into(), reason });
        }
        let table = dialect.table(&text);
        let mut cutter = Cutter::of(&text.as_bytes()[..table.end], dialect);
        cutter.at = table.start;
        let mut bounds = Vec::new();
        let mut width = dialect.names.as_ref().map(|names| names.len());
        while cutter.skip_blank_lines() {
            check_cancelled();
            let (start, before) = (cutter.at, bounds.len());
            if !cutter.row(&mut bounds) {
                return Err(ImportError::OpenQuote { path: path.into(), line: line(&text, start) });
            }
            let found = bounds.len() - before;
            let expected = *width.get_or_insert_with(|| {
                // One guess from the length of the heading saves most of the growing.
                bounds.reserve(found * (text.len() / (cutter.at - start).max(1) + 1));
                found
            });
            if found != expected {
                return Err(ImportError::ragged(path, line(&text, start), found, expected));
            }
        }
        let Some(width) = width else { return Err(ImportError::Empty { path: path.into() }) };
        let quote = dialect.quote;
        let (heading, rows) = match &dialect.names {
            Some(names) => (names.to_vec(), bounds),
            None => {
                let rows = bounds.split_off(width);
                let name = |&bounds| cell_in(&text, bounds, quote).into_owned();
                (bounds.iter().map(name).collect(), rows)
            }
        };
        let mut cells = Self { text, bounds: rows, heading, quote, filled: None };
        if dialect.second_line {
            cells.skip_row();
        }
        if let Some(column) = dialect.filled {
            cells.fill(column);
        }
        Ok(cells)
    }

    /// Leaves the first row out, which goes on with the heading.
    pub fn skip_row(&mut self) {
        self.bounds.drain(..self.heading.len().min(self.bounds.len()));
    }

    /// Puts into the empty cells of a column what stands above them.
    pub fn fill(&mut self, column: usize) {
        let width = self.heading.len();
        for at in (column + width..self.bounds.len()).step_by(width) {
            if cell_in(&self.text, self.bounds[at], self.quote).is_empty() {
                self.bounds[at] = self.bounds[at - width];
            }
        }
        self.filled = Some(column);
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.bounds.len() / self.heading.len().max(1)
    }

    /// The cells of a column, from top to bottom, without blanks around them.
    pub fn column(&self, column: usize) -> impl Iterator<Item = Cow<'_, str>> {
        let bounds = self.bounds.iter().skip(column).step_by(self.heading.len().max(1));
        bounds.map(|&bounds| cell_in(&self.text, bounds, self.quote))
    }

    /// The first cell with text behind its closing quote, as it stands there, and its line.
    pub fn behind_quote(&self) -> Option<(&str, u64)> {
        let bytes = self.text.as_bytes();
        let opens = |at: u32| bytes.get(at as usize) == Some(&self.quote);
        let is_whole =
            |&&(start, end): &&(u32, u32)| start < end && opens(start) && !(start > 0 && opens(start - 1));
        let &(start, end) = self.bounds.iter().find(is_whole)?;
        let cell = self.text.get(start as usize..end as usize)?;
        Some((cell.trim_end(), line(&self.text, start as usize)))
    }

    /// The line in which a row begins, counted from 1.
    pub fn line(&self, row: usize) -> u64 {
        // What was filled stands in a line above.
        let own = row * self.heading.len() + usize::from(self.filled == Some(0));
        let start = self.bounds.get(own).map_or(0, |bounds| bounds.0);
        line(&self.text, start as usize)
    }
}

/// The cells of the rows that begin with one of `ids`, in the columns called `wanted`, found without cutting the rest.
pub fn lookup(text: &str, delimiter: u8, ids: &[&str], wanted: &[&str]) -> Vec<Option<Vec<String>>> {
    let mut found = vec![None; ids.len()];
    let mut cutter = Cutter::new(text.as_bytes(), delimiter);
    let mut bounds = Vec::new();
    if !cutter.skip_blank_lines() || !cutter.row(&mut bounds) {
        return found;
    }
    let place = |name: &&str| bounds.iter().position(|&bounds| cell(text, bounds) == *name);
    let Some(places) = wanted.iter().map(place).collect::<Option<Vec<usize>>>() else { return found };
    let mut row = Vec::new();
    while cutter.skip_blank_lines() {
        let start = cutter.at;
        let Some((from, to)) = cutter.cell() else { break };
        let id = text.get(from..to).unwrap_or_default();
        if !ids.contains(&id) {
            cutter.skip_row();
            continue;
        }
        cutter.at = start;
        row.clear();
        if !cutter.row(&mut row) {
            break;
        }
        let text_of = |&place: &usize| cell(text, row.get(place).copied().unwrap_or_default()).into_owned();
        let texts: Vec<String> = places.iter().map(text_of).collect();
        let same = ids.iter().zip(&mut found).filter(|(other, _)| **other == id);
        same.for_each(|(_, found)| *found = Some(texts.clone()));
    }
    found
}

fn line(text: &str, at: usize) -> u64 {
    1 + text.as_bytes().iter().take(at).filter(|&&byte| byte == b'\n').count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str) -> Result<Vec<Vec<String>>, ImportError> {
        let cells = Cells::cut("test.csv", text.to_owned().into(), &Dialect::default())?;
        let columns: Vec<Vec<String>> =
            (0..cells.heading.len()).map(|at| cells.column(at).map(Cow::into_owned).collect()).collect();
        Ok((0..cells.rows()).map(|row| columns.iter().map(|column| column[row].clone()).collect()).collect())
    }

    #[test]
    fn quotes_hold_commas_quotes_and_newlines() {
        let text = "a,b\r\n\"Washington, DC\",\"he said \"\"no\"\"\"\r\n\"two\nlines\", x \n";
        assert_eq!(rows(text).unwrap(), [["Washington, DC", "he said \"no\""], ["two\nlines", "x"]]);
        assert_eq!(rows("a,b\n,\n").unwrap(), [["", ""]]);
        assert_eq!(rows("a\n\n\n1\n").unwrap(), [["1"]]);
    }

    #[test]
    fn text_behind_a_closing_quote_is_kept() {
        let text = "id,name\n1,\"Eastern\" Yugur\n2,\"a \"\"b\"\"\"c \n3,\"\"x\n4,6\" ruler\n5,\"ab\" \n6,\"x, y\" z \"w\"\n";
        let names: Vec<String> = rows(text).unwrap().into_iter().map(|row| row[1].clone()).collect();
        assert_eq!(names, ["Eastern Yugur", "a \"b\"c", "x", "6\" ruler", "ab", "x, y z \"w\""]);
        let cells = Cells::cut("t.csv", text.into(), &Dialect::default()).unwrap();
        assert_eq!(cells.behind_quote(), Some(("\"Eastern\" Yugur", 2)));
        let plain = Cells::cut("t.csv", "a,b\n\"x\",\"\"\"y\"\n".into(), &Dialect::default()).unwrap();
        assert_eq!(plain.behind_quote(), None);
        let dialect = Dialect { blanks_before_quotes: true, ..Dialect::default() };
        let cells = Cells::cut("t.csv", "a,b\n1,  \"x, y\"\n2, z\n".into(), &dialect).unwrap();
        assert_eq!(cells.column(1).collect::<Vec<_>>(), ["x, y", "z"]);
    }

    #[test]
    fn rows_are_found_without_cutting_the_rest() {
        let text = "id,title,year\na,\"x\nb,no\",1\nb,\"y, \"\"z\"\"\",2\nc,,\n";
        let found = lookup(text, b',', &["b", "c", "d"], &["year", "title"]);
        let row = |cells: [&str; 2]| Some(cells.map(str::to_owned).to_vec());
        assert_eq!(found, [row(["2", "y, \"z\""]), row(["", ""]), None]);
        assert_eq!(lookup(text, b',', &["a"], &["maker"]), [None]);
    }

    #[test]
    fn mistakes_name_their_line() {
        assert!(matches!(rows("a,b\n1,2\n1,2,3\n"), Err(ImportError::Ragged { line: 3, .. })));
        assert!(matches!(rows("a,b\n1,\"2\n3,4\n"), Err(ImportError::OpenQuote { line: 2, .. })));
        assert!(matches!(rows(""), Err(ImportError::Empty { .. })));
    }

    proptest! {
        #[test]
        fn what_the_csv_crate_writes_is_read_back(
            table in (1usize..5).prop_flat_map(|width| {
                prop::collection::vec(prop::collection::vec("[a-z\",\n ;é北]{0,6}", width), 1..8)
            })
        ) {
            let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
            table.iter().for_each(|row| writer.write_record(row).unwrap());
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let trimmed = |row: &Vec<String>| row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
            prop_assert_eq!(rows(&text).unwrap(), table[1..].iter().map(trimmed).collect::<Vec<_>>());
        }

        #[test]
        fn no_text_panics(text in ".{0,60}") {
            let _ = rows(&text);
        }
    }
}
