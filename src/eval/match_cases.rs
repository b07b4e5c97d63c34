//! `match`: pairs of cases, how far apart they are, and in what.

use std::collections::BTreeSet;

use super::coded::Cases;
use super::error::EvalError;
use super::left_out;
use super::select::select;
use super::sources;
use super::stats::distance::{Pair, farthest, nearest};
use crate::answer::{Answer, Cell, Finding, Head, Kind, Table};
use crate::dataset::Value;
use crate::order;
use crate::query::{Match, Pairing, Query};
use crate::suggest::count;
use crate::word::Verb;

/// Answers `match`.
///
/// # Errors
///
/// A case has two values of one attribute.
pub fn evaluate(query: &Query, asked: &Match) -> Result<Answer, EvalError> {
    let cells = select(&asked.selection);
    let mut cases = Cases::new(&asked.selection, &cells)?;
    cases.check_pairs()?;
    let mut answer = Answer::new(query.text.clone(), Verb::Match, title(asked));
    answer.left_out = if asked.named { cases.complete() } else { cases.common() };
    answer.left_out.extend(left_out::unknown(&asked.selection, &cells));
    let outcome: Vec<String> = match asked.pairing {
        Pairing::Nearest => Vec::new(),
        _ => cases.values.iter_mut().map(|values| values.pop().flatten().unwrap_or_default()).collect(),
    };
    if asked.pairing != Pairing::Nearest {
        cases.attributes.pop();
    }
    let groups = groups(asked.pairing, &cases, &outcome);
    answer.tables.push(table(asked.pairing, &cases, &outcome, &groups));
    answer.cases = Some(coded(&cases, &outcome, &groups));
    for group in &groups {
        answer.findings.extend(finding(asked, &cases, group));
    }
    answer.sources = sources::lines(&asked.selection, &cells);
    super::finish::rows(&mut answer, &query.finish, None);
    Ok(answer)
}

fn title(asked: &Match) -> String {
    let what = match asked.pairing {
        Pairing::Nearest => "nearest pairs",
        Pairing::SimilarDifferentOutcome => "most similar pairs with different outcomes",
        Pairing::DifferentSameOutcome => "most different pairs with the same outcome",
    };
    format!("{}: {what}", asked.selection.topic.title)
}

/// Pairs that are equally far apart.
struct Group {
    /// The outcome that all of them share.
    outcome: Option<String>,
    pairs: Vec<Pair>,
}

fn groups(pairing: Pairing, cases: &Cases, outcome: &[String]) -> Vec<Group> {
    let values = &cases.values;
    match pairing {
        Pairing::Nearest => vec![Group { outcome: None, pairs: nearest(values, |_, _| true) }],
        Pairing::SimilarDifferentOutcome => {
            vec![Group { outcome: None, pairs: nearest(values, |a, b| outcome[a] != outcome[b]) }]
        }
        Pairing::DifferentSameOutcome => {
            let mut outcomes: Vec<&String> = outcome.iter().collect();
            outcomes.sort_unstable();
            outcomes.dedup();
            let of = |wanted: &String| Group {
                outcome: Some(wanted.clone()),
                pairs: farthest(values, |a, b| outcome[a] == *wanted && outcome[b] == *wanted),
            };
            // Yes before no.
            outcomes.into_iter().rev().map(of).collect()
        }
    }
}

fn table(pairing: Pairing, cases: &Cases, outcome: &[String], groups: &[Group]) -> Table {
    let mut heads = vec![Head::new("left", Kind::Key), Head::new("right", Kind::Key)];
    if pairing != Pairing::Nearest {
        heads.push(Head::new("outcome", Kind::Text));
    }
    heads.push(Head::new("distance", Kind::Number));
    heads.extend(["differ", "shared"].map(|name| Head::new(name, Kind::Text)));
    let mut table = Table::new("rows", heads);
    for pair in groups.iter().flat_map(|group| &group.pairs) {
        let mut row = [pair.left, pair.right].map(|case| Cell::text(cases.names[case].as_str())).to_vec();
        match pairing {
            Pairing::Nearest => {}
            Pairing::SimilarDifferentOutcome => {
                row.push(Cell::text(format!("{} / {}", outcome[pair.left], outcome[pair.right])));
            }
            Pairing::DifferentSameOutcome => row.push(Cell::text(outcome[pair.left].as_str())),
        }
        row.push(Cell::new(Value::count(pair.differ.len())));
        row.push(set(cases, |at| pair.differ.contains(&at)));
        row.push(set(cases, |at| !pair.differ.contains(&at)));
        table.rows.push(row);
    }
    table
}

