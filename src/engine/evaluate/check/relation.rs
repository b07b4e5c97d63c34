//! Figures that stand in a relation: before and after, not more than, sum and ratio of a row.

use std::cmp::Ordering;

use super::evidence::{Evidence, Partners};
use super::finding::{Finding, Row, Verdict};
use super::rounding::{fits, half};
use crate::plain;
use data::{FieldId, Level, Status, Value};
use query::{Joined, Only};
use select::test::holds;
use syntax::word::{Arithmetic, Operator};

/// Tests every claim on a figure against the preferred figure of the other topic, and every other claim there against
/// the preferred one here.
pub fn compare(all: &[Evidence], at: usize, rule: &Relation<'_>) -> Vec<Finding> {
    let (here, there) = (&all[at], &all[rule.joined.topic]);
    let partners = Partners::new(here, there, &rule.joined.pairs);
    let mut findings = Vec::new();
    for row in here.all().filter(|&row| here.states(rule.of, row) && here.meets(rule.only, row)) {
        let stated = |other: &&usize| there.states(rule.with, **other) && there.meets(rule.against, **other);
        let others = partners.of(row).iter().filter(stated);
        findings.extend(others.filter_map(|&other| pair(all, at, rule, row, other)));
    }
    findings
}

/// A figure here, and one there that it stands in a relation to.
pub struct Relation<'a> {
    /// The figure here.
    pub of: FieldId,
    /// How it stands to the other.
    pub operator: Operator,
    /// The figure there.
    pub with: FieldId,
    /// Which rows belong together.
    pub joined: &'a Joined,
    /// Which rows here.
    pub only: &'a [Only],
    /// Which rows there.
    pub against: &'a [Only],
}

/// Two rows that belong together; of two doubtful figures none tests the other.
fn pair(all: &[Evidence], at: usize, rule: &Relation<'_>, row: usize, other: usize) -> Option<Finding> {
    let (here, there) = (&all[at], &all[rule.joined.topic]);
    let (figure, limit) = (here.figure(rule.of, row)?, there.figure(rule.with, other)?);
    let own = (Row { topic: at, row }, here.about(rule.of, row), here.value(rule.of, row));
    let its = (
        Row { topic: rule.joined.topic, row: other },
        there.about(rule.with, other),
        there.value(rule.with, other),
    );
    let years = here.topic.meta(rule.of).level == Level::Year;
    let name = |evidence: &Evidence, id: FieldId| evidence.topic.meta(id).name.replace('_', " ");
    let (figures, names) = ((plain(&own.2), plain(&its.2)), (name(here, rule.of), name(there, rule.with)));
    let fits = holds(rule.operator, figure, limit);
    let reason = match years {
        true => format!(
            "{} is {} {}, {} {}{}",
            match there.status(other) {
                Status::Preferred => figures.0,
                // The finding is on the other side, so it must be said whose year this is.
                Status::Alternative | Status::Inferred | Status::Rejected => {
                    format!("{} ({})", figures.0, here.label(row))
                }
            },
            distance(figure - limit),
            there.label(other),
            names.1,
            figures.1,
            if fits { String::new() } else { format!("; it cannot be {}", contrary(rule.operator)) },
        ),
        false => {
            format!("{} {} must be {} {} {}", names.0, figures.0, words(rule.operator), names.1, figures.1)
        }
    };
    let rows = vec![own.0, its.0];
    // What is doubtful on one side is tested by what is not doubtful on the other.
    let (doubtful, tested, sure) = match (here.status(row), there.status(other)) {
        (status, Status::Preferred) => (status, own, its),
        (Status::Preferred, status) => (status, its, own),
        _ => return None,
    };
    Some(Finding {
        check: if years { "sequence" } else { "comparison" },
        about: tested.1,
        stated: tested.2,
        stated_in: Some(tested.0),
        computed: sure.2,
        verdict: Verdict::of(fits, doubtful),
        reason,
        rows,
    })
}

/// Tests every claim on a figure that is made of two others of its row.
pub fn arithmetic(
    all: &[Evidence],
    at: usize,
    of: FieldId,
    left: FieldId,
    sign: Arithmetic,
    right: FieldId,
) -> Vec<Finding> {
    let evidence = &all[at];
    let rows = evidence.all().filter(|&row| evidence.states(of, row));
    let name = |id: FieldId| evidence.topic.meta(id).name.replace('_', " ");
    let test = |row: usize| {
        let stated = evidence.value(of, row);
        let figure = stated.as_number()?;
        let (a, b) = (evidence.figure(left, row)?, evidence.figure(right, row)?);
        let computed = sign.of(a, b)?;
        let decimals = if let Value::Number { decimals, .. } = stated { decimals } else { 0 };
        Some(Finding {
            check: "arithmetic",
            about: evidence.about(of, row),
            computed: Value::number(
                computed,
                if computed.fract() == 0.0 { decimals } else { decimals.max(2) },
            ),
            verdict: Verdict::of(fits(figure, computed, half(&stated)), evidence.status(row)),
            reason: format!("{} {a} {} {} {b}", name(left), symbol(sign), name(right)),
            stated,
            stated_in: Some(Row { topic: at, row }),
            rows: vec![Row { topic: at, row }],
        })
    };
    rows.filter_map(test).collect()
}

/// `6 years before`
fn distance(years: f64) -> String {
    let number = base::suggest::count(years.abs() as usize, "year");
    match years.total_cmp(&0.0) {
        Ordering::Less => format!("{number} before"),
        Ordering::Equal => "in the year of".to_owned(),
        Ordering::Greater => format!("{number} after"),
    }
}

/// What two years that stand so to each other cannot be.
fn contrary(operator: Operator) -> &'static str {
    match operator {
        Operator::Less => "later or the same",
        Operator::LessOrEqual => "later",
        Operator::GreaterOrEqual => "earlier",
        Operator::Greater => "earlier or the same",
        Operator::Equal => "another year",
        Operator::NotEqual => "the same",
    }
}

fn words(operator: Operator) -> &'static str {
    match operator {
        Operator::Less => "less than",
        Operator::LessOrEqual => "at most",
        Operator::GreaterOrEqual => "at least",
        Operator::Greater => "more than",
        Operator::Equal => "equal to",
        Operator::NotEqual => "other than",
    }
}

fn symbol(sign: Arithmetic) -> &'static str {
    match sign {
        Arithmetic::Add => "+",
        Arithmetic::Subtract => "−",
        Arithmetic::Multiply => "×",
        Arithmetic::Divide => "/",
    }
}
