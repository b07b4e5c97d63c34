//! Text that people see: what a terminal would obey, turn around or hide is shown as a sign. Styles stand in it as marks,
//! which no data can hold, and become escape sequences where the text leaves the program.

use std::fmt;

/// Stands for the escape character of our own styles: a character that Unicode keeps for use inside a program.
const MARK: char = '\u{FDD0}';

/// How a piece of text stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Heads, titles.
    Bold,
    /// What is beside the point.
    Dim,
    /// A verb, a statement's first word, a command.
    Verb,
    /// Any other word of the language.
    Keyword,
    /// A text in quotes.
    Quoted,
    /// A figure or a year.
    Number,
    /// A name that stands for nothing.
    Unknown,
    /// A hint.
    Grey,
}

impl Style {
    /// What begins it.
    pub fn begin(self) -> &'static str {
        match self {
            Self::Bold => "\u{FDD0}[1m",
            Self::Dim => "\u{FDD0}[2m",
            Self::Verb => "\u{FDD0}[1;34m",
            Self::Keyword => "\u{FDD0}[34m",
            Self::Quoted => "\u{FDD0}[32m",
            Self::Number => "\u{FDD0}[36m",
            Self::Unknown => "\u{FDD0}[4;31m",
            Self::Grey => "\u{FDD0}[90m",
        }
    }
}

/// What ends every style.
pub const END: &str = "\u{FDD0}[0m";

/// A text that may be shown on a terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visible(String);

impl Visible {
    /// A text of any origin, made harmless; its lines and tabs stay.
    pub fn new(text: &str) -> Self {
        Self(visible(text))
    }

    /// A text that was put together of harmless pieces and styles.
    pub fn of_pieces(text: String) -> Self {
        Self(text)
    }

    /// What others have styled with escape sequences, around text that was harmless.
    pub fn of_escapes(text: &str) -> Self {
        Self(text.replace('\u{1b}', "\u{FDD0}"))
    }

    /// Adds a text of any origin, made harmless; its lines and tabs stay.
    pub fn push(&mut self, text: &str) {
        push_visible(&mut self.0, text);
    }

    /// Adds a text of any origin that stands out; it takes no more columns for that.
    pub fn push_styled(&mut self, style: Style, text: &str) {
        self.0.push_str(style.begin());
        push_visible(&mut self.0, text);
        self.0.push_str(END);
    }

    /// Adds what is visible already.
    pub fn append(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    /// The text with its marks.
    pub fn marked(&self) -> &str {
        &self.0
    }
}

/// As a terminal gets it.
impl fmt::Display for Visible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        push_sequences(&mut out, &self.0);
        f.write_str(&out)
    }
}

/// Adds a marked text with escape sequences in place of its marks. Whatever else could steer a terminal becomes a sign.
pub fn push_sequences(out: &mut String, marked: &str) {
    let mut parts = marked.split(MARK);
    push_visible(out, parts.next().unwrap_or_default());
    for part in parts {
        let end =
            part.strip_prefix('[').and_then(|codes| codes.find(|c: char| !c.is_ascii_digit() && c != ';'));
        match end.map(|end| part.split_at(end + 1)) {
            Some((codes, rest)) if rest.starts_with('m') => {
                out.push('\u{1b}');
                out.push_str(codes);
                out.push('m');
                push_visible(out, &rest[1..]);
            }
            _ => {
                push_sign(out, MARK);
                push_visible(out, part);
            }
        }
    }
}

/// A text of any origin, made harmless; its lines and tabs stay.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_visible(&mut out, text);
    out
}

fn push_visible(out: &mut String, text: &str) {
    push_with(out, text, |c| matches!(c, '\n' | '\t').then_some(c));
}

/// Adds a text of any origin on one line: line breaks and tabs become blanks, the rest is made harmless.
pub fn push_line(out: &mut String, text: &str) {
    push_with(out, text, |c| {
        matches!(c, '\t' | '\n' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}').then_some(' ')
    });
}

/// Adds a text; `blank` says what stands for line breaks and their like.
fn push_with(out: &mut String, text: &str, blank: impl Fn(char) -> Option<char>) {
    // Nearly all text is printable ASCII, and that is harmless.
    if is_printable_ascii(text) {
        return out.push_str(text);
    }
    let (mut done, mut at) = (0, 0);
    while let Some(length) = text.as_bytes()[at..].iter().position(|byte| !is_printable(byte)) {
        at += length;
        let Some(c) = text[at..].chars().next() else { break };
        let start = at;
        at += c.len_utf8();
        let instead = blank(c);
        let line_end = c == '\r' && text[at..].starts_with('\n');
        if instead.is_none() && !line_end && is_shown(&text[..start], c, &text[at..]) {
            continue;
        }
        out.push_str(&text[done..start]);
        match instead {
            Some(blank) => out.push(blank),
            None if line_end => {}
            None => push_sign(out, c),
        }
        done = at;
    }
    out.push_str(&text[done..]);
}

/// The sign that stands for a character at a place of a text; none where it is shown as it is.
pub fn sign_at(text: &str, at: usize) -> Option<String> {
    let (before, rest) = text.split_at_checked(at)?;
    let c = rest.chars().next()?;
    let mut sign = String::new();
    push_sign(&mut sign, c);
    (!is_shown(before, c, &rest[c.len_utf8()..])).then_some(sign)
}

