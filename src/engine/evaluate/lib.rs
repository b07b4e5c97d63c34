//! Query to answer: the waist in `select`, then a file a verb that works on its aligned cells.

mod contrast;

mod coverage;
mod dates;

mod sources;

mod left_out;
mod members;

mod truncation;

mod no_answer;

mod incomplete;

mod finish;

mod catalogue;

mod show;

mod normalise;

mod compare;

mod alignment;

mod overview;

mod stacked;

mod rank;

mod tabulate;

mod trend;

mod agree;

mod case_matrix;

mod match_cases;

mod explain;

mod check;

mod define;

mod expect;

mod error;

pub mod plan;

pub use check::{Judgement, claims};
pub use coverage::{NeverMet, never_met};
pub use define::echo;
pub use error::EvalError;
pub use expect::check;

use answer::Answer;
use std::sync::Arc;

use data::catalog::PackageInfo;
use data::{Bound, Catalog, DataError, Field, Topic, Value};
use query::{Ask, Origin, Query, Reading, Selection, TestKind, Variable};

/// Answers a query.
///
/// # Errors
///
/// The query has no honest answer, or a topic that the catalogue needs cannot be read.
pub fn evaluate(store: &Catalog, query: &Query) -> Result<Answer, EvalError> {
    let mut answer = match &query.ask {
        Ask::Catalogue(asked) => catalogue::evaluate(store, query, asked)?,
        Ask::Show(show) => show::evaluate(query, show)?,
        Ask::Compare(compare) => compare::evaluate(query, compare)?,
        Ask::Overview(overview) => overview::evaluate(store, query, overview),
        Ask::Stacked(stacked) => stacked::evaluate(store, query, stacked)?,
        Ask::Rank(rank) => rank::evaluate(query, rank)?,
        Ask::Tabulate(tabulate) => tabulate::evaluate(query, tabulate)?,
        Ask::Trend(trend) => trend::evaluate(query, trend)?,
        Ask::Agree(agree) => agree::evaluate(query, agree)?,
        Ask::Match(asked) => match_cases::evaluate(query, asked)?,
        Ask::Explain(explain) => explain::evaluate(query, explain)?,
        Ask::Check(check) => check::evaluate(query, check)?,
        Ask::Alignment(asked) => alignment::evaluate(store, query, asked),
        Ask::Claims(claims) => check::claims(query, claims, |_, _| {
            Judgement::NotAnswered("no session is there to run its query".into())
        })?,
    };
    if let Some(selection) = selection(query) {
        answer.data = packages(store, &selection.topic);
        // Who else is in the tables matters where all of them are asked for.
        if let Some(lineage) = selection.topic.lineage.as_ref().filter(|_| !names_cases(selection)) {
            answer.notes.extend(lineage.matching.iter().cloned());
        }
        for test in &selection.filter {
            answer.title.extend([" · ", &test.text]);
        }
        if let Reading::Instead(status) = selection.reading {
            let note = format!("Read with {} claims in place of the preferred ones.", status.word());
            answer.notes.push(note);
        }
    }
    answer.notes.extend(query.notes.iter().cloned());
    Ok(answer)
}

/// Whether a selection is about cases that the query names.
fn names_cases(selection: &Selection) -> bool {
    let case = selection.topic.case();
    let names = |test: &query::Test| {
        matches!(&test.kind, TestKind::Label { variable, .. }
            if matches!(variable.origin, Origin::Field(id) if id == case))
    };
    selection.about.iter().any(names)
}

/// The packages that hold a topic, or those that it is made of.
fn packages(store: &Catalog, topic: &Topic) -> Vec<Arc<PackageInfo>> {
    let names: Vec<&str> = match &topic.lineage {
        Some(lineage) => lineage.members.iter().map(|member| &*member.topic.name).collect(),
        None => vec![&*topic.name],
    };
    packages_of(store, &names)
}

/// The packages that hold topics, each once.
fn packages_of(store: &Catalog, names: &[&str]) -> Vec<Arc<PackageInfo>> {
    let mut packages: Vec<Arc<PackageInfo>> = Vec::new();
    for entry in names.iter().filter_map(|name| store.entry(name)) {
        if !packages.iter().any(|other| Arc::ptr_eq(other, &entry.package)) {
            packages.push(entry.package.clone());
        }
    }
    packages
}

/// The selection of a query, for showing what the engine is asked.
pub fn selection(query: &Query) -> Option<&Selection> {
    match &query.ask {
        Ask::Catalogue(_) | Ask::Check(_) | Ask::Stacked(_) | Ask::Overview(_) | Ask::Alignment(_) => None,
        Ask::Show(show) => Some(&show.selection),
        Ask::Compare(compare) => Some(&compare.selection),
        Ask::Rank(rank) => Some(&rank.selection),
        Ask::Tabulate(tabulate) => Some(&tabulate.selection),
        Ask::Trend(trend) => Some(&trend.selection),
        Ask::Agree(agree) => Some(&agree.selection),
        Ask::Match(asked) => Some(&asked.selection),
        Ask::Explain(explain) => Some(&explain.selection),
        Ask::Claims(claims) => Some(&claims.selection),
    }
}

/// The topic, the labels that the query is about, and the measure: `Global city rankings, GCI: Change`.
fn title(selection: &Selection, measure: &Field) -> Result<String, DataError> {
    Ok(format!("{}: {}", title_of_rows(selection)?, measure.title))
}

/// The topic and the labels that the query is about: `Global city rankings, GCI`.
fn title_of_rows(selection: &Selection) -> Result<String, DataError> {
    of_labels(selection, &selection.topic.title)
}

/// A title with the labels that the query is about.
fn of_labels(selection: &Selection, title: &str) -> Result<String, DataError> {
    let mut title = title.to_owned();
    for test in &selection.about {
        let TestKind::Label { variable: Variable { meta, origin: Origin::Field(id) }, codes } = &test.kind
        else {
            continue;
        };
        let ([code], Some(labels)) = (codes.as_slice(), selection.topic.labels(*id)?) else { continue };
        if !selection.keys.iter().any(|key| key.meta.name == meta.name) {
            title = format!("{title}, {}", labels.dictionary.label(*code));
        }
    }
    Ok(title)
}

/// A value in a sentence: without separators, sets joined by commas.
pub fn plain(value: &Value) -> String {
    match value {
        Value::Number { value, decimals } => format!("{value:.*}", usize::from(*decimals)),
        Value::Bounded { bound, value, decimals } => {
            let places = usize::from(*decimals);
            if let Bound::UpTo(high) = bound {
                format!("{value:.places$} to {high:.places$}")
            } else {
                format!("{}{value:.places$}", bound.sign())
            }
        }
        Value::Years(years) => years.to_string(),
        Value::Text(text) => text.to_string(),
        Value::Set(members) => members.join(", "),
        Value::Missing(reason) => reason.to_string(),
    }
}
