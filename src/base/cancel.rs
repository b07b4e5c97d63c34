//! Work that can take long looks here whether anybody still waits for it.
//!
//! Who starts the work keeps a [`CancellationToken`]. The loops of the work call [`check_cancelled`]; once the work is
//! cancelled, that leaves it by unwinding, so that no function in between has to know of it.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// Asks work on another thread to stop.
#[derive(Clone, Debug, Default)]
pub struct CancellationToken(Arc<AtomicU8>);

/// Nobody has asked.
const FREE: u8 = 0;
/// The work is to stop.
const ASKED: u8 = 1;
/// The work is past the point up to which it could stop.
const BOUND: u8 = 2;

/// What unwinds; nothing is wrong, so no panic hook hears of it.
pub(crate) struct Cancelled;

thread_local! {
    static AT_WORK: RefCell<Option<CancellationToken>> = const { RefCell::new(None) };
}

impl CancellationToken {
    /// The work stops where it looks next; `false` when it cannot stop any more, and goes on to its end.
    pub fn cancel(&self) -> bool {
        self.0.compare_exchange(FREE, ASKED, Ordering::AcqRel, Ordering::Acquire) != Err(BOUND)
    }

    /// Does work on this thread; `None` when it was left because somebody asked.
    pub fn during<T>(&self, work: impl FnOnce() -> T) -> Option<T> {
        let before = AT_WORK.replace(Some(self.clone()));
        // What the work has built is thrown away with it.
        let done = catch_unwind(AssertUnwindSafe(work));
        AT_WORK.set(before);
        match done {
            Ok(done) => Some(done),
            Err(reason) if reason.is::<Cancelled>() => None,
            Err(reason) => resume_unwind(reason),
        }
    }
}

/// Leaves the work if somebody asked for it.
pub fn check_cancelled() {
    let asked =
        AT_WORK.with_borrow(|stop| stop.as_ref().is_some_and(|stop| stop.0.load(Ordering::Relaxed) == ASKED));
    if asked {
        resume_unwind(Box::new(Cancelled));
    }
}

/// From here on the work changes what others see, so it is done to its end; leaves it if somebody asked before.
pub fn bind() {
    AT_WORK.with_borrow(|stop| {
        let bound = |stop: &CancellationToken| {
            stop.0.compare_exchange(FREE, BOUND, Ordering::AcqRel, Ordering::Acquire)
        };
        _ = stop.as_ref().map(bound);
    });
    check_cancelled();
}

/// The same items, with a look now and then.
pub fn cancellable<T>(items: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
    const BETWEEN: usize = 1024;
    items.enumerate().map(|(at, item)| {
        if at % BETWEEN == 0 {
            check_cancelled();
        }
        item
    })
}

#[cfg(test)]
mod tests {
    use super::{CancellationToken, cancellable};

    #[test]
    fn work_ends_where_it_looks_after_it_was_asked_to_stop() {
        let stop = CancellationToken::default();
        assert_eq!(stop.during(|| cancellable(0..5000).count()), Some(5000));
        let mut seen = 0;
        let left = stop.during(|| {
            cancellable(0..).for_each(|at| {
                seen = at;
                if at == 3000 {
                    assert!(stop.cancel());
                }
            });
        });
        assert_eq!((left, seen), (None, 3071));
        // What is bound goes on, and whoever asks is told.
        let stop = CancellationToken::default();
        let done = stop.during(|| {
            super::bind();
            assert!(!stop.cancel());
            cancellable(0..5000).count()
        });
        assert_eq!(done, Some(5000));
        // Nobody asks outside.
        assert_eq!(cancellable(0..10).count(), 10);
    }
}
