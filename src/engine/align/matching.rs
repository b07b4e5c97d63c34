//! What matched and what did not, in sentences.

use crate::cases::{Case, Cases, stands_behind};
use crate::identity::{CaseKind, Who};
use crate::part::Part;

/// A sentence names no more cases than these.
const MOST_NAMED: usize = 8;

/// What is to be said below a result that stands on several tables: how many cases matched, and whom only some have.
pub fn sentences(parts: &[Part], cases: &Cases) -> Vec<String> {
    let mut sentences = Vec::new();
    let own: Vec<usize> = (0..parts.len()).filter(|&at| !stands_behind(&parts[at], cases.kind)).collect();
    if own.len() > 1 {
        sentences.extend(matched(parts, cases, &own));
    }
    for (at, part) in parts.iter().enumerate().filter(|(_, part)| stands_behind(part, cases.kind)) {
        sentences
            .push(format!("`{}` is about countries: each city stands beside its country.", part.topic.name));
        let without: Vec<&str> =
            cases.all.iter().filter(|case| case.codes[at].is_empty()).map(|case| &*case.label).collect();
        if !without.is_empty() {
            sentences.push(format!(
                "Without a country in `{}`: {}.",
                part.topic.name,
                listed_up_to(&without, MOST_NAMED)
            ));
        }
    }
    let timed = parts.iter().any(Part::is_timed);
    for part in parts.iter().filter(|part| timed && !part.is_timed()) {
        sentences.push(format!("`{}` has no years: its figures stand beside every year.", part.topic.name));
    }
    let unclear = cases.all.iter().filter_map(|case| match &case.who {
        Who::OneOf(several) => {
            let several: Vec<&str> = several.iter().map(|identity| identity.english()).collect();
            let part = case.codes.iter().position(|codes| !codes.is_empty()).map_or(0, |at| at);
            let topic = &parts[part].topic.name;
            Some(format!(
                "`{}` in `{topic}` fits {}; say which: `define \"{}\" in {topic} as \"{}\"`.",
                case.label,
                several.join(" and "),
                case.label,
                several[0]
            ))
        }
        Who::Known(_) | Who::Word(_) => None,
    });
    sentences.extend(unclear);
    sentences
}

/// `a, b and 12 more`
fn listed_up_to(names: &[&str], most: usize) -> String {
    // `Korea, Rep.` has a comma of its own.
    let between = if names.iter().any(|name| name.contains(',')) { "; " } else { ", " };
    let shown = names.iter().take(most).copied().collect::<Vec<_>>().join(between);
    match names.len().checked_sub(most) {
        None | Some(0) => shown,
        Some(more) => format!("{shown} and {more} more"),
    }
}

/// `wdi: 193 cases, vdem: 179; 174 in both.`, and who is in one only.
fn matched(parts: &[Part], cases: &Cases, own: &[usize]) -> Vec<String> {
    let has = |case: &Case, at: usize| !case.codes[at].is_empty();
    let counts: Vec<String> = own
        .iter()
        .enumerate()
        .map(|(place, &at)| {
            let count = cases.all.iter().filter(|case| has(case, at)).count();
            let what = match (place, count) {
                (0, 1) => " case",
                (0, _) => " cases",
                _ => "",
            };
            format!("`{}`: {count}{what}", parts[at].topic.name)
        })
        .collect();
    let all = cases.all.iter().filter(|case| own.iter().all(|&at| has(case, at))).count();
    let both = if own.len() == 2 { "both" } else { "all" };
    let mut sentences = vec![format!("{}; {all} in {both}.", counts.join(", "))];
    for &at in own {
        // Of two tables, what one lacks is what only the other has.
        let (text, wanted) = if own.len() == 2 { ("Only in", true) } else { ("Not in", false) };
        let is_told = |case: &&Case| {
            has(case, at) == wanted && (!wanted || own.iter().all(|&other| other == at || !has(case, other)))
        };
        let names: Vec<&str> = cases.all.iter().filter(is_told).map(|case| &*case.label).collect();
        if !names.is_empty() {
            let names = listed_up_to(&names, MOST_NAMED);
            sentences.push(format!("{text} `{}`: {names}.", parts[at].topic.name));
        }
    }
    sentences
}

/// What cases of a kind are called.
pub fn kind_word(kind: CaseKind) -> &'static str {
    match kind {
        CaseKind::Country => "countries",
        CaseKind::City => "cities",
        CaseKind::Word => "cases",
    }
}
