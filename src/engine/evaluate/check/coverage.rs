//! Coverage: questions that only one of the cases answers, and why the others do not.

use super::evidence::Evidence;
use super::finding::{Finding, Row, Verdict};
use crate::plain;
use data::{FieldId, Level, Missing, Value};
use query::Cover;

/// The questions of a topic, a question being a combination of keys and a measure, that only one case answers.
pub fn find(all: &[Evidence], cover: &Cover) -> Vec<Finding> {
    let evidence = &all[cover.topic];
    let case = evidence.topic.case();
    let asked = |row: &usize| evidence.code(case, *row).is_some_and(|code| cover.cases.contains(&code));
    let rows: Vec<usize> = evidence.preferred().filter(asked).collect();
    let mut findings = Vec::new();
    for group in evidence.groups(&cover.questions, &rows, None) {
        if !cover.measures {
            findings.extend(question(evidence, cover, &group, None));
            continue;
        }
        let mut asked = evidence.topic.measures().into_iter();
        let codes: Vec<Option<u32>> = group.iter().map(|&row| evidence.code(case, row)).collect();
        // Where only one case has a row at all, its first answer stands for the others.
        match codes.windows(2).all(|pair| pair[0] == pair[1]) {
            true => findings.extend(asked.find_map(|id| question(evidence, cover, &group, Some(id)))),
            false => findings.extend(asked.filter_map(|id| question(evidence, cover, &group, Some(id)))),
        }
    }
    findings
}

/// One question; nothing when no case or more than one answers it.
fn question(
    evidence: &Evidence,
    cover: &Cover,
    group: &[usize],
    measure: Option<FieldId>,
) -> Option<Finding> {
    let case = evidence.topic.case();
    let answers = |row: &usize| measure.is_none_or(|id| is_exact(&evidence.value(id, *row)));
    let is_of = |row: &usize, code: u32| evidence.code(case, *row) == Some(code);
    let complete = |code: u32| incomplete(evidence, group, code).is_none();
    let answering =
        |code: &&u32| group.iter().any(|row| is_of(row, **code) && answers(row)) && complete(**code);
    let mut cases = cover.cases.iter().filter(answering);
    let (&only, None) = (cases.next()?, cases.next()) else { return None };
    let row = *group.iter().find(|row| is_of(row, only) && answers(row))?;
    let label = |code: u32| evidence.label_of(case, code);
    let why = |code: u32| match (incomplete(evidence, group, code), group.iter().find(|row| is_of(row, code)))
    {
        (Some(reason), _) => reason,
        (None, None) => Missing::NoAnswer.to_string(),
        (None, Some(&row)) => match measure.map(|id| evidence.value(id, row)) {
            Some(Value::Missing(reason)) => reason.to_string(),
            Some(value) => format!("known only as {}", plain(&value)),
            None => Missing::NotStated.to_string(),
        },
    };
    let others = cover.cases.iter().filter(|&&code| code != only);
    let others: Vec<String> = others.map(|&code| format!("{}: {}", label(code), why(code))).collect();
    // Of many cases the reader is told how many, not each.
    const FEW: usize = 3;
    let reason = match others.len() {
        0..=FEW => others.join("; "),
        many => format!("none of the {many} other cases answers it"),
    };
    let key: Vec<String> = cover.questions.iter().map(|&id| plain(&evidence.value(id, row))).collect();
    let about = match measure {
        Some(id) => evidence.with_path(id, &key.join(", ")),
        None => format!("{}: {}", evidence.topic.name, key.join(", ")),
    };
    let stated = match measure {
        Some(id) if evidence.topic.meta(id).level == Level::Text => Value::text("a text"),
        Some(id) => evidence.value(id, row),
        None => Value::count(group.iter().filter(|row| is_of(row, only)).count()),
    };
    Some(Finding {
        check: "coverage",
        about,
        stated,
        stated_in: Some(Row { topic: cover.topic, row }),
        computed: Value::text(format!("only {}", label(only))),
        verdict: Verdict::OneCaseOnly,
        reason,
        rows: vec![Row { topic: cover.topic, row }],
    })
}

/// A bound is half an answer: it cannot be set beside a figure.
fn is_exact(value: &Value) -> bool {
    !matches!(value, Value::Missing(_) | Value::Bounded { .. })
}

/// Why the rows of a case are known not to be all there are.
fn incomplete(evidence: &Evidence, group: &[usize], code: u32) -> Option<String> {
    let case = evidence.topic.case();
    let row = *group.iter().find(|row| evidence.code(case, **row) == Some(code))?;
    evidence.incomplete(row)
}
