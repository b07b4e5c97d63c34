//! Juxta: a small query language for comparing.

pub mod source;
pub mod suggest;

pub mod dataset;

pub mod syntax;

pub mod answer;

pub mod diagnostic;
