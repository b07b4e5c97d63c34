//! One spelling for comparing names: case, accents, widths and runs of blanks do not count.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a name. `São  Paulo`, `sao paulo` and `ＳＡＯ ＰＡＵＬＯ` fold alike, and so do composed and decomposed Hangul.
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    if name.is_ascii() {
        name.trim().bytes().for_each(|byte| push(&mut folded, byte.to_ascii_lowercase() as char));
    } else {
        let plain = name.trim().nfkd().filter(|&c| !is_combining_mark(c));
        plain.flat_map(char::to_lowercase).for_each(|c| push(&mut folded, c));
    }
    folded
}

/// Whether two names fold alike. Most that differ are told apart by their first letters.
pub fn alike(a: &str, b: &str) -> bool {
    match begin_alike(a, b) {
        false => false,
        true if a.is_ascii() && b.is_ascii() => letters(a).eq(letters(b)),
        true => fold(a) == fold(b),
    }
}

/// Whether two names may fold alike by their first letters.
pub fn begin_alike(a: &str, b: &str) -> bool {
    match (a.as_bytes(), b.as_bytes()) {
        ([a, ..], [b, ..]) if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric() => {
            a.eq_ignore_ascii_case(b)
        }
        _ => true,
    }
}

/// The letters that a name in ASCII folds to.
fn letters(name: &str) -> impl Iterator<Item = u8> {
    let is_blank = |byte| matches!(byte, b'_' | b' ' | b'\t' | b'\n' | b'\r');
    let mut after_blank = false;
    name.trim().bytes().filter_map(move |byte| {
        let again = std::mem::replace(&mut after_blank, is_blank(byte));
        match after_blank {
            true => (!again).then_some(b' '),
            false => Some(byte.to_ascii_lowercase()),
        }
    })
}

/// Whether a folded text holds another one, at whole Korean syllables: `서` is not in `석`.
pub fn holds_text(folded: &str, wanted: &str) -> bool {
    let ends_syllable = |rest: &str| !rest.starts_with(|c| matches!(c, '\u{1160}'..='\u{11FF}'));
    let after = |(at, found): (usize, &str)| folded.get(at + found.len()..).is_some_and(ends_syllable);
    folded.match_indices(wanted).any(after)
}

/// Adds one lower-case character; marks and blanks that only look different become one.
fn push(folded: &mut String, c: char) {
    match c {
        '_' | ' ' | '\t' | '\n' | '\r' if folded.ends_with(' ') => {}
        '_' | ' ' | '\t' | '\n' | '\r' => folded.push(' '),
        '‘' | '’' => folded.push('\''),
        '–' | '‐' | '‑' => folded.push('-'),
        // Letters that Unicode does not take apart, though people type them plain.
        'ø' => folded.push('o'),
        'ł' => folded.push('l'),
        'đ' => folded.push('d'),
        'ı' => folded.push('i'),
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        _ => folded.push(c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{alike, fold, holds_text};

    proptest! {
        #[test]
        fn names_are_alike_if_they_fold_alike(a in "[aAbé_ \t\n]{0,5}", b in "[aAbé_ \t\n]{0,5}") {
            prop_assert_eq!(alike(&a, &b), fold(&a) == fold(&b));
        }
    }

    #[test]
    fn a_text_is_held_at_whole_syllables() {
        let holds = |text: &str, wanted: &str| holds_text(&fold(text), &fold(wanted));
        assert!(
            holds("코로나19의 악영향", "코로나")
                && holds("서울시", "서울")
                && holds("After COVID-19", "covid")
        );
        assert!(!holds("석유", "서") && holds("석유와 서울", "서"));
        assert!(holds("赵可金, 陈维", "赵可金") && !holds("赵可", "赵可金") && !holds("", "x"));
    }

    #[test]
    fn spellings_of_one_name_fold_alike() {
        for name in ["São Paulo", "sao  paulo", "SAO_PAULO", "ＳＡＯ　ＰＡＵＬＯ", "Sa\u{303}o Paulo"]
        {
            assert_eq!(fold(name), "sao paulo", "{name}");
        }
        assert_eq!(fold("서울"), fold("\u{1109}\u{1165}\u{110b}\u{116e}\u{11af}"));
        assert_eq!(fold("İstanbul"), "istanbul");
        assert_ne!(fold("Seoul"), fold("서울"));
    }
}
