//! What is said of few rows of a column: row and remark, in row order.

use super::NO_ROW;
use crate::value::Missing;

/// The remark on a row.
pub fn find<T>(remarks: &[(usize, T)], row: usize) -> Option<&T> {
    remarks.binary_search_by_key(&row, |(row, _)| *row).ok().map(|at| &remarks[at].1)
}

/// The remarks on the given rows, renumbered to their new places.
pub fn pick<T: Clone>(remarks: &[(usize, T)], rows: impl Iterator<Item = usize>) -> Vec<(usize, T)> {
    if remarks.is_empty() {
        return Vec::new();
    }
    let found = |(to, row): (usize, usize)| Some((to, find(remarks, row)?.clone()));
    rows.enumerate().filter_map(found).collect()
}

/// The remarks on the given rows, as [`pick`]; where a row is not there, `hole` is said of it.
pub fn take(remarks: &[(usize, Missing)], rows: &[u32], hole: &Missing) -> Vec<(usize, Missing)> {
    if remarks.is_empty() && *hole == Missing::NotStated {
        return Vec::new();
    }
    let said = |(to, &row): (usize, &u32)| match row {
        NO_ROW => (*hole != Missing::NotStated).then(|| (to, hole.clone())),
        row => Some((to, find(remarks, row as usize)?.clone())),
    };
    rows.iter().enumerate().filter_map(said).collect()
}

/// The remarks on rows behind `before` others: the row at each of `places` has that of the row that `rows` holds there.
pub fn spread<T: Clone>(
    remarks: &[(usize, T)],
    rows: &[u32],
    places: &[u32],
    before: usize,
) -> Vec<(usize, T)> {
    if remarks.is_empty() {
        return Vec::new();
    }
    let of_place: Vec<Option<&T>> = rows.iter().map(|&row| find(remarks, row as usize)).collect();
    let found = |(to, &place): (usize, &u32)| Some((before + to, of_place[place as usize]?.clone()));
    places.iter().enumerate().filter_map(found).collect()
}
