//! What a figure can be when it is not known exactly: everything between two ends.

use std::cmp::Ordering;

use super::value::{Bound, Missing, Value, Years};

/// All figures from `low` to `high`; an end is infinite where nothing bounds it. A figure that is known is a range of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The least that it can be.
    pub low: f64,
    /// The greatest that it can be.
    pub high: f64,
    /// Whether the end itself is left out, where there is only one: `<10`.
    open: bool,
}

impl Range {
    /// Nothing is known.
    pub const ANY: Self = Self { low: f64::NEG_INFINITY, high: f64::INFINITY, open: false };

    /// Nothing but that it is not negative.
    pub const NOT_NEGATIVE: Self = Self { low: 0.0, high: f64::INFINITY, open: false };

    /// One figure.
    pub fn exact(value: f64) -> Self {
        Self::between(value, value)
    }

    /// From one figure to another, both included.
    pub fn between(low: f64, high: f64) -> Self {
        Self { low, high, open: false }
    }

    /// The same without its one end.
    #[must_use]
    pub fn opened(self) -> Self {
        Self { open: true, ..self }.clean()
    }

    /// What a bound says; `None` of `~1000`, which bounds nothing.
    pub fn of(bound: Bound, value: f64) -> Option<Self> {
        Some(match bound {
            Bound::Exact => Self::exact(value),
            Bound::LessThan => Self { high: value, open: true, ..Self::ANY },
            Bound::AtMost => Self { high: value, ..Self::ANY },
            Bound::MoreThan => Self { low: value, open: true, ..Self::ANY },
            Bound::AtLeast => Self { low: value, ..Self::ANY },
            Bound::UpTo(high) => Self::between(value, high),
            Bound::About => return None,
        })
    }

    /// The figure, where there is only one.
    pub fn figure(self) -> Option<f64> {
        (self.low == self.high).then_some(self.low)
    }

    /// The same for something that is counted: fewer than ten are at most nine.
    #[must_use]
    pub fn counted(self) -> Self {
        if !self.open {
            return self;
        }
        Self::between((self.low + 1.0).floor(), (self.high - 1.0).ceil())
    }

    /// The same for something that cannot be negative.
    #[must_use]
    pub fn not_negative(self) -> Self {
        // Two ends are never open, and what lies between is still inside.
        if self.low < 0.0 { Self { low: 0.0, open: false, ..self } } else { self }
    }

    /// The sum of both.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high, open: self.open || other.open }
            .clean()
    }

    /// The first without the second.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        self.plus(other.turned())
    }

    /// The product of both.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        let product = |a: f64, b: f64| if a == 0.0 || b == 0.0 { 0.0 } else { a * b };
        let ends =
            [(self.low, other.low), (self.low, other.high), (self.high, other.low), (self.high, other.high)];
        let ends = ends.map(|(a, b)| product(a, b));
        let low = ends.into_iter().fold(f64::INFINITY, f64::min);
        let high = ends.into_iter().fold(f64::NEG_INFINITY, f64::max);
        let open = match (self.figure(), other.figure()) {
            (Some(figure), None) => other.open && figure != 0.0,
            (None, Some(figure)) => self.open && figure != 0.0,
            _ => false,
        };
        Self { low, high, open }.clean()
    }

    /// The first divided by the second; `None` when that may be 0.
    pub fn over(self, other: Self) -> Option<Self> {
        if let Some(divisor) = other.figure() {
            let (a, b) = (self.low / divisor, self.high / divisor);
            return (divisor != 0.0).then(|| Self { low: a.min(b), high: a.max(b), open: self.open });
        }
        (other.low > 0.0 || other.high < 0.0)
            .then(|| self.times(Self::between(1.0 / other.high, 1.0 / other.low)))
    }

    /// How far two figures are apart.
    #[must_use]
    pub fn distance(self, other: Self) -> Self {
        let apart = self.minus(other);
        match (apart.low >= 0.0, apart.high <= 0.0) {
            (true, _) => apart,
            (_, true) => apart.turned(),
            _ => Self::between(0.0, apart.high.max(-apart.low)),
        }
    }

    /// Which orders of two figures are possible: less, equal, greater.
    pub fn orders(self, other: Self) -> [bool; 3] {
        let (low, high) = (self.low.max(other.low), self.high.min(other.high));
        let holds = |range: Self, end: f64| !range.open || (range.low != end && range.high != end);
        let equal = low < high || low == high && holds(self, low) && holds(other, low);
        [self.low < other.high, equal, self.high > other.low]
    }

    /// The order of two figures, where only one is possible.
    pub fn order(self, other: Self) -> Option<Ordering> {
        match self.orders(other) {
            [true, false, false] => Some(Ordering::Less),
            [false, true, false] => Some(Ordering::Equal),
            [false, false, true] => Some(Ordering::Greater),
            _ => None,
        }
    }

    /// The bound that says it, and its figure; `None` when nothing is known.
    pub fn bound(self) -> Option<(Bound, f64)> {
        Some(match (self.low.is_finite(), self.high.is_finite()) {
            (true, true) if self.low == self.high => (Bound::Exact, self.low),
            (true, true) => (Bound::UpTo(self.high), self.low),
            (true, false) => (if self.open { Bound::MoreThan } else { Bound::AtLeast }, self.low),
            (false, true) => (if self.open { Bound::LessThan } else { Bound::AtMost }, self.high),
            (false, false) => return None,
        })
    }

    /// As a value with so many decimals.
    pub fn value(self, decimals: u8) -> Value {
        match self.bound() {
            Some((Bound::Exact, value)) => Value::number(value, decimals),
            Some((bound, value)) => Value::Bounded { bound, value, decimals },
            None => Value::Missing(Missing::Undefined),
        }
    }

    fn turned(self) -> Self {
        Self { low: -self.high, high: -self.low, open: self.open }
    }

    /// What has two ends holds both.
    fn clean(self) -> Self {
        Self { open: self.open && (self.low.is_infinite() != self.high.is_infinite()), ..self }
    }
}

