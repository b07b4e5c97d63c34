//! The data: what topics, fields and values are, and where they come from.

pub mod value;

mod range;

mod decade;

pub mod field;

pub mod column;

pub mod topic;

pub mod reading;

pub mod variant;

pub mod package;

pub mod check;

mod claims;

pub mod dialect;

mod figures;

mod encoding;

mod declared;

mod footnote;

pub mod sample;

pub mod skeleton;

pub mod layout;

pub mod recognize;

pub mod remark;

pub mod signature;

pub mod guess;

mod cells;

mod builder;

mod bulk;

pub mod parquet;

pub mod room;

pub mod progress;

pub mod read;

mod unread;

pub mod table;

pub mod files;

pub mod large;

mod decoded;

mod embedded;

mod entry;

pub mod store;

pub mod totals;

pub mod names;

pub mod ends;

pub mod error;

pub use check::Declared;
pub use claims::{ClaimIndex, Claims, Status};
pub use column::{Column, Dictionary, Labels, LabelsBuilder, Numbers, YearSpans};
pub use decade::Decades;
pub use ends::Ends;
pub use entry::Entry;
pub use error::DatasetError;
pub use field::{Direction, Field, FieldId, Level, Role};
pub use names::Label;
pub use range::Range;
pub use remark::Remark;
pub use store::Store;
pub use topic::{ColumnSource, Provenance, Reference, RowYears, Topic};
pub use value::{Bound, Missing, Value, Years, is_yes};
pub use variant::Variant;
