//! What other programs need to know of the command line, all from its one definition.

use clap::CommandFactory;
use clap_complete::Shell;

use super::arguments::Arguments;

/// The completions of a shell, as a script for it.
pub fn completions(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "juxta", &mut script);
    String::from_utf8(script).unwrap_or_default()
}

/// The manual page, in roff.
pub fn page() -> String {
    let mut page = Vec::new();
    // Memory takes all that is written to it.
    let _ = clap_mangen::Man::new(Arguments::command()).render(&mut page);
    String::from_utf8(page).unwrap_or_default()
}
