//! How far one result is from another, in stages: columns, rows, values, order.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::lesson::Rule;
use super::relation::{self, Counted, Lacks, Relation, Row};
use answer::Answer;
use base::fold::fold;
use data::Value;
use evaluate::plain;

/// The first stage in which two results differ.
#[derive(Clone, Debug, PartialEq)]
pub enum Difference {
    /// Columns or figures are not there.
    Columns(Lacks),
    /// Rows are missing, or there are some that do not belong there.
    Rows {
        /// How many are missing.
        missing: usize,
        /// How many do not belong there.
        extra: usize,
        /// One that does not, in words; empty when there is none or it has no name.
        one: String,
        /// How many are right.
        right: usize,
    },
    /// Values differ.
    Values {
        /// In how many rows.
        wrong: usize,
        /// Of how many.
        of: usize,
        /// The first of them, in words.
        row: String,
        /// The first column that differs there.
        column: String,
        /// In what way.
        how: How,
    },
    /// Figures below the table differ.
    Figures(Vec<String>),
    /// Everything is there, but not in order.
    Order,
}

/// In what way a value is another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It is another value.
    Other,
    /// It is counted in another unit.
    Unit,
    /// It is missing here and known there, or the other way round, or missing for another reason.
    Missing,
    /// It is exact here and a bound there, or the other way round.
    Bound,
}

/// The first stage in which a result differs from the reference's; `None` when they are equal in all that counts.
pub fn difference(answer: &Answer, reference: &Answer, rule: &Rule) -> Option<Difference> {
    let names = relation::columns(reference, rule);
    let wanted = match Relation::of(reference, rule, &names) {
        Ok(wanted) => wanted,
        Err(lacks) => return Some(Difference::Columns(lacks)),
    };
    let found = match Relation::of(answer, rule, &names) {
        Ok(found) => found,
        Err(lacks) => return Some(Difference::Columns(lacks)),
    };
    rows(&found, &wanted, rule)
        .or_else(|| figures(&found, &wanted, rule))
        .or_else(|| (rule.ordered && !in_order(&found, &wanted, rule)).then_some(Difference::Order))
}

/// Rows as a multiset, keyed by what they are about; rows without a key are known by their values.
fn rows(found: &Relation, wanted: &Relation, rule: &Rule) -> Option<Difference> {
    let mut waiting: BTreeMap<&[String], Vec<&Row>> = BTreeMap::new();
    for row in &wanted.rows {
        waiting.entry(&row.key).or_default().push(row);
    }
    let (mut extra, mut unequal, mut right) = (Vec::new(), Vec::new(), 0);
    // An equal row is taken before one that is merely about the same thing.
    let mut left = Vec::new();
    for row in &found.rows {
        let rows = waiting.get_mut(row.key.as_slice());
        let equal = rows.as_ref().and_then(|rows| rows.iter().position(|other| alike(row, other, rule)));
        match (rows, equal) {
            (Some(rows), Some(at)) => {
                rows.swap_remove(at);
                right += 1;
            }
            _ => left.push(row),
        }
    }
    for row in left {
        match waiting.get_mut(row.key.as_slice()).and_then(Vec::pop) {
            Some(other) if !row.key.is_empty() => unequal.push((row, other)),
            Some(other) => {
                extra.push(row);
                waiting.entry(&row.key).or_default().push(other);
            }
            None => extra.push(row),
        }
    }
    let missing = waiting.values().map(Vec::len).sum();
    let harmful = if rule.more_rows { 0 } else { extra.len() };
    if missing > 0 || harmful > 0 {
        let one = if rule.more_rows { None } else { extra.first() };
        let one = one.map(|row| row.shown.clone()).unwrap_or_default();
        return Some(Difference::Rows { missing, extra: harmful, one, right: right + unequal.len() });
    }
    let (row, other) = unequal.first()?;
    let differs = |(a, b): &(&Counted, &Counted)| how(a, b, rule).is_some();
    let at = row.cells.iter().zip(&other.cells).position(|pair| differs(&pair))?;
    Some(Difference::Values {
        wrong: unequal.len(),
        of: right + unequal.len(),
        row: row.shown.clone(),
        column: found.values[at].clone(),
        how: how(&row.cells[at], &other.cells[at], rule).unwrap_or(How::Other),
    })
}

fn figures(found: &Relation, wanted: &Relation, rule: &Rule) -> Option<Difference> {
    let differs = |((_, a), (_, b)): &(&(String, Value), &(String, Value))| differ(a, b, "", rule).is_some();
    let wrong = found.figures.iter().zip(&wanted.figures).filter(differs);
    let wrong: Vec<String> = wrong.map(|((name, _), _)| name.clone()).collect();
    (!wrong.is_empty()).then_some(Difference::Figures(wrong))
}

/// Rows with equal values may stand in either order.
fn in_order(found: &Relation, wanted: &Relation, rule: &Rule) -> bool {
    let mut pairs = found.rows.iter().zip(&wanted.rows);
    if wanted.values.is_empty() {
        return pairs.all(|(a, b)| a.key == b.key);
    }
    pairs.all(|(a, b)| alike(a, b, rule))
}

fn alike(a: &Row, b: &Row, rule: &Rule) -> bool {
    a.cells.iter().zip(&b.cells).all(|(a, b)| how(a, b, rule).is_none())
}

fn how(a: &Counted, b: &Counted, rule: &Rule) -> Option<How> {
    if !a.unit.is_empty() && !b.unit.is_empty() && a.unit != b.unit {
        return Some(How::Unit);
    }
    differ(&a.value, &b.value, &b.unit, rule)
}

/// In what way two values differ; `None` when they are equal.
fn differ(a: &Value, b: &Value, unit: &str, rule: &Rule) -> Option<How> {
    let other = |equal: bool| if equal { None } else { Some(How::Other) };
    match (a, b) {
        (Value::Missing(a), Value::Missing(b)) => (a != b).then_some(How::Missing),
        (Value::Missing(_), _) | (_, Value::Missing(_)) => Some(How::Missing),
        (Value::Number { value: a, .. }, Value::Number { value: b, .. }) => {
            other((a - b).abs() <= tolerance(*b, unit, rule))
        }
        (Value::Bounded { bound: a, value: x, .. }, Value::Bounded { bound: b, value: y, .. }) => {
            if a == b {
                other((x - y).abs() <= tolerance(*y, unit, rule))
            } else {
                Some(How::Bound)
            }
        }
        (Value::Bounded { .. }, _) | (_, Value::Bounded { .. }) => Some(How::Bound),
        (Value::Set(a), Value::Set(b)) => {
            let set = |members: &[std::sync::Arc<str>]| {
                let mut members: Vec<String> = members.iter().map(|member| fold(member)).collect();
                members.sort_unstable();
                members.dedup();
                members
            };
            other(set(a) == set(b))
        }
        (a, b) => other(fold(&plain(a)) == fold(&plain(b))),
    }
}

/// By how much a figure may differ: as the task says, else by rounding where it is a per cent, else not at all.
fn tolerance(value: f64, unit: &str, rule: &Rule) -> f64 {
    const SHOWN: f64 = 0.005;
    const EXACT: f64 = 1e-9;
    rule.tolerance.unwrap_or(if unit.starts_with('%') { SHOWN } else { EXACT * value.abs().max(1.0) })
}
