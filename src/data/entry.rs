//! A topic of the store, read when it is first asked for.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap as HashMap;

use super::cells;
use super::declared;
use super::dialect::Dialect;
use super::error::DatasetError;
use super::files::Files;
use super::large::Large;
use super::package::{self, Resource, SchemaRef};
use super::progress::Progress;
use super::read::{self, Body};
use super::recognize::{Hints, assign_roles};
use super::store::PackageInfo;
use super::table;
use super::topic::Topic;
use super::variant::Variant;

/// A topic that may not have been read yet.
#[derive(Debug)]
pub struct Entry {
    /// What the descriptor says of it.
    pub resource: Resource,
    /// The package it belongs to.
    pub package: Arc<PackageInfo>,
    pub(super) files: Arc<Files>,
    /// Who watches it being read.
    pub(super) progress: Arc<Progress>,
    /// What is changed in the topic after it has been read.
    pub(super) variant: Option<Arc<Variant>>,
    pub(super) topic: OnceLock<Result<Arc<Topic>, DatasetError>>,
    pub(super) credits: Mutex<Credits>,
}

/// Maker and year of sources, by id.
pub(super) type Credits = HashMap<String, Option<Arc<str>>>;

impl Entry {
    /// The topic, read now if it was not before.
    ///
    /// # Errors
    ///
    /// What keeps it from being read; the same at every call.
    pub fn topic(&self) -> Result<&Arc<Topic>, DatasetError> {
        let read = || {
            let topic = self.read()?;
            Ok(Arc::new(match &self.variant {
                Some(variant) => variant.apply(&topic)?,
                None => topic,
            }))
        };
        self.topic.get_or_init(read).as_ref().map_err(Clone::clone)
    }

    /// Who stands behind each of some sources, and when, if this is the topic of sources. The topic is not read for it:
    /// the sources under a result would cost more than the result. What was found once is kept.
    pub fn credits(&self, ids: &[&str]) -> Vec<Option<Arc<str>>> {
        let known =
            |credits: &Credits| ids.iter().map(|id| credits.get(*id).cloned()).collect::<Option<Vec<_>>>();
        // A thread that panicked while it held the lock has left nothing half done.
        let mut credits = self.credits.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(all) = known(&credits) {
            return all;
        }
        let path = self.resource.path.0.first().map_or("", String::as_str);
        let delimiter = self.resource.dialect.as_ref().map_or(b',', |dialect| dialect.delimiter);
        // A source that can not be read is still cited by its place.
        let text = self.files.read(path).unwrap_or_default();
        let found = cells::lookup(&text, delimiter, ids, &["maker", "year"]);
        for (id, row) in ids.iter().zip(found) {
            let credit = row.as_deref().and_then(|row| match row {
                [maker, year] if !year.is_empty() => Some(format!("{maker}, {year}").into()),
                [maker, ..] => Some(maker.as_str().into()),
                [] => None,
            });
            credits.insert((*id).to_owned(), credit);
        }
        known(&credits).unwrap_or_default()
    }

    fn read(&self) -> Result<Topic, DatasetError> {
        let [path, further @ ..] = self.resource.path.0.as_slice() else {
            return Err(DatasetError::Empty { path: self.resource.name.clone() });
        };
        let shown = self.files.display(path);
        let columns = further.is_empty().then(|| self.files.columns(path)).flatten().transpose()?;
        let columns = columns.map(Arc::new);
        let encoding = self.resource.encoding.as_deref();
        let large = match further {
            [] if columns.is_none() => self.files.large(path, encoding, &self.progress)?,
            _ => None,
        };
        let owned: package::Schema;
        let schema = match &self.resource.schema {
            Some(SchemaRef::Inline(schema)) => schema.as_ref(),
            Some(SchemaRef::File(file)) => {
                let json = self.files.read(file)?;
                owned = serde_json::from_str(&json).map_err(|error| DatasetError::Descriptor {
                    path: self.files.display(file),
                    reason: error.to_string(),
                })?;
                &owned
            }
            None => match &columns {
                Some(file) => {
                    let hints = Hints::default();
                    let read = table::columns(&self.resource, &shown, file, &self.progress, &hints);
                    return read.map(|(topic, _)| topic);
                }
                None => return table::recognized(&self.resource, &shown, self.body(&large)?),
            },
        };
        let body = match &columns {
            Some(file) => Body::Columns(file, &self.progress),
            None => self.body(&large)?,
        };
        let said = schema.fields.iter().all(|field| !field.role.is_empty());
        let mut schema = Cow::Borrowed(schema);
        if !said {
            let (sample, extent) = body.sample()?;
            let dialect = Dialect::declared(&self.resource, &schema)?;
            assign_roles(&shown, &sample, extent, &dialect, schema.to_mut())?;
        }
        let mut topic = read::topic(&self.resource, &schema, &shown, body)?;
        match *self.files {
            Files::Folder(_) | Files::Package(_) => topic.remarks = declared::remarks(&schema),
            Files::Embedded(_) => {}
        }
        Ok(topic)
    }

    /// The rows of its files.
    fn body<'a>(&'a self, large: &'a Option<Large>) -> Result<Body<'a>, DatasetError> {
        if let Some(large) = large {
            return Ok(Body::Large(large, &self.progress));
        }
        let encoding = self.resource.encoding.as_deref();
        let [path, further @ ..] = self.resource.path.0.as_slice() else {
            return Err(DatasetError::Empty { path: self.resource.name.clone() });
        };
        let mut text = self.files.table(path, encoding)?;
        // Further files go on where the first one ends; each repeats the heading.
        for path in further {
            let more = self.files.table(path, encoding)?;
            let has_names =
                self.resource.dialect.as_ref().is_none_or(|dialect| dialect.header != Some(false));
            let rows = if has_names { more.split_once('\n').map_or("", |(_, rows)| rows) } else { &more };
            text = format!("{}\n{rows}", text.trim_end()).into();
        }
        Ok(Body::Text(text))
    }
}
