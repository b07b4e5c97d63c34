//! Two or more answers to one question: how far apart, and whose is better. The level of measurement decides what may
//! be said (research: Stevens 1946; ranks differ in places, tiers in steps, shares in percentage points).

use std::cmp::Ordering;
use std::sync::Arc;

use crate::answer::Cell;
use crate::dataset::{Bound, Direction, Field, Level, Missing, Value};
use crate::suggest::plural;

/// How far two answers are apart; a distance, never negative.
pub fn gap(field: &Field, a: &Value, b: &Value) -> Cell {
    if a.is_missing() || b.is_missing() {
        return Cell::missing(Missing::Undefined);
    }
    match field.level {
        Level::Text => Cell::missing(Missing::NotApplicable),
        Level::Nominal | Level::Set => {
            Cell::text(if same(field, a, b) == Some(true) { "same" } else { "different" })
        }
        Level::Year => match (a, b) {
            (Value::Years(a), Value::Years(b)) => {
                let years = a.from.abs_diff(b.from);
                with_suffix(Value::count(years as usize), "year")
            }
            _ => numeric(field, a, b),
        },
        Level::Ordinal => match (step(field, a), step(field, b)) {
            (Some(a), Some(b)) => with_suffix(Value::count(a.abs_diff(b)), &field.unit),
            _ => numeric(field, a, b),
        },
        Level::Count | Level::Quantity | Level::Share => numeric(field, a, b),
    }
}

/// The one of two answers that is better: less if the first, greater if the second; `None` when that can not be said.
pub fn better(field: &Field, a: &Value, b: &Value) -> Option<Ordering> {
    let direction = field.direction?;
    let order = order(field, a, b)?;
    Some(match direction {
        Direction::Lower => order,
        Direction::Higher => order.reverse(),
    })
}

/// Whether two answers are the same; `None` when that can not be said: sentences, and values that are missing.
pub fn same(field: &Field, a: &Value, b: &Value) -> Option<bool> {
    if a.is_missing() || b.is_missing() || field.level == Level::Text {
        return None;
    }
    match (a, b) {
        (Value::Text(a), Value::Text(b)) if field.level == Level::Set => Some(members(a) == members(b)),
        (Value::Bounded { .. }, _) | (_, Value::Bounded { .. }) => {
            order(field, a, b).map(|order| order == Ordering::Equal)
        }
        (Value::Number { value: a, .. }, Value::Number { value: b, .. }) => Some(a == b),
        (a, b) => Some(a == b),
    }
}

/// One answer divided by the other; only where a ratio means something.
pub fn ratio(field: &Field, a: &Value, b: &Value) -> Cell {
    if !field.level.is_numeric() {
        return Cell::missing(Missing::NotApplicable);
    }
    match (a.as_number(), b.as_number()) {
        (Some(a), Some(b)) if b != 0.0 => Cell::new(Value::number(a / b, 2)),
        _ => Cell::missing(Missing::Undefined),
    }
}

/// The items of a set, in one order.
fn members(set: &str) -> Vec<&str> {
    let mut members: Vec<&str> = set.split(';').map(str::trim).filter(|member| !member.is_empty()).collect();
    members.sort_unstable();
    members
}

fn order(field: &Field, a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Number { value: a, .. }, Value::Number { value: b, .. }) => a.partial_cmp(b),
        (Value::Bounded { bound, value: a, .. }, Value::Number { value: b, .. }) => bound.compare(*a, *b),
        (Value::Number { value: a, .. }, Value::Bounded { bound, value: b, .. }) => {
            bound.compare(*b, *a).map(Ordering::reverse)
        }
        (Value::Years(a), Value::Years(b)) => Some(a.from.cmp(&b.from)),
        _ => Some(step(field, a)?.cmp(&step(field, b)?)),
    }
}

/// The place of a label on its scale, worst first.
fn step(field: &Field, value: &Value) -> Option<usize> {
    match value {
        Value::Text(label) => field.scale.iter().position(|step| step == label),
        _ => None,
    }
}

fn numeric(field: &Field, a: &Value, b: &Value) -> Cell {
    let unit = match field.level {
        Level::Share => "pp",
        Level::Ordinal => &*field.unit,
        _ => "",
    };
    let decimals = |value: &Value| match value {
        Value::Number { decimals, .. } | Value::Bounded { decimals, .. } => *decimals,
        _ => 0,
    };
    let places = decimals(a).max(decimals(b));
    match (a, b) {
        (Value::Number { value: a, .. }, Value::Number { value: b, .. }) => {
            with_suffix(Value::number((a - b).abs(), places), unit)
        }
        (Value::Bounded { bound, value: bounded, .. }, Value::Number { value: exact, .. })
        | (Value::Number { value: exact, .. }, Value::Bounded { bound, value: bounded, .. }) => {
            match bound.compare(*bounded, *exact) {
                // The truth is beyond the bound, so the gap is wider; a count is wider by one at least.
                Some(Ordering::Less | Ordering::Greater) => {
                    let strict = matches!(bound, Bound::LessThan | Bound::MoreThan);
                    let wider = f64::from(u8::from(strict && field.level == Level::Count));
                    let value = (bounded - exact).abs() + wider;
                    with_suffix(Value::Bounded { bound: Bound::AtLeast, value, decimals: places }, unit)
                }
                _ => Cell::missing(Missing::Undefined),
            }
        }
        _ => Cell::missing(Missing::Undefined),
    }
}

fn with_suffix(value: Value, unit: &str) -> Cell {
    let one = value.as_number() == Some(1.0);
    let suffix: Arc<str> = match unit {
        "" => Arc::default(),
        _ if one => unit.into(),
        _ => plural(unit).into(),
    };
    Cell { suffix, ..Cell::new(value) }
}
