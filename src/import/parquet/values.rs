//! The values of a column as the crate gives them, and what each would be as a cell or as a figure.

use std::collections::VecDeque;

use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::Result;
use parquet::schema::types::ColumnDescPtr;

use super::cell::{self, Shape};
use data::column::{Decimal, Figure, NOTHING};

/// Values without a gap: missing ones are left out.
#[derive(Debug)]
pub enum Values {
    Whole(Vec<i64>),
    Single(Vec<f32>),
    Double(Vec<f64>),
    Bytes(Vec<ByteArray>),
}

impl Values {
    /// Reads up to `rows` rows of a column from its pages; for each row, whether there is a value.
    ///
    /// # Errors
    ///
    /// The pages do not hold what they say.
    pub fn read(column: ColumnDescPtr, pages: Vec<Page>, rows: usize) -> Result<(Self, Vec<bool>)> {
        let pages = Box::new(Pages(pages.into()));
        let unsigned = |value: i32| i64::from(value as u32);
        Ok(match get_column_reader(column.clone(), pages) {
            ColumnReader::BoolColumnReader(reader) => all(reader, rows, i64::from, Self::Whole)?,
            ColumnReader::Int32ColumnReader(reader) => match Shape::of(column.self_type()) {
                Ok(Shape::Unsigned) => all(reader, rows, unsigned, Self::Whole)?,
                _ => all(reader, rows, i64::from, Self::Whole)?,
            },
            ColumnReader::Int64ColumnReader(reader) => all(reader, rows, |value| value, Self::Whole)?,
            ColumnReader::Int96ColumnReader(reader) => {
                all(reader, rows, |value| nanoseconds(value.data()), Self::Whole)?
            }
            ColumnReader::FloatColumnReader(reader) => all(reader, rows, |value| value, Self::Single)?,
            ColumnReader::DoubleColumnReader(reader) => all(reader, rows, |value| value, Self::Double)?,
            ColumnReader::ByteArrayColumnReader(reader) => all(reader, rows, |value| value, Self::Bytes)?,
            ColumnReader::FixedLenByteArrayColumnReader(reader) => {
                all(reader, rows, ByteArray::from, Self::Bytes)?
            }
        })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Whole(values) => values.len(),
            Self::Single(values) => values.len(),
            Self::Double(values) => values.len(),
            Self::Bytes(values) => values.len(),
        }
    }

    /// Whether a value is no figure at all, which stands for a missing one.
    pub fn is_nothing(&self, at: usize) -> bool {
        match self {
            Self::Single(values) => values[at].is_nan(),
            Self::Double(values) => values[at].is_nan(),
            Self::Whole(_) | Self::Bytes(_) => false,
        }
    }

    /// The text that a cell with this value has, without blanks around it.
    pub fn cell<'t>(&'t self, at: usize, shape: Shape, text: &'t mut String) -> &'t str {
        text.clear();
        match self {
            Self::Whole(values) if shape == Shape::Truth => {
                text.push_str(if values[at] == 0 { "false" } else { "true" });
            }
            Self::Whole(values) => cell::whole(shape, values[at], text),
            Self::Single(values) => cell::real(f64::from(values[at]), values[at], text),
            Self::Double(values) => cell::real(values[at], values[at], text),
            Self::Bytes(values) => match shape {
                Shape::Decimal(scale) => cell::decimal(signed(values[at].data()), scale, text),
                Shape::Uuid => uuid(values[at].data(), text),
                Shape::Whole
                | Shape::Unsigned
                | Shape::Real
                | Shape::Truth
                | Shape::Text
                | Shape::Day
                | Shape::Moment(_)
                | Shape::Clock(_) => match str::from_utf8(values[at].data()) {
                    Ok(words) => return words.trim(),
                    Err(_) => text.push_str(String::from_utf8_lossy(values[at].data()).trim()),
                },
            },
        }
        text
    }

    /// The same figure as its cell has; `None` when only the text tells it.
    pub fn figure(&self, at: usize, shape: Shape) -> Option<Figure> {
        match (self, shape) {
            (Self::Whole(values), Shape::Whole) => exact(values[at], 0),
            (Self::Whole(values), Shape::Decimal(scale)) => exact(values[at], scale),
            (Self::Double(values), Shape::Real) => fraction(values[at]),
            _ => None,
        }
    }

    /// All of them as counts of a unit of as few decimals as can be, [`NOTHING`] for what is no figure; `None` where only
    /// the texts tell some of them.
    pub fn units(&self, shape: Shape) -> Option<(Vec<i64>, u8)> {
        match (self, shape) {
            (Self::Whole(values), Shape::Whole | Shape::Decimal(0..16)) => {
                let scale = if let Shape::Decimal(scale) = shape { scale } else { 0 };
                values.iter().all(|units| units.unsigned_abs() < MOST).then(|| (values.clone(), scale))
            }
            (Self::Double(values), Shape::Real) => {
                let mut scale = 0;
                for value in values.iter().filter(|value| !value.is_nan()) {
                    while units_at(*value, *POWERS.get(scale)?).is_none() {
                        scale += 1;
                    }
                }
                let units = |&value: &f64| match value.is_nan() {
                    true => Some(NOTHING),
                    false => units_at(value, POWERS[scale]),
                };
                Some((values.iter().map(units).collect::<Option<_>>()?, scale as u8))
            }
            _ => None,
        }
    }

    /// Whether a figure is none that can be computed with.
    pub fn is_infinite(&self, at: usize) -> bool {
        match self {
            Self::Single(values) => values[at].is_infinite(),
            Self::Double(values) => values[at].is_infinite(),
            Self::Whole(_) | Self::Bytes(_) => false,
        }
    }
}

