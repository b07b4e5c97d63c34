//! Juxta: a small query language for comparing.

pub mod source;

pub mod suggest;

pub mod dataset;

pub mod syntax;

pub mod query;

pub mod resolve;

pub mod answer;

pub mod render;
