//! What a condition leaves out: which rows, and for which part of it.

use std::borrow::Cow;
use std::ops::Range;

use super::AT_ONCE;
use super::group::Groups;
use super::test::{FALSE, Prepared, TRUE, UNKNOWN};
use super::variable::column;
use data::{Column, DataError, Topic, Value};
use query::{Excluded, Selection, Test};

/// Of the values that a part of a condition was tested with, a message shows no more than these of one question.
pub const MOST_VALUES: usize = 6;

/// Rows that a condition does not want; those with the same keys and the same reason together.
#[derive(Debug, Default)]
pub struct Dropped {
    /// Their keys; no columns where rows are only counted.
    pub keys: Vec<Column>,
    /// For each, the first part of the condition that fails or is unknown.
    pub parts: Vec<usize>,
    /// For each, the first few different values that were tested.
    pub values: Vec<Tested>,
    /// For each, whether the condition is unknown and not false.
    pub unknown: Vec<bool>,
    /// For each, how many rows of the topic it stands for.
    pub rows: Vec<usize>,
}

/// The first few different values of a column, in the order of the rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tested {
    /// These.
    pub values: Vec<Value>,
    /// Whether there are more of them.
    pub more: bool,
}

impl Tested {
    /// Adds those of another group of the same question.
    pub fn add(&mut self, other: &Self) {
        self.more |= other.more;
        for value in
            other.values.iter().filter(|value| !self.values.contains(value)).cloned().collect::<Vec<_>>()
        {
            if self.values.len() < MOST_VALUES { self.values.push(value) } else { self.more = true }
        }
    }
}

/// The parts of the condition, and what has to be known of the rows that they leave out.
pub struct Wanted<'a> {
    parts: Vec<Prepared<'a>>,
    /// For each part, the column that it tests, if it is one.
    tested: Vec<Option<Cow<'a, Column>>>,
    /// What tells the rows apart: nothing where they are only counted.
    keys: &'a [Cow<'a, Column>],
    /// So many values of a group are kept.
    most: usize,
}

impl<'a> Wanted<'a> {
    /// Looks up what the condition of a selection needs.
    ///
    /// # Errors
    ///
    /// What keeps a column that it needs from being read.
    pub fn new(
        topic: &'a Topic,
        selection: &Selection,
        keys: &'a [Cow<'a, Column>],
    ) -> Result<Self, DataError> {
        let parts = selection.filter.iter();
        let (keys, most) = match selection.excluded {
            Excluded::Named => (keys, MOST_VALUES),
            Excluded::Counted => ([].as_slice(), 1),
        };
        let tested = |part: &Test| part.variable().map(|variable| column(topic, variable)).transpose();
        Ok(Self {
            parts: parts.clone().map(|part| Prepared::new(topic, part)).collect::<Result<_, _>>()?,
            tested: parts.map(tested).collect::<Result<_, _>>()?,
            keys,
            most,
        })
    }
}

/// Rows that are left out for one part of the condition and in one way: grouped, and what was tested in each group.
struct Lot<'w> {
    groups: Groups<'w>,
    tested: Option<&'w Column>,
    /// For each group, rows with different values of that column, and whether there are more.
    values: Vec<(Vec<usize>, bool)>,
    most: usize,
}

impl<'w> Lot<'w> {
    fn new(wanted: &'w Wanted<'w>, part: usize, of: usize) -> Self {
        Self {
            groups: Groups::new(wanted.keys.iter().map(Cow::as_ref).collect(), of),
            tested: wanted.tested[part].as_deref(),
            values: Vec::new(),
            most: wanted.most,
        }
    }

    fn add(&mut self, rows: &[usize], found: &mut Vec<u32>) {
        self.groups.add(rows, found);
        self.values.resize(self.groups.sizes.len(), (Vec::new(), false));
        for (&row, &group) in rows.iter().zip(&*found) {
            self.see(row, group);
        }
    }

    fn see(&mut self, row: usize, group: u32) {
        let Some(tested) = self.tested else { return };
        let (known, more) = &mut self.values[group as usize];
        if *more || known.iter().any(|&other| tested.same(other, row)) {
            return;
        }
        if known.len() < self.most { known.push(row) } else { *more = true }
    }

