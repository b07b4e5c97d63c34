//! The data package of tables that have none: what was recognized, written down so that it can be corrected by hand.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashSet as HashSet;
use serde::Serialize;

use super::bulk::Wanted;
use super::cells::Cells;
use super::dialect::{Figures, Kind, Marks};
use super::error::ImportError;
use super::files;
use super::footnote::Footnotes;
use super::package::SchemaField;
use super::recognize::{Hints, Recognized};
use super::table::{self, Loaded};
use base::progress::Progress;
use data::column::Column;
use data::field::{FieldId, Role};
use data::topic::Topic;
use data::value::Value;

/// A descriptor, its properties in the order in which people read them.
#[derive(Serialize)]
struct Package {
    #[serde(rename = "$schema")]
    schema: &'static str,
    name: String,
    title: String,
    description: &'static str,
    sources: Vec<Source>,
    resources: Vec<Resource>,
}

#[derive(Serialize)]
struct Source {
    title: String,
}

#[derive(Serialize)]
struct Resource {
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    description: &'static str,
    path: String,
    format: &'static str,
    mediatype: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dialect: Option<TableDialect>,
    schema: TableSchema,
}

#[derive(Serialize)]
struct TableDialect {
    delimiter: char,
}

#[derive(Serialize)]
struct TableSchema {
    #[serde(rename = "$schema")]
    schema: &'static str,
    fields: Vec<Described>,
    #[serde(rename = "missingValues")]
    missing: Vec<String>,
}

#[derive(Serialize)]
struct Described {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    title: String,
    description: &'static str,
    #[serde(rename = "decimalChar", skip_serializing_if = "Option::is_none")]
    decimal: Option<char>,
    #[serde(rename = "groupChar", skip_serializing_if = "Option::is_none")]
    thousands: Option<char>,
    #[serde(rename = "missingValues", skip_serializing_if = "Option::is_none")]
    missing: Option<Vec<String>>,
    #[serde(rename = "juxta:role")]
    role: String,
    #[serde(rename = "juxta:level")]
    level: String,
    #[serde(rename = "juxta:unit", skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(rename = "juxta:direction", skip_serializing_if = "Option::is_none")]
    direction: Option<String>,
    #[serde(rename = "juxta:flow", skip_serializing_if = "Option::is_none")]
    flow: Option<bool>,
    #[serde(rename = "juxta:question", skip_serializing_if = "Option::is_none")]
    question: Option<String>,
    #[serde(rename = "juxta:alias_of", skip_serializing_if = "Option::is_none")]
    alias_of: Option<String>,
}

/// The files of a package: its descriptor, and a tidy copy of each table that no descriptor can describe as it stands.
///
/// # Errors
///
/// A table that cannot be loaded.
pub fn infer_package(tables: &[PathBuf]) -> Result<Vec<(PathBuf, String)>, ImportError> {
    let folder = tables.first().and_then(|path| path.parent()).unwrap_or(Path::new(""));
    let (mut written, mut resources, mut names) = (Vec::new(), Vec::new(), Vec::new());
    for path in tables {
        let loaded = table::load(path, None, &Hints::default(), &Arc::default())?;
        let name = slug(&loaded.resource.name);
        let body = body(path, &loaded)?;
        let file = match body {
            Body::Cells(_) | Body::Columns => {
                path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned()
            }
            Body::Copy => {
                let copy = format!("{name}_tidy.csv");
                written.push((folder.join(&copy), tidy(&loaded.topic)?));
                copy
            }
        };
        resources.push(resource(&loaded, &name, &file, &body)?);
        names.push(name);
    }
    let title = names.join(", ");
    let package = Package {
        schema: "https://datapackage.org/profiles/2.0/datapackage.json",
        name: names.join("-"),
        title,
        description: "",
        sources: tables.iter().map(|path| Source { title: file_name(path) }).collect(),
        resources,
    };
    let text = serde_json::to_string_pretty(&package).unwrap_or_default();
    written.insert(0, (folder.join("datapackage.json"), format!("{text}\n")));
    Ok(written)
}

/// What is described.
enum Body {
    /// The file, a text of these cells.
    Cells(Cells),
    /// The file, one of columns.
    Columns,
    /// A tidy copy of the file.
    Copy,
}

