//! The one way to lay out a script: one statement a line, keywords in lower case, long statements broken before
//! their clauses. Comments and blank lines stay.

mod layout;
mod words;

use self::layout::lines;
use self::words::pieces;
use super::split::statements;
use super::token::{Token, TokenKind, tokens};
use super::{SyntaxError, statement};
use base::source::Span;

/// A script in the one layout.
///
/// # Errors
///
/// The statements that cannot be read: what they mean cannot be kept.
pub fn format(text: &str) -> Result<String, Vec<SyntaxError>> {
    let (mut trees, mut errors) = (Vec::new(), Vec::new());
    for span in statements(text) {
        match statement(text, span) {
            Ok(tree) => trees.push(tree),
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut script = Script::default();
    let mut end = 0;
    for tree in trees {
        script.between(text, Span::new(end, tree.span.start));
        script.statement(&lines(&pieces(text, &tree)));
        end = tree.span.end;
    }
    script.between(text, Span::new(end, text.len()));
    Ok(script.text)
}

/// The part of the script that is laid out already: whole lines.
#[derive(Default)]
struct Script {
    text: String,
}

impl Script {
    /// Comments, and one blank line where there were some.
    fn between(&mut self, text: &str, gap: Span) {
        let (mut breaks, mut signs) = (0, gap.start == 0);
        for Token { kind, span } in tokens(gap.of(text)) {
            if kind == TokenKind::Newline {
                breaks += 1;
            } else if kind == TokenKind::Comment {
                let comment = span.shift(gap.start).of(text).trim_end();
                if breaks == 0 && !signs {
                    // It stands behind its statement.
                    self.text.truncate(self.text.trim_end().len());
                    self.text.push_str("  ");
                } else {
                    self.blank_line(breaks);
                }
                self.text.push_str(comment);
                self.text.push('\n');
                // The line that the comment ends is its own.
                (breaks, signs) = (0, true);
            }
        }
        if gap.end < text.len() {
            self.blank_line(breaks);
        }
    }

    fn blank_line(&mut self, breaks: usize) {
        if breaks > 1 && !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn statement(&mut self, lines: &str) {
        self.text.push_str(lines);
        self.text.push('\n');
    }
}
