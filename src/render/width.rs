//! How wide text is on a terminal, and text that is safe to print there.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Adds text without what would move the cursor or turn the reading direction; line breaks become blanks.
pub fn push_clean(out: &mut String, text: &str) {
    // Nearly all text is printable ASCII, and that is clean.
    if is_printable_ascii(text) {
        return out.push_str(text);
    }
    let (mut clean, mut at) = (0, 0);
    while let Some(length) = text.as_bytes()[at..].iter().position(|byte| !is_printable(byte)) {
        at += length;
        let Some(c) = text[at..].chars().next() else { break };
        let start = at;
        at += c.len_utf8();
        let instead = match c {
            '\t' | '\n' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => " ",
            // Direction marks and overrides could make a line read as another one.
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}' => "",
            '\u{ad}' | '\u{feff}' => "",
            c if c.is_control() => "",
            _ => continue,
        };
        out.push_str(&text[clean..start]);
        out.push_str(instead);
        clean = at;
    }
    out.push_str(&text[clean..]);
}

/// Adds a text in which some characters are written otherwise, as the language that it goes into wants it.
pub fn push_escaped(out: &mut String, text: &str, escape: impl Fn(char) -> Option<&'static str>) {
    let mut clean = String::with_capacity(text.len());
    push_clean(&mut clean, text);
    for c in clean.chars() {
        match escape(c) {
            Some(instead) => out.push_str(instead),
            None => out.push(c),
        }
    }
}

/// The columns a text takes.
pub fn width(text: &str) -> usize {
    // For printable ASCII the bytes are the columns, and nearly all text here is that.
    if is_printable_ascii(text) { text.len() } else { text.width() }
}

/// The longest start of a text that takes at most `room` columns; no character is cut in half.
pub fn start(text: &str, room: usize) -> &str {
    let mut taken = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        taken += width(grapheme);
        if taken > room {
            return &text[..at];
        }
    }
    text
}

/// Adds as much of a text as fits, with a sign where it was cut.
pub fn push_cut(out: &mut String, text: &str, room: usize, sign: &str) {
    if width(text) <= room {
        return out.push_str(text);
    }
    out.push_str(start(text, room.saturating_sub(width(sign))).trim_end());
    out.push_str(start(sign, room));
}

/// Adds blanks.
pub fn push_blanks(out: &mut String, count: usize) {
    const BLANKS: &str = "                                                                ";
    let mut left = count;
    while left > BLANKS.len() {
        out.push_str(BLANKS);
        left -= BLANKS.len();
    }
    out.push_str(&BLANKS[..left]);
}

fn is_printable_ascii(text: &str) -> bool {
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

    #[test]
    fn control_characters_do_not_pass() {
        let mut out = String::new();
        push_clean(&mut out, "a\tb\r\nc\u{1b}[31md\u{202e}e\u{9b}f\u{7f}");
        assert_eq!(out, "a b c[31mdef");
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

    #[test]
    fn width_counts_columns() {
        for (text, columns) in
            [("Seoul", 5), ("서울", 4), ("北京", 4), ("e\u{301}", 1), ("กรุงเทพ", 6), ("👩‍👩‍👧", 2)]
        {
            assert_eq!(width(text), columns, "{text}");
        }
    }

    #[test]
    fn a_cut_keeps_characters_whole() {
        let cut = |text: &str, room| {
            let mut out = String::new();
            push_cut(&mut out, text, room, "…");
            out
        };
        assert_eq!(cut("北京市朝阳区", 6), "北京…");
        assert_eq!(cut("北京", 4), "北京");
        assert_eq!(cut("Ame\u{301}rique", 4), "Ame\u{301}…");
        assert_eq!(cut("Hong Kong", 6), "Hong…");
        assert_eq!(cut("Seoul", 0), "");
    }
}
