//! The same fact with different figures: other claims on a fact, facts that are told twice, sources that differ.

use super::evidence::Evidence;
use super::finding::{Finding, Row, Verdict};
use crate::plain;
use data::{FieldId, Level, Role, Status};

/// Every claim that differs from the preferred one, and preferred claims that speak of one fact.
pub fn find(all: &[Evidence], at: usize) -> Vec<Finding> {
    let evidence = &all[at];
    let fields: Vec<FieldId> =
        (0..evidence.topic.fields.len()).map(FieldId).filter(|&id| is_answer(evidence, id)).collect();
    let mut findings = Vec::new();
    for row in evidence.all() {
        let Some(base) = evidence.base(row) else { continue };
        let differs = |id: &&FieldId| {
            evidence.states(**id, row) && evidence.states(**id, base) && !evidence.same(**id, row, base)
        };
        for &id in fields.iter().filter(differs) {
            findings.push(rival(evidence, at, id, row, base));
        }
    }
    findings
}

/// Figures that several sources give of one thing, each against the first.
pub fn same(all: &[Evidence], at: usize, of: FieldId, within: &[FieldId]) -> Vec<Finding> {
    let evidence = &all[at];
    let rows: Vec<usize> = evidence.preferred().filter(|&row| evidence.states(of, row)).collect();
    let mut findings = Vec::new();
    for group in evidence.groups(within, &rows, None) {
        let Some((&first, others)) = group.split_first() else { continue };
        findings.extend(others.iter().map(|&row| {
            let agree = evidence.same(of, first, row);
            Finding {
                verdict: if agree { Verdict::Holds } else { Verdict::Differs },
                reason: format!("{} says {}", evidence.label(first), plain(&evidence.value(of, first))),
                check: "sources",
                about: evidence.about(of, row),
                ..rival(evidence, at, of, row, first)
            }
        }));
    }
    findings
}

/// Texts are shown and never counted as different.
fn is_answer(evidence: &Evidence, id: FieldId) -> bool {
    let field = evidence.topic.meta(id);
    match field.role {
        Role::Measure | Role::Time | Role::Unit => field.level != Level::Text,
        // A date beside the answer.
        Role::Note => field.level == Level::Year,
        Role::Case | Role::Key | Role::Bound | Role::Status | Role::Reason | Role::Source | Role::Place => {
            false
        }
    }
}

fn rival(evidence: &Evidence, at: usize, id: FieldId, row: usize, base: usize) -> Finding {
    let (verdict, check) = match evidence.status(row) {
        // Another row with the same keys: it counts double.
        Status::Preferred => (Verdict::Differs, "duplicate"),
        Status::Rejected => (Verdict::Refuted, "other claim"),
        Status::Alternative | Status::Inferred => (Verdict::Differs, "other claim"),
    };
    let reason = evidence.provenance(Role::Reason, row);
    let place = evidence.place(base).1;
    Finding {
        check,
        about: evidence.about(id, base),
        stated: evidence.value(id, row),
        stated_in: Some(Row { topic: at, row }),
        computed: evidence.value(id, base),
        verdict,
        reason: if place.is_empty() { reason } else { format!("against {place}: {reason}") },
        rows: vec![Row { topic: at, row }, Row { topic: at, row: base }],
    }
}
