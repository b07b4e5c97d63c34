//! Ctrl-C while a statement runs stops the statement, not the program.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::progress::Line;
use base::cancel::CancellationToken;
use base::panics::{self, Panic};
use base::progress::Progress;

static PRESSED: AtomicBool = AtomicBool::new(false);

/// From here on Ctrl-C is noted instead of ending the program.
pub fn listen() {
    // Without a handler Ctrl-C ends the program, as anywhere else.
    _ = ctrlc::set_handler(|| PRESSED.store(true, Ordering::Relaxed));
}

/// How work ended.
pub enum Finished<T> {
    /// It was done.
    Done(T),
    /// Ctrl-C was pressed before.
    Stopped,
    /// The program made a mistake of its own.
    Panicked(Panic),
}

/// Works on another thread, until it is done or Ctrl-C is pressed.
///
/// A thread cannot be ended from outside: it is asked to stop, and ends where it looks next. What cannot stop any
/// more is waited for. Meanwhile a line tells how far a table has been read.
pub fn unless_stopped<T: Send + 'static>(
    progress: &Progress,
    work: impl FnOnce() -> T + Send + 'static,
) -> Finished<T> {
    PRESSED.store(false, Ordering::Relaxed);
    let stop = CancellationToken::default();
    let result = Arc::new(Mutex::new(None));
    let (asked, into, waiting) = (stop.clone(), Arc::clone(&result), thread::current());
    let work = move || {
        let done = asked.during(|| panics::catch(work));
        *into.lock().unwrap_or_else(PoisonError::into_inner) = Some(done);
        waiting.unpark();
    };
    let Ok(worker) = thread::Builder::new().stack_size(STACK).spawn(work) else { return Finished::Stopped };
    let mut line = Line::new();
    loop {
        let ended = worker.is_finished();
        match result.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(Some(Ok(done))) => return Finished::Done(done),
            Some(Some(Err(panic))) => return Finished::Panicked(panic),
            Some(None) => return Finished::Stopped,
            None if ended => return Finished::Stopped,
            None => {}
        }
        if PRESSED.load(Ordering::Relaxed) && stop.cancel() {
            return Finished::Stopped;
        }
        if let Some(line) = &mut line {
            line.draw(progress);
        }
        thread::park_timeout(Duration::from_millis(30));
    }
}

/// As much as the main thread has: deep conditions are walked by recursion.
const STACK: usize = 8 << 20;
