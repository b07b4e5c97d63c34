//! Where the cursor is: what stands before it in its statement, and the words it touches.

use super::files::TABLES;
use syntax::keyword::{KeywordKind, keyword};
use syntax::{self, Token, TokenKind, tokens};

/// The text before the cursor, cut at the words that the cursor touches.
#[derive(Clone, Debug)]
pub struct Place<'t> {
    statement: &'t str,
    tokens: Vec<Token>,
    /// Where the word at the cursor begins; at the cursor after a blank.
    pub word_start: usize,
    /// Where the run of words begins that could be one name: `New Yo`.
    pub run_start: usize,
    /// Whether the cursor stands inside quotes.
    pub quoted: bool,
    /// The clauses that are written already.
    pub clauses: Vec<&'static str>,
    /// Whether words of the language are typed in capitals.
    pub upper: bool,
}

impl<'t> Place<'t> {
    /// Finds the place at the end of a statement's beginning.
    pub fn new(statement: &'t str) -> Self {
        let tokens: Vec<Token> = tokens(statement).collect();
        let last = tokens.last().copied();
        let quoted = last.is_some_and(|last| last.kind == TokenKind::Unclosed);
        let touched =
            last.filter(|last| quoted || last.kind == TokenKind::Word && last.span.end == statement.len());
        let word_start = touched.map_or(statement.len(), |last| last.span.start);
        let mut run_start = word_start;
        let word = |token: &Token| keyword(token.span.of(statement));
        for token in tokens.iter().skip(1).rev().filter(|token| token.span.end <= word_start) {
            let reserved = word(token).is_some_and(|word| word.reserved());
            if quoted || token.kind != TokenKind::Word || reserved {
                break;
            }
            run_start = token.span.start;
        }
        let written =
            tokens.iter().filter(|token| token.span.end <= word_start && token.kind == TokenKind::Word);
        let clauses = written.filter_map(word).filter(|word| word.kind == KeywordKind::Clause);
        let first = tokens.first().map_or("", |first| first.span.of(statement));
        let typed = statement.get(word_start..).unwrap_or_default();
        let upper = is_upper(if typed.trim().is_empty() { first } else { typed });
        Self {
            statement,
            word_start,
            run_start,
            quoted,
            clauses: clauses.map(|word| word.text).collect(),
            upper,
            tokens,
        }
    }

    /// What stands before the word at the cursor.
    pub fn before(&self) -> &'t str {
        self.statement.get(..self.word_start).unwrap_or_default()
    }

    /// What stands before the run of words.
    pub fn before_run(&self) -> &'t str {
        self.statement.get(..self.run_start).unwrap_or_default()
    }

    /// The word at the cursor, without the quote that opens it.
    pub fn word(&self) -> &'t str {
        self.unquoted(self.word_start)
    }

    /// The run of words at the cursor.
    pub fn run(&self) -> &'t str {
        self.unquoted(self.run_start)
    }

    /// The beginning of a file's name, where the statement wants one, and the endings that it can have.
    pub fn file(&self) -> Option<(&'t str, &'static [&'static str])> {
        let words: Vec<&str> = self.tokens.iter().map(|token| token.span.of(self.statement)).collect();
        let is =
            |at: usize, wanted: &str| words.get(at).is_some_and(|word| word.eq_ignore_ascii_case(wanted));
        let mut endings: &[&str] = &[];
        let after = if is(0, "load") {
            endings = TABLES;
            1
        } else if is(0, "export") {
            1 + words.iter().position(|word| word.eq_ignore_ascii_case("to"))?
        } else {
            return None;
        };
        let end = self.tokens.get(after - 1)?.span.end;
        let path = self.statement.get(end..)?;
        // Behind the word and a blank, and not yet closed.
        let open = path.starts_with(char::is_whitespace)
            && self.tokens.get(after).is_none_or(|token| token.kind != TokenKind::Quoted);
        open.then(|| (path.trim_start().trim_start_matches(['"', '\'', '“']), endings))
    }

    fn unquoted(&self, from: usize) -> &'t str {
        let text = self.statement.get(from..).unwrap_or_default();
        if self.quoted { text.trim_start_matches(['"', '\'', '“', '‘', '「']) } else { text }
    }
}

/// Where the statement begins in which a text ends.
pub fn statement_start(text: &str) -> usize {
    let Some(last) = syntax::statements(text).last().copied() else { return text.len() - trimmed(text) };
    let rest = text.get(last.end..).unwrap_or_default();
    let ended = rest.contains([';', '；']) || rest.contains('\n') && syntax::is_complete(text);
    if ended { text.len() - trimmed(rest) } else { last.start }
}

/// Whether a word is typed in capitals.
pub fn is_upper(word: &str) -> bool {
    word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase)
}

/// The bytes of a text without blanks and semicolons before it.
fn trimmed(text: &str) -> usize {
    text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ';' | '；')).len()
}
