//! Files become topics: data packages, tables as text, files of columns. What a table without a description means is
//! recognized, told, and can be said otherwise.

pub mod error;

pub mod file_kind;

pub mod files;

mod encoding;

mod decoded;

mod large;

mod package;

mod defaults;

mod declared;

mod figures;

mod footnote;

pub mod dialect;

mod cells;

mod sample;

mod layout;

mod recognize;

mod builder;

mod bulk;

mod parquet;

mod lazy;

pub mod room;

pub mod read;

pub mod table;

mod source;

mod embedded;

mod load;

pub mod infer_package;

pub use error::ImportError;
pub use load::{embedded, load};
