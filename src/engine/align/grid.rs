//! Which row of a table stands at a place: at a case and year.

use std::ops::Range;

use data::NO_ROW;

/// A row for each place, where there is one.
#[derive(Debug)]
pub struct Grid {
    rows: Rows,
    /// Places that are taken, and the rows that came to them, in the order of rows.
    again: Vec<(u64, u32)>,
}

#[derive(Debug)]
enum Rows {
    /// What stands at each place.
    Dense(Vec<u32>),
    /// The places where something stands, in order.
    Sparse(Vec<(u64, u32)>),
}

/// A place of a dense grid takes a quarter of what a row of a sparse one takes, and is found without a search.
const PLACES_A_ROW: usize = 16;

/// So many places are never too many.
const FEW_PLACES: usize = 1 << 16;

impl Grid {
    /// A grid of cases and years without rows, of which about so many will come.
    pub fn new(cases: usize, years: usize, rows: usize) -> Self {
        let most = rows.saturating_mul(PLACES_A_ROW).max(FEW_PLACES);
        let rows = match cases.checked_mul(years) {
            Some(places) if places <= most => Rows::Dense(vec![NO_ROW; places]),
            _ => Rows::Sparse(Vec::new()),
        };
        Self { rows, again: Vec::new() }
    }

    /// Puts a row at a place. Of several the first one stays.
    pub fn put(&mut self, place: u64, row: u32) {
        match &mut self.rows {
            Rows::Dense(rows) => {
                let there = &mut rows[place as usize];
                if *there == NO_ROW {
                    *there = row;
                } else {
                    self.again.push((place, row));
                }
            }
            Rows::Sparse(rows) => rows.push((place, row)),
        }
    }

    /// Every row has been put.
    pub fn settle(&mut self) {
        let Rows::Sparse(rows) = &mut self.rows else { return };
        rows.sort_unstable();
        let again = rows.windows(2).filter(|two| two[0].0 == two[1].0).map(|two| two[1]);
        self.again = again.collect();
        self.again.sort_unstable_by_key(|&(_, row)| row);
        rows.dedup_by_key(|(place, _)| *place);
    }

    /// The rows that came to a place where another one stood, in the order of rows.
    pub fn again(&self) -> &[(u64, u32)] {
        &self.again
    }

    /// The row at a place, or [`NO_ROW`].
    pub fn row(&self, place: u64) -> u32 {
        match &self.rows {
            Rows::Dense(rows) => rows[place as usize],
            Rows::Sparse(rows) => {
                let at = rows.binary_search_by_key(&place, |(place, _)| *place);
                at.map_or(NO_ROW, |at| rows[at].1)
            }
        }
    }

    /// What stands at each place, where the grid is dense.
    pub fn as_dense(&self) -> Option<&[u32]> {
        match &self.rows {
            Rows::Dense(rows) => Some(rows),
            Rows::Sparse(_) => None,
        }
    }

    /// The places of a stretch where something stands, in order.
    pub fn within(&self, places: Range<u64>) -> impl Iterator<Item = u64> {
        let (dense, sparse) = match &self.rows {
            Rows::Dense(rows) => (Some(&rows[places.start as usize..places.end as usize]), &[][..]),
            Rows::Sparse(rows) => {
                let from = rows.partition_point(|(place, _)| *place < places.start);
                let to = rows.partition_point(|(place, _)| *place < places.end);
                (None, &rows[from..to])
            }
        };
        let dense = dense.into_iter().flatten().zip(places.start..);
        let dense = dense.filter(|(row, _)| **row != NO_ROW).map(|(_, place)| place);
        dense.chain(sparse.iter().map(|(place, _)| *place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_sparse_grid_holds_what_a_dense_one_does(places in prop::collection::vec(0u64..30, 0..40)) {
            let (mut dense, mut sparse) = (Grid::new(6, 5, 1), Grid::new(FEW_PLACES, 2, 1));
            prop_assert!(dense.as_dense().is_some() && sparse.as_dense().is_none());
            for (&place, row) in places.iter().zip(0..) {
                dense.put(place, row);
                sparse.put(place, row);
            }
            dense.settle();
            sparse.settle();
            prop_assert_eq!(dense.again(), sparse.again());
            prop_assert!(dense.within(0..30).eq(sparse.within(0..30)));
            prop_assert!(dense.within(7..19).eq(sparse.within(7..19)));
            for place in 0..30 {
                let first = places.iter().position(|&at| at == place).map_or(NO_ROW, |row| row as u32);
                prop_assert_eq!([dense.row(place), sparse.row(place)], [first; 2]);
            }
        }
    }
}
