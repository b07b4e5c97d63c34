//! The formulas. Each file names its source; each is tested against published answers.

pub mod spread;

pub mod composition;

pub mod growth;

pub mod crossing;
