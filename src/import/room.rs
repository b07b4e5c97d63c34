//! Whether a table will fit into memory, told before it is read.

use super::error::ImportError;
use base::memory::lacking_to_grow;
use data::column::Column;

/// What a thread holds beside the columns, in bytes: its block, and the rows that it makes of it.
const OF_A_THREAD: u64 = 4 << 20;

/// Judges by a sample whether a table of so many bytes fits; `sample` holds the columns of the sample.
///
/// # Errors
///
/// It needs more memory than there is.
pub fn check(path: &str, size: u64, sample_size: usize, sample: &[Column]) -> Result<(), ImportError> {
    check_column(path, needs(size, sample_size, sample))
}

/// Judges whether a column that takes so many bytes fits.
///
/// # Errors
///
/// It needs more memory than there is.
pub fn check_column(path: &str, needs: u64) -> Result<(), ImportError> {
    match lacking_to_grow(needs) {
        Some((needs, has)) => Err(ImportError::TooLarge { path: path.into(), needs, has }),
        None => Ok(()),
    }
}

/// How many bytes the columns of the whole table take.
fn needs(size: u64, sample_size: usize, sample: &[Column]) -> u64 {
    let times = size as f64 / sample_size.max(1) as f64;
    let columns: f64 = sample.iter().map(|column| column.bytes(times)).sum();
    (columns as u64).saturating_add(OF_A_THREAD * base::parallel::threads() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use data::column::{Decimal, Figure};
    use data::{LabelsBuilder, Missing, Numbers};

    #[test]
    fn memory_is_told_by_the_values_of_a_sample() {
        let mut ranks = Numbers::default();
        let mut few = LabelsBuilder::new(&[], [Missing::NotStated].into());
        let mut many = LabelsBuilder::new(&[], [Missing::NotStated].into());
        for row in 0..1000 {
            ranks.push(Figure::Exact(Decimal { units: row % 100, scale: 0 }));
            few.push(["a", "b"][row as usize % 2]);
            many.push(&format!("a name of its own {row}"));
        }
        let columns = [Column::Numbers(ranks), Column::Labels(few.finish()), Column::Labels(many.finish())];
        let bytes = |column: &Column| column.bytes(1000.0);
        // A byte a row for small figures and few labels; names of their own take room for each.
        assert_eq!(bytes(&columns[0]), 1e6);
        assert!((1e6..1.1e6).contains(&bytes(&columns[1])), "{}", bytes(&columns[1]));
        assert!(bytes(&columns[2]) > 2e7, "{}", bytes(&columns[2]));
        let judged = check("t.csv", u64::MAX / 4, 1, &columns);
        // Only Linux tells how much memory there is.
        assert_eq!(judged.is_err(), cfg!(target_os = "linux"), "{judged:?}");
        assert!(check("t.csv", 1000, 1000, &columns).is_ok());
    }
}
