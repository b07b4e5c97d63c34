//! Figures: as many of the smallest printed unit where that is exact, else in binary.

use std::ops::Range;

use super::decimal::{Decimal, Figure, MOST};
use super::packed_ints::{NOTHING, PackedInts};
use super::remarks;
use crate::value::{Bound, Missing, Value};

/// Figures. A missing one is NaN outside, and nowhere else is there a NaN.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    figures: Figures,
    /// Reasons of missing rows that are not simply "not stated": row, reason; in row order.
    missing: Vec<(usize, Missing)>,
    /// Rows known only as a bound, in row order.
    bounds: Vec<(usize, Bound)>,
    /// The most decimals any row was printed with.
    pub decimals: u8,
}

/// How figures are kept.
#[derive(Clone, Debug)]
enum Figures {
    /// Counts of a unit of so many decimals.
    Units(PackedInts, u8),
    /// Binary fractions.
    Binary(Vec<f64>),
}

impl Default for Figures {
    fn default() -> Self {
        Self::Units(PackedInts::default(), 0)
    }
}

impl Numbers {
    /// A column of figures that are shown with `decimals` places; NaN is missing.
    pub fn from_values(values: Vec<f64>, decimals: u8) -> Self {
        Self { figures: Figures::Binary(values), decimals, ..Self::default() }
    }

