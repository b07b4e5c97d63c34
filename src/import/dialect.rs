//! How the text of a table is written, and how its cells are read. Plain data, decided once and cheap to use per cell:
//! a reader on any thread can hold it.

use std::ops::Range;
use std::sync::Arc;

use super::error::ImportError;
pub use super::figures::{Figures, SIGNS, is_bare, signs};
use super::footnote::Footnotes;
use super::package::{self, Labelled, Resource, Schema, SchemaField};
use data::column::Figure;
use data::value::Missing;

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
    /// Whether blanks may stand between a separator and the quote that opens a cell.
    pub blanks_before_quotes: bool,
    /// The texts that stand for a missing value, column by column.
    pub missing: ColumnMarks,
    /// The names of the columns, where no line of the text holds them.
    pub names: Option<Arc<[String]>>,
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
            blanks_before_quotes: false,
            missing: ColumnMarks::default(),
            names: None,
            second_line: false,
            filled: None,
        }
    }
}

impl Dialect {
    /// The dialect that a package declares for a table.
    ///
    /// # Errors
    ///
    /// A property of the standard that is not read.
    pub fn declared(resource: &Resource, schema: &Schema) -> Result<Self, ImportError> {
        let missing = declared(schema, resource.dialect.as_ref());
        let Some(written) = &resource.dialect else { return Ok(Self { missing, ..Self::default() }) };
        let refused = |property, value: String, advice| {
            Err(ImportError::NotRead { topic: resource.name.clone(), property, value, advice })
        };
        let quote = match written.quote_char.as_deref() {
            None => b'"',
            Some(text) => match text.as_bytes() {
                [byte] if byte.is_ascii() && *byte != written.delimiter => *byte,
                _ => return refused("quoteChar", text.into(), "a quote is one sign, such as `\"` or `'`"),
            },
        };
        if written.double_quote == Some(false) {
            return refused("doubleQuote", "false".into(), DOUBLED);
        }
        if let Some(sign) = written.escape_char.as_ref().filter(|sign| !sign.is_empty()) {
            return refused("escapeChar", sign.clone(), DOUBLED);
        }
        if let Some(sign) = written.comment_char.as_ref().filter(|sign| !sign.is_empty()) {
            return refused(
                "commentChar",
                sign.clone(),
                "take the comments out of the table, and the property with them",
            );
        }
        if let Some(row) = written.comment_rows.first() {
            return refused(
                "commentRows",
                row.to_string(),
                "take the comments out of the table, and the property with them",
            );
        }
        if let Some(end) =
            written.line_terminator.as_ref().filter(|end| !["\n", "\r\n"].contains(&end.as_str()))
        {
            return refused(
                "lineTerminator",
                end.escape_default().to_string(),
                "a line ends with `\\n` or `\\r\\n`",
            );
        }
        let preamble = match written.header_rows.as_deref() {
            None | Some([1]) => 0,
            Some([line]) if *line > 1 => line - 1,
            Some(lines) => {
                let advice = "the names stand in one line: join them, and leave the property out";
                return refused("headerRows", format!("{lines:?}"), advice);
            }
        };
        let names = (written.header == Some(false))
            .then(|| schema.fields.iter().map(|field| field.name.clone()).collect());
        Ok(Self {
            preamble,
            delimiter: written.delimiter,
            quote,
            blanks_before_quotes: written.skip_initial_space,
            missing,
            names,
            ..Self::default()
        })
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
    /// Years and spans of years, see [`Years::parse`](data::Years::parse).
    Years,
}

impl Kind {
    /// The kind that a schema declares for a column.
    pub fn declared(field: &SchemaField) -> Self {
        let year = field.kind == "year" || field.level == "year" && field.role != "note";
        match field.kind.as_str() {
            _ if year => Self::Years,
            // Numbers that stand for steps or kinds are their names.
            "integer" | "number" if field.level == "nominal" => Self::Labels,
            "integer" | "number" if field.level.is_empty() && !field.categories.is_empty() => Self::Labels,
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

/// The texts that stand for a missing value, column by column.
#[derive(Clone, Debug, Default)]
pub struct ColumnMarks {
    /// Those of a column that has none of its own.
    pub usual: Marks,
    own: Vec<(usize, Marks)>,
}

impl ColumnMarks {
    /// The same texts in every column.
    pub fn everywhere(usual: Marks) -> Self {
        Self { usual, own: Vec::new() }
    }

    /// Gives the column at a place texts of its own.
    pub fn set(&mut self, place: usize, marks: Marks) {
        self.own.push((place, marks));
    }

    /// The texts of the column at a place.
    pub fn of(&self, place: usize) -> &Marks {
        self.own.iter().find(|(own, _)| *own == place).map_or(&self.usual, |(_, marks)| marks)
    }
}

/// The texts that stand for a missing value, and what they mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Marks {
    texts: Vec<String>,
    /// For each byte, one bit for each length of those that begin with it: most cells need no comparing.
    lengths: Box<[u32; 256]>,
    /// Which of them is an empty cell.
    empty: Option<usize>,
    /// Why a value is missing, mark by mark.
    pub reasons: Arc<[Missing]>,
}

impl Default for Marks {
    fn default() -> Self {
        Self::new(&[])
    }
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

/// The texts that a schema declares: those of a field stand in place of those of the table.
fn declared(schema: &Schema, dialect: Option<&package::Dialect>) -> ColumnMarks {
    let null: Vec<Labelled> =
        dialect.and_then(|dialect| dialect.null_sequence.as_ref()).map(Labelled::bare).into_iter().collect();
    let with = |own: &[Labelled]| Marks::new(&[own, &null].concat());
    let mut marks = ColumnMarks::everywhere(with(&schema.missing_values));
    for (place, field) in schema.fields.iter().enumerate() {
        if let Some(own) = &field.missing_values {
            marks.set(place, with(own));
        }
    }
    marks
}

const DOUBLED: &str =
    "a quote inside quotes is written twice: write the table so, and leave the property out";

/// The bit of a length; all long ones share one.
fn bit(length: usize) -> u32 {
    1 << length.min(31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_before_and_after_is_no_table() {
        let text = "Title\n\na,b\n1,2\nSource: X\n";
        let dialect = |preamble, footer| Dialect { preamble, footer, ..Dialect::default() };
        assert_eq!(&text[dialect(2, 1).table(text)], "a,b\n1,2\n");
        assert_eq!(&text[dialect(0, 0).table(text)], text);
        assert_eq!(&text[dialect(9, 9).table(text)], "");
    }
}
