//! Text cut into words and signs, wrong text too: for the splitter, for messages and for highlighting.

use base::source::Span;

/// A piece of text between blanks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its bytes.
    pub span: Span,
}

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// `compare`, `서울`, `Alpha+`, `2020`, `2019-2020`
    Word,
    /// `"Mayors for Peace"`
    Quoted,
    /// `"Mayors for Peace` up to the end of its line
    Unclosed,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `,`
    Comma,
    /// `.`
    Dot,
    /// `=`, `<=`, `+`, `..`
    Sign,
    /// `;`
    Semicolon,
    /// The end of a line.
    Newline,
    /// `# to the end of the line`
    Comment,
    /// A character with no meaning here: `$`, `[`, a control character.
    Other,
}

impl TokenKind {
    /// How many brackets are open behind it, where this many were before.
    pub fn depth_after(self, depth: usize) -> usize {
        match self {
            Self::Open => depth + 1,
            Self::Close => depth.saturating_sub(1),
            Self::Word
            | Self::Quoted
            | Self::Unclosed
            | Self::Comma
            | Self::Dot
            | Self::Sign
            | Self::Semicolon
            | Self::Newline
            | Self::Comment
            | Self::Other => depth,
        }
    }
}

/// Cuts a text into its tokens; blanks are left out.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0 }
}

/// The tokens of a text, from left to right.
#[derive(Clone, Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.skip(is_blank);
        let start = self.at;
        let first = self.peek()?;
        let kind = if is_letter(first) { self.word() } else { self.sign(first) };
        Some(Token { kind, span: Span::new(start, self.at) })
    }
}

impl Tokens<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        match self.text.as_bytes().get(self.at) {
            Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
            _ => self.rest().chars().next(),
        }
    }

    fn skip(&mut self, wanted: impl Fn(char) -> bool) {
        while let Some(c) = self.peek().filter(|&c| wanted(c)) {
            self.at += c.len_utf8();
        }
    }

    /// The same rule as `plain` in the grammar.
    fn word(&mut self) -> TokenKind {
        self.skip(is_letter);
        while let Some(joint) = self.peek().filter(|&c| is_inner(c)) {
            let after = self.at + joint.len_utf8();
            if !self.text.get(after..).is_some_and(|rest| rest.starts_with(is_letter)) {
                break;
            }
            self.at = after;
            self.skip(is_letter);
        }
        let end = self.at;
        self.skip(|c| matches!(c, '+' | '-' | '＋' | '－'));
        if self.peek().is_some_and(is_letter) {
            self.at = end;
        }
        TokenKind::Word
    }

    fn sign(&mut self, first: char) -> TokenKind {
        if let Some(close) = closing(first) {
            let after_letter = self.text.get(..self.at).is_some_and(|before| before.ends_with(is_letter));
            if !(after_letter && matches!(first, '\'' | '‘')) {
                return self.quoted(first, close);
            }
        }
        self.at += first.len_utf8();
        match first {
            '\n' => TokenKind::Newline,
            '#' | '＃' => {
                self.at += self.rest().find('\n').unwrap_or(self.rest().len());
                TokenKind::Comment
            }
            ';' | '；' => TokenKind::Semicolon,
            '(' | '（' => TokenKind::Open,
            ')' | '）' => TokenKind::Close,
            ',' | '，' | '、' => TokenKind::Comma,
            '.' | '．' if !self.rest().starts_with(['.', '．']) => TokenKind::Dot,
            _ if is_sign(first) => {
                self.skip(|c| c == first || matches!(c, '=' | '＝' | '>' | '＞'));
                TokenKind::Sign
            }
            _ => TokenKind::Other,
        }
    }

    /// The same rule as `quoted` in the grammar: an apostrophe inside a word does not close.
    fn quoted(&mut self, open: char, close: char) -> TokenKind {
        self.at += open.len_utf8();
        while let Some(c) = self.peek() {
            if c == '\n' {
                break;
            }
            self.at += c.len_utf8();
            let inside = matches!(close, '\'' | '’') && self.peek().is_some_and(is_letter);
            if c == close && !inside {
                return TokenKind::Quoted;
            }
        }
        TokenKind::Unclosed
    }
}

/// The mark that closes a quotation begun with `open`.
pub fn closing(open: char) -> Option<char> {
    match open {
        '"' | '\'' => Some(open),
        '“' => Some('”'),
        '‘' => Some('’'),
        '「' => Some('」'),
        _ => None,
    }
}

/// Whether a word may hold the character anywhere.
pub fn is_letter(c: char) -> bool {
    use pest::unicode::{LETTER, MARK, NUMBER};
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    LETTER(c) || MARK(c) || NUMBER(c) || matches!(c, '\u{200C}' | '\u{200D}')
}

/// Whether a word may hold the character between two letters.
fn is_inner(c: char) -> bool {
    matches!(c, '-' | '\'' | '’' | '&' | '·' | '・' | '–' | '‐' | '‑')
}

/// What stands between blanks and the ends of lines, as the language knows them: more than Unicode calls white.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| is_blank(c) || c == '\n').filter(|word| !word.is_empty())
}

/// Whether the character only keeps words apart; the end of a line is a token of its own.
pub fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\u{3000}' | '\u{A0}' | '\u{200B}' | '\u{FEFF}')
}

fn is_sign(c: char) -> bool {
    "=＝!！<＜>＞≠≤≥+＋-−－*×＊/÷／.．…‥&＆|~".contains(c)
}
