//! `country like '%Korea%'`: a condition on a part of a word, as other languages have it.

use super::error::SyntaxError;
use super::fix::Fix;
use super::keyword::keyword;
use super::token::{Token, TokenKind, tokens};
use base::source::Span;

/// Words and signs that look into words in other languages; some have a `with` behind them.
const LOOKS: [&str; 12] = [
    "like", "ilike", "contain", "includes", "matches", "glob", "regexp", "starts", "begins", "ends", "~",
    "=~",
];

/// A condition that looks into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// All of it.
    pub span: Span,
    /// The field.
    pub field: String,
    /// Whether it must not be so.
    pub negated: bool,
    /// What the words are to hold.
    pub part: String,
    /// Whether it must stand at an end of them, which `contains` does not say.
    pub at_end: bool,
}

/// The first condition in a statement that looks into words; the statement begins at `base`.
pub fn part_of_word(statement: &str, base: usize) -> Option<SyntaxError> {
    let all: Vec<Token> = tokens(statement).filter(|token| token.kind != TokenKind::Newline).collect();
    let written = |at: usize| all.get(at).map_or("", |token| token.span.of(statement));
    let is = |at: usize, word: &str| written(at).eq_ignore_ascii_case(word);
    let ends = |at: usize| {
        let kind = all.get(at).map(|token| token.kind);
        let reserved = keyword(written(at)).is_some_and(|word| word.reserved());
        reserved || matches!(kind, None | Some(TokenKind::Open | TokenKind::Close | TokenKind::Comma))
    };
    let is_clause = |at: usize| is(at, "where") || is(at, "and") || is(at, "or") || is(at, "(");
    (1..all.len()).filter(|&at| LOOKS.iter().any(|look| is(at, look))).find_map(|at| {
        let negated = is(at - 1, "not");
        let last = at - 1 - usize::from(negated);
        let first = (0..=last).rev().take_while(|&at| !ends(at)).last()?;
        let from = at + 1 + usize::from(is(at + 1, "with"));
        let to = (from..all.len()).take_while(|&at| !ends(at)).last()?;
        if !first.checked_sub(1).is_some_and(is_clause) {
            return None;
        }
        let field = all[first].span.to(all[last].span).of(statement).trim_matches(QUOTES).to_owned();
        let part = all[from].span.to(all[to].span).of(statement).trim_matches(QUOTES);
        let part = part.trim_matches(['%', '*', '^', '$', '.', '/']).to_owned();
        let span = all[first].span.to(all[to].span).shift(base);
        let look = all[at].span.shift(base);
        let looks = written(at).to_owned();
        let at_end = ["starts", "begins", "ends"].iter().any(|look| is(at, look));
        let part = Part { span, field, negated, part, at_end };
        (!part.part.is_empty()).then(|| SyntaxError::PartOfWord {
            span: look,
            looks,
            part: Box::new(part),
            fix: Fix::none(),
        })
    })
}

/// What may stand around a field or a text.
const QUOTES: [char; 6] = ['"', '\'', '“', '”', '‘', '’'];
