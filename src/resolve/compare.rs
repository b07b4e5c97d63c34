//! `compare`: the same questions to each case.

use super::condition;
use super::error::{ResolveError, both};
use super::extras::Extra;
use super::making;
use super::parts::{self, Parts};
use super::scope::Scope;
use super::variable;
use crate::query::{Aggregate, Ask, Compare, Extras, Finish, Query, Variable};
use crate::source::Span;
use crate::syntax::ast;

/// More columns than this can not be read side by side.
const MOST_SUBJECTS: usize = 12;

/// Resolves `compare`.
///
/// # Errors
///
/// See [`super::resolve`].
pub fn resolve(scope: Scope<'_>, statement: Span, query: &ast::Query) -> Result<Query, ResolveError> {
    parts::refuse(scope, statement, query, &["for"])?;
    let parts = Parts::new(scope, query)?;
    let topic = parts.topic().clone();
    if parts.subjects.codes.len() > MOST_SUBJECTS {
        return Err(too_many(scope, query, &parts));
    }
    let subjects: Vec<String> = parts.subjects.labels(&topic).iter().map(ToString::to_string).collect();
    let (keys, times) = parts.keys();
    let columns =
        parts.columns(&subjects, &["measure", "unit"], &["gap", "ratio", "leader", "best", "worst"]);
    let where_ = condition::resolve(scope, &topic, &columns, query.condition.as_ref());
    let ordered: Vec<&str> = columns
        .names
        .iter()
        .map(String::as_str)
        .chain(keys.iter().chain(&times).map(|variable| &*variable.meta.name))
        .collect();
    let finish = parts::finish(scope, query, &ordered, Vec::new());
    let by = super::error::all(query.by.iter().map(|name| variable::get(scope, &topic, name)));
    let ((where_, finish), by) = both(both(where_, finish), by)?;
    let making = making::making(scope, statement, query, &parts)?;
    let measures = match making.aggregate {
        Aggregate::Count => Vec::new(),
        _ => parts.measures(),
    };
    let figures = making::fields(scope, statement, query, &parts, making, &measures)?;
    if figures.is_empty() {
        return Err(no_measure(scope, statement, query, &parts));
    }
    // An aggregate answers once for each key that `by` names; otherwise every key is a question of its own.
    let rest = |keys: Vec<Variable>| {
        keys.into_iter()
            .filter(|key| !by.iter().any(|other| other.meta.name == key.meta.name))
            .collect::<Vec<_>>()
    };
    let (keys, times, folded) = match making.aggregate {
        Aggregate::Each => (by.iter().cloned().chain(rest(keys)).collect(), rest(times), Vec::new()),
        _ => {
            let mut folded = rest(keys.into_iter().chain(times).collect());
            folded.retain(|key| !parts.fixes(query, key));
            (by, Vec::new(), folded)
        }
    };
    let mut all_keys = vec![parts.subjects.variable.clone()];
    let key_count = keys.len();
    all_keys.extend(keys);
    all_keys.extend(times);
    let headline_only = parts.target.measures.is_empty()
        && !topic.headline.is_empty()
        && making.aggregate != Aggregate::Count;
    let unshown = match headline_only {
        true => topic
            .measures()
            .into_iter()
            .filter(|id| !topic.headline.contains(id))
            .map(|id| topic.meta(id).name.clone())
            .collect(),
        false => Vec::new(),
    };
    let extras = Extras { ratio: parts.wants(Extra::Ratio), sources: parts.wants(Extra::Sources) };
    Ok(Query {
        text: statement.of(scope.text).trim().into(),
        ask: Ask::Compare(Compare {
            selection: parts.selection(&where_, all_keys, measures, making.aggregate).naming(),
            making,
            figures,
            folded,
            subjects: parts.subjects,
            keys: key_count,
            headline_only,
            unshown,
            extras,
        }),
        finish: Finish { rows: where_.rows, ..finish },
        notes: Vec::new(),
    })
}

fn too_many(scope: Scope<'_>, query: &ast::Query, parts: &Parts) -> ResolveError {
    let span = match (query.names.first(), query.names.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => query.verb.span,
    };
    let labels = parts.subjects.labels(parts.topic());
    let few: Vec<String> = labels.iter().take(3).map(|label| super::scope::quoted(label)).collect();
    let target = parts.target.span.of(scope.text);
    let example = format!("compare {} on {target}", few.join(", "));
    ResolveError::TooManySubjects {
        count: parts.subjects.codes.len(),
        what: "columns side by side",
        span,
        example,
    }
}

fn no_measure(scope: Scope<'_>, statement: Span, query: &ast::Query, parts: &Parts) -> ResolveError {
    let text = statement.of(scope.text).trim();
    let example = match &query.method {
        Some(method) => scope.edited(statement, method.span, Aggregate::Count.method()),
        None => format!("{text} using {}", Aggregate::Count.method()),
    };
    ResolveError::NoMeasure { topic: parts.topic().name.to_string(), span: parts.target.span, example }
}