    /// So many rows without a figure.
    pub fn nothing(rows: usize) -> Self {
        Self { figures: Figures::Units(PackedInts::nothing(rows), 0), ..Self::default() }
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        match &self.figures {
            Figures::Units(units, _) => units.len(),
            Figures::Binary(values) => values.len(),
        }
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a row.
    pub fn push(&mut self, figure: Figure) {
        self.decimals = self.decimals.max(figure.decimals());
        let Figure::Exact(decimal) = figure else { return self.binary().push(figure.value()) };
        self.make_exact(decimal.scale);
        match &mut self.figures {
            Figures::Units(units, scale) => match decimal.at_scale(*scale) {
                Some(count) => units.push(count),
                None => self.binary().push(decimal.figure()),
            },
            Figures::Binary(values) => values.push(decimal.figure()),
        }
    }

    /// The figures so far as counts of a unit of so many decimals, where all of them are exact; more can be added.
    pub fn units_mut(&mut self) -> Option<(&mut PackedInts, u8)> {
        match &mut self.figures {
            Figures::Units(units, scale) => Some((units, *scale)),
            Figures::Binary(_) => None,
        }
    }

    /// Adds a row without a figure.
    pub fn push_missing(&mut self, reason: Missing) {
        if reason != Missing::NotStated {
            self.missing.push((self.len(), reason));
        }
        match &mut self.figures {
            Figures::Units(units, _) => units.push(NOTHING),
            Figures::Binary(values) => values.push(f64::NAN),
        }
    }

    /// Takes the rows of another column, and leaves it none.
    pub fn append(&mut self, other: &mut Self) {
        self.add(other);
        other.missing.clear();
        other.bounds.clear();
        match &mut other.figures {
            // The next rows will be as wide.
            Figures::Units(units, _) => units.clear(),
            Figures::Binary(_) => other.figures = Figures::default(),
        }
    }

    fn add(&mut self, other: &Self) {
        let rows = self.len();
        self.missing.extend(other.missing.iter().map(|(row, reason)| (row + rows, reason.clone())));
        self.bounds.extend(other.bounds.iter().map(|&(row, bound)| (row + rows, bound)));
        self.decimals = self.decimals.max(other.decimals);
        if let Figures::Units(more, scale) = &other.figures {
            self.make_exact(*scale);
            if let Figures::Units(units, own) = &mut self.figures {
                let power = |count| Decimal { units: count, scale: *scale }.at_scale(*own);
                if *own == *scale && units.is_as_wide_as(more) {
                    units.append(more, 0, |count| count);
                    return;
                }
                if let (Some(most), Some(factor)) = (power(more.most()), power(1)) {
                    units.append(more, most, |count| if count == NOTHING { NOTHING } else { count * factor });
                    return;
                }
            }
        }
        let values = (0..other.len()).map(|row| other.figure(row));
        self.binary().extend(values);
    }

    /// Makes the unit as small as `scale` asks, where that is exact for every row.
    fn make_exact(&mut self, scale: u8) {
        let Figures::Units(units, own) = &mut self.figures else { return };
        if *own >= scale {
            return;
        }
        let power = |units| Decimal { units, scale: *own }.at_scale(scale);
        match (power(units.most()), power(1)) {
            (Some(most), Some(factor)) => {
                let mut finer = PackedInts::default();
                finer.append(units, most, |count| if count == NOTHING { NOTHING } else { count * factor });
                self.figures = Figures::Units(finer, scale);
            }
            _ => {
                self.binary();
            }
        }
    }

    fn binary(&mut self) -> &mut Vec<f64> {
        if matches!(self.figures, Figures::Units(..)) {
            self.figures = Figures::Binary((0..self.len()).map(|row| self.figure(row)).collect());
        }
        match &mut self.figures {
            Figures::Binary(values) => values,
            Figures::Units(..) => unreachable!("the figures have just been made binary"),
        }
    }

    /// Marks rows as known only as a bound.
    pub fn set_bounds(&mut self, bounds: Vec<(usize, Bound)>) {
        self.bounds = bounds;
    }

    /// The rows that are known only as a bound, in row order.
    pub fn bounds(&self) -> &[(usize, Bound)] {
        &self.bounds
    }

    /// The figures of a stretch of rows; NaN where missing.
    pub fn of(&self, rows: Range<usize>) -> Vec<f64> {
        match &self.figures {
            Figures::Units(units, scale) => {
                let mut figures = vec![f64::NAN; rows.len()];
                units.fill(rows, &mut figures, |units| figure(units, *scale));
                figures
            }
            Figures::Binary(values) => values[rows].to_vec(),
        }
    }

    /// Every figure as a count of a unit of so many decimals, where all of them are exact.
    pub fn units(&self) -> Option<(&PackedInts, u8)> {
        match &self.figures {
            Figures::Units(units, scale) => Some((units, *scale)),
            Figures::Binary(_) => None,
        }
    }

    /// The figure of a row; `None` when missing.
    pub fn number(&self, row: usize) -> Option<f64> {
        (row < self.len()).then(|| self.figure(row)).filter(|value| !value.is_nan())
    }

    /// The figure of a row; NaN when missing.
    pub(super) fn figure(&self, row: usize) -> f64 {
        match &self.figures {
            Figures::Units(units, scale) => figure(units.get(row), *scale),
            Figures::Binary(values) => values[row],
        }
    }

    pub(super) fn pick(&self, rows: &[usize]) -> Self {
        let figures = match &self.figures {
            Figures::Units(units, scale) => Figures::Units(units.pick(rows), *scale),
            Figures::Binary(values) => Figures::Binary(rows.iter().map(|&row| values[row]).collect()),
        };
        let (missing, bounds) = (
            remarks::pick(&self.missing, rows.iter().copied()),
            remarks::pick(&self.bounds, rows.iter().copied()),
        );
        Self { figures, missing, bounds, decimals: self.decimals }
    }

    pub(super) fn take(&self, rows: &[u32], hole: &Missing) -> Self {
        let figures = match &self.figures {
            Figures::Units(units, scale) => Figures::Units(units.take(rows, NOTHING), *scale),
            Figures::Binary(values) => Figures::Binary(
                rows.iter().map(|&row| values.get(row as usize).copied().unwrap_or(f64::NAN)).collect(),
            ),
        };
        let missing = remarks::take(&self.missing, rows, hole);
        let bounds = remarks::pick(&self.bounds, rows.iter().map(|&row| row as usize));
        Self { figures, missing, bounds, decimals: self.decimals }
    }

    /// Adds a row for each of `places`: it has the figure of the row of `other` that `rows` holds there. There will be so
    /// many rows in all.
    pub fn append_places(&mut self, other: &Self, rows: &[u32], places: &[u32], all: usize) {
        self.missing.extend(remarks::spread(&other.missing, rows, places, self.len()));
        self.decimals = self.decimals.max(other.decimals);
        if let Figures::Units(more, scale) = &other.figures {
            let units: Vec<i64> = rows.iter().map(|&row| more.get(row as usize)).collect();
            return self.append_units(&units, *scale, places, all);
        }
        let values: Vec<f64> = rows.iter().map(|&row| other.figure(row as usize)).collect();
        self.binary().extend(places.iter().map(|&place| values[place as usize]));
    }

    /// Adds a row for each of `places`: it has as many of a unit of so many decimals as stand there in `units`; none where
    /// [`NOTHING`] does. There will be so many rows in all.
    pub fn append_units(&mut self, units: &[i64], scale: u8, places: &[u32], all: usize) {
        self.decimals = self.decimals.max(scale);
        self.make_exact(scale);
        let known = units.iter().filter(|&&count| count != NOTHING);
        let most = known.map(|count| count.abs()).max().unwrap_or(0);
        if let Figures::Units(own, finer) = &mut self.figures {
            let power = |count| Decimal { units: count, scale }.at_scale(*finer);
            match (power(most), power(1)) {
                (Some(_), Some(1)) => return own.gather(units, places, all),
                (Some(_), Some(factor)) => {
                    let finer = |&count: &i64| if count == NOTHING { NOTHING } else { count * factor };
                    return own.gather(&units.iter().map(finer).collect::<Vec<i64>>(), places, all);
                }
                _ => {}
            }
        }
        let values: Vec<f64> = units.iter().map(|&units| figure(units, scale)).collect();
        self.binary().extend(places.iter().map(|&place| values[place as usize]));
    }

    /// How exactly a row is known.
    pub fn bound(&self, row: usize) -> Bound {
        remarks::find(&self.bounds, row).copied().unwrap_or(Bound::Exact)
    }

    /// Why a row has no figure.
    pub(super) fn why_missing(&self, row: usize) -> Missing {
        remarks::find(&self.missing, row).cloned().unwrap_or(Missing::NotStated)
    }

    pub(super) fn value(&self, row: usize) -> Value {
        let (value, decimals) = (self.figure(row), self.decimals);
        if value.is_nan() {
            return Value::Missing(self.why_missing(row));
        }
        match self.bound(row) {
            Bound::Exact => Value::Number { value, decimals },
            bound @ (Bound::LessThan
            | Bound::AtMost
            | Bound::MoreThan
            | Bound::AtLeast
            | Bound::UpTo(_)
            | Bound::About) => Value::Bounded { bound, value, decimals },
        }
    }
}

fn figure(units: i64, scale: u8) -> f64 {
    debug_assert!(units == NOTHING || units.abs() <= MOST, "every count of units is exact in binary");
    if units == NOTHING { f64::NAN } else { Decimal { units, scale }.figure() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn column(texts: &[String]) -> Numbers {
        let mut numbers = Numbers::default();
        for text in texts {
            match Figure::read(text) {
                Some(figure) => numbers.push(figure),
                None => numbers.push_missing(Missing::NotApplicable),
            }
        }
        numbers
    }

    proptest! {
        #[test]
        fn figures_are_those_that_were_printed(
            texts in prop::collection::vec("-?[0-9]{1,3}(\\.[0-9]{1,3})?|[0-9]{13}|0\\.[0-9]{12}|1e[0-9]|x", 0..30),
            cut in 0usize..30,
        ) {
            let (cut, whole) = (cut.min(texts.len()), column(&texts));
            let mut pieces = column(&texts[..cut]);
            pieces.append(&mut column(&texts[cut..]));
            for (row, text) in texts.iter().enumerate() {
                prop_assert_eq!(whole.number(row), text.parse().ok(), "row {}", row);
                prop_assert_eq!(whole.value(row), pieces.value(row));
            }
            prop_assert_eq!(whole.decimals, pieces.decimals);
        }
    }
}
