//! Text to tree: the only place that knows pest.

// The code that pest derives without its feature `std` names this crate. Without `std` pest does not read
// /proc/self/maps at start-up to guard a stack that our own cap on nesting guards already.
extern crate alloc;

pub mod ast;
mod clause;
pub mod function;
pub mod keyword;
pub mod synonyms;
mod token;
pub mod word;

mod contextual;
mod split;

#[expect(clippy::wildcard_enum_match_arm, reason = "the grammar has a rule for each comma and blank")]
mod lower;
mod nesting;

mod format;

pub mod textmate;

mod error;
mod fault;
mod fix;
mod lookahead;
mod substring;
mod words;

#[cfg(test)]
mod tests;

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};

pub use self::contextual::{could_begin_call, could_begin_clause};
pub use self::error::SyntaxError;
pub use self::fix::{Fix, one_line};
pub use self::format::format;
pub use self::lookahead::next;
pub use self::split::{is_complete, statements};
pub use self::substring::{Part, part_of_word};
pub use self::token::{Token, TokenKind, tokens};
pub use self::words::Follow;

use self::ast::Statement;
use self::fault::Fault;
use self::lower::{Grammar, Lowering, Rule};
use base::source::{Source, Span};

/// Every statement of a source, in order; one that cannot be read does not hide the next.
pub type Script = Vec<Result<Statement, SyntaxError>>;

/// Reads every statement of a source.
pub fn parse(source: &Source) -> Script {
    statements(&source.text).into_iter().map(|span| statement(&source.text, span)).collect()
}

/// Reads the one statement under the span, as [`statements`] found it.
pub fn statement(text: &str, span: Span) -> Result<Statement, SyntaxError> {
    read(text, span).map_err(|mut error| {
        if let Some(fix) = error.fix_mut() {
            fix.complete(span.of(text), span.start, |mended| {
                read(mended, Span::new(0, mended.len())).map(drop)
            });
        }
        error
    })
}

fn read(text: &str, span: Span) -> Result<Statement, SyntaxError> {
    nesting::check(text, span)?;
    let statement = span.of(text);
    match Grammar::parse(Rule::statement, statement) {
        Ok(mut pairs) => match pairs.next() {
            Some(pair) => Lowering { text, base: span.start }.statement(pair),
            None => Err(SyntaxError::Unreadable { span }),
        },
        Err(error) => Err(refused(&error, statement, span.start)),
    }
}

fn refused(error: &pest::error::Error<Rule>, statement: &str, base: usize) -> SyntaxError {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let rules = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives,
        ErrorVariant::CustomError { .. } => &Vec::new(),
    };
    Fault::new(statement, base, at, rules).explain()
}

/// Whether a name can be typed without quotes, wherever it stands.
pub fn is_bare_name(name: &str) -> bool {
    // At the end of a query `Rome after 1870` would be cut.
    is_read_whole(&format!("show {name} on x"), name)
        && (!name.contains(' ') || is_read_whole(&format!("show {name}"), name))
}

fn is_read_whole(text: &str, name: &str) -> bool {
    let statement = statement(text, Span::new(0, text.len()));
    let Ok(ast::StatementKind::Query(query)) = statement.map(|statement| statement.node) else {
        return false;
    };
    let alone = |path: &ast::Path| matches!(path.names.as_slice(), [only] if only.node == name && only.span.of(text) == name);
    matches!(query.names.as_slice(), [path] if alone(path))
}
