//! A table and its schema become a topic. Columns are built when they are first used.

use std::borrow::Cow;
use std::sync::Arc;

use super::bulk::{self, Plan, Wanted};
use super::cells::Cells;
use super::declared::{field_id, fields, references};
use super::dialect::Dialect;
use super::error::ImportError;
use super::large::Large;
use super::layout::{Layout, Tidy, Wide, WideMeasure};
use super::lazy::{LazyTable, Source, bounds};
use super::package::{Resource, Schema, StatementNames};
use super::parquet::Parquet;
use super::recognize::Recognized;
use super::room;
use super::sample::Extent;
use base::progress::Progress;
use base::suggest::reason;
use data::column::Column;
use data::field::{Field, FieldId, Level, Role};
use data::{Columns, Statements, Topic};

/// Where the rows of a table are.
#[derive(Clone, Debug)]
pub enum Body<'a> {
    /// In a text. Its columns are built when they are first used.
    Text(Cow<'static, str>),
    /// In a large file. Its columns are built at once, and the text is not kept.
    Large(&'a Large, &'a Progress),
    /// In a file of columns. Each is read when it is first used.
    Columns(&'a Arc<Parquet>, &'a Arc<Progress>),
}

impl Body<'_> {
    /// The text by which the table is judged, and what it is of the table.
    ///
    /// # Errors
    ///
    /// A file of columns cannot be read.
    pub fn sample(&self) -> Result<(Cow<'_, str>, Extent), ImportError> {
        Ok(match self {
            Self::Text(text) => (text.as_ref().into(), Extent::Text),
            Self::Large(large, _) => (large.sample.as_str().into(), Extent::Ends),
            Self::Columns(file, _) => {
                let (rows, whole) = file.sample()?;
                (rows.into(), if whole { Extent::Rows } else { Extent::SomeRows })
            }
        })
    }
}

/// Reads a table.
///
/// # Errors
///
/// A heading that does not fit the schema, a row of another length, a property of Juxta's own that means nothing.
/// A value of another type shows when its column is built: see [`Topic::check`].
pub fn topic(resource: &Resource, schema: &Schema, path: &str, body: Body<'_>) -> Result<Topic, ImportError> {
    let (dialect, layout) = (Dialect::declared(resource, schema)?, Layout::declared(schema));
    read_topic(resource, schema, (dialect, layout), path, body, |found| heading(found, schema, path))
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
    body: Body<'_>,
) -> Result<Topic, ImportError> {
    let written = (found.dialect.clone(), found.layout.clone());
    read_topic(resource, &found.schema, written, path, body, |_| Ok(()))
}

fn read_topic(
    resource: &Resource,
    schema: &Schema,
    (dialect, layout): (Dialect, Layout),
    path: &str,
    body: Body<'_>,
    judge: impl FnOnce(&[String]) -> Result<(), ImportError>,
) -> Result<Topic, ImportError> {
    let fields = fields(&resource.name, schema)?;
    let id = |property: &'static str, name: &String| field_id(&resource.name, schema, property, name);
    let ids = |property, names: &[String]| {
        names.iter().map(|name| id(property, name)).collect::<Result<Vec<FieldId>, ImportError>>()
    };
    let period = match &schema.period {
        Some(period) => Some((id("juxta:period", &period.from)?, id("juxta:period", &period.to)?)),
        None => None,
    };
    let counts = Some(&schema.counts).filter(|name| !name.is_empty());
    let counts = counts.map(|name| id("juxta:counts", name)).transpose()?;
    if let Some(field) = counts.map(|id| &fields[id.0]).filter(|field| field.level != Level::Count) {
        return Err(ImportError::Property {
            topic: resource.name.clone(),
            field: field.name.to_string(),
            property: "juxta:counts",
            value: field.level.word().into(),
            allowed: "count",
        });
    }
    let fact: Vec<FieldId> = match schema.fact.as_slice() {
        [] => {
            let identity = |field: &Field| matches!(field.role, Role::Case | Role::Key | Role::Time);
            (0..fields.len()).filter(|&at| identity(&fields[at])).map(FieldId).collect()
        }
        names => ids("juxta:fact", names)?,
    };
    let title = if resource.title.is_empty() { &resource.name } else { &resource.title };
    let (rows, columns) = match body {
        Body::Text(text) => {
            let cells = Cells::cut(path, text, &dialect)?;
            judge(&cells.heading)?;
            unread(LazyTable::new(Source::Cells(cells), layout, dialect, path, fields.len()), &fields)?
        }
        Body::Columns(file, progress) => {
            judge(&file.heading())?;
            let source = Source::File(file.clone(), progress.clone());
            unread(LazyTable::new(source, layout, dialect, path, fields.len()), &fields)?
        }
        Body::Large(large, progress) => {
            let plan = Plan {
                path,
                dialect: &dialect,
                wanted: wanted(&layout, &dialect, &fields),
                block: bulk::BLOCK,
            };
            let footer = large.sample.len() - dialect.table(&large.sample).end;
            let mut source = large
                .open(footer)
                .map_err(|error| ImportError::Unreadable { path: path.into(), reason: reason(&error) })?;
            let size = large.sample.len() - footer;
            // What is wrong with the sample is told with its place in the file.
            let mut sample = &large.sample.as_bytes()[..size];
            if let Ok((columns, _)) = bulk::read(&mut sample, &plan, &Progress::default(), |_| Ok(())) {
                room::check(path, large.size, size, &columns)?;
            }
            let _reading = progress.begin(large.size);
            let (columns, rows) = bulk::read(source.as_mut(), &plan, progress, judge)?;
            match &layout.wide {
                None => (rows, Columns::Whole(bounded(columns, &fields))),
                Some(wide) => tidy(&layout, wide, &dialect, columns, rows),
            }
        }
    };
    let mut topic = Topic::new(&resource.name, fields, rows, columns, fact);
    topic.title = title.as_str().into();
    topic.description = resource.description.as_str().into();
    topic.references = references(schema);
    topic.headline = ids("juxta:headline", &schema.headline)?;
    (topic.counts, topic.period) = (counts, period);
    topic.statements = statements(&topic, &schema.statements);
    topic.incomplete.clone_from(&schema.incomplete);
    topic.truncated.clone_from(&schema.truncated);
    topic.conditions.clone_from(&schema.conditions);
    topic.checks.clone_from(&schema.checks);
    Ok(topic)
}

