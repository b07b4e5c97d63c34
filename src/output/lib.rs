//! Answers, errors and files as people see them.

pub mod visible;

pub mod render;

pub mod cite;

pub mod write;

pub mod export;

pub mod diagnostic;
