//! The columns that a result will have, as orders and conditions name them; a column that it will not have is refused.

use std::sync::Arc;

use super::error::ResolveError;
use super::scope::{Scope, quoted};
use answer::schema::{ColumnId, Heads};
use base::fold::fold;
use data::{FieldId, Topic};
use syntax::ast::{self, Name};

/// A message names no more columns than these.
const MOST_TOLD: usize = 16;

/// The columns of the first table of an answer.
#[derive(Clone, Copy, Debug)]
pub struct Columns<'a> {
    /// Their heads.
    pub heads: &'a Heads,
    /// Whether it is known of each row if all subjects answer alike: `shared`, `different`.
    pub alike: bool,
    /// Whom `leader`, `best` and `worst` can name.
    pub subjects: Option<Labels<'a>>,
    /// The columns that the verb has in other answers.
    pub absent: &'a [Absent],
    /// The query whose columns they are.
    pub query: Option<&'a ast::Query>,
}

/// Labels of a field.
#[derive(Clone, Copy, Debug)]
pub struct Labels<'a> {
    /// The labels.
    pub labels: &'a [Arc<str>],
    /// Their codes in the field that they are labels of.
    pub codes: &'a [u32],
    /// What they are labels of.
    pub field: Option<(&'a Arc<Topic>, FieldId)>,
}

/// A column that a verb has in other answers.
#[derive(Clone, Debug)]
pub struct Absent {
    /// What it is called.
    pub name: &'static str,
    /// Why it is not there.
    pub why: &'static str,
    /// How many subjects the answer has, where it would take another number.
    pub subjects: Option<usize>,
    /// What to do about it.
    pub advice: &'static str,
    /// Which query has it.
    pub instead: Instead,
}

/// How a query is made that has a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// By two subjects.
    Two,
    /// By the first key of `by` alone.
    OneKey,
    /// By another word in its place.
    Word(&'static str),
    /// By leaving out all that follows the target.
    Bare,
}

/// No heads.
static NO_HEADS: Heads = Heads::NONE;

impl Columns<'static> {
    /// No columns: every condition is one on facts.
    pub const NONE: Self = Self::of(&NO_HEADS);
}

impl<'a> Columns<'a> {
    /// The columns of a table that is there, or of a verb that has the same ones in each answer.
    pub const fn of(heads: &'a Heads) -> Self {
        Self { heads, alike: false, subjects: None, absent: &[], query: None }
    }

    /// A column by name; `None` when nothing is called so in any answer of the verb.
    ///
    /// # Errors
    ///
    /// The verb has such a column, but not in this answer.
    pub fn find(&self, scope: Scope<'_>, name: &Name) -> Result<Option<ColumnId>, ResolveError> {
        let found = self.heads.find(&name.node);
        if found.is_none()
            && let Some(query) = self.query
        {
            let folded = fold(&name.node);
            if let Some(absent) = self.absent.iter().find(|absent| absent.name == folded) {
                return Err(self.refusal(scope, query, name, absent));
            }
        }
        Ok(found)
    }

    /// As [`find`](Self::find), but a name that is no column is a mistake.
    ///
    /// # Errors
    ///
    /// As [`find`](Self::find), and the name is no column.
    pub fn get(&self, scope: Scope<'_>, name: &Name) -> Result<ColumnId, ResolveError> {
        match self.find(scope, name)? {
            Some(column) => Ok(column),
            None => Err(scope.unknown(name, "column", &self.names()).into()),
        }
    }

    /// What the columns are called.
    pub fn names(&self) -> Vec<&'a str> {
        self.heads.names().collect()
    }

    /// That this answer does not have a column.
    pub fn refusal(
        &self,
        scope: Scope<'_>,
        query: &ast::Query,
        name: &Name,
        absent: &Absent,
    ) -> ResolveError {
        let names = || self.heads.names();
        let mut columns =
            names().take(MOST_TOLD).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        if names().count() > MOST_TOLD {
            columns += ", …";
        }
        ResolveError::NoColumn {
            column: absent.name,
            why: match absent.subjects {
                None => absent.why.to_owned(),
                Some(1) => format!("{}, and here is 1", absent.why),
                Some(subjects) => format!("{}, and here are {subjects}", absent.why),
            },
            columns,
            span: name.span,
            advice: absent.advice,
            example: self.example(scope, query, name, absent),
        }
    }

    /// The statement, changed so that it has the column.
    fn example(&self, scope: Scope<'_>, query: &ast::Query, name: &Name, absent: &Absent) -> String {
        let names = query.names.first().zip(query.names.last());
        let names = names.map(|(first, last)| first.span.to(last.span));
        match absent.instead {
            Instead::Word(word) => scope.edited(scope.statement, name.span, word),
            Instead::OneKey => {
                let Some((first, last)) = query.by.first().zip(query.by.last()) else { return String::new() };
                let (keys, first) = (first.span.to(last.span), first.span.of(scope.text));
                // Each of several subjects has a column of its own.
                let own = self.subjects.filter(|subjects| subjects.labels.len() > 1);
                let word = name.span.of(scope.text);
                let column = own.map_or(word.to_owned(), |subjects| match absent.name {
                    "share" => format!("\"{} share\"", subjects.labels[0]),
                    _ => quoted(&subjects.labels[0]),
                });
                scope.edited_twice(scope.statement, [(keys, first), (name.span, &column)])
            }
            Instead::Two => {
                let labels = self.subjects.map_or(&[][..], |subjects| subjects.labels);
                let field = self.subjects.and_then(|subjects| subjects.field);
                // It is only advised: where labels cannot be read, there are none to add.
                let all = field.and_then(|(topic, field)| topic.words(field).ok()).unwrap_or_default();
                let more = all.iter().filter(|label| !labels.contains(label));
                let two: Vec<String> = labels.iter().chain(more).take(2).map(|label| quoted(label)).collect();
                let two = two.join(", ");
                match names {
                    // Without `on`, the names are the target.
                    Some(names) if query.on.is_empty() => {
                        let with = format!("{two} on {}", names.of(scope.text));
                        scope.edited(scope.statement, names, &with)
                    }
                    Some(names) => scope.edited(scope.statement, names, &two),
                    None => {
                        let verb = query.verb.span;
                        scope.edited(scope.statement, verb, &format!("{} {two}", verb.of(scope.text)))
                    }
                }
            }
            Instead::Bare => {
                let end = query.on.last().or(query.names.last()).map_or(query.verb.span, |path| path.span);
                query.verb.span.to(end).of(scope.text).split_whitespace().collect::<Vec<_>>().join(" ")
            }
        }
    }
}
