//! The terminal's size, and the pager for what does not fit it.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::settings::{Fit, Settings};

/// Lines around a table: its frame, title, notes and the prompt.
const AROUND: usize = 9;
/// A table is never cut to fewer rows than this.
const LEAST: usize = 10;

/// The terminal's height.
#[derive(Clone, Copy, Debug, Default)]
pub struct Screen {
    height: usize,
}

impl Screen {
    /// Fits the settings to the terminal as it is now, unless the user has chosen others.
    pub fn fit(&mut self, settings: &mut Settings) {
        let Some((width, height)) = size() else { return };
        let fit = Fit { width: Some(width), rows: Some(height.saturating_sub(AROUND).max(LEAST)) };
        let (options, before) = (&mut settings.options, settings.fit);
        if options.width == before.width {
            options.width = fit.width;
        }
        if options.rows == before.rows {
            options.rows = fit.rows;
        }
        settings.fit = fit;
        self.height = height;
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

/// What clears the terminal, if it can be cleared.
pub fn clear() -> &'static str {
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    if dumb { "" } else { "\u{1b}[H\u{1b}[2J" }
}

/// Columns and rows of the terminal.
pub fn size() -> Option<(usize, usize)> {
    let (width, height) = terminal_size::terminal_size()?;
    let (width, height) = (usize::from(width.0), usize::from(height.0));
    (width > 0 && height > 0).then_some((width, height))
}
