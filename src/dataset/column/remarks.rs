//! What is said of few rows of a column: row and remark, in row order.

/// The remark on a row.
pub fn find<T>(remarks: &[(usize, T)], row: usize) -> Option<&T> {
    remarks.binary_search_by_key(&row, |(row, _)| *row).ok().map(|at| &remarks[at].1)
}

/// The remarks on the given rows, renumbered to their new places.
pub fn pick<T: Clone>(remarks: &[(usize, T)], rows: &[usize]) -> Vec<(usize, T)> {
    if remarks.is_empty() {
        return Vec::new();
    }
    let found = |(to, &row): (usize, &usize)| Some((to, find(remarks, row)?.clone()));
    rows.iter().enumerate().filter_map(found).collect()
}
