//! What is known: values, fields, columns, topics, claims, and the catalog of topics. Nothing here knows a file.

pub mod value;

mod range;

mod decade;

pub mod field;

pub mod column;

pub mod ends;

pub mod error;

pub mod remark;

pub mod check;

mod claims;

mod columns;

mod rows;

pub mod topic;

pub mod reading;

pub mod variant;

mod entry;

pub mod catalog;

pub mod names;

pub mod totals;

pub use catalog::Catalog;
pub use check::{Declared, DeclaredError, RowSelector};
pub use claims::{ClaimIndex, Claims, Status};
pub use column::{Column, Dictionary, Labels, LabelsBuilder, Numbers, YearSpans};
pub use columns::{ColumnKind, ColumnSource, Columns};
pub use decade::Decades;
pub use ends::Ends;
pub use entry::{Entry, TopicSource};
pub use error::{DataError, Fault};
pub use field::{Direction, Field, FieldId, Level, Role};
pub use names::Label;
pub use range::Range;
pub use remark::Remark;
pub use rows::{Provenance, RowYears};
pub use topic::{Reference, Topic};
pub use value::{Bound, Missing, Value, Years, is_yes};
pub use variant::Variant;
