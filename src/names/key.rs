//! One spelling for comparing names of places: what publishers write differently does not count.

use base::fold::fold;

/// Words that publishers shorten, in the spelling that counts.
const SHORT: &[(&str, &str)] = &[
    ("st", "saint"),
    ("ste", "sainte"),
    ("rep", "republic"),
    ("dem", "democratic"),
    ("sts", "states"),
    ("is", "islands"),
];

/// Words that tell no two places apart.
const FILLING: &[&str] = &["the", "of", "and"];

/// Folds the name of a place. `Côte d’Ivoire` and `COTE D IVOIRE`, `St. Lucia` and `Saint Lucia`, `Trinidad & Tobago`
/// and `Trinidad and Tobago`, `Viet Nam` and `Vietnam`, `Gambia (The)` and `Gambia` fold alike.
pub fn key(name: &str) -> String {
    let words = words(name);
    let long = |word| SHORT.iter().find(|(short, _)| *short == word).map_or(word, |&(_, long)| long);
    let telling = words.iter().map(String::as_str).filter(|word| !FILLING.contains(word));
    let key: String = telling.map(long).collect();
    if key.is_empty() { words.concat() } else { key }
}

/// The words of a name, folded, without marks.
pub fn words(name: &str) -> Vec<String> {
    let mut folded = fold(name);
    folded.retain(|c| !matches!(c, '\'' | 'ʻ' | 'ʼ' | '`' | '´'));
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The key of the name with its last part in front: `Korea, Republic of` and `Korea (Republic of)` are read as
/// `Republic of Korea`. None where the name has no such part.
pub fn turned(name: &str) -> Option<String> {
    let (head, tail) = parts(name)?;
    Some(key(&format!("{tail} {head}")))
}

/// A name and what stands behind its last comma, or in brackets at its end.
pub fn parts(name: &str) -> Option<(&str, &str)> {
    let name = name.trim();
    let parts = match name.strip_suffix(')') {
        Some(open) => open.rsplit_once('('),
        None => name.rsplit_once(','),
    };
    parts.filter(|(head, tail)| !head.trim().is_empty() && !tail.trim().is_empty())
}
