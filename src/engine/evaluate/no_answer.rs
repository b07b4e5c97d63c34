//! Why a question has no answer: no row speaks of it, or the condition left that row out.

use std::cell::OnceCell;

use rustc_hash::FxHashMap as HashMap;

use super::plain;
use answer::Cell;
use data::{Missing, Value};
use select::Cells;

/// The rows that the condition left out, by the values of all their keys.
pub struct Holes<'a> {
    cells: &'a Cells,
    /// Most results have no holes. With each, whether the condition is false of all its rows, and not unknown.
    left_out: OnceCell<HashMap<Vec<String>, bool>>,
}

impl<'a> Holes<'a> {
    /// The holes of these cells.
    pub fn new(cells: &'a Cells) -> Self {
        Self { cells, left_out: OnceCell::new() }
    }

    /// The cell of a question without an answer.
    pub fn cell(&self, keys: &[&Value]) -> Cell {
        Cell::missing(if self.find(keys).is_some() { Missing::LeftOut } else { Missing::NoAnswer })
    }

    /// Whether there are rows on the question, and the condition is false of each of them.
    pub fn all_fail(&self, keys: &[&Value]) -> bool {
        self.find(keys) == Some(true)
    }

    fn find(&self, keys: &[&Value]) -> Option<bool> {
        let keys: Vec<String> = keys.iter().map(|key| plain(key)).collect();
        let left_out = self.left_out.get_or_init(|| {
            let dropped = &self.cells.dropped;
            let mut left_out = HashMap::default();
            for (row, unknown) in dropped.unknown.iter().enumerate() {
                let keys = dropped.keys.iter().map(|key| plain(&key.value(row))).collect();
                *left_out.entry(keys).or_insert(true) &= !unknown;
            }
            left_out
        });
        left_out.get(&keys).copied()
    }
}
