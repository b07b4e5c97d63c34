//! What a schema declares of its fields.

use data::DeclaredError;
use std::sync::Arc;

use super::defaults;
use super::error::ImportError;
use super::package::{Labelled, Schema, SchemaField};
use base::suggest::one_of;
use data::field::{Direction, Field, FieldId, Level, Role};
use data::remark::{About, Remark};
use data::topic::Reference;
use data::value::is_yes;

/// The fields that a schema declares, with what is guessed of them where it says nothing.
///
/// # Errors
///
/// A property of Juxta's own that means nothing, or names a field that is not there.
pub fn fields(topic: &str, schema: &Schema) -> Result<Vec<Arc<Field>>, ImportError> {
    let roles = defaults::roles(schema);
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
) -> Result<Field, ImportError> {
    let wrong = |property, value: &str, allowed| ImportError::Property {
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
        "" => defaults::level(field, role),
        word => Level::from_word(word).ok_or_else(|| {
            wrong("juxta:level", word, "nominal, ordinal, count, quantity, share, year, text, set")
        })?,
    };
    let unlike = |texts: &[Labelled], yes: bool| {
        texts.iter().find(|text| is_yes(&text.value) != Some(yes)).map(|text| text.value.clone())
    };
    let refused = |property, value: Option<String>| match value {
        None => Ok(()),
        Some(value) => Err(ImportError::NotRead {
            topic: topic.into(),
            property,
            value,
            advice: "yes is written `true`, `yes` or `1`, and no `false`, `no` or `0`, small or large; or declare the field a `string`",
        }),
    };
    refused("trueValues", unlike(&field.true_values, true))?;
    refused("falseValues", unlike(&field.false_values, false))?;
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
) -> Result<FieldId, ImportError> {
    let at = schema.fields.iter().position(|field| field.name == *name);
    at.map(FieldId).ok_or_else(|| {
        let names: Vec<&str> = schema.fields.iter().map(|field| field.name.as_str()).collect();
        DeclaredError::UnknownField {
            topic: topic.into(),
            property,
            field: name.clone(),
            fields: one_of(&names),
        }
        .into()
    })
}

/// What a schema declares, and what is not made use of.
pub fn remarks(schema: &Schema) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let constrained = schema.fields.iter().filter(|field| !field.constraints.is_empty());
    let names: Vec<&str> = constrained.map(|field| field.name.as_str()).collect();
    if !names.is_empty() {
        let text =
            format!("the `constraints` of {} are not checked", one_of(&names).replace(" or ", " and "));
        remarks.push(Remark::told(About::Columns, text));
    }
    for field in &schema.fields {
        let labelled =
            field.categories.iter().filter(|step| !step.label.is_empty() && step.label != step.value);
        let means: Vec<String> = labelled.map(|step| format!("`{}` is {}", step.value, step.label)).collect();
        if !means.is_empty() {
            remarks.push(Remark::told(About::Columns, format!("in `{}`, {}", field.name, means.join(", "))));
        }
    }
    remarks
}

/// The fields that refer to another topic: by a foreign key, or because it knows their labels by other names.
pub fn references(schema: &Schema) -> Vec<Reference> {
    let named = schema.fields.iter().enumerate().filter_map(|(at, field)| {
        let (topic, target) = field.named_in.split_once('.')?;
        Some(Reference { field: FieldId(at), topic: topic.into(), target: target.into() })
    });
    let keys = schema.foreign_keys.iter().filter_map(|key| {
        let field = key.fields.single()?;
        let field = schema.fields.iter().position(|other| other.name == field)?;
        let target = key.reference.fields.single()?.into();
        Some(Reference { field: FieldId(field), topic: key.reference.resource.as_str().into(), target })
    });
    keys.filter(|reference| !reference.topic.is_empty()).chain(named).collect()
}
