//! What is known: values, fields, columns, topics, claims, and the catalog of topics. Nothing here knows a file.

pub mod value;

mod range;

mod decade;

pub mod field;

pub mod column;

pub mod min_max;

pub mod error;

pub mod remark;

pub mod check;

mod claims;

mod columns;

mod rows;

pub mod topic;

pub mod reading;

mod lineage;

pub mod hidden_copy;

mod catalog_entry;

pub mod catalog;

pub mod names;

pub mod totals;

pub use catalog::Catalog;
pub use catalog_entry::{CatalogEntry, TopicSource};
pub use check::{Declared, DeclaredError, RowSelector};
pub use claims::{ClaimIndex, Claims, Status};
pub use column::{Column, ColumnKind, Dictionary, Labels, LabelsBuilder, NO_ROW, Numbers, YearSpans};
pub use columns::{ColumnSource, Columns};
pub use decade::Decades;
pub use error::{DataError, Fault};
pub use field::{Direction, Field, FieldId, Level, Role};
pub use hidden_copy::HiddenCopy;
pub use lineage::{KnownRows, Lineage, Member, RowMap};
pub use min_max::MinMax;
pub use names::{Label, NameAuthority};
pub use range::Range;
pub use remark::Remark;
pub use rows::{Provenance, RowYears};
pub use topic::{Reference, Statements, Topic};
pub use value::{Bound, Missing, Value, Years, is_yes};
