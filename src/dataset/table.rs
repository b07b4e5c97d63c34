//! A table that comes without a schema: what its columns hold is read off its values.

use std::collections::HashSet;

use super::error::DatasetError;
use super::package::{Dialect, Labelled, Names, Resource, Schema, SchemaField, SchemaRef};
use super::sample::Sample;
use super::value::Years;
use crate::suggest::{one_of, typed};

/// Texts that stand for a missing value in tables from elsewhere.
const MISSING: [&str; 7] = ["", "NA", "N/A", "n/a", "..", "-", "–"];

/// Describes a table as a resource. `roles` are those a `load … with case = country` gives.
///
/// # Errors
///
/// No heading, a heading with empty or equal names, a row of another length, no column that could be the case.
pub fn describe(
    name: &str,
    path: &str,
    text: &str,
    roles: &[(String, String)],
) -> Result<Resource, DatasetError> {
    let delimiter = delimiter(text);
    let schema = schema(path, text, delimiter, roles)?;
    let file = std::path::Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or(path);
    Ok(Resource {
        name: name.into(),
        title: name.into(),
        description: format!("the table `{path}`"),
        path: Names(vec![file.into()]),
        schema: Some(SchemaRef::Inline(Box::new(schema))),
        dialect: Some(Dialect { delimiter: delimiter as char }),
    })
}

/// Reads the schema of a table off its heading and values.
///
/// # Errors
///
/// As [`describe`].
pub fn schema(
    path: &str,
    text: &str,
    delimiter: u8,
    roles: &[(String, String)],
) -> Result<Schema, DatasetError> {
    let sample = Sample::take(path, text, delimiter)?;
    check_heading(path, sample.heading())?;
    if sample.is_empty() {
        return Err(DatasetError::Empty { path: path.into() });
    }
    let fields = sample.heading().iter().enumerate().map(|(column, name)| {
        let mut kinds = Kinds::default();
        sample.column(column).for_each(|cell| kinds.see(&cell));
        kinds.field(name)
    });
    let mut fields: Vec<SchemaField> = fields.collect();
    assign(path, &mut fields, roles)?;
    if !fields.iter().any(|field| field.kind == "string" || field.role == "case") {
        let column = fields.first().map_or_else(String::new, |field| field.name.clone());
        return Err(DatasetError::NoCase { path: path.into(), column: typed(&column) });
    }
    Ok(Schema {
        fields,
        foreign_keys: Vec::new(),
        missing_values: MISSING.iter().map(|&mark| Labelled::bare(mark)).collect(),
        headline: Vec::new(),
        period: None,
        fact: Vec::new(),
        incomplete: Vec::new(),
        truncated: Vec::new(),
        conditions: Vec::new(),
        checks: Vec::new(),
    })
}

/// The separator: the one that the first line holds most often.
fn delimiter(text: &str) -> u8 {
    let heading = text.lines().next().unwrap_or_default();
    let often = |&byte: &u8| heading.bytes().filter(|&other| other == byte).count();
    // On a tie the last one wins, and that is the comma.
    [b'\t', b';', b','].into_iter().max_by_key(often).unwrap_or(b',')
}

fn check_heading(path: &str, heading: &[String]) -> Result<(), DatasetError> {
    let wrong = |reason| Err(DatasetError::Heading { path: path.into(), reason });
    if heading.iter().all(|name| name.trim().is_empty()) {
        return Err(DatasetError::Empty { path: path.into() });
    }
    let mut seen = HashSet::new();
    for (at, name) in heading.iter().map(|name| name.trim()).enumerate() {
        if name.is_empty() {
            return wrong(format!("has an empty name in column {}", at + 1));
        }
        if !seen.insert(name.to_ascii_lowercase()) {
            return wrong(format!("names `{name}` twice"));
        }
    }
    Ok(())
}

/// Gives fields the roles that a `load … with` names.
fn assign(path: &str, fields: &mut [SchemaField], roles: &[(String, String)]) -> Result<(), DatasetError> {
    for (role, name) in roles {
        match fields.iter_mut().find(|field| field.name.eq_ignore_ascii_case(name)) {
            Some(field) => {
                field.role = role.to_ascii_lowercase();
                // Years in a column that is called the time are years, whatever its name.
                if field.role == "time" && field.kind == "integer" {
                    field.kind = "year".into();
                }
            }
            None => {
                let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
                return Err(DatasetError::UnknownField {
                    topic: path.into(),
                    property: "load … with",
                    field: name.clone(),
                    fields: one_of(&names),
                });
            }
        }
    }
    Ok(())
}

/// Which types every value seen so far fits.
#[derive(Clone)]
struct Kinds {
    integer: bool,
    number: bool,
    year: bool,
    empty: bool,
}

impl Default for Kinds {
    fn default() -> Self {
        Self { integer: true, number: true, year: true, empty: true }
    }
}

impl Kinds {
    fn see(&mut self, cell: &str) {
        if MISSING.contains(&cell) {
            return;
        }
        self.empty = false;
        self.integer &= cell.parse::<i64>().is_ok();
        self.number &= cell.parse::<f64>().is_ok_and(f64::is_finite);
        self.year &= Years::parse(cell).is_some();
    }

    fn field(&self, name: &str) -> SchemaField {
        let name = name.trim();
        let called_year =
            matches!(name.to_ascii_lowercase().as_str(), "year" | "years" | "time" | "date" | "period");
        let kind = match self {
            Self { empty: true, .. } => "string",
            Self { year: true, .. } if called_year => "year",
            Self { integer: true, .. } => "integer",
            Self { number: true, .. } => "number",
            _ => "string",
        };
        SchemaField { name: name.into(), kind: kind.into(), ..SchemaField::default() }
    }
}
