//! What can be wrong with data: files, descriptors and tables.

use miette::Diagnostic;
use thiserror::Error;

use data::{DataError, DeclaredError, Fault};

use super::file_kind::FileKind;
use base::suggest::{count, said_of, typed};

/// Data that cannot be read or used.
#[derive(Clone, Debug, Error, Diagnostic)]
pub enum ImportError {
    /// The file or folder is not there, or may not be read.
    #[error("cannot read `{path}`: {reason}")]
    #[diagnostic(code(E201), help("check the name; paths count from the folder that Juxta was started in"))]
    Unreadable {
        /// The path as it was given.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// The file is there, and is not for this user.
    #[error("`{path}` may not be read by you")]
    #[diagnostic(code(E215), help("ask who owns it, or copy it to a folder of your own"))]
    Forbidden {
        /// The path as it was given.
        path: String,
    },
    /// A file of another kind than a table as text.
    #[error("`{path}` is {}, not a table as text", kind.name())]
    #[diagnostic(code(E216), help("{}", kind.advice()))]
    NoText {
        /// The file.
        path: String,
        /// What it is.
        kind: FileKind,
    },
    /// A compressed file that does not unpack.
    #[error("`{path}` is compressed, and cannot be unpacked to its end: {reason}")]
    #[diagnostic(code(E217), help("it may be cut off: bring it here once more and compare the sizes"))]
    Compressed {
        /// The file.
        path: String,
        /// What is wrong.
        reason: String,
    },
    /// A word of a `load … with` that says nothing of a table.
    #[error("`{word}` says nothing of a column")]
    #[diagnostic(
        code(E218),
        help(
            "before `=` stands a part (case, key, time, measure, note), a level (nominal, ordinal, count, quantity, \
             share, set, text), `higher`, `lower`, `flow`, `missing`, `missing COLUMN`, `label COLUMN` or `decimal`; try: \
             `load \"{path}\" with case = {field}`"
        )
    )]
    Hint {
        /// The file.
        path: String,
        /// The word.
        word: String,
        /// What it is said of.
        field: String,
    },
    /// A column in which some figures have a decimal comma and others a decimal point.
    #[error(
        "`{field}` of `{path}` mixes decimal marks: {} holds `{}`, {} `{}`", comma.0, comma.1, point.0, point.1
    )]
    #[diagnostic(
        code(E219),
        help(
            "write all of its figures in one way; until then, `load \"{path}\" with nominal = {}` reads it as words",
            typed(field)
        )
    )]
    DecimalMarks {
        /// The file.
        path: String,
        /// The column.
        field: String,
        /// Place and cell with a decimal point.
        point: (String, String),
        /// Place and cell with a decimal comma.
        comma: (String, String),
    },
    /// A column that is not what a `load … with` says it is.
    #[error("`{field}` of `{path}` cannot be the {word}: {place} holds `{cell}`, and {wanted} are needed")]
    #[diagnostic(
        code(E220),
        help("{}", match few {
            true => format!("say that it stands for no value: `load \"{path}\" with {} = \"{cell}\"`", said_of("missing", field)),
            false => format!("leave `{word}` out, or name another column"),
        })
    )]
    NotSo {
        /// The file.
        path: String,
        /// The column.
        field: String,
        /// What it is said to be.
        word: &'static str,
        /// What its cells would have to be.
        wanted: &'static str,
        /// Where a cell is that is none.
        place: String,
        /// The cell.
        cell: String,
        /// Whether most other cells are what is needed.
        few: bool,
    },
    /// A folder without a descriptor.
    #[error("`{folder}` is a folder without a `datapackage.json`")]
    #[diagnostic(code(E221), help("{advice}"))]
    NoDescriptor {
        /// The folder.
        folder: String,
        /// What can be loaded in place of it.
        advice: String,
    },
    /// Words for a table after a package, which says all of it itself.
    #[error("`{path}` is a data package, and says itself what its tables are called and hold")]
    #[diagnostic(code(E222), help("load it as it is, and correct its `datapackage.json`: `load \"{path}\"`"))]
    ForTables {
        /// The package.
        path: String,
    },
    /// A file that is not where it is said to be.
    #[error("there is no file `{path}`")]
    #[diagnostic(code(E223), help("{advice}paths count from the folder that Juxta was started in"))]
    NoFile {
        /// The path as it was given.
        path: String,
        /// A file beside it with nearly the same name.
        advice: String,
    },
    /// Bytes that are text in no encoding that is read.
    #[error("`{path}` is not text that Juxta can read: {reason}")]
    #[diagnostic(code(E202), help("save the table as CSV in UTF-8"))]
    Encoding {
        /// The file.
        path: String,
        /// The byte and the line that do not fit.
        reason: String,
    },
    /// A descriptor or schema that is no valid JSON or lacks what is needed.
    #[error("`{path}` is no valid data package descriptor: {reason}")]
    #[diagnostic(code(E203), help("compare it with https://datapackage.org/standard/data-package/"))]
    Descriptor {
        /// The file.
        path: String,
        /// What is wrong, with line and column.
        reason: String,
    },
    /// A property of Juxta's own with a value that means nothing.
    #[error("field `{field}` of `{topic}`: `{property}` cannot be `{value}`")]
    #[diagnostic(code(E204), help("it is one of {allowed}"))]
    Property {
        /// The topic.
        topic: String,
        /// The field.
        field: String,
        /// The property, with its prefix.
        property: &'static str,
        /// Its value.
        value: String,
        /// What it may be.
        allowed: &'static str,
    },
    /// A property of the standard that a package uses, and that is not read.
    #[error("`{topic}` declares `{property}` as `{value}`, and that cannot be read")]
    #[diagnostic(code(E229), help("{advice}"))]
    NotRead {
        /// The topic.
        topic: String,
        /// The property, as the standard calls it.
        property: &'static str,
        /// Its value.
        value: String,
        /// What is read.
        advice: &'static str,
    },
    /// A row with more or fewer values than the heading.
    #[error("line {line} of `{path}` has {found}, the heading has {expected}")]
    #[diagnostic(code(E206), help("{advice}"))]
    Ragged {
        /// The file.
        path: String,
        /// The line, counted from 1.
        line: u64,
        /// `3 values`
        found: String,
        /// `4 columns`
        expected: String,
        /// What is wrong with such a row most often.
        advice: &'static str,
    },
    /// A quote that opens and never closes.
    #[error("a quote opens in line {line} of `{path}` and never closes")]
    #[diagnostic(code(E212), help("close it, or write a quote inside quotes twice"))]
    OpenQuote {
        /// The file.
        path: String,
        /// The line of the row, counted from 1.
        line: u64,
    },
    /// A heading that cannot be used.
    #[error("the heading of `{path}` {reason}")]
    #[diagnostic(code(E207), help("give every column a name of its own in the first line"))]
    Heading {
        /// The file.
        path: String,
        /// `names \`year\` twice`, `has an empty name in column 3`, …
        reason: String,
    },
    /// A heading that is not that of the schema.
    #[error("the columns of `{path}` are not those of its schema")]
    #[diagnostic(code(E214), help("the table has `{found}`, the schema `{expected}`"))]
    Fields {
        /// The file.
        path: String,
        /// The names in the table.
        found: String,
        /// The names in the schema.
        expected: String,
    },
    /// A value that is not of its field's type.
    #[error("{place} of `{path}`: `{value}` is no {expected} for `{field}`")]
    #[diagnostic(
        code(E208),
        help("mend the value, or list it under `missingValues` when it stands for a missing one")
    )]
    Cell {
        /// The file.
        path: String,
        /// `line 7`, counted from 1.
        place: String,
        /// The value.
        value: String,
        /// The field.
        field: String,
        /// What is wanted: `number`, `year`, …
        expected: &'static str,
    },
    /// A Parquet file, which this program does not read.
    #[error("`{path}` is a Parquet file, and this Juxta was built without a reader of them")]
    #[diagnostic(
        code(E225),
        help(
            "build one that has it, in a clone of the repository: cargo install --locked --path . --features parquet; \
             or make a CSV file of it, with DuckDB: COPY (FROM '{path}') TO 'table.csv'; or in Python: \
             pandas.read_parquet(\"{path}\").to_csv(\"table.csv\", index=False)"
        )
    )]
    NoParquet {
        /// The file.
        path: String,
    },
    /// A Parquet file that is cut off, encrypted, or holds what makes no sense.
    #[error("the Parquet file `{path}` cannot be read: {reason}")]
    #[diagnostic(
        code(E226),
        help(
            "bring it here once more and compare the sizes, or write it anew with the program that made it"
        )
    )]
    BrokenParquet {
        /// The file.
        path: String,
        /// What is wrong.
        reason: String,
    },
    /// A Parquet file none of whose columns can be cells of a table.
    #[error("no column of `{path}` can be read: `{field}` holds {what}")]
    #[diagnostic(
        code(E227),
        help(
            "make rows or columns of it, with DuckDB: COPY (SELECT unnest(\"{field}\") FROM '{path}') TO 'new.parquet'"
        )
    )]
    Nested {
        /// The file.
        path: String,
        /// Its first column.
        field: String,
        /// `lists`, `bytes`, …
        what: &'static str,
    },
    /// A Parquet file compressed in a way that is not read.
    #[error("`{path}` is compressed with {codec}, which Juxta does not unpack")]
    #[diagnostic(code(E228), help("write it anew, with DuckDB: COPY (FROM '{path}') TO 'new.parquet'"))]
    Codec {
        /// The file.
        path: String,
        /// `brotli`
        codec: String,
    },
    /// A table that needs more memory than there is.
    #[error("`{path}` needs about {needs} of memory, and {has} are free")]
    #[diagnostic(
        code(E224),
        help(
            "keep fewer of its columns, or only the rows that you need, in a file of its own and load that"
        )
    )]
    TooLarge {
        /// The file.
        path: String,
        /// `12.4 GB`
        needs: String,
        /// `3.1 GB`
        has: String,
    },
    /// A file that a package or a lesson names, and that lies elsewhere.
    #[error("`{path}` is not in the folder of what names it: {reason}")]
    #[diagnostic(
        code(E230),
        help("copy the file into that folder, and name it from there; or load it alone, by its own path")
    )]
    Outside {
        /// The path as it is named.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// It is not the file that it was when it was looked at first.
    #[error("`{path}` has changed while it was read")]
    #[diagnostic(code(E231), help("wait until whoever writes it is done, and load it again"))]
    Changed {
        /// The file.
        path: String,
    },
    /// A table without rows or without a heading.
    #[error("`{path}` holds no table")]
    #[diagnostic(code(E209), help("the first line names the columns, each further line is a row"))]
    Empty {
        /// The file.
        path: String,
    },
    /// A topic that is there already.
    #[error("there is a topic `{name}` already")]
    #[diagnostic(code(E210), help("give the table another name{advice}"))]
    TopicExists {
        /// The topic.
        name: String,
        /// How.
        advice: String,
    },
    /// No column could be the case.
    #[error("`{path}` has no column of names to compare")]
    #[diagnostic(
        code(E211),
        help("say which column holds the cases: `load \"{path}\" with case = {column}`")
    )]
    NoCase {
        /// The file.
        path: String,
        /// Its first column.
        column: String,
    },
    /// What a package declares, and means nothing.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Declared(#[from] DeclaredError),
    /// What another place of data says.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Elsewhere(DataError),
}

