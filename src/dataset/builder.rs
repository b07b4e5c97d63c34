//! How the texts of cells become a typed column.

use super::column::{Column, Decimal, LabelsBuilder, Numbers, YearSpans};
use super::dialect::{Figures, Kind, Marks};
use super::field::Field;
use super::value::Years;

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
                None => numbers.push(figures.read(cell).ok_or("number")?),
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

    /// Adds cells that stand as they are between two places of a text, up to the first that takes a closer look; tells
    /// how many were added.
    pub fn push_plain(&mut self, text: &[u8], cells: &[(u32, u32)], marks: &Marks) -> usize {
        let plain = |&(start, end): &(u32, u32)| {
            let (start, end) = (start as usize, end as usize);
            (start < end && !marks.may_be(text[start], end - start)).then_some((start, end))
        };
        let cells = cells.iter().map_while(plain);
        match self {
            Self::Labels(labels) => labels.push_plain(text, cells),
            Self::Numbers(numbers, Figures::PLAIN) => {
                numbers.push_plain(cells.map_while(|(start, end)| Decimal::read_short(text, start, end)))
            }
            Self::Years(years) => {
                let year = |(start, end): (usize, usize)| match Decimal::read_short(text, start, end) {
                    Some(Decimal { units, scale: 0 }) if end - start == 4 => Some(units),
                    _ => None,
                };
                years.push_plain(cells.map_while(year))
            }
            Self::Numbers(..) => 0,
        }
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
    numbers.each(0..numbers.len(), |_, value| {
        largest = largest.max(value.abs());
        let off = |decimals: u8| {
            let scale = 10f64.powi(i32::from(decimals));
            (value - (value * scale).round() / scale).abs() > value.abs() * 1e-9
        };
        while decimals < numbers.decimals && off(decimals) {
            decimals += 1;
        }
    });
    let whole = if largest >= 1.0 { largest.log10().floor() as u8 + 1 } else { 0 };
    decimals.min(8u8.saturating_sub(whole).max(2))
}
