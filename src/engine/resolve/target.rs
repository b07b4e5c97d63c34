//! `on rankings.GCI`: a topic, the measures that are asked for, and the labels it is narrowed to.

use std::sync::Arc;

use super::error::{ResolveError, UnknownName, both};
use super::latest;
use super::scope::{Scope, kind};
use super::variable;
use base::source::Span;
use data::{FieldId, Label, Role, Topic, names};
use query::{Test, TestKind, Variable};
use syntax::ast::{Name, Path};

/// What a query is on.
#[derive(Clone, Debug)]
pub struct Target {
    /// The topic.
    pub topic: Arc<Topic>,
    /// The measures it names; empty when it names none.
    pub measures: Vec<Variable>,
    /// The labels it is narrowed to.
    pub labels: Vec<Narrowed>,
    /// Its place.
    pub span: Span,
    /// What was made of its rows so that it can stand beside others.
    pub notes: Vec<String>,
}

/// A field narrowed to some of its labels.
#[derive(Clone, Debug)]
pub struct Narrowed {
    /// The field.
    pub field: FieldId,
    /// The labels' codes.
    pub codes: Vec<u32>,
    /// As it was typed.
    pub text: String,
}

impl Target {
    /// The narrowing as tests.
    pub fn tests(&self) -> Vec<Test> {
        let test = |narrowed: &Narrowed| Test {
            kind: TestKind::Label {
                variable: variable::of_field(&self.topic, narrowed.field),
                codes: narrowed.codes.clone(),
            },
            text: narrowed.text.as_str().into(),
            place: None,
        };
        self.labels.iter().map(test).collect()
    }
}

/// Resolves the targets of a query. A topic that is not known gives the nearest one beside the mistake, so that the
/// rest of the statement can be looked at too.
pub fn resolve(scope: Scope<'_>, paths: &[Path]) -> (Option<Target>, Result<(), ResolveError>) {
    let Some((first, rest)) = paths.split_first() else { return (None, Ok(())) };
    let Some((name, segments)) = first.names.split_first() else { return (None, Ok(())) };
    let (topic, mut result) = scope.topic_or_nearest(name);
    let Some(topic) = topic else { return (None, result) };
    let topic = match latest::seen(scope, &topic) {
        Ok(topic) => topic,
        Err(error) => {
            result = both(result, Err::<(), _>(error)).map(|_| ());
            topic
        }
    };
    let span = first.span.to(paths.last().map_or(first.span, |path| path.span));
    let mut target = Target { topic, measures: Vec::new(), labels: Vec::new(), span, notes: Vec::new() };
    let mut add = |segments: &[Name], target: &mut Target| {
        for segment in segments {
            let added = target.add(scope, segment);
            result = both(std::mem::replace(&mut result, Ok(())), added).map(|_| ());
        }
    };
    add(segments, &mut target);
    for path in rest {
        match path.names.as_slice() {
            [name, segments @ ..] if name.node.eq_ignore_ascii_case(&target.topic.name) => {
                add(segments, &mut target);
            }
            // `on rankings.rank, score`: the topic goes without saying.
            segments => add(segments, &mut target),
        }
    }
    (Some(target), result)
}

impl Target {
    fn add(&mut self, scope: Scope<'_>, segment: &Name) -> Result<(), ResolveError> {
        if let Some(variable) = variable::find(scope, &self.topic, segment)? {
            self.measures.push(variable);
            return Ok(());
        }
        let topic = self.topic.clone();
        let fields = topic.with_role(Role::Key).chain(topic.with_role(Role::Case));
        for field in fields {
            if let Label::Known(code) = names::find(scope.store, &topic, field, &segment.node)? {
                match self.labels.iter_mut().find(|narrowed| narrowed.field == field) {
                    Some(narrowed) => {
                        narrowed.codes.push(code);
                        narrowed.text = format!("{}, {}", narrowed.text, segment.node);
                    }
                    None => {
                        self.labels.push(Narrowed { field, codes: vec![code], text: segment.node.clone() });
                    }
                }
                return Ok(());
            }
        }
        let names = variable::names(scope, &topic)?;
        let mut known: Vec<&str> = names.iter().map(String::as_str).collect();
        let keys: Vec<FieldId> = topic.with_role(Role::Key).collect();
        for &key in &keys {
            known.extend(topic.words(key)?.iter().map(|label| &**label));
        }
        let mut what = "field".to_owned();
        for &key in &keys {
            what = format!("{what} or {}", kind(topic.meta(key)));
        }
        let list = Some(format!("show {} limit 1", topic.name));
        Err(UnknownName { list, ..scope.unknown(segment, &what, &known) }.into())
    }
}