/// The cases that stand in a pair, each with its values.
fn coded(cases: &Cases, outcome: &[String], groups: &[Group]) -> Table {
    let pairs = groups.iter().flat_map(|group| &group.pairs);
    let paired: BTreeSet<usize> = pairs.flat_map(|pair| [pair.left, pair.right]).collect();
    let mut heads = vec![Head::new("case", Kind::Key)];
    heads.extend(cases.attributes.iter().map(|name| Head::new(name.as_str(), Kind::Text)));
    if !outcome.is_empty() {
        heads.push(Head::new("outcome", Kind::Text));
    }
    let mut table = Table::new("cases", heads);
    for case in paired {
        let values = cases.values[case].iter().map(|value| Cell::text(value.as_deref().unwrap_or_default()));
        let name = Cell::text(cases.names[case].as_str());
        let outcome = outcome.get(case).map(|outcome| Cell::text(outcome.as_str()));
        table.rows.push([name].into_iter().chain(values).chain(outcome).collect());
    }
    table
}

fn set(cases: &Cases, wanted: impl Fn(usize) -> bool) -> Cell {
    let names = cases.attributes.iter().enumerate().filter(|(at, _)| wanted(*at));
    Cell::new(Value::Set(names.map(|(_, name)| name.as_str().into()).collect()))
}

fn finding(asked: &Match, cases: &Cases, group: &Group) -> Vec<Finding> {
    let Some(first) = group.pairs.first() else { return Vec::new() };
    let (distance, all) = (first.differ.len(), cases.attributes.len());
    let pairs = count(group.pairs.len(), "pair");
    if asked.pairing == Pairing::Nearest && cases.names.len() == 2 {
        let figures = vec![
            ("shared".to_owned(), Value::count(all - distance)),
            ("different".to_owned(), Value::count(distance)),
        ];
        let text = format!("{} shared, {distance} different.", count(all - distance, "attribute"));
        return vec![Finding { kind: "shared", figures, text }];
    }
    let name = |what: &str| match &group.outcome {
        Some(value) => format!("{what} {value}"),
        None => what.to_owned(),
    };
    let mut figures =
        vec![(name("pairs"), Value::count(group.pairs.len())), (name("distance"), Value::count(distance))];
    // What matters: where similar pairs differ, and what different pairs share.
    let differs = asked.pairing == Pairing::SimilarDifferentOutcome;
    let mut told: Vec<(usize, &String)> = cases
        .attributes
        .iter()
        .enumerate()
        .map(|(at, name)| {
            (group.pairs.iter().filter(|pair| pair.differ.contains(&at) == differs).count(), name)
        })
        .filter(|(times, _)| *times > 0)
        .collect();
    order::sort_by_key(&mut told, |(times, _)| std::cmp::Reverse(*times));
    figures.extend(told.iter().map(|(times, attribute)| (name(attribute), Value::count(*times))));
    let words: Vec<String> = told.iter().map(|(times, name)| format!("{name} ({times})")).collect();
    let words = if words.is_empty() { "nothing".into() } else { words.join(", ") };
    let outcome = asked.selection.measures.last().map_or("", |measure| &measure.meta.name);
    let text = match (asked.pairing, &group.outcome, distance) {
        (Pairing::SimilarDifferentOutcome, _, 0) => {
            format!("{pairs} with different `{outcome}`, and alike in all {all}: something else matters.")
        }
        (Pairing::SimilarDifferentOutcome, ..) => {
            format!("{pairs} with different `{outcome}`, and different in {distance} of {all}: {words}.")
        }
        (_, Some(value), _) => {
            format!(
                "{pairs} with `{outcome}` {value}, and different in {distance} of {all}; shared: {words}."
            )
        }
        _ => format!("{pairs}, alike in {} of {all}.", all - distance),
    };
    vec![Finding { kind: "pairs", figures, text }]
}
