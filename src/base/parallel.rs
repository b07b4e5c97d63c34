//! Work on several threads, where there are any.

use std::ops::Range;
use std::panic::resume_unwind;

/// More threads than this wait for each other.
const MOST: usize = 8;

/// Does the same work on every core at once, and returns when all are done.
pub fn everywhere(work: impl Fn() + Sync) {
    let others = threads() - 1;
    std::thread::scope(|scope| {
        for _ in 0..others {
            // Where no thread can be had, this one does it all.
            _ = std::thread::Builder::new().spawn_scoped(scope, &work);
        }
        work();
    });
}

/// Does work on so many rows in stretches that follow each other, one a thread, none shorter than `least` save where
/// there are fewer rows; `join` adds what came of the next stretch.
pub fn in_stretches<T: Send>(
    rows: usize,
    least: usize,
    work: impl Fn(Range<usize>) -> T + Sync,
    join: impl Fn(&mut T, T),
) -> T {
    let most = rows / least.max(1);
    // To ask the system how many threads there are takes longer than most tables do.
    let parts = if most > 1 { threads().min(most) } else { 1 };
    if parts == 1 {
        return work(0..rows);
    }
    let of = |part: usize| rows * part / parts..rows * (part + 1) / parts;
    std::thread::scope(|scope| {
        let work = &work;
        let start = |part| std::thread::Builder::new().spawn_scoped(scope, move || work(of(part)));
        let others: Vec<_> = (1..parts).map(start).collect();
        let mut all = work(of(0));
        for (part, other) in (1..).zip(others) {
            let found = match other {
                Ok(other) => other.join().unwrap_or_else(|panic| resume_unwind(panic)),
                // Where no thread can be had, this one does it.
                Err(_) => work(of(part)),
            };
            join(&mut all, found);
        }
        all
    })
}

/// How many threads work.
pub fn threads() -> usize {
    // In a browser there are none beside the one.
    let cores = if cfg!(target_family = "wasm") {
        Ok(1)
    } else {
        std::thread::available_parallelism().map(usize::from)
    };
    cores.unwrap_or(1).min(MOST)
}
