//! The heads of a table; where two would be called alike, one of them is numbered.

use std::ops::Deref;
use std::sync::Arc;

use rustc_hash::FxHashSet as HashSet;

use super::{ColumnId, Id, TrendColumn};
use base::fold::{alike, fold};
use data::{Direction, Field};

/// The head of a column.
#[derive(Clone, Debug)]
pub struct Head {
    /// What it is called, in tables, JSON and conditions.
    pub name: Arc<str>,
    /// What part it plays.
    pub kind: Kind,
    /// What its figures are counted in; empty when rows differ or nothing is counted.
    pub unit: Arc<str>,
    /// Which end is better, where the whole column has one direction.
    pub direction: Option<Direction>,
    /// Which column of its verb it is; none in a table that no query speaks of.
    pub id: Option<Id>,
    /// The field whose scale puts its words in order; none where they are in the order of the alphabet.
    pub scale: Option<Arc<Field>>,
    /// Whether the name is a word of the language, and not one of the data.
    computed: bool,
}

impl Head {
    /// A column that is called by a name of the data, without unit or direction.
    pub fn new(name: impl Into<Arc<str>>, kind: Kind) -> Self {
        let name = name.into();
        Self { name, kind, unit: Arc::default(), direction: None, id: None, scale: None, computed: false }
    }

    /// A column that is called by a word of the language. It gives way to a name of the data that is the same.
    pub fn computed(name: impl Into<Arc<str>>, kind: Kind) -> Self {
        Self { computed: true, ..Self::new(name, kind) }
    }

    /// A column of figures, or of the steps of a scale, that one field holds.
    pub fn of_figure(field: &Arc<Field>) -> Self {
        let kind = if field.scale.is_empty() { Kind::Number } else { Kind::Text };
        let head = Self::new(field.name.clone(), kind).with_scale(field);
        head.with_unit(field.unit.clone()).with_direction(field.direction)
    }

    /// Whether its cells name one of the subjects.
    pub fn names_subject(&self) -> bool {
        use super::CompareColumn::{Best, Leader, Worst};
        matches!(self.id, Some(Id::Compare(Leader | Best | Worst) | Id::Trend(TrendColumn::Leader)))
    }

    /// The same column, as one that its verb knows.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// The same column with a unit.
    #[must_use]
    pub fn with_unit(mut self, unit: impl Into<Arc<str>>) -> Self {
        self.unit = unit.into();
        self
    }

    /// The same column with the scale of a field, if it has one.
    #[must_use]
    pub fn with_scale(mut self, field: &Arc<Field>) -> Self {
        self.scale = (!field.scale.is_empty()).then(|| field.clone());
        self
    }

    /// The same column with a direction.
    #[must_use]
    pub fn with_direction(mut self, direction: Option<Direction>) -> Self {
        self.direction = direction;
        self
    }
}

/// The part a result column plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Names the row: a case, a key, a measure.
    Key,
    /// A year, a span or an edition.
    Time,
    /// The unit of the row.
    Unit,
    /// A subject's answer; values of different rows may be of different kinds.
    Subject,
    /// A figure.
    Number,
    /// A word or a sentence.
    Text,
    /// Where the row comes from.
    Source,
}

/// So many heads are sooner compared with each other than listed.
const FEW: usize = 16;

/// The heads of a table, in order. A query that writes a name means one column at most.
#[derive(Clone, Debug, Default)]
pub struct Heads(Vec<Head>);

impl Heads {
    /// No columns.
    pub const NONE: Self = Self(Vec::new());

    /// These heads; of those that a query could not tell apart, the later ones are numbered: `gap_2`.
    pub fn new(mut heads: Vec<Head>) -> Self {
        number(&mut heads);
        Self(heads)
    }

    /// The heads of a table that is drawn and not asked: names may stand there twice.
    pub fn drawn(heads: Vec<Head>) -> Self {
        Self(heads)
    }

    /// Adds columns; those that are there keep their names.
    pub fn extend(&mut self, more: impl IntoIterator<Item = Head>) {
        self.0.extend(more);
        number_in(&mut self.0, 0..);
    }

    /// The column that a query calls so.
    pub fn find(&self, name: &str) -> Option<ColumnId> {
        self.0.iter().position(|head| alike(&head.name, name)).map(ColumnId)
    }

    /// Where a column of a verb stands.
    pub fn column(&self, id: impl Into<Id>) -> Option<ColumnId> {
        let id = id.into();
        self.0.iter().position(|head| head.id == Some(id)).map(ColumnId)
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|head| &*head.name)
    }

    /// The head of a column.
    pub fn head(&self, column: ColumnId) -> &Head {
        &self.0[column.0]
    }

    /// Puts another head in the place of a column.
    pub fn replace(&mut self, column: ColumnId, head: Head) {
        let id = self.0[column.0].id;
        self.0[column.0] = Head { id, ..head };
        number(&mut self.0);
    }

    /// Leaves out columns.
    pub fn retain(&mut self, mut wanted: impl FnMut(usize) -> bool) {
        let mut at = 0..;
        self.0.retain(|_| at.next().is_some_and(&mut wanted));
    }

    /// A name for one more column: the word, or with a number behind it.
    pub fn free(&self, word: &str) -> String {
        let taken: HashSet<String> = self.0.iter().map(|head| fold(&head.name)).collect();
        if taken.contains(&fold(word)) {
            numbered(word, |name| taken.contains(name))
        } else {
            word.to_owned()
        }
    }
}

impl Deref for Heads {
    type Target = [Head];

    fn deref(&self) -> &[Head] {
        &self.0
    }
}

impl<'a> IntoIterator for &'a Heads {
    type Item = &'a Head;
    type IntoIter = std::slice::Iter<'a, Head>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<const N: usize> From<[Head; N]> for Heads {
    fn from(heads: [Head; N]) -> Self {
        Self::new(heads.into())
    }
}

impl From<Vec<Head>> for Heads {
    fn from(heads: Vec<Head>) -> Self {
        Self::new(heads)
    }
}

/// Whether two heads are called alike.
fn any_alike(heads: &[Head]) -> bool {
    heads.iter().enumerate().any(|(at, head)| heads[..at].iter().any(|other| alike(&other.name, &head.name)))
}

/// Numbers the heads that a query could not tell apart. Names of the data stay as they are, if they can.
fn number(heads: &mut [Head]) {
    // Of few heads, in most answers, each pair is looked at; else there would be a list for each answer.
    if heads.len() <= FEW && heads.iter().all(|head| head.name.is_ascii()) && !any_alike(heads) {
        return;
    }
    let mut order: Vec<usize> = (0..heads.len()).collect();
    order.sort_by_key(|&at| heads[at].computed);
    number_in(heads, order);
}

/// The first of equal names in this order keeps it.
fn number_in(heads: &mut [Head], order: impl IntoIterator<Item = usize>) {
    let mut taken: HashSet<String> = HashSet::default();
    let order = order.into_iter().take(heads.len());
    let twice: Vec<usize> = order.filter(|&at| !taken.insert(fold(&heads[at].name))).collect();
    for at in twice {
        let name = numbered(&heads[at].name, |name| taken.contains(name));
        taken.insert(fold(&name));
        heads[at].name = name.into();
    }
}

/// The name with the first number behind it that makes a name of its own.
fn numbered(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let numbers = (2..).map(|number| format!("{name}_{number}"));
    // Of all numbers one is free.
    numbers.into_iter().find(|name| !taken(&fold(name))).unwrap_or_default()
}
