//! `trend`: one row a year, and what changed.

use rustc_hash::FxHashMap as HashMap;
use std::sync::Arc;

use super::contrast;
use super::error::EvalError;
use super::holes::Holes;
use super::left_out;
use super::select::{Cells, select};
use super::sources;
use super::stats::crossing::{Crossing, crossings};
use super::stats::growth::{annual_rate, slope};
use super::stats::spread::{coefficient_of_variation, mean};
use crate::answer::{Answer, Cell, Finding, Head, Kind, Table};
use crate::dataset::{Column, Direction, Level, Missing, Value, Years};
use crate::order;
use crate::query::{Aggregate, Query, Trend};
use crate::stop::watched;
use crate::suggest::typed;
use crate::word::Verb;

/// Gaps between years are filled with empty rows up to this many years.
const MOST_YEARS: i32 = 300;

/// One subject's figures: year and figure, in order of time.
struct Series {
    label: Arc<str>,
    points: Vec<(Years, f64)>,
}

/// Answers `trend`.
///
/// # Errors
///
/// Several rows give one subject's figure for one year.
pub fn evaluate(query: &Query, trend: &Trend) -> Result<Answer, EvalError> {
    let cells = select(&trend.selection);
    let topic = &trend.selection.topic;
    let measure = &trend.selection.measures[0].meta;
    let labels = trend.subjects.labels(topic);
    let mut answer = Answer::new(query.text.clone(), Verb::Trend, super::title(&trend.selection, measure));
    let rows = by_year(trend, &cells, &labels)?;
    // Subjects that no row speaks of would only be empty columns, unless they were named.
    let used = |subject: usize| trend.subjects.named || rows.iter().any(|(_, row)| row[subject].is_some());
    let subjects: Vec<usize> = (0..labels.len()).filter(|&subject| used(subject)).collect();
    let series: Vec<Series> =
        subjects.iter().map(|&subject| series(&cells, &rows, &labels[subject], subject)).collect();
    answer.tables.push(by_years(trend, &cells, &rows, &subjects, &labels));
    answer.tables.push(changes(trend, &series));
    if let [a, b] = series.as_slice() {
        pair(trend, a, b, &mut answer);
    }
    for one in series.iter().filter(|one| one.points.is_empty()) {
        answer.notes.push(format!("{} has no figure in any year, so no change is computed.", one.label));
    }
    if measure.level == Level::Ordinal {
        answer.notes.push(
            "Ranks and tiers have an order, but no distances: no rate, slope or mean is computed.".into(),
        );
    }
    answer.left_out = left_out::items(&trend.selection, &cells, 1);
    answer.sources = sources::lines(&trend.selection, &cells);
    super::finish::rows(&mut answer, &query.finish, None);
    Ok(answer)
}

type Row = (Years, Vec<Option<usize>>);

/// The row of each subject in each year, in order of time, holes for years without any.
fn by_year(trend: &Trend, cells: &Cells, labels: &[Arc<str>]) -> Result<Vec<Row>, EvalError> {
    let subject_of: HashMap<u64, usize> =
        trend.subjects.codes.iter().enumerate().map(|(at, &code)| (u64::from(code), at)).collect();
    let mut rows: Vec<Row> = Vec::new();
    for row in watched(0..cells.rows) {
        let (Some(&subject), Value::Years(year)) =
            (subject_of.get(&cells.keys[0].group(row)), cells.keys[1].value(row))
        else {
            continue;
        };
        let at = rows.iter().position(|(other, _)| *other == year).unwrap_or_else(|| {
            rows.push((year, vec![None; labels.len()]));
            rows.len() - 1
        });
        if rows[at].1[subject].replace(row).is_some() {
            let topic = &trend.selection.topic;
            return Err(EvalError::SeveralAnswers {
                topic: topic.name.to_string(),
                count: 2,
                subject: labels[subject].to_string(),
                answers: format!("the year {year} has more than one row"),
                example: format!("show {} on {}", typed(&labels[subject]), topic.name),
            });
        }
    }
    order::sort_by_key(&mut rows, |(year, _)| *year);
    let single = rows.iter().all(|(year, _)| year.from == year.to);
    if let (true, Some(first), Some(last)) = (single, rows.first(), rows.last())
        && last.0.from - first.0.from < MOST_YEARS
    {
        // A count every fifth year has no holes between.
        let steps = rows.windows(2).map(|pair| (pair[1].0.from - pair[0].0.from) as usize);
        let step = if rows.len() > 2 { steps.fold(0, gcd).max(1) } else { 1 };
        let mut filled = Vec::new();
        let mut known = rows.into_iter().peekable();
        while let Some((year, row)) = known.next() {
            let next = known.peek().map(|(next, _)| next.from);
            filled.push((year, row));
            let missing = year.from + 1..next.unwrap_or(year.from + 1);
            let missing = missing.skip(step - 1).step_by(step);
            filled.extend(missing.map(|year| (Years { from: year, to: year }, vec![None; labels.len()])));
        }
        rows = filled;
    }
    Ok(rows)
}

