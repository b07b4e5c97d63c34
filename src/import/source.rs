//! A topic of a package: its files, read when it is first asked for.

use std::borrow::Cow;
use std::sync::Arc;

use base::progress::Progress;
use data::{DataError, Topic, TopicSource};

use super::cells;
use super::declared;
use super::dialect::Dialect;
use super::error::ImportError;
use super::files::Files;
use super::large::Large;
use super::package::{self, Resource, SchemaRef};
use super::read::{self, Body};
use super::recognize::{Hints, assign_roles};
use super::table;

/// A topic in the files of a package.
#[derive(Debug)]
pub struct PackageTopic {
    /// What the descriptor says of it.
    pub resource: Resource,
    /// Where its files are.
    pub files: Arc<Files>,
    /// Who watches it being read.
    pub progress: Arc<Progress>,
}

impl TopicSource for PackageTopic {
    fn read(&self) -> Result<Topic, DataError> {
        Ok(self.topic()?)
    }

    fn lookup(&self, ids: &[&str], fields: &[&str]) -> Vec<Option<Vec<String>>> {
        let path = self.resource.path.0.first().map_or("", String::as_str);
        let delimiter = self.resource.dialect.as_ref().map_or(b',', |dialect| dialect.delimiter);
        // A source that cannot be read is still cited by its place.
        let text = self.files.read(path).unwrap_or_default();
        cells::lookup(&text, delimiter, ids, fields)
    }
}

impl PackageTopic {
    fn topic(&self) -> Result<Topic, ImportError> {
        let [path, further @ ..] = self.resource.path.0.as_slice() else {
            return Err(ImportError::Empty { path: self.resource.name.clone() });
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
                owned = serde_json::from_str(&json).map_err(|error| ImportError::Descriptor {
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
    fn body<'a>(&'a self, large: &'a Option<Large>) -> Result<Body<'a>, ImportError> {
        if let Some(large) = large {
            return Ok(Body::Large(large, &self.progress));
        }
        let encoding = self.resource.encoding.as_deref();
        let [path, further @ ..] = self.resource.path.0.as_slice() else {
            return Err(ImportError::Empty { path: self.resource.name.clone() });
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
