//! What changed: one row a subject, each figure only where the level of measurement and the sign of the base allow it.

use super::{Point, Series};
use crate::contrast;
use answer::{Cell, Head, Kind, Table};
use base::suggest::{count, typed};
use data::{Direction, Field, Level, Missing, Value, Years};
use query::{Aggregate, Trend};
use stats::growth::{annual_rate, slope};
use stats::spread::mean;

/// More subjects than this are not named one by one in a note.
const MOST_NAMED: usize = 6;

/// One row a subject that has a figure.
pub fn table(trend: &Trend, series: &[Series]) -> Table {
    let measure = &trend.selection.measures[0].meta;
    let unit = &measure.unit;
    let number = |name: &str, unit: &str| Head::computed(name, Kind::Number).with_unit(unit);
    let yearly = if measure.level == Level::Share { "pp" } else { unit };
    let mut heads = vec![
        Head::new(trend.subjects.variable.meta.name.clone(), Kind::Key),
        number("first", unit),
        number("last", unit),
        number("change", &contrast::change_unit(measure)),
        number("% change", "%"),
        number("CAGR", "% a year"),
        number("slope", format!("{yearly} a year").trim_start()),
        number("mean", unit),
        number("total", unit),
    ];
    for [end, year] in ends(measure) {
        heads.extend([number(end, unit), Head::computed(year, Kind::Time)]);
    }
    let mut table = Table::new("change", heads);
    table.rows.extend(series.iter().filter_map(|one| row(trend, measure, one)));
    table
}

/// What the two ends of a series are called: of places and steps the better one is no higher or lower figure.
fn ends(measure: &Field) -> [[&'static str; 2]; 2] {
    match better_end(measure) {
        Some(_) => [["best", "best year"], ["worst", "worst year"]],
        None => [["highest", "highest year"], ["lowest", "lowest year"]],
    }
}

/// Which end of an order of places or steps is better.
fn better_end(measure: &Field) -> Option<Direction> {
    match (measure.level, measure.scale.is_empty()) {
        (Level::Ordinal, true) => measure.direction,
        (Level::Ordinal, false) => Some(Direction::Higher),
        _ => None,
    }
}

fn row(trend: &Trend, measure: &Field, one: &Series) -> Option<Vec<Cell>> {
    let (first, last) = (one.points.first()?, one.points.last()?);
    let distances = measure.level.is_numeric();
    let places = one.points.iter().map(|point| point.value.decimals()).max().unwrap_or_default();
    // What is known in one year only has not changed.
    let several = one.points.len() > 1;
    let when = |applies: bool, value: Option<f64>, decimals: u8| match value {
        _ if !applies => Cell::missing(Missing::NotApplicable),
        Some(value) => Value::number(value, decimals).into(),
        None => Cell::missing(Missing::Undefined),
    };
    let change = several.then(|| contrast::change(measure, first.figure, last.figure));
    let single = one.points.iter().all(is_single);
    let points: Vec<(f64, f64)> = one.points.iter().map(|p| (f64::from(p.years.from), p.figure)).collect();
    let figures: Vec<f64> = one.points.iter().map(|point| point.figure).collect();
    let rate = annual_rate(points[0], points[points.len() - 1]).map(|rate| 100.0 * rate);
    let ends = match better_end(measure) {
        Some(Direction::Lower) => [least(&one.points), greatest(&one.points)],
        _ => [greatest(&one.points), least(&one.points)],
    };
    let mut row = vec![
        Cell::text(one.label.clone()),
        first.value.clone().into(),
        last.value.clone().into(),
        when(true, change, places),
        when(grows(measure), percent(one), 1),
        when(grows(measure) && single, rate.filter(|_| !falls_below_zero(one)), 2),
        when(distances && single, slope(&points), 3.max(places + 1)),
        when(distances, Some(mean(&figures)), places + 1),
        when(is_flow(trend, measure) && apart(one), Some(figures.iter().sum()), places),
    ];
    row.extend(ends.into_iter().flat_map(|end| [end.0.clone().into(), end.1]));
    Some(row)
}

fn is_single(point: &Point) -> bool {
    point.years.from == point.years.to
}

/// Whether a change in per cent says something: a share changes in percentage points, places and steps in themselves.
fn grows(measure: &Field) -> bool {
    matches!(measure.level, Level::Count | Level::Quantity)
}

/// The change in per cent of the first figure, which has to be above 0.
fn percent(one: &Series) -> Option<f64> {
    let [first, .., last] = one.points.as_slice() else { return None };
    let holds = first.figure > 0.0 && !falls_below_zero(one);
    holds.then(|| 100.0 * (last.figure - first.figure) / first.figure)
}

/// Where a figure is below 0, the zero of the scale is no "nothing", and no figure is so many per cent of another.
fn falls_below_zero(one: &Series) -> bool {
    one.points.iter().any(|point| point.figure < 0.0)
}

/// Whether the figures count what happens within each year, so that those of several years can be added.
fn is_flow(trend: &Trend, measure: &Field) -> bool {
    match trend.selection.grouping.of(0) {
        // Each row is counted in one year.
        Some(Aggregate::Count) => true,
        None | Some(Aggregate::Sum) => measure.flow,
        Some(
            Aggregate::Mean
            | Aggregate::Median
            | Aggregate::Min
            | Aggregate::Max
            | Aggregate::Deviation
            | Aggregate::LowerQuartile
            | Aggregate::UpperQuartile,
        ) => false,
    }
}

/// Whether no year belongs to two of the spans.
fn apart(one: &Series) -> bool {
    one.points.windows(2).all(|pair| !pair[0].years.overlaps(pair[1].years))
}

type End<'a> = (&'a Value, Cell);

