//! Why a question has no answer: no row speaks of it, or the condition left that row out.

use std::cell::OnceCell;

use rustc_hash::FxHashSet as HashSet;

use super::plain;
use super::select::Cells;
use crate::answer::Cell;
use crate::dataset::{Missing, Value};

/// The rows that the condition left out, by the values of all their keys.
pub struct Holes<'a> {
    cells: &'a Cells,
    /// Most results have no holes.
    left_out: OnceCell<HashSet<Vec<String>>>,
}

impl<'a> Holes<'a> {
    /// The holes of these cells.
    pub fn new(cells: &'a Cells) -> Self {
        Self { cells, left_out: OnceCell::new() }
    }

    /// The cell of a question without an answer.
    pub fn cell(&self, keys: &[&Value]) -> Cell {
        let keys: Vec<String> = keys.iter().map(|key| plain(key)).collect();
        let left_out = self.left_out.get_or_init(|| {
            let dropped = &self.cells.dropped;
            let row = |row: usize| dropped.keys.iter().map(|key| plain(&key.value(row))).collect();
            (0..dropped.tests.len()).map(row).collect()
        });
        Cell::missing(if left_out.contains(&keys) { Missing::LeftOut } else { Missing::NoAnswer })
    }
}