/// The greatest common divisor.
fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn series(cells: &Cells, rows: &[Row], label: &Arc<str>, subject: usize) -> Series {
    let figure = |row: usize| match &cells.measures[0] {
        Column::Numbers(numbers) => numbers.number(row),
        Column::Labels(labels) => labels.code(row).map(f64::from),
        Column::Years(_) => None,
    };
    let point = |(year, row): &Row| Some((*year, figure(row[subject]?)?));
    Series { label: label.clone(), points: rows.iter().filter_map(point).collect() }
}

fn by_years(trend: &Trend, cells: &Cells, rows: &[Row], subjects: &[usize], labels: &[Arc<str>]) -> Table {
    let measure = &trend.selection.measures[0].meta;
    let mut heads = vec![Head::new("year", Kind::Time)];
    heads.extend(subjects.iter().map(|&subject| {
        let head = Head::new(labels[subject].clone(), Kind::Subject);
        head.with_unit(measure.unit.clone()).with_direction(measure.direction)
    }));
    if subjects.len() == 2 {
        heads.push(Head::new("gap", Kind::Number));
    }
    let mut table = Table::new("rows", heads);
    let holes = Holes::new(cells);
    for (year, row) in rows {
        let cell = |&subject: &usize| match row[subject] {
            Some(row) => {
                let disputed = cells.disputed[0].binary_search(&row).is_ok();
                Cell { disputed, ..Cell::new(cells.measures[0].value(row)) }
            }
            None => holes.cell(&[&Value::Text(labels[subject].clone()), &Value::Years(*year)]),
        };
        let mut line = vec![Cell::new(Value::Years(*year))];
        line.extend(subjects.iter().map(cell));
        if let [_, a, b] = line.as_slice() {
            let gap = contrast::gap(measure, &a.value, &b.value);
            line.push(gap);
        }
        table.rows.push(line);
    }
    table
}

/// What changed: one row a subject.
fn changes(trend: &Trend, series: &[Series]) -> Table {
    let measure = &trend.selection.measures[0].meta;
    let unit = measure.unit.clone();
    let number = |name: &str, unit: &str| Head::new(name, Kind::Number).with_unit(unit);
    let subject = &trend.subjects.variable.meta.name;
    let heads = vec![
        Head::new(subject.clone(), Kind::Key),
        number("first", &unit),
        number("last", &unit),
        number("change", &contrast::change_unit(measure)),
        number("% change", "%"),
        number("CAGR", "% a year"),
        number("slope", format!("{unit} a year").trim_start()),
        number("mean", &unit),
        number("total", &unit),
        number("peak", &unit),
        Head::new("peak year", Kind::Time),
    ];
    let mut table = Table::new("change", heads);
    let places = match trend.selection.aggregate {
        Aggregate::Each => 0,
        _ => 2,
    };
    for one in series {
        let undefined = Value::Missing(Missing::Undefined);
        // What has no figure has no change either; a note says so.
        let (Some(first), Some(last)) = (one.points.first(), one.points.last()) else { continue };
        let distances = measure.level.is_numeric();
        let when = |holds: bool, value: Option<f64>, decimals: u8| match value {
            Some(value) if holds => Value::number(value, decimals),
            _ if !holds => Value::Missing(Missing::NotApplicable),
            _ => undefined.clone(),
        };
        let places = places.max(written(&one.points));
        let points: Vec<(f64, f64)> = one.points.iter().map(|(year, y)| (f64::from(year.from), *y)).collect();
        let ys: Vec<f64> = points.iter().map(|point| point.1).collect();
        let better = |a: f64, b: f64| match measure.direction {
            Some(Direction::Lower) => a < b,
            _ => a > b,
        };
        let peak =
            one.points.iter().fold(*first, |best, point| if better(point.1, best.1) { *point } else { best });
        let percent = (first.1 != 0.0).then(|| 100.0 * (last.1 - first.1) / first.1);
        let rate = annual_rate(points[0], points[points.len() - 1]).map(|rate| 100.0 * rate);
        let additive = matches!(measure.level, Level::Count);
        table.rows.push(vec![
            Cell::text(one.label.clone()),
            Value::number(first.1, places).into(),
            Value::number(last.1, places).into(),
            Value::number(contrast::change(measure, first.1, last.1), places).into(),
            when(distances, percent, 1).into(),
            when(distances, rate, 2).into(),
            when(distances, slope(&points), 3).into(),
            when(distances, Some(mean(&ys)), places + 1).into(),
            when(additive, Some(ys.iter().sum()), places).into(),
            Value::number(peak.1, places).into(),
            Value::Years(peak.0).into(),
        ]);
    }
    table
}

