//! `juxta plan`: every stage of one query, for seeing how a question becomes an answer.

use super::cli::{Exit, Look};
use super::script::tell_failure;
use super::terminal::{Closed, Output};
use base::source::Source;
use session::Session;

/// Prints the stages of the statements in `text`.
///
/// # Errors
///
/// The reader of the results has gone.
pub fn run(session: &Session, text: &str, look: &Look, output: &mut Output) -> Result<Exit, Closed> {
    let source = Source::new("plan", text);
    match session.plan(&source) {
        Ok(stages) => {
            for (name, stage) in stages {
                output.result(&format!("── {name}\n{}\n\n", stage.trim_end()))?;
            }
            Ok(Exit::Done)
        }
        Err(failure) => Ok(tell_failure(&failure, &source, look, output)),
    }
}
