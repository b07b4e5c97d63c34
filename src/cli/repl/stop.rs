//! Ctrl-C while a statement runs stops the statement, not the program.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::progress::Line;
use base::stop::Stop;
use data::progress::Progress;

static PRESSED: AtomicBool = AtomicBool::new(false);

/// From here on Ctrl-C is noted instead of ending the program.
pub fn listen() {
    // Without a handler Ctrl-C ends the program, as anywhere else.
    _ = ctrlc::set_handler(|| PRESSED.store(true, Ordering::Relaxed));
}

/// Works on another thread; `None` when Ctrl-C was pressed before the work was done.
///
/// A thread can not be ended from outside: it is asked to stop, and ends where it looks next.
/// Meanwhile a line tells how far a table has been read.
pub fn unless_stopped<T: Send + 'static>(
    progress: &Progress,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    PRESSED.store(false, Ordering::Relaxed);
    let stop = Stop::default();
    let result = Arc::new(Mutex::new(None));
    let (asked, into, waiting) = (stop.clone(), Arc::clone(&result), thread::current());
    let work = move || {
        let done = asked.during(work);
        *into.lock().unwrap_or_else(PoisonError::into_inner) = Some(done);
        waiting.unpark();
    };
    let worker = thread::Builder::new().stack_size(STACK).spawn(work).ok()?;
    let mut line = Line::new();
    loop {
        // A worker that panicked ends without a result.
        let ended = worker.is_finished();
        match result.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(done) => return done,
            None if ended => return None,
            None => {}
        }
        if PRESSED.load(Ordering::Relaxed) {
            stop.ask();
            return None;
        }
        if let Some(line) = &mut line {
            line.draw(progress);
        }
        thread::park_timeout(Duration::from_millis(30));
    }
}

/// As much as the main thread has: deep conditions are walked by recursion.
const STACK: usize = 8 << 20;
