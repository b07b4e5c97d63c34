//! The terminal's size, and what fits it.

use session::settings::{Fit, Settings};

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

/// Whether the terminal is one that obeys nothing.
pub fn is_dumb() -> bool {
    std::env::var("TERM").is_ok_and(|term| term == "dumb")
}

/// Columns and rows of the terminal.
pub fn size() -> Option<(usize, usize)> {
    let (width, height) = terminal_size::terminal_size()?;
    let (width, height) = (usize::from(width.0), usize::from(height.0));
    (width > 0 && height > 0).then_some((width, height))
}
