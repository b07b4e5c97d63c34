//! What the small words of the language say, beside them in a list.

use super::Candidate;
use output::render::Format;

/// A word with what it says; nothing for a word of the data.
pub fn candidate(word: &str) -> Candidate {
    let form = || Format::ALL.into_iter().find(|form| form.word() == word).map_or("", Format::about);
    let about = WORDS.iter().find(|(known, _)| *known == word).map_or_else(form, |(_, about)| about);
    Candidate::new(word, about)
}

const WORDS: [(&str, &str); 34] = [
    // After `with`.
    ("ratio", "one figure divided by the other"),
    ("sources", "source and place of every row"),
    ("claims", "every claim, with its status and reason"),
    ("cases", "every case as it was coded"),
    // Columns of results.
    ("gap", "the difference of two"),
    ("leader", "who is ahead"),
    ("best", "who comes first"),
    ("worst", "who comes last"),
    ("measure", "what was measured"),
    ("unit", "what it is counted in"),
    ("place", "1 is the first"),
    ("count", "how many"),
    ("share", "per cent of the whole"),
    // After `using`.
    ("mean", "the sum divided by how many"),
    ("median", "the middle one"),
    ("sum", "all together"),
    ("min", "the least"),
    ("max", "the greatest"),
    ("minmax", "the least becomes 0, the greatest 1"),
    ("zscore", "distance from the mean in standard deviations"),
    ("rho", "Spearman's rank correlation"),
    ("tau", "Kendall's rank correlation"),
    ("w", "Kendall's agreement of three or more"),
    ("jaccard", "what both hold, of what either holds"),
    ("overlap", "how much the tops of two lists share"),
    ("msdo", "most similar, different outcome"),
    ("mdso", "most different, same outcome"),
    ("agreement", "what all cases with the outcome share (Mill)"),
    ("difference", "what alone differs between two cases (Mill)"),
    ("joint", "both of Mill's methods"),
    ("qca", "the shortest formulas of conditions"),
    ("conservative", "nothing is assumed of what no case shows"),
    ("parsimonious", "whatever makes the formula short is assumed"),
    // After `as` of `cite`.
    ("bibtex", "for LaTeX"),
];
