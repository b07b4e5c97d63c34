//! `trend`: one row a year, and what changed.

mod change;
mod pair;
use rustc_hash::FxHashMap as HashMap;
use std::cmp::Ordering;
use std::sync::Arc;

use super::contrast;
use super::error::EvalError;
use super::left_out;
use super::members;
use super::no_answer::Holes;
use super::sources;
use answer::schema::TrendColumn;
use answer::{Answer, Cell, Head, Kind, LeftOut, Table};
use base::cancel::cancellable;
use base::order;
use base::suggest::{count, typed};
use data::{Missing, Value, Years};
use query::{Query, SubjectKind, Trend};
use select::{Cells, select};
use syntax::word::Verb;

/// Gaps between years are filled with empty rows up to this many years.
const MOST_YEARS: i32 = 300;

/// One subject's figures in order of time.
struct Series {
    label: Arc<str>,
    points: Vec<Point>,
    /// Years whose figure is known as a bound only, so that nothing is computed from it.
    bounded: usize,
}

/// A figure, or a step of a scale, in one year.
#[derive(Clone, Debug)]
struct Point {
    years: Years,
    /// The figure; of a scale the number of the step, the worst is 0.
    figure: f64,
    /// As it stands in the data.
    value: Value,
}

/// Answers `trend`.
///
/// # Errors
///
/// Several rows give one subject's figure for one year.
pub fn evaluate(query: &Query, trend: &Trend) -> Result<Answer, EvalError> {
    let cells = select(&trend.selection)?;
    let topic = &trend.selection.topic;
    let measure = &trend.selection.measures[0].meta;
    let labels = trend.subjects.labels(topic)?;
    let mut answer = Answer::new(query.text.clone(), Verb::Trend, super::title(&trend.selection, measure)?);
    let (rows, timeless) = by_year(trend, &cells, &labels)?;
    // Subjects that no row speaks of would only be empty columns, unless they were named.
    let used = |subject: usize| trend.subjects.named || rows.iter().any(|(_, row)| row[subject].is_some());
    let subjects: Vec<usize> = (0..labels.len()).filter(|&subject| used(subject)).collect();
    let series: Vec<Series> =
        subjects.iter().map(|&subject| series(trend, &cells, &rows, &labels[subject], subject)).collect();
    answer.tables.push(by_years(trend, &cells, &rows, &labels));
    if series.iter().any(|one| !one.points.is_empty()) {
        answer.tables.push(change::table(trend, &series));
    }
    if let [a, b] = series.as_slice() {
        answer.findings = pair::findings(measure, a, b);
    }
    if trend.subjects.kind == SubjectKind::Groups {
        let known = |subject: usize| {
            let row = |(year, row): &Row| row[subject].map(|row| (year.to_string(), row));
            rows.iter().filter_map(row).collect::<Vec<_>>()
        };
        answer.notes.extend(made(trend));
        let changing = |&subject: &usize| members::changing(&cells, &labels[subject], &known(subject));
        answer.notes.extend(subjects.iter().filter_map(changing));
        answer.tables.push(behind(&cells, &rows, &labels, &subjects));
    }
    answer.notes.extend(change::notes(trend, &series));
    answer.left_out = left_out::items(&trend.selection, &cells, 1);
    if timeless > 0 {
        let reason = "their year is not known".into();
        answer.left_out.push(LeftOut { item: count(timeless, "row"), reason });
    }
    answer.sources = sources::lines(&trend.selection, &cells);
    super::finish::rows(&mut answer, &query.finish, None);
    if let (Some(table), true) = (answer.tables.first_mut(), subjects.len() < labels.len()) {
        let columns: Vec<TrendColumn> = trend.columns.columns().collect();
        table.retain_columns(|at| match columns[at] {
            TrendColumn::Subject(subject) => used(subject),
            TrendColumn::Year | TrendColumn::Gap | TrendColumn::Leader => true,
        });
    }
    Ok(answer)
}

/// How the figures of groups are made.
fn made(trend: &Trend) -> Option<String> {
    let aggregates = trend.selection.grouping.aggregates()?;
    let (how, weighted) = (aggregates.how.first()?.word(), members::weighted(aggregates));
    Some(format!(
        "Each figure is the {how} of the rows of its group{weighted}; the table `n` counts its cases."
    ))
}

