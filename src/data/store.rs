//! The store: every topic by name, each read when it is first asked for.

use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

use super::embedded;
use super::entry::Entry;
use super::error::DatasetError;
use super::files::{self, Files};
use super::names;
use super::package::{Package, Resource};
use super::progress::Progress;
use super::recognize::Hints;
use super::signature::FileKind;
use super::table::{self, Loaded};
use super::topic::Topic;
use super::variant::Variant;
use base::fold::fold;

/// All topics that queries can name. Cloning is cheap: topics are shared.
#[derive(Clone, Debug)]
pub struct Store {
    entries: Vec<Arc<Entry>>,
    progress: Arc<Progress>,
}

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
            let said = name.is_some() || !roles.is_empty();
            self.add_package(Files::Package(folder.into()), file).and_then(|()| match said {
                true => Err(DatasetError::ForTables { path: path.display().to_string() }),
                false => Ok(()),
            })
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
        let alike = names::alike(topic)?.map(table::alike);
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
        // The descriptor is where the user says it is, by a link too.
        let text = match &files {
            Files::Package(folder) => Files::Folder(folder.clone()).read(path)?,
            Files::Embedded(_) | Files::Folder(_) => files.read(path)?,
        };
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
            let name = resource.name;
            let advice = match path.ends_with(".json") {
                true => format!(" in `{}`: `\"name\": \"my_{name}\"`", files.display(path)),
                false => format!(": `load \"{path}\" as my {name}`"),
            };
            return Err(DatasetError::TopicExists { name, advice });
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
