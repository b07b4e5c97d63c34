//! Text to tree: the only place that knows pest.

pub mod ast;
pub mod keyword;
mod token;

mod split;

mod bridge;

mod error;
mod fix;

#[cfg(test)]
mod tests;

use pest::Parser;

pub use self::error::SyntaxError;
pub use self::fix::Fix;
pub use self::split::{is_complete, statements};
pub use self::token::{Token, TokenKind, tokens};

use self::ast::Statement;
use self::bridge::{Bridge, Grammar, Rule};
use crate::source::{Source, Span};

/// Every statement of a source, in order; one that cannot be read does not hide the next.
pub type Script = Vec<Result<Statement, SyntaxError>>;

/// Reads every statement of a source.
pub fn parse(source: &Source) -> Script {
    statements(&source.text).into_iter().map(|span| statement(&source.text, span)).collect()
}

/// Reads the one statement under the span, as [`statements`] found it.
pub fn statement(text: &str, span: Span) -> Result<Statement, SyntaxError> {
    let bridge = Bridge { text, base: span.start };
    match Grammar::parse(Rule::statement, span.of(text)) {
        Ok(mut pairs) => match pairs.next() {
            Some(pair) => bridge.statement(pair),
            None => Err(SyntaxError::Unreadable { span }),
        },
        Err(_) => Err(SyntaxError::Unreadable { span }),
    }
}

/// Whether a name can be typed without quotes.
pub fn is_bare_name(name: &str) -> bool {
    let text = format!("show {name} on x");
    let statement = statement(&text, Span::new(0, text.len()));
    let Ok(ast::StatementKind::Query(query)) = statement.map(|statement| statement.node) else {
        return false;
    };
    matches!(query.names.as_slice(), [path] if matches!(path.names.as_slice(), [only] if only.node == name && only.span.end - only.span.start == name.len()))
}
