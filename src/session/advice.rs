//! What a shell asks a session beside running statements: what there is, and what was meant.

use std::sync::Arc;

use super::{Failure, Session};
use crate::answer::Answer;
use crate::dataset::{Store, Topic};
use crate::lookup;
use crate::resolve::{self, ResolveError};
use crate::source::{Source, Span, Spanned};
use crate::syntax;
use crate::syntax::ast::StatementKind;

impl Session {
    /// The last result.
    pub fn last(&self) -> Option<&Answer> {
        self.last.as_ref().map(|last| &*last.answer)
    }

    /// All data.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The topics that can be read, in reading order.
    pub fn topics(&self) -> impl Iterator<Item = &Arc<Topic>> {
        self.store.entries().filter_map(|entry| entry.topic().ok())
    }

    /// The names that are defined, each with its statement.
    pub fn definitions(&self) -> impl Iterator<Item = (&str, &str)> {
        self.definitions.iter().map(|definition| {
            (definition.name.node.as_str(), definition.statement.of(&definition.source).trim())
        })
    }

    /// Looks for a word in the names of topics, fields and labels.
    ///
    /// # Errors
    ///
    /// A topic that can not be read.
    pub fn find(&self, word: &str) -> Result<Answer, Failure> {
        Ok(lookup::find(&self.store, word).map_err(ResolveError::from)?)
    }

    /// Tells what the topic, the field or the label under the span is.
    ///
    /// # Errors
    ///
    /// Nothing is called so.
    pub fn describe(&self, source: &Source, span: Span) -> Result<Answer, Failure> {
        let name = span.of(&source.text).trim_matches(['"', '\'', '“', '”']).to_owned();
        match lookup::describe(&self.store, &name).map_err(ResolveError::from)? {
            Some(answer) => Ok(answer),
            None => {
                let unknown = self.scope(source, span).unknown_anywhere(&Spanned::new(name, span));
                Err(ResolveError::from(unknown.map_err(ResolveError::from)?).into())
            }
        }
    }

    /// The statement under the span with its mistake mended, if that would run; else the query that the message
    /// about it advises.
    pub fn mended(&self, source: &Source, span: Span, failure: &Failure) -> Option<String> {
        match failure {
            Failure::Syntax(error) => {
                let mended = error.fix().and_then(|fix| fix.query())?;
                // A statement that can be read now may still hold names that are not known.
                Some(self.working(mended).unwrap_or_else(|| mended.to_owned()))
            }
            Failure::Resolve(error) => self
                .corrected(error, &source.text, span)
                .or_else(|| error.example().filter(|example| self.runs(example)).map(str::to_owned)),
            _ => None,
        }
    }

    /// Whether the statement under the span can be read and its names are known; it is not run.
    ///
    /// # Errors
    ///
    /// Its mistake.
    pub fn check(&self, source: &Source, span: Span) -> Result<(), Failure> {
        let statement = syntax::statement(&source.text, span)?;
        let scope = self.scope(source, statement.span);
        match &statement.node {
            StatementKind::Query(query) => resolve::resolve(scope, statement.span, query).map(drop)?,
            StatementKind::Define(define) => resolve::define(scope, statement.span, define).map(drop)?,
            StatementKind::Expect(expect) => {
                if let Some(answer) = self.last() {
                    resolve::expect(scope, answer, expect).map(drop)?;
                }
            }
            _ => {}
        }
        Ok(())
    }
}
