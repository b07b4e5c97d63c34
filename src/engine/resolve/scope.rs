//! What a statement can see: the store, the session's definitions, and its own text.

use std::sync::Arc;

use super::definitions::Definitions;
use super::error::{ResolveError, UnknownName};
use base::fold::fold;
use base::source::Span;
use base::suggest::closest;
use data::{Catalog, DataError, Field, Role, Topic};
use syntax::ast::{Condition, Name, Path};

/// What a statement can see.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// All topics.
    pub store: &'a Catalog,
    /// What `define` has named.
    pub definitions: &'a Definitions,
    /// The whole source; spans count into it.
    pub text: &'a Arc<str>,
    /// The statement's place in it.
    pub statement: Span,
    /// How many definitions lie between the statement and the text at hand.
    pub depth: usize,
    /// Where each topic is to be seen by its newest figures: the conditions on years that come before.
    pub latest: Option<&'a [Condition]>,
}

/// More names than this no message and no list needs.
pub const TOLD: usize = 1000;

impl<'a> Scope<'a> {
    /// A topic by name.
    ///
    /// # Errors
    ///
    /// No topic is called so, or it cannot be read.
    pub fn topic(&self, name: &Name) -> Result<Arc<Topic>, ResolveError> {
        match self.store.topic(&name.node) {
            Some(topic) => Ok(topic?.clone()),
            None => {
                let list = Some("show topics".to_owned());
                let unknown = self.unknown(name, "topic", &self.topic_names());
                let suggestion = unknown.suggestion.clone().or_else(|| self.part_of_a_topic(&name.node));
                Err(UnknownName { list, suggestion, ..unknown }.into())
            }
        }
    }

    /// A topic by name; where there is none, the nearest one beside the mistake, so that the rest of the statement can
    /// be looked at too.
    pub fn topic_or_nearest(&self, name: &Name) -> (Option<Arc<Topic>>, Result<(), ResolveError>) {
        match self.topic(name) {
            Ok(topic) => (Some(topic), Ok(())),
            Err(error) => {
                let nearest =
                    closest(&name.node, self.topic_names()).and_then(|name| self.store.topic(name)?.ok());
                (nearest.cloned(), Err(error))
            }
        }
    }

    /// The first topic that has a measure or a label of that name: `profile.population`, `rankings.GPCI`.
    fn part_of_a_topic(&self, name: &str) -> Option<String> {
        let folded = fold(name);
        let measure = |topic: &Topic| {
            let called = |field: &&Arc<Field>| field.role == Role::Measure && fold(&field.name) == folded;
            topic.fields.iter().find(called).map(|field| field.name.to_string())
        };
        let label = |topic: &Topic| {
            // It is only advised: where labels cannot be read, nothing is.
            let dictionary = |key| Some(&topic.labels(key).ok()??.dictionary);
            let found = |key| dictionary(key).and_then(|labels| Some(labels.label(labels.find(name)?)));
            topic.with_role(Role::Key).find_map(found).map(|label| quoted(label))
        };
        self.store.entries().find_map(|entry| {
            let topic = entry.topic().ok()?;
            let part = measure(topic).or_else(|| label(topic))?;
            Some(format!("{}.{part}", topic.name))
        })
    }

    /// The names of all topics.
    pub fn topic_names(&self) -> Vec<&'a str> {
        self.store.entries().map(|entry| entry.name.as_str()).collect()
    }

    /// A name that stands for nothing, with the nearest of those there are.
    pub fn unknown<S: AsRef<str>>(&self, name: &Name, kind: &str, known: &[S]) -> UnknownName {
        UnknownName {
            name: name.node.clone(),
            span: name.span,
            kind: kind.into(),
            suggestion: closest(&name.node, known.iter().map(AsRef::as_ref)).map(quoted),
            known: known.iter().take(TOLD).map(|name| name.as_ref().to_owned()).collect(),
            all: known.len(),
            list: None,
            silent: None,
        }
    }

    /// A name that is no field of a topic.
    pub fn unknown_field<S: AsRef<str>>(&self, name: &Name, topic: &Topic, known: &[S]) -> UnknownName {
        let list = Some(format!("show {} limit 1", topic.name));
        UnknownName { list, ..self.unknown(name, "field", known) }
    }

    /// A name that is neither a topic nor a label of any.
    ///
    /// # Errors
    ///
    /// A topic that cannot be read.
    pub fn unknown_anywhere(&self, name: &Name) -> Result<UnknownName, DataError> {
        let mut labels: Vec<&Arc<str>> = Vec::new();
        for entry in self.store.entries() {
            let topic = entry.topic()?;
            let fields = topic.with_role(Role::Case).chain(topic.with_role(Role::Key));
            for field in fields {
                labels.extend(topic.words(field)?);
            }
        }
        let unknown = self.unknown(name, "topic or case", &self.topic_names());
        let label = || closest(&name.node, labels.iter().map(|label| &***label)).map(quoted);
        let part = || self.part_of_a_topic(&name.node);
        Ok(UnknownName {
            suggestion: unknown.suggestion.clone().or_else(label).or_else(part),
            list: Some("show topics".into()),
            ..unknown
        })
    }

    /// A statement's own text with two parts replaced.
    pub fn edited_twice(&self, statement: Span, parts: [(Span, &str); 2]) -> String {
        let [mut first, mut second] = parts;
        if first.0.start > second.0.start {
            std::mem::swap(&mut first, &mut second);
        }
        let between = self.text.get(first.0.end..second.0.start).unwrap_or_default();
        let with = format!("{}{between}{}", first.1, second.1);
        self.edited(statement, first.0.to(second.0), &with)
    }

    /// A statement's own text with one part replaced.
    pub fn edited(&self, statement: Span, part: Span, with: &str) -> String {
        let head = self.text.get(statement.start..part.start).unwrap_or_default();
        let tail = self.text.get(part.end..statement.end).unwrap_or_default();
        format!("{head}{with}{tail}").split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// A name as it has to be typed: in quotes when bare it would be read as something else.
pub fn quoted(name: &str) -> String {
    match syntax::is_bare_name(name) {
        true => name.to_owned(),
        false => format!("\"{name}\""),
    }
}

/// A path as it was typed, dots and all.
pub fn path_text(path: &Path) -> String {
    path.names.iter().map(|name| name.node.as_str()).collect::<Vec<_>>().join(".")
}

/// What people call the labels of a field: its name with blanks.
pub fn kind(field: &Field) -> String {
    field.name.replace('_', " ")
}

/// The names by which queries can use a topic's fields.
pub fn field_names(topic: &Topic) -> Vec<&str> {
    let usable = |field: &&Arc<Field>| !matches!(field.role, Role::Bound);
    let fields = topic.fields.iter().filter(usable).map(|field| &*field.name);
    fields.chain(topic.conditions.iter().map(|(name, _)| name.as_str())).collect()
}
