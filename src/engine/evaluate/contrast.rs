//! Two or more answers to one question: how far apart, and whose is better. The level of measurement decides what may
//! be said (research: Stevens 1946; ranks differ in places, tiers in steps, shares in percentage points).

use std::cmp::Ordering;
use std::sync::Arc;

use answer::Cell;
use base::suggest::plural;
use data::{Bound, Direction, Field, Level, Missing, Range, Value};

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
        Level::Year => years(a, b),
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
    if field.level == Level::Share {
        "pp".into()
    } else if gains_places(field) {
        let unit = if field.unit.is_empty() { String::new() } else { plural(&field.unit) + " " };
        format!("{unit}gained").into()
    } else {
        field.unit.clone()
    }
}

/// Whether a change of it counts places gained.
pub fn gains_places(field: &Field) -> bool {
    field.level == Level::Ordinal && field.scale.is_empty() && field.direction == Some(Direction::Lower)
}

/// The one of two answers that is better: less if the first, greater if the second; `None` when that cannot be said.
pub fn better(field: &Field, a: &Value, b: &Value) -> Option<Ordering> {
    let direction = field.direction?;
    let order = order(field, a, b)?;
    Some(match direction {
        Direction::Lower => order,
        Direction::Higher => order.reverse(),
    })
}

/// Whether two answers are the same; `None` when that cannot be said: sentences, and values that are missing.
pub fn same(field: &Field, a: &Value, b: &Value) -> Option<bool> {
    if a.is_missing() || b.is_missing() || field.level == Level::Text {
        return None;
    }
    match (a, b) {
        (Value::Text(a), Value::Text(b)) if field.level == Level::Set => Some(members(a) == members(b)),
        (Value::Text(a), Value::Text(b)) => Some(a == b),
        _ => {
            let [less, equal, greater] = range(field, a)?.orders(range(field, b)?);
            (equal != (less || greater)).then_some(equal)
        }
    }
}

/// One answer divided by the other; only where a ratio means something. What lies below 0 is no multiple of anything.
pub fn ratio(field: &Field, a: &Value, b: &Value) -> Cell {
    if !field.level.is_numeric() {
        return Cell::missing(Missing::NotApplicable);
    }
    // Of `<10` nobody says that it is below 0.
    let is_below = |range: Range| range.high < 0.0 || range.low < 0.0 && range.low.is_finite();
    let multiple = |(a, b): (Range, Range)| a.over(b).filter(|_| !is_below(a) && !is_below(b));
    match range(field, a).zip(range(field, b)).and_then(multiple) {
        Some(ratio) => Cell::new(ratio.value(2)),
        None => Cell::missing(Missing::Undefined),
    }
}

/// The items of a set, in one order.
fn members(set: &str) -> Vec<&str> {
    let mut members: Vec<&str> = set.split(';').map(str::trim).filter(|member| !member.is_empty()).collect();
    members.sort_unstable();
    members
}

/// What an answer can be; fewer than ten of something that is counted are at most nine.
fn range(field: &Field, value: &Value) -> Option<Range> {
    let range = value.range()?;
    Some(if field.level == Level::Count { range.counted() } else { range })
}

fn order(field: &Field, a: &Value, b: &Value) -> Option<Ordering> {
    match range(field, a).zip(range(field, b)) {
        Some((a, b)) => a.order(b),
        None => Some(step(field, a)?.cmp(&step(field, b)?)),
    }
}

/// The place of a label on its scale, worst first.
pub fn step(field: &Field, value: &Value) -> Option<usize> {
    let label = value.as_text()?;
    field.scale.iter().position(|step| step == label)
}

fn years(a: &Value, b: &Value) -> Cell {
    match a.range().zip(b.range()) {
        Some((a, b)) => distance(a, b, 0, "year"),
        None => Cell::missing(Missing::Undefined),
    }
}

fn numeric(field: &Field, a: &Value, b: &Value) -> Cell {
    let unit = match field.level {
        Level::Share => "pp",
        Level::Ordinal => &*field.unit,
        Level::Nominal | Level::Count | Level::Quantity | Level::Year | Level::Text | Level::Set => "",
    };
    match range(field, a).zip(range(field, b)) {
        Some((a_range, b_range)) => distance(a_range, b_range, a.decimals().max(b.decimals()), unit),
        None => Cell::missing(Missing::Undefined),
    }
}

/// How far two figures are apart, as far as that is known.
fn distance(a: Range, b: Range, decimals: u8, unit: &str) -> Cell {
    let distance = a.distance(b);
    match (distance.figure(), distance.low, distance.high) {
        // That they are not less than nothing apart is no answer.
        (None, 0.0, f64::INFINITY) => Cell::missing(Missing::Undefined),
        (None, 0.0, value) => with_suffix(Value::Bounded { bound: Bound::AtMost, value, decimals }, unit),
        _ => with_suffix(distance.value(decimals), unit),
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

    #[test]
    fn a_ratio_of_a_bound_is_a_bound_unless_it_may_be_one_of_nothing() {
        let known = |sign| match sign {
            "<" => Value::Bounded { bound: Bound::LessThan, value: 10.0, decimals: 0 },
            ">" => Value::Bounded { bound: Bound::MoreThan, value: 10.0, decimals: 0 },
            _ => Value::number(5.0, 0),
        };
        let of = |a, b| crate::plain(&ratio(&field(Level::Quantity, None), &known(a), &known(b)).value);
        assert_eq!((of(">", "="), of("<", "=")), (">2.00".into(), "<2.00".into()));
        assert_eq!((of("=", ">"), of("=", "<")), ("0.00 to 0.50".into(), "not defined".into()));
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
