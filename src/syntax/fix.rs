//! A mended query: the user's own text with the mistake edited away.

use std::fmt;

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
}

/// Written after the advice in a help text: ``: `compare Beijing, Seoul on rankings` ``, or nothing.
impl fmt::Display for Fix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.query.as_ref().map_or(Ok(()), |query| write!(f, ": `{query}`"))
    }
}
