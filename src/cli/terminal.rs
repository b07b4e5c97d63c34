//! The one door of the program: results to stdout, everything else to stderr. What people read is harmless to any
//! terminal; what other programs read keeps its bytes, unless it is shown on a terminal. A reader that goes away ends
//! the program quietly.

// Nothing else may know these streams.
#![allow(clippy::disallowed_methods)]

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::process::{Command, Stdio};

use answer::Answer;
use output::render::Format;
use output::visible::{Visible, push_sequences, visible};
use session::Session;

/// Where a shell writes.
pub struct Output {
    /// What has not left yet.
    results: String,
    quiet: bool,
}

/// So much text leaves at once.
const FULL: usize = 1 << 16;

/// The reader of the results has gone, or they cannot be written.
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

    /// Writes a result for people that has no style.
    ///
    /// # Errors
    ///
    /// The reader has gone.
    pub fn result(&mut self, text: &str) -> Result<(), Closed> {
        self.visible(&Visible::new(text))
    }

    /// Writes a result for people.
    ///
    /// # Errors
    ///
    /// The reader has gone.
    pub fn visible(&mut self, text: &Visible) -> Result<(), Closed> {
        push_sequences(&mut self.results, text.marked());
        self.leave()
    }

    /// Writes a result for other programs: in a file or a pipe it is what it is.
    ///
    /// # Errors
    ///
    /// The reader has gone.
    pub fn data(&mut self, text: &str) -> Result<(), Closed> {
        match results_are_seen() {
            true => self.result(text),
            false => {
                self.results.push_str(text);
                self.leave()
            }
        }
    }

    /// Writes an answer in a form, by the settings of a session.
    ///
    /// # Errors
    ///
    /// The reader has gone.
    pub fn answer(&mut self, session: &Session, answer: &Answer, format: Format) -> Result<(), Closed> {
        // What has no marks and is not seen is harmless already, and goes on as it is.
        let has_marks = session.settings.options.color && format.is_for_people();
        if !results_are_seen() && !has_marks {
            session.push(&mut self.results, answer, format);
            return self.leave();
        }
        self.written(&session.write(answer, format), format)
    }

    /// Writes an answer that has been written in a form.
    ///
    /// # Errors
    ///
    /// The reader has gone.
    pub fn written(&mut self, text: &str, format: Format) -> Result<(), Closed> {
        match format.is_for_people() {
            true => self.visible(&Visible::of_pieces(text.to_owned())),
            false => self.data(text),
        }
    }

    /// Writes a remark, unless the output is quiet.
    pub fn remark(&mut self, text: &str) {
        if !self.quiet && !text.is_empty() {
            self.error(&format!("{text}\n"));
        }
    }

    /// Writes a mistake. What came before it on stdout is shown first.
    pub fn error(&mut self, text: &str) {
        self.drawn(&Visible::new(text));
    }

    /// Writes a mistake that is drawn already.
    pub fn drawn(&mut self, text: &Visible) {
        // A broken stdout shows when the next result is written.
        let _ = self.flush();
        let _ = io::stderr().write_all(text.to_string().as_bytes());
    }

    /// Clears the terminal.
    pub fn clear(&mut self) {
        let _ = self.flush();
        let _ = io::stderr().write_all(b"\x1b[H\x1b[2J");
    }

    /// Shows an answer in the user's pager; false when there is none.
    ///
    /// # Errors
    ///
    /// The reader has gone.
    pub fn page(&mut self, text: &str) -> Result<bool, Closed> {
        self.flush()?;
        let set = std::env::var("PAGER").ok().filter(|pager| !pager.trim().is_empty());
        let command = set.unwrap_or_else(|| "less -FRX".to_owned());
        let mut words = command.split_whitespace();
        let Some(program) = words.next() else { return Ok(false) };
        let started = Command::new(program).args(words).stdin(Stdio::piped()).spawn();
        let Ok(mut pager) = started else { return Ok(false) };
        if let Some(mut input) = pager.stdin.take() {
            // A reader who has seen enough closes the pager.
            _ = input.write_all(Visible::of_pieces(text.to_owned()).to_string().as_bytes());
        }
        Ok(pager.wait().is_ok())
    }

    fn leave(&mut self) -> Result<(), Closed> {
        if self.results.len() < FULL { Ok(()) } else { self.flush() }
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

/// Whether results go to a terminal.
pub fn results_are_seen() -> bool {
    io::stdout().is_terminal()
}

/// Whether mistakes go to a terminal.
pub fn mistakes_are_seen() -> bool {
    io::stderr().is_terminal()
}

/// Draws a line of its own on the terminal in place of the one that was drawn before; an empty text erases it.
pub fn redraw(line: &str) {
    // Whether it can be seen changes nothing.
    let _ = write!(io::stderr(), "\r{}\x1b[K", visible(line));
}

fn closed(result: io::Result<()>) -> Result<(), Closed> {
    result.map_err(
        |error| {
            if error.kind() == ErrorKind::BrokenPipe { Closed::Reader } else { Closed::Failed(error) }
        },
    )
}
