//! Answers in words and numbers.

use std::collections::BTreeSet;

use super::formula::Formula;
use super::lesson::Accepted;
use base::fold::fold;
use base::suggest::one_of;

/// What an answer in words comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// It is right.
    Right,
    /// It is right as far as it goes.
    Near(String),
    /// It is wrong.
    Wrong,
}

/// Holds an answer against those that are accepted.
pub fn judge(answer: &str, accepted: &Accepted) -> Said {
    if accepted.texts.iter().any(|text| same(answer, &text.node)) {
        return Said::Right;
    }
    let read = |text: &str| if text.contains(['*', '~']) { formulas(text) } else { parts(text) };
    let given = read(answer);
    if !accepted.choices.is_empty() {
        let is_choice = |part: &String| accepted.choices.iter().any(|choice| fold(choice) == *part);
        if !given.iter().all(is_choice) {
            return Said::Near(format!("Choose one of these words: {}.", one_of(&accepted.choices)));
        }
    }
    for text in &accepted.texts {
        let wanted = read(&text.node);
        if wanted.len() > 1 && !given.is_empty() && given.is_subset(&wanted) {
            let missing = wanted.len() - given.len();
            return Said::Near(format!(
                "That is a part of it; {missing} more to name. Write them with commas."
            ));
        }
        if let (Some(a), Some(b)) = (number(answer), number(&text.node)) {
            let decimals = decimals(&text.node);
            if (a.value - b.value).abs() <= 0.5 * 10f64.powi(-(a.decimals as i32)) && a.decimals < decimals {
                return Said::Near(format!("That is near. Give it with {decimals} decimals."));
            }
            if b.value != 0.0 && (a.value + b.value).abs() <= tolerance(b.decimals) {
                return Said::Near("The figure is right, the sign (+ or -) is not.".into());
            }
        }
    }
    Said::Wrong
}

/// Whether two answers say the same: sets as sets, figures as figures, words whatever their case.
pub fn same(a: &str, b: &str) -> bool {
    if b.contains(['*', '~']) {
        return formulas(a) == formulas(b);
    }
    match (number(a), number(b)) {
        (Some(a), Some(b)) => (a.value - b.value).abs() <= tolerance(b.decimals) && a.decimals >= b.decimals,
        _ => parts(a) == parts(b),
    }
}

fn tolerance(decimals: usize) -> f64 {
    0.5 * 10f64.powi(-(decimals as i32)) + 1e-9
}

/// The formulas of an answer, each as what it means; one that cannot be read stands for itself.
fn formulas(text: &str) -> BTreeSet<String> {
    let text = text.replace(" and ", ",");
    let parts = text.split([',', ';', '，', '；', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| Formula::read(part).map_or_else(|| fold(part), |formula| format!("{formula:?}")))
        .collect()
}

/// The parts of an answer: `GDCI, GCG` and `gcg and gdci` are the same two.
fn parts(text: &str) -> BTreeSet<String> {
    let text = text.replace(" and ", ",").replace(" & ", ",");
    let parts = text.split([',', ';', '，', '；', '、', '/', '+']);
    let clean = |part: &str| fold(part.trim_matches(|c: char| c.is_whitespace() || "\"'`“”.!".contains(c)));
    parts.map(clean).filter(|part| !part.is_empty()).collect()
}

struct Number {
    value: f64,
    decimals: usize,
}

/// Reads a figure: `-4.67 %`, `1,343`, `≈ 0.55`, `2013`.
fn number(text: &str) -> Option<Number> {
    let text = text.trim().trim_start_matches(['~', '≈', '=', '+']).replace(['−', '–'], "-");
    let figure = text.trim().trim_end_matches(|c: char| !c.is_ascii_digit()).trim();
    let unit = text.trim().get(figure.len()..).unwrap_or_default().trim();
    // A word behind a figure is its unit; several words are a sentence.
    if unit.split_whitespace().count() > 1 || figure.is_empty() {
        return None;
    }
    let plain = figure.replace([',', ' ', '\''], "");
    let groups = figure.split([',', ' ', '\'']).skip(1);
    if groups.map(|group| group.split('.').next().unwrap_or(group)).any(|group| group.len() != 3) {
        return None;
    }
    let value = plain.parse::<f64>().ok().filter(|value| value.is_finite())?;
    Some(Number { value, decimals: decimals(figure) })
}

fn decimals(text: &str) -> usize {
    let digits = text.split_once('.').map_or("", |(_, decimals)| decimals);
    digits.bytes().take_while(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::{Said, judge, same};
    use crate::lesson::Accepted;
    use base::source::{Span, Spanned};

    fn accepted(texts: &[&str]) -> Accepted {
        let texts = texts.iter().map(|text| Spanned::new((*text).to_owned(), Span::default())).collect();
        Accepted { texts, choices: Vec::new() }
    }

    #[test]
    fn answers_that_say_the_same() {
        for (a, b) in [
            ("2013", "2013"),
            ("-4.67 %", "-4.67"),
            ("−4.67%", "-4.67"),
            ("-4.671", "-4.67"),
            ("1,343", "1343"),
            ("Seoul", "seoul"),
            ("GCG and GDCI", "GDCI, GCG"),
            ("“ordinal”.", "ordinal"),
            ("7 places", "7"),
        ] {
            assert!(same(a, b), "{a} = {b}");
        }
        for (a, b) in
            [("2014", "2013"), ("-4.7", "-4.67"), ("GDCI", "GDCI, GCG"), ("13,43", "1343"), ("", "x")]
        {
            assert!(!same(a, b), "{a} ≠ {b}");
        }
    }

    #[test]
    fn formulas_are_sets_of_sets() {
        assert!(same("lit*dev*~urb*stb + STB*IND*LIT*DEV", "DEV*~URB*LIT*STB + DEV*LIT*IND*STB"));
        assert!(same("WM*LP; LP*~ES", "~ES*LP, WM*LP"));
        assert!(!same("DEV*STB", "DEV*~STB"));
        assert!(matches!(judge("WM*LP", &accepted(&["~ES*LP, WM*LP"])), Said::Near(_)));
    }

    #[test]
    fn what_is_near_is_told() {
        let near = |answer, texts: &[&str]| matches!(judge(answer, &accepted(texts)), Said::Near(_));
        assert!(near("GDCI", &["GDCI, GCG"]));
        assert!(near("-4.7", &["-4.67"]));
        assert!(near("4.67", &["-4.67"]));
        assert!(!near("-5.9", &["-4.67"]));
        assert_eq!(judge("Tokyo", &accepted(&["Seoul", "서울"])), Said::Wrong);
        assert_eq!(judge("서울", &accepted(&["Seoul", "서울"])), Said::Right);
    }
}