/// The file as it stands, where a descriptor can say all that is needed to read it.
fn body(path: &Path, loaded: &Loaded) -> Result<Body, ImportError> {
    if let Some(file) = &loaded.file {
        let Recognized { layout, schema, .. } = &loaded.found;
        let names = schema.fields.iter().map(|field| field.name.clone());
        return Ok(match layout.wide.is_none() && file.heading().into_iter().eq(names) {
            true => Body::Columns,
            false => Body::Copy,
        });
    }
    let text = files::text(path, files::bytes(path)?, None)?.text;
    let cells = Cells::cut(&path.display().to_string(), text.into(), &loaded.found.dialect)?;
    Ok(if as_it_stands(loaded, &cells) { Body::Cells(cells) } else { Body::Copy })
}

/// Whether a descriptor can say all that is needed to read a text.
fn as_it_stands(loaded: &Loaded, cells: &Cells) -> bool {
    let Recognized { dialect, layout, schema, .. } = &loaded.found;
    let year = |&(place, kind): &(usize, Kind)| {
        kind != Kind::Years || cells.column(place).all(|cell| !cell.ends_with(".0"))
    };
    let names = schema.fields.iter().map(|field| field.name.as_str());
    let plain = |(_, kind): &(usize, Kind)| match kind {
        Kind::Numbers(Figures { thousands, bare, footnotes, .. }) => {
            *bare && *footnotes == Footnotes::NONE && matches!(thousands, None | Some('.' | ','))
        }
        Kind::Labels | Kind::Years => true,
    };
    dialect.preamble == 0
        && dialect.footer == 0
        && dialect.quote == b'"'
        && !dialect.blanks_before_quotes
        && !dialect.second_line
        && dialect.filled.is_none()
        && layout.wide.is_none()
        && layout.columns.iter().enumerate().all(|(at, (place, _))| at == *place)
        && layout.columns.iter().all(plain)
        && layout.columns.iter().all(year)
        && cells.heading.iter().map(String::as_str).eq(names)
        && !loaded.encoding.starts_with("UTF-16")
}

/// The resource of a table.
fn resource(loaded: &Loaded, name: &str, file: &str, body: &Body) -> Result<Resource, ImportError> {
    let cells = if let Body::Cells(cells) = body { Some(cells) } else { None };
    let (format, mediatype, encoding) = match body {
        Body::Cells(_) => ("csv", "text/csv", Some(loaded.encoding.to_lowercase())),
        Body::Columns => ("parquet", "application/vnd.apache.parquet", None),
        Body::Copy => ("csv", "text/csv", Some("utf-8".to_owned())),
    };
    let missing = match body {
        Body::Cells(cells) => {
            Missing::used(&loaded.found, |place| Ok(cells.column(place).map(Cow::into_owned).collect()))?
        }
        Body::Columns => Missing::used(&loaded.found, |place| labels(loaded, place))?,
        Body::Copy => Missing::empty(loaded.found.schema.fields.len()),
    };
    let Recognized { dialect, schema, layout, .. } = &loaded.found;
    let figures = |at: usize| match layout.columns.get(at) {
        Some((_, Kind::Numbers(figures))) if cells.is_some() => *figures,
        _ => Figures::PLAIN,
    };
    let fields = schema.fields.iter().enumerate();
    let field = |(at, field): (usize, &SchemaField)| {
        let missing = missing.fields.get(at).cloned().flatten();
        Ok(described(field, figures(at), only_years(loaded, cells, at)?, missing))
    };
    let delimiter = (cells.is_some() && dialect.delimiter != b',').then_some(dialect.delimiter as char);
    Ok(Resource {
        name: name.into(),
        kind: "table",
        title: loaded.resource.title.clone(),
        description: "",
        path: file.into(),
        format,
        mediatype,
        encoding,
        dialect: delimiter.map(|delimiter| TableDialect { delimiter }),
        schema: TableSchema {
            schema: "https://datapackage.org/profiles/2.0/tableschema.json",
            fields: fields.map(field).collect::<Result<_, ImportError>>()?,
            missing: missing.table.clone(),
        },
    })
}

/// The different texts of a column in a file of columns; none where it holds no words.
fn labels(loaded: &Loaded, place: usize) -> Result<Vec<String>, ImportError> {
    let (Some(file), field) = (&loaded.file, &loaded.topic.fields[place]) else { return Ok(Vec::new()) };
    if file.is_settled(place, Kind::Numbers(Figures::PLAIN)) {
        return Ok(Vec::new());
    }
    let none = Marks::default();
    let wanted = Wanted { place, kind: Kind::Labels, marks: &none, field };
    let column = file.column(&wanted, None, &Progress::default())?;
    let labels = column.as_labels().map_or(&[][..], |labels| labels.dictionary.labels());
    Ok(labels.iter().map(ToString::to_string).collect())
}

