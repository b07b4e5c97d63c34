//! One figure of many.

use crate::dataset::column::NOTHING;
use crate::dataset::{Column, Numbers};
use crate::query::Aggregate;

/// How many rows each group has.
pub fn count(sizes: &[usize]) -> Column {
    Column::Numbers(Numbers::from_values(sizes.iter().map(|&rows| rows as f64).collect(), 0))
}

/// One figure for each group of rows, as far as the rows have been seen. Missing figures are left out; a group without
/// any figure stays missing.
pub struct Tally<'c> {
    numbers: Option<&'c Numbers>,
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
            _ => None,
        };
        let (counts, units, figures, all) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { numbers, how, counts, units, figures, all }
    }

    /// Adds rows, each to its group of so many.
    pub fn add(&mut self, rows: &[usize], groups: &[u32], count: usize) {
        self.counts.resize(count, 0);
        self.units.resize(count, 0);
        self.figures.resize(count, f64::NAN);
        let Some(numbers) = self.numbers else { return };
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

    /// Whether the order in which rows come changes nothing, not even by rounding.
    pub fn in_any_order(&self) -> bool {
        let is_sum = matches!(self.how, Aggregate::Sum | Aggregate::Mean);
        !is_sum || self.numbers.is_none_or(|numbers| numbers.units().is_some())
    }

    /// Adds what has been seen of other rows, whose groups are these of so many here.
    pub fn append(&mut self, other: Self, groups: &[u32], count: usize) {
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

    /// How many figures each group has.
    pub fn counts(&self) -> &[usize] {
        &self.counts
    }

    /// The figure of each group.
    pub fn finish(mut self) -> Column {
        let (decimals, scale) = self.numbers.map_or((0, None), |numbers| {
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
            _ => decimals,
        };
        Column::Numbers(Numbers::from_values(values, decimals))
    }
}

fn median(figures: &mut [f64]) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    let middle = figures.len() / 2;
    if figures.len() % 2 == 1 { figures[middle] } else { (figures[middle - 1] + figures[middle]) / 2.0 }
}
