//! Work on several threads, where there are any.

/// More threads than this wait for each other.
const MOST: usize = 8;

/// Does the same work on every core at once, and returns when all are done.
pub fn everywhere(work: impl Fn() + Sync) {
    let others = cores().min(MOST) - 1;
    std::thread::scope(|scope| {
        for _ in 0..others {
            // Where no thread can be had, this one does it all.
            _ = std::thread::Builder::new().spawn_scoped(scope, &work);
        }
        work();
    });
}

fn cores() -> usize {
    // In a browser there are no threads.
    if cfg!(target_family = "wasm") { 1 } else { std::thread::available_parallelism().map_or(1, usize::from) }
}
