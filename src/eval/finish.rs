//! What happens to finished rows: conditions on computed columns, order, limit.

use std::cmp::Ordering;

use super::plain;
use super::test::holds;
use crate::answer::{Answer, Cell, Table};
use crate::dataset::fold::fold;
use crate::dataset::{Missing, Value};
use crate::query::{Finish, OrderBy, RowTest, RowValue};
use crate::suggest::count;
use crate::word::Operator;

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
        answer.notes.push(format!("The first {limit} of {}.", count(rows, "row")));
    }
}

/// Whether a row meets a test; `None` when a value that it needs is missing.
pub fn passes(table: &Table, row: usize, test: &RowTest, same: Option<&[Option<bool>]>) -> Option<bool> {
    let cell = |column: &str| table.column(column).and_then(|at| table.rows[row].get(at));
    match test {
        RowTest::And(tests) => {
            tests.iter().map(|test| passes(table, row, test, same)).fold(Some(true), |all, one| {
                match (all, one) {
                    (Some(false), _) | (_, Some(false)) => Some(false),
                    (Some(true), Some(true)) => Some(true),
                    _ => None,
                }
            })
        }
        RowTest::Or(tests) => {
            tests.iter().map(|test| passes(table, row, test, same)).fold(Some(false), |any, one| {
                match (any, one) {
                    (Some(true), _) | (_, Some(true)) => Some(true),
                    (Some(false), Some(false)) => Some(false),
                    _ => None,
                }
            })
        }
        RowTest::Not(test) => passes(table, row, test, same).map(|passes| !passes),
        RowTest::Missing(column) => cell(column).map(|cell| cell.value.is_missing()),
        RowTest::Shared => same.and_then(|same| same[row]),
        RowTest::Different => same.and_then(|same| same[row]).map(|same| !same),
        RowTest::Between(column, low, high) => match &cell(column)?.value {
            Value::Number { value, .. } => Some(value >= low && value <= high),
            Value::Years(years) => Some(f64::from(years.from) <= *high && f64::from(years.to) >= *low),
            _ => None,
        },
        RowTest::Compare { column, operator, value } => {
            let left = cell(column)?;
            match value {
                RowValue::Number(right, decimals) => number(left, *operator, *right, *decimals),
                RowValue::Word(word) => word_test(left, *operator, word),
                RowValue::Column(other) => columns(left, *operator, cell(other)?),
            }
        }
    }
}

/// A figure meets a written one when it rounds to it.
fn number(cell: &Cell, operator: Operator, right: f64, decimals: u8) -> Option<bool> {
    let left = match &cell.value {
        Value::Number { value, .. } => *value,
        Value::Years(years) if years.from == years.to => f64::from(years.from),
        Value::Years(years) => return Some((f64::from(years.from)..=f64::from(years.to)).contains(&right)),
        Value::Bounded { bound, value, .. } => {
            let order = bound.compare(*value, right)?;
            return Some(holds(operator, f64::from(order as i8), 0.0));
        }
        // A label may look like a figure.
        Value::Text(text) => text.parse().ok()?,
        Value::Set(_) | Value::Missing(_) => return None,
    };
    let half = 0.5 * 10f64.powi(-i32::from(decimals));
    let equal = (left - right).abs() <= half * (1.0 + 1e-9) && (decimals > 0 || (left - right).abs() < 1e-9)
        || (left - right).abs() < 1e-9;
    Some(match operator {
        Operator::Equal => equal,
        Operator::NotEqual => !equal,
        _ => holds(operator, left, right),
    })
}

fn word_test(cell: &Cell, operator: Operator, word: &str) -> Option<bool> {
    let equal = match &cell.value {
        Value::Missing(Missing::NotApplicable | Missing::Undefined) => false,
        Value::Missing(_) => return None,
        Value::Set(members) => members.iter().any(|member| fold(member) == *word),
        value => fold(&plain(value)) == *word,
    };
    match operator {
        Operator::Equal => Some(equal),
        Operator::NotEqual => Some(!equal),
        _ => None,
    }
}

fn columns(left: &Cell, operator: Operator, right: &Cell) -> Option<bool> {
    match (left.value.as_number(), right.value.as_number()) {
        (Some(left), Some(right)) => Some(holds(operator, left, right)),
        _ if left.value.is_missing() || right.value.is_missing() => None,
        _ => word_test(left, operator, &fold(&plain(&right.value))),
    }
}

fn sort(table: &mut Table, order: &[OrderBy]) {
    let keys: Vec<(usize, bool)> =
        order.iter().filter_map(|by| Some((table.column(&by.column)?, by.descending))).collect();
    if keys.is_empty() {
        return;
    }
    table.rows.sort_by(|a, b| {
        let compare = |&(at, descending): &(usize, bool)| compare(&a[at].value, &b[at].value, descending);
        keys.iter().map(compare).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    });
}

/// The order of two values; missing ones are last whichever way the order runs.
pub fn compare(a: &Value, b: &Value, descending: bool) -> Ordering {
    let turned = |order: Ordering| if descending { order.reverse() } else { order };
    let figure = |value: &Value| match value {
        Value::Number { value, .. } | Value::Bounded { value, .. } => Some(*value),
        Value::Years(years) => Some(f64::from(years.from)),
        _ => None,
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
