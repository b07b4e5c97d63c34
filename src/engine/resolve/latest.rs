//! `where year is latest`: each topic is seen by its newest figures, a row for each case and key.

use std::sync::Arc;

use super::condition;
use super::error::ResolveError;
use super::scope::Scope;
use base::fold::alike;
use base::source::Span;
use data::{Role, Topic};
use syntax::ast::{self, Condition, ConditionKind, Expression, ExpressionKind, Verb, split_and};

/// A query whose `year is latest` has been taken out.
#[derive(Debug)]
pub struct Latest {
    /// The rest of it.
    pub query: ast::Query,
    /// The conditions on years, which choose among the figures before the newest is taken.
    pub before: Vec<Condition>,
}

/// Takes `year is latest` out of a query, where it is asked.
///
/// # Errors
///
/// A verb that is about all years.
pub fn split(scope: Scope<'_>, query: &ast::Query) -> Result<Option<Latest>, ResolveError> {
    let Some(condition) = &query.condition else { return Ok(None) };
    let parts = split_and(condition);
    let is_latest = |part: &&Condition| matches!(part.node, ConditionKind::IsLatest { .. });
    let Some(asked) = parts.iter().find(is_latest) else { return Ok(None) };
    if let ConditionKind::IsLatest { left } = &asked.node
        && !is_time(scope, query, left)
    {
        return Err(misplaced(scope, asked.span, left.span));
    }
    let why = match query.verb.node {
        Verb::Trend => Some("and a trend is about all years"),
        Verb::Check => Some("and a check is about all rows"),
        Verb::Show
        | Verb::Compare
        | Verb::Rank
        | Verb::Tabulate
        | Verb::Agree
        | Verb::Match
        | Verb::Explain => None,
    };
    if let Some(why) = why {
        let clause = query.place(ast::Clause::Where).unwrap_or(condition.span);
        let example = scope.edited(scope.statement, clause, "");
        return Err(ResolveError::Latest { why, span: asked.span, example });
    }
    let is_rest = |part: &&Condition| !is_latest(part);
    let (before, mut rest): (Vec<Condition>, Vec<Condition>) =
        parts.iter().filter(is_rest).cloned().partition(is_about_time);
    let condition = match (rest.len(), rest.pop()) {
        (_, None) => None,
        (1, Some(only)) => Some(only),
        (_, Some(last)) => {
            rest.push(last);
            Some(Condition::new(ConditionKind::And(rest), condition.span))
        }
    };
    Ok(Some(Latest { query: ast::Query { condition, ..query.clone() }, before }))
}

/// A topic as the query sees it: by its newest figures where it asks for them.
///
/// # Errors
///
/// A condition on years that does not fit the topic; a column that cannot be read.
pub fn seen(scope: Scope<'_>, topic: &Arc<Topic>) -> Result<Arc<Topic>, ResolveError> {
    let Some(before) = scope.latest.filter(|_| align::is_timed(topic)) else { return Ok(topic.clone()) };
    let scope = Scope { latest: None, ..scope };
    let before = super::error::all(before.iter().map(|part| condition::facts(scope, topic, part)))?;
    Ok(Arc::new(align::latest(topic, &before)?))
}

/// Whether a side is `year`, or the time of a topic that the query speaks of.
fn is_time(scope: Scope<'_>, query: &ast::Query, left: &Expression) -> bool {
    let Some(name) = condition::word(left) else { return false };
    let paths = query.on.iter().chain(&query.names);
    let topics = paths.filter_map(|path| scope.store.topic(&path.names.first()?.node)?.ok());
    let is_of = |topic: &Arc<Topic>| topic.with_role(Role::Time).any(|id| alike(&topic.meta(id).name, &name));
    alike(&name, "year") || topics.into_iter().any(is_of)
}

/// Whether a condition speaks of nothing but years.
fn is_about_time(condition: &Condition) -> bool {
    let sides = condition::left_paths(condition);
    let words = matches!(&condition.node, ConditionKind::InRange { left, .. } | ConditionKind::Compare { left, .. }
        if matches!(left.node, ExpressionKind::Time));
    words
        || !sides.is_empty()
            && sides.iter().all(|path| matches!(path.names.as_slice(), [name] if alike(&name.node, "year")))
}

/// `is latest` where no newest figure can be taken: of a field that is no time, behind `or` or `not`, in a definition.
pub fn misplaced(scope: Scope<'_>, span: Span, left: Span) -> ResolveError {
    let word = left.of(scope.text);
    let why = match alike(word, "year") {
        true => "and stands alone or is joined by `and`",
        false => "and is said of the year",
    };
    let example = ast::Verb::Show.example().to_owned();
    ResolveError::Latest { why, span, example }
}
