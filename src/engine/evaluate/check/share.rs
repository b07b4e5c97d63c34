//! Shares: those of one whole add up to 100, and each fits the count it is made of.

use super::evidence::Evidence;
use super::finding::{Finding, Row, Verdict};
use super::rounding::{fits, own_half, shown};
use crate::plain;
use data::{FieldId, Value};

/// Share-sum: k shares rounded to a unit may add up to anything within k half units of 100.
pub fn sums(all: &[Evidence], at: usize, share: FieldId, within: &[FieldId]) -> Vec<Finding> {
    let evidence = &all[at];
    let mut findings = Vec::new();
    for (claim, rows) in evidence.readings(&[share]) {
        for group in evidence.groups(within, &rows, claim) {
            let shares: Option<Vec<f64>> = group.iter().map(|&row| evidence.figure(share, row)).collect();
            let Some(shares) = shares.filter(|shares| shares.len() > 1) else { continue };
            let sum: f64 = shares.iter().sum();
            let allowed: f64 = shares.iter().map(|&share| own_half(share)).sum();
            let (low, high) = (shown(100.0 - allowed, 1), shown(100.0 + allowed, 1));
            findings.push(Finding {
                check: "share sum",
                about: evidence.with_path(share, &name(evidence, within, group[0])),
                stated: shown(sum, 0),
                stated_in: claim.or(group.first().copied()).map(|row| Row { topic: at, row }),
                computed: Value::number(100.0, 0),
                verdict: verdict(fits(sum, 100.0, allowed), evidence, claim),
                reason: format!(
                    "{} rounded shares may add up to anything from {} to {}",
                    shares.len(),
                    plain(&low),
                    plain(&high)
                ),
                rows: group.iter().map(|&row| Row { topic: at, row }).collect(),
            });
        }
    }
    findings
}

/// Share against count: a printed p fits count c of total T if |p − 100 c / T| is at most half a unit in its last place.
pub fn of_counts(
    all: &[Evidence],
    at: usize,
    share: FieldId,
    count: FieldId,
    total: Option<FieldId>,
    within: &[FieldId],
) -> Vec<Finding> {
    let evidence = &all[at];
    let fields: Vec<FieldId> = [share, count].into_iter().chain(total).collect();
    let mut findings = Vec::new();
    for (claim, rows) in evidence.readings(&fields) {
        for group in evidence.groups(within, &rows, claim) {
            let counts: Option<Vec<f64>> = group.iter().map(|&row| evidence.figure(count, row)).collect();
            let sum = counts.map(|counts| counts.iter().sum::<f64>());
            for &row in &group {
                let figures = (evidence.figure(share, row), evidence.figure(count, row));
                let whole = total.map_or(sum, |total| evidence.figure(total, row));
                let ((Some(printed), Some(part)), Some(whole)) = (figures, whole) else { continue };
                if whole == 0.0 {
                    continue;
                }
                let exact = 100.0 * part / whole;
                let own = claim.map(|claim| {
                    let label =
                        if claim == row { String::new() } else { format!(", {}", evidence.label(claim)) };
                    format!(" ({}{label})", evidence.status(claim).word())
                });
                findings.push(Finding {
                    check: "share of count",
                    about: evidence.about(share, row),
                    stated: shown(printed, 0),
                    stated_in: Some(Row { topic: at, row: evidence.filled(share, row) }),
                    computed: Value::number(exact, 1),
                    verdict: verdict(fits(printed, exact, own_half(printed)), evidence, claim),
                    reason: format!("{part} of {whole} is {exact:.1} %{}", own.unwrap_or_default()),
                    rows: group.iter().map(|&row| Row { topic: at, row }).collect(),
                });
            }
        }
    }
    findings
}

/// A reading with an inferred figure in it cannot refute what is printed, nor be refuted by it.
fn verdict(fits: bool, evidence: &Evidence, claim: Option<usize>) -> Verdict {
    Verdict::of(fits, claim.map_or(data::Status::Preferred, |claim| evidence.status(claim)))
}

/// What names a group.
fn name(evidence: &Evidence, within: &[FieldId], row: usize) -> String {
    within.iter().map(|&id| plain(&evidence.value(id, row))).collect::<Vec<_>>().join(", ")
}
