//! A table and its schema become a topic. Columns are built when they are first used.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::cells::Cells;
use super::column::{Column, LabelsBuilder, Numbers, YearSpans};
use super::dialect::{Dialect, Figures, Kind, Marks};
use super::error::DatasetError;
use super::field::{Direction, Field, FieldId, Level, Role};
use super::guess;
use super::layout::{Layout, Tidy, Wide, WideMeasure};
use super::package::{Resource, Schema, SchemaField};
use super::recognize::Recognized;
use super::topic::{Claims, Columns, Reference, Topic};
use super::value::{Bound, Years};
use crate::suggest::one_of;

/// Reads a table.
///
/// # Errors
///
/// A heading that does not fit the schema, a row of another length, a property of Juxta's own that means nothing.
/// A value of another type shows when its column is built: see [`Topic::check`].
pub fn topic(
    resource: &Resource,
    schema: &Schema,
    path: &str,
    text: Cow<'static, str>,
) -> Result<Topic, DatasetError> {
    let dialect = Dialect::declared(resource, schema);
    let cells = Cells::cut(path, text, &dialect)?;
    heading(&cells.heading, schema, path)?;
    let unread = Unread { cells, layout: Layout::declared(schema), dialect, path: path.into() };
    of(resource, schema, unread)
}

/// Reads a table that was recognized.
///
/// # Errors
///
/// A row of another length, a value that is not of its field's type.
pub fn recognized(
    resource: &Resource,
    found: &Recognized,
    path: &str,
    text: Cow<'static, str>,
) -> Result<Topic, DatasetError> {
    let cells = Cells::cut(path, text, &found.dialect)?;
    let (layout, dialect) = (found.layout.clone(), found.dialect.clone());
    of(resource, &found.schema, Unread { cells, layout, dialect, path: path.into() })
}

fn of(resource: &Resource, schema: &Schema, unread: Unread) -> Result<Topic, DatasetError> {
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
    let title = if resource.title.is_empty() { &resource.name } else { &resource.title };
    let (rows, columns) = match &unread.layout.wide {
        None => (unread.cells.rows(), Columns::unread(unread, fields.len())),
        Some(wide) => unread.tidy(wide, &fields)?,
    };
    Ok(Topic {
        name: resource.name.as_str().into(),
        title: title.as_str().into(),
        description: resource.description.as_str().into(),
        references: references(schema),
        rows,
        headline: ids("juxta:headline", &schema.headline)?,
        period,
        incomplete: schema.incomplete.clone(),
        truncated: schema.truncated.clone(),
        conditions: schema.conditions.clone(),
        checks: schema.checks.clone(),
        claims: Claims::new(fact),
        aliases: OnceLock::new(),
        columns,
        remarks: Vec::new(),
        fields,
    })
}

/// A table whose columns have not been built yet.
#[derive(Debug)]
pub struct Unread {
    cells: Cells,
    layout: Layout,
    dialect: Dialect,
    path: String,
}

