//! What each part of a whole amounts to, and what follows as far as it is known: total, shares, concentration.

use data::{Missing, Range, Value};
use query::Amount;
use stats::composition::concentration;

/// The parts of one whole.
#[derive(Debug)]
pub struct Amounts {
    /// What each amounts to, or why that is not known.
    pub values: Vec<Value>,
    how: Amount,
    /// Decimals of the figures.
    decimals: u8,
    /// What belongs to the whole beside, where a list is not complete.
    rest: Range,
}

/// What stands between some amounts and what would follow from them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// These parts are not known, or only as bounds.
    Unknown,
    /// Something is less than nothing, so it is no part of a whole.
    Negative,
    /// There is nothing.
    Nothing,
    /// Shares that add up to less than a whole.
    Less,
    /// Shares that add up to more than a whole.
    More,
}

impl Amounts {
    /// Amounts that are shown with so many decimals. `rest` is what nobody has named.
    pub fn new(values: Vec<Value>, how: Amount, decimals: u8, rest: Range) -> Self {
        Self { values, how, decimals, rest }
    }

    /// What each part can be: a part that is not known is not negative, as long as none is.
    fn ranges(&self) -> Vec<Range> {
        let floor = |range: Range| if self.is_negative() { range } else { range.not_negative() };
        self.values.iter().map(|value| floor(value.range().unwrap_or(Range::ANY))).collect()
    }

    fn is_negative(&self) -> bool {
        self.values
            .iter()
            .filter_map(Value::range)
            .any(|range| range.high < 0.0 || range.low < 0.0 && range.low.is_finite())
    }

    /// Whether every part is known exactly.
    fn is_exact(&self) -> bool {
        self.values.iter().all(|value| value.as_number().is_some())
    }

    /// What all parts together amount to.
    pub fn total(&self) -> Value {
        let known = |values: &[Value]| -> f64 { values.iter().filter_map(Value::as_number).sum() };
        if self.how == Amount::Share && self.gap() != Some(Gap::Unknown) {
            // What is known makes the whole, or does not; what is not known adds nothing to say.
            return Value::number(known(&self.values), self.decimals);
        }
        let ranges = self.ranges();
        let total = match self.rest.figure() {
            Some(_) => ranges.into_iter().fold(Range::exact(0.0), Range::plus),
            // The rest is in one part or the other, and not in each of them.
            None => Range::exact(ranges.iter().map(|range| range.low).sum()).plus(self.rest),
        };
        match total {
            Range { low: 0.0, high: f64::INFINITY, .. } => Value::Missing(Missing::Undefined),
            total => total.value(self.decimals),
        }
    }

    /// What keeps concentration and dissimilarity from being computed; nothing where they can be.
    pub fn gap(&self) -> Option<Gap> {
        if self.is_negative() {
            return Some(Gap::Negative);
        }
        let known: f64 = self.values.iter().filter_map(Value::as_number).sum();
        let count = self.values.iter().filter(|value| !value.is_missing()).count();
        match self.how {
            Amount::Share => {
                // Each share may be rounded by half a unit of its last decimal.
                let rounding = count as f64 * 0.5 * 10f64.powi(-i32::from(self.decimals)) + 1e-9;
                let bounded = self.values.iter().any(|value| matches!(value, Value::Bounded { .. }));
                match known {
                    _ if bounded => Some(Gap::Unknown),
                    _ if known < 100.0 - rounding => Some(Gap::Less),
                    _ if known > 100.0 + rounding => Some(Gap::More),
                    _ => None,
                }
            }
            Amount::Rows | Amount::Sum if !self.is_exact() || self.rest.high > 0.0 => Some(Gap::Unknown),
            Amount::Rows | Amount::Sum => (known <= 0.0).then_some(Gap::Nothing),
        }
    }

    /// The share of each part in all of them, in per cent.
    pub fn shares(&self) -> Vec<Value> {
        let undefined = Value::Missing(Missing::Undefined);
        if self.is_negative() {
            return vec![undefined; self.values.len()];
        }
        let (ranges, exact) = (self.ranges(), self.is_exact());
        let lows: f64 = ranges.iter().map(|range| range.low).sum();
        let highs: f64 = ranges.iter().map(|range| range.high).filter(|high| high.is_finite()).sum();
        let endless = ranges.iter().filter(|range| range.high.is_infinite()).count();
        let share = |(value, range): (&Value, &Range)| {
            if exact && self.rest.high == 0.0 {
                return Value::number(100.0 * range.low / lows, 1);
            }
            if value.is_missing() {
                return value.clone();
            }
            // A part is the least of the whole when it is small and all others are great; the rest may be in none of those
            // that are shown.
            let others = match endless - usize::from(range.high.is_infinite()) {
                0 if range.high.is_infinite() => highs,
                0 => highs - range.high,
                _ => f64::INFINITY,
            };
            let others = others + self.rest.high;
            let least = if others.is_infinite() { 0.0 } else { range.low / (range.low + others) };
            let most =
                if range.high.is_infinite() { 1.0 } else { range.high / (range.high + lows - range.low) };
            if least.is_nan() || most.is_nan() || least <= 0.0 && most >= 1.0 {
                return undefined.clone();
            }
            let low = if least <= 0.0 { f64::NEG_INFINITY } else { 100.0 * least };
            let high = if most >= 1.0 { f64::INFINITY } else { 100.0 * most };
            Range::between(low, high).value(1)
        };
        self.values.iter().zip(&ranges).map(share).collect()
    }

    /// The parts as figures, where all that matters is known.
    pub fn known(&self) -> Option<Vec<f64>> {
        // Shares that make a whole leave nothing to the others.
        self.gap()
            .is_none()
            .then(|| self.values.iter().map(|value| value.as_number().unwrap_or(0.0)).collect())
    }

    /// The Herfindahl–Hirschman index, where it can be computed.
    pub fn concentration(&self) -> Option<f64> {
        concentration(&self.known()?)
    }
}
