//! A line on stderr that shows how far a table has been read, for people who wait at a terminal.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use super::terminal::{mistakes_are_seen, redraw};
use base::progress::{Progress, Reached};
use base::suggest::count;

/// Whoever gets an answer sooner than this needs no line.
const PATIENCE: Duration = Duration::from_millis(500);

/// The line is drawn so often.
const BETWEEN: Duration = Duration::from_millis(100);

/// The line, erased when it is dropped.
pub struct Line {
    since: Instant,
    drawn: bool,
}

impl Line {
    /// No line yet; `None` where nobody would see it.
    pub fn new() -> Option<Self> {
        mistakes_are_seen().then(|| Self { since: Instant::now(), drawn: false })
    }

    /// Draws how far the reading has come, if it has taken a while.
    pub fn draw(&mut self, progress: &Progress) {
        match progress.reached() {
            Some(reached) if self.since.elapsed() >= PATIENCE => {
                redraw(&text(reached));
                self.drawn = true;
            }
            Some(_) => {}
            None => self.erase(),
        }
    }

    fn erase(&mut self) {
        if std::mem::take(&mut self.drawn) {
            redraw("");
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.erase();
    }
}

/// Works while another thread draws the line.
pub fn beside<T>(progress: &Arc<Progress>, work: impl FnOnce() -> T) -> T {
    let Some(mut line) = Line::new() else { return work() };
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let drawing = scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                thread::park_timeout(BETWEEN);
                line.draw(progress);
            }
            drop(line);
        });
        let _ended = Ended { done: &done, drawing: drawing.thread() };
        work()
    })
}

/// Ends the drawing when it is dropped, however the work ended.
struct Ended<'a> {
    done: &'a AtomicBool,
    drawing: &'a Thread,
}

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        self.done.store(true, Ordering::Relaxed);
        self.drawing.unpark();
    }
}

/// `reading ████······ 42 %, 4,200,000 rows, 128 of 304 MB`
fn text(reached: Reached) -> String {
    const WIDTH: u64 = 20;
    let part = reached.bytes.min(reached.total) * 100 / reached.total.max(1);
    let full = (part * WIDTH / 100) as usize;
    let bar = "█".repeat(full) + &"·".repeat(WIDTH as usize - full);
    let megabytes = |bytes: u64| bytes / 1_000_000;
    let (rows, of) = (count(reached.rows, "row"), megabytes(reached.total));
    format!("reading {bar} {part} %, {rows}, {} of {of} MB", megabytes(reached.bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_rows_and_bytes_of_how_many() {
        let reached = Reached { bytes: 128_000_000, total: 304_000_000, rows: 4_200_000 };
        assert_eq!(text(reached), "reading ████████············ 42 %, 4200000 rows, 128 of 304 MB");
        let done = Reached { bytes: 310, total: 304, rows: 1 };
        assert_eq!(text(done), "reading ████████████████████ 100 %, 1 row, 0 of 0 MB");
    }
}