/// The fields that hold statements of an author, where a topic has those that it takes to test one.
fn statements(topic: &Topic, names: &StatementNames) -> Option<Statements> {
    Some(Statements {
        query: topic.field(&names.query)?,
        expects: topic.field(&names.expects)?,
        statement: topic.headline.first().copied().or_else(|| topic.field(&names.statement)),
        why_not: topic.field(&names.why_not),
        note: topic.field(&names.note),
        reading: topic.field(&names.reading),
    })
}

/// Columns that are built when they are used, unless they have to be made tidy first.
fn unread(unread: LazyTable, fields: &[Arc<Field>]) -> Result<(usize, Columns), ImportError> {
    let rows = unread.rows();
    let Some(wide) = &unread.layout.wide else {
        return Ok((rows, Columns::lazy(Arc::new(unread), fields.len())));
    };
    let columns = wanted(&unread.layout, &unread.dialect, fields);
    let columns =
        columns.iter().map(|column| unread.read(column, None)).collect::<Result<Vec<Column>, _>>()?;
    Ok(tidy(&unread.layout, wide, &unread.dialect, columns, rows))
}

/// The columns of the file that a layout needs: those that are fields, then those of each measure, one for each year or case.
fn wanted<'f>(layout: &Layout, dialect: &'f Dialect, fields: &'f [Arc<Field>]) -> Vec<Wanted<'f>> {
    let wanted = |place, kind, field| Wanted { place, kind, marks: dialect.missing.of(place), field };
    let fixed = layout.columns.iter().zip(fields);
    let fixed = fixed.map(|(&(place, kind), field)| wanted(place, kind, &**field));
    let measures = layout.wide.iter().flat_map(|wide| &wide.measures);
    let measures = measures.zip(fields.iter().skip(layout.columns.len() + 1));
    let years = measures.flat_map(|(measure, field)| {
        let places = measure.columns.iter().flatten();
        places.map(|&place| wanted(place, measure.kind, &**field))
    });
    fixed.chain(years).collect()
}

/// Makes a row of each year or case of a wide table, whose columns are those that are [`wanted`].
fn tidy(
    layout: &Layout,
    wide: &Wide,
    dialect: &Dialect,
    mut fixed: Vec<Column>,
    rows: usize,
) -> (usize, Columns) {
    let mut years = fixed.split_off(layout.columns.len()).into_iter();
    let of_measure = |measure: &WideMeasure| -> Vec<Option<Column>> {
        measure.columns.iter().map(|place| place.and_then(|_| years.next())).collect()
    };
    let values: Vec<Vec<Option<Column>>> = wide.measures.iter().map(of_measure).collect();
    let tidy = Tidy::new(&values, rows);
    let mut columns: Vec<Column> = fixed.iter().map(|column| tidy.repeated(column)).collect();
    columns.push(tidy.across(&wide.across));
    // The columns of a measure have the same texts for missing values.
    let place = |measure: &WideMeasure| measure.columns.iter().flatten().next().copied();
    let marks = wide
        .measures
        .iter()
        .map(|measure| place(measure).map_or(&dialect.missing.usual, |place| dialect.missing.of(place)));
    columns
        .extend(values.into_iter().zip(marks).map(|(columns, marks)| tidy.values(columns, &marks.reasons)));
    (tidy.count(), Columns::Whole(columns))
}

/// The columns with those figures marked that another column says to be bounds.
fn bounded(mut columns: Vec<Column>, fields: &[Arc<Field>]) -> Vec<Column> {
    for (at, field) in fields.iter().enumerate() {
        let Some(Column::Labels(words)) = field.bounded_by.map(|bound| &columns[bound.0]) else { continue };
        let bounds = bounds((0..words.codes().len()).map(|row| words.text(row)));
        if let Column::Numbers(numbers) = &mut columns[at] {
            numbers.set_bounds(bounds);
        }
    }
    columns
}

fn heading(found: &[String], schema: &Schema, path: &str) -> Result<(), ImportError> {
    if found.iter().eq(schema.fields.iter().map(|field| &field.name)) {
        return Ok(());
    }
    let expected: Vec<_> = schema.fields.iter().map(|field| field.name.as_str()).collect();
    let (found, expected) = (found.join(","), expected.join(","));
    Err(ImportError::Fields { path: path.into(), found, expected })
}
