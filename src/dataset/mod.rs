//! The data: what topics, fields and values are, and where they come from.

pub mod column;
pub mod field;
pub mod fold;
pub mod value;

pub use column::{Column, Dictionary, Labels, LabelsBuilder, Numbers, YearSpans};
pub use field::{Direction, Field, FieldId, Level, Role};
pub use value::{Bound, Missing, Value, Years};
