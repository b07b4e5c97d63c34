//! A topic: typed columns, what they mean, and which of several claims on a fact is preferred.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::column::{Column, Labels};
use super::field::{Field, FieldId, Role};
use super::package::Remark;
use super::value::Years;

/// A tidy table: one row an observation, or a claim on one.
#[derive(Debug)]
pub struct Topic {
    /// The name queries use.
    pub name: Arc<str>,
    /// The name for people.
    pub title: Arc<str>,
    /// What it holds, in a sentence or two.
    pub description: Arc<str>,
    /// The fields, in the order of the table.
    pub fields: Vec<Arc<Field>>,
    /// One column a field.
    pub columns: Vec<Column>,
    /// How many rows it has, claims included.
    pub rows: usize,
    /// The measures that stand for a row where one figure is wanted, in order; empty when none is declared.
    pub headline: Vec<FieldId>,
    /// The fields of a span made of two, first and last year.
    pub period: Option<(FieldId, FieldId)>,
    /// Fields that refer to another topic.
    pub references: Vec<Reference>,
    /// Sets known not to be complete.
    pub incomplete: Vec<Remark>,
    /// Lists that are cut off.
    pub truncated: Vec<Remark>,
    /// Conditions that come with it: name, and the condition as it would be written after `define … as`.
    pub conditions: Vec<(String, String)>,
    /// The claims on each fact.
    pub claims: Claims,
    /// Other names of its labels. Built on first use.
    pub(super) aliases: OnceLock<Aliases>,
}

/// Folded other names, each with the field and the row it belongs to.
pub(super) type Aliases = HashMap<String, (FieldId, usize)>;

/// A field that holds labels of another topic.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The referring field.
    pub field: FieldId,
    /// The other topic.
    pub topic: Arc<str>,
    /// The field there.
    pub target: Arc<str>,
}

impl Topic {
    /// The field with a name, as it is written in the table.
    pub fn field(&self, name: &str) -> Option<FieldId> {
        self.fields.iter().position(|field| field.name.eq_ignore_ascii_case(name)).map(FieldId)
    }

    /// What a field means.
    pub fn meta(&self, id: FieldId) -> &Arc<Field> {
        &self.fields[id.0]
    }

    /// A field's values.
    pub fn column(&self, id: FieldId) -> &Column {
        &self.columns[id.0]
    }

    /// A field's labels; `None` when it holds figures or years.
    pub fn labels(&self, id: FieldId) -> Option<&Labels> {
        match self.column(id) {
            Column::Labels(labels) => Some(labels),
            _ => None,
        }
    }

    /// The fields that play a part, in the order of the table.
    pub fn with_role(&self, role: Role) -> impl Iterator<Item = FieldId> {
        let ids = self.fields.iter().enumerate();
        ids.filter(move |(_, field)| field.role == role).map(|(at, _)| FieldId(at))
    }

    /// The case field. Every topic has one.
    pub fn case(&self) -> FieldId {
        self.with_role(Role::Case).next().unwrap_or(FieldId(0))
    }

    /// The measures, in the order of the table.
    pub fn measures(&self) -> Vec<FieldId> {
        self.with_role(Role::Measure).collect()
    }

    /// The field of years: the time, or a measure that is a year; `None` when rows have no years, or a period.
    pub fn years_column(&self) -> Option<FieldId> {
        let is_years = |id: &FieldId| matches!(self.column(*id), Column::Years(_));
        self.with_role(Role::Time).find(is_years).or_else(|| self.with_role(Role::Measure).find(is_years))
    }

    /// Whether rows describe years.
    pub fn has_years(&self) -> bool {
        self.period.is_some() || self.years_column().is_some()
    }

    /// The years a row describes.
    pub fn years(&self, row: usize) -> Option<Years> {
        if let Some((from, to)) = self.period {
            let year = |id: FieldId| match self.column(id) {
                Column::Numbers(numbers) => numbers.number(row).map(|year| year as i32),
                Column::Years(years) => years.span(row).ok().map(|span| span.from),
                Column::Labels(_) => None,
            };
            return Some(Years { from: year(from)?, to: year(to).unwrap_or(Years::OPEN) });
        }
        match self.column(self.years_column()?) {
            Column::Years(years) => years.span(row).ok(),
            _ => None,
        }
    }

    /// The text of a provenance field in a row; empty when the topic has no such field.
    pub fn provenance(&self, role: Role, row: usize) -> &str {
        let labels = self.with_role(role).next().and_then(|id| self.labels(id));
        labels.map_or("", |labels| labels.text(row))
    }
}

/// How a row stands among the claims on its fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Used unless another reading is asked for.
    Preferred,
    /// Another figure that stands elsewhere and may be right.
    Alternative,
    /// A figure that no text prints, derived to mend a contradiction.
    Inferred,
    /// A figure shown to be wrong.
    Rejected,
}

impl Status {
    /// Every status, best first.
    pub const ALL: [Self; 4] = [Self::Preferred, Self::Alternative, Self::Inferred, Self::Rejected];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Preferred => "preferred",
            Self::Alternative => "alternative",
            Self::Inferred => "inferred",
            Self::Rejected => "rejected",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }
}

/// Which rows are used by default, and which rows speak of the same fact.
#[derive(Debug)]
pub struct Claims {
    /// The status of each row; `None` when every row is preferred.
    status: Option<Vec<Status>>,
    /// The fields whose equal values mean the same fact.
    fact: Vec<FieldId>,
    /// For a row, the other rows on its fact. Built on first use.
    rivals: OnceLock<HashMap<usize, Vec<usize>>>,
}

impl Claims {
    /// Reads the statuses of a topic.
    pub fn new(status: Option<Vec<Status>>, fact: Vec<FieldId>) -> Self {
        // Most topics have no second claim; they need no list.
        let status = status.filter(|all| all.iter().any(|&status| status != Status::Preferred));
        Self { status, fact, rivals: OnceLock::new() }
    }

    /// The status of a row.
    pub fn status(&self, row: usize) -> Status {
        self.status.as_ref().map_or(Status::Preferred, |all| all[row])
    }

    /// Whether every row is preferred.
    pub fn undisputed(&self) -> bool {
        self.status.is_none()
    }

    /// The other rows that speak of the same fact.
    pub fn rivals<'a>(&'a self, topic: &Topic, row: usize) -> &'a [usize] {
        if self.undisputed() {
            return &[];
        }
        let rivals = self.rivals.get_or_init(|| {
            let mut facts: HashMap<Vec<u64>, Vec<usize>> = HashMap::new();
            for row in 0..topic.rows {
                let fact = self.fact.iter().map(|&id| topic.column(id).group(row)).collect();
                facts.entry(fact).or_default().push(row);
            }
            let several = facts.into_values().filter(|rows| rows.len() > 1);
            several
                .flat_map(|rows| {
                    let others = |row| rows.iter().copied().filter(|&other| other != row).collect();
                    rows.iter().map(|&row| (row, others(row))).collect::<Vec<_>>()
                })
                .collect()
        });
        rivals.get(&row).map_or(&[], Vec::as_slice)
    }

    /// Whether another claim on the row's fact gives another value for a field.
    pub fn disputed(&self, topic: &Topic, row: usize, field: FieldId) -> bool {
        let column = topic.column(field);
        self.rivals(topic, row).iter().any(|&other| !column.is_missing(other) && !column.same(row, other))
    }
}
