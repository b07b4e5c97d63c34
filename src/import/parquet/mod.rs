//! Parquet files: the only place that knows the `parquet` crate. A program without it names such files and says what to do.

#[cfg(not(feature = "parquet"))]
mod absent;

#[cfg(feature = "parquet")]
mod build;

#[cfg(feature = "parquet")]
mod cell;

#[cfg(feature = "parquet")]
mod chunk;

#[cfg(feature = "parquet")]
mod file;

#[cfg(feature = "parquet")]
mod hybrid;

#[cfg(feature = "parquet")]
mod in_order;

#[cfg(feature = "parquet")]
mod parts;

#[cfg(feature = "parquet")]
mod sample;

#[cfg(feature = "parquet")]
mod values;

#[cfg(feature = "parquet")]
mod words;

#[cfg(not(feature = "parquet"))]
pub use self::absent::Parquet;
#[cfg(feature = "parquet")]
pub use self::file::Parquet;

use std::fs::{File, Metadata};
use std::io::Read;
use std::path::Path;

/// A file that begins as Parquet files do, and whether it says that it is encrypted; `None` for any other.
fn opened(path: &Path) -> Option<(File, bool)> {
    // What is read from a pipe is gone for the next reader.
    path.metadata().ok().filter(Metadata::is_file)?;
    let (mut file, mut mark) = (File::open(path).ok()?, [0; 4]);
    file.read_exact(&mut mark).ok()?;
    matches!(&mark, b"PAR1" | b"PARE").then_some((file, &mark == b"PARE"))
}
