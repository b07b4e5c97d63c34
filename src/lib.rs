#![doc = include_str!("ARCHITECTURE.md")]

// The code that pest derives without its feature `std` names this crate. Without `std` pest does not read
// /proc/self/maps at start-up to guard a stack that our own cap on nesting guards already.
extern crate alloc;

pub mod source;

pub mod stop;

pub mod suggest;

pub mod word;

pub mod order;

pub mod dataset;

pub mod schema;

pub mod syntax;

pub mod visible;

pub mod query;

pub mod resolve;

pub mod answer;

pub mod eval;

pub mod lookup;

pub mod render;

pub mod cite;

pub mod write;

pub mod export;

pub mod diagnostic;

pub mod plan;

pub mod settings;

pub mod claims;

pub mod meant;

pub mod session;

pub mod report;

pub mod transcript;

pub mod highlight;

pub mod complete;

pub mod command;

pub mod help;

pub mod learn;

pub mod shell;
