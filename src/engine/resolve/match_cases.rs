//! `match`: which cases belong together?

use std::sync::Arc;

use super::coded;
use super::columns::{Absent, Columns, Instead};
use super::common_clauses::{self, CommonClauses};
use super::condition;
use super::error::{ResolveError, both};
use super::scope::{Scope, quoted};
use answer::schema::{Head, Kind, MatchColumn, Schema};
use base::source::Span;
use data::{DataError, FieldId, Level, Role, Topic};
use query::{Ask, Finish, Grouping, Match, Origin, Pairing, Query, Variable};
use syntax::ast;

/// Resolves `match`.
///
/// # Errors
///
/// See [`super::resolve`].
pub fn resolve(scope: Scope<'_>, statement: Span, query: &ast::Query) -> Result<Query, ResolveError> {
    common_clauses::refuse(scope, statement, query, &[ast::Clause::By])?;
    let query = &coded::turned(scope, query);
    let (parts, outcome) = coded::parts(scope, query)?;
    let topic = parts.topic().clone();
    let asked = parts.methods.iter().find_map(|method| method.as_pairing());
    let pairing = match (asked, &outcome) {
        (Some(_), None) => return Err(coded::needs_outcome(scope, statement, query, &parts)),
        (Some(pairing), Some(_)) => pairing,
        (None, Some(_)) => Pairing::SimilarDifferentOutcome,
        (None, None) => Pairing::Nearest,
    };
    let columns = columns(pairing);
    let view = Columns { absent: &absent(pairing), query: Some(query), ..Columns::of(columns.heads()) };
    let where_ = condition::resolve(scope, &topic, &view, query.condition.as_ref());
    let finish = both(where_, common_clauses::finish(scope, query, &view));
    let ((where_, finish), attributes) = both(finish, attributes(scope, query, &parts))?;
    let (mut measures, _) = coded::without_outcome(attributes, outcome.as_ref());
    let count = parts.subjects.codes.len();
    if count < 2 {
        let target = parts.target.span.of(scope.text);
        let span = query.names.first().map_or(query.verb.span, |path| path.span);
        let field = base::suggest::plural(&parts.subjects.variable.meta.name);
        let example = format!("match {field} on {target}");
        return Err(ResolveError::TooFew { verb: "match", count, span, example });
    }
    let (keys, _) = parts.keys();
    let mut all_keys = vec![parts.subjects.variable.clone()];
    // With an outcome, a case is one row; otherwise every other key is an attribute.
    if outcome.is_none() {
        all_keys.extend(keys.into_iter().filter(|key| !parts.fixes(query, key)));
    }
    if measures.is_empty() {
        return Err(ResolveError::Lacks {
            topic: topic.name.to_string(),
            what: "no attribute in which cases could be alike",
            span: parts.target.span,
            example: format!("show {}", quoted(&topic.name)),
        });
    }
    let asked_for = !parts.target.measures.is_empty() || outcome.is_some();
    let unused = if asked_for { Vec::new() } else { unused(&topic, &measures)? };
    measures.extend(outcome);
    let named = !parts.target.measures.is_empty() || pairing != Pairing::Nearest;
    let selection = parts.selection(&where_, all_keys, measures, Grouping::Each);
    Ok(Query {
        text: statement.of(scope.text).trim().into(),
        ask: Ask::Match(Match {
            selection,
            named,
            cases_named: parts.subjects.named,
            unused,
            pairing,
            columns,
        }),
        finish: Finish { rows: where_.rows, ..finish },
        notes: Vec::new(),
    })
}

