//! Where cells begin and end (RFC 4180).

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use crate::dialect::Dialect;

/// Goes through a text cell by cell.
pub struct Cutter<'a> {
    text: &'a [u8],
    /// How far it has come.
    pub at: usize,
    delimiter: u8,
    quote: u8,
    blanks_before_quotes: bool,
}

impl<'a> Cutter<'a> {
    /// Begins at the start of a text of which only the delimiter is not as usual.
    pub fn new(text: &'a [u8], delimiter: u8) -> Self {
        Self { text, at: 0, delimiter, quote: b'"', blanks_before_quotes: false }
    }

    /// Begins at the start of a text.
    pub fn of(text: &'a [u8], dialect: &Dialect) -> Self {
        let Dialect { delimiter, quote, blanks_before_quotes, .. } = *dialect;
        Self { text, at: 0, delimiter, quote, blanks_before_quotes }
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

    /// Goes over one cell, up to its delimiter or the end of its line. Where text follows its closing quote, the cell
    /// begins with its opening one; see [`cell_in`].
    pub fn cell(&mut self) -> Option<(usize, usize)> {
        if self.blanks_before_quotes {
            self.skip_blanks();
        }
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
        self.at = self.end_of_cell(end + 1);
        match self.text[end + 1..self.at].iter().all(|&byte| byte == b' ' || byte == b'\t') {
            true => Some((start, end)),
            false => Some((start - 1, self.at)),
        }
    }

    /// Goes over blanks that a quote follows.
    fn skip_blanks(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let blanks = rest.iter().take_while(|&&byte| byte == b' ').count();
        if rest.get(blanks) == Some(&self.quote) {
            self.at += blanks;
        }
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
    if start > 0 && text.as_bytes()[start - 1] == quote {
        if memchr(quote, raw.as_bytes()).is_some() {
            return Cow::Owned(unescaped(raw, quote).trim().to_owned());
        }
    } else if raw.as_bytes().first() == Some(&quote) {
        return Cow::Owned(with_rest(raw, quote));
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
    raw.replace(&one.repeat(2), &one)
}

/// What stands in quotes and what follows them, as one text: `"Eastern" Yugur` is `Eastern Yugur`.
#[cold]
fn with_rest(raw: &str, quote: u8) -> String {
    let inside = raw.get(1..).unwrap_or_default();
    let mut end = 0;
    while let Some(length) = memchr(quote, inside.get(end..).unwrap_or_default().as_bytes()) {
        end += length;
        if inside.as_bytes().get(end + 1) != Some(&quote) {
            let rest = inside.get(end + 1..).unwrap_or_default();
            let inside = unescaped(inside.get(..end).unwrap_or_default(), quote);
            return format!("{inside}{rest}").trim().to_owned();
        }
        end += 2;
    }
    raw.trim().to_owned()
}

/// Whether a byte is a blank, or part of a character that may be one.
fn is_blank(byte: u8) -> bool {
    byte <= b' ' || byte >= 0x80
}
