//! Charts as SVG: real text, a title and a description for those who do not see it, and the source below.

use super::paper::{Paper, Side};
use super::{Body, Chart, Item, Lines, chart, description};
use crate::answer::Answer;
use crate::render::notes::{data_text, left_out, remarks, source_text};
use crate::render::signs::Signs;
use crate::render::width::width;
use crate::render::wrap::wrap;

const WIDTH: f64 = 720.0;
const MARGIN: f64 = 20.0;
/// About the width of one column of text.
const COLUMN: f64 = 7.4;
const LINE: f64 = 22.0;
/// The height of the field that lines are drawn on.
const FIELD: f64 = 240.0;

/// The chart of an answer as a picture; none where there is nothing to draw.
pub fn render(answer: &Answer) -> Option<String> {
    let chart = chart(answer, Signs::Unicode)?;
    let mut paper = Paper::default();
    let mut y = MARGIN + 12.0;
    for line in lines_of(&answer.title, 16.0) {
        paper.text("title", (MARGIN, y), Side::Right, &line);
        y += LINE;
    }
    y = match &chart.body {
        Body::Items(items) => draw_items(&mut paper, &chart, items, y),
        Body::Lines(lines) => draw_lines(&mut paper, &chart, lines, y + 8.0),
    };
    y += 8.0;
    for line in below(&chart, answer).iter().flat_map(|text| lines_of(text, 11.0)) {
        paper.text("small", (MARGIN, y), Side::Right, &line);
        y += 15.0;
    }
    let id = format!("juxta-{:08x}", hash(&answer.query));
    // Who listens hears words in the place of signs.
    let words = description(&self::chart(answer, Signs::Words)?);
    Some(paper.finish(&id, (WIDTH, y + MARGIN - 12.0), &answer.title, &words))
}

fn draw_items(paper: &mut Paper, chart: &Chart, items: &[Item], top: f64) -> f64 {
    let grouped = chart.series.len() > 1;
    let names = |item: usize, point: usize| if grouped { &chart.series[point] } else { &items[item].label };
    let widest = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0) as f64 * COLUMN;
    let mut every =
        (0..items.len()).flat_map(|item| (0..items[item].points.len()).map(move |point| (item, point)));
    let left = widest(&mut every.by_ref().map(|(item, point)| width(names(item, point)))).min(240.0);
    let drawn = items.iter().flat_map(|item| &item.points).filter(|point| point.at.is_some());
    let right =
        widest(&mut drawn.map(|point| width(&point.text) + if point.best { 6 } else { 0 })).min(240.0);
    let start = MARGIN + left + 18.0;
    let room = (WIDTH - MARGIN - right - 16.0 - start).max(60.0);
    let mut y = top;
    for (at, item) in items.iter().enumerate() {
        if grouped {
            y += 10.0;
            paper.heading((MARGIN, y), &item.label, &item.about);
            y += LINE - 2.0;
        }
        for (series, point) in item.points.iter().enumerate() {
            paper.text("", (start - 12.0, y), Side::Left, names(at, series));
            let text = if point.best { format!("{} ◀ best", point.text) } else { point.text.clone() };
            match point.at {
                Some(place) if item.bars => {
                    paper.bar(series, (start, y - 11.0), ((room * place).max(1.0), 13.0));
                    paper.text("", (start + room * place + 8.0, y), Side::Right, &text);
                }
                Some(place) => {
                    paper.rule((start, y - 4.5), (start + room, y - 4.5));
                    paper.dot(series, (start + room * place, y - 4.5), 5.5);
                    paper.text("", (start + room + 12.0, y), Side::Right, &text);
                }
                None => paper.text("dim", (start, y), Side::Right, &text),
            }
            y += LINE - 2.0;
        }
    }
    y
}

fn draw_lines(paper: &mut Paper, chart: &Chart, lines: &Lines, top: f64) -> f64 {
    let (low, high) = (&lines.end_texts.0, &lines.end_texts.1);
    let left = MARGIN + width(low).max(width(high)) as f64 * COLUMN + 10.0;
    let names = chart.series.iter().map(|name| width(name)).max().unwrap_or(0) as f64 * COLUMN;
    let right = WIDTH - MARGIN - names.min(200.0) - 12.0;
    let steps = lines.times.len().saturating_sub(1).max(1) as f64;
    let x = |at: usize| left + 6.0 + (right - left - 12.0) * at as f64 / steps;
    let y = |value: f64| top + FIELD * (1.0 - lines.height(value));
    for (value, text) in [(lines.ends.0, low), (lines.ends.1, high)] {
        paper.rule((left, y(value)), (right, y(value)));
        paper.text("dim", (left - 8.0, y(value) + 4.5), Side::Left, text);
    }
    // As many times as have room beside each other.
    let widest = lines.times.iter().map(|time| width(time)).max().unwrap_or(1) as f64 * COLUMN + 12.0;
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
            if lines.texts[series].get(point.0).is_some_and(|text| text.ends_with(Signs::Unicode.disputed()))
            {
                paper.text("dim", (x, y - 8.0), Side::Middle, Signs::Unicode.disputed());
            }
        }
        ends.extend(known.last().map(|&(_, value)| (y(value), series)));
    }
    // Names stand at the ends of their lines, and make room for each other.
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut free = f64::MIN;
    for (height, series) in ends {
        let height = height.max(free);
        free = height + 15.0;
        let class = format!("mark s{}", series % 6);
        paper.text(&class, (right + 8.0, height + 4.5), Side::Right, &chart.series[series]);
    }
    (top + FIELD + 46.0).max(free + 12.0)
}

/// What stands below the picture.
fn below(chart: &Chart, answer: &Answer) -> Vec<String> {
    let mut texts = vec![chart.legend.clone()];
    texts.extend(answer.findings.iter().map(|finding| finding.text.clone()));
    texts.extend(left_out(&answer.left_out));
    texts.extend(remarks(answer, Signs::Unicode));
    if !answer.sources.is_empty() {
        let sources: Vec<String> = answer.sources.iter().map(source_text).collect();
        texts.push(format!("Sources: {}.", sources.join("; ")));
    }
    texts.push(format!("Query: {}", answer.query));
    texts.extend(answer.data.as_deref().map(data_text));
    texts.iter().map(|text| text.replace('`', "")).collect()
}

/// A text in lines that fit the picture at a size of letters.
fn lines_of(text: &str, size: f64) -> Vec<String> {
    let room = ((WIDTH - 2.0 * MARGIN) / (COLUMN * size / 13.0)) as usize;
    let mut lines = Vec::new();
    wrap(text, room, false, |line| lines.push(line.to_owned()));
    lines
}

/// FNV-1a: short, and the same on every machine.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
