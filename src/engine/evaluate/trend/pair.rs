//! What can be said of two series: who overtakes whom, and whether they draw together.

use std::cmp::Ordering;
use std::sync::Arc;

use super::{Point, Series};
use crate::contrast;
use crate::plain;
use answer::{Cell, Finding};
use data::{Direction, Field, Level, Value, Years};
use stats::crossing::{Crossing, crossings};
use stats::spread::coefficient_of_variation;

/// More years than this are counted and not named.
const MOST_NAMED: usize = 6;

/// Figures that differ by less than this share of their size are equal.
const NOTHING: f64 = 1e-9;

/// Both figures of a year in which both are known.
struct Both<'a> {
    a: &'a Point,
    b: &'a Point,
}

impl Both<'_> {
    fn years(&self) -> Years {
        self.a.years
    }
}

/// The findings on two series.
pub fn findings<'s>(measure: &Field, a: &'s Series, b: &'s Series) -> Vec<Finding> {
    let beside = |a: &'s Point| b.points.iter().find(|b: &&Point| b.years == a.years).map(|b| Both { a, b });
    let both: Vec<Both<'_>> = a.points.iter().filter_map(beside).collect();
    let mut findings = Vec::new();
    let gaps: Vec<f64> = both.iter().map(|both| both.a.figure - both.b.figure).collect();
    // Of places the smaller figure is ahead.
    let lower = measure.direction == Some(Direction::Lower);
    let mut equal = Vec::new();
    for crossing in crossings(&gaps) {
        match crossing {
            Crossing::Overtakes { after, by, first } => {
                let (ahead, behind) = if first != lower { (a, b) } else { (b, a) };
                findings.push(overtaking(
                    measure,
                    &ahead.label,
                    &behind.label,
                    both[after].years(),
                    both[by].years(),
                ));
            }
            Crossing::Touches { at } => equal.push(both[at].years()),
        }
    }
    findings.extend(touching(&a.label, &b.label, &equal, both.len()));
    findings.extend(convergence(measure, a, b, &both));
    findings
}

fn overtaking(measure: &Field, ahead: &Arc<str>, behind: &Arc<str>, after: Years, by: Years) -> Finding {
    // Between two years that follow each other nothing is left open.
    let follows = by.from <= after.to.saturating_add(1);
    let (years, when) = match follows {
        true => (by, format!("in {by}")),
        false => {
            let years = Years { from: after.to, to: by.from };
            (years, format!("between {after} and {by}, of which nothing is known of both"))
        }
    };
    let less = match (measure.direction, measure.level) {
        (_, Level::Ordinal) | (Some(Direction::Higher) | None, _) => "",
        (Some(Direction::Lower), _) => "; lower is better",
    };
    let text = format!("{ahead} overtakes {behind} {when}{less}.");
    let figures =
        vec![("year".to_owned(), Value::Years(years)), ("overtakes".to_owned(), Value::Text(ahead.clone()))];
    Finding { kind: "crossing", figures, text }
}

fn touching(a: &str, b: &str, equal: &[Years], known: usize) -> Option<Finding> {
    let years: Vec<String> = equal.iter().map(ToString::to_string).collect();
    let when = match years.split_last() {
        None => return None,
        Some((only, [])) => only.clone(),
        Some(_) if years.len() > MOST_NAMED => format!("{} of {known} years", years.len()),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    };
    let figure = match equal {
        [only] => Value::Years(*only),
        _ => Value::Set(years.iter().map(|year| year.as_str().into()).collect()),
    };
    let text = format!("{a} and {b} are equal in {when}.");
    Some(Finding { kind: "touch", figures: vec![("touch".to_owned(), figure)], text })
}

/// Whether the gap of the last year in which both are known is wider than that of the first; where all figures are
/// above 0, also against their size (sigma-convergence).
fn convergence(measure: &Field, a: &Series, b: &Series, both: &[Both<'_>]) -> Option<Finding> {
    let [first, .., last] = both else { return None };
    if !measure.level.is_numeric() {
        return None;
    }
    let gap = |both: &Both<'_>| contrast::gap(measure, &both.a.value, &both.b.value);
    let size = |both: &Both<'_>| (both.a.figure - both.b.figure).abs();
    let largest = [first, last]
        .iter()
        .fold(0.0, |most: f64, both| most.max(both.a.figure.abs()).max(both.b.figure.abs()));
    let wider = order(size(first), size(last), largest);
    let [before, after] = [gap(first), gap(last)];
    if before.value.is_missing() || after.value.is_missing() {
        return None;
    }
    let mut figures =
        vec![("gap first".to_owned(), before.value.clone()), ("gap last".to_owned(), after.value.clone())];
    let (a, b, from, to) = (&a.label, &b.label, first.years(), last.years());
    let (before, after) = (shown(&before), shown(&after));
    let mut text = if wider.is_eq() {
        format!("{a} and {b} are as far apart in {to} as in {from}: the gap is {before}")
    } else {
        format!("{a} and {b} draw {}: the gap goes from {before} in {from} to {after} in {to}", how(wider))
    };
    // A share could as well be counted from its other end, so its size is no measure of its spread.
    let sized = matches!(measure.level, Level::Count | Level::Quantity)
        && both.iter().all(|both| both.a.figure > 0.0 && both.b.figure > 0.0)
        && size(first) + size(last) > 0.0;
    if sized {
        let spread = |both: &Both<'_>| coefficient_of_variation(&[both.a.figure, both.b.figure]);
        let (before, after) = (spread(first), spread(last));
        figures.push(("CV first".to_owned(), Value::number(before, 4)));
        figures.push(("CV last".to_owned(), Value::number(after, 4)));
        let relative = order(before, after, 1.0);
        // As many decimals as show that they differ.
        let written = |decimals: usize| (format!("{before:.decimals$}"), format!("{after:.decimals$}"));
        let decimals = (4..9).find(|&decimals| written(decimals).0 != written(decimals).1).unwrap_or(4);
        let (before, after) = written(decimals);
        text += &if relative.is_eq() {
            format!("; the coefficient of variation is {before} in both years")
        } else if relative == wider {
            format!("; the coefficient of variation goes from {before} to {after}")
        } else {
            format!(
                "; against their size they draw {}: the coefficient of variation goes from {before} to {after}",
                how(relative)
            )
        };
    }
    Some(Finding { kind: "convergence", figures, text: text + "." })
}

/// Whether the later figure is the greater; figures that differ by nothing but rounding are equal.
fn order(before: f64, after: f64, size: f64) -> Ordering {
    match (after - before).abs() <= NOTHING * size {
        true => Ordering::Equal,
        false => after.total_cmp(&before),
    }
}

fn how(wider: Ordering) -> &'static str {
    if wider == Ordering::Greater { "apart" } else { "together" }
}

fn shown(gap: &Cell) -> String {
    let figure = plain(&gap.value);
    if gap.suffix.is_empty() { figure } else { format!("{figure} {}", gap.suffix) }
}