/// Of how many cases each figure of a group is made.
fn behind(cells: &Cells, rows: &[Row], labels: &[Arc<str>], subjects: &[usize]) -> Table {
    let label = |&subject: &usize| Head::new(labels[subject].clone(), Kind::Number);
    let heads = std::iter::once(Head::computed("year", Kind::Time)).chain(subjects.iter().map(label));
    let mut table = Table::new("n", heads.collect::<Vec<_>>());
    for (year, row) in rows {
        let size = |&subject: &usize| row[subject].map_or(0, |row| cells.basis[0].cases[row].len());
        let sizes = subjects.iter().map(|subject| Cell::new(Value::count(size(subject))));
        table.rows.push(std::iter::once(Cell::new(Value::Years(*year))).chain(sizes).collect());
    }
    table
}

type Row = (Years, Vec<Option<usize>>);

/// The row of each subject in each year, in order of time, holes for years without any; and how many rows have no
/// year.
fn by_year(trend: &Trend, cells: &Cells, labels: &[Arc<str>]) -> Result<(Vec<Row>, usize), EvalError> {
    let subject_of: HashMap<u64, usize> =
        trend.subjects.codes.iter().enumerate().map(|(at, &code)| (u64::from(code), at)).collect();
    let mut rows: Vec<Row> = Vec::new();
    let mut timeless = 0;
    for row in cancellable(0..cells.rows) {
        let Some(&subject) = subject_of.get(&cells.keys[0].group(row)) else { continue };
        let Value::Years(year) = cells.keys[1].value(row) else {
            timeless += 1;
            continue;
        };
        let at = rows.iter().position(|(other, _)| *other == year).unwrap_or_else(|| {
            rows.push((year, vec![None; labels.len()]));
            rows.len() - 1
        });
        let same = |other: usize| cells.measures[0].value(other) == cells.measures[0].value(row);
        if rows[at].1[subject].replace(row).is_some_and(|other| !same(other)) {
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
    Ok((rows, timeless))
}

/// The greatest common divisor.
fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn series(trend: &Trend, cells: &Cells, rows: &[Row], label: &Arc<str>, subject: usize) -> Series {
    let field = &trend.selection.measures[0].meta;
    let mut series = Series { label: label.clone(), points: Vec::new(), bounded: 0 };
    for (years, row) in rows {
        let Some(row) = row[subject] else { continue };
        let value = cells.measures[0].value(row);
        series.bounded += usize::from(matches!(value, Value::Bounded { .. }));
        let figure = value.as_number().or_else(|| contrast::step(field, &value).map(|step| step as f64));
        series.points.extend(figure.map(|figure| Point { years: *years, figure, value }));
    }
    series
}

fn by_years(trend: &Trend, cells: &Cells, rows: &[Row], labels: &[Arc<str>]) -> Table {
    let measure = &trend.selection.measures[0].meta;
    let mut table = Table::new("rows", trend.columns.heads().clone());
    let holes = Holes::new(cells);
    for (year, row) in rows {
        let subject = |at: usize| match row[at] {
            Some(row) => {
                let disputed = cells.disputed[0].binary_search(&row).is_ok();
                Cell { disputed, ..Cell::new(cells.measures[0].value(row)) }
            }
            None => holes.cell(&[&Value::Text(labels[at].clone()), &Value::Years(*year)]),
        };
        let cell = |column| match column {
            TrendColumn::Year => Cell::new(Value::Years(*year)),
            TrendColumn::Subject(at) => subject(at),
            // Only two have these.
            TrendColumn::Gap => contrast::gap(measure, &subject(0).value, &subject(1).value),
            TrendColumn::Leader => {
                leader(contrast::better(measure, &subject(0).value, &subject(1).value), labels)
            }
        };
        table.rows.push(trend.columns.columns().map(cell).collect());
    }
    table
}

fn leader(better: Option<Ordering>, labels: &[Arc<str>]) -> Cell {
    match (better, labels) {
        (Some(Ordering::Less), [first, ..]) => Cell::text(first.clone()),
        (Some(Ordering::Greater), [_, second, ..]) => Cell::text(second.clone()),
        (Some(Ordering::Equal), _) => Cell::text("tie"),
        _ => Cell::missing(Missing::Undefined),
    }
}
