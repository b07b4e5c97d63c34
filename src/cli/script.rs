//! Statements that nobody types: files, `-c`, stdin.

use super::ahead;
use super::cli::{Exit, Look};
use super::progress;
use super::terminal::{Closed, Output};
use base::source::Source;
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
        let progress = session.progress().clone();
        let mut all = session.run_each(source, statements);
        loop {
            let loads = all.peek().is_some_and(|read| {
                read.as_ref().is_ok_and(|statement| matches!(statement.node, StatementKind::Load(_)))
            });
            let done = if loads { progress::beside(&progress, || all.next()) } else { all.next() };
            match done {
                None => break,
                Some(Ok((_, outcome))) => show(all.session(), &outcome, output)?,
                Some(Err(failure)) => {
                    exit = exit.max(tell_failure(&failure, source, look, output));
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
pub fn tell_failure(failure: &Failure, source: &Source, look: &Look, output: &mut Output) -> Exit {
    output.drawn(&failure.draw(source, look.errors));
    if failure.is_file() { Exit::File } else { Exit::Query }
}
