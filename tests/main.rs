//! What the program promises, from its one door and from its command line: one binary, so that it links once.

mod support;

mod examples;

mod claims;

<<<<<<< HEAD
mod errors;

mod cli;

mod hostile;

mod hostile_data;

mod architecture;

mod data;

mod readme;

mod checks;
=======
mod examples;

mod terminal;

mod repl;
>>>>>>> e7eb861 (tests: the prompt on a pseudo-terminal; a session on the real data)
