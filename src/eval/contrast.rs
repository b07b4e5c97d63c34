//! Two or more answers to one question: how far apart, and whose is better. The level of measurement decides what may
//! be said (research: Stevens 1946; ranks differ in places, tiers in steps, shares in percentage points).

use std::cmp::Ordering;
use std::sync::Arc;

use crate::answer::Cell;
use crate::dataset::{Bound, Direction, Field, Level, Missing, Value};
use crate::suggest::plural;

/// How far two answers are apart, in every verb: a distance, never negative. Whose answer is better is said by [`better`].
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

/// What an answer has changed by: the later one minus the earlier one. Of places, where less is better, it is the places
/// gained, as rankings print it, so that a plus is a rise of every rank and of every step of a scale.
pub fn change(field: &Field, first: f64, last: f64) -> f64 {
    if gains_places(field) { first - last } else { last - first }
}

/// What [`change`] is counted in.
pub fn change_unit(field: &Field) -> Arc<str> {
    match field.level {
        Level::Share => "pp".into(),
        _ if gains_places(field) => match &*field.unit {
            "" => "gained".into(),
            unit => format!("{} gained", plural(unit)).into(),
        },
        _ => field.unit.clone(),
    }
}

/// Whether a change of it counts places gained.
pub fn gains_places(field: &Field) -> bool {
    field.level == Level::Ordinal && field.scale.is_empty() && field.direction == Some(Direction::Lower)
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
pub fn step(field: &Field, value: &Value) -> Option<usize> {
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
    let places = a.decimals().max(b.decimals());
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn field(level: Level, direction: Option<Direction>) -> Field {
        Field { direction, ..Field::computed("rank", level) }
    }

    proptest! {
        #[test]
        fn a_gap_has_no_sign_and_a_rise_of_a_rank_is_a_plus(a in -99i16..99, b in -99i16..99) {
            let (figure, of) = (|a: i16| Value::number(f64::from(a), 0), f64::from);
            for level in [Level::Ordinal, Level::Count, Level::Quantity, Level::Share] {
                for direction in [None, Some(Direction::Higher), Some(Direction::Lower)] {
                    let field = field(level, direction);
                    let gap = gap(&field, &figure(a), &figure(b)).value;
                    prop_assert_eq!(gap.as_number(), Some(f64::from(a.abs_diff(b))));
                    let change = change(&field, of(a), of(b));
                    // A rank that comes nearer to the first place rises; all other figures rise when they grow.
                    let rises = if level == Level::Ordinal && direction == Some(Direction::Lower) { b < a } else { b > a };
                    prop_assert_eq!(change > 0.0, rises);
                    prop_assert_eq!(change.abs(), f64::from(a.abs_diff(b)));
                }
            }
        }
    }
}
