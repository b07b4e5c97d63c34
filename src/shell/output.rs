//! Results to stdout, everything else to stderr; a reader that goes away ends the program quietly.

use std::io::{self, ErrorKind, Write};

/// Where a shell writes.
pub struct Output {
    /// What has not left yet.
    results: String,
    quiet: bool,
}

/// So much text leaves at once.
const FULL: usize = 1 << 16;

/// The reader of the results has gone, or they can not be written.
#[derive(Debug)]
pub enum Closed {
    /// `| head` has read enough.
    Reader,
    /// The disk is full, or worse.
    Failed(io::Error),
}

impl Output {
    /// An output; a quiet one keeps remarks to itself.
    pub fn new(quiet: bool) -> Self {
        Self { results: String::with_capacity(FULL), quiet }
    }

    /// Writes a result.
    ///
    /// # Errors
    ///
    /// The reader has gone.
    pub fn result(&mut self, text: &str) -> Result<(), Closed> {
        self.write(|results| results.push_str(text))
    }

    /// Writes a result that is text only here.
    ///
    /// # Errors
    ///
    /// The reader has gone.
    pub fn write(&mut self, push: impl FnOnce(&mut String)) -> Result<(), Closed> {
        push(&mut self.results);
        if self.results.len() < FULL { Ok(()) } else { self.flush() }
    }

    /// Writes a remark, unless the output is quiet.
    pub fn remark(&mut self, text: &str) {
        if !self.quiet && !text.is_empty() {
            self.error(&format!("{text}\n"));
        }
    }

    /// Writes a mistake. What came before it on stdout is shown first.
    pub fn error(&mut self, text: &str) {
        // A broken stdout shows when the next result is written.
        let _ = self.flush();
        let _ = io::stderr().write_all(text.as_bytes());
    }

    /// Shows what has been written so far.
    ///
    /// # Errors
    ///
    /// The reader has gone.
    pub fn flush(&mut self) -> Result<(), Closed> {
        let mut stdout = io::stdout().lock();
        let written = stdout.write_all(self.results.as_bytes()).and_then(|()| stdout.flush());
        self.results.clear();
        closed(written)
    }
}

fn closed(result: io::Result<()>) -> Result<(), Closed> {
    result.map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Closed::Reader,
        _ => Closed::Failed(error),
    })
}
