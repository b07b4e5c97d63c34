//! A name becomes a variable: a field, its years, a field of a topic it refers to, or something defined.

use std::sync::Arc;

use super::condition;
use super::definitions::{self, Definition};
use super::error::ResolveError;
use super::formula;
use super::scope::{Scope, field_names};
use base::fold::fold;
use base::source::Span;
use data::topic::Reference;
use data::{Field, FieldId, Level, Role, Topic, names as data_names};
use query::{Origin, Variable};
use syntax::ast::{DefineBody, Name};

/// The variable of a field.
pub fn of_field(topic: &Topic, id: FieldId) -> Variable {
    Variable { meta: topic.meta(id).clone(), origin: Origin::Field(id) }
}

/// Looks a name up in a topic; `None` when it is no variable there.
///
/// # Errors
///
/// A definition of that name that does not fit the topic, or data that cannot be read.
pub fn find(scope: Scope<'_>, topic: &Arc<Topic>, name: &Name) -> Result<Option<Variable>, ResolveError> {
    if let Some(id) = field(topic, &name.node) {
        return Ok(Some(of_field(topic, id)));
    }
    if let Some(definition) = scope.definitions.find(&topic.name, &name.node) {
        return defined(scope, topic, definition, name.span);
    }
    if let Some(definition) = definitions::bundled(topic, &name.node)? {
        return defined(scope, topic, &definition, name.span);
    }
    let has_years = topic.has_years();
    match fold(&name.node).as_str() {
        "year" if has_years => return Ok(Some(computed("year", Level::Year, Origin::Years))),
        "decade" if has_years => return Ok(Some(computed("decade", Level::Ordinal, Origin::Decade))),
        _ => {}
    }
    through(scope, topic, &name.node)
}

/// As [`find`], but a name that is no variable is a mistake.
///
/// # Errors
///
/// As [`find`], and the name is no variable.
pub fn get(scope: Scope<'_>, topic: &Arc<Topic>, name: &Name) -> Result<Variable, ResolveError> {
    match find(scope, topic, name)? {
        Some(variable) => Ok(variable),
        None => Err(scope.unknown_field(name, topic, &names(scope, topic)?).into()),
    }
}

/// Every name that [`find`] understands, a topic's own fields first.
///
/// # Errors
///
/// A topic that cannot be read.
pub fn names(scope: Scope<'_>, topic: &Topic) -> Result<Vec<String>, ResolveError> {
    let mut names: Vec<String> = field_names(topic).into_iter().map(str::to_owned).collect();
    if topic.has_years() {
        names.extend(["year", "decade"].map(str::to_owned));
    }
    let defined = scope.definitions.iter().filter(|definition| {
        !matches!(definition.body, DefineBody::Set(_))
            && definition.topic.as_ref().is_none_or(|of| of.eq_ignore_ascii_case(&topic.name))
    });
    names.extend(defined.map(|definition| definition.name.node.clone()));
    let mut led_to: Vec<&str> = Vec::new();
    for (reference, other) in referred(scope, topic)? {
        for field in other.fields.iter().filter(|field| field.role != Role::Bound) {
            // What another field leads to as well is told apart by the field: `partner_country`.
            if !led_to.contains(&&*field.name) {
                led_to.push(&field.name);
                names.push(field.name.to_string());
            } else if field.role == Role::Measure {
                names.push(long_name(topic, reference, &field.name));
            }
        }
    }
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(fold(name)));
    Ok(names)
}

/// A field by its name or title, whatever the case; `grdp usd` is `grdp_usd`.
pub fn field(topic: &Topic, name: &str) -> Option<FieldId> {
    topic.field(name).or_else(|| {
        let name = fold(name);
        let called = |field: &Arc<Field>| fold(&field.name) == name || fold(&field.title) == name;
        topic.fields.iter().position(called).map(FieldId)
    })
}

/// A variable that is no field of any topic.
pub fn computed(name: &str, level: Level, origin: Origin) -> Variable {
    Variable { meta: Arc::new(Field::computed(name, level)), origin }
}

/// A field of a topic that one of this topic's fields refers to: `country`, through `city`; `partner_country` says through
/// which.
fn through(scope: Scope<'_>, topic: &Topic, name: &str) -> Result<Option<Variable>, ResolveError> {
    let referred = referred(scope, topic)?;
    for (reference, other) in &referred {
        if let Some(id) = field(other, name) {
            return led_to(scope, topic, reference, (other, id), &other.meta(id).name);
        }
    }
    let folded = fold(name);
    for (reference, other) in &referred {
        let called = |id: &usize| fold(&long_name(topic, reference, &other.fields[*id].name)) == folded;
        if let Some(id) = (0..other.fields.len()).find(called).map(FieldId) {
            let name = long_name(topic, reference, &other.meta(id).name);
            return led_to(scope, topic, reference, (other, id), &name);
        }
    }
    Ok(None)
}

/// A field of the topic that a field of this one refers to: `partner.country`; `None` when the field refers to none.
///
/// # Errors
///
/// A topic that cannot be read; the other topic has no such field.
pub fn behind(
    scope: Scope<'_>,
    topic: &Topic,
    first: &Name,
    name: &Name,
) -> Result<Option<Variable>, ResolveError> {
    let Some(id) = field(topic, &first.node) else { return Ok(None) };
    let referred = referred(scope, topic)?;
    let Some((reference, other)) = referred.into_iter().find(|(reference, _)| reference.field == id) else {
        return Ok(None);
    };
    match field(other, &name.node) {
        Some(id) => {
            let name = long_name(topic, reference, &other.meta(id).name);
            led_to(scope, topic, reference, (other, id), &name)
        }
        None => Err(scope.unknown_field(name, other, &field_names(other)).into()),
    }
}

