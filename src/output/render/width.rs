//! How wide text is on a terminal, and as much of it as fits.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::visible::{is_printable_ascii, push_line};

/// Adds a text in which some characters are written otherwise, as the language that it goes into wants it.
pub fn push_escaped(out: &mut String, text: &str, escape: impl Fn(char) -> Option<&'static str>) {
    let mut clean = String::with_capacity(text.len());
    push_line(&mut clean, text);
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

#[cfg(test)]
mod tests {
    use super::*;

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
