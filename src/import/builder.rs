//! How the texts of cells become a typed column.

use super::dialect::{Figures, Kind, Marks};
use data::column::{Column, Decimal, LabelsBuilder, Numbers, YearSpans};
use data::field::Field;
use data::value::{Missing, Years};

/// Cells of one column, one row below the other.
#[derive(Clone, Copy, Debug)]
pub struct Below<'a> {
    /// The text that they stand in.
    pub text: &'a [u8],
    /// A cell lies between two of these bytes; those of the first row are the first.
    pub cuts: &'a [u32],
    /// So many further are those of the next row.
    pub stride: usize,
    /// How many rows there are.
    pub rows: usize,
}

impl Below<'_> {
    /// Where the cell of a row begins and ends.
    pub fn cell(&self, row: usize) -> (usize, usize) {
        let at = row * self.stride;
        (self.cuts[at].wrapping_add(1) as usize, self.cuts[at + 1] as usize)
    }

    /// The rows from one on.
    pub fn from(self, row: usize) -> Self {
        let cuts = self.cuts.get(row * self.stride..).unwrap_or_default();
        Self { cuts, rows: self.rows - row, ..self }
    }

    /// Reads cells as numbers, up to the first that cannot be read.
    fn read(&self, numbers: &mut Vec<i32>, mut read: impl FnMut(usize, usize) -> Option<i32>) {
        numbers.resize(self.rows, 0);
        let mut row = 0;
        for number in numbers.iter_mut() {
            let (start, end) = self.cell(row);
            let Some(found) = read(start, end) else { break };
            *number = found;
            row += 1;
        }
        numbers.truncate(row);
    }
}

/// Numbers of the standard of data packages that are not finite.
const NOT_FINITE: [&str; 3] = ["NaN", "INF", "-INF"];

/// A column under construction.
#[derive(Debug)]
pub enum Builder {
    Labels(LabelsBuilder),
    Numbers(Numbers, Figures),
    Years(YearSpans),
}

impl Builder {
    /// Starts a column of a kind.
    pub fn new(kind: Kind, field: &Field, marks: &Marks) -> Self {
        match kind {
            Kind::Years => Self::Years(YearSpans::default()),
            Kind::Numbers(figures) => Self::Numbers(Numbers::default(), figures),
            Kind::Labels => Self::Labels(LabelsBuilder::new(&field.scale, marks.reasons.clone())),
        }
    }

    /// Adds a cell.
    ///
    /// # Errors
    ///
    /// The word for the wanted type when it is of another one.
    pub fn push(&mut self, cell: &str, marks: &Marks) -> Result<(), &'static str> {
        let missing = marks.find(cell);
        match self {
            Self::Labels(labels) => match missing {
                Some(reason) => labels.push_missing(reason),
                None => labels.push(cell),
            },
            Self::Numbers(numbers, figures) => match missing {
                Some(reason) => numbers.push_missing(marks.reasons[reason].clone()),
                None => match figures.read(cell) {
                    Some(figure) => numbers.push(figure),
                    // The standard of data packages has them among numbers, and nothing can be computed with them.
                    None if NOT_FINITE.contains(&cell) => {
                        numbers.push_missing(Missing::Other("not a finite number".into()));
                    }
                    None => return Err("number"),
                },
            },
            Self::Years(years) => match missing {
                Some(reason) => years.push_missing(marks.reasons[reason].clone()),
                None => years.push(Years::parse(cell).ok_or("year")?),
            },
        }
        Ok(())
    }

    /// The finished column.
    pub fn finish(self) -> Column {
        match self {
            Self::Labels(labels) => Column::Labels(labels.finish()),
            Self::Numbers(mut numbers, _) => {
                numbers.decimals = shown_decimals(&numbers);
                Column::Numbers(numbers)
            }
            Self::Years(years) => Column::Years(years),
        }
    }

    /// Adds cells that stand in the text as they are, up to the first that takes a closer look; tells how many.
    /// `numbers` is room to work in.
    pub fn push_plain(&mut self, cells: Below<'_>, marks: &Marks, numbers: &mut Vec<i32>) -> usize {
        let text = cells.text;
        let is_value = |start, end| start < end && !marks.may_be(text[start], end - start);
        match self {
            Self::Labels(labels) => {
                cells.read(numbers, |start, end| {
                    let code = if is_value(start, end) { labels.code_at(text, start, end) } else { None };
                    code.map(|code| code as i32)
                });
                labels.extend(numbers);
            }
            Self::Numbers(figures, Figures::PLAIN) => {
                let Some((units, scale)) = figures.units_mut() else { return 0 };
                cells.read(numbers, |start, end| {
                    let short = Decimal::read_short(text, start, end).filter(|_| is_value(start, end));
                    let decimal = match short {
                        Some(decimal) => decimal,
                        None if is_value(start, end) => Decimal::read(&text[start..end])?,
                        None => return None,
                    };
                    decimal.at_scale(scale)?.try_into().ok()
                });
                units.extend(numbers);
            }
            Self::Years(years) => {
                let Some(years) = years.single_mut() else { return 0 };
                cells.read(numbers, |start, end| match Decimal::read_short(text, start, end) {
                    Some(Decimal { units, scale: 0 }) if end - start == 4 && is_value(start, end) => {
                        Some(units as i32)
                    }
                    _ => None,
                });
                years.extend(numbers);
            }
            Self::Numbers(..) => return 0,
        }
        numbers.len()
    }

    /// Takes the rows of a column of the same kind, and leaves it none. `codes` holds what the labels that it had at the
    /// last time became.
    pub fn append(&mut self, other: &mut Self, codes: &mut Vec<i64>) {
        match (self, other) {
            (Self::Labels(labels), Self::Labels(more)) => labels.append(more, codes),
            (Self::Numbers(numbers, _), Self::Numbers(more, _)) => numbers.append(more),
            (Self::Years(years), Self::Years(more)) => years.append(more),
            _ => unreachable!("a column has one kind"),
        }
    }
}

/// With how many decimals figures are shown. Programs print a binary fraction with more than anybody stated: what
/// changes a figure by less than a billionth is left out, and beyond eight digits of the largest figure nothing is read.
fn shown_decimals(numbers: &Numbers) -> u8 {
    const STATED: u8 = 6;
    if numbers.decimals <= STATED {
        return numbers.decimals;
    }
    let (mut decimals, mut largest) = (0u8, 0f64);
    for value in (0..numbers.len()).filter_map(|row| numbers.number(row)) {
        largest = largest.max(value.abs());
        let off = |decimals: u8| {
            let scale = 10f64.powi(i32::from(decimals));
            (value - (value * scale).round() / scale).abs() > value.abs() * 1e-9
        };
        while decimals < numbers.decimals && off(decimals) {
            decimals += 1;
        }
    }
    let whole = if largest >= 1.0 { largest.log10().floor() as u8 + 1 } else { 0 };
    decimals.min(8u8.saturating_sub(whole).max(2))
}
