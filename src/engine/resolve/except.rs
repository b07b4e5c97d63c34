//! `except`: labels of cases and keys that are left out, wherever they stand.

use std::sync::Arc;

use super::error::{ResolveError, UnknownName, all};
use super::scope::{Scope, TOLD};
use super::variable;
use base::source::Spanned;
use data::{FieldId, Label, Level, Role, Topic, names};
use query::{Subjects, Test, TestKind};
use syntax::ast::{ConditionKind, DefineBody, Name, Query, split_and};

/// Rows that none of the labels names.
///
/// # Errors
///
/// Names that are no labels of cases or keys.
pub fn test(scope: Scope<'_>, topic: &Arc<Topic>, labels: &[Name]) -> Result<TestKind, ResolveError> {
    let mut fields: Vec<(FieldId, Vec<u32>)> = Vec::new();
    for (field, code) in codes(scope, topic, labels)? {
        match fields.iter_mut().find(|(known, _)| *known == field) {
            Some((_, codes)) => codes.push(code),
            None => fields.push((field, vec![code])),
        }
    }
    let whole = labels.iter().map(|label| label.span).reduce(base::source::Span::to).unwrap_or_default();
    let named = |(field, codes)| {
        let kind = TestKind::Label { variable: variable::of_field(topic, field), codes };
        Test::typed(kind, scope.text, whole)
    };
    let mut tests: Vec<Test> = fields.into_iter().map(named).collect();
    Ok(TestKind::Not(Box::new(match (tests.len(), tests.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            tests.extend(last);
            Test::typed(TestKind::Or(tests), scope.text, whole)
        }
    })))
}

/// Takes the labels that a query leaves out from its subjects.
///
/// # Errors
///
/// None is left. Names that are no labels are told with the condition.
pub fn reduce(
    scope: Scope<'_>,
    topic: &Arc<Topic>,
    query: &Query,
    subjects: &mut Subjects,
) -> Result<(), ResolveError> {
    let query::Origin::Field(field) = subjects.variable.origin else { return Ok(()) };
    let Some(labels) = labels(query) else { return Ok(()) };
    let Ok(codes) = codes(scope, topic, labels) else { return Ok(()) };
    subjects.codes.retain(|code| !codes.contains(&(field, *code)));
    match (subjects.codes.is_empty(), query.place(syntax::ast::Clause::Except)) {
        (true, Some(span)) => {
            Err(ResolveError::NothingLeft { span, example: scope.edited(scope.statement, span, "") })
        }
        _ => Ok(()),
    }
}

/// The labels that a query leaves out.
fn labels(query: &Query) -> Option<&[Name]> {
    let condition = query.condition.as_ref()?;
    split_and(condition).iter().find_map(|part| {
        if let ConditionKind::Except(labels) = &part.node { Some(labels.as_slice()) } else { None }
    })
}

/// Each label with the fields whose label it is: those of cases and keys, or else any that says of what kind a row is.
fn codes(scope: Scope<'_>, topic: &Arc<Topic>, labels: &[Name]) -> Result<Vec<(FieldId, u32)>, ResolveError> {
    let words = |id: &FieldId| topic.is_words(*id);
    let keys: Vec<FieldId> =
        topic.with_role(Role::Case).chain(topic.with_role(Role::Key)).filter(words).collect();
    let nominal = |id: &FieldId| topic.meta(*id).level == Level::Nominal;
    let kinds: Vec<FieldId> = topic.with_role(Role::Measure).filter(words).filter(nominal).collect();
    let one = |label: &Name| {
        let mut found = places(scope, topic, &keys, label)?;
        if found.is_empty() {
            found = places(scope, topic, &kinds, label)?;
        }
        match found.is_empty() {
            true => Err(unknown(scope, topic, &keys, label)?.into()),
            false => Ok(found),
        }
    };
    Ok(all(members(scope, topic, labels).iter().map(one))?.concat())
}

/// The fields among some that have a label.
fn places(
    scope: Scope<'_>,
    topic: &Topic,
    fields: &[FieldId],
    label: &Name,
) -> Result<Vec<(FieldId, u32)>, ResolveError> {
    let mut found = Vec::new();
    for &field in fields {
        if let Label::Known(code) = names::find(scope.store, topic, field, &label.node)? {
            found.push((field, code));
        }
    }
    Ok(found)
}

/// The members of defined sets in place of their names.
fn members(scope: Scope<'_>, topic: &Topic, labels: &[Name]) -> Vec<Name> {
    let mut members = Vec::new();
    for label in labels {
        match scope.definitions.find(&topic.name, &label.node).map(|definition| &definition.body) {
            Some(DefineBody::Set(set)) => {
                let name = |path| Spanned::new(super::scope::path_text(path), label.span);
                members.extend(set.iter().map(name));
            }
            _ => members.push(label.clone()),
        }
    }
    members
}

fn unknown(
    scope: Scope<'_>,
    topic: &Topic,
    keys: &[FieldId],
    label: &Name,
) -> Result<UnknownName, ResolveError> {
    let mut known: Vec<&str> = Vec::new();
    for &key in keys {
        known.extend(topic.words(key)?.iter().map(AsRef::as_ref).take(TOLD));
    }
    let list = Some(format!("show {}", topic.name));
    Ok(UnknownName { list, ..scope.unknown(label, "case or key", &known) })
}
