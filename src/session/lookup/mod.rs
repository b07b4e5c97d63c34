//! What the data hold on a word: for people who do not know the names yet.

mod coverage;

mod find;

mod texts;

mod describe;

pub use coverage::{count_filled, covered_years};
pub use describe::describe;
pub use find::find;
