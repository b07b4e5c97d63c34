//! One figure of many.

use std::borrow::Cow;

use data::column::NOTHING;
use data::{Bound, Column, Numbers, Range};
use query::Aggregate;
use stats::spread::{quantile, standard_deviation};

/// How many rows each group has.
pub fn count(sizes: &[usize]) -> Column {
    Column::Numbers(Numbers::from_values(sizes.iter().map(|&rows| rows as f64).collect(), 0))
}

/// One figure for each group of rows, as far as the rows have been seen. Missing figures are left out; a group without
/// any figure stays missing. What is made of bounds is a bound. Where rows have weights, those without one are left out too.
pub struct Tally<'c> {
    figures: Figures<'c>,
    /// The same of the least and of the greatest that each figure can be, where some are not known exactly: every
    /// aggregate rises with each of its figures, but for the standard deviation, of which no bounds are told.
    ends: Option<Box<[Figures<'c>; 2]>>,
    /// The groups with a figure that is not known exactly, and how it is known.
    bounds: Vec<(u32, Bound)>,
    numbers: Option<&'c Numbers>,
    weights: Option<&'c Numbers>,
}

/// What was made of figures that are exact.
struct Figures<'c> {
    numbers: Option<Cow<'c, Numbers>>,
    how: Aggregate,
    weights: Option<&'c Numbers>,
    /// How many figures each group has.
    counts: Vec<usize>,
    /// How many figures of each group have no weight.
    weightless: Vec<usize>,
    /// What the weights amount to.
    totals: Vec<f64>,
    /// What they amount to: as many of the unit of the column where that is exact, so that no order of the rows gives
    /// another sum.
    units: Vec<i128>,
    figures: Vec<f64>,
    /// All of them, where a quantile or their spread is wanted.
    all: Vec<Vec<f64>>,
}

impl<'c> Tally<'c> {
    /// No rows yet.
    pub fn new(column: &'c Column, how: Aggregate, weights: Option<&'c Column>) -> Self {
        let numbers = |column: &'c Column| match column {
            Column::Numbers(numbers) => Some(numbers),
            Column::Labels(_) | Column::Years(_) => None,
        };
        let (numbers, weights) = (numbers(column), weights.and_then(numbers));
        let inexact = numbers.filter(|numbers| !numbers.bounds().is_empty());
        let end = |numbers: &Numbers, end: fn(Range) -> f64| {
            let figure = |row| {
                let range = Range::of(numbers.bound(row), numbers.number(row)?).unwrap_or(Range::ANY);
                Some(end(range))
            };
            let figures = (0..numbers.len()).map(|row| figure(row).unwrap_or(f64::NAN)).collect();
            Figures::new(Some(Cow::Owned(Numbers::from_values(figures, numbers.decimals))), how, weights)
        };
        let ends = inexact
            .map(|numbers| Box::new([end(numbers, |range| range.low), end(numbers, |range| range.high)]));
        let figures = Figures::new(numbers.map(Cow::Borrowed), how, weights);
        Self { figures, ends, bounds: Vec::new(), numbers, weights }
    }

    /// Adds rows, each to its group of so many.
    pub fn add(&mut self, rows: &[usize], groups: &[u32], count: usize) {
        self.figures.add(rows, groups, count);
        self.ends.iter_mut().flat_map(|ends| ends.iter_mut()).for_each(|end| end.add(rows, groups, count));
        let inexact = |numbers: &&Numbers| !numbers.bounds().is_empty();
        if let Some(numbers) = self.numbers.filter(inexact) {
            let bounds = rows.iter().zip(groups).map(|(&row, &group)| (group, numbers.bound(row)));
            self.bounds.extend(bounds.filter(|(_, bound)| *bound != Bound::Exact));
        }
        // How a mean moves with a weight depends on all its figures.
        if let Some(weights) = self.weights.filter(inexact) {
            let about =
                |(&row, &group)| (weights.bound(row) != Bound::Exact).then_some((group, Bound::About));
            self.bounds.extend(rows.iter().zip(groups).filter_map(about));
        }
    }

    /// Whether the order in which rows come changes nothing, not even by rounding.
    pub fn in_any_order(&self) -> bool {
        self.ends.is_none() && self.figures.in_any_order()
    }

    /// Adds what has been seen of other rows, whose groups are these of so many here.
    pub fn append(&mut self, other: Self, groups: &[u32], count: usize) {
        self.figures.append(other.figures, groups, count);
        if let (Some(ends), Some(more)) = (&mut self.ends, other.ends) {
            ends.iter_mut().zip(*more).for_each(|(end, more)| end.append(more, groups, count));
        }
        let bounds = other.bounds.into_iter().map(|(group, bound)| (groups[group as usize], bound));
        self.bounds.extend(bounds);
    }

    /// How many figures each group has.
    pub fn counts(&self) -> &[usize] {
        &self.figures.counts
    }

    /// How many figures of each group are left out because no weight is known of their row.
    pub fn weightless(&self) -> &[usize] {
        &self.figures.weightless
    }

    /// The figure of each group.
    pub fn finish(mut self) -> Column {
        let (counts, how) = (self.figures.counts.clone(), self.figures.how);
        let (mut values, decimals) = self.figures.finish();
        let mut bounds = Vec::new();
        self.bounds.sort_unstable_by_key(|(group, _)| *group);
        let ends = self.ends.map(|ends| ends.map(|end| end.finish().0));
        for of_group in self.bounds.chunk_by(|(group, _), (other, _)| group == other) {
            let group = of_group[0].0 as usize;
            if values[group].is_nan() {
                continue;
            }
            let any = |wanted: &[Bound]| of_group.iter().any(|(_, bound)| wanted.contains(bound));
            let Some([lows, highs]) =
                ends.as_ref().filter(|_| how != Aggregate::Deviation && !any(&[Bound::About]))
            else {
                bounds.push((group, Bound::About));
                continue;
            };
            // An end that one part does not reach, the sum of all does not reach either.
            let all_count = matches!(how, Aggregate::Sum | Aggregate::Mean) || counts[group] == 1;
            let open = all_count && any(&[Bound::LessThan, Bound::MoreThan]);
            let range = Range::between(lows[group], highs[group]);
            let bound = if open { range.opened() } else { range }.bound();
            values[group] = bound.map_or(f64::NAN, |(_, value)| value);
            bounds.extend(bound.filter(|(bound, _)| *bound != Bound::Exact).map(|(bound, _)| (group, bound)));
        }
        let mut numbers = Numbers::from_values(values, decimals);
        numbers.set_bounds(bounds);
        Column::Numbers(numbers)
    }
}

