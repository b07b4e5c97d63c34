//! Whether a table will fit into memory, told before it is read.

use std::fs;

use super::column::Column;
use super::error::DatasetError;

/// What a thread holds beside the columns, in bytes: its block, and the rows that it makes of it.
const OF_A_THREAD: u64 = 4 << 20;

/// Judges by a sample whether a table of so many bytes fits; `sample` holds the columns of the sample.
///
/// # Errors
///
/// It needs more memory than there is.
pub fn check(path: &str, size: u64, sample_size: usize, sample: &[Column]) -> Result<(), DatasetError> {
    check_column(path, needs(size, sample_size, sample))
}

/// Judges whether a column that takes so many bytes fits.
///
/// # Errors
///
/// It needs more memory than there is.
pub fn check_column(path: &str, needs: u64) -> Result<(), DatasetError> {
    match lacks(needs, memory()).or_else(|| lacks(addresses(needs), shell())) {
        Some((needs, has)) => Err(DatasetError::TooLarge { path: path.into(), needs, has }),
        None => Ok(()),
    }
}

/// Where so many bytes do not fit: how many they are and how many there are, to be printed.
pub fn lacking(needs: u64) -> Option<(String, String)> {
    lacks(needs, memory()).or_else(|| lacks(needs, shell()))
}

fn lacks(needs: u64, has: Option<u64>) -> Option<(String, String)> {
    has.filter(|has| needs > *has).map(|has| (amount(needs), amount(has)))
}

/// How many addresses are taken for so many bytes: a column that grows has up to twice the room it needs, and the
/// allocator sets addresses aside for each thread.
fn addresses(needs: u64) -> u64 {
    const OF_A_THREAD: u64 = 66 << 20;
    needs.saturating_mul(2).saturating_add(OF_A_THREAD * base::parallel::threads() as u64)
}

/// How many bytes the columns of the whole table take.
fn needs(size: u64, sample_size: usize, sample: &[Column]) -> u64 {
    let times = size as f64 / sample_size.max(1) as f64;
    let columns: f64 = sample.iter().map(|column| column.bytes(times)).sum();
    (columns as u64).saturating_add(OF_A_THREAD * base::parallel::threads() as u64)
}

/// How many bytes of memory this process may still take: what the machine has, and what its group of processes may have;
/// `None` where the system does not tell.
fn memory() -> Option<u64> {
    let machine = number("/proc/meminfo", "MemAvailable:").map(|kilobytes| kilobytes * 1024);
    let group = number("/sys/fs/cgroup/memory.max", "")
        .zip(number("/sys/fs/cgroup/memory.current", ""))
        .map(|(most, used)| most.saturating_sub(used));
    [machine, group].into_iter().flatten().min()
}

/// How many bytes of addresses the shell still allows this process; `None` where it sets no limit.
fn shell() -> Option<u64> {
    let most = number("/proc/self/limits", "Max address space")?;
    Some(most.saturating_sub(number("/proc/self/status", "VmSize:")? * 1024))
}

/// The first number of a line that the system writes, found by what it begins with.
fn number(path: &str, name: &str) -> Option<u64> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().find_map(|word| word.parse().ok())
}

fn amount(bytes: u64) -> String {
    match bytes {
        0..1_000_000_000 => format!("{} MB", bytes.div_ceil(1_000_000)),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::column::{Decimal, Figure};
    use crate::{LabelsBuilder, Missing, Numbers};

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
