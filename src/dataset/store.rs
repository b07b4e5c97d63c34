//! The store: every topic by name, each read when it is first asked for.

use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap as HashMap;

use super::cells;
use super::embedded;
use super::error::DatasetError;
use super::files::{self, Files};
use super::fold::fold;
use super::large::Large;
use super::names;
use super::package::{self, Package, Resource, SchemaRef};
use super::progress::Progress;
use super::read::{self, Body};
use super::recognize::Hints;
use super::signature::FileKind;
use super::table::{self, Loaded};
use super::topic::Topic;
use super::variant::Variant;

/// All topics that queries can name. Cloning is cheap: topics are shared.
#[derive(Clone, Debug)]
pub struct Store {
    entries: Vec<Arc<Entry>>,
    progress: Arc<Progress>,
}

/// A topic that may not have been read yet.
#[derive(Debug)]
pub struct Entry {
    /// What the descriptor says of it.
    pub resource: Resource,
    /// The package it belongs to.
    pub package: Arc<PackageInfo>,
    files: Arc<Files>,
    /// Who watches it being read.
    progress: Arc<Progress>,
    /// What is changed in the topic after it has been read.
    variant: Option<Arc<Variant>>,
    topic: OnceLock<Result<Arc<Topic>, DatasetError>>,
    credits: Mutex<Credits>,
}

/// Maker and year of sources, by id.
type Credits = HashMap<String, Option<Arc<str>>>;

/// What a citation needs to know of a package.
#[derive(Debug, Default)]
pub struct PackageInfo {
    /// Its name for people.
    pub title: String,
    /// Its version.
    pub version: String,
    /// Its licenses.
    pub licenses: Vec<String>,
}

impl Store {
    /// The data inside the program.
    ///
    /// # Errors
    ///
    /// None in a program that passed its tests.
    pub fn embedded() -> Result<Self, DatasetError> {
        let mut store = Self { entries: Vec::new(), progress: Arc::default() };
        for files in embedded::PACKAGES {
            store.add_package(Files::Embedded(files), "datapackage.json")?;
        }
        Ok(store)
    }

    /// How far the table has come that is being read, here or in a copy of this store.
    pub fn progress(&self) -> &Arc<Progress> {
        &self.progress
    }

    /// A topic by name, whether it has been read or not.
    pub fn entry(&self, name: &str) -> Option<&Arc<Entry>> {
        let same = |entry: &&Arc<Entry>| entry.resource.name.eq_ignore_ascii_case(name);
        // `sister cities` is how people write `sister_cities`.
        let folded = || name.contains(' ').then(|| fold(name));
        self.entries.iter().find(same).or_else(|| {
            let folded = folded()?;
            self.entries.iter().find(|entry| fold(&entry.resource.name) == folded)
        })
    }

