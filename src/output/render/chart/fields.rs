//! Answers in rows and columns: how alike judges are, how many fall together, what is said of each case.

use super::{Body, Chart, Field, Matrix, Row, columns, figure, shown};
use crate::render::signs::Signs;
use answer::schema::{AgreeColumn, CompareColumn, Id};
use answer::{Cell, Kind, Table};
use data::Value;
use syntax::word::Coefficient;

/// Every judge against every other, by the first coefficient that the answer has.
pub fn agreement(table: &Table, signs: Signs) -> Option<Chart> {
    let (left, right) = (table.place(AgreeColumn::Left)?, table.place(AgreeColumn::Right)?);
    let (at, coefficient) = table.columns.iter().enumerate().find_map(|(at, head)| match head.id {
        Some(Id::Agree(AgreeColumn::Coefficient(coefficient))) => Some((at, coefficient)),
        _ => None,
    })?;
    let name = |row: &[Cell], at: usize| row.get(at).map(|cell| shown(cell, signs));
    let mut judges: Vec<String> = Vec::new();
    for judge in table.rows.iter().flat_map(|row| [name(row, left), name(row, right)]).flatten() {
        if !judges.contains(&judge) {
            judges.push(judge);
        }
    }
    let field = |a: &String, b: &String| {
        let of = |row: &Vec<Cell>, a: &String, b: &String| {
            name(row, left).as_ref() == Some(a) && name(row, right).as_ref() == Some(b)
        };
        let cell = table.rows.iter().find(|row| of(row, a, b) || of(row, b, a))?.get(at)?;
        // A negative figure says as much as a positive one; its sign tells which.
        Some(Field::Ground(shown(cell, signs), figure(cell).map_or(0.0, |value| value.abs().min(1.0))))
    };
    let row = |a: &String| Row {
        label: a.clone(),
        fields: judges.iter().map(|b| field(a, b).unwrap_or(Field::Empty)).collect(),
        aside: String::new(),
    };
    let known = |row: &Row| row.fields.iter().any(|field| matches!(field, Field::Ground(..)));
    let rows: Vec<Row> = judges.iter().map(row).collect();
    let name = coefficient.name();
    let legend = match coefficient {
        Coefficient::Jaccard | Coefficient::Overlap | Coefficient::W => {
            format!("Each field: {name}, from 0 (nothing in common) to 1 (the same).")
        }
        Coefficient::Rho | Coefficient::Tau => {
            format!("Each field: {name}, from -1 (the opposite order) to 1 (the same order).")
        }
    };
    let drawn = rows.iter().any(known);
    drawn.then(|| Chart { series: Vec::new(), body: Body::Matrix(Matrix { columns: judges, rows }), legend })
}

/// A cross table by the number of members in each cell.
pub fn crossed(table: &Table, signs: Signs) -> Option<Chart> {
    let across = columns(table, Kind::Subject);
    let count = |cell: &Cell| if let Value::Set(members) = &cell.value { Some(members.len()) } else { None };
    let most = table.rows.iter().flatten().filter_map(count).max().filter(|&most| most > 0)?;
    let field = |cell: &Cell| match count(cell) {
        Some(count) => Field::Ground(count.to_string(), count as f64 / most as f64),
        None => Field::Empty,
    };
    let rows = table.rows.iter().map(|row| Row {
        label: row.first().map(|cell| shown(cell, signs)).unwrap_or_default(),
        fields: across.iter().map(|&at| row.get(at).map_or(Field::Empty, field)).collect(),
        aside: String::new(),
    });
    let rows = rows.collect();
    let columns = across.iter().map(|&at| table.columns[at].name.to_string()).collect();
    let legend = "Each field: how many members; the darker, the more.".into();
    Some(Chart { series: Vec::new(), body: Body::Matrix(Matrix { columns, rows }.upright()), legend })
}

/// Answers in words, side by side; where one leads, its field has a ground.
pub fn answers(table: &Table, signs: Signs) -> Option<Chart> {
    let subjects = columns(table, Kind::Subject);
    let text = |row: &[Cell], column: CompareColumn| {
        let cell = table.place(column).and_then(|at| row.get(at)).filter(|cell| !cell.value.is_missing());
        cell.map(|cell| shown(cell, signs)).unwrap_or_default()
    };
    let names = super::items::own_names(table, table.place(CompareColumn::Measure));
    let rows = table.rows.iter().map(|row| {
        let best = [CompareColumn::Leader, CompareColumn::Best].map(|column| text(row, column)).concat();
        let leads = |at: usize| best.split(", ").any(|name| name == &*table.columns[at].name);
        let ground = |at: usize| if leads(at) { 0.35 } else { 0.0 };
        let field = |at: usize| row.get(at).map(|cell| Field::Ground(shown(cell, signs), ground(at)));
        let named = super::items::label(row, &names, signs);
        Row {
            label: if named.is_empty() { text(row, CompareColumn::Measure) } else { named },
            fields: subjects.iter().map(|&at| field(at).unwrap_or(Field::Empty)).collect(),
            aside: text(row, CompareColumn::Gap),
        }
    });
    let rows: Vec<Row> = rows.collect();
    let said = |row: &Row| row.fields.iter().any(|field| *field != Field::Empty);
    if subjects.is_empty() || !rows.iter().any(said) {
        return None;
    }
    let leads = rows
        .iter()
        .flat_map(|row| &row.fields)
        .any(|field| matches!(field, Field::Ground(_, depth) if *depth > 0.0));
    let legend = if leads { "The better answer of a row has a ground." } else { "Each row is one question." };
    let columns = subjects.iter().map(|&at| table.columns[at].name.to_string()).collect();
    Some(Chart { series: Vec::new(), body: Body::Matrix(Matrix { columns, rows }), legend: legend.into() })
}
