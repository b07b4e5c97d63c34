//! How the text of a table is written, and how its cells are read. Plain data, decided once and cheap to use per cell:
//! a reader on any thread can hold it.

use std::ops::Range;
use std::sync::Arc;

use super::column::Figure;
use super::footnote::Footnotes;
use super::package::{Labelled, Resource, Schema, SchemaField};
use super::value::Missing;

/// How the text of a table is written.
#[derive(Clone, Debug)]
pub struct Dialect {
    /// Lines before the heading that are no table: a title, the day of the export.
    pub preamble: usize,
    /// Lines after the last row that are no table, such as a note on the source.
    pub footer: usize,
    /// What separates cells; a single byte.
    pub delimiter: u8,
    /// What stands around a cell that holds a delimiter or a line end; a single byte.
    pub quote: u8,
    /// The texts that stand for a missing value.
    pub missing: Marks,
    /// Whether a second line goes on with the heading.
    pub second_line: bool,
    /// The column in which an empty cell means the name above it.
    pub filled: Option<usize>,
}

impl Default for Dialect {
    fn default() -> Self {
        Self {
            preamble: 0,
            footer: 0,
            delimiter: b',',
            quote: b'"',
            missing: Marks::new(&[]),
            second_line: false,
            filled: None,
        }
    }
}

impl Dialect {
    /// The dialect that a package declares for a table.
    pub fn declared(resource: &Resource, schema: &Schema) -> Self {
        Self {
            delimiter: resource.dialect.as_ref().map_or(b',', |dialect| dialect.delimiter),
            missing: Marks::new(&schema.missing_values),
            ..Self::default()
        }
    }

    /// Where the table stands in a text: heading and rows, without what goes before and after.
    pub fn table(&self, text: &str) -> Range<usize> {
        let mut ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let start = match self.preamble.checked_sub(1) {
            Some(last) => ends.nth(last).unwrap_or(text.len()),
            None => 0,
        };
        let mut end = text.len();
        for _ in 0..self.footer {
            end = text[..end].trim_end_matches(['\n', '\r']).rfind('\n').map_or(0, |at| at + 1);
        }
        start..end.max(start)
    }
}

/// How the values of a column are kept, and how its cells are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words, behind a dictionary.
    Labels,
    /// Figures.
    Numbers(Figures),
    /// Years and spans of years, see [`Years::parse`](super::Years::parse).
    Years,
}

impl Kind {
    /// The kind that a schema declares for a column.
    pub fn declared(field: &SchemaField) -> Self {
        let year = field.kind == "year" || field.level == "year" && field.role != "note";
        match field.kind.as_str() {
            _ if year => Self::Years,
            "integer" | "number" => Self::Numbers(Figures {
                decimal: field.decimal.unwrap_or('.'),
                thousands: field.thousands,
                bare: field.bare.unwrap_or(true),
                footnotes: Footnotes::NONE,
            }),
            _ => Self::Labels,
        }
    }
}

/// How the figures of a column are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// `.` or `,`
    pub decimal: char,
    /// What separates thousands, if anything does; a blank stands for every kind of blank.
    pub thousands: Option<char>,
    /// Whether nothing stands around the digits: no currency, no `%`.
    pub bare: bool,
    /// The marks that may stand behind them.
    pub footnotes: Footnotes,
}

impl Figures {
    /// `-1234.5`
    pub const PLAIN: Self = Self { decimal: '.', thousands: None, bare: true, footnotes: Footnotes::NONE };

