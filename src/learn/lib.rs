//! Lessons: tasks at the prompt, judged by what a query answers and not by how it is written.
//!
//! Nothing here knows a terminal. A lesson is a TOML file ([`file`]); a [`Course`] is a student's way through it.

mod error;

mod lesson;

mod file;

pub mod library;

mod relation;

mod formula;

mod difference;

mod feedback;

mod word;

mod hidden;

mod run;

mod judge;

mod lint;

mod progress;

mod course;

mod words;

mod mark;

pub use course::{Course, Reply};
pub use error::LessonError;
pub use judge::Attempt;
pub use lesson::{Lesson, Task};
pub use library::{candidates, find, list, names};
pub use lint::lint;
pub use mark::{Marked, mark};
pub use progress::{Note, Progress, State};
pub use words::{WORDS, Word};