    /// Adds the groups of rows that come behind.
    fn append(&mut self, other: Self, found: &mut Vec<u32>) {
        self.groups.append(&other.groups, found);
        self.values.resize(self.groups.sizes.len(), (Vec::new(), false));
        for ((rows, more), &group) in other.values.into_iter().zip(&*found) {
            rows.into_iter().for_each(|row| self.see(row, group));
            self.values[group as usize].1 |= more;
        }
    }

    fn values(&self, group: usize) -> Tested {
        let (rows, more) = &self.values[group];
        let value = |&row: &usize| self.tested.map(|column| column.value(row));
        Tested { values: rows.iter().filter_map(value).collect(), more: *more }
    }
}

/// The rows that the condition leaves out, so far.
pub struct ExcludedRows<'w> {
    /// For each part: those for which the condition is false, and those for which it is unknown.
    lots: Vec<[Option<Lot<'w>>; 2]>,
    masks: Vec<Vec<u8>>,
    /// For each part, the rows of a stretch.
    rows: Vec<[Vec<usize>; 2]>,
    found: Vec<u32>,
    /// How many rows are looked at in all.
    of: usize,
}

impl<'w> ExcludedRows<'w> {
    /// None of so many rows yet.
    pub fn new(wanted: &'w Wanted<'w>, of: usize) -> Self {
        let parts = wanted.parts.len();
        Self {
            lots: (0..parts).map(|_| [None, None]).collect(),
            masks: vec![vec![UNKNOWN; AT_ONCE.min(of)]; parts],
            rows: vec![[Vec::new(), Vec::new()]; parts],
            found: Vec::new(),
            of,
        }
    }

    /// Takes those rows of a stretch that the condition does not want.
    pub fn take(&mut self, wanted: &'w Wanted<'w>, stretch: Range<usize>, rows: &mut Vec<usize>) {
        if wanted.parts.is_empty() {
            return;
        }
        for (part, mask) in wanted.parts.iter().zip(&mut self.masks) {
            part.fill(stretch.clone(), &mut mask[..stretch.len()]);
        }
        let (masks, lost) = (&self.masks, &mut self.rows);
        rows.retain(|&row| {
            let at = row - stretch.start;
            let Some(part) = masks.iter().position(|mask| mask[at] != TRUE) else { return true };
            let unknown = masks[part..].iter().all(|mask| mask[at] != FALSE);
            lost[part][usize::from(unknown)].push(row);
            false
        });
        for (part, (lost, lots)) in lost.iter_mut().zip(&mut self.lots).enumerate() {
            for (lost, lot) in lost.iter_mut().zip(lots).filter(|(lost, _)| !lost.is_empty()) {
                lot.get_or_insert_with(|| Lot::new(wanted, part, self.of)).add(lost, &mut self.found);
                lost.clear();
            }
        }
    }

    /// Adds those of rows that come behind.
    pub fn append(&mut self, other: Self) {
        for (lot, more) in self.lots.iter_mut().flatten().zip(other.lots.into_iter().flatten()) {
            match (lot, more) {
                (Some(lot), Some(more)) => lot.append(more, &mut self.found),
                (lot, more) => *lot = lot.take().or(more),
            }
        }
    }

    /// What is left out, in the order of the rows.
    pub fn finish(self, wanted: &Wanted<'_>) -> Dropped {
        // The first row of each group, its part, whether it is unknown, and the number of the group.
        let mut all: Vec<(usize, usize, bool, usize)> = Vec::new();
        for (part, lots) in self.lots.iter().enumerate() {
            for (lot, unknown) in lots.iter().zip([false, true]) {
                let first = lot.iter().flat_map(|lot| lot.groups.first.iter().enumerate());
                all.extend(first.map(|(group, &row)| (row, part, unknown, group)));
            }
        }
        if all.is_empty() {
            return Dropped::default();
        }
        all.sort_unstable();
        let mut dropped = Dropped::default();
        for &(_, part, unknown, group) in &all {
            let Some(lot) = &self.lots[part][usize::from(unknown)] else { continue };
            dropped.parts.push(part);
            dropped.values.push(lot.values(group));
            dropped.unknown.push(unknown);
            dropped.rows.push(lot.groups.sizes[group]);
        }
        let rows: Vec<usize> = all.iter().map(|&(row, ..)| row).collect();
        dropped.keys = wanted.keys.iter().map(|key| key.pick(&rows)).collect();
        dropped
    }
}
