//! Juxta: a small query language for comparing.

pub mod source;

pub mod suggest;

pub mod word;

pub mod dataset;

pub mod syntax;

pub mod query;

pub mod resolve;

pub mod answer;

pub mod eval;

pub mod lookup;

pub mod render;

pub mod diagnostic;

pub mod plan;

pub mod settings;

pub mod session;

pub mod transcript;

pub mod highlight;

pub mod complete;

pub mod command;

pub mod help;

pub mod shell;
