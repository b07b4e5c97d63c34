//! Columns that are built when they are first used: from the cells of a text, or from a file of columns.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::builder::Builder;
use super::bulk::Wanted;
use super::cells::Cells;
use super::dialect::{Dialect, Kind};
use super::error::ImportError;
use super::layout::Layout;
use super::parquet::Parquet;
use base::progress::Progress;
use data::column::Column;
use data::field::{Field, FieldId};
use data::min_max::MinMax;
use data::value::Bound;
use data::{ColumnKind, ColumnSource, DataError};

/// A table whose columns have not been built yet.
#[derive(Debug)]
pub struct LazyTable {
    pub source: Source,
    pub layout: Layout,
    pub dialect: Dialect,
    pub path: String,
    words: Vec<OnceLock<Option<Vec<Arc<str>>>>>,
}

/// Where the values are.
#[derive(Debug)]
pub enum Source {
    /// In a text that has been cut.
    Cells(Cells),
    /// In a file, which is read on when a column is used; who watches that is told what went wrong.
    File(Arc<Parquet>, Arc<Progress>),
}

impl LazyTable {
    /// A table of so many fields, of which nothing is built.
    pub fn new(source: Source, layout: Layout, dialect: Dialect, path: &str, fields: usize) -> Self {
        let words = (0..fields).map(|_| OnceLock::new()).collect();
        Self { source, layout, dialect, path: path.into(), words }
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        match &self.source {
            Source::Cells(cells) => cells.rows(),
            Source::File(file, _) => file.rows(),
        }
    }

    /// Reads one column of the file.
    ///
    /// # Errors
    ///
    /// As [`ColumnSource::column`].
    pub fn read(&self, wanted: &Wanted<'_>, parts: Option<&[bool]>) -> Result<Column, ImportError> {
        let Wanted { place, kind, marks, field } = wanted;
        let cells = match &self.source {
            Source::Cells(cells) => cells,
            Source::File(file, progress) => {
                return file.column(wanted, parts, progress);
            }
        };
        let mut builder = Builder::new(*kind, field, marks);
        for (row, cell) in cells.column(*place).enumerate() {
            builder.push(&cell, marks).map_err(|expected| ImportError::Cell {
                path: self.path.clone(),
                place: format!("line {}", cells.line(row)),
                value: cell.into_owned(),
                field: field.name.to_string(),
                expected,
            })?;
        }
        Ok(builder.finish())
    }
}

impl ColumnSource for LazyTable {
    fn kind(&self, id: FieldId) -> ColumnKind {
        match self.layout.columns[id.0].1 {
            Kind::Labels => ColumnKind::Labels,
            Kind::Numbers(_) => ColumnKind::Numbers,
            Kind::Years => ColumnKind::Years,
        }
    }

    fn is_settled(&self, id: FieldId) -> bool {
        let (place, kind) = self.layout.columns[id.0];
        match &self.source {
            Source::Cells(_) => false,
            Source::File(file, _) => file.is_settled(place, kind),
        }
    }

    fn words(&self, id: FieldId) -> Option<&[Arc<str>]> {
        let Source::File(file, _) = &self.source else { return None };
        let (place, kind) = self.layout.columns[id.0];
        let read =
            || if kind == Kind::Labels { file.words(place, self.dialect.missing.of(place)) } else { None };
        self.words[id.0].get_or_init(read).as_deref()
    }

    fn parts(&self) -> Vec<Range<usize>> {
        match &self.source {
            Source::Cells(_) => Vec::new(),
            Source::File(file, _) => file.parts(),
        }
    }

    fn ends(&self, id: FieldId, part: usize) -> Option<MinMax> {
        let (place, kind) = self.layout.columns[id.0];
        match &self.source {
            Source::Cells(_) => None,
            Source::File(file, _) => file.ends(place, kind, part),
        }
    }

    fn column(&self, id: FieldId, field: &Field, parts: Option<&[bool]>) -> Result<Column, DataError> {
        let (place, kind) = self.layout.columns[id.0];
        let wanted = |place, kind| Wanted { place, kind, marks: self.dialect.missing.of(place), field };
        let mut column = self.read(&wanted(place, kind), parts)?;
        if let (Column::Numbers(numbers), Some(bound)) = (&mut column, field.bounded_by) {
            let place = self.layout.columns[bound.0].0;
            if let Column::Labels(words) = self.read(&wanted(place, Kind::Labels), None)? {
                numbers.set_bounds(bounds((0..words.codes().len()).map(|row| words.text(row))));
            }
        }
        Ok(column)
    }
}

/// The rows whose figures are bounds, from the words for it.
pub fn bounds(words: impl Iterator<Item = impl AsRef<str>>) -> Vec<(usize, Bound)> {
    let read = |(row, words): (usize, _)| Some((row, Bound::from_words(AsRef::<str>::as_ref(&words))?));
    words.enumerate().filter_map(read).filter(|&(_, bound)| bound != Bound::Exact).collect()
}