    /// The figure in a cell; `None` when the cell holds none.
    pub fn read(self, cell: &str) -> Option<Figure> {
        if self == Self::PLAIN {
            return Figure::read(cell);
        }
        let cell = self.footnotes.without(cell);
        // Accounts write a loss in brackets.
        let loss = !self.bare && cell.starts_with('(') && cell.ends_with(')');
        let cell = if self.bare { cell } else { without_signs(cell) };
        let (negative, cell) = match cell.strip_prefix(['-', '−']) {
            Some(rest) if self.bare => (true, rest),
            Some(rest) => (true, without_signs(rest)),
            None => (false, cell),
        };
        let (whole, fraction) = cell.split_once(self.decimal).unwrap_or((cell, ""));
        // Another point than the decimal one can only stand between thousands.
        let strange = |part: &str| part.contains('.');
        if strange(fraction) || strange(whole) && self.thousands != Some('.') {
            return None;
        }
        let mut text = Buffer::default();
        text.push(if negative || loss { "-" } else { "" })?;
        match self.thousands {
            Some(mark) => grouped(whole, mark, &mut text)?,
            None => text.push(whole)?,
        }
        text.push(if fraction.is_empty() { "" } else { "." })?;
        text.push(fraction)?;
        Figure::read(text.as_str())
    }
}

/// Puts the digits of a whole number with marks of thousands into a text; `None` when the marks stand elsewhere.
fn grouped(whole: &str, mark: char, text: &mut Buffer) -> Option<()> {
    let mut groups = whole.split(|c| same_mark(mark, c)).enumerate().peekable();
    while let Some((at, digits)) = groups.next() {
        // Two digits between marks are how lakhs are written: 12,34,567.
        let fits = match (at, groups.peek()) {
            (0, None) => true,
            // 0.123 is no thousand.
            (0, Some(_)) => (1..=3).contains(&digits.len()) && !digits.starts_with('0'),
            (_, Some(_)) => (2..=3).contains(&digits.len()),
            (_, None) => digits.len() == 3,
        };
        if !fits || at > 0 && !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        text.push(digits)?;
    }
    Some(())
}

