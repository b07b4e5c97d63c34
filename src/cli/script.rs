//! Statements that nobody types: files, `-c`, stdin.

use super::ahead;
use super::cli::{Exit, Look};
use super::progress;
use super::terminal::{Closed, Output};
use base::source::Source;
use evaluate::EvalError;
use session::{Failure, Outcome, Session};
use syntax::ast::StatementKind;

/// Runs every statement of a source; stops at the first mistake unless told to go on.
///
/// # Errors
///
/// The reader of the results has gone.
pub fn run(
    session: &mut Session,
    source: &Source,
    look: &Look,
    keep_going: bool,
    output: &mut Output,
) -> Result<Exit, Closed> {
    ahead::statements(source, |statements| {
        let mut exit = Exit::Done;
        let mut failed = false;
        for statement in statements {
            // What is expected of a result that never came is not held against the one before it.
            if failed
                && statement
                    .as_ref()
                    .is_ok_and(|statement| matches!(statement.node, StatementKind::Expect(_)))
            {
                continue;
            }
            let done = statement.map_err(|failure| session.advised(source, failure)).and_then(|statement| {
                match &statement.node {
                    StatementKind::Load(_) => {
                        let progress = session.progress().clone();
                        progress::beside(&progress, || session.run(source, &statement))
                    }
                    _ => session.run(source, &statement),
                }
            });
            match done {
                Ok(outcome) => {
                    failed = false;
                    show(session, &outcome, output)?;
                }
                Err(failure) => {
                    failed |= !matches!(failure, Failure::Eval(EvalError::Expectation { .. }));
                    exit = exit.max(tell(&failure, source, look, output));
                    if !keep_going {
                        break;
                    }
                }
            }
        }
        Ok(exit)
    })
}

/// Writes what a statement did.
///
/// # Errors
///
/// The reader of the results has gone.
pub fn show(session: &Session, outcome: &Outcome, output: &mut Output) -> Result<(), Closed> {
    match outcome {
        Outcome::Answer { answer, format } => output.answer(session, answer, *format),
        Outcome::Text(text) => output.data(text),
        Outcome::Said(text) => {
            output.remark(text);
            Ok(())
        }
    }
}

/// Writes why a statement did nothing.
pub fn tell(failure: &Failure, source: &Source, look: &Look, output: &mut Output) -> Exit {
    output.drawn(&failure.draw(source, look.errors));
    if failure.is_file() { Exit::File } else { Exit::Query }
}
