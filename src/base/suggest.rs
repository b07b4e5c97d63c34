//! Words for messages: did-you-mean, lists, counts.

use strsim::damerau_levenshtein;

use crate::cancel::cancellable;
use crate::fold::fold;

/// The candidate that was most likely meant: the same but for case and accents, else one a few letters away.
///
/// Of equally near candidates the first in the alphabet wins, so that messages do not depend on order.
pub fn closest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let name = fold(name);
    let length = name.chars().count();
    let allowed = (length / 3).max(1);
    // `yr` is how many people write `year`.
    let consonants = |word: &str| word.chars().filter(|c| !is_vowel(*c)).collect::<String>();
    let is_short = length > 1 && !name.contains(is_vowel);
    let letters = Letters::of(&name);
    let distance = |candidate: &str| {
        if candidate.is_ascii()
            && (far(candidate, length, allowed) || letters.miss(candidate) > allowed)
            && !(is_short && candidate.len() <= 3 * length)
        {
            return None;
        }
        let folded = fold(candidate);
        // A far longer or shorter word needs more edits than are allowed: no need to count them.
        let near = folded.chars().count().abs_diff(length) <= allowed;
        let distance = if near { damerau_levenshtein(&name, &folded) } else { usize::MAX };
        // A word of one or two letters with one letter changed is another word.
        if distance <= allowed && distance < length {
            return Some(distance);
        }
        (is_short && consonants(&folded) == name).then_some(usize::MAX)
    };
    let scored =
        cancellable(candidates.into_iter()).filter_map(|candidate| Some((distance(candidate)?, candidate)));
    scored.min().map(|(_, candidate)| candidate)
}

/// The only candidate that has the name as one of its words: `Korea` is near to `South Korea`.
pub fn only_one_with<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let name = fold(name);
    let inside = |candidate: &str| {
        let mut parts = candidate.as_bytes().windows(name.len().max(1));
        parts.any(|part| part.eq_ignore_ascii_case(name.as_bytes()))
    };
    let has = |candidate: &&str| {
        // A list may hold a million.
        if candidate.is_ascii() && !candidate.contains('_') && !inside(candidate) {
            return false;
        }
        let folded = fold(candidate);
        folded.len() > name.len() && folded.split(' ').any(|word| word == name)
    };
    let mut with = cancellable(candidates.into_iter()).filter(has);
    with.next().filter(|_| with.next().is_none())
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// How often each ASCII letter stands in a name: what another one lacks, or has too much of, are edits between them.
struct Letters([i32; 128]);

impl Letters {
    fn of(name: &str) -> Self {
        let mut counts = [0; 128];
        name.bytes().filter(u8::is_ascii).for_each(|byte| counts[usize::from(byte)] += 1);
        Self(counts)
    }

    /// At least so many edits lie between the name and an ASCII candidate.
    fn miss(&self, candidate: &str) -> usize {
        let mut counts = self.0;
        for byte in candidate.bytes() {
            let byte = if byte == b'_' { b' ' } else { byte.to_ascii_lowercase() };
            counts[usize::from(byte)] -= 1;
        }
        let lacks: i32 = counts.iter().filter(|&&count| count > 0).sum();
        usize::try_from(lacks).unwrap_or(0)
    }
}

/// Whether a candidate is far too long or too short, as far as that shows before it is folded: a list may hold a million.
fn far(candidate: &str, length: usize, allowed: usize) -> bool {
    // Folding takes blanks away and nothing else, as long as there is only ASCII.
    let letters = || candidate.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'_').count();
    candidate.is_ascii() && (candidate.len() + allowed < length || letters() > length + allowed)
}

/// ``"`a`, `b` or `c`"``; after six, "and 12 more".
pub fn one_of<T: AsRef<str>>(items: &[T]) -> String {
    one_of_all(items, items.len())
}

/// The same, where the items are only the first of all.
pub fn one_of_all<T: AsRef<str>>(items: &[T], all: usize) -> String {
    const SHOWN: usize = 6;
    let ticked: Vec<String> = items.iter().take(SHOWN).map(|item| format!("`{}`", item.as_ref())).collect();
    match (all.saturating_sub(SHOWN), ticked.split_last()) {
        (_, None) => String::new(),
        (0, Some((last, []))) => last.clone(),
        (0, Some((last, others))) => format!("{} or {last}", others.join(", ")),
        (more, _) => format!("{} and {more} more", ticked.join(", ")),
    }
}

