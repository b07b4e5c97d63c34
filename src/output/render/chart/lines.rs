//! Answers of `trend` as lines.

use super::{Body, Chart, Lines, columns, figure, shown};
use crate::render::signs::Signs;
use answer::{Cell, Finding, Kind, Table};
use data::{Direction, Value};

/// One line a subject; years without a row are gaps.
pub fn trend(table: &Table, findings: &[Finding], signs: Signs) -> Option<Chart> {
    let subjects = columns(table, Kind::Subject);
    let first = table.columns.get(*subjects.first()?)?;
    let times = times(table, signs);
    let row_at = |time: &String| {
        table.rows.iter().find(|row| row.first().is_some_and(|cell| shown(cell, signs) == *time))
    };
    let cell_at = |time: &String, subject: usize| row_at(time).and_then(|row| row.get(subject));
    let each = |subject: usize| times.iter().map(move |time| cell_at(time, subject));
    let values: Vec<Vec<Option<f64>>> =
        subjects.iter().map(|&at| each(at).map(|cell| cell.and_then(figure)).collect()).collect();
    let texts = subjects
        .iter()
        .map(|&at| each(at).map(|cell| cell.map(|cell| written(cell, signs)).unwrap_or_default()).collect());
    let texts: Vec<Vec<String>> = texts.collect();
    let known = || {
        values
            .iter()
            .flatten()
            .zip(texts.iter().flatten())
            .filter_map(|(value, text)| Some(((*value)?, text)))
    };
    let (least, least_text) = known().min_by(|a, b| a.0.total_cmp(&b.0))?;
    let (greatest, greatest_text) = known().max_by(|a, b| a.0.total_cmp(&b.0))?;
    // A sign of dispute belongs to the figure, not to the scale.
    let end = |text: &String| text.trim_end_matches(signs.disputed()).to_owned();
    let end_texts = (end(least_text), end(greatest_text));
    let turned = first.direction == Some(Direction::Lower);
    let unit = if first.unit.is_empty() { String::new() } else { format!(" ({})", first.unit) };
    let better = if turned { "; a lower figure is better and stands higher" } else { "" };
    let span = match times.as_slice() {
        [first, .., last] => format!("From {first} to {last}. "),
        _ => String::new(),
    };
    let legend = format!(
        "{span}Scale from {} to {}{unit}{better}; a gap is a year without a figure.",
        end_texts.0, end_texts.1
    );
    let crossings = crossings(findings, &times);
    let lines = Lines { ends: (least, greatest), end_texts, turned, times, values, texts, crossings };
    let series = subjects.iter().map(|&at| table.columns[at].name.to_string()).collect();
    Some(Chart { series, body: Body::Lines(lines), legend })
}

/// Every year from the first to the last; where times are no single years, those that there are.
fn times(table: &Table, signs: Signs) -> Vec<String> {
    let cells = || table.rows.iter().filter_map(|row| row.first());
    let year = |cell: &Cell| cell.value.as_year();
    let years: Option<Vec<i32>> = cells().map(year).collect();
    match years.as_deref() {
        // Over centuries, years would be gaps for the most part.
        Some([first, .., last]) if first < last && last - first <= 200 => {
            (*first..=*last).map(|year| year.to_string()).collect()
        }
        _ => cells().map(|cell| shown(cell, signs)).collect(),
    }
}

/// Where the findings say that lines cross or touch.
fn crossings(findings: &[Finding], times: &[String]) -> Vec<usize> {
    let crossing = |finding: &&Finding| matches!(finding.kind, "crossing" | "touch");
    let figures = findings.iter().filter(crossing).flat_map(|finding| &finding.figures);
    let place = |text: &str| times.iter().position(|time| time == text);
    // What happens between two years is seen in the later one.
    let places = |value: &Value| match value {
        Value::Years(years) => {
            place(&years.to_string()).or_else(|| place(&years.to.to_string())).into_iter().collect()
        }
        Value::Set(years) => years.iter().filter_map(|year| place(year)).collect(),
        Value::Number { .. } | Value::Bounded { .. } | Value::Text(_) | Value::Missing(_) => Vec::new(),
    };
    let mut crossings: Vec<usize> = figures.flat_map(|(_, value)| places(value)).collect();
    crossings.sort_unstable();
    crossings.dedup();
    crossings
}

fn written(cell: &Cell, signs: Signs) -> String {
    if figure(cell).is_some() { shown(cell, signs) } else { String::new() }
}
