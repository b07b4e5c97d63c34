//! Sort order: a column that should rise or fall, and the figures that break it.

use super::evidence::Evidence;
use super::finding::{Finding, Row, Verdict};
use crate::plain;
use base::order;
use data::{FieldId, Value};
use query::Only;

/// Tests the order of each list, and in it every claim on a disputed figure.
pub fn find(
    all: &[Evidence],
    at: usize,
    of: FieldId,
    by: Option<FieldId>,
    descending: bool,
    within: &[FieldId],
    only: &[Only],
) -> Vec<Finding> {
    let evidence = &all[at];
    let mut findings = Vec::new();
    for (claim, rows) in evidence.readings(&[of]) {
        let known = |row: &usize| {
            let placed = by.is_none_or(|by| evidence.figure(by, *row).is_some());
            evidence.meets(only, *row) && placed && evidence.figure(of, *row).is_some()
        };
        let rows: Vec<usize> = rows.into_iter().filter(known).collect();
        for mut group in evidence.groups(within, &rows, claim).into_iter().filter(|group| group.len() > 2) {
            if let Some(by) = by {
                let rank = |row: &usize| evidence.figure(by, *row).unwrap_or(f64::NAN);
                order::sort_by(&mut group, |a, b| rank(a).total_cmp(&rank(b)));
            }
            let sign = if descending { -1.0 } else { 1.0 };
            let values: Vec<f64> =
                group.iter().map(|&row| sign * evidence.figure(of, row).unwrap_or(f64::NAN)).collect();
            let stands = standing(&values);
            let list = List { evidence, at, of, group: &group, stands: &stands };
            let before = findings.len();
            for (place, &row) in group.iter().enumerate() {
                let own = Some(row) == claim;
                let broken = stands[place] != Stands::In && claim.is_none();
                if own || broken || (claim.is_none() && evidence.is_disputed(of, row)) {
                    findings.push(list.figure(place));
                }
            }
            if claim.is_none()
                && stands.iter().all(|stands| *stands == Stands::In)
                && findings.len() == before
            {
                findings.push(list.whole(by));
            }
        }
    }
    findings
}

/// How a figure stands in a list that should not fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// It is part of every longest run that is in order.
    In,
    /// It is part of some of them: it or another figure is out of place.
    Open,
    /// It is part of none.
    Out,
}

/// Tells for each figure whether it must be taken out to bring a list in order, so that as much as can be stays.
///
/// Longest non-falling subsequences (Schensted 1961), from both ends, in n log n.
pub fn standing(values: &[f64]) -> Vec<Stands> {
    let ahead = longest(values.iter().copied());
    let mut behind = longest(values.iter().rev().map(|value| -value));
    behind.reverse();
    let most = ahead.iter().copied().max().unwrap_or(0);
    let stays = |at: usize| ahead[at] + behind[at] == most + 1;
    // Of the figures that may stand at one place of a run, a single one must.
    let mut rivals = vec![0usize; most + 1];
    (0..values.len()).filter(|&at| stays(at)).for_each(|at| rivals[ahead[at]] += 1);
    (0..values.len())
        .map(|at| match (stays(at), rivals[ahead[at]]) {
            (false, _) => Stands::Out,
            (true, 1) => Stands::In,
            (true, _) => Stands::Open,
        })
        .collect()
}

/// The length of the longest non-falling subsequence that ends at each place.
fn longest(values: impl Iterator<Item = f64>) -> Vec<usize> {
    let mut ends: Vec<f64> = Vec::new();
    let length = |value: f64| {
        let at = ends.partition_point(|&end| end <= value);
        match ends.get_mut(at) {
            Some(end) => *end = value,
            None => ends.push(value),
        }
        at + 1
    };
    values.map(length).collect()
}

/// A list with the standing of its figures.
struct List<'a> {
    evidence: &'a Evidence,
    at: usize,
    of: FieldId,
    group: &'a [usize],
    stands: &'a [Stands],
}

impl List<'_> {
    /// The finding on one figure: it must lie between its neighbors.
    fn figure(&self, place: usize) -> Finding {
        let row = self.group[place];
        let steady = |place: &usize| self.stands[*place] == Stands::In;
        let before = (0..place).rev().find(steady).map(|place| self.group[place]);
        let after = (place + 1..self.group.len()).find(steady).map(|place| self.group[place]);
        let value = |row: usize| plain(&self.evidence.value(self.of, row));
        let named =
            |row: usize| format!("{} ({})", value(row), self.evidence.label_beside(row, self.group[place]));
        let (computed, between) = match (before, after) {
            (Some(a), Some(b)) => {
                (format!("{} to {}", value(a), value(b)), format!("between {} and {}", named(a), named(b)))
            }
            (Some(a), None) => (format!("from {}", value(a)), format!("after {}", named(a))),
            (None, Some(b)) => (format!("up to {}", value(b)), format!("before {}", named(b))),
            (None, None) => (String::new(), "in a list that is nowhere in order".to_owned()),
        };
        let (verdict, reason) = match self.stands[place] {
            Stands::In => (Verdict::Holds, format!("stands in order {between}")),
            Stands::Open => {
                (Verdict::Open, format!("it or a figure beside it breaks the order; it stands {between}"))
            }
            Stands::Out => (
                Verdict::of(false, self.evidence.status(row)),
                format!("breaks the order: it stands {between}"),
            ),
        };
        Finding {
            check: "sorting",
            about: self.evidence.about(self.of, row),
            stated: self.evidence.value(self.of, row),
            stated_in: Some(Row { topic: self.at, row }),
            computed: Value::text(computed),
            verdict,
            reason,
            rows: vec![Row { topic: self.at, row }],
        }
    }

    /// The finding on a list without a fault.
    fn whole(&self, by: Option<FieldId>) -> Finding {
        let by = by.map_or("the table".into(), |by| format!("`{}`", self.evidence.topic.meta(by).name));
        let ends = [self.group[0], self.group[self.group.len() - 1]].map(|row| self.evidence.label(row));
        Finding {
            check: "sorting",
            about: self.evidence.with_path(self.of, &ends.join(" … ")),
            stated: Value::count(self.group.len()),
            stated_in: None,
            computed: Value::count(self.group.len()),
            verdict: Verdict::Holds,
            reason: format!("all {} stand in the order of {by}", self.group.len()),
            rows: self.group.iter().map(|&row| Row { topic: self.at, row }).collect(),
        }
    }
}
