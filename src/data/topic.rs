//! A topic: typed columns and what they mean.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap as HashMap;

use super::check::{Declared, RowSelector};
use super::claims::ClaimIndex;
use super::column::{Column, ColumnKind, Labels};
use super::columns::{ColumnSource, Columns};
use super::error::DataError;
use super::field::{Field, FieldId, Role};
use super::lineage::Lineage;
use super::min_max::MinMax;
use super::names::NameAuthority;
use super::remark;
use super::rows::{Provenance, RowYears};

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
    pub incomplete: Vec<RowSelector>,
    /// Lists that are cut off.
    pub truncated: Vec<RowSelector>,
    /// Where it holds statements of an author; none where it holds facts.
    pub statements: Option<Statements>,
    /// Conditions that come with it: name, and the condition as it would be written after `define … as`.
    pub conditions: Vec<(String, String)>,
    /// How its figures hang together, as the package declares it.
    pub checks: Vec<Declared>,
    /// The claims on each fact.
    pub claims: ClaimIndex,
    /// What was decided when it was read; empty for a topic whose package says all of it.
    pub remarks: Vec<remark::Remark>,
    /// The topics that it is made of, where it is several that stand side by side.
    pub lineage: Option<Arc<Lineage>>,
    /// Who else knows its cases by other names than its own.
    pub authority: Option<Arc<dyn NameAuthority>>,
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

/// The fields of a topic that holds what an author says, each row with the query that tests it.
#[derive(Clone, Copy, Debug)]
pub struct Statements {
    /// The query.
    pub query: FieldId,
    /// What its result must hold.
    pub expects: FieldId,
    /// The statement.
    pub statement: Option<FieldId>,
    /// Why there is no query.
    pub why_not: Option<FieldId>,
    /// How far the query tests the statement.
    pub note: Option<FieldId>,
    /// In which reading it does.
    pub reading: Option<FieldId>,
}

impl Topic {
    /// A topic of which nothing is known but its fields and its rows.
    pub fn new(
        name: &str,
        fields: Vec<Arc<Field>>,
        rows: usize,
        columns: Columns,
        fact: Vec<FieldId>,
    ) -> Self {
        Self {
            name: name.into(),
            title: name.into(),
            description: Arc::default(),
            fields,
            columns,
            rows,
            headline: Vec::new(),
            counts: None,
            period: None,
            references: Vec::new(),
            incomplete: Vec::new(),
            truncated: Vec::new(),
            statements: None,
            conditions: Vec::new(),
            checks: Vec::new(),
            claims: ClaimIndex::new(fact),
            remarks: Vec::new(),
            lineage: None,
            authority: None,
            aliases: OnceLock::new(),
        }
    }

    /// The field with a name, as it is written in the table.
    pub fn field(&self, name: &str) -> Option<FieldId> {
        self.fields.iter().position(|field| field.name.eq_ignore_ascii_case(name)).map(FieldId)
    }

    /// What a field means.
    pub fn meta(&self, id: FieldId) -> &Arc<Field> {
        &self.fields[id.0]
    }

    /// A field's values, read now if they were not before.
    ///
    /// # Errors
    ///
    /// What keeps them from being read: a file that is gone, or is not what it was when it was loaded.
    pub fn column(&self, id: FieldId) -> Result<&Column, DataError> {
        if let Some(column) = self.columns.get(id) {
            return Ok(column);
        }
        let (read, column) = match &self.columns {
            Columns::Whole(columns) => return Ok(&columns[id.0]),
            // Words stand in the order of the whole table.
            Columns::Within { whole, .. } if whole.is_words(id) => return whole.column(id),
            Columns::Within { read, whole, parts } => match whole.columns.source() {
                Some(source) => (read, source.column(id, self.meta(id), Some(parts))?),
                None => return whole.column(id),
            },
            Columns::Lazy { read, source } => (read, source.column(id, self.meta(id), None)?),
        };
        Ok(read[id.0].get_or_init(|| column))
    }

    /// Whether a field holds years.
    pub fn is_years(&self, id: FieldId) -> bool {
        self.kind(id) == ColumnKind::Years
    }

    /// Whether a field holds words.
    pub fn is_words(&self, id: FieldId) -> bool {
        self.kind(id) == ColumnKind::Labels
    }

