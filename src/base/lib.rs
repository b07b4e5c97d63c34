//! What every crate of Juxta may know: texts and their spans, did-you-mean, cancelling, threads.

pub mod source;

pub mod cancel;

pub mod panics;

pub mod parallel;

pub mod progress;

pub mod memory;

pub mod order;

pub mod fold;

pub mod suggest;
