//! The tests around the program, one binary: a module a subject.

mod support;

mod errors;

mod cli;

mod hostile;

mod architecture;

mod data;

mod readme;
