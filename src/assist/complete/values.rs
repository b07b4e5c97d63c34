//! Values of a field: its labels, the years that rows describe, the words in a column of the last result.

use std::collections::BTreeMap;

use super::Candidate;
use super::labels::{Found, add, candidate};
use super::offers::{topic_of, understood_names};
use base::fold::fold;
use base::suggest::count;
use data::{Status, Value, Years};
use session::Session;
use syntax::ast::{Statement, StatementKind};

/// The values that a field has: its labels, or the years that rows describe.
pub fn values(
    session: &Session,
    statement: &Statement,
    before: &str,
    field: &str,
    typed: &str,
) -> Vec<Candidate> {
    if matches!(statement.node, StatementKind::Expect(_)) {
        return of_last(session, field);
    }
    let Some(topic) = topic_of(session, statement) else {
        return understood_names(session, statement, before);
    };
    if fold(field) == "claim" {
        return Status::ALL.map(|status| Candidate::new(status.word(), "")).into();
    }
    let id = topic.field(field);
    // What cannot be read is not offered.
    if let Some(labels) = id.and_then(|id| topic.labels(id).ok()?) {
        let folded = fold(typed);
        let mut found = Vec::new();
        for alias in [false, true] {
            if found.is_empty() && !(alias && typed.is_empty()) {
                _ = id.map(|id| add(session.store(), &mut found, &topic, id, &folded, alias));
            }
        }
        // Steps of a scale keep their order, other labels come by how often they stand there.
        match id.is_some_and(|id| !topic.meta(id).scale.is_empty()) {
            true => found.sort_unstable_by_key(|found: &Found| labels.dictionary.find(&found.label)),
            false => found.sort_unstable_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.label.cmp(&b.label))),
        }
        return found.into_iter().map(candidate).collect();
    }
    let is_year = fold(field) == "year" || id.is_some() && id == topic.years_column();
    if is_year
        && topic.has_years()
        && let (Ok(rows), Ok(spans)) = (topic.preferred(), topic.years())
    {
        let mut counts: BTreeMap<(i32, i32), usize> = BTreeMap::new();
        for years in rows.filter_map(|row| spans.of(row)) {
            *counts.entry((years.from, years.to)).or_default() += 1;
        }
        let latest_first = counts.into_iter().rev();
        let candidate =
            |((from, to), number)| Candidate::new(Years { from, to }.to_string(), count(number, "row"));
        return latest_first.map(candidate).collect();
    }
    understood_names(session, statement, before)
}

/// The words in a column of the last result.
fn of_last(session: &Session, column: &str) -> Vec<Candidate> {
    let Some(table) = session.last().and_then(|answer| answer.tables.first()) else { return Vec::new() };
    let at = table.columns.iter().position(|head| fold(&head.name) == fold(column));
    let cells = table.rows.iter().filter_map(|row| row.get(at?));
    let mut words: Vec<Candidate> = Vec::new();
    for cell in cells {
        let word = match &cell.value {
            Value::Text(text) => text.to_string(),
            Value::Years(years) => years.to_string(),
            Value::Number { .. } | Value::Bounded { .. } | Value::Set(_) | Value::Missing(_) => continue,
        };
        if !words.iter().any(|known| known.name == word) {
            words.push(Candidate::new(word, ""));
        }
    }
    words
}
