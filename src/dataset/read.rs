//! A CSV text and its schema become a topic.

use std::sync::{Arc, OnceLock};

use csv::{ByteRecord, ReaderBuilder};

use super::column::{Column, LabelsBuilder, Numbers, YearSpans};
use super::error::DatasetError;
use super::field::{Direction, Field, FieldId, Level, Role};
use super::guess;
use super::package::{MissingValue, Resource, Schema, SchemaField};
use super::topic::{Claims, Reference, Status, Topic};
use super::value::{Bound, Missing, Years};
use crate::suggest::{count, one_of};

/// Reads a table.
///
/// # Errors
///
/// A heading that does not fit the schema, a row of another length, a value of another type, a property of Juxta's
/// own that means nothing.
pub fn topic(resource: &Resource, schema: &Schema, path: &str, text: &str) -> Result<Topic, DatasetError> {
    let columns = columns(resource, schema, path, text)?;
    let rows = columns.first().map_or(0, Column::len);
    let fields = fields(&resource.name, schema)?;
    let id = |property: &'static str, name: &String| field_id(&resource.name, schema, property, name);
    let ids = |property, names: &[String]| {
        names.iter().map(|name| id(property, name)).collect::<Result<Vec<FieldId>, DatasetError>>()
    };
    let period = match &schema.period {
        Some(period) => Some((id("juxta:period", &period.from)?, id("juxta:period", &period.to)?)),
        None => None,
    };
    let fact: Vec<FieldId> = match schema.fact.as_slice() {
        [] => {
            let identity = |field: &Field| matches!(field.role, Role::Case | Role::Key | Role::Time);
            (0..fields.len()).filter(|&at| identity(&fields[at])).map(FieldId).collect()
        }
        names => ids("juxta:fact", names)?,
    };
    let headline = ids("juxta:headline", &schema.headline)?;
    let status = fields.iter().position(|field| field.role == Role::Status);
    let mut topic = Topic {
        name: resource.name.as_str().into(),
        title: if resource.title.is_empty() {
            resource.name.as_str().into()
        } else {
            resource.title.as_str().into()
        },
        description: resource.description.as_str().into(),
        references: references(schema),
        claims: Claims::new(status.map(|at| statuses(&columns[at])), fact),
        fields,
        columns,
        rows,
        headline,
        period,
        incomplete: schema.incomplete.clone(),
        truncated: schema.truncated.clone(),
        aliases: OnceLock::new(),
    };
    set_bounds(&mut topic);
    Ok(topic)
}

/// The texts that stand for a missing value, and what they mean.
struct Marks {
    texts: Vec<String>,
    reasons: Arc<[Missing]>,
}

impl Marks {
    fn new(values: &[MissingValue]) -> Self {
        let (texts, reasons): (Vec<_>, Vec<_>) = values
            .iter()
            .map(|value| match value {
                MissingValue::Plain(text) => (text.clone(), Missing::NotStated),
                MissingValue::Labelled { value, label } => (value.clone(), Missing::from_label(label)),
            })
            .unzip();
        Self { texts, reasons: reasons.into() }
    }

    fn find(&self, cell: &str) -> Option<usize> {
        self.texts.iter().position(|text| text == cell)
    }
}

/// A column under construction.
enum Builder {
    Labels(LabelsBuilder),
    Numbers(Numbers),
    Years(YearSpans),
}

impl Builder {
    fn new(field: &SchemaField, marks: &Marks) -> Self {
        let year = field.kind == "year" || field.level == "year" && field.role != "note";
        match field.kind.as_str() {
            _ if year => Self::Years(YearSpans::default()),
            "integer" | "number" => Self::Numbers(Numbers::default()),
            _ => {
                let scale: Vec<Arc<str>> = match field.ordered {
                    true => field.categories.iter().map(|category| category.value().into()).collect(),
                    false => Vec::new(),
                };
                Self::Labels(LabelsBuilder::new(&scale, marks.reasons.clone()))
            }
        }
    }

    /// Adds a cell; the word for the wanted type when it is of another one.
    fn push(&mut self, cell: &str, marks: &Marks) -> Result<(), &'static str> {
        let missing = marks.find(cell);
        match self {
            Self::Labels(labels) => match missing {
                Some(reason) => labels.push_missing(reason),
                None => labels.push(cell),
            },
            Self::Numbers(numbers) => match missing {
                Some(reason) => numbers.push_missing(marks.reasons[reason].clone()),
                None => {
                    let value = cell.parse::<f64>().ok().filter(|value| value.is_finite()).ok_or("number")?;
                    let decimals = cell.split_once('.').map_or(0, |(_, decimals)| decimals.len());
                    numbers.push(value, decimals.min(12) as u8);
                }
            },
            Self::Years(years) => match missing {
                Some(reason) => years.push_missing(marks.reasons[reason].clone()),
                None => years.push(Years::parse(cell).ok_or("year")?),
            },
        }
        Ok(())
    }

    fn finish(self) -> Column {
        match self {
            Self::Labels(labels) => Column::Labels(labels.finish()),
            Self::Numbers(numbers) => Column::Numbers(numbers),
            Self::Years(years) => Column::Years(years),
        }
    }
}

