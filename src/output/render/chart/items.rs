//! Answers of `compare`, `rank` and `tabulate` as bars and dots.

use super::{Body, Chart, Item, Point, columns, figure, shown};
use crate::render::signs::Signs;
use answer::schema::{CompareColumn, Id, ShareColumn};
use answer::{Cell, Head, Kind, Table};
use data::Direction;

/// A row each, one point a subject; the best is whom the answer names.
pub fn compared(table: &Table, signs: Signs) -> Option<Chart> {
    let subjects = columns(table, Kind::Subject);
    let best = table.place(CompareColumn::Leader).or(table.place(CompareColumn::Best));
    let measure = table.place(CompareColumn::Measure);
    let text = |at: Option<usize>, row: &[Cell]| {
        at.and_then(|at| row.get(at)).map(|cell| name(cell, signs)).unwrap_or_default()
    };
    let unit_column = columns(table, Kind::Unit).first().copied();
    let items = table.rows.iter().map(|row| {
        let cells: Vec<&Cell> = subjects.iter().filter_map(|&at| row.get(at)).collect();
        let unit = text(unit_column, row);
        let direction = measure.and_then(|at| row.get(at)).and_then(|cell| cell.direction);
        let mut item = item(&cells, direction, &unit, signs);
        let measured = text(measure, row);
        item.label = label(row, &own_names(table, measure), signs);
        if item.label.is_empty() {
            item.label.clone_from(&measured);
        }
        let repeats = item.label == measured;
        item.about = about(if repeats { "" } else { &measured }, &unit, direction, signs);
        let names = text(best, row);
        for (point, &at) in item.points.iter_mut().zip(&subjects) {
            point.best = names.split(", ").any(|name| name == &*table.columns[at].name);
            // Figures in yuan and in won have no scale together.
            point.at = point.at.filter(|_| !unit.contains(" / "));
        }
        item
    });
    let items: Vec<Item> = items.collect();
    let dots = items.iter().any(|item| !item.bars);
    let legend = if dots { ", from the last place shown to the first; further right is better" } else { "" };
    let legend = format!("Each item has a scale of its own{legend}.");
    let series = subjects.iter().map(|&at| table.columns[at].name.to_string()).collect();
    drawable(Chart { series, body: Body::Items(items), legend })
}

/// A line each, all on one scale.
pub fn ranked(table: &Table, signs: Signs) -> Option<Chart> {
    let measure = *columns(table, Kind::Number).last()?;
    let head = table.columns.get(measure)?;
    // Steps of a scale are words; the place that they earn can be drawn.
    let words = columns(table, Kind::Text).last().and_then(|&at| Some((at, table.columns.get(at)?)));
    if let Some((at, step)) = words {
        let place = head.clone().with_unit("place").with_direction(Some(Direction::Lower));
        let legend = format!(
            "Place by {}; further right is better.",
            about(&step.name, &step.unit, step.direction, signs)
        );
        let mut chart = one_scale(table, &[(measure, String::new())], &place, legend, signs)?;
        let Body::Items(items) = &mut chart.body else { return None };
        for (item, row) in items.iter_mut().zip(&table.rows) {
            let step = row.get(at).map(|cell| shown(cell, signs)).unwrap_or_default();
            item.points.iter_mut().for_each(|point| point.text.clone_from(&step));
        }
        return Some(chart);
    }
    let legend = about(&head.name, &head.unit, head.direction, signs);
    let better = if head.direction == Some(Direction::Lower) { "; further right is better" } else { "" };
    one_scale(table, &[(measure, String::new())], head, format!("Scale: {legend}{better}."), signs)
}

/// Shares side by side, all on one scale.
pub fn tabulated(table: &Table, signs: Signs) -> Option<Chart> {
    let is_share = |head: &Head| matches!(head.id, Some(Id::Share(ShareColumn::Share(_))));
    let shares = table.columns.iter().enumerate().filter(|(_, head)| is_share(head));
    let shares: Vec<(usize, String)> = shares
        .map(|(at, head)| (at, head.name.strip_suffix("share").unwrap_or(&head.name).trim().to_owned()))
        .collect();
    let (first, _) = shares.first()?;
    one_scale(table, &shares, table.columns.get(*first)?, "Scale: share (%).".into(), signs)
}

