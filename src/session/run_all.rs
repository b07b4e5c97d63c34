//! A source, run statement by statement: the one loop of every front.

use std::iter::Peekable;

use super::{Failure, Outcome, Session};
use base::source::Source;
use evaluate::EvalError;
use syntax::SyntaxError;
use syntax::ast::{Statement, StatementKind};

/// A statement as it was read. Why one cannot be read is not yet for readers: only a session knows what works instead.
pub type Read = Result<Statement, SyntaxError>;

/// What became of a statement: the statement, and what it did.
pub type Done = Result<(Statement, Outcome), Failure>;

/// The statements of a source, each run when it is asked for.
pub struct RunAll<'s, I: Iterator<Item = Read>> {
    session: &'s mut Session,
    source: &'s Source,
    reads: Peekable<I>,
    /// Whether the last statement gave no result, so that none can be expected of it.
    failed: bool,
}

impl Session {
    /// Runs the statements of a source one after the other; one that fails changes nothing, and the next can be run.
    pub fn run_all<'s>(&'s mut self, source: &'s Source) -> RunAll<'s, impl Iterator<Item = Read>> {
        self.run_each(source, Self::statements(source))
    }

    /// The same of statements that were read by somebody else.
    pub fn run_each<'s, I: Iterator<Item = Read>>(
        &'s mut self,
        source: &'s Source,
        reads: I,
    ) -> RunAll<'s, I> {
        RunAll { session: self, source, reads: reads.peekable(), failed: false }
    }

    /// Runs one statement as it was read.
    ///
    /// # Errors
    ///
    /// It cannot be read, or what is wrong with it; the session is then as it was.
    pub fn run_read(&mut self, source: &Source, read: Read) -> Done {
        let statement = read.map_err(|error| self.advised(source, error))?;
        let outcome = self.run(source, &statement)?;
        Ok((statement, outcome))
    }
}

impl<I: Iterator<Item = Read>> RunAll<'_, I> {
    /// The session as the last statement left it.
    pub fn session(&self) -> &Session {
        self.session
    }

    /// The statement that comes next.
    pub fn peek(&mut self) -> Option<&Read> {
        self.reads.peek()
    }
}

impl<I: Iterator<Item = Read>> Iterator for RunAll<'_, I> {
    type Item = Done;

    fn next(&mut self) -> Option<Done> {
        // What is expected of a result that never came is not held against the one before it.
        let expects = |read: &Read| {
            read.as_ref().is_ok_and(|statement| matches!(statement.node, StatementKind::Expect(_)))
        };
        while self.failed && self.reads.next_if(expects).is_some() {}
        let done = self.session.run_read(self.source, self.reads.next()?);
        self.failed = match &done {
            Ok(_) => false,
            Err(Failure::Eval(EvalError::Expectation { .. })) => self.failed,
            Err(_) => true,
        };
        Some(done)
    }
}
