//! A topic: typed columns and what they mean.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap as HashMap;

use super::check::Declared;
use super::claims::Claims;
use super::column::{Column, Labels, Numbers};
use super::dialect::Kind;
use super::ends::Ends;
use super::error::DatasetError;
use super::field::{Field, FieldId, Role};
use super::package::Remark;
use super::remark;
use super::unread::Unread;
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
    pub(super) columns: Columns,
    /// How many rows it has, claims included.
    pub rows: usize,
    /// The measures that stand for a row where one figure is wanted, in order; empty when none is declared.
    pub headline: Vec<FieldId>,
    /// The figure that says how many things a row stands for; none where a row is one thing.
    pub counts: Option<FieldId>,
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
    /// How its figures hang together, as the package declares it.
    pub checks: Vec<Declared>,
    /// The claims on each fact.
    pub claims: Claims,
    /// What was decided when it was read; empty for a topic whose package says all of it.
    pub remarks: Vec<remark::Remark>,
    /// Other names of its labels. Built on first use.
    pub(super) aliases: OnceLock<Aliases>,
}

/// Folded other names, each with the field and the row it belongs to.
pub(super) type Aliases = HashMap<String, (FieldId, usize)>;

/// The columns of a topic, each built when it is first used.
#[derive(Debug)]
pub(super) struct Columns {
    built: Vec<OnceLock<Column>>,
    unread: Option<Unread>,
    /// The topic that the rows are of, where only some of its parts are wanted.
    within: Option<(Arc<Topic>, Vec<bool>)>,
    /// Stands in for a column that could not be read.
    blank: OnceLock<Column>,
}

impl Columns {
    /// Columns that are still text.
    pub(super) fn unread(unread: Unread, fields: usize) -> Self {
        Self {
            built: (0..fields).map(|_| OnceLock::new()).collect(),
            unread: Some(unread),
            within: None,
            blank: OnceLock::new(),
        }
    }

    /// Columns that are all there.
    pub(super) fn built(columns: impl Iterator<Item = Column>) -> Self {
        Self {
            built: columns.map(OnceLock::from).collect(),
            unread: None,
            within: None,
            blank: OnceLock::new(),
        }
    }
}

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
        let built = &self.columns.built[id.0];
        let (unread, parts) = match &self.columns.within {
            None => (self.columns.unread.as_ref(), None),
            // Words stand in the order of the whole table, and what is there need not be read again.
            Some((whole, _)) if whole.columns.built[id.0].get().is_some() || whole.is_words(id) => {
                return whole.column(id);
            }
            Some((whole, parts)) => (whole.columns.unread.as_ref(), Some(parts.as_slice())),
        };
        if let (None, Some(unread)) = (built.get(), unread) {
            match unread.column(id, self.meta(id), parts) {
                // Built meanwhile: then it is the same.
                Ok(column) => _ = built.set(column),
                // Values of another type are refused by `check` before anybody asks, a broken file when the query ends.
                Err(error) => unread.fail(error),
            }
        }
        let blank = || Column::Numbers(Numbers::nothing(self.rows));
        built.get().unwrap_or_else(|| self.columns.blank.get_or_init(blank))
    }

    /// Whether a field holds years.
    pub fn is_years(&self, id: FieldId) -> bool {
        self.holds(id, Kind::Years, |column| matches!(column, Column::Years(_)))
    }

    /// Whether a field holds words.
    pub fn is_words(&self, id: FieldId) -> bool {
        self.holds(id, Kind::Labels, |column| matches!(column, Column::Labels(_)))
    }

    /// What a field holds: as its column shows, or as it will be read; no column is built to know.
    fn holds(&self, id: FieldId, kind: Kind, shows: impl Fn(&Column) -> bool) -> bool {
        if let Some((whole, _)) = &self.columns.within {
            return whole.holds(id, kind, shows);
        }
        match (self.columns.built[id.0].get(), &self.columns.unread) {
            (None, Some(unread)) => unread.kind(id) == kind,
            (column, _) => column.is_some_and(shows),
        }
    }

    /// Builds every column that may hold a value of another type, so that it is told now and not at the first query.
    ///
    /// # Errors
    ///
    /// The first value that is not of its field's type.
    pub fn check(&self) -> Result<(), DatasetError> {
        let Some(unread) = &self.columns.unread else { return Ok(()) };
        let open = |&(at, _): &(usize, &Arc<Field>)| !unread.is_settled(FieldId(at));
        for (at, field) in self.fields.iter().enumerate().filter(open) {
            let column = unread.column(FieldId(at), field, None)?;
            // Built before: then it is the same.
            let _ = self.columns.built[at].set(column);
        }
        Ok(())
    }

    /// The parts of its rows that can be read by themselves; none, save in a file of columns.
    pub fn parts(&self) -> Vec<Range<usize>> {
        self.columns.unread.as_ref().map_or_else(Vec::new, Unread::parts)
    }

    /// The least and the greatest value of a field in a part, as far as that is known without its rows.
    pub fn ends(&self, id: FieldId, part: usize) -> Option<Ends> {
        self.columns.unread.as_ref()?.ends(id, part)
    }

    /// The same topic for those who need some of its parts: of figures and years nothing else is read.
    #[must_use]
    pub fn within(self: &Arc<Self>, parts: Vec<bool>) -> Self {
        let columns = Columns {
            built: self.fields.iter().map(|_| OnceLock::new()).collect(),
            unread: None,
            within: Some((self.clone(), parts)),
            blank: OnceLock::new(),
        };
        self.with(self.rows, columns, Claims::new(self.fact().to_vec()))
    }

    /// The same topic with other rows, or other values in them.
    pub(super) fn rebuilt(&self, rows: usize, columns: impl Iterator<Item = Column>, claims: Claims) -> Self {
        self.with(rows, Columns::built(columns), claims)
    }

    fn with(&self, rows: usize, columns: Columns, claims: Claims) -> Self {
        Self {
            name: self.name.clone(),
            title: self.title.clone(),
            description: self.description.clone(),
            fields: self.fields.clone(),
            columns,
            rows,
            headline: self.headline.clone(),
            counts: self.counts,
            period: self.period,
            references: self.references.clone(),
            incomplete: self.incomplete.clone(),
            truncated: self.truncated.clone(),
            conditions: self.conditions.clone(),
            checks: self.checks.clone(),
            remarks: Vec::new(),
            claims,
            aliases: OnceLock::new(),
        }
    }

    /// A field's labels; `None` when it holds figures or years.
    pub fn labels(&self, id: FieldId) -> Option<&Labels> {
        // No column of figures is read to know that it holds no words.
        match self.is_words(id).then(|| self.column(id))? {
            Column::Labels(labels) => Some(labels),
            Column::Numbers(_) | Column::Years(_) => None,
        }
    }

    /// The different words of a field, in the order of the table; none when it holds figures or years. Where a file tells
    /// them apart from the rows, no row is read for them.
    pub fn words(&self, id: FieldId) -> &[Arc<str>] {
        let unread = self.columns.unread.as_ref().filter(|_| self.columns.built[id.0].get().is_none());
        match unread.and_then(|unread| unread.words(id)) {
            Some(words) => words,
            None => self.labels(id).map_or(&[], |labels| labels.dictionary.labels()),
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
        let is_years = |id: &FieldId| self.is_years(*id);
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
