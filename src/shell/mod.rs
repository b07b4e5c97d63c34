//! The program around a session: command line, scripts, the prompt. Thin on purpose.

mod arguments;

mod cli;

mod output;

mod progress;

mod ahead;
mod script;

mod plan;

mod fmt;

mod lint;

mod learn;

mod manual;

mod package;

mod report;

mod repl;

pub use cli::run;
