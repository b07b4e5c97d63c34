//! What the program promises, from its one door: one binary, so that it links once.

mod claims;

mod examples;

mod share;

mod tools;
