//! A Parquet file: its footer is read when it is opened, a column when it is asked for.

use std::fs::File;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::{
    ColumnChunkMetaData, ParquetMetaData, ParquetMetaDataReader, RowGroupMetaData,
};
use parquet::schema::types::Type;

use super::cell::{FIELDS, LISTS, Shape};
use super::chunk::{Chunk, Fault, Places, Rows};
use super::in_order::in_order;
use super::opened;
use super::parts::whole;
use super::words::is_dictionary;
use crate::builder::Builder;
use crate::bulk::Wanted;
use crate::dialect::Kind;
use crate::error::ImportError;
use crate::room;
use base::progress::Progress;
use base::suggest::reason;
use data::column::{Column, NOTHING};
use data::remark::{About, Remark};

/// A Parquet file whose footer has been read.
#[derive(Debug)]
pub struct Parquet {
    path: PathBuf,
    size: u64,
    about: Arc<ParquetMetaData>,
    /// The columns that can be cells of a table.
    columns: Vec<Source>,
    /// The others, and what they hold.
    others: Vec<(String, &'static str)>,
}

/// A column that can be read.
#[derive(Debug)]
struct Source {
    name: String,
    /// Its place among all columns, those inside others counted.
    leaf: usize,
    shape: Shape,
}

impl Parquet {
    /// Reads the footer; `None` for a file of another kind.
    ///
    /// # Errors
    ///
    /// The file is broken or encrypted, or none of its columns can be cells of a table.
    pub fn open(path: &Path) -> Option<Result<Self, ImportError>> {
        opened(path).map(|(file, is_encrypted)| match is_encrypted {
            true => Err(encrypted(path)),
            false => Self::of(path, &file),
        })
    }

    fn of(path: &Path, file: &File) -> Result<Self, ImportError> {
        let about =
            ParquetMetaDataReader::new().parse_and_finish(file).map_err(|error| broken(path, &error))?;
        let (mut columns, mut others, mut leaf) = (Vec::new(), Vec::new(), 0);
        for field in about.file_metadata().schema().get_fields() {
            let name = field.name().to_owned();
            match Shape::of(field) {
                Ok(shape) => columns.push(Source { name, leaf, shape }),
                Err(what) => others.push((name, what)),
            }
            leaf += leaves(field);
        }
        if let ([], Some((name, what))) = (columns.as_slice(), others.first()) {
            return Err(ImportError::Nested { path: shown(path), field: name.clone(), what });
        }
        let mut chunks = about.row_groups().iter().flat_map(RowGroupMetaData::columns);
        if let Some(chunk) = chunks.find(|chunk| !is_unpacked(chunk.compression())) {
            let codec = format!("{:?}", chunk.compression());
            let codec = codec.split('(').next().unwrap_or_default().to_lowercase();
            return Err(ImportError::Codec { path: shown(path), codec });
        }
        let size = file.metadata().map_or(0, |about| about.len());
        Ok(Self { path: path.into(), size, about: Arc::new(about), columns, others })
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        (0..self.about.num_row_groups()).fold(0, |rows, group| rows.saturating_add(self.rows_of(group)))
    }

    pub(super) fn rows_of(&self, group: usize) -> usize {
        usize::try_from(self.about.row_group(group).num_rows()).unwrap_or(0)
    }

    /// The names of the columns that can be read.
    pub fn heading(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.name.clone()).collect()
    }

    /// The names of those that hold figures.
    pub fn figures(&self) -> Vec<String> {
        let figures = self.columns.iter().filter(|column| column.shape.is_figure());
        figures.map(|column| column.name.clone()).collect()
    }

    /// What is said of the columns that cannot be read.
    pub fn left_out(&self) -> Vec<Remark> {
        let text = |(name, what): &(String, &str)| match *what {
            LISTS | FIELDS => {
                let path = shown(&self.path);
                format!(
                    "`{name}`, which holds {what}; with DuckDB it becomes rows or columns: COPY (SELECT * EXCLUDE \
                     (\"{name}\"), unnest(\"{name}\") FROM '{path}') TO 'new.parquet'"
                )
            }
            _ => format!("`{name}`, which holds {what}"),
        };
        self.others.iter().map(|other| Remark::told(About::LeftOut, text(other))).collect()
    }

