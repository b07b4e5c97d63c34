//! Figures that other rows make: a column for the whole topic, computed when a formula is looked up.

mod earlier;
mod place;
mod summary;

use std::borrow::Cow;

use super::group::Groups;
use super::variable::{Figures, column};
use data::{Bound, Column, DataError, Numbers, Range, Role, Topic};
use query::{Formula, Unary, Variable};

pub use self::earlier::earlier;
pub use self::place::place;
pub use self::summary::summary;

/// What is made of one figure; NaN where there is no answer.
pub fn unary(how: Unary, x: f64) -> f64 {
    // Powers and logarithms are computed by the crate libm, so that every machine gives the same digits.
    let made = match how {
        Unary::Log if x > 0.0 => libm::log(x),
        Unary::Log10 if x > 0.0 => libm::log10(x),
        Unary::Positive if x > 0.0 => x,
        Unary::Log | Unary::Log10 | Unary::Positive => f64::NAN,
        Unary::Sqrt => libm::sqrt(x),
        Unary::Abs => x.abs(),
        Unary::Round(decimals) => rounded(x, decimals),
        Unary::Power(exponent) => libm::pow(x, exponent),
    };
    if made.is_finite() { made } else { f64::NAN }
}

/// What is made of a figure that is not known exactly; nothing where that is not known either.
pub fn unary_of(how: Unary, range: Range) -> Option<Range> {
    let rising = |range: Range| {
        let end = |x: f64| if x.is_finite() { unary(how, x) } else { x };
        let (low, high) = (end(range.low), end(range.high));
        (!low.is_nan() && !high.is_nan()).then(|| Range::between(low, high))
    };
    match how {
        Unary::Abs => Some(range.distance(Range::exact(0.0))),
        Unary::Positive => (range.low > 0.0).then_some(range),
        Unary::Power(exponent) if exponent > 0.0 && range.low >= 0.0 => rising(range),
        Unary::Power(_) => None,
        Unary::Log | Unary::Log10 | Unary::Sqrt | Unary::Round(_) => rising(range),
    }
}

/// To so many decimals, halves away from 0. What is printed is rounded, not its nearest binary fraction: 2.675 is 2.68.
fn rounded(x: f64, decimals: u8) -> f64 {
    let scale = 10f64.powi(i32::from(decimals));
    let scaled = x * scale;
    let nearest = scaled.round();
    let half = (scaled.abs().fract() - 0.5).abs() <= scaled.abs() * f64::EPSILON;
    let away = if half { scaled.abs().trunc() + 1.0 } else { nearest.abs() };
    away.copysign(x) / scale
}

/// The figures of a formula in every row, and which of them are bounds; where nothing is known of one, it is missing.
pub fn numbers(topic: &Topic, formula: &Formula) -> Result<Numbers, DataError> {
    let figures = Figures::new(topic, formula)?;
    let rows = 0..topic.rows;
    let mut values = figures.of(rows.clone());
    let mut bounds = Vec::new();
    for (row, known) in figures.inexact(&rows) {
        match known {
            None => bounds.push((row, Bound::About)),
            Some(range) => match range.bound() {
                Some((bound, value)) => {
                    values[row] = value;
                    bounds.push((row, bound));
                }
                None => values[row] = f64::NAN,
            },
        }
    }
    bounds.retain(|&(row, bound)| bound != Bound::Exact && !values[row].is_nan());
    let mut numbers = Numbers::from_values(values, 0);
    numbers.set_bounds(bounds);
    Ok(numbers)
}

/// The rows of a topic, by what they share.
struct Together {
    /// The group of each row.
    of_row: Vec<u32>,
    /// How many groups there are.
    count: usize,
    /// The rows that belong to a group and speak for it: preferred ones of a known time.
    speaking: Vec<usize>,
}

impl Together {
    fn new(topic: &Topic, within: &[Variable]) -> Result<Self, DataError> {
        let columns = within.iter().map(|variable| column(topic, variable)).collect::<Result<Vec<_>, _>>()?;
        let mut groups = Groups::new(columns.iter().map(Cow::as_ref).collect(), topic.rows);
        let (rows, mut of_row) = ((0..topic.rows).collect::<Vec<_>>(), Vec::new());
        groups.add(&rows, &mut of_row);
        // Of two rows whose years nobody knows, nobody knows whether they are the same.
        let times: Vec<&Column> = within
            .iter()
            .zip(&columns)
            .filter(|(variable, _)| variable.meta.role == Role::Time)
            .map(|(_, column)| column.as_ref())
            .collect();
        let claims = topic.claims()?;
        let speaks =
            |row: &usize| claims.is_preferred(*row) && times.iter().all(|time| !time.is_missing(*row));
        let speaking = rows.into_iter().filter(speaks).collect();
        Ok(Self { of_row, count: groups.first.len(), speaking })
    }
}

/// A column whose rows have the figures of other rows, or none.
fn picked(numbers: &Numbers, rows: impl Iterator<Item = Option<usize>>) -> Column {
    let (mut values, mut bounds) = (Vec::new(), Vec::new());
    for (at, row) in rows.enumerate() {
        let known = row.and_then(|row| Some((row, numbers.number(row)?)));
        if let Some((row, _)) = known
            && numbers.bound(row) != Bound::Exact
        {
            bounds.push((at, numbers.bound(row)));
        }
        values.push(known.map_or(f64::NAN, |(_, figure)| figure));
    }
    let mut picked = Numbers::from_values(values, numbers.decimals);
    picked.set_bounds(bounds);
    Column::Numbers(picked)
}
