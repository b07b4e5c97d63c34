//! What a program knows of Parquet files that was built without a reader of them.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::opened;
use crate::bulk::Wanted;
use crate::dialect::{Kind, Marks};
use crate::error::ImportError;
use base::progress::Progress;
use data::column::Column;
use data::min_max::MinMax;
use data::remark::Remark;

/// There is none here.
#[derive(Debug)]
pub enum Parquet {}

impl Parquet {
    /// `None` for a file of another kind.
    pub fn open(path: &Path) -> Option<Result<Self, ImportError>> {
        opened(path).map(|_| Err(ImportError::NoParquet { path: path.display().to_string() }))
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        match *self {}
    }

    /// The names of the columns that can be read.
    pub fn heading(&self) -> Vec<String> {
        match *self {}
    }

    /// The names of those that hold figures.
    pub fn figures(&self) -> Vec<String> {
        match *self {}
    }

    /// What is said of the columns that cannot be read.
    pub fn left_out(&self) -> Vec<Remark> {
        match *self {}
    }

    /// Its first and last rows, and whether they are all.
    pub fn sample(&self) -> Result<(String, bool), ImportError> {
        match *self {}
    }

    /// Whether every value of a column can be read as that kind.
    pub fn is_settled(&self, _: usize, _: Kind) -> bool {
        match *self {}
    }

    /// The different words of a column.
    pub fn words(&self, _: usize, _: &Marks) -> Option<Vec<Arc<str>>> {
        match *self {}
    }

    /// The rows of each part that can be read by itself.
    pub fn parts(&self) -> Vec<Range<usize>> {
        match *self {}
    }

    /// The least and the greatest value of a column in a part.
    pub fn ends(&self, _: usize, _: Kind, _: usize) -> Option<MinMax> {
        match *self {}
    }

    /// Reads a column, or some parts of it.
    pub fn column(&self, _: &Wanted<'_>, _: Option<&[bool]>, _: &Progress) -> Result<Column, ImportError> {
        match *self {}
    }
}
