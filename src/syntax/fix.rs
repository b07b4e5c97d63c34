//! A mended query: the user's own text with the mistake edited away.

use std::fmt;

use pest::Parser;

use super::error::SyntaxError;
use super::lower::{Grammar, Rule};
use super::token::{TokenKind, tokens};
use base::source::Span;

/// What to change so that a statement parses, and what it reads like then.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fix {
    edit: Option<Box<(Span, String)>>,
    query: Option<Box<str>>,
}

impl Fix {
    /// No change is known.
    pub fn none() -> Self {
        Self::default()
    }

    /// The text under the span becomes another.
    pub fn replace(span: Span, by: impl Into<String>) -> Self {
        Self { edit: Some(Box::new((span, by.into()))), query: None }
    }

    /// The whole statement once it is mended; `None` when no edit made it parse.
    pub fn query(&self) -> Option<&str> {
        self.query.as_deref()
    }

    /// In words after the advice, with an example in place of a statement that is not known.
    pub(super) fn or(&self, example: &str) -> String {
        match &self.query {
            Some(query) => format!(": `{query}`"),
            None => format!("; for example: `{example}`"),
        }
    }

    /// The same mistake with another mended statement, or none.
    #[must_use]
    pub fn with_query(self, query: Option<String>) -> Self {
        Self { query: query.map(Into::into), ..self }
    }

    /// Applies the edit, and those of the mistakes that come to light after it, until the statement parses.
    ///
    /// The statement begins at `base` in its source.
    pub(super) fn complete(
        &mut self,
        statement: &str,
        base: usize,
        read: impl Fn(&str) -> Result<(), SyntaxError>,
    ) {
        const MISTAKES: usize = 8;
        let (mut text, mut base) = (statement.to_owned(), base);
        let mut edit = self.edit.clone();
        for _ in 0..MISTAKES {
            let Some((span, by)) = edit.as_deref().filter(|_| short_enough(&text)) else { return };
            let span = Span::new(span.start.saturating_sub(base), span.end.saturating_sub(base));
            text = one_line(&edited(&text, span, by));
            base = 0;
            match read(&text) {
                Ok(()) => return self.query = Some(text.into()),
                Err(error) => edit = error.fix().and_then(|fix| fix.edit.clone()),
            }
        }
    }
}

/// Written after the advice in a help text: ``: `compare Beijing, Seoul on rankings` ``, or nothing.
///
/// With `#` the mended query is not the advice carried out but another way.
impl fmt::Display for Fix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.query {
            Some(query) if f.alternate() => write!(f, ", or end before it: `{query}`"),
            Some(query) => write!(f, ": `{query}`"),
            None => Ok(()),
        }
    }
}

/// Whether the grammar reads a statement.
pub(super) fn parses(statement: &str) -> bool {
    Grammar::parse(Rule::statement, statement).is_ok()
}

/// The text with another under the span.
pub(super) fn edited(text: &str, span: Span, by: &str) -> String {
    let before = text.get(..span.start).unwrap_or("");
    let after = text.get(span.end..).unwrap_or("");
    [before, by, after].concat()
}

/// A message shows a whole query only if it can be taken in at a glance.
pub(super) fn short_enough(statement: &str) -> bool {
    statement.len() <= 400
}

/// The same statement without comments, its words one blank apart.
pub fn one_line(statement: &str) -> String {
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
