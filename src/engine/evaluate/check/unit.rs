//! Mixed units: one question answered by the cases in different units.

use super::evidence::Evidence;
use super::finding::{Finding, Row, Verdict};
use data::{FieldId, Role};

/// Tests each measure whose unit is told row by row.
pub fn find(all: &[Evidence], at: usize) -> Vec<Finding> {
    let evidence = &all[at];
    let keys: Vec<FieldId> =
        evidence.topic.with_role(Role::Key).chain(evidence.topic.with_role(Role::Time)).collect();
    let mut findings = Vec::new();
    for id in evidence.topic.measures() {
        let Some(unit) = evidence.topic.meta(id).unit_from else { continue };
        let rows: Vec<usize> = evidence
            .preferred()
            .filter(|&row| evidence.states(id, row) && evidence.states(unit, row))
            .collect();
        for group in evidence.groups(&keys, &rows, None) {
            let Some((&first, others)) = group.split_first() else { continue };
            for &row in others.iter().filter(|&&row| !evidence.same(unit, first, row)) {
                findings.push(Finding {
                    check: "unit",
                    about: evidence.about(id, row),
                    stated: evidence.value(unit, row),
                    stated_in: Some(Row { topic: at, row }),
                    computed: evidence.value(unit, first),
                    verdict: Verdict::Differs,
                    reason: format!(
                        "{} is in another unit; the figures cannot be set side by side",
                        evidence.label(first)
                    ),
                    rows: vec![Row { topic: at, row }, Row { topic: at, row: first }],
                });
            }
        }
    }
    findings
}
