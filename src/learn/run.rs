//! Statements of a lesson, run without anybody who typed them.

use std::sync::Arc;

use miette::Diagnostic;

use answer::Answer;
use base::source::Source;
use evaluate::EvalError;
use session::{Failure, Outcome, Session};
use syntax::ast::StatementKind;

/// What the last query of a text gives, in a copy of the session.
///
/// # Errors
///
/// A statement fails, or there is no query.
pub fn ask(session: &Session, text: &str) -> Result<Arc<Answer>, Failure> {
    let mut session = session.clone();
    let answer = run(&mut session, text)?;
    answer.ok_or_else(|| EvalError::NoResult.into())
}

/// Runs every statement of a text; what the last query gives.
///
/// # Errors
///
/// The first statement that fails.
pub fn run(session: &mut Session, text: &str) -> Result<Option<Arc<Answer>>, Failure> {
    let source = Source::new("lesson", text);
    let mut last = None;
    for done in session.run_all(&source) {
        last = answered(done?.1).or(last);
    }
    Ok(last)
}

/// The name that a statement defines.
pub fn defined(text: &str) -> Option<String> {
    let source = Source::new("lesson", text);
    let statement = Session::statements(&source).next()?.ok()?;
    if let StatementKind::Define(define) = statement.node { Some(define.name.node) } else { None }
}

/// The code of a refusal.
pub fn code(failure: &Failure) -> String {
    failure.code().map(|code| code.to_string()).unwrap_or_default()
}

/// The answer of a statement that was a query.
pub fn answered(outcome: Outcome) -> Option<Arc<Answer>> {
    if let Outcome::Answer { answer, .. } = outcome { Some(answer) } else { None }
}
