//! The program around a session: command line, scripts, the prompt. Thin on purpose.

mod arguments;

mod cli;

mod terminal;

mod progress;

mod ahead;
mod script;

mod plan;

mod fmt;

mod lint;

mod lessons;

mod manual;

mod package;

mod page;

mod repl;

pub use cli::run;
