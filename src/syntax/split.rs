//! Where statements begin and end: the one rule for scripts, pasted text and the prompt.
//!
//! A newline or `;` ends a statement. A newline does not when a bracket is open, when a comma, a sign or a reserved
//! word comes before it, or when a reserved word or a clause such as `since 2015` comes after it: no statement begins or
//! ends with those.

use super::contextual::could_begin_clause;
use super::keyword::keyword;
use super::token::{Token, TokenKind, tokens};
use base::source::Span;

/// The statements of a text, without the blanks and comments around them.
pub fn statements(text: &str) -> Vec<Span> {
    let mut split = Split::new(text);
    tokens(text).for_each(|token| split.add(token));
    split.finish();
    split.done
}

/// Whether a text can be run as it is; if not, its last statement waits for another line.
pub fn is_complete(text: &str) -> bool {
    let mut split = Split::new(text);
    tokens(text).for_each(|token| split.add(token));
    split.open.is_none_or(|open| {
        let quoting = open.last.kind == TokenKind::Unclosed && !open.ended;
        open.depth == 0 && !quoting && !split.waits(open)
    })
}

struct Split<'t> {
    text: &'t str,
    done: Vec<Span>,
    open: Option<Open>,
}

/// The statement being read.
#[derive(Clone, Copy)]
struct Open {
    start: usize,
    last: Token,
    depth: usize,
    /// A newline was seen that ends it, unless the next word says otherwise.
    ended: bool,
}

impl<'t> Split<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, done: Vec::new(), open: None }
    }

    fn add(&mut self, token: Token) {
        match token.kind {
            TokenKind::Comment => {}
            TokenKind::Semicolon => self.finish(),
            TokenKind::Newline => {
                if let Some(mut open) = self.open {
                    open.ended |= open.depth == 0 && !self.waits(open);
                    self.open = Some(open);
                }
            }
            TokenKind::Word
            | TokenKind::Quoted
            | TokenKind::Unclosed
            | TokenKind::Open
            | TokenKind::Close
            | TokenKind::Comma
            | TokenKind::Dot
            | TokenKind::Sign
            | TokenKind::Other => {
                let goes_on = |split: &Self| split.reserved(token) || could_begin_clause(split.text, token);
                if self.open.is_some_and(|open| open.ended) && !goes_on(self) {
                    self.finish();
                }
                let before = self.open.map_or((token.span.start, 0), |open| (open.start, open.depth));
                // An open quote is wrong already; the lines below it shall not be drawn in.
                let depth =
                    if token.kind == TokenKind::Unclosed { 0 } else { token.kind.depth_after(before.1) };
                self.open = Some(Open { start: before.0, last: token, depth, ended: false });
            }
        }
    }

    fn finish(&mut self) {
        if let Some(open) = self.open.take() {
            self.done.push(Span::new(open.start, open.last.span.end));
        }
    }

    /// Whether the text before a newline wants more. The value of a setting may be any word: `set plain on`.
    fn waits(&self, open: Open) -> bool {
        let statement = self.text.get(open.start..).unwrap_or_default();
        let set = statement.get(..4).is_some_and(|start| start.trim_end().eq_ignore_ascii_case("set"));
        !set && (matches!(open.last.kind, TokenKind::Comma | TokenKind::Sign) || self.reserved(open.last))
    }

    fn reserved(&self, token: Token) -> bool {
        token.kind == TokenKind::Word && keyword(token.span.of(self.text)).is_some_and(|word| word.reserved())
    }
}