    /// Every topic, in reading order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().map(Arc::as_ref)
    }

    /// A topic by name, read now if it was not before.
    pub fn topic(&self, name: &str) -> Option<Result<&Arc<Topic>, DatasetError>> {
        self.entry(name).map(|entry| entry.topic())
    }

    /// Loads a descriptor, a folder with a descriptor, or one CSV file as a topic called `name`; tells the new names.
    ///
    /// # Errors
    ///
    /// Anything that keeps the data from being read; the store is then as it was.
    pub fn load(
        &mut self,
        path: &Path,
        name: Option<&str>,
        roles: &[(String, String)],
    ) -> Result<Vec<String>, DatasetError> {
        let before = self.entries.len();
        let is_package = path.is_dir() || path.extension().is_some_and(|ending| ending == "json");
        if is_package && (name.is_some() || !roles.is_empty()) {
            return Err(DatasetError::ForTables { path: path.display().to_string() });
        }
        if path.is_dir() && !path.join("datapackage.json").exists() {
            let (folder, advice) = (path.display().to_string(), files::tables_in(path));
            return Err(DatasetError::NoDescriptor { folder, advice });
        }
        let added = if is_package {
            let (folder, file) = match path.is_dir() {
                true => (path, "datapackage.json"),
                false => (
                    path.parent().unwrap_or(Path::new("")),
                    path.file_name().and_then(|name| name.to_str()).unwrap_or_default(),
                ),
            };
            self.add_package(Files::Folder(folder.into()), file)
        } else {
            self.add_table(path, name, roles)
        };
        // A table is read at once, so that a mistake in it is told at the `load`.
        let read =
            added.and_then(|()| self.entries[before..].iter().try_for_each(|entry| entry.topic()?.check()));
        let known = read.and_then(|()| (before..self.entries.len()).try_for_each(|at| self.know_names(at)));
        if let Err(error) = known {
            self.entries.truncate(before);
            return Err(error);
        }
        Ok(self.entries[before..].iter().map(|entry| entry.resource.name.clone()).collect())
    }

    /// Lets the cases of a topic from elsewhere be called by all the names that are known for them.
    fn know_names(&mut self, at: usize) -> Result<(), DatasetError> {
        let topic = self.entries[at].topic()?;
        let refers = topic.references.iter().any(|reference| reference.field == topic.case());
        let found = if refers { None } else { names::known(self, topic)? };
        let alike = names::alike(topic).map(table::alike);
        // Nobody else holds a topic that has just been read.
        let topic =
            Arc::get_mut(&mut self.entries[at]).and_then(|entry| entry.topic.get_mut()?.as_mut().ok());
        if let Some(topic) = topic.and_then(Arc::get_mut) {
            topic.remarks.extend(alike);
            topic.remarks.extend(found.iter().flat_map(table::known_names));
            topic.references.extend(found.map(|found| found.reference));
        }
        Ok(())
    }

    /// The same topics, those that `original` has too with other values in them.
    #[must_use]
    pub fn varied(&self, original: &Self, variant: &Arc<Variant>) -> Self {
        let vary = |entry: &Arc<Entry>| match original.entry(&entry.resource.name) {
            None => entry.clone(),
            Some(_) => Arc::new(Entry {
                resource: entry.resource.clone(),
                package: entry.package.clone(),
                files: entry.files.clone(),
                progress: entry.progress.clone(),
                variant: Some(variant.clone()),
                topic: OnceLock::new(),
                credits: Mutex::default(),
            }),
        };
        Self { entries: self.entries.iter().map(vary).collect(), progress: self.progress.clone() }
    }

    fn add_package(&mut self, files: Files, path: &str) -> Result<(), DatasetError> {
        let text = files.read(path)?;
        // Data as objects and lists are no descriptor with a mistake in it.
        let is_data = || text.trim_start().starts_with('[') || !text.contains("\"resources\"");
        if path != "datapackage.json" && FileKind::of(text.as_bytes()) == Some(FileKind::Json) && is_data() {
            return Err(DatasetError::NoText { path: files.display(path), kind: FileKind::Json });
        }
        let package: Package = serde_json::from_str(&text).map_err(|error| DatasetError::Descriptor {
            path: files.display(path),
            reason: error.to_string(),
        })?;
        let info = Arc::new(PackageInfo {
            title: if package.title.is_empty() { package.name } else { package.title },
            version: package.version,
            licenses: package.licenses.into_iter().map(|license| license.name).collect(),
        });
        if package.resources.is_empty() {
            return Err(DatasetError::Empty { path: files.display(path) });
        }
        let files = Arc::new(files);
        for resource in package.resources {
            self.add(resource, info.clone(), files.clone(), path)?;
        }
        Ok(())
    }

    fn add_table(
        &mut self,
        path: &Path,
        name: Option<&str>,
        pairs: &[(String, String)],
    ) -> Result<(), DatasetError> {
        let shown = path.display().to_string();
        let hints = Hints::read(&shown, pairs)?;
        let Loaded { resource, topic, .. } = table::load(path, name, &hints, &self.progress)?;
        let info = Arc::new(PackageInfo { title: shown.clone(), ..PackageInfo::default() });
        let folder = path.parent().unwrap_or(Path::new("")).into();
        self.add(resource, info, Arc::new(Files::Folder(folder)), &shown)?;
        if let Some(entry) = self.entries.last() {
            // Nobody can have asked for it yet.
            let _ = entry.topic.set(Ok(Arc::new(topic)));
        }
        Ok(())
    }

    fn add(
        &mut self,
        resource: Resource,
        package: Arc<PackageInfo>,
        files: Arc<Files>,
        path: &str,
    ) -> Result<(), DatasetError> {
        if self.entries.iter().any(|entry| entry.resource.name.eq_ignore_ascii_case(&resource.name)) {
            return Err(DatasetError::TopicExists { name: resource.name, path: path.into() });
        }
        self.entries.push(Arc::new(Entry {
            resource,
            package,
            files,
            progress: self.progress.clone(),
            variant: None,
            topic: OnceLock::new(),
            credits: Mutex::default(),
        }));
        Ok(())
    }
}

impl Entry {
    /// The topic, read now if it was not before.
    ///
    /// # Errors
    ///
    /// What keeps it from being read; the same at every call.
    pub fn topic(&self) -> Result<&Arc<Topic>, DatasetError> {
        let read = || match (self.read(), &self.variant) {
            (Ok(topic), Some(variant)) => Ok(Arc::new(variant.apply(&topic))),
            (read, _) => read.map(Arc::new),
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
        read::topic(&self.resource, schema, &shown, body)
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
            let rows = more.split_once('\n').map_or("", |(_, rows)| rows);
            text = format!("{}\n{rows}", text.trim_end()).into();
        }
        Ok(Body::Text(text))
    }
}
