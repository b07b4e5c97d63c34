//! What the data hold on a word: for people who do not know the names yet.

mod coverage;

mod find;

mod texts;

mod describe;

pub use coverage::{filled, rows, years};
pub use describe::describe;
pub use find::find;
