//! Edits that may mend a statement: the first after which the grammar reads it is proposed.

use super::Fault;
use crate::fix::{Fix, edited, parses, short_enough};
use crate::keyword::{KeywordKind, keyword};
use crate::lower::Rule;
use crate::token::{Token, TokenKind, closing, tokens};
use crate::words::only_keywords;
use base::source::Span;

impl Fault<'_> {
    /// Edits that often mend a statement, best first.
    pub(super) fn guesses(&self, here: Token) -> impl Iterator<Item = (Span, String)> {
        let last = self.before.last().copied().unwrap_or(here);
        let gone = |token: Token| (token.span, String::new());
        let insert =
            |token: Token, word: &str| (Span::new(token.span.end, token.span.end), format!(" {word}"));
        let comma = |token: Token| token.kind == TokenKind::Comma;
        let no_name = comma(last) || self.before.len() == 1 || self.reserved(last);
        let defined = self.before.get(1).filter(|_| self.starts_with("define"));
        let keywords = only_keywords(self.rules).into_iter();
        let in_condition = self.before.iter().any(|token| self.written(*token).eq_ignore_ascii_case("where"));
        let edits = [
            (comma(last) && self.reserved(here)).then(|| gone(last)),
            (comma(here) && no_name).then(|| gone(here)),
            (comma(here) && in_condition).then(|| (here.span, " and".to_owned())),
        ];
        edits
            .into_iter()
            .flatten()
            .chain(keywords.map(move |keyword| insert(last, keyword)))
            .chain(defined.map(|name| insert(*name, "as")))
            .chain(self.quoted_run(here))
            .chain(self.bracketed(here))
            .chain(self.after_limit(here))
            .chain((self.rules == [Rule::integer]).then(|| (here.span, "10".to_owned())))
            .chain(
                (here.kind == TokenKind::Sign && last.kind == TokenKind::Sign || comma(here))
                    .then(|| gone(here)),
            )
    }

    /// `limit 5 offset 5`: what follows the number of rows is no clause of this language.
    pub(super) fn after_limit(&self, here: Token) -> Option<(Span, String)> {
        let [.., limit, _] = self.before.as_slice() else { return None };
        let is_limit = self.written(*limit).eq_ignore_ascii_case("limit");
        is_limit.then(|| (Span::new(here.span.start, self.text.len()), String::new()))
    }

    /// `compare [Beijing, Seoul]`: brackets of any shape, and what is inside; `count(rankings)` is a name like any.
    pub(super) fn bracketed(&self, here: Token) -> Option<(Span, String)> {
        let opens = here.kind == TokenKind::Open || matches!(self.written(here), "[" | "{");
        let rest = self.text.get(here.span.end..).filter(|_| opens)?;
        let closes =
            |token: &Token| token.kind == TokenKind::Close || matches!(token.span.of(rest), "]" | "}");
        let close = tokens(rest).find(closes)?;
        let inside = rest.get(..close.span.start)?;
        let function =
            self.before.last().filter(|last| last.span.end == here.span.start && last.span.start > 0);
        let start = function.map_or(here.span.start, |name| name.span.start);
        Some((Span::new(start, here.span.end + close.span.end), inside.trim().to_owned()))
    }

    /// `Mayors for Peace,` was meant as one name: its words in quotes.
    pub(super) fn quoted_run(&self, here: Token) -> Option<(Span, String)> {
        let inside = |token: &Token| {
            !matches!(
                self.written(*token).to_ascii_lowercase().as_str(),
                "where" | "order" | "limit" | "using"
            )
        };
        let words = self.before.iter().skip(1).rev().take_while(|token| token.kind == TokenKind::Word);
        let words: Vec<Token> = words.copied().collect();
        let keywords = words.iter().filter(|token| self.reserved(**token)).count();
        let fits = here.kind != TokenKind::Word && keywords == 1 && words.iter().all(inside);
        let run = words.last()?.span.to(words.first()?.span);
        fits.then(|| (run, format!("\"{}\"", run.of(self.text))))
    }

    /// The quote is closed before the next reserved word, or at the end.
    pub(super) fn closed_quote(&self, here: Token) -> Fix {
        let Some(close) = self.written(here).chars().next().and_then(closing) else { return Fix::none() };
        let inside = here.span.start + close.len_utf8();
        let rest = self.text.get(inside..here.span.end).unwrap_or("");
        let reserved = |token: &Token| keyword(token.span.of(rest)).is_some_and(|word| word.reserved());
        let stops = tokens(rest).filter(|token| token.kind == TokenKind::Comma || reserved(token));
        let ends = stops.map(|token| token.span.start).take(8).chain([rest.len()]);
        self.first_that_parses(ends.filter_map(|end| {
            let word = rest.get(..end)?.trim_end();
            let at = inside + word.len();
            Some((Span::new(at, at), close.to_string()))
        }))
    }

    /// Cuts the unfinished clause, or the sign before the end.
    pub(super) fn without_the_end(&self) -> Fix {
        let end = self.before.last().map_or(0, |last| last.span.end);
        let clause = |token: &&Token| {
            keyword(self.written(**token)).is_some_and(|word| word.kind == KeywordKind::Clause)
        };
        let joining = |token: &&Token| {
            matches!(token.kind, TokenKind::Comma | TokenKind::Dot)
                || matches!(keyword(self.written(**token)), Some(word) if word.kind == KeywordKind::Operator)
        };
        let last = self.before.last().filter(joining);
        let clauses = self.before.iter().rev().filter(clause).take(2);
        self.first_that_parses(
            last.into_iter().chain(clauses).map(|from| (Span::new(from.span.start, end), String::new())),
        )
    }

    /// The first edit after which the grammar reads the statement.
    pub(super) fn first_that_parses(&self, edits: impl Iterator<Item = (Span, String)>) -> Fix {
        if !short_enough(self.text) {
            return Fix::none();
        }
        let mut edits = edits.filter(|(span, by)| parses(&edited(self.text, *span, by)));
        edits.next().map_or_else(Fix::none, |(span, by)| Fix::replace(self.absolute(span), by))
    }
}