impl<'c> Figures<'c> {
    fn new(numbers: Option<Cow<'c, Numbers>>, how: Aggregate, weights: Option<&'c Numbers>) -> Self {
        let (counts, units, figures, all) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (weightless, totals) = (Vec::new(), Vec::new());
        Self { numbers, how, weights, counts, weightless, totals, units, figures, all }
    }

    /// Adds rows that count differently. What has no weight, or one below 0, does not count.
    fn add_weighted(&mut self, weights: &Numbers, rows: &[usize], groups: &[u32]) {
        let Some(numbers) = self.numbers.as_deref() else { return };
        for (&row, &group) in rows.iter().zip(groups) {
            let (Some(figure), group) = (numbers.number(row), group as usize) else { continue };
            let Some(weight) = weights.number(row).filter(|&weight| weight >= 0.0) else {
                self.weightless[group] += 1;
                continue;
            };
            let before = &mut self.figures[group];
            *before = if before.is_nan() { weight * figure } else { *before + weight * figure };
            self.totals[group] += weight;
            self.counts[group] += 1;
        }
    }

    fn add(&mut self, rows: &[usize], groups: &[u32], count: usize) {
        self.counts.resize(count, 0);
        self.units.resize(count, 0);
        self.figures.resize(count, f64::NAN);
        if let Some(weights) = self.weights {
            self.weightless.resize(count, 0);
            self.totals.resize(count, 0.0);
            return self.add_weighted(weights, rows, groups);
        }
        let Some(numbers) = self.numbers.as_deref() else { return };
        if let (Aggregate::Sum | Aggregate::Mean, Some((units, _))) = (self.how, numbers.units()) {
            return units.each_of(rows, groups, |&group, count| {
                if count != NOTHING {
                    self.units[group as usize] += i128::from(count);
                    self.counts[group as usize] += 1;
                }
            });
        }
        self.all.resize(if self.needs_all() { count } else { 0 }, Vec::new());
        for (&row, &group) in rows.iter().zip(groups) {
            let Some(figure) = numbers.number(row) else { continue };
            let group = group as usize;
            self.counts[group] += 1;
            let before = &mut self.figures[group];
            match self.how {
                Aggregate::Count => {}
                // Nothing is less or greater than what is not there.
                Aggregate::Min => *before = figure.min(*before),
                Aggregate::Max => *before = figure.max(*before),
                Aggregate::Sum | Aggregate::Mean if before.is_nan() => *before = figure,
                Aggregate::Sum | Aggregate::Mean => *before += figure,
                Aggregate::Median
                | Aggregate::Deviation
                | Aggregate::LowerQuartile
                | Aggregate::UpperQuartile => self.all[group].push(figure),
            }
        }
    }