/// Fewer units than this have so few digits that binary fractions tell all of them apart.
const MOST: u64 = 1_000_000_000_000_000;

/// The units that are tried.
const POWERS: [f64; 7] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6];

/// A figure of so few digits that it is exact.
fn exact(units: i64, scale: u8) -> Option<Figure> {
    (units.unsigned_abs() < MOST && scale < 16).then_some(Figure::Exact(Decimal { units, scale }))
}

/// The decimal fraction of the fewest digits that is this one in binary: any of up to 15 digits comes back from binary as
/// it was, so the first that does is the shortest.
fn fraction(value: f64) -> Option<Figure> {
    let mut tried = POWERS.iter().zip(0u8..);
    let (units, scale) = tried.find_map(|(power, scale)| Some((units_at(value, *power)?, scale)))?;
    Some(Figure::Exact(Decimal { units, scale }))
}

/// How many parts of one a figure is, of which `power` make one; `None` where it is no whole number of them.
fn units_at(value: f64, power: f64) -> Option<i64> {
    let units = value * power;
    // What is not the nearest whole number fails the test; a negative zero is a zero of another kind in binary.
    let units = (units + 0.5f64.copysign(units)) as i64;
    let same = units as f64 / power == value && (units != 0 || value.is_sign_positive());
    (units.unsigned_abs() < MOST && same).then_some(units)
}

/// Nanoseconds since 1970 of an old moment: nanoseconds of the day, and the day by the Julian count.
fn nanoseconds(parts: &[u32]) -> i64 {
    let (low, high, day) = (parts[0], parts[1], parts[2]);
    let of_day = i64::from(high) << 32 | i64::from(low);
    (i64::from(day) - 2_440_588).saturating_mul(86_400_000_000_000).saturating_add(of_day)
}

/// A whole number with its sign, the highest byte first.
fn signed(bytes: &[u8]) -> i128 {
    let negative = bytes.first().is_some_and(|byte| *byte >= 0x80);
    bytes.iter().fold(if negative { -1 } else { 0 }, |number, &byte| number << 8 | i128::from(byte))
}

fn uuid(bytes: &[u8], text: &mut String) {
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&format!("{byte:02x}"));
    }
}

/// All values of a column, each as `of` makes it.
fn all<T: DataType, V>(
    mut reader: ColumnReaderImpl<T>,
    rows: usize,
    of: impl Fn(T::T) -> V,
    make: impl Fn(Vec<V>) -> Values,
) -> Result<(Values, Vec<bool>)> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    let (read, ..) = reader.read_records(rows, Some(&mut levels), None, &mut values)?;
    let there = match levels.is_empty() {
        true => vec![true; read],
        false => levels.iter().map(|&level| level > 0).collect(),
    };
    Ok((make(values.into_iter().map(of).collect()), there))
}

/// Pages that have been read from the file.
struct Pages(VecDeque<Page>);

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.pop_front().map(Ok)
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        Ok(self.0.pop_front())
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        Ok(self.0.front().map(|page| PageMetadata {
            num_rows: None,
            num_levels: Some(page.num_values() as usize),
            is_dict: page.is_dictionary_page(),
        }))
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.0.pop_front();
        Ok(())
    }
}
