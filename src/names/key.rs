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
    let folded = folded(name);
    let long = |word| SHORT.iter().find(|(short, _)| *short == word).map_or(word, |&(_, long)| long);
    let telling = apart(&folded).filter(|word| !FILLING.contains(word));
    let mut key = String::with_capacity(folded.len());
    telling.for_each(|word| key.push_str(long(word)));
    if key.is_empty() { apart(&folded).collect() } else { key }
}

/// The words of a name, folded, without marks.
pub fn words(name: &str) -> Vec<String> {
    apart(&folded(name)).map(str::to_owned).collect()
}

/// A folded name without the marks that stand inside of words.
fn folded(name: &str) -> String {
    let mut folded = fold(name);
    folded.retain(|c| !matches!(c, '\'' | 'ʻ' | 'ʼ' | '`' | '´'));
    folded
}

/// The words of a folded name.
fn apart(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
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
