//! Words for messages: did-you-mean, lists, counts.

use strsim::damerau_levenshtein;

use crate::dataset::fold::fold;

/// The candidate that was most likely meant: the same but for case and accents, else one a few letters away.
///
/// Of equally near candidates the first in the alphabet wins, so that messages do not depend on order.
pub fn closest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let name = fold(name);
    let length = name.chars().count();
    let allowed = (length / 3).max(1);
    // A far longer or shorter word needs more edits than are allowed: no need to count them.
    let near = |folded: &str| folded.chars().count().abs_diff(length) <= allowed;
    let distance = |candidate: &str| {
        let folded = fold(candidate);
        let distance = if near(&folded) { damerau_levenshtein(&name, &folded) } else { usize::MAX };
        // A word of one or two letters with one letter changed is another word.
        (distance <= allowed && distance < length).then_some(distance)
    };
    // `yr` is how many people write `year`.
    let consonants = |word: &str| word.chars().filter(|c| !"aeiou".contains(*c)).collect::<String>();
    let short = |candidate: &str| (length > 1 && consonants(&fold(candidate)) == name).then_some(usize::MAX);
    let scored = candidates
        .into_iter()
        .filter_map(|candidate| Some((distance(candidate).or_else(|| short(candidate))?, candidate)));
    scored.min().map(|(_, candidate)| candidate)
}

/// ``"`a`, `b` or `c`"``; after six, "and 12 more".
pub fn one_of<T: AsRef<str>>(items: &[T]) -> String {
    const SHOWN: usize = 6;
    let ticked: Vec<String> = items.iter().take(SHOWN).map(|item| format!("`{}`", item.as_ref())).collect();
    match (items.len().saturating_sub(SHOWN), ticked.split_last()) {
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
        || word.contains('/')
        || word.ends_with(|c: char| !c.is_ascii_lowercase())
        || matches!(word, "people" | "km" | "kg" | "series" | "species");
    let consonant_y = word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match consonant_y {
        _ if stays => word.to_owned(),
        _ if word == "index" => "indices".to_owned(),
        _ if word == "person" => "people".to_owned(),
        Some(stem) => format!("{stem}ies"),
        None if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") => {
            format!("{word}es")
        }
        None => format!("{word}s"),
    }
}

/// "a city", "an index"
pub fn a(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {word}")
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