fn columns(
    resource: &Resource,
    schema: &Schema,
    path: &str,
    text: &str,
) -> Result<Vec<Column>, DatasetError> {
    let delimiter = resource.dialect.as_ref().map_or(',', |dialect| dialect.delimiter);
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter as u8).flexible(true).from_reader(text.as_bytes());
    heading(reader.byte_headers().map_err(|error| unreadable(path, &error))?, schema, path)?;
    let marks = Marks::new(&schema.missing_values);
    let mut builders: Vec<Builder> = schema.fields.iter().map(|field| Builder::new(field, &marks)).collect();
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(|error| unreadable(path, &error))? {
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != builders.len() {
            let (found, expected) = (count(record.len(), "value"), count(builders.len(), "column"));
            return Err(DatasetError::Ragged { path: path.into(), line, found, expected });
        }
        for ((builder, cell), field) in builders.iter_mut().zip(&record).zip(&schema.fields) {
            // The text was UTF-8 as a whole, and CSV never splits a character.
            let cell = std::str::from_utf8(cell).unwrap_or_default().trim();
            builder.push(cell, &marks).map_err(|expected| DatasetError::Cell {
                path: path.into(),
                line,
                value: cell.into(),
                field: field.name.clone(),
                expected,
            })?;
        }
    }
    Ok(builders.into_iter().map(Builder::finish).collect())
}

fn heading(found: &ByteRecord, schema: &Schema, path: &str) -> Result<(), DatasetError> {
    let names = schema.fields.iter().map(|field| field.name.as_bytes());
    if found.iter().map(<[u8]>::trim_ascii).eq(names) {
        return Ok(());
    }
    let found: Vec<_> = found.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    let expected: Vec<_> = schema.fields.iter().map(|field| field.name.as_str()).collect();
    let (found, expected) = (found.join(","), expected.join(","));
    Err(DatasetError::Fields { path: path.into(), found, expected })
}

fn unreadable(path: &str, error: &csv::Error) -> DatasetError {
    DatasetError::Unreadable { path: path.into(), reason: error.to_string() }
}

fn fields(topic: &str, schema: &Schema) -> Result<Vec<Arc<Field>>, DatasetError> {
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
        unit: field.unit.as_str().into(),
        unit_from: other("juxta:unit_from", &field.unit_from)?,
        bounded_by: other("juxta:bounded_by", &field.bounded_by)?,
        alias_of: other("juxta:alias_of", &field.alias_of)?,
        scope: field.scope.as_str().into(),
        scale: match field.ordered {
            true => field.categories.iter().map(|category| category.value().into()).collect(),
            false => Vec::new(),
        },
    })
}

fn field_id(
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

fn references(schema: &Schema) -> Vec<Reference> {
    let keys = schema.foreign_keys.iter().filter_map(|key| {
        let field = key.fields.single()?;
        let field = schema.fields.iter().position(|other| other.name == field)?;
        let target = key.reference.fields.single()?.into();
        Some(Reference { field: FieldId(field), topic: key.reference.resource.as_str().into(), target })
    });
    keys.filter(|reference| !reference.topic.is_empty()).collect()
}

fn statuses(column: &Column) -> Vec<Status> {
    let Column::Labels(labels) = column else { return vec![Status::Preferred; column.len()] };
    let status = |row| Status::from_word(labels.text(row)).unwrap_or(Status::Preferred);
    (0..column.len()).map(status).collect()
}

/// Carries the words of bound fields over to the figures they speak of.
fn set_bounds(topic: &mut Topic) {
    let bounded: Vec<_> = topic.fields.iter().map(|field| field.bounded_by).collect();
    for (at, bound) in bounded.into_iter().enumerate() {
        let Some(bounds) = bound.and_then(|id| topic.labels(id)) else { continue };
        let word = |row| Bound::from_words(bounds.text(row)).filter(|&bound| bound != Bound::Exact);
        let bounds = (0..topic.rows).filter_map(|row| Some((row, word(row)?))).collect();
        if let Column::Numbers(numbers) = &mut topic.columns[at] {
            numbers.set_bounds(bounds);
        }
    }
}
