//! Who answers best, row by row and in all.

use std::cmp::Ordering;
use std::fmt::Write;
use std::sync::Arc;

use super::align::{Item, Unit};
use crate::contrast;
use answer::{Cell, Finding};
use base::suggest::count;
use data::{Missing, Value};

/// Who stands at one end of the answers to a question, among those whose answer is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The question has no better end.
    None,
    /// It cannot be said: fewer than two answers are known, or what is known of them leaves it open.
    Open,
    /// All answers that are known are alike.
    Tie,
    /// These subjects, whose answers are alike.
    Of(Vec<usize>),
}

impl End {
    /// The best of the subjects, or the worst: the ones that no other can be ahead of, or behind.
    pub fn new(item: &Item<'_>, worst: bool) -> Self {
        if item.field.direction.is_none() {
            return Self::None;
        }
        let known = || (0..item.answers.len()).filter(|&at| !item.answers[at].value.is_missing());
        let count = known().count();
        if count < 2 || matches!(item.unit, Unit::Several(_)) {
            return Self::Open;
        }
        // A bound may decide against some of the others and leave the order of these to each other open.
        let before = if worst { Ordering::Greater } else { Ordering::Less };
        let at_end = |a: usize| {
            known().all(|b| {
                let order = || contrast::better(item.field, &item.answers[a].value, &item.answers[b].value);
                a == b || order().is_some_and(|order| order == before || order == Ordering::Equal)
            })
        };
        let ends: Vec<usize> = known().filter(|&at| at_end(at)).collect();
        match ends.len() {
            0 => Self::Open,
            all if all == count => Self::Tie,
            _ => Self::Of(ends),
        }
    }

    /// As it is shown.
    pub fn cell(&self, labels: &[Arc<str>]) -> Cell {
        match self {
            Self::None => Cell::missing(Missing::NotApplicable),
            Self::Open => Cell::missing(Missing::Undefined),
            Self::Tie => Cell::text("tie"),
            Self::Of(subjects) => match subjects.as_slice() {
                [only] => Cell::text(labels[*only].clone()),
                several => {
                    Cell::text(several.iter().map(|&at| &*labels[at]).collect::<Vec<&str>>().join(", "))
                }
            },
        }
    }

    /// Whether somebody is named, or that all are alike.
    pub fn is_said(&self) -> bool {
        matches!(self, Self::Tie | Self::Of(_))
    }
}

/// The subjects whose answer to a question is not known.
pub fn unknown(item: &Item<'_>) -> impl Iterator<Item = usize> {
    (0..item.answers.len()).filter(|&at| item.answers[at].value.is_missing())
}

/// Who leads how many questions. Each measure with a better end is one, under each key and time that names a row, so that
/// it is the same whether keys stand in rows or in columns. `best` tells of each item who answers it best.
pub fn leads(labels: &[Arc<str>], items: &[Item<'_>], best: &[End]) -> Option<Finding> {
    if labels.len() < 2 {
        return None;
    }
    let judged = || items.iter().zip(best).filter(|(_, best)| best.is_said());
    let total = judged().count();
    if total == 0 {
        return None;
    }
    let alone =
        |subject| move |(_, best): &(&Item<'_>, &End)| matches!(best, End::Of(only) if *only == [subject]);
    let wins: Vec<usize> = (0..labels.len()).map(|subject| judged().filter(alone(subject)).count()).collect();
    let ties = total - wins.iter().sum::<usize>();
    let partly = judged().filter(|(item, _)| unknown(item).next().is_some()).count();
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by_key(|&subject| std::cmp::Reverse(wins[subject]));
    let mut text = String::new();
    // Writing into a string does not fail.
    for &subject in &order {
        _ = match (text.is_empty(), wins[subject]) {
            (true, won) => write!(text, "{} leads {won} of {total}", labels[subject]),
            (false, 0) if labels.len() > 2 => Ok(()),
            (false, won) => write!(text, ", {} {won}", labels[subject]),
        };
    }
    if ties > 0 {
        text.extend([", ", &count(ties, "tie")]);
    }
    if partly > 0 {
        _ = write!(text, "; {partly} of {total} among the known only");
    }
    text.push('.');
    let mut figures = vec![("items".to_owned(), Value::count(total))];
    // Not the bare label, which is a column of the table.
    let won = |subject: usize| (["leads ", &labels[subject]].concat(), Value::count(wins[subject]));
    figures.extend((0..labels.len()).map(won));
    figures.push(("ties".into(), Value::count(ties)));
    figures.push(("among the known".into(), Value::count(partly)));
    Some(Finding { kind: "leads", figures, text })
}

#[cfg(test)]
mod tests;
