//! Two keys: every combination, the empty ones too, with its members, or with what they amount to.

use std::sync::Arc;

use super::parts::Parts;
use super::{amount, incomplete};
use crate::error::EvalError;
use crate::no_answer::Holes;
use crate::plain;
use answer::schema::{CrossColumn, Schema};
use answer::{Answer, Cell, Finding, Head, Kind, LeftOut, Table};
use base::cancel::cancellable;
use base::suggest::{count, plural};
use data::{Missing, Range, Value};
use query::{Amount, Tabulate};
use select::Cells;

/// More cells than this nobody reads.
const MOST_CELLS: usize = 100_000;

/// Answers `tabulate … by a, b`.
///
/// # Errors
///
/// More cells than anybody could read.
pub fn cross(
    tabulate: &Tabulate,
    schema: &Schema<CrossColumn>,
    cells: &Cells,
    answer: &mut Answer,
) -> Result<(), EvalError> {
    let keys = &tabulate.selection.keys;
    let (down, across) = (&cells.keys[0], &cells.keys[1]);
    let (rows, columns) = (Parts::new(&keys[0], down), Parts::new(&keys[1], across));
    let size = rows.len() * columns.len();
    if size > MOST_CELLS {
        let what = format!("a table of {size} cells");
        return Err(EvalError::TooLong { what, fewer: "labels, or choose some with `where`" });
    }
    let (filled, unit) = match tabulate.amount {
        Amount::Rows => (members(cells, &rows, &columns), Arc::default()),
        Amount::Sum | Amount::Share => {
            let unit = tabulate.selection.measures[0].meta.unit.clone();
            (amounts(tabulate, cells, &rows, &columns), unit)
        }
    };
    let label = |&row: &usize| Head::new(plain(&across.value(row)), Kind::Subject).with_unit(unit.clone());
    let mut heads = schema.heads().clone();
    heads.extend(columns.order.iter().map(label));
    let mut table = Table::new("rows", heads);
    let mut fields = filled.cells.into_iter();
    for &row in &rows.order {
        let part = |column| match column {
            CrossColumn::Part => Cell::new(down.value(row)),
        };
        let mut line: Vec<Cell> = schema.columns().map(part).collect();
        line.extend(fields.by_ref().take(columns.len()));
        table.rows.push(line);
    }
    answer.tables.push(table);
    let missing: Vec<usize> =
        (0..cells.rows).filter(|&row| rows.of_row[row].is_none() || columns.of_row[row].is_none()).collect();
    if !missing.is_empty() {
        let item = match (tabulate.amount, cells.keys.get(2)) {
            (Amount::Rows, Some(member)) => {
                let names: Vec<String> = missing.iter().map(|&row| plain(&member.value(row))).collect();
                names.join(", ")
            }
            _ => count(missing.iter().map(|&row| cells.sizes[row]).sum(), "row"),
        };
        let reason = format!("`{}` or `{}` is missing", keys[0].meta.name, keys[1].meta.name);
        answer.left_out.push(LeftOut { item, reason });
    }
    let text = format!("{} in {}; {} empty.", filled.said, count(size, "cell"), filled.empty);
    let figures = vec![filled.total, ("empty cells".to_owned(), Value::count(filled.empty))];
    answer.findings.push(Finding { kind: "cross", figures, text });
    answer.notes.extend(incomplete(tabulate)?.into_iter().map(|list| list.reason));
    Ok(())
}

/// The cells of a cross table, line by line, and what they come to.
struct Filled {
    cells: Vec<Cell>,
    empty: usize,
    total: (String, Value),
    said: String,
}

/// The members of each combination.
fn members(cells: &Cells, rows: &Parts, columns: &Parts) -> Filled {
    let mut members: Vec<Vec<Arc<str>>> = vec![Vec::new(); rows.len() * columns.len()];
    for row in cancellable(0..cells.rows) {
        if let (Some(part), Some(other), Some(member)) =
            (rows.of_row[row], columns.of_row[row], cells.keys.get(2))
        {
            members[part * columns.len() + other].push(plain(&member.value(row)).into());
        }
    }
    let total: usize = members.iter().map(Vec::len).sum();
    let empty = members.iter().filter(|members| members.is_empty()).count();
    let cell = |members: Vec<Arc<str>>| {
        let suffix: Arc<str> = format!("({})", members.len()).into();
        Cell { suffix, ..Cell::new(Value::Set(members)) }
    };
    Filled {
        cells: members.into_iter().map(cell).collect(),
        empty,
        total: ("members".to_owned(), Value::count(total)),
        said: count(total, "member"),
    }
}

/// What each combination amounts to; no row is no amount.
fn amounts(tabulate: &Tabulate, cells: &Cells, rows: &Parts, columns: &Parts) -> Filled {
    let mut values: Vec<Option<Value>> = vec![None; rows.len() * columns.len()];
    for row in cancellable(0..cells.rows) {
        if let (Some(part), Some(other)) = (rows.of_row[row], columns.of_row[row]) {
            values[part * columns.len() + other] = Some(amount(cells, row));
        }
    }
    let empty = values.iter().filter(|value| value.is_none()).count();
    let known: Vec<Option<Range>> = values.iter().flatten().map(Value::range).collect();
    let decimals = values.iter().flatten().map(Value::decimals).max().unwrap_or(0);
    let sum = known.iter().try_fold(Range::exact(0.0), |sum, range| Some(sum.plus((*range)?)));
    let total = match sum.filter(|_| tabulate.amount == Amount::Sum) {
        Some(sum) => sum.value(decimals),
        None => Value::Missing(Missing::Undefined),
    };
    let meta = &tabulate.selection.measures[0].meta;
    let said = if total.is_missing() {
        count(known.len(), "figure")
    } else {
        format!("{} {}", plain(&total), plural(&meta.unit)).trim_end().to_owned()
    };
    let holes = Holes::new(cells);
    let hole = |at: usize| {
        let key = |keys: usize, row: usize| cells.keys[keys].value(row);
        let (down, across) =
            (key(0, rows.order[at / columns.len()]), key(1, columns.order[at % columns.len()]));
        holes.cell(&[&down, &across])
    };
    let cells = values.into_iter().enumerate();
    let cells = cells.map(|(at, value)| value.map_or_else(|| hole(at), Cell::new)).collect();
    Filled { cells, empty, total: ("total".to_owned(), total), said }
}
