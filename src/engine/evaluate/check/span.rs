//! Intervals: years lie within the period they are told under, and periods do not overlap.

use super::evidence::{Evidence, Partners};
use super::finding::{Finding, Row, Verdict};
use data::{FieldId, Status, Value, Years};
use query::Joined;

/// Tests every claim on a year against the preferred period of the other topic.
pub fn within(all: &[Evidence], at: usize, of: FieldId, joined: &Joined) -> Vec<Finding> {
    let (here, there) = (&all[at], &all[joined.topic]);
    let partners = Partners::new(here, there, &joined.pairs);
    let mut findings = Vec::new();
    for row in here.all().filter(|&row| here.states(of, row)) {
        let Value::Years(years) = here.value(of, row) else { continue };
        let preferred = |other: &&usize| there.status(**other) == Status::Preferred;
        for &other in partners.of(row).iter().filter(preferred) {
            let Some(period) = period(there, other) else { continue };
            let inside = period.from <= years.from && years.to <= period.to;
            findings.push(Finding {
                check: "interval",
                about: here.about(of, row),
                stated: Value::Years(years),
                stated_in: Some(Row { topic: at, row }),
                computed: Value::Years(period),
                verdict: Verdict::of(inside, here.status(row)),
                reason: format!(
                    "{years} lies {} {period}, the period of {}",
                    if inside { "in" } else { "outside" },
                    there.label(other)
                ),
                rows: vec![Row { topic: at, row }, Row { topic: joined.topic, row: other }],
            });
        }
    }
    findings
}

/// Tests the periods of each series, and every other claim on one of them: no two share a year.
pub fn disjoint(all: &[Evidence], at: usize, within: &[FieldId]) -> Vec<Finding> {
    let evidence = &all[at];
    let Some((from, to)) = evidence.topic.period else { return Vec::new() };
    let mut findings = Vec::new();
    for (claim, rows) in evidence.readings(&[from, to]) {
        for group in evidence.groups(within, &rows, claim) {
            for &row in group.iter().filter(|&&row| claim.is_none_or(|claim| claim == row)) {
                let Some(years) = period(evidence, row) else { continue };
                let overlaps = |other: &&usize| {
                    **other != row && period(evidence, **other).is_some_and(|other| other.overlaps(years))
                };
                let rival = group.iter().find(overlaps);
                findings.push(Finding {
                    check: "overlap",
                    about: evidence.about(from, row),
                    stated: Value::Years(years),
                    stated_in: Some(Row { topic: at, row }),
                    computed: rival
                        .and_then(|&rival| period(evidence, rival))
                        .map_or(Value::text("no overlap"), Value::Years),
                    verdict: Verdict::of(rival.is_none(), evidence.status(row)),
                    reason: match rival {
                        Some(&rival) => format!("shares years with {}", evidence.label(rival)),
                        None => "shares no year with the other periods".to_owned(),
                    },
                    rows: group.iter().map(|&row| Row { topic: at, row }).collect(),
                });
            }
        }
    }
    findings
}

/// The period of a row: from its first year to its last, or still going on.
fn period(evidence: &Evidence, row: usize) -> Option<Years> {
    let (from, to) = evidence.topic.period?;
    let year = |id| {
        let value = evidence.value(id, row);
        let from = value.as_years().map(|years| years.from);
        from.or_else(|| value.as_number().map(|year| year as i32))
    };
    Some(Years { from: year(from)?, to: year(to).unwrap_or(Years::OPEN) })
}
