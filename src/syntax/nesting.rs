//! What must be refused before parsing: text nested so deeply that walking its tree would exhaust the stack.

use super::error::SyntaxError;
use super::token::{Token, TokenKind, tokens};
use base::source::Span;

/// How many brackets, `not`s or arithmetic signs may follow one another.
const LIMIT: usize = 64;

/// Refuses deep nesting and control characters in the statement under the span.
pub(super) fn check(text: &str, span: Span) -> Result<(), SyntaxError> {
    let statement = span.of(text);
    if statement.len() > LIMIT {
        depth(statement, span.start)?;
    }
    if statement.contains(is_control) { control(statement, span.start) } else { Ok(()) }
}

/// Line ends and tabs are blanks; all other control characters only do harm.
pub(super) fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

fn depth(statement: &str, base: usize) -> Result<(), SyntaxError> {
    let (mut brackets, mut nots, mut signs) = (0_usize, 0_usize, 0_usize);
    for token in tokens(statement) {
        let word = token.span.of(statement);
        match token.kind {
            TokenKind::Open => brackets += 1,
            TokenKind::Close => brackets = brackets.saturating_sub(1),
            TokenKind::Sign if word.starts_with(['!', '！', '~', '¬']) => nots += word.chars().count(),
            TokenKind::Sign if word.starts_with(['=', '<', '>', '＝', '＜', '＞', '≠', '≤', '≥']) => {
                signs = 0;
            }
            TokenKind::Sign => signs += 1,
            TokenKind::Word if word.eq_ignore_ascii_case("not") => nots += 1,
            TokenKind::Word if word.eq_ignore_ascii_case("and") || word.eq_ignore_ascii_case("or") => {
                signs = 0;
            }
            TokenKind::Comma => signs = 0,
            TokenKind::Word | TokenKind::Quoted => nots = 0,
            TokenKind::Unclosed
            | TokenKind::Dot
            | TokenKind::Semicolon
            | TokenKind::Newline
            | TokenKind::Comment
            | TokenKind::Other => {}
        }
        if brackets.max(nots).max(signs) > LIMIT {
            return Err(SyntaxError::TooDeep { span: token.span.shift(base), limit: LIMIT });
        }
    }
    Ok(())
}

fn control(statement: &str, base: usize) -> Result<(), SyntaxError> {
    let spoken = |token: &Token| token.kind != TokenKind::Comment;
    for token in tokens(statement).filter(spoken) {
        if let Some((at, c)) = token.span.of(statement).char_indices().find(|&(_, c)| is_control(c)) {
            let start = token.span.start + at;
            return Err(SyntaxError::strange(c, Span::new(start, start + c.len_utf8()).shift(base)));
        }
    }
    Ok(())
}
