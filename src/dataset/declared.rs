//! What a schema declares of its fields.

use std::sync::Arc;

use super::error::DatasetError;
use super::field::{Direction, Field, FieldId, Level, Role};
use super::guess;
use super::package::{Schema, SchemaField};
use super::topic::Reference;
use crate::suggest::one_of;

/// The fields that a schema declares, with what is guessed of them where it says nothing.
///
/// # Errors
///
/// A property of Juxta's own that means nothing, or names a field that is not there.
pub fn fields(topic: &str, schema: &Schema) -> Result<Vec<Arc<Field>>, DatasetError> {
    let roles = guess::roles(schema);
    schema
        .fields
        .iter()
        .zip(roles)
        .map(|(field, role)| read_field(topic, schema, field, role).map(Arc::new))
        .collect()
}

fn read_field(
    topic: &str,
    schema: &Schema,
    field: &SchemaField,
    guessed: Role,
) -> Result<Field, DatasetError> {
    let wrong = |property, value: &str, allowed| DatasetError::Property {
        topic: topic.into(),
        field: field.name.clone(),
        property,
        value: value.into(),
        allowed,
    };
    let role = match field.role.as_str() {
        "" => guessed,
        word => Role::from_word(word).ok_or_else(|| {
            wrong(
                "juxta:role",
                word,
                "case, key, time, measure, note, unit, bound, status, reason, source, place",
            )
        })?,
    };
    let level = match field.level.as_str() {
        "" => guess::level(field, role),
        word => Level::from_word(word).ok_or_else(|| {
            wrong("juxta:level", word, "nominal, ordinal, count, quantity, share, year, text, set")
        })?,
    };
    let direction = match field.direction.as_str() {
        "" => None,
        word => {
            Some(Direction::from_word(word).ok_or_else(|| wrong("juxta:direction", word, "higher, lower"))?)
        }
    };
    let other = |property, name: &String| match name.as_str() {
        "" => Ok(None),
        _ => field_id(topic, schema, property, name).map(Some),
    };
    Ok(Field {
        name: field.name.as_str().into(),
        title: if field.title.is_empty() { field.name.as_str().into() } else { field.title.as_str().into() },
        description: field.description.as_str().into(),
        question: field.question.as_str().into(),
        role,
        level,
        direction,
        flow: field.flow,
        unit: field.unit.as_str().into(),
        unit_from: other("juxta:unit_from", &field.unit_from)?,
        bounded_by: other("juxta:bounded_by", &field.bounded_by)?,
        alias_of: other("juxta:alias_of", &field.alias_of)?,
        sorted_by: other("juxta:sorted_by", &field.sorted_by)?,
        scope: field.scope.as_str().into(),
        scale: match field.ordered {
            true => field.categories.iter().map(|step| step.value.as_str().into()).collect(),
            false => Vec::new(),
        },
    })
}

/// The field that a property names.
///
/// # Errors
///
/// There is no such field.
pub fn field_id(
    topic: &str,
    schema: &Schema,
    property: &'static str,
    name: &String,
) -> Result<FieldId, DatasetError> {
    let at = schema.fields.iter().position(|field| field.name == *name);
    at.map(FieldId).ok_or_else(|| {
        let names: Vec<&str> = schema.fields.iter().map(|field| field.name.as_str()).collect();
        DatasetError::UnknownField {
            topic: topic.into(),
            property,
            field: name.clone(),
            fields: one_of(&names),
        }
    })
}

/// The fields that refer to another topic.
pub fn references(schema: &Schema) -> Vec<Reference> {
    let keys = schema.foreign_keys.iter().filter_map(|key| {
        let field = key.fields.single()?;
        let field = schema.fields.iter().position(|other| other.name == field)?;
        let target = key.reference.fields.single()?.into();
        Some(Reference { field: FieldId(field), topic: key.reference.resource.as_str().into(), target })
    });
    keys.filter(|reference| !reference.topic.is_empty()).collect()
}
