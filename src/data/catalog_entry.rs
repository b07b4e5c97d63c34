//! A topic of the catalog, read when it is first asked for.

use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap as HashMap;

use super::catalog::PackageInfo;
use super::error::DataError;
use super::hidden_copy::HiddenCopy;
use super::topic::Topic;

/// Where a topic comes from.
pub trait TopicSource: fmt::Debug + Send + Sync {
    /// Reads the topic.
    ///
    /// # Errors
    ///
    /// What keeps it from being read.
    fn read(&self) -> Result<Topic, DataError>;

    /// Some fields of the rows with these ids, as texts, without reading the topic; `None` for an id that no row has.
    fn lookup(&self, ids: &[&str], fields: &[&str]) -> Vec<Option<Vec<String>>>;
}

/// A topic that may not have been read yet.
#[derive(Debug)]
pub struct CatalogEntry {
    /// The name that queries use.
    pub name: String,
    /// The package it belongs to.
    pub package: Arc<PackageInfo>,
    /// One in how many cases of a table from elsewhere has to be known here for that table to be about cases of this one;
    /// none where nobody looks for names here.
    pub names_cases: Option<usize>,
    source: Arc<dyn TopicSource>,
    /// What is changed in the topic after it has been read.
    variant: Option<Arc<HiddenCopy>>,
    topic: OnceLock<Result<Arc<Topic>, DataError>>,
    credits: Mutex<Credits>,
}

/// Maker and year of sources, by id.
type Credits = HashMap<String, Option<Arc<str>>>;

impl CatalogEntry {
    /// A topic that has not been read yet.
    pub fn new(name: &str, package: Arc<PackageInfo>, source: Arc<dyn TopicSource>) -> Self {
        Self {
            name: name.into(),
            package,
            names_cases: None,
            source,
            variant: None,
            topic: OnceLock::new(),
            credits: Mutex::default(),
        }
    }

    /// The same entry, looked up for the cases of tables from elsewhere.
    #[must_use]
    pub fn naming_cases(self, one_in: Option<usize>) -> Self {
        Self { names_cases: one_in, ..self }
    }

    /// The same entry with the topic that was read.
    #[must_use]
    pub fn with(self, topic: Topic) -> Self {
        Self { topic: OnceLock::from(Ok(Arc::new(topic))), ..self }
    }

    /// The same entry, its topic changed and not read yet.
    pub(super) fn varied(&self, variant: &Arc<HiddenCopy>) -> Self {
        let varied = Self::new(&self.name, self.package.clone(), self.source.clone());
        Self { variant: Some(variant.clone()), names_cases: self.names_cases, ..varied }
    }

    /// The topic, if it has been read and nobody else holds it.
    pub(super) fn topic_mut(&mut self) -> Option<&mut Topic> {
        Arc::get_mut(self.topic.get_mut()?.as_mut().ok()?)
    }

    /// The topic, read now if it was not before.
    ///
    /// # Errors
    ///
    /// What keeps it from being read; the same at every call.
    pub fn topic(&self) -> Result<&Arc<Topic>, DataError> {
        let read = || {
            let topic = self.source.read()?;
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
        for (id, row) in ids.iter().zip(self.source.lookup(ids, &["maker", "year"])) {
            let credit = row.as_deref().and_then(|row| match row {
                [maker, year] if !year.is_empty() => Some(format!("{maker}, {year}").into()),
                [maker, ..] => Some(maker.as_str().into()),
                [] => None,
            });
            credits.insert((*id).to_owned(), credit);
        }
        known(&credits).unwrap_or_default()
    }
}
