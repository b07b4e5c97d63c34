//! Which row of a table stands at a case and year.

use data::NO_ROW;
use rustc_hash::FxHashMap as HashMap;

/// So many places are kept as a list; more only where there is something.
const MOST_PLACES: usize = 1 << 26;

/// A row for each case and year, where there is one.
#[derive(Debug)]
pub struct Grid {
    years: usize,
    rows: Rows,
}

#[derive(Debug)]
enum Rows {
    Dense(Vec<u32>),
    Sparse(HashMap<u64, u32>),
}

/// Stands for no row in a dense grid.
const NOTHING: u32 = u32::MAX;

impl Grid {
    /// A grid without rows.
    pub fn new(cases: usize, years: usize) -> Self {
        let rows = match cases.checked_mul(years) {
            Some(places) if places <= MOST_PLACES => Rows::Dense(vec![NOTHING; places]),
            _ => Rows::Sparse(HashMap::default()),
        };
        Self { years, rows }
    }

    /// Puts a row at a case and year; false where one stands there already.
    pub fn put(&mut self, case: u32, year: usize, row: usize) -> bool {
        let row = row as u32;
        match &mut self.rows {
            Rows::Dense(rows) => {
                let place = &mut rows[case as usize * self.years + year];
                let is_free = *place == NOTHING;
                *place = if is_free { row } else { *place };
                is_free
            }
            Rows::Sparse(rows) => {
                let place = u64::from(case) * self.years as u64 + year as u64;
                let mut is_free = false;
                rows.entry(place).or_insert_with(|| {
                    is_free = true;
                    row
                });
                is_free
            }
        }
    }

    /// The row at a case and year, or [`NO_ROW`].
    pub fn row(&self, case: u32, year: usize) -> usize {
        let row = match &self.rows {
            Rows::Dense(rows) => rows[case as usize * self.years + year],
            Rows::Sparse(rows) => {
                let place = u64::from(case) * self.years as u64 + year as u64;
                rows.get(&place).copied().unwrap_or(NOTHING)
            }
        };
        if row == NOTHING { NO_ROW } else { row as usize }
    }
}
