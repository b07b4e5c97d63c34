//! One figure of many.

use std::borrow::Cow;

use data::column::NOTHING;
use data::{Bound, Column, Numbers, Range};
use query::Aggregate;

/// How many rows each group has.
pub fn count(sizes: &[usize]) -> Column {
    Column::Numbers(Numbers::from_values(sizes.iter().map(|&rows| rows as f64).collect(), 0))
}

/// One figure for each group of rows, as far as the rows have been seen. Missing figures are left out; a group without
/// any figure stays missing. What is made of bounds is a bound.
pub struct Tally<'c> {
    figures: Figures<'c>,
    /// The same of the least and of the greatest that each figure can be, where some are not known exactly: every
    /// aggregate rises with each of its figures.
    ends: Option<Box<[Figures<'c>; 2]>>,
    /// The groups with a figure that is not known exactly, and how it is known.
    bounds: Vec<(u32, Bound)>,
    numbers: Option<&'c Numbers>,
}

/// What was made of figures that are exact.
struct Figures<'c> {
    numbers: Option<Cow<'c, Numbers>>,
    how: Aggregate,
    /// How many figures each group has.
    counts: Vec<usize>,
    /// What they amount to: as many of the unit of the column where that is exact, so that no order of the rows gives
    /// another sum.
    units: Vec<i128>,
    figures: Vec<f64>,
    /// All of them, where the middle one is wanted.
    all: Vec<Vec<f64>>,
}

impl<'c> Tally<'c> {
    /// No rows yet.
    pub fn new(column: &'c Column, how: Aggregate) -> Self {
        let numbers = match column {
            Column::Numbers(numbers) => Some(numbers),
            Column::Labels(_) | Column::Years(_) => None,
        };
        let inexact = numbers.filter(|numbers| !numbers.bounds().is_empty());
        let end = |numbers: &Numbers, end: fn(Range) -> f64| {
            let figure = |row| {
                let range = Range::of(numbers.bound(row), numbers.number(row)?).unwrap_or(Range::ANY);
                Some(end(range))
            };
            let figures = (0..numbers.len()).map(|row| figure(row).unwrap_or(f64::NAN)).collect();
            Figures::new(Some(Cow::Owned(Numbers::from_values(figures, numbers.decimals))), how)
        };
        let ends = inexact
            .map(|numbers| Box::new([end(numbers, |range| range.low), end(numbers, |range| range.high)]));
        Self { figures: Figures::new(numbers.map(Cow::Borrowed), how), ends, bounds: Vec::new(), numbers }
    }

    /// Adds rows, each to its group of so many.
    pub fn add(&mut self, rows: &[usize], groups: &[u32], count: usize) {
        self.figures.add(rows, groups, count);
        let Some(ends) = &mut self.ends else { return };
        ends.iter_mut().for_each(|end| end.add(rows, groups, count));
        let Some(numbers) = self.numbers else { return };
        let bounds = rows.iter().zip(groups).map(|(&row, &group)| (group, numbers.bound(row)));
        self.bounds.extend(bounds.filter(|(_, bound)| *bound != Bound::Exact));
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

    /// The figure of each group.
    pub fn finish(mut self) -> Column {
        let (counts, how) = (self.figures.counts.clone(), self.figures.how);
        let (mut values, decimals) = self.figures.finish();
        let mut bounds = Vec::new();
        self.bounds.sort_unstable_by_key(|(group, _)| *group);
        if let Some(ends) = self.ends {
            let [(lows, _), (highs, _)] = ends.map(Figures::finish);
            for group in (0..values.len()).filter(|&group| !lows[group].is_nan()) {
                let start = self.bounds.partition_point(|(other, _)| (*other as usize) < group);
                let of_group = || {
                    self.bounds[start..]
                        .iter()
                        .take_while(|(other, _)| *other as usize == group)
                        .map(|(_, bound)| *bound)
                };
                if of_group().any(|bound| bound == Bound::About) {
                    bounds.push((group, Bound::About));
                    continue;
                }
                // An end that one part does not reach, the sum of all does not reach either.
                let all_count = matches!(how, Aggregate::Sum | Aggregate::Mean) || counts[group] == 1;
                let open =
                    all_count && of_group().any(|bound| matches!(bound, Bound::LessThan | Bound::MoreThan));
                let range = Range::between(lows[group], highs[group]);
                let bound = if open { range.opened() } else { range }.bound();
                values[group] = bound.map_or(f64::NAN, |(_, value)| value);
                bounds.extend(
                    bound.filter(|(bound, _)| *bound != Bound::Exact).map(|(bound, _)| (group, bound)),
                );
            }
        }
        let mut numbers = Numbers::from_values(values, decimals);
        numbers.set_bounds(bounds);
        Column::Numbers(numbers)
    }
}

impl<'c> Figures<'c> {
    fn new(numbers: Option<Cow<'c, Numbers>>, how: Aggregate) -> Self {
        let (counts, units, figures, all) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { numbers, how, counts, units, figures, all }
    }

