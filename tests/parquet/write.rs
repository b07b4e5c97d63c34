//! A table written twice: as CSV, and as Parquet by the crate's own writer.

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, Encoding};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

/// A column; `None` is a missing value.
#[derive(Clone, Debug)]
pub enum Values {
    Words(Vec<Option<String>>),
    Whole(Vec<Option<i64>>),
    Real(Vec<Option<f64>>),
    /// Hundredths.
    Hundredths(Vec<Option<i32>>),
    /// Days since 1970, and how a table writes them.
    Days(Vec<Option<(i32, String)>>),
    Truth(Vec<Option<bool>>),
}

/// How the Parquet file is written.
#[derive(Clone, Debug)]
pub struct How {
    pub compression: Compression,
    pub dictionary: bool,
    pub second_version: bool,
    /// Rows of a group.
    pub group: usize,
    /// Rows of a page.
    pub page: usize,
    /// Dictionaries larger than that are given up, in bytes.
    pub dictionary_size: usize,
    pub delta: bool,
}

impl Default for How {
    fn default() -> Self {
        Self {
            compression: Compression::SNAPPY,
            dictionary: true,
            second_version: false,
            group: 1 << 20,
            page: 1 << 16,
            dictionary_size: 1 << 20,
            delta: false,
        }
    }
}

impl Values {
    pub fn len(&self) -> usize {
        match self {
            Self::Words(values) => values.len(),
            Self::Whole(values) => values.len(),
            Self::Real(values) => values.len(),
            Self::Hundredths(values) => values.len(),
            Self::Days(values) => values.len(),
            Self::Truth(values) => values.len(),
        }
    }

    fn cell(&self, row: usize) -> String {
        let hundredths = |units: i32| {
            let sign = if units < 0 { "-" } else { "" };
            format!("{sign}{}.{:02}", units.unsigned_abs() / 100, units.unsigned_abs() % 100)
        };
        match self {
            Self::Words(values) => values[row].clone(),
            Self::Whole(values) => values[row].map(|value| value.to_string()),
            Self::Real(values) => values[row].map(|value| value.to_string()),
            Self::Hundredths(values) => values[row].map(hundredths),
            Self::Days(values) => values[row].as_ref().map(|(_, text)| text.clone()),
            Self::Truth(values) => values[row].map(|value| value.to_string()),
        }
        .unwrap_or_default()
    }

    fn declared(&self, name: &str) -> String {
        match self {
            Self::Words(_) => format!("optional binary {name} (utf8);"),
            Self::Whole(_) => format!("optional int64 {name};"),
            Self::Real(_) => format!("optional double {name};"),
            Self::Hundredths(_) => format!("optional int32 {name} (decimal(9, 2));"),
            Self::Days(_) => format!("optional int32 {name} (date);"),
            Self::Truth(_) => format!("optional boolean {name};"),
        }
    }

    fn write(&self, rows: std::ops::Range<usize>, writer: &mut ColumnWriter<'_>) {
        fn parts<V: Clone, T>(values: &[Option<V>], of: impl Fn(&V) -> T) -> (Vec<T>, Vec<i16>) {
            let levels = values.iter().map(|value| i16::from(value.is_some())).collect();
            (values.iter().flatten().map(of).collect(), levels)
        }
        macro_rules! batch {
            ($writer:expr, $values:expr, $of:expr) => {{
                let (values, levels) = parts(&$values[rows], $of);
                $writer.write_batch(&values, Some(&levels), None)
            }};
        }
        let written = match (self, writer) {
            (Self::Words(values), ColumnWriter::ByteArrayColumnWriter(writer)) => {
                batch!(writer, values, |word| ByteArray::from(word.as_str()))
            }
            (Self::Whole(values), ColumnWriter::Int64ColumnWriter(writer)) => {
                batch!(writer, values, |value| *value)
            }
            (Self::Real(values), ColumnWriter::DoubleColumnWriter(writer)) => {
                batch!(writer, values, |value| *value)
            }
            (Self::Hundredths(values), ColumnWriter::Int32ColumnWriter(writer)) => {
                batch!(writer, values, |value| *value)
            }
            (Self::Days(values), ColumnWriter::Int32ColumnWriter(writer)) => {
                batch!(writer, values, |day| day.0)
            }
            (Self::Truth(values), ColumnWriter::BoolColumnWriter(writer)) => {
                batch!(writer, values, |value| *value)
            }
            _ => panic!("a column is written by a writer of its type"),
        };
        written.expect("memory takes what is written");
    }
}

/// Writes `t.csv` and `t.parquet` into a folder.
pub fn write(folder: &Path, columns: &[(&str, Values)], how: &How) {
    let rows = columns[0].1.len();
    let mut csv = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .from_path(folder.join("t.csv"))
        .expect("the table can be written");
    csv.write_record(columns.iter().map(|(name, _)| name)).expect("the table can be written");
    for row in 0..rows {
        csv.write_record(columns.iter().map(|(_, values)| values.cell(row)))
            .expect("the table can be written");
    }
    csv.flush().expect("the table can be written");
    let fields: String = columns.iter().map(|(name, values)| values.declared(name)).collect();
    let version = if how.second_version { WriterVersion::PARQUET_2_0 } else { WriterVersion::PARQUET_1_0 };
    let mut properties = WriterProperties::builder()
        .set_compression(how.compression)
        .set_dictionary_enabled(how.dictionary)
        .set_dictionary_page_size_limit(how.dictionary_size)
        .set_data_page_row_count_limit(how.page)
        .set_write_batch_size(how.page.min(1024))
        .set_writer_version(version);
    if how.delta {
        for (name, _) in columns.iter().filter(|(_, values)| matches!(values, Values::Whole(_))) {
            properties = properties.set_column_encoding((*name).into(), Encoding::DELTA_BINARY_PACKED);
        }
    }
    let schema = parse_message_type(&format!("message t {{ {fields} }}")).expect("the schema is one");
    let file = File::create(folder.join("t.parquet")).expect("the table can be written");
    let mut writer = SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties.build()))
        .expect("the table can be written");
    for start in (0..rows).step_by(how.group) {
        let mut group = writer.next_row_group().expect("the table can be written");
        for (_, values) in columns {
            let mut column =
                group.next_column().expect("the table can be written").expect("there is a column for each");
            values.write(start..rows.min(start + how.group), column.untyped());
            column.close().expect("the table can be written");
        }
        group.close().expect("the table can be written");
    }
    writer.close().expect("the table can be written");
    assert!(fs::metadata(folder.join("t.parquet")).is_ok());
}
