//! The formulas. Each file names its source; each is tested against published answers.

pub mod spread;

pub mod composition;

pub mod growth;

pub mod crossing;

pub mod rank_agreement;

pub mod overlap;

pub mod mill;

pub mod distance;

pub mod truth_table;

pub mod prime_implicants;

pub mod covers;

pub mod minimize;

pub mod coverage;
