//! What fields mean where nobody has said it: roles and levels from types and names.

use super::package::{Schema, SchemaField};
use data::field::{Level, Role};

/// The role of each field of a schema; those that are declared stay as they are.
///
/// The first field of words is the case, a year is the time, figures are measures, other words are keys.
pub fn roles(schema: &Schema) -> Vec<Role> {
    let declared = |field: &SchemaField| Role::from_word(&field.role);
    let mut has_case = schema.fields.iter().any(|field| declared(field) == Some(Role::Case));
    let role = |field: &SchemaField| {
        if let Some(role) = declared(field) {
            return role;
        }
        match field.kind.as_str() {
            "year" | "date" => Role::Time,
            "integer" | "number" if field.level == "year" => Role::Time,
            "integer" | "number" => Role::Measure,
            _ if !has_case => {
                has_case = true;
                Role::Case
            }
            _ => Role::Key,
        }
    };
    schema.fields.iter().map(role).collect()
}

/// The level of a field that declares none: what its type allows and nothing more.
pub fn level(field: &SchemaField, role: Role) -> Level {
    match field.kind.as_str() {
        "year" => Level::Year,
        "integer" | "number" if !field.categories.is_empty() && !field.ordered => Level::Nominal,
        "integer" if field.categories.is_empty() => Level::Count,
        "number" if field.categories.is_empty() => Level::Quantity,
        _ if field.ordered => Level::Ordinal,
        _ if role == Role::Note => Level::Text,
        _ => Level::Nominal,
    }
}