    /// How a field is kept: as its column shows, or as it will be read; no column is read to know.
    pub fn kind(&self, id: FieldId) -> ColumnKind {
        match (self.columns.get(id), self.columns.source()) {
            (Some(column), _) => column.kind(),
            (None, source) => source.map_or(ColumnKind::Numbers, |source| source.kind(id)),
        }
    }

    /// Reads every column that may hold a value of another type, so that it is told now and not at the first query.
    ///
    /// # Errors
    ///
    /// The first value that is not of its field's type.
    pub fn check(&self) -> Result<(), DataError> {
        let settled = |id| self.columns.source().is_none_or(|source| source.is_settled(id));
        let open = (0..self.fields.len()).map(FieldId).filter(|&id| !settled(id));
        open.into_iter().try_for_each(|id| self.column(id).map(drop))
    }

    /// The parts of its rows that can be read by themselves; none, save in a file of columns.
    pub fn parts(&self) -> Vec<Range<usize>> {
        self.columns.source().map_or_else(Vec::new, ColumnSource::parts)
    }

    /// The least and the greatest value of a field in a part, as far as that is known without its rows.
    pub fn ends(&self, id: FieldId, part: usize) -> Option<MinMax> {
        self.columns.source()?.ends(id, part)
    }

    /// The same topic for those who need some of its parts: of figures and years nothing else is read.
    #[must_use]
    pub fn within(self: &Arc<Self>, parts: Vec<bool>) -> Self {
        let read = self.fields.iter().map(|_| OnceLock::new()).collect();
        let columns = Columns::Within { read, whole: self.clone(), parts };
        self.with(self.rows, columns, ClaimIndex::new(self.fact().to_vec()))
    }

    /// The same topic with other rows, or other values in them.
    pub(super) fn rebuilt(&self, rows: usize, columns: Vec<Column>, claims: ClaimIndex) -> Self {
        self.with(rows, Columns::Whole(columns), claims)
    }

    fn with(&self, rows: usize, columns: Columns, claims: ClaimIndex) -> Self {
        Self {
            name: self.name.clone(),
            title: self.title.clone(),
            description: self.description.clone(),
            fields: self.fields.clone(),
            columns,
            rows,
            statements: self.statements,
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
            lineage: self.lineage.clone(),
            authority: self.authority.clone(),
            aliases: OnceLock::new(),
        }
    }

    /// A field's labels; `None` when it holds figures or years.
    ///
    /// # Errors
    ///
    /// As [`Self::column`].
    pub fn labels(&self, id: FieldId) -> Result<Option<&Labels>, DataError> {
        // No column of figures is read to know that it holds no words.
        if !self.is_words(id) {
            return Ok(None);
        }
        Ok(match self.column(id)? {
            Column::Labels(labels) => Some(labels),
            Column::Numbers(_) | Column::Years(_) => None,
        })
    }

    /// The different words of a field, in the order of the table; none when it holds figures or years. Where a file tells
    /// them apart from the rows, no row is read for them.
    ///
    /// # Errors
    ///
    /// As [`Self::column`].
    pub fn words(&self, id: FieldId) -> Result<&[Arc<str>], DataError> {
        let source = self.columns.source().filter(|_| self.columns.get(id).is_none());
        match source.and_then(|source| source.words(id)) {
            Some(words) => Ok(words),
            None => Ok(self.labels(id)?.map_or(&[], |labels| labels.dictionary.labels())),
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

    /// The years that rows describe.
    ///
    /// # Errors
    ///
    /// As [`Self::column`].
    pub fn years(&self) -> Result<RowYears<'_>, DataError> {
        if let Some((from, to)) = self.period {
            return Ok(RowYears::Period(self.column(from)?, self.column(to)?));
        }
        let column = self.years_column().map(|id| self.column(id)).transpose()?;
        Ok(column.map_or(RowYears::None, RowYears::Column))
    }

    /// The texts of a provenance field.
    ///
    /// # Errors
    ///
    /// As [`Self::column`].
    pub fn provenance(&self, role: Role) -> Result<Provenance<'_>, DataError> {
        let field = self.with_role(role).next();
        Ok(Provenance(field.map(|id| self.labels(id)).transpose()?.flatten()))
    }
}