    /// Whether every value of a column can be read as that kind, as far as its type and the footer tell.
    pub fn is_settled(&self, place: usize, kind: Kind) -> bool {
        let Source { leaf, shape, .. } = self.columns[place];
        let year = |value: i64| (1000..=9999).contains(&shape.year(value));
        match kind {
            Kind::Labels => true,
            Kind::Numbers(_) => shape.is_figure(),
            Kind::Years if shape == Shape::Whole || shape.is_date() => {
                let mut groups = self.about.row_groups().iter();
                groups.all(|group| {
                    whole(group.column(leaf)).is_some_and(|(least, most)| year(least) && year(most))
                })
            }
            Kind::Years => false,
        }
    }

    /// The footer.
    pub(super) fn about(&self) -> &ParquetMetaData {
        &self.about
    }

    /// What the values of a column are, and its part in each row group.
    pub(super) fn chunks(&self, place: usize) -> (Shape, Vec<&ColumnChunkMetaData>) {
        let Source { leaf, shape, .. } = self.columns[place];
        (shape, self.about.row_groups().iter().map(|group| group.column(leaf)).collect())
    }

    /// Reads a column: each row group by itself, on every core, put together in order. Where only some `parts` are wanted,
    /// the rows of the others have no values.
    ///
    /// # Errors
    ///
    /// The file is broken, gone or changed; a value is not of the wanted type.
    pub fn column(
        &self,
        wanted: &Wanted<'_>,
        parts: Option<&[bool]>,
        progress: &Progress,
    ) -> Result<Column, ImportError> {
        let (shape, chunks) = self.chunks(wanted.place);
        let size = |chunk: usize| u64::try_from(chunks[chunk].compressed_size()).unwrap_or(0);
        room::check_column(&shown(&self.path), self.needs(wanted))?;
        let _reading = progress.begin((0..chunks.len()).map(size).sum());
        let new = || Builder::new(wanted.kind, wanted.field, wanted.marks);
        let (mut column, mut rows, mut failed) = (new(), 0, None);
        // Room that was made for one row group serves for the next.
        let spare: Mutex<Vec<Places>> = Mutex::default();
        let spare = || spare.lock().unwrap_or_else(PoisonError::into_inner);
        let work = |file: &mut Option<File>, group: usize| -> Result<Rows, Fault> {
            let file = match file {
                Some(file) => file,
                None => file.insert(self.file().map_err(|error| Fault::Broken(error.to_string()))?),
            };
            let room = spare().pop().unwrap_or_default();
            let skipped = parts.is_some_and(|parts| !parts[group]);
            if let Some(rows) = skipped.then(|| self.no_values(file, chunks[group], shape, new())).flatten() {
                return Ok(rows.of(self.rows_of(group), room));
            }
            let chunk = Chunk::read(file, chunks[group], self.rows_of(group), room)?;
            if chunk.places.len() != self.rows_of(group) {
                return Err(Fault::Broken("a row group has fewer rows than the footer says".into()));
            }
            chunk.build(shape, new(), wanted.marks)
        };
        in_order(chunks.len(), work, |group, read| {
            match read {
                Ok(more) => spare().push(more.append_to(&mut column, self.rows())),
                Err(fault) => failed = Some((rows, fault)),
            }
            rows += self.rows_of(group);
            progress.add(size(group) as usize, rows);
            failed.is_none()
        });
        match failed {
            None => Ok(column.finish()),
            Some((_, Fault::Broken(reason))) => {
                Err(ImportError::BrokenParquet { path: shown(&self.path), reason })
            }
            Some((before, Fault::Cell { row, value, expected })) => Err(ImportError::Cell {
                path: shown(&self.path),
                place: format!("row {}", before + row + 1),
                value,
                field: wanted.field.name.to_string(),
                expected,
            }),
        }
    }

