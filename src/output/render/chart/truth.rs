//! Answers of `explain`: the cases on the truth table.

use super::{Body, Chart, Field, Has, Matrix, Row, shown};
use crate::render::signs::Signs;
use answer::schema::{FactorColumn, TruthColumn};
use answer::{Cell, Table};
use base::order;

/// The rows of a truth table with the cases that show them.
pub fn rows(table: &Table) -> Option<Chart> {
    let (outcome, cases) = (table.place(TruthColumn::Outcome)?, table.place(TruthColumn::Cases)?);
    // Conditions stand between the number of the row and the outcome.
    let has: Vec<usize> = (1..=outcome).collect();
    let rows = table.rows.iter().map(|row| Row {
        label: format!("row {}", row.first().map(word).unwrap_or_default()),
        fields: has.iter().map(|&at| row.get(at).map_or(Field::Empty, field)).collect(),
        aside: row.get(cases).map(word).unwrap_or_default(),
    });
    drawn(has.iter().map(|&at| table.columns[at].name.to_string()).collect(), rows.collect(), LEGEND)
}

/// Each case with its conditions and its outcome, those with the outcome first; below them what survives.
pub fn cases(factors: &Table, cases: &Table) -> Option<Chart> {
    let last = cases.columns.len().checked_sub(1)?;
    let mut sorted: Vec<&Vec<Cell>> = cases.rows.iter().collect();
    order::sort_by_key(&mut sorted, |row| row.get(last).map(word).as_deref() != Some("yes"));
    let rows = sorted.into_iter().map(|row| Row {
        label: row.first().map(word).unwrap_or_default(),
        fields: row.iter().skip(1).map(field).collect(),
        aside: String::new(),
    });
    let mut rows: Vec<Row> = rows.collect();
    let (factor, survives) = (factors.place(FactorColumn::Factor)?, factors.place(FactorColumn::Survives)?);
    // Conditions on the answer's rows may have left some of them out.
    let survivor = |name: &str| {
        let row = factors.rows.iter().find(|row| row.get(factor).is_some_and(|cell| word(cell) == name))?;
        (word(row.get(survives)?) == "yes").then(|| Field::Ground("survives".into(), 0.35))
    };
    let names = || cases.columns.iter().skip(1).map(|head| head.name.to_string());
    let mut fields: Vec<Field> = names().map(|name| survivor(&name).unwrap_or(Field::Empty)).collect();
    if let Some(outcome) = fields.last_mut() {
        *outcome = Field::Empty;
    }
    if fields.iter().any(|field| *field != Field::Empty) {
        rows.push(Row { label: String::new(), fields, aside: String::new() });
    }
    drawn(names().collect(), rows, LEGEND)
}

const LEGEND: &str = "The last column of signs is the outcome.";

fn drawn(columns: Vec<String>, rows: Vec<Row>, legend: &str) -> Option<Chart> {
    let matrix = Matrix { columns, rows };
    (!matrix.rows.is_empty()).then(|| Chart {
        series: Vec::new(),
        body: Body::Matrix(matrix),
        legend: legend.into(),
    })
}

fn field(cell: &Cell) -> Field {
    Field::Has(match word(cell).as_str() {
        "1" | "yes" => Has::Yes,
        "0" | "no" => Has::No,
        // A contradiction: some cases have the outcome, and some have not.
        _ => Has::Mixed,
    })
}

fn word(cell: &Cell) -> String {
    shown(cell, Signs::Unicode)
}
