//! A topic: typed columns and what they mean.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap as HashMap;

use super::check::Declared;
use super::claims::ClaimIndex;
use super::column::{Column, Labels};
use super::dialect::Kind;
use super::ends::Ends;
use super::error::DatasetError;
use super::field::{Field, FieldId, Role};
use super::package::Remark;
use super::remark;
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
    pub claims: ClaimIndex,
    /// What was decided when it was read; empty for a topic whose package says all of it.
    pub remarks: Vec<remark::Remark>,
    /// Other names of its labels. Built on first use.
    pub(super) aliases: OnceLock<Aliases>,
}

/// Folded other names, each with the field and the row it belongs to.
pub(super) type Aliases = HashMap<String, (FieldId, usize)>;

/// Where the values of a topic are until they are asked for.
pub trait ColumnSource: std::fmt::Debug + Send + Sync {
    /// How a field is kept, as far as that is known without its values.
    fn kind(&self, id: FieldId) -> Kind;

    /// Whether no value of a field can be of a wrong type, so that none has to be looked at to know.
    fn is_settled(&self, id: FieldId) -> bool;

    /// Reads the values of a field; where only some `parts` are wanted, rows of others may have none.
    ///
    /// # Errors
    ///
    /// A value that is not of the field's type; what keeps the values from being read.
    fn column(&self, id: FieldId, field: &Field, parts: Option<&[bool]>) -> Result<Column, DatasetError>;

    /// The different words of a field, if they are known without its rows.
    fn words(&self, id: FieldId) -> Option<&[Arc<str>]>;

    /// The rows of each part that can be read by itself; none where all are read together.
    fn parts(&self) -> Vec<Range<usize>>;

    /// The least and the greatest value of a field in a part, as far as that is known without its rows.
    fn ends(&self, id: FieldId, part: usize) -> Option<Ends>;
}

/// The columns of a topic.
#[derive(Debug)]
pub(super) enum Columns {
    /// All of them are there.
    Whole(Vec<Column>),
    /// Each is read when it is first used.
    Lazy { read: Vec<OnceLock<Column>>, source: Arc<dyn ColumnSource> },
    /// Those of another topic, of which only some parts are wanted.
    Within { read: Vec<OnceLock<Column>>, whole: Arc<Topic>, parts: Vec<bool> },
}

impl Columns {
    /// Columns of a source that have not been read yet.
    pub(super) fn lazy(source: Arc<dyn ColumnSource>, fields: usize) -> Self {
        Self::Lazy { read: (0..fields).map(|_| OnceLock::new()).collect(), source }
    }

    /// Where values come from that have not been read yet.
    fn source(&self) -> Option<&dyn ColumnSource> {
        match self {
            Self::Whole(_) => None,
            Self::Lazy { source, .. } => Some(source.as_ref()),
            Self::Within { whole, .. } => whole.columns.source(),
        }
    }

    /// A column, if it has been read.
    fn get(&self, id: FieldId) -> Option<&Column> {
        match self {
            Self::Whole(columns) => Some(&columns[id.0]),
            Self::Lazy { read, .. } => read[id.0].get(),
            Self::Within { read, whole, .. } => read[id.0].get().or_else(|| whole.columns.get(id)),
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

    /// A field's values, read now if they were not before.
    ///
    /// # Errors
    ///
    /// What keeps them from being read: a file that is gone, or is not what it was when it was loaded.
    pub fn column(&self, id: FieldId) -> Result<&Column, DatasetError> {
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
        self.holds(id, Kind::Years, |column| matches!(column, Column::Years(_)))
    }

    /// Whether a field holds words.
    pub fn is_words(&self, id: FieldId) -> bool {
        self.holds(id, Kind::Labels, |column| matches!(column, Column::Labels(_)))
    }

    /// What a field holds: as its column shows, or as it will be read; no column is read to know.
    fn holds(&self, id: FieldId, kind: Kind, shows: impl Fn(&Column) -> bool) -> bool {
        match (self.columns.get(id), self.columns.source()) {
            (Some(column), _) => shows(column),
            (None, source) => source.is_some_and(|source| source.kind(id) == kind),
        }
    }

    /// Reads every column that may hold a value of another type, so that it is told now and not at the first query.
    ///
    /// # Errors
    ///
    /// The first value that is not of its field's type.
    pub fn check(&self) -> Result<(), DatasetError> {
        let settled = |id| self.columns.source().is_none_or(|source| source.is_settled(id));
        let open = (0..self.fields.len()).map(FieldId).filter(|&id| !settled(id));
        open.into_iter().try_for_each(|id| self.column(id).map(drop))
    }

    /// The parts of its rows that can be read by themselves; none, save in a file of columns.
    pub fn parts(&self) -> Vec<Range<usize>> {
        self.columns.source().map_or_else(Vec::new, ColumnSource::parts)
    }

    /// The least and the greatest value of a field in a part, as far as that is known without its rows.
    pub fn ends(&self, id: FieldId, part: usize) -> Option<Ends> {
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
    ///
    /// # Errors
    ///
    /// As [`Self::column`].
    pub fn labels(&self, id: FieldId) -> Result<Option<&Labels>, DatasetError> {
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
    pub fn words(&self, id: FieldId) -> Result<&[Arc<str>], DatasetError> {
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
    pub fn years(&self) -> Result<RowYears<'_>, DatasetError> {
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
    pub fn provenance(&self, role: Role) -> Result<Provenance<'_>, DatasetError> {
        let field = self.with_role(role).next();
        Ok(Provenance(field.map(|id| self.labels(id)).transpose()?.flatten()))
    }
}

/// The years that the rows of a topic describe.
#[derive(Clone, Copy, Debug)]
pub enum RowYears<'t> {
    /// None.
    None,
    /// Those of one column.
    Column(&'t Column),
    /// A first and a last year.
    Period(&'t Column, &'t Column),
}

impl RowYears<'_> {
    /// The years a row describes.
    pub fn of(self, row: usize) -> Option<Years> {
        let year = |column: &Column| match column {
            Column::Numbers(numbers) => numbers.number(row).map(|year| year as i32),
            Column::Years(years) => years.span(row).ok().map(|span| span.from),
            Column::Labels(_) => None,
        };
        match self {
            Self::Period(from, to) => Some(Years { from: year(from)?, to: year(to).unwrap_or(Years::OPEN) }),
            Self::Column(Column::Years(years)) => years.span(row).ok(),
            Self::Column(Column::Labels(_) | Column::Numbers(_)) | Self::None => None,
        }
    }
}

/// The texts of a field that says where rows come from.
#[derive(Clone, Copy, Debug)]
pub struct Provenance<'t>(Option<&'t Labels>);

impl<'t> Provenance<'t> {
    /// The text of a row; empty when the topic has no such field.
    pub fn text(self, row: usize) -> &'t str {
        self.0.map_or("", |labels| labels.text(row))
    }
}
