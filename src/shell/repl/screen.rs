//! The terminal's size, and the pager for what does not fit it.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::render::Options;

/// Lines around a table: its frame, title, notes and the prompt.
const AROUND: usize = 9;
/// A table is never cut to fewer rows than this.
const LEAST: usize = 10;

/// The size that tables were last fitted to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Screen {
    width: Option<usize>,
    rows: Option<usize>,
    height: usize,
}

impl Screen {
    /// Fits the options to the terminal as it is now, unless the user has set them.
    pub fn fit(&mut self, options: &mut Options) {
        let Some((width, height)) = size() else { return };
        let new = Self { width: Some(width), rows: Some(height.saturating_sub(AROUND).max(LEAST)), height };
        if options.width == self.width {
            options.width = new.width;
        }
        if options.rows == self.rows {
            options.rows = new.rows;
        }
        *self = new;
    }

    /// A screen that the options have been fitted to by the command line.
    pub fn of(options: &Options, fixed: bool) -> Self {
        Self { width: if fixed { None } else { options.width }, rows: options.rows, height: 0 }
    }

    /// Whether a text is longer than the screen.
    pub fn overflows(&self, text: &str) -> bool {
        self.height > 0 && text.lines().count() >= self.height
    }
}

/// Shows a text in the user's pager; false when there is none.
pub fn page(text: &str) -> bool {
    let set = std::env::var("PAGER").ok().filter(|pager| !pager.trim().is_empty());
    let command = set.unwrap_or_else(|| "less -FRX".to_owned());
    let mut words = command.split_whitespace();
    let Some(program) = words.next() else { return false };
    let started = Command::new(program).args(words).stdin(Stdio::piped()).spawn();
    let Ok(mut pager) = started else { return false };
    if let Some(mut input) = pager.stdin.take() {
        // A reader who has seen enough closes the pager.
        _ = input.write_all(text.as_bytes());
    }
    pager.wait().is_ok()
}

fn size() -> Option<(usize, usize)> {
    let (width, height) = terminal_size::terminal_size()?;
    let (width, height) = (usize::from(width.0), usize::from(height.0));
    (width > 0 && height > 0).then_some((width, height))
}
