//! `rank`: who is best?

use super::condition::{self, Columns};
use super::error::{ResolveError, both};
use super::parts::{self, Parts};
use super::scope::Scope;
use super::value;
use crate::dataset::{Direction, Field, Level, Role};
use crate::query::{Aggregate, Ask, Finish, Query, Rank, Variable};
use crate::source::Span;
use crate::syntax::ast;

/// Resolves `rank`.
///
/// # Errors
///
/// See [`super::resolve`].
pub fn resolve(scope: Scope<'_>, statement: Span, query: &ast::Query) -> Result<Query, ResolveError> {
    parts::refuse(scope, statement, query, &["by", "for", "using"])?;
    let parts = Parts::new(scope, query)?;
    let topic = parts.topic().clone();
    let where_ = condition::resolve(scope, &topic, &Columns::default(), query.condition.as_ref());
    // One figure is asked for by name, or the headline stands for it: the first that a list has.
    let headline = parts.target.measures.is_empty() && !topic.headline.is_empty() && query.order.is_empty();
    let most = if headline { usize::MAX } else { 1 };
    let mut measures: Vec<Variable> = parts.measures().into_iter().take(most).collect();
    let (keys, times) = parts.keys();
    let single = parts.subjects.named && parts.subjects.codes.len() == 1;
    let mut objects: Vec<Variable> = Vec::new();
    if !single || keys.is_empty() {
        objects.push(parts.subjects.variable.clone());
    }
    objects.extend(keys.into_iter().filter(|key| !parts.fixes(query, key)));
    let mut names: Vec<String> = vec!["place".into()];
    names
        .extend(objects.iter().chain(&times).chain(&measures).map(|variable| variable.meta.name.to_string()));
    let finish = parts::finish(scope, query, &names, Vec::new());
    let (where_, finish) = both(where_, finish)?;
    let first = descending(scope, statement, query, &parts, measures.first())?;
    let others = measures.split_off(measures.len().min(1)).into_iter().filter_map(|measure| {
        let larger_first = descending(scope, statement, query, &parts, Some(&measure)).ok()?;
        Some((measure, larger_first))
    });
    let (others, more): (Vec<_>, Vec<_>) = others.unzip();
    let descending = [vec![first], more].concat();
    measures.extend(others);
    open_questions(scope, statement, &parts, &objects, &measures, query)?;
    let names_time = query.condition.as_ref().is_some_and(|condition| {
        times.iter().any(|time| condition::mentions(condition, &time.meta.name))
            || condition::mentions(condition, "year")
    });
    let object_count = objects.len();
    let keys = objects.into_iter().chain(times).collect();
    let selection = parts.selection(&where_, keys, measures, Aggregate::Each);
    Ok(Query {
        text: statement.of(scope.text).trim().into(),
        ask: Ask::Rank(Rank { selection, objects: object_count, latest: !names_time, descending }),
        // The order decides the places; sorting the finished rows again would part ties.
        finish: Finish { rows: where_.rows, order: Vec::new(), ..finish },
        notes: Vec::new(),
    })
}

fn descending(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    parts: &Parts,
    measure: Option<&Variable>,
) -> Result<bool, ResolveError> {
    let Some(Variable { meta, .. }) = measure else { return Ok(false) };
    let span = parts.target.span;
    if matches!(meta.level, Level::Text | Level::Set) || meta.level == Level::Nominal {
        let other = parts
            .topic()
            .fields
            .iter()
            .map(AsRef::as_ref)
            .find(|field: &&Field| field.role == Role::Measure && orderable(field));
        let example = match other {
            Some(Field { name, direction, .. }) => {
                let order = direction.map_or_else(|| format!(" order by {name} desc"), |_| String::new());
                format!("rank {} on {}.{name}{order}", subjects(scope, query), parts.topic().name)
            }
            None => ast::Verb::Rank.example().to_owned(),
        };
        return Err(ResolveError::Level {
            operation: "a ranking",
            field: meta.name.to_string(),
            why: "it holds words without an order".into(),
            span,
            example,
        });
    }
    let asked = query.order.iter().find(|order| order.name.node.eq_ignore_ascii_case(&meta.name));
    match (asked.or(query.order.first()), meta.direction) {
        (Some(order), direction) => Ok(order.descending.unwrap_or(direction == Some(Direction::Higher))),
        (None, Some(direction)) => Ok(direction == Direction::Higher),
        (None, None) => Err(ResolveError::NoDirection {
            field: meta.name.to_string(),
            span,
            example: format!("{} order by {} desc", statement.of(scope.text).trim(), meta.name),
        }),
    }
}

fn orderable(field: &Field) -> bool {
    field.level.is_numeric() || field.level == Level::Ordinal
}

fn subjects(scope: Scope<'_>, query: &ast::Query) -> String {
    let names: Vec<&str> = query.names.iter().map(|path| path.span.of(scope.text)).collect();
    if names.is_empty() { "cities".into() } else { names.join(", ") }
}

/// Ranks of different lists can not be put into one order.
fn open_questions(
    scope: Scope<'_>,
    statement: Span,
    parts: &Parts,
    objects: &[Variable],
    measures: &[Variable],
    query: &ast::Query,
) -> Result<(), ResolveError> {
    let ordinal = measures.first().is_some_and(|measure| measure.meta.level == Level::Ordinal);
    if !ordinal || objects.len() < 2 || !query.order.is_empty() {
        return Ok(());
    }
    let topic = parts.topic();
    let Some(open) = objects.iter().find(|object| object.meta.name != parts.subjects.variable.meta.name)
    else {
        return Ok(());
    };
    let labels: Vec<String> = value::typed_labels(topic, open).collect();
    let first = labels.first().map_or("", String::as_str);
    Err(ResolveError::ManyQuestions {
        topic: topic.name.to_string(),
        questions: crate::suggest::one_of(&labels),
        span: parts.target.span,
        example: scope.edited(statement, parts.target.span, &format!("{}.{first}", topic.name)),
    })
}
