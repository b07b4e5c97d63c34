//! Tables side by side. Who a case is, is found out by the names data; years match by year. What comes out is a topic like
//! any other: a row a case and year, each column taken from the table that has it, and read when it is used.

mod authority;
mod cases;
mod condensed;
mod error;
mod frame;
mod grid;
mod identity;
mod latest;
mod matching;
mod order;
mod part;
mod placed;
mod report;
mod rows;
mod taken;
mod topic;
mod years;

pub use authority::Authority;
pub use cases::{Case, Cases};
pub use condensed::{Condensed, condense};
pub use error::AlignError;
pub use frame::{Frame, frame};
pub use identity::{CaseKind, Who, identify, identify_as};
pub use latest::latest;
pub use matching::kind_word;
pub use part::{Part, is_timed};
pub use placed::repeated;
pub use report::report;
pub use topic::plain_fields;
