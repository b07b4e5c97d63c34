//! What the program promises, from its one door: one binary, so that it links once.

mod charts;

mod claims;

mod examples;

mod share;

mod tools;
