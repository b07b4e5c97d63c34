//! How much memory there still is, so that what needs more is refused before it is begun.

use std::fs;

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
    needs.saturating_mul(2).saturating_add(OF_A_THREAD * crate::parallel::threads() as u64)
}

/// The same for what grows while it is read.
pub fn lacking_to_grow(needs: u64) -> Option<(String, String)> {
    lacks(needs, memory()).or_else(|| lacks(addresses(needs), shell()))
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
