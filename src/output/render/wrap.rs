//! Text in lines: by words, and between Chinese and Japanese characters.

use unicode_segmentation::UnicodeSegmentation;

use super::width::{start, width};

/// Calls `line` with each line of a text wrapped at `room` columns. A word wider than that is broken, or with
/// `whole_words` passed on as it is.
pub fn wrap<'a>(text: &'a str, room: usize, whole_words: bool, mut line: impl FnMut(&'a str)) {
    // The line so far: where it starts, where its last word ends, and the columns up to the next word.
    let (mut from, mut to, mut taken) = (0, 0, 0);
    for (at, piece) in pieces(text) {
        let word = piece.trim_end();
        if to > from && taken + width(word) > room {
            line(&text[from..to]);
            (from, taken) = (at, 0);
        }
        if taken == 0 && !whole_words && width(word) > room {
            from = break_word(word, at, room, &mut line);
            taken = width(&text[from..at + piece.len()]);
        } else {
            taken += width(piece);
        }
        to = at + word.len();
    }
    if to > from || text.is_empty() {
        line(&text[from..to]);
    }
}

/// The columns of the widest part of a text that a line cannot be broken in.
pub fn widest_word(text: &str) -> usize {
    pieces(text).map(|(_, piece)| width(piece.trim_end())).max().unwrap_or(0)
}

/// Passes on full lines of a word that is too wide; returns where its last part starts.
fn break_word<'a>(word: &'a str, at: usize, room: usize, line: &mut impl FnMut(&'a str)) -> usize {
    let mut rest = word;
    while width(rest) > room {
        let mut part = start(rest, room);
        if part.is_empty() {
            // A cluster of signs that is wider than the line: one character of it always goes.
            part = rest.chars().next().map_or(rest, |first| &rest[..first.len_utf8()]);
        }
        line(part);
        rest = &rest[part.len()..];
    }
    at + word.len() - rest.len()
}

/// The parts of a text between which a line may end, each with its place and the blanks after it.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let piece = &rest[..piece_end(rest)];
        at += piece.len();
        Some((at - piece.len(), piece))
    })
}

fn piece_end(text: &str) -> usize {
    if text.is_ascii() {
        let bytes = text.as_bytes();
        return (1..bytes.len()).find(|&at| bytes[at - 1] == b' ' && bytes[at] != b' ').unwrap_or(text.len());
    }
    let mut graphemes = text.grapheme_indices(true);
    let mut before = graphemes.next().map_or("", |(_, first)| first);
    for (at, after) in graphemes {
        if after != " " && (before == " " || breaks(before, after)) {
            return at;
        }
        before = after;
    }
    text.len()
}

/// Whether a line may end between two graphemes that no blank parts.
fn breaks(before: &str, after: &str) -> bool {
    let opens = |c: char| "（「『【《〈“‘".contains(c);
    let closes = |c: char| "，。、；：？！）」』】》〉”’々ー…".contains(c);
    let first = |text: &str| text.chars().next().unwrap_or(' ');
    (is_ideograph(first(before)) || is_ideograph(first(after)))
        && !opens(first(before))
        && !closes(first(after))
}

/// Characters of scripts that are written without blanks; Hangul has blanks.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{30ff}' | '\u{31f0}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, room: usize) -> Vec<&str> {
        let mut lines = Vec::new();
        wrap(text, room, false, |line| lines.push(line));
        lines
    }

    #[test]
    fn lines_end_between_words() {
        assert_eq!(wrapped("one answer for each case", 10), ["one answer", "for each", "case"]);
        assert_eq!(wrapped("one  two", 3), ["one", "two"]);
        assert_eq!(wrapped("", 3), [""]);
    }

    #[test]
    fn a_wide_word_is_broken() {
        assert_eq!(wrapped("an incomprehensible word", 6), ["an", "incomp", "rehens", "ible", "word"]);
        assert_eq!(wrapped("กรุงเทพมหานคร", 5), ["กรุงเท", "พมหาน", "คร"]);
    }

    #[test]
    fn chinese_breaks_anywhere_but_before_a_comma() {
        assert_eq!(wrapped("北京市，首都", 6), ["北京", "市，首", "都"]);
        assert_eq!(wrapped("서울 특별시", 8), ["서울", "특별시"]);
        assert_eq!(widest_word("北京市"), 2);
    }
}