/// The decimals that figures are written with.
fn written(points: &[(Years, f64)]) -> u8 {
    let needs = |decimals: u8| {
        let scale = 10f64.powi(i32::from(decimals));
        points.iter().any(|(_, y)| ((y * scale).round() / scale - y).abs() > 1e-9)
    };
    (0..6).find(|&decimals| !needs(decimals)).unwrap_or(6)
}

/// What can be said of two series: who overtakes whom, and whether they draw together.
fn pair(trend: &Trend, a: &Series, b: &Series, answer: &mut Answer) {
    let measure = &trend.selection.measures[0].meta;
    let both: Vec<(Years, f64, f64)> = a
        .points
        .iter()
        .filter_map(|(year, x)| {
            b.points.iter().find(|(other, _)| other == year).map(|(_, y)| (*year, *x, *y))
        })
        .collect();
    let gaps: Vec<(f64, f64)> = both.iter().map(|(year, x, y)| (f64::from(year.from), x - y)).collect();
    // With ranks the smaller figure is ahead.
    let lower = measure.direction == Some(Direction::Lower);
    for crossing in crossings(&gaps) {
        match crossing {
            Crossing::Overtakes { time, first } => {
                let (ahead, behind) = if first != lower { (a, b) } else { (b, a) };
                answer.findings.push(Finding {
                    kind: "crossing",
                    figures: vec![
                        ("year".to_owned(), Value::number(time, 0)),
                        ("overtakes".to_owned(), Value::Text(ahead.label.clone())),
                    ],
                    text: format!("{} overtakes {} in {time}.", ahead.label, behind.label),
                });
            }
            Crossing::Touches { time } => answer.findings.push(Finding {
                kind: "touch",
                figures: vec![("touch".to_owned(), Value::number(time, 0))],
                text: format!("{} and {} are equal in {time}.", a.label, b.label),
            }),
        }
    }
    let (Some(first), Some(last)) = (both.first(), both.last()) else { return };
    if !measure.level.is_numeric() || both.len() < 2 {
        return;
    }
    let spread = |(_, x, y): &(Years, f64, f64)| coefficient_of_variation(&[*x, *y]);
    let (before, after) = (spread(first), spread(last));
    let how = if after > before { "apart" } else { "together" };
    let figures = vec![
        ("gap first".to_owned(), Value::number((first.1 - first.2).abs(), 2)),
        ("gap last".to_owned(), Value::number((last.1 - last.2).abs(), 2)),
        ("CV first".to_owned(), Value::number(before, 4)),
        ("CV last".to_owned(), Value::number(after, 4)),
    ];
    let text = format!(
        "{} and {} draw {how}: the coefficient of variation goes from {before:.4} in {} to {after:.4} in {}.",
        a.label, b.label, first.0, last.0
    );
    answer.findings.push(Finding { kind: "convergence", figures, text });
}