    /// What stands for the rows of a chunk that nobody wants; `None` where they have to be looked at to know with how many
    /// decimals the figures of the column are shown.
    fn no_values(
        &self,
        file: &File,
        chunk: &ColumnChunkMetaData,
        shape: Shape,
        new: Builder,
    ) -> Option<Rows> {
        if !new.is_figures() {
            return Some(Rows::nothing(new));
        }
        let scale = match shape {
            Shape::Whole => 0,
            Shape::Decimal(scale) => scale,
            Shape::Real if is_dictionary(chunk) => Chunk::dictionary(file, chunk)?.units(shape)?.1,
            Shape::Real
            | Shape::Unsigned
            | Shape::Truth
            | Shape::Text
            | Shape::Day
            | Shape::Moment(_)
            | Shape::Clock(_)
            | Shape::Uuid => return None,
        };
        Some(Rows::Units(vec![NOTHING], scale, Vec::new()))
    }

    /// The cells of some rows of a column, as a table of text would write them.
    pub(super) fn cells(
        &self,
        file: &File,
        place: usize,
        rows: Range<usize>,
    ) -> Result<Vec<String>, ImportError> {
        let Source { leaf, shape, .. } = self.columns[place];
        let (mut cells, mut before, mut text) = (Vec::new(), 0, String::new());
        for (group, about) in self.about.row_groups().iter().enumerate() {
            let here = rows.start.max(before) - before
                ..rows.end.min(before + self.rows_of(group)).max(before) - before;
            before += self.rows_of(group);
            if here.is_empty() {
                continue;
            }
            let chunk =
                Chunk::read(file, about.column(leaf), here.end, Vec::new()).map_err(|fault| match fault {
                    Fault::Broken(reason) => ImportError::BrokenParquet { path: shown(&self.path), reason },
                    Fault::Cell { .. } => unreachable!("a text is of no wrong type"),
                })?;
            let places = chunk.places.get(here.clone()).unwrap_or_default();
            cells.extend(places.iter().map(|&place| match place as usize {
                at if at < chunk.values.len() && !chunk.values.is_nothing(at) => {
                    chunk.values.cell(at, shape, &mut text).to_owned()
                }
                _ => String::new(),
            }));
        }
        cells.resize(rows.len(), String::new());
        Ok(cells)
    }

    /// The file, opened anew: several threads read it at several places.
    pub(super) fn file(&self) -> Result<File, ImportError> {
        let unreadable = |error: &std::io::Error| ImportError::Unreadable {
            path: shown(&self.path),
            reason: reason(error),
        };
        let file = File::open(&self.path).map_err(|error| unreadable(&error))?;
        match file.metadata() {
            Ok(about) if about.len() == self.size => Ok(file),
            Ok(_) => Err(ImportError::BrokenParquet {
                path: shown(&self.path),
                reason: "it has changed since it was loaded".into(),
            }),
            Err(error) => Err(unreadable(&error)),
        }
    }
}

/// How many columns of values a field has.
fn leaves(field: &Type) -> usize {
    if field.is_group() { field.get_fields().iter().map(|field| leaves(field)).sum() } else { 1 }
}

fn is_unpacked(compression: Compression) -> bool {
    matches!(
        compression,
        Compression::UNCOMPRESSED
            | Compression::SNAPPY
            | Compression::GZIP(_)
            | Compression::LZ4
            | Compression::LZ4_RAW
            | Compression::ZSTD(_)
    )
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn encrypted(path: &Path) -> ImportError {
    ImportError::BrokenParquet { path: shown(path), reason: "it is encrypted".into() }
}

fn broken(path: &Path, error: &ParquetError) -> ImportError {
    let reason = error.to_string();
    let reason = reason.strip_prefix("Parquet error: ").or(reason.strip_prefix("EOF: ")).unwrap_or(&reason);
    ImportError::BrokenParquet { path: shown(path), reason: reason.to_owned() }
}
