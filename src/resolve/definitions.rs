//! Names that the session or a data package has defined: kept as they were written, resolved where they are used.

use crate::dataset::fold::fold;
use crate::dataset::{DatasetError, Topic};
use crate::source::Source;
use crate::syntax;
use crate::syntax::ast::{DefineBody, Name, StatementKind};

/// What `define` has named so far.
#[derive(Clone, Debug, Default)]
pub struct Definitions {
    entries: Vec<Definition>,
}

/// One defined name.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The name.
    pub name: Name,
    /// The topic it belongs to; a set of names may belong to none.
    pub topic: Option<String>,
    /// What it stands for.
    pub body: DefineBody,
    /// The statement as it was typed.
    pub text: String,
}

impl Definitions {
    /// Adds a name, or gives it a new meaning.
    pub fn add(&mut self, definition: Definition) {
        let same = |other: &Definition| {
            fold(&other.name.node) == fold(&definition.name.node) && other.topic == definition.topic
        };
        self.entries.retain(|other| !same(other));
        self.entries.push(definition);
    }

    /// Every definition, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Definition> {
        self.entries.iter()
    }

    /// A name that may be used in a topic.
    pub fn find(&self, topic: &str, name: &str) -> Option<&Definition> {
        if self.entries.is_empty() {
            return None;
        }
        let name = fold(name);
        let fits = |definition: &&Definition| {
            fold(&definition.name.node) == name
                && definition.topic.as_ref().is_none_or(|of| of.eq_ignore_ascii_case(topic))
        };
        self.entries.iter().rev().find(fits)
    }
}

/// A condition that comes with the topic, read as if it had been typed.
///
/// # Errors
///
/// The package writes a condition that can not be read.
pub fn bundled(topic: &Topic, name: &str) -> Result<Option<Definition>, DatasetError> {
    let name = fold(name);
    let Some((name, condition)) = topic.conditions.iter().find(|(other, _)| fold(other) == name) else {
        return Ok(None);
    };
    let text = format!("define \"{name}\" in \"{}\" as {condition}", topic.name);
    let mut statements = syntax::parse(&Source::new("juxta:conditions", text.as_str())).into_iter();
    match (statements.next().map(|statement| statement.map(|statement| statement.node)), statements.next()) {
        (Some(Ok(StatementKind::Define(define))), None)
            if matches!(define.body, DefineBody::Condition(_)) =>
        {
            let topic = Some(topic.name.to_string());
            Ok(Some(Definition { name: define.name, topic, body: define.body, text }))
        }
        _ => Err(unreadable(topic, name, condition)),
    }
}

/// A condition of a package that can not be used.
pub fn unreadable(topic: &Topic, name: &str, condition: &str) -> DatasetError {
    DatasetError::Property {
        topic: topic.name.to_string(),
        field: name.to_owned(),
        property: "juxta:conditions",
        value: condition.to_owned(),
        allowed: "a condition on the fields of the topic: `cabinets < 10`",
    }
}
