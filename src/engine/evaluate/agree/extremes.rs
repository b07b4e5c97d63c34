//! Which pairs of judges agree most and least, and which figures say little: few objects, judges that tell none apart.

use super::Pair;
use super::lists::Lists;
use answer::{Answer, Finding};
use base::suggest::count;
use data::Value;
use query::{Agree, Coefficient};

/// More pairs than this are counted and not named.
const MOST_NAMED: usize = 6;

/// With fewer objects in both lists one object more or less can turn a coefficient of order.
const FEW: usize = 10;

/// Coefficients that differ by less are equal.
const NOTHING: f64 = 1e-9;

/// Adds which pairs agree most and which least, by the first coefficient that the answer shows.
pub fn tell_extremes(agree: &Agree, lists: &Lists, pairs: &[Pair], answer: &mut Answer) {
    let Some(&coefficient) = agree.shown().first() else { return };
    let known: Vec<(&Pair, f64)> =
        pairs.iter().filter_map(|pair| Some((pair, pair.figure(coefficient)?))).collect();
    let figures = || known.iter().map(|(_, figure)| *figure);
    let (high, low) = (figures().fold(f64::MIN, f64::max), figures().fold(f64::MAX, f64::min));
    if known.len() < 2 {
        return;
    }
    let word = coefficient.name();
    let at = |end: f64| -> Vec<&Pair> {
        known.iter().filter(|(_, figure)| (figure - end).abs() <= NOTHING).map(|(pair, _)| *pair).collect()
    };
    let named = |pairs: &[&Pair]| match pairs.len() > MOST_NAMED {
        true => count(pairs.len(), "pair"),
        false => pairs.iter().map(|pair| pair.names(lists)).collect::<Vec<String>>().join("; "),
    };
    let (most, least) = (at(high), at(low));
    let equal = high - low <= NOTHING;
    let text = match equal {
        true if known.len() == pairs.len() => {
            format!("All {} agree equally ({word} {high:.3}).", count(known.len(), "pair"))
        }
        true => format!(
            "The {} that {word} is defined of agree equally ({word} {high:.3}).",
            count(known.len(), "pair")
        ),
        // The best of pairs that go against each other does not agree.
        false if high <= 0.0 => format!(
            "No pair agrees: {word} is highest of {} ({high:.3}) and lowest of {} ({low:.3}).",
            named(&most),
            named(&least)
        ),
        false => {
            format!("{} agree most ({word} {high:.3}), {} least ({low:.3}).", named(&most), named(&least))
        }
    };
    answer.findings.push(Finding {
        kind: "extremes",
        figures: vec![
            ("most".to_owned(), Value::text(named(&most))),
            (format!("most_{word}"), Value::number(high, 3)),
            ("least".to_owned(), Value::text(named(&least))),
            (format!("least_{word}"), Value::number(low, 3)),
        ],
        text,
    });
}

/// What a reader has to know of coefficients of order.
pub fn notes(agree: &Agree, lists: &Lists, pairs: &[Pair]) -> Vec<String> {
    let ordered: Vec<&str> = [Coefficient::Rho, Coefficient::Tau]
        .into_iter()
        .filter(|coefficient| agree.shown().contains(coefficient))
        .map(Coefficient::name)
        .collect();
    if ordered.is_empty() {
        return Vec::new();
    }
    let words = ordered.join(" and ");
    let named = |wanted: &dyn Fn(&Pair) -> bool, tell: &dyn Fn(&Pair) -> String| -> Option<String> {
        let found: Vec<&Pair> = pairs.iter().filter(|pair| wanted(pair)).collect();
        match found.len() {
            0 => None,
            few if few <= MOST_NAMED => Some(found.into_iter().map(tell).collect::<Vec<String>>().join("; ")),
            many => Some(count(many, "pair")),
        }
    };
    let names = |pair: &Pair| pair.names(lists);
    let with_n = |pair: &Pair| format!("{} (n = {})", pair.names(lists), pair.shared.both);
    let constant = |pair: &Pair| pair.shared.both > 1 && pair.constant.contains(&true);
    let mut notes = Vec::new();
    if let Some(pairs) = named(&|pair| pair.shared.both < 2, &with_n) {
        notes.push(format!("No order can be compared with fewer than two objects in both: {pairs}."));
    }
    if let Some(pairs) = named(&|pair| pair.shared.both == 2 && !constant(pair), &names) {
        notes.push(format!("With n = 2 {words} can only be 1 or -1, and say nothing: {pairs}."));
    }
    if let Some(pairs) = named(&|pair| (3..FEW).contains(&pair.shared.both) && !constant(pair), &with_n) {
        notes
            .push(format!("Few objects in both, so that one more or less can change {words} much: {pairs}."));
    }
    let undecided = |pair: &Pair| match pair.constant {
        [true, true] => "both".to_owned(),
        [true, false] => lists.names[pair.left].to_string(),
        [false, _] => lists.names[pair.right].to_string(),
    };
    if let Some(pairs) = named(&constant, &|pair| format!("{} ({})", pair.names(lists), undecided(pair))) {
        notes.push(format!(
            "{words} cannot be computed where a judge puts all objects of both lists in one place: {pairs}."
        ));
    }
    notes
}