    fn add(&mut self, rows: &[usize], groups: &[u32], count: usize) {
        self.counts.resize(count, 0);
        self.units.resize(count, 0);
        self.figures.resize(count, f64::NAN);
        let Some(numbers) = self.numbers.as_deref() else { return };
        if let (Aggregate::Sum | Aggregate::Mean, Some((units, _))) = (self.how, numbers.units()) {
            return units.each_of(rows, groups, |&group, count| {
                if count != NOTHING {
                    self.units[group as usize] += i128::from(count);
                    self.counts[group as usize] += 1;
                }
            });
        }
        self.all.resize(if self.how == Aggregate::Median { count } else { 0 }, Vec::new());
        for (&row, &group) in rows.iter().zip(groups) {
            let Some(figure) = numbers.number(row) else { continue };
            let group = group as usize;
            self.counts[group] += 1;
            let before = &mut self.figures[group];
            match self.how {
                Aggregate::Each | Aggregate::Count => {}
                // Nothing is less or greater than what is not there.
                Aggregate::Min => *before = figure.min(*before),
                Aggregate::Max => *before = figure.max(*before),
                Aggregate::Sum | Aggregate::Mean if before.is_nan() => *before = figure,
                Aggregate::Sum | Aggregate::Mean => *before += figure,
                Aggregate::Median => self.all[group].push(figure),
            }
        }
    }

    fn in_any_order(&self) -> bool {
        let is_sum = matches!(self.how, Aggregate::Sum | Aggregate::Mean);
        !is_sum || self.numbers.as_deref().is_none_or(|numbers| numbers.units().is_some())
    }

    fn append(&mut self, other: Self, groups: &[u32], count: usize) {
        self.add(&[], &[], count);
        for (at, &group) in groups.iter().enumerate() {
            let group = group as usize;
            self.counts[group] += other.counts[at];
            self.units[group] += other.units[at];
            let (before, figure) = (&mut self.figures[group], other.figures[at]);
            *before = match self.how {
                Aggregate::Max => figure.max(*before),
                Aggregate::Sum | Aggregate::Mean if !before.is_nan() && !figure.is_nan() => *before + figure,
                Aggregate::Each
                | Aggregate::Count
                | Aggregate::Sum
                | Aggregate::Mean
                | Aggregate::Median
                | Aggregate::Min => figure.min(*before),
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
                Aggregate::Each | Aggregate::Count => count,
                Aggregate::Sum => sum,
                Aggregate::Mean => sum / count,
                Aggregate::Min | Aggregate::Max => self.figures[group],
                Aggregate::Median => median(&mut self.all[group]),
            }
        };
        let values = (0..self.counts.len()).map(figure).collect();
        // A mean has more figures than what it is the mean of.
        let decimals = match self.how {
            Aggregate::Mean | Aggregate::Median => decimals + 2,
            Aggregate::Each | Aggregate::Count | Aggregate::Sum | Aggregate::Min | Aggregate::Max => decimals,
        };
        (values, decimals)
    }
}

fn median(figures: &mut [f64]) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    let middle = figures.len() / 2;
    if figures.len() % 2 == 1 { figures[middle] } else { (figures[middle - 1] + figures[middle]) / 2.0 }
}
