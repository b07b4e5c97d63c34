//! Query to answer: the waist in `select`, then a file a verb that works on its aligned cells.

mod contrast;

mod coverage;

mod sources;

mod left_out;

mod truncation;

mod no_answer;

mod incomplete;

mod finish;

mod catalogue;

mod show;

mod normalise;

mod compare;

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
use data::{Bound, Catalog, DataError, Field, Value};
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
        Ask::Rank(rank) => rank::evaluate(query, rank)?,
        Ask::Tabulate(tabulate) => tabulate::evaluate(query, tabulate)?,
        Ask::Trend(trend) => trend::evaluate(query, trend)?,
        Ask::Agree(agree) => agree::evaluate(query, agree)?,
        Ask::Match(asked) => match_cases::evaluate(query, asked)?,
        Ask::Explain(explain) => explain::evaluate(query, explain)?,
        Ask::Check(check) => check::evaluate(query, check)?,
        Ask::Claims(claims) => check::claims(query, claims, |_, _| {
            Judgement::NotAnswered("no session is there to run its query".into())
        })?,
    };
    if let Some(selection) = selection(query) {
        answer.data = store.entry(&selection.topic.name).map(|entry| entry.package.clone());
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

/// The selection of a query, for showing what the engine is asked.
pub fn selection(query: &Query) -> Option<&Selection> {
    match &query.ask {
        Ask::Catalogue(_) | Ask::Check(_) => None,
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