/// Whether a terminal shows a character, and nothing but it.
fn is_shown(before: &str, c: char, after: &str) -> bool {
    let letter = |c: char| !c.is_ascii() && !c.is_whitespace() && !is_hidden(c) && !is_joiner(c);
    let last = before.chars().next_back();
    match c {
        // Emoji are put together with them, and letters of Persian and of India.
        c if is_joiner(c) => last.is_some_and(letter) && after.chars().next().is_some_and(letter),
        // They choose between two forms of the character before them.
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{180B}'..='\u{180D}' | '\u{180F}' => {
            last.is_some_and(|c| !c.is_whitespace() && !is_hidden(c) && !is_joiner(c))
        }
        // They spell the flag of a region behind a black flag.
        '\u{E0020}'..='\u{E007F}' => {
            let mut letters = before.chars().rev().take(LONGEST_FLAG);
            letters.find(|c| !matches!(c, '\u{E0020}'..='\u{E007E}')) == Some('\u{1F3F4}')
        }
        c => !is_hidden(c),
    }
}

/// A country and a region have so many letters, with the flag before them.
const LONGEST_FLAG: usize = 8;

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// Control characters, those that turn the direction of writing around, those without width, and those of no meaning
/// outside a program.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFB}'
            | '\u{FDD0}'..='\u{FDEF}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
            && !matches!(c, '\u{E0100}'..='\u{E01EF}' | '\u{E0020}'..='\u{E007F}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// `␛` for the control characters that have a picture, else `<U+202E>`.
fn push_sign(out: &mut String, c: char) {
    match c {
        '\0'..='\u{1F}' => out.extend(char::from_u32(0x2400 + u32::from(c))),
        '\u{7F}' => out.push('\u{2421}'),
        _ => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
    }
}

/// Whether a text is nothing but printable ASCII.
pub fn is_printable_ascii(text: &str) -> bool {
    let (words, rest) = text.as_bytes().as_chunks();
    words.iter().all(|word| all_printable(u64::from_ne_bytes(*word))) && rest.iter().all(is_printable)
}

/// Eight bytes in one look: a high bit stays or comes up where a byte is above `~`, below a blank, or `DEL`.
fn all_printable(word: u64) -> bool {
    const EACH: u64 = u64::MAX / 0xff;
    (word | word.wrapping_add(EACH) | word.wrapping_sub(EACH * 0x20)) & (EACH * 0x80) == 0
}

fn is_printable(byte: &u8) -> bool {
    matches!(byte, b' '..=b'~')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_terminal_obeys_or_hides_becomes_a_sign() {
        for (text, shown) in [
            ("\u{1b}[2J\u{7}\u{7f}", "␛[2J␇␡"),
            ("\u{1b}]52;c;aGk=\u{1b}\\", "␛]52;c;aGk=␛\\"),
            ("\u{9b}2J\u{85}", "<U+009B>2J<U+0085>"),
            ("a\u{202e}b\u{2066}c\u{200f}", "a<U+202E>b<U+2066>c<U+200F>"),
            ("Seo\u{200b}ul\u{feff}", "Seo<U+200B>ul<U+FEFF>"),
            ("a\u{200d}b", "a<U+200D>b"),
            ("\u{fdd0}[1mbold", "<U+FDD0>[1mbold"),
            ("a\rb\r\nc\td", "a␍b\nc\td"),
            ("\u{e0041}\u{e0042}", "<U+E0041><U+E0042>"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn writing_of_every_kind_stays_as_it_is() {
        for text in [
            "서울특별시 ᄒᆞᆫ글",
            "北京市︀",
            "👩\u{200d}👩\u{200d}👧 🏳\u{fe0f}\u{200d}🌈 1\u{fe0f}\u{20e3}",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "می\u{200c}خواهم क्\u{200d}ष",
            "e\u{301}Ł–…「」",
        ] {
            assert_eq!(visible(text), text);
        }
    }

    #[test]
    fn one_line_stays_one_line() {
        let mut out = String::new();
        push_line(&mut out, "a\tb\r\nc\u{1b}[31md\u{2028}e\u{9b}f\u{7f}");
        assert_eq!(out, "a b c␛[31md e<U+009B>f␡");
    }

    #[test]
    fn each_byte_is_told_alike_alone_and_among_eight() {
        for c in '\0'..='\u{ff}' {
            for at in 0..8 {
                let text: String = (0..8).map(|other| if other == at { c } else { '~' }).collect();
                assert_eq!(is_printable_ascii(&text), matches!(c, ' '..='~'), "{c:?}");
            }
        }
    }

    fn any_text() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[\\x00-\\x1f\\x7f-\\u{9f}\u{202e}\u{200d}\u{fdd0}\\[0-9;ma-c👩서\n]{0,30}"
        ]
    }

    proptest! {
        #[test]
        fn escapes_come_from_styles_alone(text in any_text(), style in any::<bool>()) {
            let styled = format!("{}{}{END}", Style::Bold.begin(), visible(&text));
            let shown = Visible::of_pieces(if style { styled } else { visible(&text) }).to_string();
            prop_assert_eq!(shown.matches('\u{1b}').count(), if style { 2 } else { 0 });
            // Whatever was forgotten on the way is caught at the door.
            let mut raw = String::new();
            push_sequences(&mut raw, &text.replace(MARK, ""));
            for text in [shown.replace("\u{1b}[1m", "").replace("\u{1b}[0m", ""), raw] {
                prop_assert!(!text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')), "{text:?}");
                prop_assert!(!text.contains(['\u{202e}', MARK]), "{text:?}");
            }
        }

        #[test]
        fn what_is_visible_stays_as_it_is(text in any_text()) {
            let once = visible(&text);
            prop_assert_eq!(visible(&once), once);
        }
    }
}
