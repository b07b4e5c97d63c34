//! Typed columns: labels behind a dictionary, figures, and spans of years, each as narrow as its values allow.

mod change;
mod decimal;

mod dictionary;

mod labels;

mod packed_ints;

mod numbers;

mod remarks;

mod slots;

mod years;

pub use decimal::{Decimal, Figure};
pub use dictionary::Dictionary;
pub use labels::{Labels, LabelsBuilder};
pub use numbers::Numbers;
pub use packed_ints::{NOTHING, PackedInts};
pub use slots::Slots;
pub use years::YearSpans;

use super::value::{Missing, Value};

/// What a label takes beside its text while the column is built, in bytes: its counts, two places in lists, one in a map.
const LABEL: f64 = 90.0;

/// Stands for a row that a table does not have, in a list of rows that are taken from it.
pub const NO_ROW: u32 = u32::MAX;

/// How the values of a column are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words, behind a dictionary.
    Labels,
    /// Figures.
    Numbers,
    /// Years and spans of years.
    Years,
}

/// The values of one field, row after row.
#[derive(Clone, Debug)]
pub enum Column {
    /// Words: labels, tiers, sentences, sets.
    Labels(Labels),
    /// Figures: ranks, counts, quantities, shares.
    Numbers(Numbers),
    /// Years and spans of years.
    Years(YearSpans),
}

impl Column {
    /// How many rows it has.
    pub fn len(&self) -> usize {
        match self {
            Self::Labels(labels) => labels.codes().len(),
            Self::Numbers(numbers) => numbers.len(),
            Self::Years(years) => years.len(),
        }
    }

    /// Its labels, if it holds words.
    pub fn as_labels(&self) -> Option<&Labels> {
        if let Self::Labels(labels) = self { Some(labels) } else { None }
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of one row.
    pub fn value(&self, row: usize) -> Value {
        match self {
            Self::Labels(labels) => match labels.label(row) {
                Ok(label) => Value::Text(label.clone()),
                Err(missing) => Value::Missing(missing),
            },
            Self::Numbers(numbers) => numbers.value(row),
            Self::Years(years) => match years.span(row) {
                Ok(span) => Value::Years(span),
                Err(missing) => Value::Missing(missing),
            },
        }
    }

    /// Whether the row has no value.
    pub fn is_missing(&self, row: usize) -> bool {
        match self {
            Self::Labels(labels) => labels.code(row).is_none(),
            Self::Numbers(numbers) => numbers.figure(row).is_nan(),
            Self::Years(years) => years.span(row).is_err(),
        }
    }

    /// The column of the given rows, in that order.
    #[must_use]
    pub fn pick(&self, rows: &[usize]) -> Self {
        match self {
            Self::Labels(labels) => Self::Labels(labels.pick(rows)),
            Self::Numbers(numbers) => Self::Numbers(numbers.pick(rows)),
            Self::Years(years) => Self::Years(years.pick(rows)),
        }
    }

    /// How its values are kept.
    pub fn kind(&self) -> ColumnKind {
        match self {
            Self::Labels(_) => ColumnKind::Labels,
            Self::Numbers(_) => ColumnKind::Numbers,
            Self::Years(_) => ColumnKind::Years,
        }
    }

    /// The column of the given rows, in that order; [`NO_ROW`] gives a row without a value, for the reason `hole`.
    #[must_use]
    pub fn take(&self, rows: &[u32], hole: &Missing) -> Self {
        match self {
            Self::Labels(labels) => Self::Labels(labels.take(rows, hole)),
            Self::Numbers(numbers) => Self::Numbers(numbers.take(rows, hole)),
            Self::Years(years) => Self::Years(years.take(rows, hole)),
        }
    }

    /// How many bytes a column takes that is so many times as long and holds values of the same kind.
    pub fn bytes(&self, times: f64) -> f64 {
        let rows = self.len() as f64;
        match self {
            Self::Labels(labels) => {
                let known = labels.dictionary.labels();
                let distinct = known.len() as f64;
                // Labels that come back are few; of the others there are as many more as there are rows.
                let distinct = if distinct * 2.0 < rows { distinct } else { distinct * times };
                let text: usize = known.iter().map(|label| label.len()).sum();
                let each = text as f64 / (known.len().max(1)) as f64 + LABEL;
                rows * times * f64::from(PackedInts::width_of(distinct as i64)) + distinct * each
            }
            Self::Numbers(numbers) => match numbers.units() {
                Some((units, _)) => rows * times * f64::from(units.width()),
                None => rows * times * 8.0,
            },
            Self::Years(years) => match years.single() {
                Some(years) => rows * times * f64::from(years.width()),
                None => rows * times * 8.0,
            },
        }
    }

    /// Whether two rows hold the same value; missing equals missing.
    pub fn same(&self, a: usize, b: usize) -> bool {
        self.group(a) == self.group(b)
    }

    /// A number that is equal for rows with equal values.
    pub fn group(&self, row: usize) -> u64 {
        match self {
            Self::Labels(labels) => labels.code(row).map_or(u64::MAX, u64::from),
            Self::Numbers(numbers) => {
                let value = numbers.figure(row);
                // `<10` is not 10.
                if value.is_nan() { u64::MAX } else { (value + 0.0).to_bits() ^ numbers.bound(row).mark() }
            }
            Self::Years(years) => {
                let span = years.get(row);
                u64::from(span.from as u32) << 32 | u64::from(span.to as u32)
            }
        }
    }
}
