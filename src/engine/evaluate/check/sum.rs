//! Part-sum: the parts of a whole add up to the total that another table prints.

use super::evidence::{Evidence, Partners};
use super::finding::{Finding, Row, Verdict};
use super::rounding::{fits, half, shown};
use crate::plain;
use data::{FieldId, Missing, Status, Value};
use query::{Joined, Only};

/// Tests every claim on a total against the sum of the preferred parts.
pub fn find(
    all: &[Evidence],
    at: usize,
    parts: FieldId,
    total: FieldId,
    joined: &Joined,
    only: &[Only],
) -> Vec<Finding> {
    let (here, there) = (&all[at], &all[joined.topic]);
    let back: Vec<_> = joined.pairs.iter().map(|&(a, b)| (b, a)).collect();
    let partners = Partners::new(there, here, &back);
    let mut findings = Vec::new();
    for row in there.all().filter(|&row| there.states(total, row) && there.meets(only, row)) {
        let rows = partners.of(row);
        let (preferred, claims): (Vec<usize>, Vec<usize>) =
            rows.iter().partition(|&&row| here.status(row) == Status::Preferred);
        if preferred.len() < 2 {
            continue;
        }
        let stated = there.value(total, row);
        let sum = sum(here, parts, &preferred);
        // A count is not rounded; a rounded total is made of rounded parts.
        let allowed = match here.is_count(parts) {
            true => 0.0,
            false => preferred.iter().map(|&row| half(&here.value(parts, row))).sum::<f64>() + half(&stated),
        };
        let (computed, verdict, reason) = match (there.figure(total, row), sum) {
            (Some(figure), Some((sum, decimals))) => {
                let fit = fits(figure, sum, allowed);
                let mut reason =
                    format!("the {} parts add up to {}", preferred.len(), plain(&number(sum, decimals)));
                if allowed > 0.0 {
                    reason += &format!("; rounding explains up to {}", plain(&shown(allowed, 2)));
                }
                if !fit {
                    reason += &mended(here, parts, &preferred, &claims, figure, allowed);
                }
                (number(sum, decimals), Verdict::of(fit, there.status(row)), reason)
            }
            _ => (Value::Missing(Missing::Undefined), Verdict::Open, "a part is missing".to_owned()),
        };
        let parts_rows = rows.iter().map(|&row| Row { topic: at, row });
        findings.push(Finding {
            check: "part sum",
            about: there.about(total, row),
            stated,
            stated_in: Some(Row { topic: joined.topic, row }),
            computed,
            verdict,
            reason,
            rows: parts_rows.chain([Row { topic: joined.topic, row }]).collect(),
        });
    }
    findings
}

fn number(value: f64, decimals: u8) -> Value {
    Value::number(value, decimals)
}

/// The sum, and the decimals it is shown with; `None` when a part has no exact figure.
fn sum(evidence: &Evidence, field: FieldId, rows: &[usize]) -> Option<(f64, u8)> {
    let mut sum = (0.0, 0);
    for &row in rows {
        let Value::Number { value, decimals } = evidence.value(field, row) else { return None };
        sum = (sum.0 + value, sum.1.max(decimals));
    }
    Some(sum)
}

/// Which other claim on a part would make the total right.
fn mended(
    evidence: &Evidence,
    parts: FieldId,
    preferred: &[usize],
    claims: &[usize],
    total: f64,
    allowed: f64,
) -> String {
    let fitting = claims.iter().find(|&&claim| {
        let base = evidence.base(claim);
        let rows: Vec<usize> =
            preferred.iter().map(|&row| if Some(row) == base { claim } else { row }).collect();
        evidence.states(parts, claim)
            && sum(evidence, parts, &rows).is_some_and(|(sum, _)| fits(total, sum, allowed))
    });
    fitting.map_or(String::new(), |&claim| {
        let (value, status) = (plain(&evidence.value(parts, claim)), evidence.status(claim).word());
        format!("; it would hold with {value} ({status}) for {}", evidence.label(claim))
    })
}
