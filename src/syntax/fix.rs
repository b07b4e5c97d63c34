//! A mended query: the user's own text with the mistake edited away.

use std::fmt;

use pest::Parser;

use super::bridge::{Grammar, Rule};
use super::error::SyntaxError;
use super::token::{TokenKind, tokens};
use crate::source::Span;

/// What to change so that a statement parses, and what it reads like then.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fix {
    edit: Option<(Span, String)>,
    query: Option<String>,
}

impl Fix {
    /// No change is known.
    pub fn none() -> Self {
        Self::default()
    }

    /// The text under the span becomes another.
    pub fn replace(span: Span, by: impl Into<String>) -> Self {
        Self { edit: Some((span, by.into())), query: None }
    }

    /// The whole statement once it is mended; `None` when no edit made it parse.
    pub fn query(&self) -> Option<&str> {
        self.query.as_deref()
    }

    /// Applies the edit, and those of the mistakes that come to light after it, until the statement parses.
    pub(super) fn complete(
        &mut self,
        statement: &str,
        base: usize,
        read: impl Fn(&str) -> Result<(), SyntaxError>,
    ) {
        const MISTAKES: usize = 8;
        let mut text = statement.to_owned();
        let mut edit = self
            .edit
            .clone()
            .and_then(|(span, by)| Some((span.start.checked_sub(base)?, span.end.checked_sub(base)?, by)));
        for _ in 0..MISTAKES {
            let Some((start, end, by)) = edit.take() else { return };
            if !short_enough(&text) || text.get(start..end).is_none() {
                return;
            }
            text.replace_range(start..end, &by);
            text = one_line(&text);
            match read(&text) {
                Ok(()) => return self.query = Some(text),
                Err(error) => {
                    edit = error
                        .fix()
                        .and_then(|fix| fix.edit.clone())
                        .map(|(span, by)| (span.start, span.end, by))
                }
            }
        }
    }
}

/// Written after the advice in a help text: ``: `compare Beijing, Seoul on rankings` ``, or nothing.
impl fmt::Display for Fix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.query.as_ref().map_or(Ok(()), |query| write!(f, ": `{query}`"))
    }
}

/// Whether the grammar reads a statement.
pub(super) fn parses(statement: &str) -> bool {
    Grammar::parse(Rule::statement, statement).is_ok()
}

/// A message shows a whole query only if it can be taken in at a glance.
pub(super) fn short_enough(statement: &str) -> bool {
    statement.len() <= 400
}

/// The same statement without comments, its words one blank apart.
fn one_line(statement: &str) -> String {
    let mut line = String::with_capacity(statement.len());
    let mut end = 0;
    for token in
        tokens(statement).filter(|token| !matches!(token.kind, TokenKind::Comment | TokenKind::Newline))
    {
        let touches = token.span.start == end || token.kind == TokenKind::Comma;
        if !(line.is_empty() || touches) {
            line.push(' ');
        }
        line.push_str(token.span.of(statement));
        end = token.span.end;
    }
    line
}
