//! Work on several threads, where there are any.

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