    fn needs_all(&self) -> bool {
        match self.how {
            Aggregate::Median
            | Aggregate::Deviation
            | Aggregate::LowerQuartile
            | Aggregate::UpperQuartile => true,
            Aggregate::Count | Aggregate::Sum | Aggregate::Mean | Aggregate::Min | Aggregate::Max => false,
        }
    }

    fn in_any_order(&self) -> bool {
        let is_sum = matches!(self.how, Aggregate::Sum | Aggregate::Mean);
        // A spread is a sum of squares, which are rounded.
        let is_exact = self.numbers.as_deref().is_none_or(|numbers| numbers.units().is_some());
        self.how != Aggregate::Deviation && (!is_sum || self.weights.is_none() && is_exact)
    }

    fn append(&mut self, other: Self, groups: &[u32], count: usize) {
        self.add(&[], &[], count);
        for (at, &group) in groups.iter().enumerate() {
            let group = group as usize;
            self.counts[group] += other.counts[at];
            self.units[group] += other.units[at];
            if self.weights.is_some() {
                self.weightless[group] += other.weightless[at];
                self.totals[group] += other.totals[at];
            }
            let (before, figure) = (&mut self.figures[group], other.figures[at]);
            *before = match self.how {
                Aggregate::Max => figure.max(*before),
                Aggregate::Sum | Aggregate::Mean if !before.is_nan() && !figure.is_nan() => *before + figure,
                Aggregate::Count
                | Aggregate::Sum
                | Aggregate::Mean
                | Aggregate::Median
                | Aggregate::Min
                | Aggregate::Deviation
                | Aggregate::LowerQuartile
                | Aggregate::UpperQuartile => figure.min(*before),
            };
        }
        for (all, &group) in other.all.into_iter().zip(groups) {
            self.all[group as usize].extend(all);
        }
    }

    /// The figure of each group, and how many decimals are shown.
    fn finish(mut self) -> (Vec<f64>, u8) {
        let (decimals, scale) = self.numbers.as_deref().map_or((0, None), |numbers| {
            (numbers.decimals, numbers.units().map(|(_, scale)| 10f64.powi(i32::from(scale))))
        });
        let figure = |group: usize| {
            let count = self.counts[group] as f64;
            let sum = scale.map_or(self.figures[group], |scale| self.units[group] as f64 / scale);
            match self.how {
                _ if count == 0.0 => f64::NAN,
                Aggregate::Count => count,
                Aggregate::Sum => sum,
                Aggregate::Mean if self.weights.is_some() && self.totals[group] == 0.0 => f64::NAN,
                Aggregate::Mean if self.weights.is_some() => self.figures[group] / self.totals[group],
                Aggregate::Mean => sum / count,
                Aggregate::Min | Aggregate::Max => self.figures[group],
                Aggregate::Median => quantile(&mut self.all[group], 0.5),
                Aggregate::LowerQuartile => quantile(&mut self.all[group], 0.25),
                Aggregate::UpperQuartile => quantile(&mut self.all[group], 0.75),
                Aggregate::Deviation if count < 2.0 => f64::NAN,
                Aggregate::Deviation => standard_deviation(&self.all[group]),
            }
        };
        let values = (0..self.counts.len()).map(figure).collect();
        // A mean has more figures than what it is the mean of.
        let decimals = match self.how {
            Aggregate::Mean
            | Aggregate::Median
            | Aggregate::Deviation
            | Aggregate::LowerQuartile
            | Aggregate::UpperQuartile => decimals + 2,
            Aggregate::Count | Aggregate::Sum | Aggregate::Min | Aggregate::Max => decimals,
        };
        (values, decimals)
    }
}
