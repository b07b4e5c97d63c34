//! `tabulate`: what is it made of?

use super::condition::{self, Columns};
use super::error::{ResolveError, all, both};
use super::parts::{self, Parts};
use super::scope::Scope;
use super::variable;
use crate::dataset::{Level, Role};
use crate::query::{Aggregate, Ask, Finish, Origin, Query, Tabulate, Variable};
use crate::source::Span;
use crate::syntax::ast;

/// Resolves `tabulate`.
///
/// # Errors
///
/// See [`super::resolve`].
pub fn resolve(scope: Scope<'_>, statement: Span, query: &ast::Query) -> Result<Query, ResolveError> {
    parts::refuse(scope, statement, query, &["for", "using"])?;
    let parts = Parts::new(scope, query)?;
    let topic = parts.topic().clone();
    let by = all(query.by.iter().map(|name| variable::get(scope, &topic, name)));
    let where_ = condition::resolve(scope, &topic, &Columns::default(), query.condition.as_ref());
    let (mut by, where_) = both(by, where_)?;
    if by.is_empty() {
        let key = default_key(&parts).ok_or_else(|| ResolveError::NeedsClause {
            verb: "tabulate",
            clause: "by",
            span: parts.target.span,
            example: format!("{} by {}", statement.of(scope.text).trim(), topic.meta(topic.case()).name),
        })?;
        by.push(key);
    }
    by.truncate(2);
    // A topic that counts something is made of what it counts; any other is made of its rows.
    let counted = parts.measures().into_iter().next().filter(|measure| measure.meta.level == Level::Count);
    let subjects = parts.subjects.named.then(|| parts.subjects.clone());
    let mut keys = by.clone();
    // Where nobody is asked for, and nothing is left out that would have to be named, nobody has to be known.
    let all = subjects.is_none() && by.len() == 1 && where_.facts.is_empty();
    keys.extend((!all).then(|| parts.subjects.variable.clone()));
    let unit = counted.as_ref().map_or_else(|| "row".into(), |measure| measure.meta.unit.clone());
    let mut names: Vec<String> = by.iter().map(|variable| variable.meta.name.to_string()).collect();
    match &subjects {
        Some(subjects) if subjects.codes.len() > 1 => {
            for label in subjects.labels(&topic) {
                names.push(label.to_string());
                names.push(format!("{label} share"));
            }
        }
        _ => names.extend(["count", "share"].map(str::to_owned)),
    }
    let finish = parts::finish(scope, query, &names, Vec::new())?;
    let aggregate = match (&counted, by.len()) {
        (Some(_), 1) => Aggregate::Sum,
        (None, 1) => Aggregate::Count,
        // A cross table names its members.
        _ => Aggregate::Each,
    };
    if by.len() == 2 {
        keys.truncate(2);
        keys.push(member(&parts, &by));
    }
    let editions = match counted {
        None => editions(&parts, query, &by)
            .map(|keys| parts.selection(&where_, keys, Vec::new(), Aggregate::Count)),
        Some(_) => None,
    };
    let selection = parts.selection(&where_, keys, counted.into_iter().collect(), aggregate);
    Ok(Query {
        text: statement.of(scope.text).trim().into(),
        ask: Ask::Tabulate(Tabulate { selection, by: by.len(), subjects, unit, editions }),
        finish: Finish { rows: where_.rows, ..finish },
        notes: Vec::new(),
    })
}

/// Without `by`: the first key of the topic.
fn default_key(parts: &Parts) -> Option<Variable> {
    let (keys, _) = parts.keys();
    let subject = &parts.subjects.variable.meta.name;
    keys.into_iter().find(|key| key.meta.name != *subject)
}

/// In a larger topic it takes longer than the answer to find out what is counted for several years.
const MOST_ROWS: usize = 200_000;

/// The case, the keys and the time of a topic, unless the query chooses or splits by a time.
fn editions(parts: &Parts, query: &ast::Query, by: &[Variable]) -> Option<Vec<Variable>> {
    let topic = parts.topic();
    let time = topic.with_role(Role::Time).next()?;
    let name = &topic.meta(time).name;
    let chosen = query.condition.as_ref().is_some_and(|condition| {
        condition::mentions(condition, name) || condition::mentions(condition, "year")
    });
    let split = by.iter().any(|key| matches!(key.origin, Origin::Decade) || key.meta.role == Role::Time);
    let names = topic.with_role(Role::Case).chain(topic.with_role(Role::Key)).chain([time]);
    let small = topic.rows <= MOST_ROWS;
    (!chosen && !split && small).then(|| names.map(|id| variable::of_field(topic, id)).collect())
}

/// What the cells of a cross table list: the case, unless one case is asked for; then the key that tells most apart of
/// those that are not used.
fn member(parts: &Parts, by: &[Variable]) -> Variable {
    let topic = parts.topic();
    let used = |variable: &Variable| by.iter().any(|other| other.meta.name == variable.meta.name);
    let single = parts.subjects.named && parts.subjects.codes.len() == 1;
    let case = parts.subjects.variable.clone();
    let labels = |key: &Variable| {
        super::value::labels(topic, key).map_or(0, |labels| labels.dictionary.labels().len())
    };
    let (keys, _) = parts.keys();
    let free = keys.into_iter().filter(|key| !used(key) && matches!(key.origin, Origin::Field(_)));
    match free.rev().max_by_key(labels) {
        Some(key) if single || used(&case) => key,
        _ => variable::of_field(topic, topic.case()),
    }
}
