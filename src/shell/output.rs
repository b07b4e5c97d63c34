//! Results to stdout, everything else to stderr; a reader that goes away ends the program quietly.

use std::io::{self, BufWriter, ErrorKind, Write};

/// Where a shell writes.
pub struct Output {
    results: BufWriter<io::Stdout>,
    quiet: bool,
}

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
        Self { results: BufWriter::with_capacity(1 << 16, io::stdout()), quiet }
    }

    /// Writes a result.
    ///
    /// # Errors
    ///
    /// The reader has gone.
    pub fn result(&mut self, text: &str) -> Result<(), Closed> {
        closed(self.results.write_all(text.as_bytes()))
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
        let _ = self.results.flush();
        let _ = io::stderr().write_all(text.as_bytes());
    }

    /// Shows what has been written so far.
    ///
    /// # Errors
    ///
    /// The reader has gone.
    pub fn flush(&mut self) -> Result<(), Closed> {
        closed(self.results.flush())
    }
}

fn closed(result: io::Result<()>) -> Result<(), Closed> {
    result.map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Closed::Reader,
        _ => Closed::Failed(error),
    })
}
