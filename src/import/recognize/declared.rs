//! The parts of fields that a package declares without saying which part each plays.

use super::columns::Draft;
use super::hints::{Hint, Hints};
use super::roles;
use crate::dialect::{Dialect, Kind};
use crate::error::ImportError;
use crate::package::{Schema, SchemaField};
use crate::sample::{Extent, Sample};
use data::field::{Level, Role};

/// Gives each field without a part the one that its values show, as in a table without a descriptor. Fields of the
/// primary key are the case, the time or keys.
///
/// # Errors
///
/// A row of another length, a quote that is never closed.
pub fn assign_roles(
    path: &str,
    text: &str,
    extent: Extent,
    dialect: &Dialect,
    schema: &mut Schema,
) -> Result<(), ImportError> {
    let sample = Sample::take(path, text, extent, dialect)?;
    // Another heading is refused with a message of its own.
    if sample.heading().len() != schema.fields.len() {
        return Ok(());
    }
    let hints = said(schema);
    let draft = |(place, field): (usize, &SchemaField)| {
        Draft::declared(field.name.clone(), place, &sample, dialect.missing.of(place), Kind::declared(field))
    };
    let mut drafts: Vec<Draft<'_>> = schema.fields.iter().enumerate().map(draft).collect();
    let Some(found) = roles::assign(&mut drafts, &hints) else { return Ok(()) };
    for (at, (field, role)) in schema.fields.iter_mut().zip(found.roles).enumerate() {
        if !field.role.is_empty() {
            continue;
        }
        let is_time = matches!(field.kind.as_str(), "date" | "datetime" | "time" | "yearmonth");
        let role = if is_time && role == Role::Key { Role::Time } else { role };
        field.role = role.word().into();
        // The names of cases and keys are labels, also where they are digits.
        if drafts[at].kind == Kind::Labels && matches!(field.kind.as_str(), "integer" | "number") {
            field.level = Level::Nominal.word().into();
        }
    }
    for (at, of) in found.alias_of.into_iter().enumerate() {
        if let (Some(of), true) = (of, schema.fields[at].alias_of.is_empty()) {
            schema.fields[at].alias_of = drafts[of].name.clone();
        }
    }
    Ok(())
}

/// What a schema says of parts.
fn said(schema: &Schema) -> Hints {
    let mut hints = Hints::default();
    let mut say = |role, name: &String| hints.fields.push((Hint::Role(role), name.clone()));
    let mut has_case = false;
    for field in &schema.fields {
        if let Some(role) = Role::from_word(&field.role) {
            has_case |= role == Role::Case;
            say(role, &field.name);
        }
    }
    let keys = schema.primary_key.iter().flat_map(|key| &key.0);
    let fields = keys.filter_map(|name| schema.fields.iter().find(|field| field.name == *name));
    for field in fields.filter(|field| field.role.is_empty()) {
        match Kind::declared(field) {
            Kind::Years => say(Role::Time, &field.name),
            Kind::Labels if !has_case => {
                has_case = true;
                say(Role::Case, &field.name);
            }
            Kind::Labels | Kind::Numbers(_) => say(Role::Key, &field.name),
        }
    }
    hints
}
