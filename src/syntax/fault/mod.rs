//! From the place where the grammar gave up to an error that says what was found and what helps.

mod edits;

use super::error::SyntaxError;
use super::fix::{Fix, edited, parses, short_enough};
use super::keyword::{KEYWORDS, KeywordKind, example, keyword};
use super::lower::Rule;
use super::substring::part_of_word;
use super::synonyms::{Habit, habit};
use super::token::{Token, TokenKind, is_blank, tokens};
use super::words::expected;
use crate::word::Verb;
use base::source::Span;
use base::suggest::closest;

/// What only a prompt understands, beside the words that the grammar knows.
const PROMPT: [&str; 8] = ["topics", "find", "last", "plan", "fix", "save", "learn", "clear"];

/// A statement that the grammar refused.
pub(super) struct Fault<'t> {
    text: &'t str,
    base: usize,
    rules: &'t [Rule],
    /// The tokens before the place, without comments and line ends.
    before: Vec<Token>,
    /// The token at the place; `None` at the end.
    here: Option<Token>,
}

impl<'t> Fault<'t> {
    /// Where `statement`, which begins at `base`, cannot be read on from `at`, though one of the rules could.
    pub fn new(statement: &'t str, base: usize, at: usize, rules: &'t [Rule]) -> Self {
        let spoken = |token: &Token| !matches!(token.kind, TokenKind::Comment | TokenKind::Newline);
        let mut before: Vec<Token> = Vec::new();
        let mut here = None;
        for token in tokens(statement).filter(spoken) {
            if token.span.end > at {
                here = Some(token);
                break;
            }
            before.push(token);
        }
        Self { text: statement, base, rules, before, here }
    }

    /// The error, with an edit that mends the statement where one is found.
    pub fn explain(self) -> SyntaxError {
        if let Some(error) = part_of_word(self.text, self.base) {
            return error;
        }
        let Some(here) = self.here else { return self.at_the_end() };
        let span = self.span(here);
        match here.kind {
            TokenKind::Unclosed => SyntaxError::UnclosedQuote { span, fix: self.closed_quote(here) },
            TokenKind::Close if self.open_bracket().is_none() => {
                let start = self.before.first().map_or(span, |first| self.span(*first));
                SyntaxError::SurplusBracket { start, close: span, fix: Fix::replace(span, "") }
            }
            TokenKind::Other => self.strange(here),
            TokenKind::Word
            | TokenKind::Quoted
            | TokenKind::Open
            | TokenKind::Close
            | TokenKind::Comma
            | TokenKind::Dot
            | TokenKind::Sign
            | TokenKind::Semicolon
            | TokenKind::Newline
            | TokenKind::Comment => {
                if self.before.is_empty() {
                    return self.no_verb(here);
                }
                let known = self.comma_in_number(here).or_else(|| self.misspelt());
                known.unwrap_or_else(|| self.out_of_place(here))
            }
        }
    }

    fn at_the_end(&self) -> SyntaxError {
        let Some(&last) = self.before.last() else {
            return SyntaxError::NoVerb { span: self.absolute(Span::default()), fix: Fix::none() };
        };
        let word = self.written(last);
        if let (1, Some(example)) = (self.before.len(), example(word)) {
            return SyntaxError::VerbAlone { span: self.span(last), verb: example.0, example: example.1 };
        }
        if let Some(open) = self.open_bracket().filter(|_| self.rules.contains(&Rule::close)) {
            return self.unclosed_bracket(open, last.span.end);
        }
        if let Some(error) = self.misspelt() {
            return error;
        }
        SyntaxError::EndsEarly {
            span: self.span(last),
            whole: self.whole(),
            word: shortened(word),
            expected: self.expected(),
            fix: self.without_the_end(),
        }
    }

    fn strange(&self, here: Token) -> SyntaxError {
        if let Some((span, inside)) = self.bracketed(here) {
            let round = self.first_that_parses([(span, format!("({inside})"))].into_iter());
            if round != Fix::none() {
                let (span, written) = (self.span(here), self.written(here).to_owned());
                return SyntaxError::ForeignSign { span, written, meant: "(", fix: round };
            }
            if self.first_that_parses([(span, inside)].into_iter()) != Fix::none() {
                return self.out_of_place(here);
            }
        }
        let mut error =
            SyntaxError::strange(self.written(here).chars().next().unwrap_or(' '), self.span(here));
        // Alone between two words it may stand for anything; taking it out would only hide that.
        let after = self
            .text
            .get(here.span.end..)
            .is_some_and(|rest| !rest.starts_with(|c| is_blank(c) || c == '\n'));
        let before = self.before.last().is_some_and(|last| last.span.end == here.span.start);
        match error.fix_mut() {
            Some(fix) if !before && !after => *fix = Fix::none(),
            _ => {}
        }
        error
    }

    /// The first word is none that begins a statement.
    fn no_verb(&self, here: Token) -> SyntaxError {
        let (span, word) = (self.span(here), self.written(here));
        if PROMPT.iter().any(|command| command.eq_ignore_ascii_case(word)) {
            return SyntaxError::PromptWord { span, word: word.to_owned() };
        }
        if let Some(Habit { written, meant, chart }) = habit(word) {
            // A drawing is a form, so that the word alone does not say it.
            let fix = if chart { Fix::none() } else { Fix::replace(span, meant) };
            return SyntaxError::ForeignClause { span, written, meant, fix };
        }
        let starts =
            KEYWORDS.iter().filter(|word| matches!(word.kind, KeywordKind::Verb | KeywordKind::Statement));
        if let Some(meant) =
            closest(word, starts.map(|word| word.text)).filter(|_| here.kind == TokenKind::Word)
        {
            return SyntaxError::Misspelt {
                span,
                word: word.to_owned(),
                meant,
                fix: Fix::replace(span, meant),
            };
        }
        let start = Span::new(here.span.start, here.span.start);
        let fix = ["compare ", "show "].into_iter().map(|verb| (start, verb.to_owned()));
        SyntaxError::NoVerb {
            span,
            fix: self.first_that_parses(self.verb_first(here).into_iter().chain(fix)),
        }
    }

