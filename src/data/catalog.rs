//! The catalog: every topic by name, each read when it is first asked for.

use std::sync::Arc;

use base::fold::fold;
use base::progress::Progress;

use super::catalog_entry::CatalogEntry;
use super::error::DataError;
use super::hidden_copy::HiddenCopy;
use super::topic::Topic;

/// All topics that queries can name. Cloning is cheap: topics are shared.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    entries: Vec<Arc<CatalogEntry>>,
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

impl Catalog {
    /// How far the table has come that is being read, here or in a copy of this catalog.
    pub fn progress(&self) -> &Arc<Progress> {
        &self.progress
    }

    /// A topic by name, whether it has been read or not.
    pub fn entry(&self, name: &str) -> Option<&Arc<CatalogEntry>> {
        let same = |entry: &&Arc<CatalogEntry>| entry.name.eq_ignore_ascii_case(name);
        // `sister cities` is how people write `sister_cities`.
        let folded = || name.contains(' ').then(|| fold(name));
        self.entries.iter().find(same).or_else(|| {
            let folded = folded()?;
            self.entries.iter().find(|entry| fold(&entry.name) == folded)
        })
    }

    /// Every topic, in reading order.
    pub fn entries(&self) -> impl Iterator<Item = &CatalogEntry> {
        self.entries.iter().map(Arc::as_ref)
    }

    /// A topic by name, read now if it was not before.
    pub fn topic(&self, name: &str) -> Option<Result<&Arc<Topic>, DataError>> {
        self.entry(name).map(|entry| entry.topic())
    }

    /// Adds a topic; gives it back where there is one of its name.
    ///
    /// # Errors
    ///
    /// The name is taken.
    pub fn add(&mut self, entry: CatalogEntry) -> Result<(), CatalogEntry> {
        if self.entries.iter().any(|other| other.name.eq_ignore_ascii_case(&entry.name)) {
            return Err(entry);
        }
        self.entries.push(Arc::new(entry));
        Ok(())
    }

    /// Changes a topic that has been added last and read, and that nobody else holds yet.
    pub fn amend(&mut self, name: &str, change: impl FnOnce(&mut Topic)) {
        let entry = self.entries.iter_mut().rfind(|entry| entry.name == name);
        let topic = entry.and_then(Arc::get_mut).and_then(CatalogEntry::topic_mut);
        if let Some(topic) = topic {
            change(topic);
        }
    }

    /// The same topics, those that `original` has too with other values in them.
    #[must_use]
    pub fn varied(&self, original: &Self, variant: &Arc<HiddenCopy>) -> Self {
        let vary = |entry: &Arc<CatalogEntry>| match original.entry(&entry.name) {
            None => entry.clone(),
            Some(_) => Arc::new(entry.varied(variant)),
        };
        Self { entries: self.entries.iter().map(vary).collect(), progress: self.progress.clone() }
    }
}
