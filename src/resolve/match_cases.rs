//! `match`: which cases belong together?

use super::coded;
use super::error::{ResolveError, both};
use super::extras::Method;
use super::parts::{self, Parts};
use super::scope::Scope;
use crate::dataset::Level;
use crate::query::{Aggregate, Ask, Finish, Match, Origin, Pairing, Query, Variable};
use crate::source::Span;
use crate::syntax::ast;

/// The columns of the answer.
const COLUMNS: [&str; 6] = ["left", "right", "outcome", "distance", "differ", "shared"];

/// Resolves `match`.
///
/// # Errors
///
/// See [`super::resolve`].
pub fn resolve(scope: Scope<'_>, statement: Span, query: &ast::Query) -> Result<Query, ResolveError> {
    parts::refuse(scope, statement, query, &["by"])?;
    let query = &coded::turned(scope, query);
    let (parts, outcome, where_) = coded::parts(scope, query, &COLUMNS)?;
    let topic = parts.topic().clone();
    let (finish, attributes) =
        both(parts::finish(scope, query, &COLUMNS, Vec::new()), attributes(scope, query, &parts))?;
    let (mut measures, _) = coded::without_outcome(attributes, outcome.as_ref());
    let asked = parts.methods.iter().find_map(|method| match method {
        Method::Pairing(pairing) => Some(*pairing),
        _ => None,
    });
    let pairing = match (asked, &outcome) {
        (Some(_), None) => return Err(coded::needs_outcome(scope, statement, query, &parts)),
        (Some(pairing), Some(_)) => pairing,
        (None, Some(_)) => Pairing::SimilarDifferentOutcome,
        (None, None) => Pairing::Nearest,
    };
    let count = parts.subjects.codes.len();
    if count < 2 {
        let target = parts.target.span.of(scope.text);
        let span = query.names.first().map_or(query.verb.span, |path| path.span);
        let field = crate::suggest::plural(&parts.subjects.variable.meta.name);
        let example = format!("match {field} on {target}");
        return Err(ResolveError::TooFew { verb: "match", count, span, example });
    }
    let (keys, _) = parts.keys();
    let mut all_keys = vec![parts.subjects.variable.clone()];
    // With an outcome, a case is one row; otherwise every other key is an attribute.
    if outcome.is_none() {
        all_keys.extend(keys.into_iter().filter(|key| !parts.fixes(query, key)));
    }
    measures.extend(outcome);
    if measures.is_empty() {
        let name = crate::source::Spanned::new(topic.name.to_string(), parts.target.span);
        return Err(scope.unknown::<&str>(&name, "attribute", &[]).into());
    }
    let named = !parts.target.measures.is_empty() || pairing != Pairing::Nearest;
    let selection = parts.selection(&where_, all_keys, measures, Aggregate::Each);
    Ok(Query {
        text: statement.of(scope.text).trim().into(),
        ask: Ask::Match(Match { selection, named, pairing }),
        finish: Finish { rows: where_.rows, ..finish },
        notes: Vec::new(),
    })
}

/// What the cases may share: what is asked for, else the topic's conditions, else its coded measures.
fn attributes(scope: Scope<'_>, query: &ast::Query, parts: &Parts) -> Result<Vec<Variable>, ResolveError> {
    let topic = parts.topic();
    let asked = &parts.target.measures;
    for variable in asked.iter().filter(|variable| !is_coded(variable)) {
        coded::check(topic, variable, coded::place(query, parts, variable))?;
    }
    if !asked.is_empty() {
        return Ok(asked.clone());
    }
    let conditions = coded::conditions(scope, topic)?;
    if !conditions.is_empty() {
        return Ok(conditions);
    }
    let coded: Vec<Variable> = parts.measures().into_iter().filter(is_coded).collect();
    match (coded.is_empty(), parts.measures().first()) {
        (true, Some(first)) => coded::check(topic, first, parts.target.span).map(|()| coded),
        _ => Ok(coded),
    }
}

/// Whether two values of it are the same or different, and nothing between.
fn is_coded(variable: &Variable) -> bool {
    matches!(variable.origin, Origin::Condition(_))
        || matches!(variable.meta.level, Level::Nominal | Level::Set)
        || variable.meta.level == Level::Ordinal && !variable.meta.scale.is_empty()
}
