//! Counts: a printed number against the rows of a table, or against the members of a set.

use rustc_hash::FxHashSet as HashSet;

use super::evidence::{Evidence, Partners};
use super::finding::{Finding, Row, Verdict};
use crate::plain;
use data::{FieldId, Range, Status, Value};
use query::{Joined, Only};

/// Tests every claim on a number against the preferred rows of another topic.
pub fn rows(
    all: &[Evidence],
    at: usize,
    of: FieldId,
    joined: &Joined,
    only: &[Only],
    also: Option<&(FieldId, Vec<Only>)>,
) -> Vec<Finding> {
    let (here, there) = (&all[at], &all[joined.topic]);
    let index = Partners::new(here, there, &joined.pairs);
    let mut findings = Vec::new();
    for row in here.all().filter(|&row| here.states(of, row)) {
        let partners = index.of(row);
        let preferred: Vec<usize> =
            partners.iter().copied().filter(|&row| there.status(row) == Status::Preferred).collect();
        let counted = count(there, &preferred, only, also);
        let stated = here.value(of, row);
        let incomplete = counted.iter().find_map(|&row| there.incomplete(row));
        let (verdict, mut reason) = match (&stated, incomplete) {
            (_, Some(reason)) => {
                (Verdict::Open, format!("{} named, the list is not complete: {reason}", counted.len()))
            }
            (Value::Number { value, .. }, None) => {
                (Verdict::of(*value == counted.len() as f64, here.status(row)), counted_rows(there, &counted))
            }
            (Value::Bounded { bound, value, .. }, None) => {
                let found = Range::exact(counted.len() as f64);
                let fits = Range::of(*bound, *value).is_none_or(|range| range.orders(found)[1]);
                (Verdict::of(fits, here.status(row)), counted_rows(there, &counted))
            }
            _ => continue,
        };
        if verdict == Verdict::Refuted
            && let Some(figure) = stated.as_number()
        {
            reason +=
                &mended(there, partners, &preferred, figure, |rows| count(there, rows, only, also).len());
        }
        let their_rows = counted.iter().map(|&row| Row { topic: joined.topic, row });
        findings.push(Finding {
            check: "count",
            about: here.about(of, row),
            stated,
            stated_in: Some(Row { topic: at, row }),
            computed: Value::count(counted.len()),
            verdict,
            reason,
            rows: their_rows.chain([Row { topic: at, row }]).collect(),
        });
    }
    findings
}

/// Tests every claim on a number against the set beside it.
pub fn members(all: &[Evidence], at: usize, of: FieldId, set: FieldId) -> Vec<Finding> {
    let evidence = &all[at];
    let test = |row: usize| {
        let stated = evidence.value(of, row);
        let (figure, members) = (stated.as_number()?, evidence.members(set, row)?);
        Some(Finding {
            check: "count",
            about: evidence.about(of, row),
            stated,
            stated_in: Some(Row { topic: at, row }),
            computed: Value::count(members),
            verdict: Verdict::of(figure == members as f64, evidence.status(row)),
            reason: format!("`{}` names {members}", evidence.topic.meta(set).name),
            rows: vec![Row { topic: at, row }],
        })
    };
    evidence.all().filter(|&row| evidence.states(of, row)).filter_map(test).collect()
}

/// The rows that are counted; of rows with one label only the first, where labels are counted.
fn count(
    evidence: &Evidence,
    rows: &[usize],
    only: &[Only],
    also: Option<&(FieldId, Vec<Only>)>,
) -> Vec<usize> {
    let label = |id: FieldId, row: usize| evidence.key(std::iter::once(id), row);
    let mut counted: Vec<usize> = rows.iter().copied().filter(|&row| evidence.meets(only, row)).collect();
    if let Some((each, also)) = also {
        let others = rows.iter().copied().filter(|&row| evidence.meets(also, row));
        let both: HashSet<_> = others.filter_map(|row| label(*each, row)).collect();
        let mut seen = HashSet::default();
        counted.retain(|&row| {
            label(*each, row).is_some_and(|label| both.contains(&label) && seen.insert(label))
        });
    }
    counted
}

/// The counted rows by name when they are few.
fn counted_rows(evidence: &Evidence, rows: &[usize]) -> String {
    const FEW: usize = 8;
    let topic = &evidence.topic.name;
    if rows.is_empty() || rows.len() > FEW {
        return format!("{} in `{topic}`", base::suggest::count(rows.len(), "row"));
    }
    // The first key tells rows of one case apart.
    let key = evidence.names().into_iter().nth(1);
    let names: Vec<String> = rows
        .iter()
        .map(|&row| key.map_or_else(|| evidence.label(row), |id| plain(&evidence.value(id, row))))
        .collect();
    format!("{} in `{topic}`: {}", base::suggest::count(rows.len(), "row"), names.join(", "))
}

/// Which other claim in the list would make the number right.
fn mended(
    evidence: &Evidence,
    partners: &[usize],
    preferred: &[usize],
    figure: f64,
    count: impl Fn(&[usize]) -> usize,
) -> String {
    let fitting = partners.iter().copied().filter(|row| !preferred.contains(row)).find(|&claim| {
        let base = evidence.base(claim);
        let rows: Vec<usize> =
            preferred.iter().map(|&row| if Some(row) == base { claim } else { row }).collect();
        count(&rows) as f64 == figure
    });
    let Some(claim) = fitting else { return String::new() };
    let changed = evidence.base(claim).and_then(|base| {
        let differs = |id: &FieldId| evidence.states(*id, claim) && !evidence.same(*id, base, claim);
        evidence.topic.measures().into_iter().find(differs)
    });
    let value = changed.map_or(String::new(), |id| format!("{} ", plain(&evidence.value(id, claim))));
    format!("; it would hold with {value}({}) for {}", evidence.status(claim).word(), evidence.label(claim))
}
