//! Ctrl-C while a statement runs stops the statement, not the program.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::dataset::progress::Progress;
use crate::shell::progress::Line;
use crate::stop::Stop;

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
    let (send, receive) = channel();
    let stop = Stop::default();
    let asked = stop.clone();
    let work = move || asked.during(work).map(|done| send.send(done));
    thread::Builder::new().stack_size(STACK).spawn(work).ok()?;
    let mut line = Line::new();
    loop {
        match receive.recv_timeout(Duration::from_millis(30)) {
            Ok(done) => return Some(done),
            Err(RecvTimeoutError::Disconnected) => return None,
            Err(RecvTimeoutError::Timeout) if PRESSED.load(Ordering::Relaxed) => {
                stop.ask();
                return None;
            }
            Err(RecvTimeoutError::Timeout) => {
                if let Some(line) = &mut line {
                    line.draw(progress);
                }
            }
        }
    }
}

/// As much as the main thread has: deep conditions are walked by recursion.
const STACK: usize = 8 << 20;