/// "1 row", "2 rows"
pub fn count(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {}", plural(word)) }
}

/// What the system says, without its number: "no such file or directory"
pub fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

/// The plural of a word: `cities`, `matches`; units and signs stay as they are.
pub fn plural(word: &str) -> String {
    let stays = word.is_empty()
        || word.contains(" per ")
        || word.ends_with(|c: char| !c.is_ascii_lowercase())
        || matches!(word, "people" | "km" | "kg" | "pp" | "series" | "species");
    let consonant_y = word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match consonant_y {
        _ if stays => word.to_owned(),
        _ if word == "index" => "indices".to_owned(),
        _ if word == "person" => "people".to_owned(),
        Some(stem) => [stem, "ies"].concat(),
        None if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") => {
            [word, "es"].concat()
        }
        None => [word, "s"].concat(),
    }
}

/// "a city", "an index"
pub fn a(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {word}")
}

/// A word of `load … with` that is said of a column, as it is typed: `missing age`.
pub fn said_of(word: &str, column: &str) -> String {
    let is_simple = column.split(' ').all(|part| !part.is_empty() && typed(part) == part);
    if is_simple { format!("{word} {column}") } else { typed(&format!("{word} {column}")) }
}

/// A name as it can be typed in an example: in quotes unless it is one word.
pub fn typed(name: &str) -> String {
    match name.chars().all(|c| c.is_alphanumeric() || c == '_') {
        true => name.to_owned(),
        false => format!("\"{name}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::{closest, count, one_of, plural};

    #[test]
    fn the_nearest_name_is_found() {
        let cities = ["Beijing", "Seoul", "São Paulo", "Paris", "서울"];
        for (name, meant) in [
            ("Beijng", Some("Beijing")),
            ("bejiing", Some("Beijing")),
            ("sao paulo", Some("São Paulo")),
            ("SEOUL", Some("Seoul")),
            ("Soeul", Some("Seoul")),
            ("서울", Some("서울")),
            ("Tokyo", None),
            ("S", None),
            ("", None),
        ] {
            assert_eq!(closest(name, cities), meant, "{name}");
        }
    }

    #[test]
    fn blanks_and_length_do_not_hide_a_near_name() {
        assert_eq!(closest("new york", ["New   York  "]), Some("New   York  "));
        assert_eq!(closest("sister cities", ["sister_cities"]), Some("sister_cities"));
        assert_eq!(closest("Beijing", ["Beijing and its neighbors", "B"]), None);
    }

    #[test]
    fn ties_go_by_the_alphabet() {
        assert_eq!(closest("bat", ["cat", "bad", "bar"]), Some("bad"));
        assert_eq!(closest("bat", ["bar", "cat", "bad"]), Some("bad"));
    }

    #[test]
    fn short_words_are_not_guessed_at() {
        assert_eq!(closest("a", ["b", "c"]), None);
        assert_eq!(closest("onn", ["on", "or"]), Some("on"));
        assert_eq!(closest("yr", ["rank", "year"]), Some("year"));
    }

    #[test]
    fn lists_end_in_or() {
        assert_eq!(one_of::<&str>(&[]), "");
        assert_eq!(one_of(&["a"]), "`a`");
        assert_eq!(one_of(&["a", "b"]), "`a` or `b`");
        assert_eq!(one_of(&["a", "b", "c"]), "`a`, `b` or `c`");
        let many: Vec<String> = (1..=18).map(|number| number.to_string()).collect();
        assert_eq!(one_of(&many), "`1`, `2`, `3`, `4`, `5`, `6` and 12 more");
    }

    #[test]
    fn counts_agree_with_their_word() {
        assert_eq!(count(1, "row"), "1 row");
        assert_eq!(count(0, "row"), "0 rows");
        assert_eq!(count(2, "city"), "2 cities");
        for (word, wanted) in [
            ("country", "countries"),
            ("day", "days"),
            ("match", "matches"),
            ("box", "boxes"),
            ("index", "indices"),
            ("people", "people"),
            ("person", "people"),
            ("USD", "USD"),
            ("km²", "km²"),
            ("%", "%"),
            ("tie", "ties"),
        ] {
            assert_eq!(plural(word), wanted);
        }
    }
}