fn one_scale(
    table: &Table,
    series: &[(usize, String)],
    head: &Head,
    legend: String,
    signs: Signs,
) -> Option<Chart> {
    let cells = table.rows.iter().flat_map(|row| series.iter().filter_map(|(at, _)| row.get(*at)));
    let mut points = item(&cells.collect::<Vec<_>>(), head.direction, &head.unit, signs);
    let names = own_names(table, None);
    let mut drawn = points.points.drain(..);
    let items = table.rows.iter().map(|row| Item {
        label: label(row, &names, signs),
        about: String::new(),
        bars: points.bars,
        points: drawn.by_ref().take(series.len()).collect(),
    });
    let items = items.collect();
    drawable(Chart {
        series: series.iter().map(|(_, name)| name.clone()).collect(),
        body: Body::Items(items),
        legend,
    })
}

/// Cells on a scale of their own.
fn item(cells: &[&Cell], direction: Option<Direction>, unit: &str, signs: Signs) -> Item {
    let figures = || cells.iter().filter_map(|cell| figure(cell));
    let (least, greatest) = (figures().fold(0.0, f64::min), figures().fold(0.0, f64::max));
    // The first place is the best there is, and zero would be no place.
    let top = if unit == "place" { 1.0 } else { least };
    let place = |value: f64| match direction {
        _ if greatest <= least => 1.0,
        Some(Direction::Lower) if greatest <= top => 1.0,
        Some(Direction::Lower) => (greatest - value) / (greatest - top),
        _ => (value - least) / (greatest - least),
    };
    let point = |cell: &&Cell| Point {
        text: shown(cell, signs),
        at: figure(cell).map(|value| place(value).clamp(0.0, 1.0)),
        best: false,
    };
    Item {
        label: String::new(),
        about: String::new(),
        bars: direction != Some(Direction::Lower),
        points: cells.iter().map(point).collect(),
    }
}

/// The columns that name a row: keys and times that are not the same in all rows, or else every key.
pub fn own_names(table: &Table, measure: Option<usize>) -> Vec<usize> {
    let varies = |at: usize| table.rows.windows(2).any(|rows| rows[0].get(at) != rows[1].get(at));
    let of = |kind: Kind| columns(table, kind).into_iter().filter(move |&at| Some(at) != measure);
    let keys: Vec<usize> = of(Kind::Key).filter(|&at| varies(at)).collect();
    let mut names = if keys.is_empty() { of(Kind::Key).collect() } else { keys };
    names.extend(of(Kind::Time).filter(|&at| varies(at)));
    names.sort_unstable();
    names
}

pub fn label(row: &[Cell], names: &[usize], signs: Signs) -> String {
    let mut parts: Vec<String> = Vec::new();
    let cells = names.iter().filter_map(|&at| row.get(at));
    for cell in cells.filter(|cell| !cell.value.is_missing()) {
        let text = name(cell, signs);
        // An edition is often named by its year.
        if !parts.contains(&text) {
            parts.push(text);
        }
    }
    parts.join(" ")
}

/// The text of a cell that names something, without a sign behind it.
fn name(cell: &Cell, signs: Signs) -> String {
    shown(&Cell { direction: None, ..cell.clone() }, signs)
}

fn about(measure: &str, unit: &str, direction: Option<Direction>, signs: Signs) -> String {
    let unit = if unit.is_empty() || measure.contains(unit) { String::new() } else { format!("({unit})") };
    let direction = direction.map_or("", |direction| signs.direction(direction));
    let parts = [measure, &unit, direction];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A chart with at least one figure in it.
fn drawable(chart: Chart) -> Option<Chart> {
    let Body::Items(items) = &chart.body else { return None };
    let draws = |item: &Item| item.points.iter().any(|point| point.at.is_some());
    items.iter().any(draws).then_some(chart)
}

#[cfg(test)]
mod tests {
    use super::*;
    use data::Value;

    fn at(values: &[f64], direction: Option<Direction>, unit: &str) -> Vec<f64> {
        let cells: Vec<Cell> = values.iter().map(|&value| Value::number(value, 0).into()).collect();
        let item = item(&cells.iter().collect::<Vec<_>>(), direction, unit, Signs::Unicode);
        item.points.iter().filter_map(|point| point.at).collect()
    }

    #[test]
    fn the_better_end_is_at_one() {
        assert_eq!(at(&[5.0, 17.0], Some(Direction::Lower), "place"), [0.75, 0.0]);
        assert_eq!(at(&[1.0, 2.0], Some(Direction::Lower), "place"), [1.0, 0.0]);
        assert_eq!(at(&[50.0, 200.0], Some(Direction::Higher), "point"), [0.25, 1.0]);
        assert_eq!(at(&[-1.0, 3.0], None, ""), [0.0, 1.0]);
        assert_eq!(at(&[1.0, 1.0], Some(Direction::Lower), "place"), [1.0, 1.0]);
        assert_eq!(at(&[0.0, 0.0], None, ""), [1.0, 1.0]);
    }
}
