//! What stands behind the figures that are made of several: how many figures, of which times.

use std::sync::Arc;

use super::align::Item;
use crate::members::OfGroup;
use crate::plain;
use answer::{Cell, Head, Kind, Table};
use data::{Missing, Value};
use query::{Aggregate, Compare, SubjectKind};
use select::Cells;

/// How many differences of times are told one by one.
const MOST_TOLD: usize = 3;

/// A table of how many figures each figure is made of, and of how many cases, where those are not as many; none where each
/// stands for itself, or rows are counted.
pub fn behind(compare: &Compare, cells: &Cells, labels: &[Arc<str>], items: &[Item<'_>]) -> Option<Table> {
    let is_made = |item: &&Item<'_>| is_made(compare, item);
    let mut items: Vec<&Item<'_>> = items.iter().filter(is_made).collect();
    if items.is_empty() {
        return None;
    }
    let of = |item: &Item<'_>, counted: BasisCount| {
        let basis = &cells.basis[item.measure];
        let size = move |row: usize| match counted {
            BasisCount::Figures => basis.figures[row],
            BasisCount::Cases => basis.cases[row].len(),
        };
        item.rows.iter().map(|row| row.map_or(0, size)).collect::<Vec<usize>>()
    };
    let differ = |item: &&Item<'_>| of(item, BasisCount::Figures) != of(item, BasisCount::Cases);
    let both = compare.subjects.kind == SubjectKind::Groups && items.iter().any(differ);
    let counted =
        if both { [BasisCount::Cases, BasisCount::Figures].as_slice() } else { &[BasisCount::Figures] };
    let keys = compare.selection.keys.iter().skip(1).map(|key| Head::new(key.meta.name.clone(), Kind::Key));
    let mut heads: Vec<Head> = keys.collect();
    heads.push(Head::computed("measure", Kind::Key));
    if both {
        heads.push(Head::computed("counted", Kind::Key));
    }
    heads.extend(labels.iter().map(|label| Head::new(label.clone(), Kind::Number)));
    let mut table = Table::new("n", heads);
    let mut before = None;
    items.retain(|item| {
        // Quartiles and the median are made of the same figures.
        let this = Some((item.rows, measure(compare, item)));
        this != std::mem::replace(&mut before, this)
    });
    for (item, &counted) in
        items.into_iter().flat_map(|item| counted.iter().map(move |counted| (item, counted)))
    {
        let mut row: Vec<Cell> = Vec::with_capacity(table.columns.len());
        let any = item.rows.iter().flatten().next();
        row.extend(
            cells.keys[1..]
                .iter()
                .map(|key| any.map_or(Cell::missing(Missing::NoAnswer), |&row| Cell::new(key.value(row)))),
        );
        row.push(Cell::text(measure(compare, item).clone()));
        if both {
            row.push(Cell::text(counted.word()));
        }
        row.extend(of(item, counted).into_iter().map(|size| Cell::new(Value::count(size))));
        table.rows.push(row);
    }
    Some(table)
}

/// Whether an answer is made of several figures.
fn is_made(compare: &Compare, item: &Item<'_>) -> bool {
    compare.selection.grouping.of(item.measure).is_some_and(|how| how != Aggregate::Count)
}

/// The measure whose figures an answer is made of.
fn measure<'c>(compare: &'c Compare, item: &Item<'_>) -> &'c Arc<str> {
    &compare.selection.measures[item.measure].meta.name
}

/// What is counted behind a figure.
#[derive(Clone, Copy, Debug)]
enum BasisCount {
    Figures,
    Cases,
}

impl BasisCount {
    fn word(self) -> &'static str {
        match self {
            Self::Figures => "figures",
            Self::Cases => "cases",
        }
    }
}

/// The figures of an answer about groups, each with its group.
pub fn of_groups(compare: &Compare, items: &[Item<'_>], labels: &[Arc<str>]) -> Vec<OfGroup> {
    let of = |item: &Item<'_>| {
        let (measure, at) = (measure(compare, item).clone(), item.measure);
        let figure = move |(row, label): (&Option<usize>, &Arc<str>)| {
            row.map(|row| OfGroup { group: label.to_string(), measure: measure.clone(), at, row })
        };
        item.rows.iter().zip(labels).filter_map(figure).collect::<Vec<_>>()
    };
    items.iter().filter(|item| is_made(compare, item)).flat_map(of).collect()
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
pub fn spoken(times: &[Value]) -> String {
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
