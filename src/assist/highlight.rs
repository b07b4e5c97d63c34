//! Statements in color: what each word is, also while it is being typed.

use std::ops::Range;

use crate::command::entry_of;
use base::order;
use base::source::{Source, Span};
use output::visible::{Style, Visible};
use resolve::ResolveError;
use session::{Failure, Session};
use syntax::keyword::{KeywordKind, keyword};
use syntax::{self, Token, TokenKind, tokens};

/// What a piece of text is, for the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A verb, a statement's first word, a command.
    Verb,
    /// Any other word of the language.
    Keyword,
    /// A text in quotes.
    Quoted,
    /// A figure or a year.
    Number,
    /// A comment.
    Comment,
    /// A name that stands for nothing.
    Unknown,
}

impl Mark {
    fn style(self) -> Style {
        match self {
            Self::Verb => Style::Verb,
            Self::Keyword => Style::Keyword,
            Self::Quoted => Style::Quoted,
            Self::Number => Style::Number,
            Self::Comment => Style::Dim,
            Self::Unknown => Style::Unknown,
        }
    }
}

/// A text in color; as wide as it was.
pub fn paint(text: &str) -> Visible {
    painted(text, &marks(text))
}

/// A part of a text in color.
pub fn paint_part(text: &str, part: Range<usize>) -> Visible {
    painted_part(text, part, marks(text))
}

/// The same, with the names underlined that stand for nothing. The word at the cursor, which counts from the start of
/// the part, is still being typed.
pub fn paint_known(session: &Session, text: &str, part: Range<usize>, cursor: usize) -> Visible {
    let cursor = part.start + cursor;
    let mut unknown = unknown(session, text);
    unknown.retain(|span| !(span.start <= cursor && cursor <= span.end));
    let covered = |span: Span| unknown.iter().any(|other| other.start <= span.start && span.end <= other.end);
    let mut marks = marks(text);
    marks.retain(|(span, _)| !covered(*span));
    marks.extend(unknown.iter().map(|span| (*span, Mark::Unknown)));
    order::sort_by_key(&mut marks, |(span, _)| span.start);
    painted_part(text, part, marks)
}

fn painted_part(text: &str, part: Range<usize>, mut marks: Vec<(Span, Mark)>) -> Visible {
    marks.retain(|(span, _)| part.start <= span.start && span.end <= part.end);
    for (span, _) in &mut marks {
        *span = Span::new(span.start - part.start, span.end - part.start);
    }
    painted(text.get(part).unwrap_or_default(), &marks)
}

/// The pieces of a text that are more than a name or a sign, from left to right.
pub fn marks(text: &str) -> Vec<(Span, Mark)> {
    let begins: Vec<usize> = syntax::statements(text).iter().map(|span| span.start).collect();
    let mark = |token: Token| {
        let word = token.span.of(text);
        let first = begins.binary_search(&token.span.start).is_ok();
        let mark = match token.kind {
            TokenKind::Quoted | TokenKind::Unclosed => Mark::Quoted,
            TokenKind::Comment => Mark::Comment,
            TokenKind::Word if first && entry_of(word).is_some() => Mark::Verb,
            TokenKind::Word if word.starts_with(|c: char| c.is_ascii_digit()) => Mark::Number,
            TokenKind::Word if syntax::could_begin_call(text, token) => Mark::Keyword,
            TokenKind::Word => match keyword(word)?.kind {
                KeywordKind::Verb | KeywordKind::Statement if first => Mark::Verb,
                KeywordKind::Clause | KeywordKind::Operator => Mark::Keyword,
                KeywordKind::Contextual if syntax::could_begin_clause(text, token) => Mark::Keyword,
                KeywordKind::Verb
                | KeywordKind::Statement
                | KeywordKind::Contextual
                | KeywordKind::Place
                | KeywordKind::Flag => return None,
            },
            TokenKind::Open
            | TokenKind::Close
            | TokenKind::Comma
            | TokenKind::Dot
            | TokenKind::Sign
            | TokenKind::Semicolon
            | TokenKind::Newline
            | TokenKind::Other => return None,
        };
        Some((token.span, mark))
    };
    tokens(text).filter_map(mark).collect()
}

/// The names in a text that stand for nothing, where its statements can be read.
pub fn unknown(session: &Session, text: &str) -> Vec<Span> {
    let source = Source::new("prompt", text);
    let mut spans = Vec::new();
    for span in syntax::statements(text) {
        let first = tokens(span.of(text)).next().map_or("", |token| token.span.of(span.of(text)));
        if entry_of(first).is_some() {
            continue;
        }
        if let Err(Failure::Resolve(ResolveError::Unknown { names, .. })) = session.check(&source, span) {
            spans.extend(names.iter().map(|name| name.span));
        }
    }
    spans
}

fn painted(text: &str, marks: &[(Span, Mark)]) -> Visible {
    let mut painted = Visible::default();
    let mut at = 0;
    for (span, mark) in marks {
        painted.push(text.get(at..span.start).unwrap_or_default());
        painted.push_styled(mark.style(), span.of(text));
        at = span.end;
    }
    painted.push(text.get(at..).unwrap_or_default());
    painted
}

#[cfg(test)]
mod tests {
    use super::{Mark, marks, paint, paint_known, unknown};
    use proptest::prelude::*;
    use session::Session;

    fn shown(text: &str) -> Vec<(&str, Mark)> {
        marks(text).into_iter().map(|(span, mark)| (span.of(text), mark)).collect()
    }

    #[test]
    fn words_are_marked_by_what_they_are() {
        assert_eq!(
            shown("COMPARE \"New York\", Seoul on rankings where year = 2020 # now"),
            [
                ("COMPARE", Mark::Verb),
                ("\"New York\"", Mark::Quoted),
                ("on", Mark::Keyword),
                ("where", Mark::Keyword),
                ("2020", Mark::Number),
                ("# now", Mark::Comment),
            ]
        );
        assert_eq!(shown("help where"), [("help", Mark::Verb), ("where", Mark::Keyword)]);
        // A verb's word inside a statement is a name.
        assert_eq!(shown("show rank"), [("show", Mark::Verb)]);
    }

    #[test]
    fn unknown_names_are_found_once_the_statement_can_be_read() {
        let session = Session::new().unwrap();
        let names = |text: &'static str| {
            unknown(&session, text).into_iter().map(|span| span.of(text)).collect::<Vec<_>>()
        };
        assert_eq!(names("compare Beijng, Seoul on rankings where yaer = 2020"), ["Beijng", "yaer"]);
        assert_eq!(names("compare Beij"), Vec::<&str>::new());
        assert_eq!(names("compare Beijng, Seoul on rankings where"), Vec::<&str>::new());
        assert_eq!(names("find Atlantis"), Vec::<&str>::new());
    }

    #[test]
    fn the_word_at_the_cursor_is_not_underlined() {
        let session = Session::new().unwrap();
        let text = "show Beijing on rank";
        assert!(!paint_known(&session, text, 0..text.len(), text.len()).to_string().contains("\u{1b}[4;31m"));
        assert!(
            paint_known(&session, text, 0..text.len(), 4).to_string().contains("\u{1b}[4;31mrank\u{1b}[0m")
        );
    }

    proptest! {
        #[test]
        fn only_codes_are_added(text in "[a-z 서울北京\"#=;,()\n0-9]{0,40}") {
            let mut plain = paint(&text).to_string();
            while let Some(start) = plain.find('\u{1b}') {
                let end = plain[start..].find('m').map_or(plain.len(), |end| start + end + 1);
                plain.replace_range(start..end, "");
            }
            prop_assert_eq!(plain, text);
        }
    }
}
