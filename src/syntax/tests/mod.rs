//! What the language reads, and what it says about text it cannot read.

mod anything;
mod formatting;
mod keywords;
mod sexpr;
mod splitting;
mod trailing;
mod trees;

use super::ast::Statement;
use super::{SyntaxError, parse};
use base::source::Source;

/// The only statement of a text.
#[track_caller]
fn one(text: &str) -> Result<Statement, SyntaxError> {
    let mut script = parse(&Source::new("test", text));
    assert_eq!(script.len(), 1, "{text}");
    script.remove(0)
}

/// The tree of a text, written short.
#[track_caller]
fn tree(text: &str) -> String {
    match one(text) {
        Ok(statement) => sexpr::statement(&statement),
        Err(error) => panic!("{text}: {error:?}"),
    }
}