    /// `on rankings compare Beijing, Seoul`: what comes before the verb goes to the end.
    fn verb_first(&self, here: Token) -> Option<(Span, String)> {
        let verb = |token: &Token| Verb::of(self.written(*token)).is_some();
        let verb = tokens(self.text).find(|token| token.kind == TokenKind::Word && verb(token))?;
        let clause = self.text.get(here.span.start..verb.span.start)?;
        let query = self.text.get(verb.span.start..)?;
        Some((Span::new(here.span.start, self.text.len()), format!("{} {clause}", query.trim_end())))
    }

    /// `1,000` where one number was wanted
    fn comma_in_number(&self, here: Token) -> Option<SyntaxError> {
        let number = *self.before.last()?;
        let rest = self.text.get(here.span.end..)?;
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let (head, tail) = (self.written(number), digits(rest));
        let grouped =
            here.kind == TokenKind::Comma && tail == 3 && digits(head) == head.len() && head.len() <= 3;
        let touching = number.span.end == here.span.start;
        if !(grouped && touching) {
            return None;
        }
        let group =
            |text: &str| text.len() > 3 && text.starts_with(',') && digits(text.get(1..).unwrap_or("")) == 3;
        let mut end = here.span.end + tail;
        while self.text.get(end..).is_some_and(group) {
            end += 4;
        }
        let whole = self.absolute(Span::new(number.span.start, end));
        let plain: String = Span::new(number.span.start, end).of(self.text).split(',').collect();
        Some(SyntaxError::NumberWithComma { span: whole, fix: Fix::replace(whole, plain) })
    }

    /// A word near the place that would make sense as a keyword: `rankings whre year = 2020`.
    fn misspelt(&self) -> Option<SyntaxError> {
        if !short_enough(self.text) {
            return None;
        }
        let reserved = || KEYWORDS.iter().filter(|word| word.reserved()).map(|word| word.text);
        let near = self.here.iter().chain(self.before.iter().rev().take(4));
        near.filter(|token| token.kind == TokenKind::Word && token.span.start > 0).find_map(|&token| {
            let word = self.written(token);
            let meant = closest(word, reserved()).filter(|meant| !meant.eq_ignore_ascii_case(word))?;
            let known = keyword(word).is_some();
            (!known && parses(&edited(self.text, token.span, meant))).then(|| {
                let span = self.span(token);
                SyntaxError::Misspelt { span, word: word.to_owned(), meant, fix: Fix::replace(span, meant) }
            })
        })
    }

    fn out_of_place(&self, here: Token) -> SyntaxError {
        if let Some(open) =
            self.open_bracket().filter(|_| self.reserved(here) && self.rules.contains(&Rule::close))
        {
            return self
                .unclosed_bracket(open, self.before.last().map_or(here.span.start, |last| last.span.end));
        }
        SyntaxError::Unexpected {
            span: self.span(here),
            found: format!("`{}`", shortened(self.written(here))),
            expected: self.expected(),
            fix: self.first_that_parses(self.guesses(here)),
        }
    }

    fn unclosed_bracket(&self, open: Token, end: usize) -> SyntaxError {
        let after = self.absolute(Span::new(end, end));
        let start = self.before.last().map_or(end, |last| last.span.start);
        let end = self.absolute(Span::new(start, end));
        SyntaxError::UnclosedBracket { open: self.span(open), end, fix: Fix::replace(after, ")") }
    }

    /// The innermost bracket that is open at the place.
    fn open_bracket(&self) -> Option<Token> {
        let mut open = Vec::new();
        for &token in &self.before {
            if token.kind == TokenKind::Open {
                open.push(token);
            } else if token.kind == TokenKind::Close {
                open.pop();
            }
        }
        open.pop()
    }

    fn expected(&self) -> String {
        let last = self.before.last().map_or("", |last| self.written(*last));
        if self.starts_with("define") && last.eq_ignore_ascii_case("as") {
            return "names, a condition or a formula".to_owned();
        }
        let has_on = self.before.iter().any(|token| self.written(*token).eq_ignore_ascii_case("on"));
        expected(self.rules, self.whole(), has_on)
    }

    fn whole(&self) -> &'static str {
        let first = self.before.first().and_then(|first| keyword(self.written(*first)));
        if first.is_some_and(|word| word.kind == KeywordKind::Statement) { "statement" } else { "query" }
    }

    fn starts_with(&self, word: &str) -> bool {
        self.before.first().is_some_and(|first| self.written(*first).eq_ignore_ascii_case(word))
    }

    fn reserved(&self, token: Token) -> bool {
        keyword(self.written(token)).is_some_and(|word| word.reserved())
    }

    fn written(&self, token: Token) -> &'t str {
        token.span.of(self.text)
    }

    fn span(&self, token: Token) -> Span {
        self.absolute(token.span)
    }

    fn absolute(&self, span: Span) -> Span {
        span.shift(self.base)
    }
}

/// A piece of text as a message can hold it.
fn shortened(text: &str) -> String {
    const SHOWN: usize = 40;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("")),
        None => text.to_owned(),
    }
}