impl From<Years> for Range {
    fn from(years: Years) -> Self {
        let high = if years.to == Years::OPEN { f64::INFINITY } else { f64::from(years.to) };
        Self::between(f64::from(years.from), high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A bound, and figures that it allows.
    fn known() -> impl Strategy<Value = (Range, f64)> {
        (-20i32..20, 0i32..12, 0u8..6).prop_map(|(value, beside, bound)| {
            let (value, beside) = (f64::from(value), f64::from(beside));
            let (bound, truth) = match bound {
                0 => (Bound::Exact, value),
                1 => (Bound::LessThan, value - beside - 0.5),
                2 => (Bound::AtMost, value - beside),
                3 => (Bound::MoreThan, value + beside + 0.5),
                4 => (Bound::AtLeast, value + beside),
                _ => (Bound::UpTo(value + 12.0), value + beside),
            };
            (Range::of(bound, value).expect("it bounds"), truth)
        })
    }

    fn holds(range: Range, truth: f64) -> bool {
        range.orders(Range::exact(truth))[1]
    }

    proptest! {
        #[test]
        fn what_is_computed_holds_whatever_the_truth_is((a, x) in known(), (b, y) in known()) {
            prop_assert!(holds(a, x) && holds(b, y));
            prop_assert!(holds(a.plus(b), x + y), "{a:?} + {b:?} = {:?}", a.plus(b));
            prop_assert!(holds(a.minus(b), x - y));
            prop_assert!(holds(a.times(b), x * y), "{a:?} * {b:?} = {:?}", a.times(b));
            if let Some(range) = a.over(b) {
                let (near, far) = (range.low - 1e-9, range.high + 1e-9);
                prop_assert!(near <= x / y && x / y <= far, "{a:?} / {b:?} = {range:?}");
            }
            prop_assert!(holds(a.distance(b), (x - y).abs()), "{:?}", a.distance(b));
            prop_assert!(a.order(b).is_none_or(|order| Some(order) == x.partial_cmp(&y)));
            let orders = [x < y, x == y, x > y];
            prop_assert!(orders.iter().zip(a.orders(b)).all(|(is, may)| !is || may));
            prop_assert!(holds(a.not_negative(), x) || x < 0.0);
        }
    }

    #[test]
    fn fewer_than_ten_are_at_most_nine() {
        let fewer = Range::of(Bound::LessThan, 10.0).expect("a bound");
        assert_eq!(fewer.counted().bound(), Some((Bound::AtMost, 9.0)));
        assert_eq!(Range::exact(22.0).distance(fewer.counted()).bound(), Some((Bound::AtLeast, 13.0)));
        assert_eq!(Range::exact(22.5).distance(fewer).bound(), Some((Bound::MoreThan, 12.5)));
    }

    #[test]
    fn a_span_of_years_is_a_range() {
        let span = Range::from(Years { from: 1970, to: 1980 });
        assert_eq!(span.distance(Range::exact(1979.0)).bound(), Some((Bound::UpTo(9.0), 0.0)));
        assert_eq!(span.distance(Range::exact(1985.0)).bound(), Some((Bound::UpTo(15.0), 5.0)));
        assert_eq!(
            Range::from(Years { from: 2000, to: Years::OPEN }).bound(),
            Some((Bound::AtLeast, 2000.0))
        );
    }
}
