//! What the program promises, from its one door and from its command line: one binary, so that it links once.

#![allow(clippy::wildcard_enum_match_arm, reason = "a test panics at what it does not expect")]

mod align;

mod support;

mod properties;

mod syntax;

#[expect(clippy::unwrap_used, reason = "a test may fail by a panic")]
mod verbs;

mod hidden_copy;

mod examples;

mod charts;

mod claims;

mod checks;
mod contains;
mod functions;
mod groups;
mod latest;
mod long_tables;

mod share;

mod refine;
mod report;

mod tables;

mod formats;

mod grammar;

mod tools;

mod trailing;

mod errors;

mod cli;

mod endings;

mod hostile;

mod hostile_data;

mod outside;

mod architecture;

mod columns;

mod data;

mod differential;

mod nothing_lost;
mod own_tables;

mod parquet;

mod readme;

mod steering;

mod terminal;

mod repl;

mod sittings;

mod student;

mod lessons;

mod teaching;
