//! Labels of a long table's key as figures: `infected / population`, where each stands in a row of its own.

use std::sync::Arc;

use super::error::ResolveError;
use super::formula::Figure;
use super::scope::{Scope, path_text};
use super::variable;
use base::source::{Span, Spanned};
use data::{Field, FieldId, Label, Role, Topic, names};
use query::{Formula, Summary, Summing, Test, TestKind, Variable};
use syntax::ast::Path;

/// The figure that stands in the rows of a label; nothing where the path is a field, or the topic is no long table.
///
/// # Errors
///
/// A topic that cannot be read.
pub fn figure(scope: Scope<'_>, topic: &Arc<Topic>, path: &Path) -> Result<Option<Figure>, ResolveError> {
    let name = match path.names.as_slice() {
        [name] => name,
        [first, name] if first.node.eq_ignore_ascii_case(&topic.name) => name,
        _ => return Ok(None),
    };
    // A long table has one column of figures.
    let measures = topic.measures().into_iter().filter(|&id| topic.meta(id).level.is_numeric());
    let &[value] = measures.collect::<Vec<_>>().as_slice() else { return Ok(None) };
    if variable::find(scope, topic, &Spanned::new(path_text(path), path.span))?.is_some()
        || variable::find(scope, topic, name)?.is_some()
    {
        return Ok(None);
    }
    for key in topic.with_role(Role::Key).filter(|&id| topic.is_words(id)) {
        if let Label::Known(code) = names::find(scope.store, topic, key, &name.node)? {
            return of_label(scope, topic, (key, code), value, name.span).map(Some);
        }
    }
    Ok(None)
}

/// The figure of the rows with a label, for all rows that are the same in everything else.
fn of_label(
    scope: Scope<'_>,
    topic: &Arc<Topic>,
    (key, code): (FieldId, u32),
    value: FieldId,
    span: Span,
) -> Result<Figure, ResolveError> {
    let kind = TestKind::Label { variable: variable::of_field(topic, key), codes: vec![code] };
    let names_a_row = |role| topic.with_role(role).filter(|&id| id != key);
    let within = names_a_row(Role::Case).chain(names_a_row(Role::Key)).chain(names_a_row(Role::Time));
    let within: Vec<Variable> = within.map(|id| variable::of_field(topic, id)).collect();
    let of = Formula::Variable(variable::of_field(topic, value));
    let filter = Some(Test::typed(kind, scope.text, span));
    let summary = Summary { how: Summing::Only, of, filter, within };
    let meta = topic.meta(value);
    let unit = match meta.unit_from {
        Some(units) => unit_of(topic, (key, code), units)?,
        None => meta.unit.clone(),
    };
    let meta = Field { role: Role::Measure, unit, unit_from: None, bounded_by: None, ..Field::clone(meta) };
    Ok(Figure { formula: Formula::Summary(Box::new(summary)), meta })
}

/// The unit of the rows with a label; none where they differ.
fn unit_of(topic: &Topic, (key, code): (FieldId, u32), units: FieldId) -> Result<Arc<str>, ResolveError> {
    let (Some(labels), Some(units)) = (topic.labels(key)?, topic.labels(units)?) else {
        return Ok(Arc::default());
    };
    let mut found: Option<u32> = None;
    for row in (0..topic.rows).filter(|&row| labels.code(row) == Some(code)) {
        match (units.code(row), found) {
            (None, _) => {}
            (Some(unit), None) => found = Some(unit),
            (Some(unit), Some(other)) if unit == other => {}
            (Some(_), Some(_)) => return Ok(Arc::default()),
        }
    }
    Ok(found.map_or_else(Arc::default, |unit| units.dictionary.label(unit).clone()))
}
