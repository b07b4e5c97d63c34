//! What stands behind the figures that are made of several: how many figures, of which times.

use std::sync::Arc;

use super::align::Item;
use crate::plain;
use answer::{Cell, Head, Kind, Table};
use data::{Missing, Value};
use query::Compare;
use select::Cells;

/// How many differences of times are told one by one.
const MOST_TOLD: usize = 3;

/// A table of how many figures each figure is made of; none where each stands for itself, or rows are counted.
pub fn behind(compare: &Compare, cells: &Cells, labels: &[Arc<str>], items: &[Item<'_>]) -> Option<Table> {
    if cells.basis.is_empty() {
        return None;
    }
    let keys = compare.selection.keys.iter().skip(1).map(|key| Head::new(key.meta.name.clone(), Kind::Key));
    let mut heads: Vec<Head> = keys.collect();
    heads.push(Head::computed("measure", Kind::Key));
    heads.extend(labels.iter().map(|label| Head::new(label.clone(), Kind::Number)));
    let mut table = Table::new("n", heads);
    for item in items {
        let figures = |row: Option<usize>| row.map_or(0, |row| cells.basis[item.measure].figures[row]);
        let mut row: Vec<Cell> = Vec::with_capacity(table.columns.len());
        let any = item.rows.iter().flatten().next();
        row.extend(
            cells.keys[1..]
                .iter()
                .map(|key| any.map_or(Cell::missing(Missing::NoAnswer), |&row| Cell::new(key.value(row)))),
        );
        row.push(Cell::text(item.field.name.clone()));
        row.extend(item.rows.iter().map(|&row| Cell::new(Value::count(figures(row)))));
        table.rows.push(row);
    }
    Some(table)
}

/// Where figures are made of different times.
pub fn times(compare: &Compare, cells: &Cells, labels: &[Arc<str>], items: &[Item<'_>]) -> Vec<String> {
    let mut told = Vec::new();
    let mut more = 0;
    for item in items {
        let Some(basis) = cells.basis.get(item.measure) else { continue };
        let known = item.rows.iter().zip(labels).filter_map(|(row, label)| {
            let row = (*row)?;
            (basis.figures[row] > 0).then(|| (label, spoken(&basis.times[row])))
        });
        let known: Vec<(&Arc<str>, String)> = known.collect();
        if known.windows(2).all(|pair| pair[0].1 == pair[1].1) {
            continue;
        }
        if told.len() == MOST_TOLD {
            more += 1;
            continue;
        }
        let keys = item.rows.iter().flatten().next().map(|&row| {
            cells.keys[1..].iter().map(|key| plain(&key.value(row))).collect::<Vec<_>>().join(" ")
        });
        let of = keys.filter(|keys| !keys.is_empty()).map(|keys| format!("{keys} ")).unwrap_or_default();
        let each: Vec<String> = known.iter().map(|(label, times)| format!("{label} {times}")).collect();
        told.push(format!("Different times are compared in {of}`{}`: {}.", item.field.name, each.join("; ")));
    }
    if more > 0 {
        told.push(format!("Different times are compared in {more} more rows."));
    }
    let fixed = compare.folded.is_empty();
    if fixed { Vec::new() } else { told }
}

/// Times in a sentence: `2016, 2018-2020`; years without a gap are one span.
fn spoken(times: &[Value]) -> String {
    let mut years: Vec<(i32, i32)> = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for time in times {
        match time.as_year() {
            Some(year) => years.push((year, year)),
            None => words.push(plain(time)),
        }
    }
    years.sort_unstable();
    let mut spans: Vec<(i32, i32)> = Vec::new();
    for (from, to) in years {
        match spans.last_mut() {
            Some((_, end)) if from <= *end + 1 => *end = to,
            _ => spans.push((from, to)),
        }
    }
    words.sort_unstable();
    let spans = spans
        .into_iter()
        .map(|(from, to)| if from == to { from.to_string() } else { format!("{from}-{to}") });
    spans.chain(words).collect::<Vec<_>>().join(", ")
}
