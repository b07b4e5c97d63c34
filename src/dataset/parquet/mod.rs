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
