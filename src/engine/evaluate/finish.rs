//! What happens to finished rows: conditions on computed columns, order, limit.

use std::cmp::Ordering;

use super::plain;
use answer::schema::{ColumnId, Head};
use answer::{Answer, Cell, Table};
use base::fold::{fold, holds_text};
use base::suggest::count;
use data::{Missing, Range, Value};
use query::{Finish, OrderBy, RowTest, RowValue};
use select::test::{decided, holds};
use syntax::word::Operator;

/// Applies conditions, order and limit to the first table. `same` tells of each row whether all subjects answer alike.
pub fn rows(answer: &mut Answer, finish: &Finish, same: Option<&[Option<bool>]>) {
    let has_findings = !answer.findings.is_empty();
    let Some(table) = answer.tables.first_mut() else { return };
    let before = table.rows.len();
    if !finish.rows.is_empty() {
        let keep: Vec<bool> = (0..before)
            .map(|row| finish.rows.iter().all(|test| passes(table, row, test, same) == Some(true)))
            .collect();
        let mut keep = keep.iter();
        table.rows.retain(|_| *keep.next().unwrap_or(&false));
        let left = before - table.rows.len();
        if left > 0 && has_findings {
            let rows = count(before, "row");
            answer
                .notes
                .push(format!("The findings are of all {rows}, before the condition on computed columns."));
        }
    }
    sort(table, &finish.order);
    if let Some(limit) = finish.limit
        && table.rows.len() > limit
    {
        let rows = table.rows.len();
        table.rows.truncate(limit);
        answer.notes.push(first(limit, rows));
    }
}

/// That so many of all rows are shown.
pub fn first(shown: usize, rows: usize) -> String {
    format!("The first {shown} of {}.", count(rows, "row"))
}

/// Whether a row meets a test; `None` when a value that it needs is missing.
pub fn passes(table: &Table, row: usize, test: &RowTest, same: Option<&[Option<bool>]>) -> Option<bool> {
    let cell = |column: &ColumnId| table.cell(row, *column);
    match test {
        RowTest::And(tests) => join(tests.iter().map(|test| passes(table, row, test, same)), false),
        RowTest::Or(tests) => join(tests.iter().map(|test| passes(table, row, test, same)), true),
        RowTest::Not(test) => passes(table, row, test, same).map(|passes| !passes),
        RowTest::Missing(column) => Some(cell(column).value.is_missing()),
        RowTest::Contains(column, text) => {
            let value = &cell(column).value;
            (!value.is_missing()).then(|| holds_text(&fold(&plain(value)), text))
        }
        RowTest::Shared => same.and_then(|same| same[row]),
        RowTest::Different => same.and_then(|same| same[row]).map(|same| !same),
        RowTest::Between(RowValue::Column(column), low, high) => match &cell(column).value {
            Value::Number { value, .. } => Some(value >= low && value <= high),
            Value::Years(years) => Some(f64::from(years.from) <= *high && f64::from(years.to) >= *low),
            Value::Bounded { .. } | Value::Text(_) | Value::Set(_) | Value::Missing(_) => None,
        },
        RowTest::Between(formula, low, high) => {
            figure(table, row, formula).map(|value| value >= *low && value <= *high)
        }
        RowTest::Compare { left, operator, right } => match (left, right) {
            (RowValue::Column(left), RowValue::Number(right, decimals)) => {
                number(cell(left), *operator, *right, *decimals)
            }
            (RowValue::Column(left), RowValue::Word(word)) => word_test(cell(left), *operator, word),
            (RowValue::Column(left), RowValue::Column(right)) => columns(cell(left), *operator, cell(right)),
            (left, right) => {
                let decimals = if let RowValue::Number(_, decimals) = right { *decimals } else { 0 };
                Some(rounded(figure(table, row, left)?, *operator, figure(table, row, right)?, decimals))
            }
        },
    }
}

/// One part that comes out as `decisive` decides; without one, a part that is unknown leaves the whole open.
pub fn join(mut parts: impl Iterator<Item = Option<bool>>, decisive: bool) -> Option<bool> {
    let mut open = false;
    let decided = parts.any(|part| {
        open |= part.is_none();
        part == Some(decisive)
    });
    match decided {
        true => Some(decisive),
        false => (!open).then_some(!decisive),
    }
}

/// What a formula comes to in a row; `None` where a part of it is missing, a word or only a bound.
fn figure(table: &Table, row: usize, formula: &RowValue) -> Option<f64> {
    match formula {
        RowValue::Number(value, _) => Some(*value),
        RowValue::Word(_) => None,
        RowValue::Column(column) => exact(&table.cell(row, *column).value),
        RowValue::Formula(left, sign, right) => {
            sign.of(figure(table, row, left)?, figure(table, row, right)?)
        }
    }
}

/// The figure of a cell; a year is one, a span of years is none.
fn exact(value: &Value) -> Option<f64> {
    value.as_number().or_else(|| value.as_year().map(f64::from))
}

fn number(cell: &Cell, operator: Operator, right: f64, decimals: u8) -> Option<bool> {
    let left = match &cell.value {
        // A span holds a condition if one of its years does.
        Value::Years(years) if years.from < years.to => {
            let (from, to) = (f64::from(years.from), f64::from(years.to));
            return Some(match operator {
                Operator::Equal => (from..=to).contains(&right),
                Operator::NotEqual => !(from..=to).contains(&right),
                Operator::Less | Operator::LessOrEqual => holds(operator, from, right),
                Operator::Greater | Operator::GreaterOrEqual => holds(operator, to, right),
            });
        }
        Value::Bounded { .. } => return decided(cell.value.range()?, operator, Range::exact(right)),
        // A label may look like a figure.
        Value::Text(text) => text.parse().ok()?,
        value @ (Value::Number { .. } | Value::Years(_) | Value::Set(_) | Value::Missing(_)) => exact(value)?,
    };
    Some(rounded(left, operator, right, decimals))
}

