//! `match`: pairs of cases, how far apart they are, and in what.

use std::collections::BTreeSet;

use super::case_matrix::{Cases, Known};
use super::dates;
use super::error::EvalError;
use super::left_out;
use super::sources;
use answer::schema::MatchColumn;
use answer::{Answer, Cell, Finding, Head, Kind, LeftOut, Table};
use base::order;
use base::suggest::count;
use data::Value;
use query::{Match, Pairing, Query};
use select::select;
use stats::distance::{Pair, farthest, nearest, nearest_mixed};
use syntax::word::Verb;

/// Answers `match`.
///
/// # Errors
///
/// A case has two values of one attribute.
pub fn evaluate(query: &Query, asked: &Match) -> Result<Answer, EvalError> {
    let cells = select(&asked.selection)?;
    let mut cases = Cases::new(&asked.selection, &cells)?;
    cases.check_pairs()?;
    let mut answer = Answer::new(query.text.clone(), Verb::Match, title(asked));
    answer.left_out = if asked.named { cases.complete() } else { cases.fill(asked.cases_named) };
    let unused = asked.unused.iter();
    answer
        .left_out
        .extend(unused.map(|(name, why)| LeftOut { item: name.to_string(), reason: (*why).into() }));
    answer.left_out.extend(left_out::unknown(&asked.selection, &cells));
    let outcome: Vec<String> = match asked.pairing {
        Pairing::Nearest => Vec::new(),
        Pairing::SimilarDifferentOutcome | Pairing::DifferentSameOutcome => {
            cases.values.iter_mut().map(outcome_of).collect()
        }
    };
    if asked.pairing != Pairing::Nearest {
        cases.attributes.pop();
    }
    let groups = groups(asked.pairing, &cases, &outcome);
    answer.tables.push(table(asked, &cases, &outcome, &groups));
    answer.cases = Some(coded(&cases, &outcome, &groups));
    for group in &groups {
        answer.findings.extend(finding(asked, &cases, group));
    }
    answer.notes.extend(notes(asked.pairing, &cases));
    answer.notes.extend(dates::note_of_conditions(&asked.selection, &cells));
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

/// Takes the outcome out of the values of a complete case.
fn outcome_of(values: &mut Vec<Option<Known>>) -> String {
    values.pop().flatten().map_or_else(String::new, |known| known.text)
}

/// Pairs that are equally far apart.
struct Group {
    /// The outcome that all of them share.
    outcome: Option<String>,
    pairs: Vec<Pair>,
}

fn groups(pairing: Pairing, cases: &Cases, outcome: &[String]) -> Vec<Group> {
    let values = &cases.values;
    if cases.attributes.is_empty() {
        // Nothing is compared, so no pair is nearer than another.
        return Vec::new();
    }
    match pairing {
        Pairing::Nearest => vec![Group { outcome: None, pairs: nearest_mixed(values) }],
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

fn table(asked: &Match, cases: &Cases, outcome: &[String], groups: &[Group]) -> Table {
    let mut table = Table::new("rows", asked.columns.heads().clone());
    let decimals = if asked.pairing == Pairing::Nearest && has_figures(cases) { 3 } else { 0 };
    for pair in groups.iter().flat_map(|group| &group.pairs) {
        let cell = |column| match column {
            MatchColumn::Left => Cell::text(cases.names[pair.left].as_str()),
            MatchColumn::Right => Cell::text(cases.names[pair.right].as_str()),
            MatchColumn::Outcome => match asked.pairing {
                Pairing::SimilarDifferentOutcome => {
                    Cell::text(format!("{} / {}", outcome[pair.left], outcome[pair.right]))
                }
                Pairing::Nearest | Pairing::DifferentSameOutcome => Cell::text(outcome[pair.left].as_str()),
            },
            MatchColumn::Distance => Cell::new(Value::number(pair.distance, decimals)),
            MatchColumn::Differ => set(cases, |at| pair.differ.contains(&at)),
            MatchColumn::Shared => set(cases, |at| !pair.differ.contains(&at)),
        };
        table.rows.push(asked.columns.columns().map(cell).collect());
    }
    table
}

/// The cases that stand in a pair, each with its values.
fn coded(cases: &Cases, outcome: &[String], groups: &[Group]) -> Table {
    let pairs = groups.iter().flat_map(|group| &group.pairs);
    let paired: BTreeSet<usize> = pairs.flat_map(|pair| [pair.left, pair.right]).collect();
    let mut heads = vec![Head::computed("case", Kind::Key)];
    heads.extend(cases.attributes.iter().map(|name| Head::new(name.as_str(), Kind::Text)));
    if !outcome.is_empty() {
        heads.push(Head::computed("outcome", Kind::Text));
    }
    let mut table = Table::new("cases", heads);
    for case in paired {
        let text = |value: &Option<Known>| Cell::text(value.as_ref().map_or("", |known| &known.text));
        let values = cases.values[case].iter().map(text);
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

/// Whether some attribute is nearer in some pairs than in others, and not only the same or different.
fn has_figures(cases: &Cases) -> bool {
    cases.names.len() > 2 && cases.values.iter().flatten().flatten().any(|known| known.figure.is_some())
}

/// What a reader has to know of the distances.
fn notes(pairing: Pairing, cases: &Cases) -> Vec<String> {
    let mut notes = Vec::new();
    if cases.names.len() < 2 {
        notes.push("Fewer than two cases are known in all that is compared, so there is no pair.".to_owned());
        return notes;
    }
    if cases.attributes.is_empty() {
        notes.push("No attribute is known for these cases, so nothing is compared.".to_owned());
    }
    if pairing == Pairing::Nearest && has_figures(cases) {
        notes.push(
            "A figure counts as its difference, as a share of the range among these cases; a word as 0 or 1. The \
             distance is the sum over the attributes."
                .to_owned(),
        );
    }
    let same = |at: usize| cases.values.windows(2).all(|pair| pair[0][at] == pair[1][at]);
    let constant =
        cases.attributes.iter().enumerate().filter(|(at, _)| same(*at)).map(|(_, name)| name.as_str());
    let constant: Vec<&str> = if cases.names.len() > 2 { constant.collect() } else { Vec::new() };
    if !constant.is_empty() {
        notes.push(format!("The same in all cases, so that it tells none apart: {}.", constant.join(", ")));
    }
    notes
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
    let decimals = if asked.pairing == Pairing::Nearest && has_figures(cases) { 3 } else { 0 };
    let far = Value::number(first.distance, decimals);
    let mut figures = vec![(name("pairs"), Value::count(group.pairs.len())), (name("distance"), far)];
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
        _ if !has_figures(cases) => format!("{pairs}, alike in {} of {all}.", all - distance),
        _ => {
            let alike = |pair: &Pair| all - pair.differ.len();
            let (far, same) = (first.distance, group.pairs.iter().all(|pair| alike(pair) == alike(first)));
            let alike = if same { format!(", alike in {} of {all}", alike(first)) } else { String::new() };
            format!("{pairs} at distance {far:.3} of at most {all}{alike}.")
        }
    };
    vec![Finding { kind: "pairs", figures, text }]
}