fn greatest(points: &[Point]) -> End<'_> {
    end(points, |a, b| a > b)
}

fn least(points: &[Point]) -> End<'_> {
    end(points, |a, b| a < b)
}

/// The figure that no other exceeds, and the first year in which it stands; how often it comes back is said.
fn end(points: &[Point], beyond: impl Fn(f64, f64) -> bool) -> End<'_> {
    let mut best = &points[0];
    let mut times = 0;
    for point in points {
        match beyond(point.figure, best.figure) {
            true => (best, times) = (point, 1),
            false => times += usize::from(point.figure == best.figure),
        }
    }
    let suffix = if times > 1 { format!("(first of {times})").into() } else { std::sync::Arc::default() };
    (&best.value, Cell { suffix, ..Cell::new(Value::Years(best.years)) })
}

/// What a reader has to know of the changes.
pub fn notes(trend: &Trend, series: &[Series]) -> Vec<String> {
    let measure = &trend.selection.measures[0].meta;
    let (numeric, grows) = (measure.level.is_numeric(), grows(measure));
    let points = || series.iter().flat_map(|one| &one.points);
    let mut notes = Vec::new();
    for one in series {
        let label = &one.label;
        match one.points.len() {
            0 => notes.push(format!("{label} has no figure in any year, so no change is computed.")),
            1 => notes.push(format!("{label} has a figure in one year only, so no change is computed.")),
            _ => {}
        }
        if one.bounded > 0 {
            let bounded = count(one.bounded, "figure");
            notes.push(format!("{label}: {bounded} known as a bound only; no change is computed from such."));
        }
    }
    notes.extend(uneven(series));
    if measure.level == Level::Ordinal {
        let places = match contrast::gains_places(measure) {
            true => "; a change is the places gained, so from place 9 to place 5 is a change of 4",
            false => "",
        };
        notes.push(format!(
            "Ranks and tiers have an order, but no distances: no rate, slope or mean is computed{places}."
        ));
    }
    if numeric && points().any(|point| !is_single(point)) {
        notes.push(
            "Spans of years have no figure for a single year: no yearly rate or slope is computed.".into(),
        );
    }
    if grows && series.iter().any(|one| one.points.len() > 1 && percent(one).is_none()) {
        notes.push(
            "No change in per cent where a series begins at 0 or below, or falls below 0: there is no base for it."
                .into(),
        );
    }
    if measure.level == Level::Share {
        notes.push("A share changes in percentage points (pp), not in per cent of itself.".into());
    }
    if grows
        && !is_flow(trend, measure)
        && matches!(trend.selection.grouping.of(0), None | Some(Aggregate::Sum))
    {
        notes.push(format!(
            "No total over the years: `{0}` may measure a state, as a population does. Where it counts what happens \
             within each year, `load … with flow = {1}` says so.",
            measure.name,
            typed(&measure.name)
        ));
    }
    notes
}

/// That the series do not speak of the same years.
fn uneven(series: &[Series]) -> Option<String> {
    let known: Vec<&Series> = series.iter().filter(|one| !one.points.is_empty()).collect();
    let years = |one: &Series| one.points.iter().map(|point| point.years).collect::<Vec<Years>>();
    if known.windows(2).all(|pair| years(pair[0]) == years(pair[1])) {
        return None;
    }
    let range = |one: &&Series| match years(one).as_slice() {
        [only] => format!("{} {only}", one.label),
        [first, second] => format!("{} {first} and {second}", one.label),
        [first, .., last] => {
            format!("{} {first} to {last} ({})", one.label, count(one.points.len(), "figure"))
        }
        [] => one.label.to_string(),
    };
    let named = match known.len() <= MOST_NAMED {
        true => format!(": {}", known.iter().map(range).collect::<Vec<String>>().join(", ")),
        false => String::new(),
    };
    Some(format!("Not the same years are known of all{named}. What is computed of each is of its own years."))
}
