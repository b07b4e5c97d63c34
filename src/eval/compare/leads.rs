//! Who answers best, row by row and in all.

use std::cmp::Ordering;
use std::fmt::Write;
use std::sync::Arc;

use super::align::{Item, Unit};
use crate::answer::{Cell, Finding};
use crate::dataset::{Missing, Value};
use crate::eval::contrast;
use crate::query::Compare;
use crate::suggest::count;

/// The best or the worst of several subjects; equal ones together.
pub fn end(labels: &[Arc<str>], item: &Item<'_>, wanted: Ordering) -> Cell {
    if item.field.direction.is_none() {
        return Cell::missing(Missing::NotApplicable);
    }
    let known = || (0..labels.len()).filter(|&at| !item.answers[at].value.is_missing());
    let decided = |a: usize| known().all(|b| better(item, a, b).is_some());
    if known().nth(1).is_none() || matches!(item.unit, Unit::Several(_)) || !known().all(decided) {
        return Cell::missing(Missing::Undefined);
    }
    let beaten = |at: usize| known().any(|other| better(item, other, at) == Some(wanted));
    let ends = || known().filter(|&at| !beaten(at));
    let mut first = ends();
    match (first.next(), first.next()) {
        (None, _) => Cell::missing(Missing::Undefined),
        (Some(only), None) => Cell::text(labels[only].clone()),
        // All alike: none is better.
        _ if ends().eq(known()) => Cell::text("tie"),
        _ => Cell::text(ends().map(|at| &*labels[at]).collect::<Vec<&str>>().join(", ")),
    }
}

fn better(item: &Item<'_>, a: usize, b: usize) -> Option<Ordering> {
    match a == b {
        true => Some(Ordering::Equal),
        false => contrast::better(item.field, &item.answers[a].value, &item.answers[b].value),
    }
}

/// Who leads how many items; an item counts once, by its first measure that has a better end. Where there are no keys,
/// every measure is an item. `best` tells of each item who answers it best.
pub fn leads(compare: &Compare, labels: &[Arc<str>], items: &[Item<'_>], best: &[Cell]) -> Option<Finding> {
    let keyless = compare.selection.keys.len() == 1;
    let mut seen = Vec::new();
    let mut judged: Vec<Option<usize>> = Vec::new();
    for (at, (item, best)) in items.iter().zip(best).enumerate() {
        let question = if keyless { at } else { item.key };
        if let (Value::Text(best), false) = (&best.value, seen.contains(&question)) {
            seen.push(question);
            judged.push(labels.iter().position(|label| label == best));
        }
    }
    if judged.is_empty() || labels.len() < 2 {
        return None;
    }
    let total = judged.len();
    let wins = |subject: usize| judged.iter().filter(|&&winner| winner == Some(subject)).count();
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by_key(|&subject| std::cmp::Reverse(wins(subject)));
    let ties = judged.iter().filter(|winner| winner.is_none()).count();
    let mut text = String::new();
    // Writing into a string does not fail.
    for &subject in &order {
        _ = match (text.is_empty(), wins(subject)) {
            (true, won) => write!(text, "{} leads {won} of {total}", labels[subject]),
            (false, 0) if labels.len() > 2 => Ok(()),
            (false, won) => write!(text, ", {} {won}", labels[subject]),
        };
    }
    if ties > 0 {
        text.extend([", ", &count(ties, "tie")]);
    }
    text.push('.');
    let mut figures = vec![("items".to_owned(), Value::count(total))];
    // Not the bare label, which is a column of the table.
    let won = |subject: usize| (["leads ", &labels[subject]].concat(), Value::count(wins(subject)));
    figures.extend((0..labels.len()).map(won));
    figures.push(("ties".into(), Value::count(ties)));
    Some(Finding { kind: "leads", figures, text })
}