/// Whether two marks of thousands are the same, whichever blank or apostrophe is typed.
fn same_mark(mark: char, c: char) -> bool {
    let one = |c: char| match c {
        '’' => '\'',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    one(mark) == one(c)
}

/// A figure without the signs of money and per cent around it.
fn without_signs(cell: &str) -> &str {
    let trim = |text| str::trim_matches(text, |c: char| c.is_whitespace() || SIGNS.contains(&c));
    let cell = trim(cell);
    let money = MONEY.iter().find_map(|money| cell.strip_prefix(money).or_else(|| cell.strip_suffix(money)));
    money.map_or(cell, trim)
}

/// What may stand around a figure that is not bare.
pub const SIGNS: [char; 17] =
    ['%', '％', '$', '€', '£', '¥', '￥', '₩', '₹', '₽', '₺', '₫', '฿', '₴', '=', '(', ')'];

/// The letters of money that may stand before or after a figure.
const MONEY: [&str; 9] = ["USD", "EUR", "GBP", "CNY", "RMB", "JPY", "KRW", "CHF", "US"];

/// Whether anything stands around the digits of a figure that is read all the same.
pub fn is_bare(cell: &str) -> bool {
    !cell.contains(SIGNS) && !MONEY.iter().any(|money| cell.starts_with(money) || cell.ends_with(money))
}

/// Room for one figure; a longer text is none.
#[derive(Default)]
struct Buffer {
    bytes: [u8; 32],
    length: usize,
}

impl Buffer {
    fn push(&mut self, text: &str) -> Option<()> {
        let end = self.length + text.len();
        self.bytes.get_mut(self.length..end)?.copy_from_slice(text.as_bytes());
        self.length = end;
        Some(())
    }

    fn as_str(&self) -> &str {
        str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}

/// The texts that stand for a missing value, and what they mean.
#[derive(Clone, Debug)]
pub struct Marks {
    texts: Vec<String>,
    /// For each byte, one bit for each length of those that begin with it: most cells need no comparing.
    lengths: Box<[u32; 256]>,
    /// Which of them is an empty cell.
    empty: Option<usize>,
    /// Why a value is missing, mark by mark.
    pub reasons: Arc<[Missing]>,
}

impl Marks {
    /// The marks that a package or a recognized table has.
    pub fn new(values: &[Labelled]) -> Self {
        let mut lengths = Box::new([0; 256]);
        for mark in values {
            if let Some(&byte) = mark.value.as_bytes().first() {
                lengths[usize::from(byte)] |= bit(mark.value.len());
            }
        }
        Self {
            texts: values.iter().map(|mark| mark.value.clone()).collect(),
            lengths,
            empty: values.iter().position(|mark| mark.value.is_empty()),
            reasons: values.iter().map(|mark| Missing::from_label(&mark.label)).collect(),
        }
    }

    /// Whether a cell of that length that begins with a byte may be one of them.
    pub fn may_be(&self, first: u8, length: usize) -> bool {
        self.lengths[usize::from(first)] & bit(length) != 0
    }

    /// Whether an empty cell says nothing but that the value is not stated.
    pub fn empty_is_not_stated(&self) -> bool {
        self.empty.is_none_or(|empty| self.reasons[empty] == Missing::NotStated)
    }

    /// Whether one of them looks like a figure.
    pub fn hold_figures(&self) -> bool {
        self.texts.iter().any(|text| Figure::read(text).is_some())
    }

    /// Which mark a cell is, counted into [`Self::reasons`].
    pub fn find(&self, cell: &str) -> Option<usize> {
        match cell.bytes().next() {
            None => self.empty,
            Some(byte) if self.may_be(byte, cell.len()) => self.texts.iter().position(|text| text == cell),
            Some(_) => None,
        }
    }
}

/// The bit of a length; all long ones share one.
fn bit(length: usize) -> u32 {
    1 << length.min(31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(decimal: char, thousands: Option<char>, bare: bool, cell: &str) -> Option<f64> {
        Figures { decimal, thousands, bare, ..Figures::PLAIN }.read(cell).map(Figure::value)
    }

    #[test]
    fn figures_are_read_as_they_are_written() {
        assert_eq!(Figures::PLAIN.read("-12.50").map(Figure::decimals), Some(2));
        assert_eq!(Figures::PLAIN.read("1,234"), None);
        assert_eq!(Figures::PLAIN.read("inf"), None);
        assert_eq!(read('.', Some(','), true, "1,234,567.5"), Some(1_234_567.5));
        assert_eq!(read('.', Some(','), true, "12,34,567"), Some(1_234_567.0));
        assert_eq!(read(',', Some('.'), true, "1.234.567,5"), Some(1_234_567.5));
        assert_eq!(read(',', Some(' '), true, "−1\u{202f}234\u{a0}567,25"), Some(-1_234_567.25));
        assert_eq!(read('.', Some('\''), true, "1’234'567"), Some(1_234_567.0));
        assert_eq!(read('.', Some(','), true, "1,5"), None);
        assert_eq!(read('.', Some(','), true, "1,234,56"), None);
        assert_eq!(read('.', Some(','), true, "1234"), Some(1234.0));
        assert_eq!(read(',', None, false, "-12,5 %"), Some(-12.5));
        assert_eq!(read('.', Some(','), false, "$ 1,200"), Some(1200.0));
        assert_eq!(read('.', Some(','), false, "-$1,200"), Some(-1200.0));
        assert_eq!(read('.', Some(','), false, "(1,200)"), Some(-1200.0));
        assert_eq!(read('.', None, false, "USD 1200"), Some(1200.0));
        assert_eq!(read('.', None, false, "US$ 12"), Some(12.0));
        assert_eq!(read('.', None, false, "=3"), Some(3.0));
        assert_eq!(read('.', Some(','), false, "%"), None);
        assert_eq!(Figures { decimal: ',', ..Figures::PLAIN }.read("1,250").map(Figure::decimals), Some(3));
    }

    #[test]
    fn what_goes_before_and_after_is_no_table() {
        let text = "Title\n\na,b\n1,2\nSource: X\n";
        let dialect = |preamble, footer| Dialect { preamble, footer, ..Dialect::default() };
        assert_eq!(&text[dialect(2, 1).table(text)], "a,b\n1,2\n");
        assert_eq!(&text[dialect(0, 0).table(text)], text);
        assert_eq!(&text[dialect(9, 9).table(text)], "");
    }
}
