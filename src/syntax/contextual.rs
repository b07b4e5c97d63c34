//! Words that begin a clause only where something fits behind them, told by their tokens, in wrong text too.

use super::function::Function;
use super::keyword::{KeywordKind, keyword};
use super::token::{Token, TokenKind, tokens};

/// Whether a word could begin a clause of time or order: `since` before a year, `top` before a number, `except` before a
/// name, all on one line.
pub fn could_begin_clause(text: &str, token: Token) -> bool {
    let word = (token.kind == TokenKind::Word).then(|| keyword(token.span.of(text))).flatten();
    let Some(word) = word.filter(|word| word.kind == KeywordKind::Contextual) else { return false };
    let rest = text.get(token.span.end..).unwrap_or_default();
    let Some(next) = tokens(rest).next() else { return false };
    let written = next.span.of(rest);
    let digits = next.kind == TokenKind::Word && written.chars().all(is_digit);
    match word.text {
        "except" => matches!(next.kind, TokenKind::Word | TokenKind::Quoted | TokenKind::Unclosed),
        "top" | "bottom" => digits,
        _ => digits && written.chars().count() == 4,
    }
}

/// Whether a word could be a function: a bracket stands directly behind it.
pub fn could_begin_call(text: &str, token: Token) -> bool {
    let behind = text.get(token.span.end..).unwrap_or_default();
    token.kind == TokenKind::Word
        && behind.starts_with(['(', '（'])
        && Function::of(token.span.of(text)).is_some()
}

/// As `digit` in the grammar.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}