impl From<DataError> for ImportError {
    fn from(error: DataError) -> Self {
        error.downcast::<Self>().cloned().unwrap_or(Self::Elsewhere(error))
    }
}

impl Fault for ImportError {
    fn is_file(&self) -> bool {
        match self {
            Self::Unreadable { .. }
            | Self::Encoding { .. }
            | Self::Forbidden { .. }
            | Self::Outside { .. }
            | Self::NoFile { .. }
            | Self::NoText { .. }
            | Self::Compressed { .. }
            | Self::NoParquet { .. }
            | Self::BrokenParquet { .. }
            | Self::Nested { .. }
            | Self::Codec { .. }
            | Self::Changed { .. }
            | Self::NoDescriptor { .. } => true,
            Self::Elsewhere(error) => error.is_file(),
            Self::Hint { .. }
            | Self::DecimalMarks { .. }
            | Self::NotSo { .. }
            | Self::ForTables { .. }
            | Self::Descriptor { .. }
            | Self::Property { .. }
            | Self::NotRead { .. }
            | Self::Ragged { .. }
            | Self::OpenQuote { .. }
            | Self::Heading { .. }
            | Self::Fields { .. }
            | Self::Cell { .. }
            | Self::TooLarge { .. }
            | Self::Empty { .. }
            | Self::TopicExists { .. }
            | Self::NoCase { .. }
            | Self::Declared(_) => false,
        }
    }
}

impl ImportError {
    /// A row that has `found` values below `expected` names.
    pub fn ragged(path: &str, line: u64, found: usize, expected: usize) -> Self {
        let advice = match found > expected {
            true => {
                "a comma inside a text needs quotes around the text, \"Washington, DC\"; a note beside the table needs \
                 a name in the first line"
            }
            false => {
                "a row needs a cell for each name, empty or not; a note below the table needs an empty line above it"
            }
        };
        let (found, expected) = (count(found, "value"), count(expected, "column"));
        Self::Ragged { path: path.into(), line, found, expected, advice }
    }
}
