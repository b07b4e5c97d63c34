//! The one door: every shell runs statements through a session. A failed statement changes nothing.

pub mod settings;

pub mod claims;

pub mod lookup;

pub mod intent;

mod advice;

mod failure;

mod lint;

mod load;

mod refine;
mod run_all;

mod share;

use std::sync::Arc;

pub use self::failure::{Failure, internal};
pub use self::lint::Lint;
pub use self::run_all::{Done, Read, RunAll};
use self::share::Last;
use crate::settings::Settings;
use answer::Answer;
use base::panics;
use base::source::{Source, Span};
use data::{Catalog, DataError};
use evaluate::plan;
use evaluate::{self, EvalError};
use output::render::{self, Format, RenderError};
use query::{Ask, Query};
use resolve::{self, Definitions, Scope};
use syntax::ast::{Name, Statement, StatementKind};

/// Data, definitions, settings and the last result. Cloning is cheap: the data are shared.
#[derive(Clone, Debug)]
pub struct Session {
    store: Catalog,
    definitions: Definitions,
    /// How results look.
    pub settings: Settings,
    last: Option<Last>,
}

/// What a statement did.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It gave an answer, in the form that it names or else the session's.
    Answer {
        /// The answer.
        answer: Arc<Answer>,
        /// Its form.
        format: Format,
    },
    /// It gave a text that stands for itself: a bibliography.
    Text(String),
    /// It did something, and says so.
    Said(String),
}

impl Session {
    /// A session with the data inside the program.
    ///
    /// # Errors
    ///
    /// None in a program that passed its tests.
    pub fn new() -> Result<Self, DataError> {
        Ok(Self::with_store(import::embedded()?))
    }

    /// A session with these data, in which nothing has been defined or asked.
    pub fn with_store(store: Catalog) -> Self {
        Self { store, definitions: Definitions::default(), settings: Settings::default(), last: None }
    }

    /// The same definitions and settings on other data, without a last result.
    #[must_use]
    pub fn on(&self, store: Catalog) -> Self {
        Self { store, last: None, ..self.clone() }
    }