/// `partner_country`
fn long_name(topic: &Topic, reference: &Reference, name: &str) -> String {
    format!("{}_{name}", topic.meta(reference.field).name)
}

/// A topic that a field refers to, and which of its cases is which of the labels here.
struct Led<'t> {
    key: FieldId,
    other: &'t Arc<Topic>,
    target: FieldId,
    cases: data_names::Matched,
}

impl<'t> Led<'t> {
    fn new(
        scope: Scope<'_>,
        topic: &Topic,
        reference: &Reference,
        other: &'t Arc<Topic>,
    ) -> Result<Option<Self>, ResolveError> {
        let Some(target) = other.field(&reference.target) else { return Ok(None) };
        let key = reference.field;
        let cases = data_names::matched(scope.store, (topic, key), (other, target))?;
        Ok(Some(Self { key, other, target, cases }))
    }

    /// A field there, by the name that it has here.
    fn variable(&self, field: FieldId, name: &str) -> Variable {
        let origin = Origin::Through {
            key: self.key,
            topic: self.other.clone(),
            target: self.target,
            field,
            by_year: false,
            cases: self.cases.clone(),
        };
        let meta = Field { role: Role::Key, name: name.into(), ..Field::clone(self.other.meta(field)) };
        Variable { meta: Arc::new(meta), origin }
    }
}

fn led_to(
    scope: Scope<'_>,
    topic: &Topic,
    reference: &Reference,
    (other, id): (&Arc<Topic>, FieldId),
    name: &str,
) -> Result<Option<Variable>, ResolveError> {
    Ok(Led::new(scope, topic, reference, other)?.map(|led| led.variable(id, name)))
}

/// Every field of the topics that this one's fields refer to: as a variable here, and where its values stand.
///
/// # Errors
///
/// A topic that cannot be read.
pub fn led_to_all(
    scope: Scope<'_>,
    topic: &Topic,
) -> Result<Vec<(Variable, Arc<Topic>, FieldId)>, ResolveError> {
    let mut all = Vec::new();
    for (reference, other) in referred(scope, topic)? {
        let Some(led) = Led::new(scope, topic, reference, other)? else { continue };
        for id in (0..other.fields.len()).map(FieldId) {
            let name = &other.meta(id).name;
            let variable = match field(topic, name) {
                None => led.variable(id, name),
                Some(_) => led.variable(id, &long_name(topic, reference, name)),
            };
            all.push((variable, other.clone(), id));
        }
    }
    Ok(all)
}

/// The topics whose fields can be used through a reference.
fn referred<'a>(
    scope: Scope<'a>,
    topic: &'a Topic,
) -> Result<Vec<(&'a Reference, &'a Arc<Topic>)>, ResolveError> {
    // Where a figure comes from is no property of the thing it is about.
    let usable =
        topic.references.iter().filter(|reference| !topic.meta(reference.field).role.is_provenance());
    let mut referred = Vec::new();
    for reference in usable {
        if let Some(other) = scope.store.topic(&reference.topic) {
            referred.push((reference, other?));
        }
    }
    Ok(referred)
}

/// What a defined name stands for. `span` is the name where it is used.
fn defined(
    scope: Scope<'_>,
    topic: &Arc<Topic>,
    definition: &Definition,
    span: Span,
) -> Result<Option<Variable>, ResolveError> {
    const DEEPEST: usize = 16;
    let name = &definition.name.node;
    if scope.depth == DEEPEST || !scope.definitions.may_replace() {
        let reason = "it is defined by itself, or by too many other names".to_owned();
        return Err(ResolveError::Definition { name: name.clone(), reason, span });
    }
    // The spans of a definition count into the source that made it, so a mistake in it is told where it is used.
    let told_here = |error| {
        if let ResolveError::Data(_) = error {
            error
        } else if let ResolveError::Definition { name, reason, .. } = error {
            ResolveError::Definition { name, reason, span }
        } else {
            ResolveError::Definition { name: name.clone(), reason: error.to_string(), span }
        }
    };
    let (text, statement) = (&definition.source, definition.statement);
    let scope = Scope { text, statement, depth: scope.depth + 1, ..scope };
    Ok(match &definition.body {
        DefineBody::Set(_) => None,
        DefineBody::Measure(expression) => {
            let figure = formula::resolve(scope, topic, expression).map_err(told_here)?;
            let name: Arc<str> = name.as_str().into();
            let meta = Field { name: name.clone(), title: name, ..figure.meta };
            Some(Variable { meta: Arc::new(meta), origin: Origin::Formula(Box::new(figure.formula)) })
        }
        DefineBody::Condition(condition) => {
            let test = condition::facts(scope, topic, condition).map_err(told_here)?;
            let meta = Field { role: Role::Measure, ..Field::computed(name, Level::Nominal) };
            Some(Variable { meta: Arc::new(meta), origin: Origin::Condition(Box::new(test)) })
        }
    })
}
