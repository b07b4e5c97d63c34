//! Where cells begin and end (RFC 4180).

use std::borrow::Cow;

use memchr::{memchr, memchr2};

/// Goes through a text cell by cell.
pub struct Cutter<'a> {
    text: &'a [u8],
    /// How far it has come.
    pub at: usize,
    delimiter: u8,
    quote: u8,
}

impl<'a> Cutter<'a> {
    /// Begins at the start of a text.
    pub fn new(text: &'a [u8], delimiter: u8) -> Self {
        Self { text, at: 0, delimiter, quote: b'"' }
    }

    /// The same, where texts stand in other quotes.
    pub fn quoted(self, quote: u8) -> Self {
        Self { quote, ..self }
    }

    /// Goes to the next line with content; `false` at the end.
    pub fn skip_blank_lines(&mut self) -> bool {
        while matches!(self.text.get(self.at), Some(b'\n' | b'\r')) {
            self.at += 1;
        }
        self.at < self.text.len()
    }

    /// Goes to the end of the line, over line ends inside quotes.
    pub fn skip_row(&mut self) {
        let mut quoted = false;
        while let Some(length) = memchr2(self.quote, b'\n', self.text.get(self.at..).unwrap_or_default()) {
            self.at += length;
            if self.text[self.at] == b'\n' && !quoted {
                return;
            }
            quoted ^= self.text[self.at] == self.quote;
            self.at += 1;
        }
        self.at = self.text.len();
    }

    /// Goes over one row; `false` when a quote is not closed.
    pub fn over_row(&mut self) -> bool {
        loop {
            if self.cell().is_none() {
                return false;
            }
            match self.text.get(self.at) {
                Some(byte) if *byte == self.delimiter => self.at += 1,
                _ => return true,
            }
        }
    }

    /// Cuts one row; `false` when a quote is never closed.
    pub fn row(&mut self, bounds: &mut Vec<(u32, u32)>) -> bool {
        loop {
            let Some((start, end)) = self.cell() else { return false };
            bounds.push((start as u32, end as u32));
            match self.text.get(self.at) {
                Some(byte) if *byte == self.delimiter => self.at += 1,
                _ => return true,
            }
        }
    }

    /// Goes over one cell, up to its delimiter or the end of its line.
    pub fn cell(&mut self) -> Option<(usize, usize)> {
        if self.text.get(self.at) != Some(&self.quote) {
            let start = self.at;
            self.at = self.end_of_cell(start);
            return Some((start, self.at));
        }
        let start = self.at + 1;
        let mut end = start;
        loop {
            end += memchr(self.quote, self.text.get(end..)?)?;
            if self.text.get(end + 1) != Some(&self.quote) {
                break;
            }
            end += 2;
        }
        // What follows the closing quote, up to the delimiter, is no part of the cell.
        self.at = self.end_of_cell(end);
        Some((start, end))
    }

    /// The next delimiter or end of a line.
    fn end_of_cell(&self, from: usize) -> usize {
        let rest = self.text.get(from..).unwrap_or_default();
        // Letters and digits are above every byte that ends a cell, so most bytes cost one comparison.
        let highest = self.delimiter.max(b'\r');
        let ends = |&byte: &u8| byte <= highest && (byte == self.delimiter || byte == b'\n' || byte == b'\r');
        rest.iter().position(ends).map_or(self.text.len(), |length| from + length)
    }
}

/// The text of a cell, without blanks around it.
pub fn cell(text: &str, bounds: (u32, u32)) -> Cow<'_, str> {
    cell_in(text, bounds, b'"')
}

/// The text of a cell of a table with such quotes, without blanks around it.
pub fn cell_in(text: &str, (start, end): (u32, u32), quote: u8) -> Cow<'_, str> {
    let (start, end) = (start as usize, end as usize);
    let raw = text.get(start..end).unwrap_or_default();
    if start > 0 && text.as_bytes()[start - 1] == quote && memchr(quote, raw.as_bytes()).is_some() {
        return Cow::Owned(unescaped(raw, quote));
    }
    match raw.bytes().next().is_some_and(is_blank) || raw.bytes().next_back().is_some_and(is_blank) {
        true => Cow::Borrowed(raw.trim()),
        false => Cow::Borrowed(raw),
    }
}

/// Inside quotes a quote is written twice.
#[cold]
fn unescaped(raw: &str, quote: u8) -> String {
    let one = char::from(quote).to_string();
    raw.replace(&one.repeat(2), &one).trim().to_owned()
}

/// Whether a byte is a blank, or part of a character that may be one.
fn is_blank(byte: u8) -> bool {
    byte <= b' ' || byte >= 0x80
}
