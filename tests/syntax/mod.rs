//! What is said about text that the language cannot read.

mod messages;

use juxta::base::source::Source;
use juxta::syntax::ast::Statement;
use juxta::syntax::{SyntaxError, parse};

/// The only statement of a text.
#[track_caller]
fn one(text: &str) -> Result<Statement, SyntaxError> {
    let mut script = parse(&Source::new("test", text));
    assert_eq!(script.len(), 1, "{text}");
    script.remove(0)
}