impl Unread {
    /// Builds a column.
    ///
    /// # Errors
    ///
    /// A value that is not of the field's type.
    pub fn column(&self, id: FieldId, field: &Field) -> Result<Column, DatasetError> {
        let (place, kind) = self.layout.columns[id.0];
        let mut column = self.read(place, kind, field)?;
        if let (Column::Numbers(numbers), Some(bound)) = (&mut column, field.bounded_by) {
            let read = |(row, cell): (usize, Cow<'_, str>)| Some((row, Bound::from_words(&cell)?));
            let bounds = self.cells.column(self.layout.columns[bound.0].0).enumerate().filter_map(read);
            numbers.set_bounds(bounds.filter(|&(_, bound)| bound != Bound::Exact).collect());
        }
        Ok(column)
    }

    /// Reads one column of the file.
    fn read(&self, place: usize, kind: Kind, field: &Field) -> Result<Column, DatasetError> {
        let mut builder = Builder::new(kind, field, &self.dialect.missing);
        for (row, cell) in self.cells.column(place).enumerate() {
            builder.push(&cell, &self.dialect.missing).map_err(|expected| DatasetError::Cell {
                path: self.path.clone(),
                line: self.cells.line(row),
                value: cell.into_owned(),
                field: field.name.to_string(),
                expected,
            })?;
        }
        let mut column = builder.finish();
        if let Column::Numbers(numbers) = &mut column {
            numbers.decimals = shown_decimals(numbers);
        }
        Ok(column)
    }

    /// Makes a row of each year or case of a wide table.
    fn tidy(&self, wide: &Wide, fields: &[Arc<Field>]) -> Result<(usize, Columns), DatasetError> {
        let (fixed, measures) = fields.split_at(self.layout.columns.len() + 1);
        let read = |(measure, field): (&WideMeasure, &Arc<Field>)| {
            let column =
                |place: &Option<usize>| place.map(|at| self.read(at, measure.kind, field)).transpose();
            measure.columns.iter().map(column).collect::<Result<Vec<_>, _>>()
        };
        let values = wide.measures.iter().zip(measures).map(read).collect::<Result<Vec<_>, _>>()?;
        let tidy = Tidy::new(&values, self.cells.rows());
        let mut columns = Vec::new();
        for (&(place, kind), field) in self.layout.columns.iter().zip(fixed) {
            columns.push(tidy.repeated(&self.read(place, kind, field)?));
        }
        columns.push(tidy.across(&wide.across));
        let reasons = &self.dialect.missing.reasons;
        columns.extend(values.iter().map(|columns| tidy.values(columns, reasons)));
        Ok((tidy.count(), Columns::built(columns.into_iter())))
    }
}

/// A column under construction.
enum Builder {
    Labels(LabelsBuilder),
    Numbers(Numbers, Figures),
    Years(YearSpans),
}

impl Builder {
    fn new(kind: Kind, field: &Field, marks: &Marks) -> Self {
        match kind {
            Kind::Years => Self::Years(YearSpans::default()),
            Kind::Numbers(figures) => Self::Numbers(Numbers::default(), figures),
            Kind::Labels => Self::Labels(LabelsBuilder::new(&field.scale, marks.reasons.clone())),
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
            Self::Numbers(numbers, figures) => match missing {
                Some(reason) => numbers.push_missing(marks.reasons[reason].clone()),
                None => numbers.push(figures.read(cell).ok_or("number")?),
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
            Self::Numbers(numbers, _) => Column::Numbers(numbers),
            Self::Years(years) => Column::Years(years),
        }
    }
}

/// With how many decimals figures are shown. Programs print a binary fraction with more than anybody stated: what
/// changes a figure by less than a billionth is left out, and beyond eight digits of the largest figure nothing is read.
fn shown_decimals(numbers: &Numbers) -> u8 {
    const STATED: u8 = 6;
    if numbers.decimals <= STATED {
        return numbers.decimals;
    }
    let (mut decimals, mut largest) = (0u8, 0f64);
    numbers.each(0..numbers.len(), |_, value| {
        largest = largest.max(value.abs());
        let off = |decimals: u8| {
            let scale = 10f64.powi(i32::from(decimals));
            (value - (value * scale).round() / scale).abs() > value.abs() * 1e-9
        };
        while decimals < numbers.decimals && off(decimals) {
            decimals += 1;
        }
    });
    let whole = if largest >= 1.0 { largest.log10().floor() as u8 + 1 } else { 0 };
    decimals.min(8u8.saturating_sub(whole).max(2))
}

fn heading(found: &[String], schema: &Schema, path: &str) -> Result<(), DatasetError> {
    if found.iter().eq(schema.fields.iter().map(|field| &field.name)) {
        return Ok(());
    }
    let expected: Vec<_> = schema.fields.iter().map(|field| field.name.as_str()).collect();
    let (found, expected) = (found.join(","), expected.join(","));
    Err(DatasetError::Fields { path: path.into(), found, expected })
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
            true => field.categories.iter().map(|step| step.value.as_str().into()).collect(),
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
