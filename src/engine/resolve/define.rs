//! `define`: a new name is checked when it is made, and resolved again where it is used.

use std::sync::Arc;

use super::condition;
use super::definitions::Definition;
use super::error::{ResolveError, all};
use super::formula;
use super::scope::{Scope, path_text, quoted};
use super::variable;
use base::source::{Span, Spanned};
use base::suggest::closest;
use data::{Label, Role, Topic, names};
use query::Defined;
use syntax::ast::{Define, DefineBody, Path};

/// Resolves a definition.
///
/// # Errors
///
/// The name is taken, or what it stands for cannot be resolved.
pub fn define(
    scope: Scope<'_>,
    statement: Span,
    define: &Define,
) -> Result<(Definition, Defined), ResolveError> {
    let topic = define.topic.as_ref().map(|name| scope.topic(name)).transpose()?;
    not_taken(scope, statement, define, topic.as_deref())?;
    let defined = match (&define.body, &topic) {
        (DefineBody::Set(members), Some(topic)) if names_a_case(topic, &define.name.node)? => {
            let [meant] = members.as_slice() else {
                return Err(ResolveError::Definition {
                    name: define.name.node.clone(),
                    reason: format!("it is a case of `{}`, and a case is one", topic.name),
                    span: define.name.span,
                });
            };
            Defined::Case(topic.clone(), define.name.node.clone(), path_text(meant))
        }
        (DefineBody::Set(members), None) if members.iter().all(|member| is_topic(scope, member)) => {
            Defined::Topics(members.iter().map(path_text).collect())
        }
        (DefineBody::Set(members), _) => {
            Defined::Set(all(members.iter().map(|m| member(scope, topic.as_ref(), m)))?)
        }
        (DefineBody::Condition(condition), Some(topic)) => {
            Defined::Condition(topic.clone(), condition::facts(scope, topic, condition)?)
        }
        (DefineBody::Measure(expression), Some(topic)) => {
            let figure = formula::resolve(scope, topic, expression)?;
            Defined::Measure(topic.clone(), figure.formula, Arc::new(figure.meta))
        }
        (DefineBody::Condition(_) | DefineBody::Measure(_), None) => {
            return Err(ResolveError::NeedsClause {
                verb: "define",
                clause: "in TOPIC",
                span: define.name.span,
                example: "define grdp_per_head in profile as grdp_usd / population".into(),
            });
        }
    };
    let definition = Definition {
        name: define.name.clone(),
        topic: topic.map(|topic| topic.name.to_string()),
        body: define.body.clone(),
        source: scope.text.clone(),
        statement,
    };
    Ok((definition, defined))
}

/// Whether a name is a case of the topic, as it stands there: then a definition says who that is.
fn names_a_case(topic: &Topic, name: &str) -> Result<bool, ResolveError> {
    Ok(topic.words(topic.case())?.iter().any(|label| **label == *name))
}

fn is_topic(scope: Scope<'_>, path: &Path) -> bool {
    path.names.first().is_some_and(|first| scope.store.topic(&first.node).is_some())
}

fn not_taken(
    scope: Scope<'_>,
    statement: Span,
    define: &Define,
    topic: Option<&Topic>,
) -> Result<(), ResolveError> {
    let name = &define.name;
    let taken_by = if scope.store.topic(&name.node).is_some() {
        Some("a topic".to_owned())
    } else {
        topic
            .filter(|topic| variable::field(topic, &name.node).is_some())
            .map(|t| format!("a field of `{}`", t.name))
    };
    match taken_by {
        None => Ok(()),
        Some(taken_by) => Err(ResolveError::NameTaken {
            name: name.node.clone(),
            taken_by,
            span: name.span,
            example: scope.edited(statement, name.span, &quoted(&format!("my {}", name.node))),
        }),
    }
}

/// A member of a set: a label of the topic's fields, or of any topic when none is named.
fn member(scope: Scope<'_>, topic: Option<&Arc<Topic>>, path: &Path) -> Result<String, ResolveError> {
    let name = path_text(path);
    let mut known: Vec<Arc<str>> = Vec::new();
    let topics: Vec<&Arc<Topic>> = match topic {
        Some(topic) => vec![topic],
        None => scope.store.entries().map(|entry| entry.topic()).collect::<Result<_, _>>()?,
    };
    for topic in topics {
        for field in topic.with_role(Role::Case).chain(topic.with_role(Role::Key)).collect::<Vec<_>>() {
            let Some(labels) = topic.labels(field)? else { continue };
            if let Label::Known(code) = names::find(scope.store, topic, field, &name)? {
                return Ok(labels.dictionary.label(code).to_string());
            }
            known.extend(labels.dictionary.labels().iter().cloned());
        }
    }
    let suggestion = closest(&name, known.iter().map(AsRef::as_ref)).map(quoted);
    // Hundreds of labels help nobody; without a near one the name alone is told.
    let mut unknown = scope.unknown::<&str>(&Spanned::new(name, path.span), "case or label", &[]);
    unknown.suggestion = suggestion;
    Err(unknown.into())
}
