//! What leaves the session with its source: citations and files.

use std::path::Path;
use std::sync::Arc;

use super::{Failure, Session};
use answer::Answer;
use base::source::{Source, Span, Spanned};
use base::suggest::count;
use data::CatalogEntry;
use evaluate::{self, EvalError};
use output::cite::{Bibliography, Form};
use output::export;
use output::render::{Format, Options};
use output::write::write;
use query::Query;
use syntax::ast::{self, Cite, Cited, Export, Name, Path as Target};
use syntax::word::Verb;

/// The last result, and what citing it needs.
#[derive(Clone, Debug)]
pub(super) struct Last {
    pub(super) answer: Arc<Answer>,
    /// The form that the query asked for.
    pub(super) format: Format,
    /// The topic that says who stands behind its sources.
    sources: Option<Arc<CatalogEntry>>,
}

impl Last {
    /// What a `describe` told.
    pub(super) fn told(answer: Arc<Answer>) -> Self {
        Self { answer, format: Format::Table, sources: None }
    }

    fn bibliography(&self) -> Result<Bibliography, Failure> {
        let Answer { sources, data, .. } = &*self.answer;
        let works = Bibliography::new(sources, self.sources.as_deref(), data);
        Ok(works.map_err(EvalError::from)?)
    }
}

impl Session {
    /// The answer of a query, with what `cite` and `export` need to know of it.
    pub(super) fn answered(&self, query: &Query) -> Result<Last, Failure> {
        let answer = Arc::new(self.evaluate(query)?);
        let sources = evaluate::selection(query).and_then(|selection| selection.sources.first().cloned());
        Ok(Last { answer, format: Format::Table, sources })
    }

    /// The works behind the last result.
    ///
    /// # Errors
    ///
    /// There is no result yet.
    pub fn bibliography(&self) -> Result<Bibliography, Failure> {
        self.last.as_ref().ok_or(EvalError::NoResult)?.bibliography()
    }

    /// The works behind the last result, a topic or a query.
    pub(super) fn cite(&self, source: &Source, cite: &Cite) -> Result<String, Failure> {
        let form = Self::citation(cite)?;
        let bibliography = match &cite.of {
            None => self.bibliography()?,
            Some(Cited::Query(query)) => self.asked(source, query.span, &query.node)?.bibliography()?,
            Some(Cited::Topic(name)) => {
                self.cited_topic(source, name)?;
                self.asked(source, name.span, &rows_of(name))?.bibliography()?
            }
        };
        Ok(bibliography.write(form))
    }

    /// Writes the last result to a file, and says what went into it.
    pub(super) fn export(&self, export: &Export) -> Result<String, Failure> {
        let last = self.last.as_ref().ok_or(EvalError::NoResult)?;
        let path = Path::new(&export.path.node);
        let format = Self::form(export)?;
        let picture = matches!(last.format, Format::Chart | Format::Svg);
        let how = Options { picture, ..self.settings.options.clone() };
        let documents = export::documents(path, format, &how, &last.answer, &last.bibliography()?)?;
        write(&documents, export.force)?;
        let rows = last.answer.tables.first().map_or(0, |table| table.rows.len());
        let files: Vec<String> =
            documents.iter().map(|document| format!("`{}`", document.path.display())).collect();
        let sources = count(last.answer.sources.len(), "source");
        Ok(format!("wrote {}: {}, the query, {sources}", files.join(" and "), count(rows, "row")))
    }

    /// The form of a citation.
    pub(super) fn citation(cite: &Cite) -> Result<Form, Failure> {
        let Some(name) = &cite.format else { return Ok(Form::Text) };
        let unknown = || Failure::Citation { name: name.node.clone(), span: name.span };
        Form::from_word(&name.node).ok_or_else(unknown)
    }

    /// The form that the ending of a file stands for.
    pub(super) fn form(export: &Export) -> Result<Format, Failure> {
        let unknown = || Failure::Ending { path: export.path.node.clone(), span: export.path.span };
        export::format(Path::new(&export.path.node)).ok_or_else(unknown)
    }

    /// Whether there is a topic of that name.
    pub(super) fn cited_topic(&self, source: &Source, name: &Name) -> Result<(), Failure> {
        Ok(self.scope(source, name.span).topic(name).map(drop)?)
    }

    fn asked(&self, source: &Source, span: Span, query: &ast::Query) -> Result<Last, Failure> {
        let query = self.resolve(source, span, query)?;
        self.answered(&query)
    }
}

/// `show TOPIC`
fn rows_of(topic: &Name) -> ast::Query {
    let target = Target { names: vec![topic.clone()], span: topic.span };
    ast::Query::new(Spanned::new(Verb::Show, topic.span), vec![target])
}