    /// The statements of a source; one that cannot be read does not hide the next.
    pub fn statements(source: &Source) -> impl Iterator<Item = Read> + '_ {
        let spans = syntax::statements(&source.text).into_iter();
        spans.map(|span| Self::statement(source, span))
    }

    /// The statement of a source at a place, as [`syntax::statements`] finds it.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    pub fn statement(source: &Source, span: Span) -> Read {
        syntax::statement(&source.text, span)
    }

    /// Runs one statement of a source.
    ///
    /// # Errors
    ///
    /// What is wrong with it; the session is then as it was.
    pub fn run(&mut self, source: &Source, statement: &Statement) -> Result<Outcome, Failure> {
        // A mistake of the program's own is one of this statement: it changes nothing, and the next one runs.
        let done = panics::catch(|| self.done(source, statement))
            .unwrap_or_else(|panic| Err(Failure::Internal { panic, span: statement.span }));
        done.map_err(|failure| self.with_advice(source, statement.span, failure.at(statement.span)))
    }

    fn done(&mut self, source: &Source, statement: &Statement) -> Result<Outcome, Failure> {
        let scope = self.scope(source, statement.span);
        match &statement.node {
            StatementKind::Query(query) => {
                let (form, asked) = (query.format.as_ref(), query.format.is_some());
                let query = resolve::resolve(scope, statement.span, query)?;
                let format = self.format(scope, form)?;
                let mut last = self.answered(&query)?;
                let answer = last.answer.clone();
                let format = drawn(&answer, format, asked)?;
                last.format = format;
                self.last = Some(last);
                Ok(Outcome::Answer { answer, format })
            }
            StatementKind::Define(define) => {
                let (definition, defined) = resolve::define(scope, statement.span, define)?;
                let echo = evaluate::echo(&define.name.node, &defined)?;
                self.definitions.add(definition);
                Ok(Outcome::Said(echo))
            }
            StatementKind::Expect(expect) => {
                let answer = &self.last.as_ref().ok_or(EvalError::NoResult)?.answer;
                let expectation = resolve::expect(scope, answer, expect)?;
                evaluate::check(answer, &expectation, statement.span)?;
                Ok(Outcome::Said(String::new()))
            }
            StatementKind::Describe(name) => {
                let answer = Arc::new(self.describe(source, name.span)?);
                let format = drawn(&answer, self.settings.format, false)?;
                self.last = Some(Last::told(answer.clone()));
                Ok(Outcome::Answer { answer, format })
            }
            StatementKind::Load(load) => self.load_statement(load),
            StatementKind::Set(set) => {
                let mut settings = self.settings.clone();
                let said = settings.apply(set)?;
                self.settings = settings;
                Ok(Outcome::Said(said))
            }
            StatementKind::Export(export) => self.export(export).map(Outcome::Said),
            StatementKind::Cite(cite) => self.cite(source, cite).map(Outcome::Text),
        }
    }

    /// Resolves a query without running it.
    ///
    /// # Errors
    ///
    /// What is wrong with its meaning.
    pub fn resolve(&self, source: &Source, span: Span, query: &syntax::ast::Query) -> Result<Query, Failure> {
        let scope = self.scope(source, span);
        resolve::resolve(scope, span, query)
            .map_err(|error| self.with_advice(source, span, Failure::from(error).at(span)))
    }

    /// Answers a resolved query, without making it the last result.
    ///
    /// # Errors
    ///
    /// It has no honest answer.
    pub fn evaluate(&self, query: &Query) -> Result<Answer, Failure> {
        if let Ask::Claims(claims) = &query.ask {
            // Only a session knows how to run the queries that are kept as data.
            let judge = |test: &str, expects: &str| claims::judge(&self.store, test, expects);
            return Ok(evaluate::claims(query, claims, judge)?);
        }
        Ok(evaluate::evaluate(&self.store, query)?)
    }

    /// Every stage of the first query of a source, by name.
    ///
    /// # Errors
    ///
    /// The stage at which it fails.
    pub fn plan(&self, source: &Source) -> Result<Vec<(&'static str, String)>, Failure> {
        let Some(statement) = Self::statements(source).next() else {
            return Err(EvalError::NoStatement.into());
        };
        let statement = statement?;
        self.stages(source, &statement).map_err(|failure| failure.at(statement.span))
    }

    fn stages(&self, source: &Source, statement: &Statement) -> Result<Vec<(&'static str, String)>, Failure> {
        let text = statement.span.of(&source.text).trim().to_owned();
        let tree = format!("{:#?}", statement.node);
        let StatementKind::Query(query) = &statement.node else {
            return Ok(vec![("text", text), ("tree", tree)]);
        };
        let format = self.format(self.scope(source, statement.span), query.format.as_ref())?;
        let query = self.resolve(source, statement.span, query)?;
        let mut stages = vec![("text", text), ("tree", tree), ("query", plan::query(&query)?)];
        if let Some(selection) = evaluate::selection(&query) {
            stages.push(("cells", plan::cells(&select::select(selection)?)));
        }
        let answer = self.evaluate(&query)?;
        let mut plain = self.clone();
        plain.settings.options.color = false;
        stages.push(("answer", plain.write(&answer, format)));
        Ok(stages)
    }

    /// An answer as text; where the settings ask for color, it has the marks of [`output::visible`].
    pub fn write(&self, answer: &Answer, format: Format) -> String {
        let mut out = String::new();
        self.push(&mut out, answer, format);
        out
    }

    /// Adds an answer to a text.
    pub fn push(&self, out: &mut String, answer: &Answer, format: Format) {
        if let Err(error) = render::push(out, answer, format, &self.settings.options) {
            // A form that an answer cannot have is refused when the query runs.
            out.extend([&error.to_string(), "\n"]);
        }
    }

    fn scope<'a>(&'a self, source: &'a Source, statement: Span) -> Scope<'a> {
        self.definitions.begin();
        let (store, definitions, text) = (&self.store, &self.definitions, &source.text);
        Scope { store, definitions, text, statement, depth: 0, latest: None }
    }

    fn format(&self, scope: Scope<'_>, name: Option<&Name>) -> Result<Format, Failure> {
        let Some(name) = name else { return Ok(self.settings.format) };
        Format::from_word(&name.node).ok_or_else(|| {
            // What most other programs open.
            let example = scope.edited(scope.statement, name.span, "csv");
            Failure::Format { name: name.node.clone(), span: name.span, example }
        })
    }
}

/// The form that an answer can have: a session's charts are tables where there is nothing to draw.
fn drawn(answer: &Answer, format: Format, asked: bool) -> Result<Format, RenderError> {
    match render::check(answer, format) {
        Ok(()) => Ok(format),
        Err(error) if asked => Err(error),
        Err(_) => Ok(Format::Table),
    }
}
