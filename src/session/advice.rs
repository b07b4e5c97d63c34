//! What a shell asks a session beside running statements: what there is, and what was meant instead of a mistake.

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

    /// Adds the corrected statement to a mistake in names, if that statement would run; what is advised instead of a
    /// statement without a topic runs too.
    pub(super) fn with_correction(&self, source: &Source, span: Span, error: ResolveError) -> Failure {
        if let ResolveError::NoTopic { verb, span, example } = error {
            let example = self.working(&example).unwrap_or_else(|| verb.example().to_owned());
            return ResolveError::NoTopic { verb, span, example }.into();
        }
        let corrected = self.corrected(&error, &source.text, span);
        error.with_help(corrected).into()
    }

    /// The statement with its unknown names replaced, if that works.
    fn corrected(&self, error: &ResolveError, text: &str, span: Span) -> Option<String> {
        error.corrected(text, span).into_iter().find(|text| self.runs(text))
    }

    /// A text that is one statement that works, perhaps with its unknown names replaced.
    fn working(&self, text: &str) -> Option<String> {
        let whole = Span::new(0, text.len());
        match self.check(&Source::new("suggestion", text), whole) {
            Err(Failure::Resolve(error)) => self.corrected(&error, text, whole),
            Err(_) => None,
            Ok(()) => self.runs(text).then(|| text.to_owned()),
        }
    }

    /// Whether a text is one statement that works.
    fn runs(&self, text: &str) -> bool {
        let source = Source::new("suggestion", text);
        let mut statements = Self::statements(&source);
        let (Some(Ok(statement)), None) = (statements.next(), statements.next()) else { return false };
        let scope = self.scope(&source, statement.span);
        match &statement.node {
            StatementKind::Query(query) => resolve::resolve(scope, statement.span, query)
                .is_ok_and(|query| self.evaluate(&query).is_ok()),
            StatementKind::Define(define) => resolve::define(scope, statement.span, define).is_ok(),
            _ => false,
        }
    }
}
