//! Parquet files: read as the same table in CSV is, column by column, and refused with a way out.

use std::fs;
use std::path::Path;

use crate::support::{ends, folder, run};

#[cfg(feature = "parquet")]
mod compared;

#[cfg(feature = "parquet")]
mod refused;

#[cfg(feature = "parquet")]
mod write;

/// What the program says of a file.
fn said(path: &Path, code: i32) -> String {
    let ran = run([
        "--quiet".as_ref(),
        "--width=300".as_ref(),
        "--data".as_ref(),
        path.as_os_str(),
        "-c".as_ref(),
        "show topics".as_ref(),
    ]);
    ends(&ran, code);
    ran.stderr
}

/// The end of a file decides nothing: a table of text under that name is one.
#[test]
fn text_under_the_name_of_a_parquet_file_is_a_table() {
    let path = folder("parquet_text").join("t.parquet");
    fs::write(&path, "city,n\nSeoul,1\nBeijing,2\n").expect("the table can be written");
    assert_eq!(said(&path, 0), "");
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_program_without_a_reader_says_how_to_get_one_and_how_to_do_without() {
    let path = Path::new("tests/parquet/duckdb.parquet");
    // A long line is broken between words.
    let said = said(path, 3).split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "[E225]",
        "`tests/parquet/duckdb.parquet` is a Parquet file",
        "cargo install --locked --path . --features parquet",
        "COPY (FROM 'tests/parquet/duckdb.parquet') TO 'table.csv'",
        "pandas.read_parquet(\"tests/parquet/duckdb.parquet\")",
    ] {
        assert!(said.contains(words), "no {words} in\n{said}");
    }
}
