//! Lines over time.

use super::paper::{Paper, Side};
use super::{MARGIN, WIDTH, cut, length};
use crate::render::chart::{Chart, Lines};
use crate::render::signs::Signs;
use base::order;

/// The height of the field that lines are drawn on.
const FIELD: f64 = 240.0;
/// The most room that names at the ends of lines take.
const NAMES: f64 = 200.0;

pub fn draw(paper: &mut Paper, chart: &Chart, lines: &Lines, top: f64) -> f64 {
    let (low, high) = (&lines.end_texts.0, &lines.end_texts.1);
    let left = MARGIN + length(low).max(length(high)) + 10.0;
    let names = chart.series.iter().map(|name| length(name)).fold(0.0, f64::max).min(NAMES);
    let right = WIDTH - MARGIN - names - 12.0;
    let steps = lines.times.len().saturating_sub(1).max(1) as f64;
    let x = |at: usize| left + 6.0 + (right - left - 12.0) * at as f64 / steps;
    let y = |value: f64| top + FIELD * (1.0 - lines.height(value));
    for (value, text) in [(lines.ends.0, low), (lines.ends.1, high)] {
        paper.rule((left, y(value)), (right, y(value)));
        paper.text("dim", (left - 8.0, y(value) + 4.5), Side::Left, text);
    }
    for &crossing in &lines.crossings {
        paper.crossing((x(crossing), top), top + FIELD);
    }
    // As many times as have room beside each other.
    let widest = lines.times.iter().map(|time| length(time)).fold(0.0, f64::max) + 12.0;
    let every = (widest * (steps + 1.0) / (right - left)).ceil().max(1.0) as usize;
    for (at, time) in lines.times.iter().enumerate().step_by(every) {
        paper.text("dim", (x(at), top + FIELD + 22.0), Side::Middle, time);
    }
    let mut ends: Vec<(f64, usize)> = Vec::new();
    for (series, values) in lines.values.iter().enumerate() {
        let points = || values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?)));
        let place = |(at, value): (usize, f64)| (x(at), y(value));
        // A year without a figure breaks the line.
        let known: Vec<(usize, f64)> = points().collect();
        for part in known.chunk_by(|a, b| a.0 + 1 == b.0).filter(|part| part.len() > 1) {
            paper.line(series, &part.iter().copied().map(place).collect::<Vec<_>>());
        }
        for point in points() {
            let (x, y) = place(point);
            paper.dot(series, (x, y), 3.5);
            let text = lines.texts[series].get(point.0);
            if text.is_some_and(|text| text.ends_with(Signs::Unicode.disputed())) {
                paper.text("dim", (x, y - 8.0), Side::Middle, Signs::Unicode.disputed());
            }
        }
        ends.extend(known.last().map(|&(_, value)| (y(value), series)));
    }
    // Names stand at the ends of their lines, and make room for each other.
    order::sort_by(&mut ends, |a, b| a.0.total_cmp(&b.0));
    let mut free = f64::MIN;
    for (height, series) in ends {
        let height = height.max(free);
        free = height + 15.0;
        let name = cut(&chart.series[series], NAMES);
        paper.text(&Paper::name_of(series), (right + 8.0, height + 4.5), Side::Right, &name);
    }
    let mut y = (top + FIELD + 46.0).max(free + 12.0);
    if !lines.crossings.is_empty() {
        paper.text("small", (MARGIN, y), Side::Right, "A dashed line: lines cross or meet.");
        y += 20.0;
    }
    y
}