/// Whether a field holds years alone: spans, days and months are no year of the standard.
fn only_years(loaded: &Loaded, cells: Option<&Cells>, at: usize) -> Result<bool, ImportError> {
    let Recognized { dialect, layout, .. } = &loaded.found;
    Ok(match (cells, loaded.topic.column(FieldId(at))?) {
        (Some(cells), Column::Years(_)) => {
            let year = |cell: &str| cell.len() == 4 && cell.bytes().all(|byte| byte.is_ascii_digit());
            cells
                .column(layout.columns[at].0)
                .all(|cell| year(&cell) || dialect.missing.of(layout.columns[at].0).find(&cell).is_some())
        }
        (None, Column::Years(years)) => {
            (0..loaded.topic.rows).all(|row| years.span(row).is_ok_and(|span| span.from == span.to))
        }
        _ => false,
    })
}

/// A field with everything that can be said of it, empty where nothing is known yet.
fn described(
    field: &SchemaField,
    figures: Figures,
    only_years: bool,
    missing: Option<Vec<String>>,
) -> Described {
    let measure = field.role == Role::Measure.word();
    let when_measure = |text: &str| measure.then(|| text.to_owned());
    Described {
        name: field.name.clone(),
        kind: if field.kind == "year" && !only_years { "string".into() } else { field.kind.clone() },
        title: if field.title.is_empty() { field.name.clone() } else { field.title.clone() },
        description: "",
        decimal: (figures.decimal != '.').then_some(figures.decimal),
        thousands: figures.thousands,
        missing,
        role: field.role.clone(),
        level: field.level.clone(),
        unit: when_measure(&field.unit),
        direction: when_measure(&field.direction),
        flow: field.flow.then_some(true),
        question: when_measure(""),
        alias_of: Some(field.alias_of.clone()).filter(|of| !of.is_empty()),
    }
}

/// The texts for missing values that a table uses.
struct Missing {
    /// Those of all of it.
    table: Vec<String>,
    /// Those of fields that hold some of these as labels.
    fields: Vec<Option<Vec<String>>>,
}

impl Missing {
    /// Empty cells alone.
    fn empty(fields: usize) -> Self {
        Self { table: vec![String::new()], fields: vec![None; fields] }
    }

    /// Those that stand in the table; `cells` are those of a column.
    fn used(
        found: &Recognized,
        cells: impl Fn(usize) -> Result<Vec<String>, ImportError>,
    ) -> Result<Self, ImportError> {
        let Recognized { dialect, layout, .. } = found;
        let mut missing = Self::empty(0);
        let mut columns = Vec::new();
        for &(place, _) in &layout.columns {
            let (mut own, mut labels) = (vec![String::new()], HashSet::default());
            for cell in cells(place)? {
                match dialect.missing.of(place).find(&cell) {
                    Some(_) if !own.contains(&cell) => own.push(cell),
                    Some(_) => {}
                    None => _ = labels.insert(cell),
                }
            }
            let new = own.iter().filter(|mark| !missing.table.contains(mark)).cloned().collect::<Vec<_>>();
            missing.table.extend(new);
            columns.push((own, labels));
        }
        let disagrees = |labels: &HashSet<String>| missing.table.iter().any(|mark| labels.contains(mark));
        missing.fields = columns.into_iter().map(|(own, labels)| disagrees(&labels).then_some(own)).collect();
        Ok(missing)
    }
}

/// The rows of a topic as plain CSV.
fn tidy(topic: &Topic) -> Result<String, ImportError> {
    let columns =
        (0..topic.fields.len()).map(|at| topic.column(FieldId(at))).collect::<Result<Vec<_>, _>>()?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Memory takes all that is written to it.
    let _ = writer.write_record(topic.fields.iter().map(|field| &*field.name));
    for row in 0..topic.rows {
        let _ = writer.write_record(columns.iter().map(|column| plain(&column.value(row))));
    }
    Ok(String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default())
}

/// A value as other programs read it, exactly.
fn plain(value: &Value) -> String {
    match value {
        Value::Number { value, decimals } => {
            let shown = format!("{value:.*}", usize::from(*decimals));
            if shown.parse() == Ok(*value) { shown } else { value.to_string() }
        }
        Value::Years(years) => years.to_string(),
        Value::Text(text) => text.to_string(),
        Value::Bounded { .. } | Value::Set(_) | Value::Missing(_) => String::new(),
    }
}

/// A name as the standard wants it: small letters, digits and `_`.
fn slug(name: &str) -> String {
    let letter = |c: char| if c.is_alphanumeric() { c.to_lowercase().next().unwrap_or(c) } else { '_' };
    name.chars().map(letter).collect()
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
