//! Names that the session or a data package has defined: kept as they were written, resolved where they are used.

use data::DeclaredError;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::FxHashMap;

use base::fold::fold;
use base::order;
use base::source::{Source, Span, Spanned};
use data::{DataError, Topic};
use syntax::ast::{DefineBody, Name, StatementKind};

/// What `define` has named so far.
#[derive(Clone, Debug, Default)]
pub struct Definitions {
    /// By their folded names; of one name the newest comes last.
    by_name: FxHashMap<String, Vec<(usize, Definition)>>,
    /// How many there have been: each is numbered.
    count: usize,
    /// How many names the statement at hand has had replaced by what they stand for.
    replaced: Arc<AtomicUsize>,
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
    /// The source that it stands in; the spans of the body count into it.
    pub source: Arc<str>,
    /// The place of the statement in its source.
    pub statement: Span,
}

impl Definitions {
    /// Adds a name, or gives it a new meaning.
    pub fn add(&mut self, definition: Definition) {
        let name = fold(&definition.name.node);
        let same = self.by_name.entry(name).or_default();
        same.retain(|(_, old)| old.topic != definition.topic);
        same.push((self.count, definition));
        self.count += 1;
    }

    /// Begins a statement.
    pub fn begin(&self) {
        self.replaced.store(0, Ordering::Relaxed);
    }

    /// Counts a name that is replaced by what it stands for; false when it is one too many for any statement.
    pub fn may_replace(&self) -> bool {
        const MOST: usize = 1000;
        self.replaced.fetch_add(1, Ordering::Relaxed) < MOST
    }

    /// Every definition, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Definition> {
        let mut all: Vec<&(usize, Definition)> = self.by_name.values().flatten().collect();
        order::sort_by_key(&mut all, |(number, _)| *number);
        all.into_iter().map(|(_, definition)| definition)
    }

    /// A name that belongs to no topic: a set of cases, or of topics.
    pub fn of_topics(&self, name: &str) -> Option<&Definition> {
        let all = self.by_name.get(&fold(name))?;
        all.iter().rev().map(|(_, definition)| definition).find(|definition| definition.topic.is_none())
    }

    /// A name that may be used in a topic.
    pub fn find(&self, topic: &str, name: &str) -> Option<&Definition> {
        if self.by_name.is_empty() {
            return None;
        }
        let fits = |(_, definition): &&(usize, Definition)| {
            definition.topic.as_ref().is_none_or(|of| of.eq_ignore_ascii_case(topic))
        };
        self.by_name.get(&fold(name))?.iter().rev().find(fits).map(|(_, definition)| definition)
    }
}

/// A condition that comes with the topic, read as if it had been typed.
///
/// # Errors
///
/// The package writes a condition that cannot be read.
pub fn bundled(topic: &Topic, name: &str) -> Result<Option<Definition>, DataError> {
    let name = fold(name);
    let Some((name, condition)) = topic.conditions.iter().find(|(other, _)| fold(other) == name) else {
        return Ok(None);
    };
    let source =
        Source::new("juxta:conditions", format!("define \"{name}\" in \"{}\" as {condition}", topic.name));
    let mut statements = syntax::parse(&source).into_iter();
    if let (Some(Ok(Spanned { node: StatementKind::Define(define), span })), None) =
        (statements.next(), statements.next())
        && matches!(define.body, DefineBody::Condition(_))
    {
        let topic = Some(topic.name.to_string());
        let source = source.text.clone();
        return Ok(Some(Definition { name: define.name, topic, body: define.body, source, statement: span }));
    }
    Err(DeclaredError::Condition {
        topic: topic.name.to_string(),
        name: name.clone(),
        condition: condition.clone(),
    }
    .into())
}
