//! Bars, and dots on a line each.

use super::paper::{Paper, Side};
use super::{LINE, MARGIN, WIDTH, cut, dumbbells, length};
use crate::render::chart::{Chart, Item};

/// The most room that names, or figures, take.
const MOST: f64 = 240.0;

pub fn draw(paper: &mut Paper, chart: &Chart, items: &[Item], top: f64) -> f64 {
    let grouped = chart.series.len() > 1;
    let names: Vec<&String> =
        if grouped { chart.series.iter().collect() } else { items.iter().map(|item| &item.label).collect() };
    let longest = |lengths: &mut dyn Iterator<Item = f64>| lengths.fold(0.0, f64::max).min(MOST);
    let left = longest(&mut names.iter().map(|name| length(name)));
    let points = items.iter().flat_map(|item| &item.points).filter(|point| point.at.is_some());
    let right = longest(&mut points.map(|point| length(&text(&point.text, point.best))));
    let start = MARGIN + left + 18.0;
    let room = (WIDTH - MARGIN - right - 16.0 - start).max(60.0);
    let mut y = top;
    for item in items {
        if grouped {
            y += 10.0;
            paper.heading((MARGIN, y), &item.label, &item.about);
            y += LINE - 2.0;
            // Places on one line show how far apart they are.
            if !item.bars && item.points.iter().any(|point| point.at.is_some()) {
                y = dumbbells::draw(paper, &chart.series, item, y);
                continue;
            }
        }
        for (series, point) in item.points.iter().enumerate() {
            let name = if grouped { chart.series.get(series) } else { Some(&item.label) };
            paper.text("", (start - 12.0, y), Side::Left, &cut(name.map_or("", String::as_str), MOST));
            let said = text(&point.text, point.best);
            match point.at {
                Some(place) if item.bars => {
                    paper.bar(series, (start, y - 11.0), ((room * place).max(1.0), 13.0));
                    paper.text("", (start + room * place + 8.0, y), Side::Right, &said);
                }
                Some(place) => {
                    paper.rule((start, y - 4.5), (start + room, y - 4.5));
                    paper.dot(series, (start + room * place, y - 4.5), 5.5);
                    paper.text("", (start + room + 12.0, y), Side::Right, &cut(&said, MOST));
                }
                None => paper.text("dim", (start, y), Side::Right, &cut(&said, WIDTH - MARGIN - start)),
            }
            y += LINE - 2.0;
        }
    }
    y
}

pub fn text(text: &str, best: bool) -> String {
    if best { format!("{text} ◀ best") } else { text.to_owned() }
}
