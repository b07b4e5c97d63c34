//! Answers of `match`: pairs of cases on the truth table, what both have and in what they differ.

use super::{Body, Chart, Field, Has, Matrix, Row};
use crate::render::signs::Signs;
use answer::schema::MatchColumn;
use answer::{Cell, Table};
use data::Value;

/// A row a pair, a column an attribute; `cases` says what each case has.
pub fn matched(table: &Table, cases: &Table, signs: Signs) -> Option<Chart> {
    let (left, right) = (table.place(MatchColumn::Left)?, table.place(MatchColumn::Right)?);
    let values = |name: &Cell| cases.rows.iter().find(|case| case.first() == Some(name));
    let rows = table.rows.iter().filter_map(|row| {
        let (a, b) = (row.get(left)?, row.get(right)?);
        let fields = values(a)?.iter().zip(values(b)?).skip(1).map(|(a, b)| field(word(a), word(b), signs));
        Some(Row {
            label: format!("{} / {}", word(a), word(b)),
            fields: fields.collect(),
            aside: String::new(),
        })
    });
    let rows: Vec<Row> = rows.collect();
    if rows.is_empty() {
        return None;
    }
    let columns = cases.columns.iter().skip(1).map(|head| head.name.to_string()).collect();
    let legend = "Each pair of cases: what both have or lack, and in what they differ.".into();
    Some(Chart { series: Vec::new(), body: Body::Matrix(Matrix { columns, rows }.upright()), legend })
}

fn field(a: &str, b: &str, signs: Signs) -> Field {
    let (alike, other) = match signs {
        Signs::Unicode => ("=", "≠"),
        Signs::Ascii => ("=", "!="),
        Signs::Words => ("alike", "differs"),
    };
    match (Has::of(a), a == b) {
        (Some(has), true) => Field::Has(has),
        (Some(_), false) => Field::Has(Has::Mixed),
        // Attributes may be of any kind; then only being alike is told.
        (None, true) => Field::Ground(alike.into(), 0.35),
        (None, false) => Field::Ground(other.into(), 0.0),
    }
}

fn word(cell: &Cell) -> &str {
    if let Value::Text(text) = &cell.value { text } else { "" }
}