/// A figure meets a written one when it rounds to it.
fn rounded(left: f64, operator: Operator, right: f64, decimals: u8) -> bool {
    let half = if decimals == 0 { 0.0 } else { 0.5 * 10f64.powi(-i32::from(decimals)) };
    let equal = (left - right).abs() <= half + 1e-9 * right.abs().max(1.0);
    match operator {
        Operator::Equal => equal,
        Operator::NotEqual => !equal,
        Operator::Less | Operator::LessOrEqual | Operator::Greater | Operator::GreaterOrEqual => {
            holds(operator, left, right)
        }
    }
}

fn word_test(cell: &Cell, operator: Operator, word: &str) -> Option<bool> {
    let equal = match &cell.value {
        Value::Missing(Missing::NotApplicable | Missing::Undefined) => false,
        Value::Missing(_) => return None,
        Value::Set(members) => members.iter().any(|member| fold(member) == *word),
        value @ (Value::Number { .. } | Value::Bounded { .. } | Value::Years(_) | Value::Text(_)) => {
            fold(&plain(value)) == *word
        }
    };
    match operator {
        Operator::Equal => Some(equal),
        Operator::NotEqual => Some(!equal),
        Operator::Less | Operator::LessOrEqual | Operator::Greater | Operator::GreaterOrEqual => None,
    }
}

fn columns(left: &Cell, operator: Operator, right: &Cell) -> Option<bool> {
    match (exact(&left.value), exact(&right.value)) {
        (_, Some(right)) => number(left, operator, right, 0),
        (Some(left), _) => number(right, operator.turned(), left, 0),
        _ if left.value.is_missing() || right.value.is_missing() => None,
        _ => word_test(left, operator, &fold(&plain(&right.value))),
    }
}

fn sort(table: &mut Table, order: &[OrderBy]) {
    if order.is_empty() {
        return;
    }
    let Table { columns, rows, .. } = table;
    rows.sort_by(|a, b| {
        let compare = |by: &OrderBy| {
            let (a, b) = (&a[by.column.place()].value, &b[by.column.place()].value);
            let head = columns.head(by.column);
            let (step_a, step_b) = (step(head, a), step(head, b));
            compare(step_a.as_ref().unwrap_or(a), step_b.as_ref().unwrap_or(b), by.descending)
        };
        order.iter().map(compare).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    });
}

/// What a value is ordered by: the place of a word on the scale of its column, else the value itself.
pub fn key(head: &Head, value: Value) -> Value {
    step(head, &value).unwrap_or(value)
}

/// The place of a word on the scale of its column.
fn step(head: &Head, value: &Value) -> Option<Value> {
    let (Some(field), Value::Text(word)) = (&head.scale, value) else { return None };
    field.scale.iter().position(|step| step == word).map(Value::count)
}

/// The first rows of so many in the order of their values; equal ones stay as they are.
pub fn first_rows(of: usize, shown: usize, keys: &[(Vec<Value>, bool)]) -> Vec<usize> {
    let compare = |&a: &usize, &b: &usize| {
        let by = keys.iter().map(|(values, descending)| compare(&values[a], &values[b], *descending));
        by.chain([a.cmp(&b)]).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    };
    let mut rows: Vec<usize> = (0..of).collect();
    if shown < of {
        rows.select_nth_unstable_by(shown, compare);
        rows.truncate(shown);
    }
    rows.sort_unstable_by(compare);
    rows
}

/// The order of two values; missing ones are last whichever way the order runs.
pub fn compare(a: &Value, b: &Value, descending: bool) -> Ordering {
    let turned = |order: Ordering| if descending { order.reverse() } else { order };
    let figure = |value: &Value| match value {
        Value::Number { value, .. } | Value::Bounded { value, .. } => Some(*value),
        Value::Years(years) => Some(f64::from(years.from)),
        Value::Text(_) | Value::Set(_) | Value::Missing(_) => None,
    };
    match (a.is_missing(), b.is_missing()) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Greater,
        (false, true) => Ordering::Less,
        _ => match (figure(a), figure(b)) {
            (Some(a), Some(b)) => turned(a.total_cmp(&b)),
            _ => turned(plain(a).cmp(&plain(b))),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_first_rows_are_those_of_the_whole_order(
            rows in prop::collection::vec((prop::option::of(0u8..4), "[ab]"), 1..30), shown in 0usize..30, down: bool
        ) {
            let figure = |figure: Option<u8>| match figure {
                Some(figure) => Value::number(f64::from(figure), 0),
                None => Value::Missing(Missing::NotStated),
            };
            let figures = rows.iter().map(|row| figure(row.0)).collect();
            let keys = [(figures, down), (rows.iter().map(|row| Value::text(row.1.as_str())).collect::<Vec<_>>(), false)];
            let mut whole: Vec<usize> = (0..rows.len()).collect();
            whole.sort_by(|&a, &b| {
                let by = |(values, down): &(Vec<Value>, bool)| compare(&values[a], &values[b], *down);
                by(&keys[0]).then(by(&keys[1]))
            });
            whole.truncate(shown);
            prop_assert_eq!(first_rows(rows.len(), shown, &keys), whole);
        }
    }
}