/// A pair, how far apart it is, and in what; with an outcome, what both have of it.
fn columns(pairing: Pairing) -> Schema<MatchColumn> {
    let outcome = (MatchColumn::Outcome, Head::computed("outcome", Kind::Text));
    Schema::new(
        [
            (MatchColumn::Left, Head::computed("left", Kind::Key)),
            (MatchColumn::Right, Head::computed("right", Kind::Key)),
        ]
        .into_iter()
        .chain((pairing != Pairing::Nearest).then_some(outcome))
        .chain([
            (MatchColumn::Distance, Head::computed("distance", Kind::Number)),
            (MatchColumn::Differ, Head::computed("differ", Kind::Text)),
            (MatchColumn::Shared, Head::computed("shared", Kind::Text)),
        ]),
    )
}

/// What a match without an outcome has no column for.
fn absent(pairing: Pairing) -> Vec<Absent> {
    let outcome = Absent {
        name: "outcome",
        why: "no outcome is asked for",
        subjects: None,
        advice: "name one after `for`, or leave it out",
        instead: Instead::Bare,
    };
    if pairing == Pairing::Nearest { vec![outcome] } else { Vec::new() }
}

/// What the cases may share: what is asked for, else the topic's conditions, else its measures. With an outcome they are
/// conditions; without one, figures are compared too.
fn attributes(
    scope: Scope<'_>,
    query: &ast::Query,
    parts: &CommonClauses,
) -> Result<Vec<Variable>, ResolveError> {
    let topic = parts.topic();
    let asked = &parts.target.measures;
    let boolean = query.outcome.is_some();
    let fits = |variable: &Variable| is_coded(variable) || !boolean && is_figure(variable);
    for variable in asked.iter().filter(|variable| !fits(variable)) {
        coded::check(topic, variable, coded::place(query, parts, variable))?;
    }
    if !asked.is_empty() {
        return Ok(asked.clone());
    }
    let conditions = coded::conditions(scope, topic)?;
    if !conditions.is_empty() {
        return Ok(conditions);
    }
    let found: Vec<Variable> = parts.measures().into_iter().filter(fits).collect();
    match (found.is_empty(), parts.measures().first()) {
        (true, Some(first)) => coded::check(topic, first, parts.target.span).map(|()| found),
        _ => Ok(found),
    }
}

/// The fields of a topic that could say something of a case and are not compared.
fn unused(topic: &Topic, compared: &[Variable]) -> Result<Vec<(Arc<str>, &'static str)>, DataError> {
    let is_compared =
        |id: FieldId| compared.iter().any(|v| matches!(v.origin, Origin::Field(field) if field == id));
    // Conditions stand for the figures that they were made from.
    let conditions = compared.iter().any(|variable| matches!(variable.origin, Origin::Condition(_)));
    let why = |id: FieldId| {
        let field = topic.meta(id);
        let labels = topic.labels(id)?.map_or(usize::MAX, |labels| labels.dictionary.labels().len());
        Ok::<_, DataError>(match (field.role, field.level) {
            (Role::Measure | Role::Note, _) if labels <= 1 => Some("the same wherever it is known"),
            (Role::Measure, Level::Text) => Some("sentences are shown, not compared"),
            (Role::Measure, _) if conditions => Some("the conditions of the topic are compared in its place"),
            (Role::Measure, _) => Some("it is compared when it is named after `on`"),
            _ => None,
        })
    };
    let unused = (0..topic.fields.len()).map(FieldId).filter(|&id| !is_compared(id));
    let told = |id: FieldId| Ok(why(id)?.map(|why| (topic.meta(id).name.clone(), why)));
    unused.filter_map(|id| told(id).transpose()).collect()
}

/// Whether two values of it are the same or different, and nothing between.
fn is_coded(variable: &Variable) -> bool {
    matches!(variable.origin, Origin::Condition(_))
        || matches!(variable.meta.level, Level::Nominal | Level::Set)
        || variable.meta.level == Level::Ordinal && !variable.meta.scale.is_empty()
}

/// Whether its values are nearer to each other or farther.
fn is_figure(variable: &Variable) -> bool {
    variable.meta.level.is_numeric() || matches!(variable.meta.level, Level::Ordinal | Level::Year)
}
