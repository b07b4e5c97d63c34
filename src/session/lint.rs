//! What is wrong with a script, found without running it: definitions, settings and loaded tables count, queries are
//! only resolved.

use miette::Diagnostic;
use thiserror::Error;

use super::{Failure, Session};
use base::fold::fold;
use base::order;
use base::source::{Source, Span};
use query::{Ask, Catalogue, Listed, Query};
use syntax::ast::{Cited, Statement, StatementKind};
use syntax::{TokenKind, tokens};

/// Something that a reader of the script should look at.
#[derive(Debug, Error, Diagnostic)]
pub enum Lint {
    /// A statement that would fail.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Failure(#[from] Failure),
    /// `where year = 1999`, and the data begin in 2010.
    #[error("no row of `{topic}` meets `{test}`")]
    #[diagnostic(code(W601), severity(warning))]
    NeverMet {
        /// The topic.
        topic: String,
        /// The condition.
        test: String,
        /// Its place.
        #[label("outside the data")]
        span: Span,
        /// What the data cover.
        #[help]
        help: Option<String>,
    },
    /// Conditions that hold one by one, but not together.
    #[error("no row of `{topic}` meets the whole query")]
    #[diagnostic(
        code(W602),
        severity(warning),
        help("each part is met by some rows, but no row meets all of them")
    )]
    Empty {
        /// The topic.
        topic: String,
        /// The query.
        #[label("the answer has no rows")]
        span: Span,
    },
    /// A definition that no later statement needs.
    #[error("`{name}` is defined and never used")]
    #[diagnostic(code(W603), severity(warning), help("leave it out, or use it in a statement below"))]
    Unused {
        /// The name.
        name: String,
        /// Its place.
        #[label("never used")]
        span: Span,
    },
    /// `expect`, `export` or `cite` before any query.
    #[error("there is no result yet")]
    #[diagnostic(code(W604), severity(warning), help("a query has to stand above it"))]
    NoResult {
        /// The statement.
        #[label("looks at the last result")]
        span: Span,
    },
}

/// A definition that waits for its use.
struct Waiting {
    name: String,
    words: Vec<String>,
    span: Span,
}

impl Session {
    /// Everything that is wrong with a script, in the order of its lines. The session stays as it is.
    pub fn lint(&self, source: &Source) -> Vec<Lint> {
        let mut session = self.clone();
        let mut asked = self.last.is_some();
        let mut found: Vec<(usize, Lint)> = Vec::new();
        let mut waiting: Vec<Waiting> = Vec::new();
        for statement in Self::statements(source) {
            let statement = match statement {
                Ok(statement) => statement,
                Err(failure) => {
                    let failure = session.advised(source, failure);
                    found.push((place(&failure), failure.into()));
                    continue;
                }
            };
            let words = words(statement.span.of(&source.text));
            waiting.retain(|definition| !holds(&words, &definition.words));
            let start = statement.span.start;
            match session.look(source, &statement, asked) {
                Ok(Looked { lints, all_used }) => {
                    found.extend(lints.into_iter().map(|lint| (start, lint)));
                    if all_used {
                        waiting.clear();
                    }
                }
                Err(failure) => found.push((start, failure.at(statement.span).into())),
            }
            match &statement.node {
                StatementKind::Define(define) => waiting.push(Waiting {
                    name: define.name.node.clone(),
                    words: self::words(&define.name.node),
                    span: define.name.span,
                }),
                StatementKind::Query(_) => asked = true,
                StatementKind::Load(_)
                | StatementKind::Set(_)
                | StatementKind::Expect(_)
                | StatementKind::Export(_)
                | StatementKind::Describe(_)
                | StatementKind::Cite(_) => {}
            }
        }
        let unused = |Waiting { name, span, .. }| (span.start, Lint::Unused { name, span });
        found.extend(waiting.into_iter().map(unused));
        order::sort_by_key(&mut found, |(start, _)| *start);
        found.into_iter().map(|(_, lint)| lint).collect()
    }

    /// Does what later statements need, and resolves the rest.
    fn look(&mut self, source: &Source, statement: &Statement, asked: bool) -> Result<Looked, Failure> {
        let span = statement.span;
        let no_result = || Looked::from((!asked).then_some(Lint::NoResult { span }));
        match &statement.node {
            StatementKind::Query(query) => {
                self.format(self.scope(source, span), query.format.as_ref())?;
                let query = self.resolve(source, span, query)?;
                coverage(span, &query)
            }
            StatementKind::Define(_) | StatementKind::Load(_) | StatementKind::Set(_) => {
                self.run(source, statement).map(|_| Looked::from(None))
            }
            StatementKind::Describe(name) => self.describe(source, name.span).map(|_| Looked::from(None)),
            StatementKind::Expect(_) => Ok(no_result()),
            StatementKind::Export(export) => Self::form(export).map(|_| no_result()),
            StatementKind::Cite(cite) => {
                Self::citation(cite)?;
                match &cite.of {
                    None => Ok(no_result()),
                    Some(Cited::Topic(name)) => self.cited_topic(source, name).map(|()| Looked::from(None)),
                    Some(Cited::Query(query)) => {
                        let resolved = self.resolve(source, query.span, &query.node)?;
                        coverage(query.span, &resolved)
                    }
                }
            }
        }
    }
}

/// What a look at one statement found.
struct Looked {
    lints: Vec<Lint>,
    /// Whether it shows every definition.
    all_used: bool,
}

impl From<Option<Lint>> for Looked {
    fn from(lint: Option<Lint>) -> Self {
        Self { lints: lint.into_iter().collect(), all_used: false }
    }
}

/// Conditions that the data cannot meet.
fn coverage(span: Span, query: &Query) -> Result<Looked, Failure> {
    let all_used = matches!(query.ask, Ask::Catalogue(Catalogue { list: Listed::Definitions(_), .. }));
    let Some(selection) = evaluate::selection(query) else {
        return Ok(Looked { lints: Vec::new(), all_used });
    };
    let topic = &selection.topic;
    let mut lints = Vec::new();
    for evaluate::NeverMet { test, covered } in evaluate::never_met(selection)? {
        lints.push(Lint::NeverMet {
            topic: topic.name.to_string(),
            test: test.text.to_string(),
            span: test.place.unwrap_or(span),
            help: covered,
        });
    }
    if lints.is_empty() && select::select(selection)?.rows == 0 {
        lints.push(Lint::Empty { topic: topic.name.to_string(), span });
    }
    Ok(Looked { lints, all_used })
}

/// The words of a text, folded, quotes taken off.
fn words(text: &str) -> Vec<String> {
    let named = tokens(text).filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Quoted));
    named
        .flat_map(|token| {
            let text = token.span.of(text).trim_matches(['"', '\'', '“', '”', '‘', '’', '「', '」']);
            text.split_whitespace().map(fold).collect::<Vec<_>>()
        })
        .collect()
}

fn holds(words: &[String], name: &[String]) -> bool {
    !name.is_empty() && words.windows(name.len()).any(|window| window == name)
}

/// Where a mistake begins.
fn place(failure: &Failure) -> usize {
    failure.labels().and_then(|mut labels| labels.next()).map_or(0, |label| label.offset())
}
