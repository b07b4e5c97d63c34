//! The subjects of a query: labels of one field, all labels of a field, or a defined set.

use std::sync::Arc;

use super::error::{ResolveError, all};
use super::group;
use super::scope::{Scope, kind, path_text, quoted};
use super::unknown_label::{silent, unclear, unknown_label};
use super::variable;
use base::fold::fold;
use base::source::Span;
use base::suggest::plural;
use data::{FieldId, Label, Role, Topic, names};
use query::{SubjectKind, Subjects, Test, TestKind};
use syntax::ast::{DefineBody, Path};

/// Resolves the subjects. Without any, all labels of the case field are meant.
///
/// # Errors
///
/// Names that are no labels, or labels of different fields.
pub fn resolve(scope: Scope<'_>, topic: &Arc<Topic>, paths: &[Path]) -> Result<Subjects, ResolveError> {
    let fields: Vec<FieldId> = topic
        .with_role(Role::Case)
        .chain(topic.with_role(Role::Key))
        .filter(|&id| topic.is_words(id))
        .collect();
    let Some(&case) = fields.first() else { return everything(topic, topic.case()) };
    if paths.is_empty() {
        return everything(topic, case);
    }
    if let [path] = paths
        && let Some(&field) = fields.iter().find(|&&field| means_all(topic, field, &path_text(path)))
    {
        return everything(topic, field);
    }
    let members = expand(scope, topic, paths)?;
    let mut best: Option<(usize, FieldId, Vec<Label>)> = None;
    for &field in &fields {
        let labels = members.iter().map(|(name, _)| names::find(scope.store, topic, field, name));
        let labels = labels.collect::<Result<Vec<_>, _>>()?;
        let hits = labels.iter().filter(|label| matches!(label, Label::Known(_))).count();
        if best.as_ref().is_none_or(|(most, ..)| hits > *most) {
            best = Some((hits, field, labels));
        }
        if hits == members.len() {
            break;
        }
    }
    let Some((hits, field, labels)) = best else { return everything(topic, case) };
    if hits < members.len()
        && let Some(groups) = group::find(scope, topic, paths)?
    {
        return Ok(groups);
    }
    let code = |((name, span), label): (&(String, Span), &Label)| match label {
        Label::Known(code) => Ok(*code),
        Label::Elsewhere(_) | Label::Several(_) | Label::Unknown => {
            Err(mistake(scope, topic, &fields, field, &members, name, *span, label))
        }
    };
    let mut codes = all(members.iter().zip(&labels).map(code))?;
    let mut seen = Vec::new();
    codes.retain(|code| {
        !seen.contains(code) && {
            seen.push(*code);
            true
        }
    });
    Ok(cases(topic, field, codes, true))
}

/// The test that a row is about one of the subjects.
pub fn test(subjects: &Subjects) -> Test {
    Test {
        kind: TestKind::Label { variable: subjects.variable.clone(), codes: subjects.codes.clone() },
        text: subjects.variable.meta.name.clone(),
        place: None,
    }
}

fn everything(topic: &Topic, field: FieldId) -> Result<Subjects, ResolveError> {
    let codes = (0..topic.words(field)?.len() as u32).collect();
    Ok(cases(topic, field, codes, false))
}

fn cases(topic: &Topic, field: FieldId, codes: Vec<u32>, named: bool) -> Subjects {
    let (variable, called) = (variable::of_field(topic, field), Vec::new());
    Subjects { variable, codes, named, called, kind: SubjectKind::Cases }
}

/// Whether a name means all labels of a field: `city`, `cities`, or the topic that the field refers to.
pub fn means_all(topic: &Topic, field: FieldId, name: &str) -> bool {
    let name = fold(name);
    let meta = topic.meta(field);
    let refers = topic.references.iter().any(|r| r.field == field && fold(&r.topic) == name);
    let kind = topic.authority.as_ref().filter(|_| field == topic.case()).map(|known| known.kind());
    refers
        || kind == Some(name.as_str())
        || fold(&meta.name) == name
        || fold(&meta.title) == name
        || fold(&plural(&meta.name)) == name
}

/// Puts the members of defined sets in place of their names.
pub fn expand(scope: Scope<'_>, topic: &Topic, paths: &[Path]) -> Result<Vec<(String, Span)>, ResolveError> {
    let mut members = Vec::new();
    for path in paths {
        let name = path_text(path);
        // A case of the topic is itself, whatever a statement says of it.
        if topic.words(topic.case())?.iter().any(|label| **label == *name) {
            members.push((name, path.span));
            continue;
        }
        let set = scope.definitions.find(&topic.name, &name).and_then(|definition| match &definition.body {
            DefineBody::Set(members) => Some(members),
            DefineBody::Condition(_) | DefineBody::Measure(_) => None,
        });
        match set {
            Some(set) => members.extend(set.iter().map(|member| (path_text(member), path.span))),
            None => members.push((name, path.span)),
        }
    }
    Ok(members)
}

#[allow(clippy::too_many_arguments, reason = "each is a plain part of the query that the message speaks of")]
fn mistake(
    scope: Scope<'_>,
    topic: &Topic,
    fields: &[FieldId],
    field: FieldId,
    members: &[(String, Span)],
    name: &str,
    span: Span,
    label: &Label,
) -> ResolveError {
    let meta = topic.meta(field);
    let known = |field: FieldId, name: &str| match names::find(scope.store, topic, field, name) {
        Ok(Label::Known(code)) => topic.words(field).ok()?.get(code as usize),
        Ok(Label::Elsewhere(_) | Label::Several(_) | Label::Unknown) | Err(_) => None,
    };
    let labels = match topic.labels(field) {
        Ok(Some(labels)) => labels,
        Ok(None) => {
            let name = base::source::Spanned::new(name.to_owned(), span);
            return scope.unknown::<&str>(&name, &kind(meta), &[]).into();
        }
        Err(error) => return error.into(),
    };
    let other = fields.iter().find(|&&other| other != field && known(other, name).is_some());
    if let Some(&other) = other {
        let subject = members.iter().find_map(|(name, _)| known(field, name));
        let first = subject.or(labels.dictionary.labels().first()).map_or("", |label| label);
        return ResolveError::MixedSubjects {
            first: first.into(),
            first_field: kind(meta),
            second: name.into(),
            second_field: kind(topic.meta(other)),
            span,
            example: format!(
                "show {} on {} where {} = {}",
                quoted(first),
                topic.name,
                topic.meta(other).name,
                quoted(name)
            ),
        };
    }
    let mut unknown = match label {
        Label::Several(codes) => return unclear(scope, labels, name, codes, span),
        Label::Elsewhere(known) => silent(topic, meta, labels, known.clone(), span),
        Label::Known(_) | Label::Unknown => unknown_label(topic, meta, labels, name.into(), span),
    };
    if unknown.suggestion.is_none() && unknown.silent.is_none() {
        unknown.suggestion = apart(name, &|name| known(field, name).is_some());
    }
    unknown.into()
}

/// `Beijing Seoul` with the comma that is missing, if each part is a label.
fn apart(name: &str, known: &dyn Fn(&str) -> bool) -> Option<String> {
    const LONGEST: usize = 100;
    if known(name) {
        return Some(name.to_owned());
    }
    let mut blanks = name.match_indices(' ').filter(|_| name.len() <= LONGEST);
    blanks.find_map(|(at, _)| {
        let (first, rest) = (&name[..at], &name[at + 1..]);
        let rest = if known(first) { apart(rest, known)? } else { return None };
        Some(format!("{first}, {rest}"))
    })
}
