//! What the grammar can read after the beginning of a statement: for completion.

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};

use super::lower::{Grammar, Rule};
use super::words::{self, Follow};

/// The words and kinds of things that can follow a text; nothing when the text is wrong already.
///
/// One statement is looked at. A sign that no rule can read is put after it, so that the grammar stops there and says
/// what it would have read instead.
pub fn next(text: &str) -> Vec<Follow> {
    const STOP: &str = " \u{1}";
    let stopped = format!("{text}{STOP}");
    let Err(error) = Grammar::parse(Rule::statement, &stopped) else { return Vec::new() };
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let ErrorVariant::ParsingError { positives, .. } = error.variant else { return Vec::new() };
    if !text.get(at..).is_none_or(|rest| rest.trim().is_empty()) {
        return Vec::new();
    }
    words::follow(&positives)
}
