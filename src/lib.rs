//! Juxta: a small query language for comparing, with a data set inside.
//!
//! ```
//! use juxta::base::source::Source;
//! use juxta::session::{Outcome, Session};
//!
//! let mut session = Session::new()?;
//! let source = Source::new("example", "compare Beijing, Seoul on rankings where year = 2020");
//! for done in session.run_all(&source) {
//!     if let (_, Outcome::Answer { answer, .. }) = done? {
//!         assert_eq!(answer.tables[0].rows.len(), 4);
//!     }
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A front uses [`session`] to run statements, [`output`] to show what comes back, [`assist`] to help while somebody
//! types, and [`learn`] for lessons. Below them a statement passes [`syntax`], [`resolve`], [`select`] and [`evaluate`].

pub use ::{
    answer, assist, base, data, evaluate, import, learn, names, output, query, report, resolve, select,
    session, stats, syntax,
};
