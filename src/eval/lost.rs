//! What a condition leaves out: which rows, and for which part of it.

use std::borrow::Cow;
use std::ops::Range;

use super::group::Groups;
use super::select::AT_ONCE;
use super::test::{FALSE, Prepared, TRUE, UNKNOWN};
use super::variable::column;
use crate::dataset::{Column, Topic, Value};
use crate::query::Selection;

/// Rows that a condition does not want; those with the same keys and the same reason together.
#[derive(Debug, Default)]
pub struct Dropped {
    /// Their keys.
    pub keys: Vec<Column>,
    /// For each, the first part of the condition that fails or is unknown, and the value that was tested.
    pub tests: Vec<(usize, Option<Value>)>,
    /// For each, whether the condition is unknown and not false.
    pub unknown: Vec<bool>,
    /// For each, how many rows of the topic it stands for.
    pub rows: Vec<usize>,
}

/// The parts of the condition, and what has to be known of the rows that they leave out.
pub struct Wanted<'a> {
    parts: Vec<Prepared<'a>>,
    /// For each part, the column that it tests, if it is one.
    tested: Vec<Option<Cow<'a, Column>>>,
    keys: &'a [Cow<'a, Column>],
}

impl<'a> Wanted<'a> {
    /// Looks up what the condition of a selection needs.
    pub fn new(topic: &'a Topic, selection: &Selection, keys: &'a [Cow<'a, Column>]) -> Self {
        let parts = selection.filter.iter();
        Self {
            parts: parts.clone().map(|part| Prepared::new(topic, part)).collect(),
            tested: parts.map(|part| part.variable().map(|variable| column(topic, variable))).collect(),
            keys,
        }
    }
}

/// The rows that the condition leaves out, so far.
pub struct Lost<'w> {
    /// For each part: the groups of those for which the condition is false, and of those for which it is unknown.
    groups: Vec<[Option<Groups<'w>>; 2]>,
    masks: Vec<Vec<u8>>,
    /// For each part, the rows of a stretch.
    rows: Vec<[Vec<usize>; 2]>,
    found: Vec<u32>,
    /// How many rows are looked at in all.
    of: usize,
}

impl<'w> Lost<'w> {
    /// None of so many rows yet.
    pub fn new(wanted: &'w Wanted<'w>, of: usize) -> Self {
        let parts = wanted.parts.len();
        Self {
            groups: (0..parts).map(|_| [None, None]).collect(),
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
        for (part, (lost, groups)) in lost.iter_mut().zip(&mut self.groups).enumerate() {
            for (lost, groups) in lost.iter_mut().zip(groups).filter(|(lost, _)| !lost.is_empty()) {
                let groups = groups.get_or_insert_with(|| {
                    let columns = wanted.keys.iter().chain(&wanted.tested[part]);
                    Groups::new(columns.map(Cow::as_ref).collect(), self.of)
                });
                groups.add(lost, &mut self.found);
                lost.clear();
            }
        }
    }

    /// Adds those of rows that come behind.
    pub fn append(&mut self, other: Self) {
        let groups = self.groups.iter_mut().flatten().zip(other.groups.into_iter().flatten());
        for (groups, more) in groups {
            match (groups, more) {
                (Some(groups), Some(more)) => groups.append(&more, &mut self.found),
                (groups, more) => *groups = groups.take().or(more),
            }
        }
    }

    /// What is left out, in the order of the rows.
    pub fn finish(self, wanted: &Wanted<'_>, keys: &[Cow<'_, Column>]) -> Dropped {
        let mut all: Vec<(usize, usize, bool, usize)> = Vec::new();
        for (part, groups) in self.groups.iter().enumerate() {
            for (groups, unknown) in groups.iter().zip([false, true]) {
                let groups = groups.iter().flat_map(|groups| groups.first.iter().zip(&groups.sizes));
                all.extend(groups.map(|(&row, &size)| (row, part, unknown, size)));
            }
        }
        if all.is_empty() {
            return Dropped::default();
        }
        all.sort_unstable();
        let rows: Vec<usize> = all.iter().map(|&(row, ..)| row).collect();
        let value = |row, part: usize| wanted.tested[part].as_ref().map(|column| column.value(row));
        Dropped {
            keys: keys.iter().map(|key| key.pick(&rows)).collect(),
            tests: all.iter().map(|&(row, part, ..)| (part, value(row, part))).collect(),
            unknown: all.iter().map(|&(_, _, unknown, _)| unknown).collect(),
            rows: all.iter().map(|&(.., size)| size).collect(),
        }
    }
}
