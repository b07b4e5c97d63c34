//! The parts of a whole: the labels of a key, in their order.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::plain;
use base::cancel::cancellable;
use data::{Column, Decades};
use query::{Origin, Variable};

/// The labels of a key in order, and the rows without one.
pub struct Parts {
    /// One row of each label; ordered scales in their order, others by first appearance.
    pub order: Vec<usize>,
    /// The part that each row belongs to.
    pub of_row: Vec<Option<usize>>,
    /// For each part, whether it is a span of which nobody knows into which of several parts it belongs.
    pub spans: Vec<bool>,
}

impl Parts {
    /// The parts that the rows of a key belong to.
    pub fn new(variable: &Variable, key: &Column) -> Self {
        let rows = key.len();
        let mut order: Vec<usize> = Vec::new();
        let mut seen: HashSet<u64> = HashSet::default();
        for row in cancellable(0..rows).filter(|&row| !key.is_missing(row)) {
            if seen.insert(key.group(row)) {
                order.push(row);
            }
        }
        // Years, decades and the steps of a scale read better in their own order.
        let decade = matches!(variable.origin, Origin::Decade);
        if decade || matches!(key, Column::Years(_)) || !variable.meta.scale.is_empty() {
            order.sort_by_key(|&row| key.group(row));
        }
        let place: HashMap<u64, usize> =
            order.iter().enumerate().map(|(place, &row)| (key.group(row), place)).collect();
        let part = |row| if key.is_missing(row) { None } else { place.get(&key.group(row)).copied() };
        let of_row = cancellable(0..rows).map(part).collect();
        let spans = order.iter().map(|&row| {
            let value = key.value(row);
            match value.as_years() {
                Some(years) => years.single().is_none(),
                None => decade && Decades::parse(&plain(&value)).is_some_and(Decades::are_several),
            }
        });
        Self { spans: spans.collect(), order, of_row }
    }

    /// How many parts there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// How many rows have no part, where the row of a table stands for so many.
    pub fn without(&self, sizes: &[usize]) -> usize {
        let rows = self.of_row.iter().enumerate().filter(|(_, part)| part.is_none());
        rows.map(|(row, _)| sizes.get(row).copied().unwrap_or(1)).sum()
    }
}
