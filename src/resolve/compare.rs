//! `compare`: the same questions to each case.

use super::condition;
use super::error::{ResolveError, both};
use super::extras::{Extra, Method};
use super::parts::{self, Parts};
use super::scope::Scope;
use super::variable;
use crate::dataset::{Level, Topic};
use crate::query::{Aggregate, Ask, Compare, Extras, Finish, Normalise, Query, Variable};
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
    let measures = parts.measures();
    let (aggregate, normalise) = match parts.method() {
        Some(Method::Aggregate(aggregate)) => (aggregate, None),
        Some(Method::MinMax) => (Aggregate::Each, Some(Normalise::MinMax)),
        Some(Method::ZScore) => (Aggregate::Each, Some(Normalise::ZScore)),
        _ => (Aggregate::Each, None),
    };
    check_method(scope, statement, query, &topic, &measures, aggregate, normalise)?;
    // An aggregate answers once for each key that `by` names; otherwise every key is a question of its own.
    let (keys, times) = match aggregate {
        Aggregate::Each if by.is_empty() => (keys, times),
        Aggregate::Each => {
            let rest =
                keys.into_iter().filter(|key| !by.iter().any(|other| other.meta.name == key.meta.name));
            (by.iter().cloned().chain(rest.collect::<Vec<_>>()).collect(), times)
        }
        _ => (by, Vec::new()),
    };
    let mut all_keys = vec![parts.subjects.variable.clone()];
    let key_count = keys.len();
    all_keys.extend(keys);
    all_keys.extend(times);
    let headline_only = parts.target.measures.is_empty() && !topic.headline.is_empty();
    let unshown = match headline_only {
        true => topic
            .measures()
            .into_iter()
            .filter(|id| !topic.headline.contains(id))
            .map(|id| topic.meta(id).name.clone())
            .collect(),
        false => Vec::new(),
    };
    let extras = Extras { ratio: parts.wants(Extra::Ratio), sources: parts.wants(Extra::Sources), normalise };
    Ok(Query {
        text: statement.of(scope.text).trim().into(),
        ask: Ask::Compare(Compare {
            selection: parts.selection(&where_, all_keys, measures, aggregate),
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

/// Refuses a method that the level of a measure forbids.
pub fn check_method(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    topic: &Topic,
    measures: &[Variable],
    aggregate: Aggregate,
    normalise: Option<Normalise>,
) -> Result<(), ResolveError> {
    let Some(method) = &query.method else { return Ok(()) };
    let (operation, needs_distances) = match (aggregate, normalise) {
        (_, Some(Normalise::MinMax)) => ("min–max", true),
        (_, Some(Normalise::ZScore)) => ("the z-score", true),
        (Aggregate::Mean, _) => ("the mean", true),
        (Aggregate::Sum, _) => ("the sum", true),
        (Aggregate::Median, _) => ("the median", false),
        (Aggregate::Min, _) => ("the minimum", false),
        (Aggregate::Max, _) => ("the maximum", false),
        (Aggregate::Each | Aggregate::Count, _) => return Ok(()),
    };
    let allowed = |level: Level| level.is_numeric() || !needs_distances && level == Level::Ordinal;
    let Some(wrong) = measures.iter().find(|measure| !allowed(measure.meta.level)) else { return Ok(()) };
    let why = match wrong.meta.level {
        Level::Ordinal => "ordinal: order, no distances",
        Level::Year => "it is a year",
        _ => "it holds words",
    };
    let other =
        topic.fields.iter().find(|field| field.role == crate::dataset::Role::Measure && allowed(field.level));
    let example = match other {
        Some(other) => {
            let on = query.on.first().map_or(method.span, |path| path.span);
            scope.edited(statement, on, &format!("{}.{}", topic.name, other.name))
        }
        None => format!("show {}", topic.name),
    };
    let field = wrong.meta.name.to_string();
    Err(ResolveError::Level { operation, field, why: why.into(), span: method.span, example })
}
