//! Pieces of work that are done on every core and handed over in their order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use base::cancel::check_cancelled;
use base::parallel::everywhere;

/// Works on so many pieces, and hands what becomes of each over in their order, until `take` wants no more. Each thread
/// keeps something of its own from piece to piece.
pub fn in_order<Own: Default, T: Send>(
    pieces: usize,
    work: impl Fn(&mut Own, usize) -> T + Sync,
    take: impl FnMut(usize, T) -> bool + Send,
) {
    let (begun, done) = (AtomicUsize::new(0), Mutex::new((0, BTreeMap::new(), take)));
    everywhere(|| {
        let _guard = Guard(&begun, pieces);
        let mut own = Own::default();
        loop {
            let piece = begun.fetch_add(1, Ordering::Relaxed);
            if piece >= pieces {
                return;
            }
            // Only the thread that others wait for can be asked to stop; it takes the others with it.
            check_cancelled();
            let made = work(&mut own, piece);
            let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
            let (next, waiting, take) = &mut *done;
            waiting.insert(piece, made);
            while let Some(made) = waiting.remove(next) {
                *next += 1;
                if !take(*next - 1, made) {
                    begun.store(pieces, Ordering::Relaxed);
                    *next = usize::MAX;
                }
            }
        }
    });
}

/// Lets no thread begin another piece when one has panicked or was stopped.
struct Guard<'a>(&'a AtomicUsize, usize);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.store(self.1, Ordering::Relaxed);
        }
    }
}
