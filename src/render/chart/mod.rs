//! Charts: an answer becomes one model, and two back ends draw it: characters for the terminal, SVG for pages.

mod items;
mod lines;

mod paper;
pub mod svg;
pub mod text;

use super::figure::push_cell;
use super::signs::Signs;
use crate::answer::{Answer, Cell, Kind, Table};
use crate::dataset::Value;
use crate::word::Verb;

/// What is drawn of an answer; its form follows from the verb.
pub struct Chart {
    /// What is compared, in the order of its columns.
    pub series: Vec<String>,
    pub body: Body,
    /// How its scales are to be read.
    pub legend: String,
}

/// The form of a chart.
pub enum Body {
    /// Bars or dots, a line each.
    Items(Vec<Item>),
    /// Figures over time.
    Lines(Lines),
}

/// One question: a figure for each series, on a scale of its own.
pub struct Item {
    pub label: String,
    /// What is measured, and which end is better.
    pub about: String,
    /// Whether the length says how much; ranks have a place on a line, and no length.
    pub bars: bool,
    pub points: Vec<Point>,
}

/// One figure of an item.
pub struct Point {
    pub text: String,
    /// Its place from 0 to 1, the better end at 1; none when there is no figure.
    pub at: Option<f64>,
    pub best: bool,
}

/// Figures of several series over the same times.
pub struct Lines {
    /// Every year from the first to the last, or every time that has a figure.
    pub times: Vec<String>,
    /// For each series, a figure or a gap for each time.
    pub values: Vec<Vec<Option<f64>>>,
    /// The figures as text, where there are some.
    pub texts: Vec<Vec<String>>,
    /// The least and the greatest figure.
    pub ends: (f64, f64),
    /// Both as text.
    pub end_texts: (String, String),
    /// Whether the lower figure is the better one; it is drawn above.
    pub turned: bool,
}

impl Lines {
    /// How high a figure stands: 0 at the bottom, 1 at the top.
    pub fn height(&self, value: f64) -> f64 {
        let (least, greatest) = self.ends;
        let height = if greatest > least { (value - least) / (greatest - least) } else { 0.5 };
        if self.turned { 1.0 - height } else { height }
    }
}

/// The chart of an answer; none where there are no figures to draw.
pub fn chart(answer: &Answer, signs: Signs) -> Option<Chart> {
    let table = answer.tables.first()?;
    match answer.verb {
        Verb::Compare => items::compared(table, signs),
        Verb::Rank => items::ranked(table, signs),
        Verb::Tabulate => items::tabulated(table, signs),
        Verb::Trend => lines::trend(table, signs),
        _ => None,
    }
}

/// The chart in sentences, for readers who do not see it.
pub fn description(chart: &Chart) -> String {
    match &chart.body {
        Body::Items(items) => {
            let sentences: Vec<String> = items.iter().map(|item| sentence(chart, item)).collect();
            format!("{} {}", sentences.join(" "), chart.legend)
        }
        Body::Lines(lines) => {
            let mut text = String::new();
            for (series, texts) in chart.series.iter().zip(&lines.texts) {
                let figures = lines.times.iter().zip(texts).filter(|(_, text)| !text.is_empty());
                let figures: Vec<String> = figures.map(|(time, text)| format!("{time} {text}")).collect();
                text += &format!("{series}: {}. ", figures.join(", "));
            }
            text + &chart.legend
        }
    }
}

fn sentence(chart: &Chart, item: &Item) -> String {
    let about = if item.about.is_empty() { String::new() } else { format!(" {}", item.about) };
    let points = item.points.iter().enumerate().map(|(at, point)| {
        let name = chart.series.get(at).filter(|_| chart.series.len() > 1);
        let name = name.map(|name| format!("{name} ")).unwrap_or_default();
        format!("{name}{}{}", point.text, if point.best { " (best)" } else { "" })
    });
    format!("{}{about}: {}.", item.label, points.collect::<Vec<_>>().join(", "))
}

fn shown(cell: &Cell, signs: Signs) -> String {
    let mut text = String::new();
    push_cell(&mut text, cell, signs);
    text
}

/// The figure of a cell; a bound stands where it is.
fn figure(cell: &Cell) -> Option<f64> {
    match cell.value {
        Value::Number { value, .. } | Value::Bounded { value, .. } => Some(value),
        _ => None,
    }
}

fn columns(table: &Table, kind: Kind) -> Vec<usize> {
    (0..table.columns.len()).filter(|&at| table.columns[at].kind == kind).collect()
}
