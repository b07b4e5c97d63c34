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
    let folded = fold(name);
    let plain: String = folded.chars().filter(|c| !matches!(c, '\'' | 'ʻ' | 'ʼ' | '`' | '´')).collect();
    let words = || plain.split(|c: char| !is_letter(c)).filter(|word| !word.is_empty());
    let long = |word| SHORT.iter().find(|(short, _)| *short == word).map_or(word, |&(_, long)| long);
    let key: String = words().filter(|word| !FILLING.contains(word)).map(long).collect();
    if key.is_empty() { words().collect() } else { key }
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

/// Whether a character of a folded text tells names apart. Hangul is folded to its letters.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
}
