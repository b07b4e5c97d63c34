//! Cases as `match` and `explain` see them: conditions that are met or not, and an outcome.

use std::sync::Arc;

use super::columns::Columns;
use super::common_clauses::CommonClauses;
use super::condition;
use super::error::{ResolveError, all};
use super::scope::{Scope, quoted};
use super::{formula, group, value, variable};
use base::fold::fold;
use base::source::{Span, Spanned};
use base::suggest::closest;
use data::{Column, Direction, Topic, is_yes};
use query::{Origin, Variable};
use syntax::ast::{self, DefineBody, Name};

/// The query in the form that all verbs have, subjects before `on` and the topic after it.
///
/// `explain lipset on DEV, URB for SURV` names the topic first and its conditions after `on`.
pub fn turned(scope: Scope<'_>, query: &ast::Query) -> ast::Query {
    let mut query = query.clone();
    let is_topic = |name: &Name| scope.store.topic(&name.node).is_some();
    let meant = |name: &Name| is_topic(name) || closest(&name.node, scope.topic_names()).is_some();
    let first = query.on.first().and_then(|path| path.names.first());
    if let ([path], Some(first)) = (query.names.as_slice(), first)
        && let [subject] = path.names.as_slice()
    {
        match is_topic(first) {
            // `explain lipset on lipset.DEV` says the topic twice.
            true if fold(&subject.node) == fold(&first.node) => query.names.clear(),
            false if is_topic(subject) || !meant(first) => {
                query.on.splice(..0, query.names.drain(..));
            }
            _ => {}
        }
    }
    query
}

/// The conditions that the topic comes with, and those defined for it, in that order.
pub fn conditions(scope: Scope<'_>, topic: &Arc<Topic>) -> Result<Vec<Variable>, ResolveError> {
    let mut names: Vec<String> = topic.conditions.iter().map(|(name, _)| name.clone()).collect();
    for definition in scope.definitions.iter() {
        let here = definition.topic.as_ref().is_some_and(|of| of.eq_ignore_ascii_case(&topic.name));
        let known = names.iter().any(|name| fold(name) == fold(&definition.name.node));
        if here && !known && matches!(definition.body, DefineBody::Condition(_)) {
            names.push(definition.name.node.clone());
        }
    }
    let get = |name: String| variable::get(scope, topic, &Spanned::new(name, Span::default()));
    all(names.into_iter().map(get))
}

/// The variable after `for`.
///
/// # Errors
///
/// It is unknown, or no condition.
pub fn outcome(
    scope: Scope<'_>,
    topic: &Arc<Topic>,
    query: &ast::Query,
) -> Result<Option<Variable>, ResolveError> {
    let Some(outcome) = &query.outcome else { return Ok(None) };
    let variable = formula::path_variable(scope, topic, &outcome.path)?;
    check(topic, &variable, outcome.path.span)?;
    Ok(Some(variable))
}

/// Target, subjects and outcome.
///
/// # Errors
///
/// See [`super::resolve`].
pub fn parts(
    scope: Scope<'_>,
    query: &ast::Query,
) -> Result<(CommonClauses, Option<Variable>), ResolveError> {
    let parts = CommonClauses::new(scope, query)?;
    group::refuse(scope, query, &parts.subjects, parts.topic())?;
    match outcome(scope, parts.topic(), query) {
        Ok(outcome) => Ok((parts, outcome)),
        // What else is wrong is told together with it.
        Err(mistake) => {
            let facts =
                condition::resolve(scope, parts.topic(), &Columns::NONE, query.condition.as_ref()).err();
            Err(facts.map_or(mistake.clone(), |more| mistake.join(more)))
        }
    }
}

/// The conditions without the outcome, each once; tells whether the outcome was among them.
pub fn without_outcome(conditions: Vec<Variable>, outcome: Option<&Variable>) -> (Vec<Variable>, bool) {
    let mut kept: Vec<Variable> = Vec::new();
    let mut found = false;
    for condition in conditions {
        let is_outcome = outcome.is_some_and(|outcome| outcome.meta.name == condition.meta.name);
        found |= is_outcome;
        if !is_outcome && !kept.iter().any(|other| other.meta.name == condition.meta.name) {
            kept.push(condition);
        }
    }
    (kept, found)
}

/// The clause that is missing where an outcome is needed.
pub fn needs_outcome(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    parts: &CommonClauses,
) -> ResolveError {
    let asked = |variable: &&Variable| {
        parts.target.measures.iter().any(|other| other.meta.name == variable.meta.name)
    };
    let conditions = conditions(scope, parts.topic()).unwrap_or_default();
    let example = match conditions.iter().rev().find(|condition| !asked(condition)) {
        Some(free) => format!("{} for {}", statement.of(scope.text).trim(), free.meta.name),
        None => query.verb.node.example().to_owned(),
    };
    ResolveError::NeedsClause {
        verb: query.verb.node.name(),
        clause: "for OUTCOME",
        span: query.verb.span,
        example,
    }
}

/// The place of a condition in the target.
pub fn place(query: &ast::Query, parts: &CommonClauses, variable: &Variable) -> Span {
    let called = |name: &&Name| fold(&name.node) == fold(&variable.meta.name);
    let names = query.on.iter().filter_map(|path| path.names.last());
    names.into_iter().find(called).map_or(parts.target.span, |name| name.span)
}

/// Refuses a variable that does not say yes or no.
///
/// # Errors
///
/// What it holds, and a definition that makes a condition of it.
pub fn check(topic: &Topic, variable: &Variable, span: Span) -> Result<(), ResolveError> {
    let name = &variable.meta.name;
    let short = name.chars().take(12).collect::<String>();
    let define = |test: String| format!("define my_{short} in {} as {test}", topic.name);
    if matches!(variable.origin, Origin::Condition(_)) {
        return Ok(());
    }
    let (holds, example) = match (value::labels(topic, variable)?, &variable.origin) {
        (Some(labels), _) => {
            let labels = labels.dictionary.labels();
            if labels.iter().all(|label| is_yes(label).is_some()) {
                return Ok(());
            }
            let first = labels.first().map_or("", |label| label);
            ("words", define(format!("{name} = {}", quoted(first))))
        }
        (None, &Origin::Field(id)) => match topic.column(id)? {
            Column::Numbers(numbers) => {
                let mut known: Vec<f64> = (0..numbers.len()).filter_map(|row| numbers.number(row)).collect();
                if known.iter().all(|&value| value == 0.0 || value == 1.0) {
                    return Ok(());
                }
                known.sort_unstable_by(f64::total_cmp);
                let middle = known.get(known.len() / 2).copied().unwrap_or_default();
                let sign = if variable.meta.direction == Some(Direction::Lower) { "<=" } else { ">=" };
                ("figures", define(format!("{name} {sign} {middle}")))
            }
            Column::Labels(_) | Column::Years(_) => ("years", define(format!("{name} >= 2000"))),
        },
        _ => ("figures", define(format!("{name} >= 1"))),
    };
    Err(ResolveError::NotCondition { field: name.to_string(), holds, span, example })
}
