//! A script as a page to hand out: comments are its prose, results its tables and charts, with one bibliography.

mod html;
mod markdown;
#[expect(clippy::wildcard_enum_match_arm, reason = "a page has few of the events of Markdown")]
mod prose;
mod script;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use self::script::Piece;
use answer::{Answer, SourceLine};
use base::source::Source;
use output::cite::Bibliography;
use output::render::Format;
use output::write::Document;
use session::{Failure, Outcome, Session};
use syntax::ast::StatementKind;

/// What a script says and what it found.
#[derive(Clone, Debug)]
pub struct Report {
    /// The title, as Markdown.
    title: String,
    parts: Vec<Part>,
    bibliography: Bibliography,
    /// The script's name.
    script: String,
    /// How many statements were left out because they would write files of their own.
    pub exports: usize,
}

/// A part of a page, in the order of the script.
#[derive(Clone, Debug)]
enum Part {
    /// Comments, as Markdown.
    Prose(String),
    /// Statements as they are written.
    Code(String),
    /// The result of the query before it.
    Result { answer: Arc<Answer>, format: Format },
    /// A text that stands for itself: a bibliography, or a result in a form for other programs.
    Text(String),
    /// What the script expects of the result, and what holds.
    Checks(Vec<String>),
}

/// The form of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One file that needs nothing beside it.
    Html,
    /// A text, with its charts as files beside it.
    Markdown,
}

/// How a page is laid out.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Whether statements are shown.
    pub code: bool,
    /// The language of the prose, as BCP 47 has it: `en`, `ko`.
    pub lang: String,
}

impl Form {
    /// The form that the ending of a file stands for.
    pub fn of(path: &Path) -> Option<Self> {
        match output::export::format(path)? {
            Format::Html => Some(Self::Html),
            Format::Markdown => Some(Self::Markdown),
            Format::Table
            | Format::Plain
            | Format::Csv
            | Format::Tsv
            | Format::Json
            | Format::Latex
            | Format::Chart
            | Format::Svg => None,
        }
    }
}

impl Report {
    /// Runs a script and keeps what it says.
    ///
    /// # Errors
    ///
    /// The first statement that fails; an expectation that does not hold is one.
    pub fn new(session: &mut Session, source: &Source) -> Result<Self, Failure> {
        let pieces = script::pieces(source);
        let (title, pieces) = script::titled(&source.name, pieces);
        let mut report = Self {
            title,
            parts: Vec::new(),
            bibliography: Bibliography::joined([]),
            script: script::file_name(&source.name),
            exports: 0,
        };
        let mut works = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Prose(text) => report.parts.push(Part::Prose(text)),
                Piece::Statement { span, written } => {
                    report.add(session, source, &Session::statement(source, span)?, written, &mut works)?;
                }
            }
        }
        report.bibliography = Bibliography::joined(works);
        Ok(report)
    }

    /// Runs a statement and adds what it shows.
    fn add(
        &mut self,
        session: &mut Session,
        source: &Source,
        statement: &syntax::ast::Statement,
        written: String,
        works: &mut Vec<Bibliography>,
    ) -> Result<(), Failure> {
        if matches!(statement.node, StatementKind::Export(_)) {
            self.exports += 1;
            return Ok(());
        }
        let outcome = session.run(source, statement)?;
        if matches!(statement.node, StatementKind::Expect(_)) {
            match self.parts.last_mut() {
                Some(Part::Checks(checks)) => checks.push(written),
                _ => self.parts.push(Part::Checks(vec![written])),
            }
            return Ok(());
        }
        match self.parts.last_mut() {
            Some(Part::Code(code)) => *code = format!("{code}\n{written}"),
            _ => self.parts.push(Part::Code(written)),
        }
        match outcome {
            Outcome::Answer { answer, format } => {
                works.push(session.bibliography()?);
                self.parts.push(match format {
                    Format::Table | Format::Html | Format::Chart | Format::Svg => {
                        Part::Result { answer, format }
                    }
                    Format::Plain
                    | Format::Csv
                    | Format::Tsv
                    | Format::Json
                    | Format::Markdown
                    | Format::Latex => Part::Text(session.write(&answer, format)),
                });
            }
            Outcome::Text(text) => self.parts.push(Part::Text(text)),
            Outcome::Said(_) => {}
        }
        Ok(())
    }

    /// The page as files: the first is the page.
    pub fn documents(&self, path: &Path, form: Form, layout: &Layout) -> Vec<Document> {
        match form {
            Form::Html => vec![Document { path: path.into(), text: html::page(self, layout) }],
            Form::Markdown => markdown::documents(self, path, layout),
        }
    }

    /// The numbers of sources in the bibliography, each with the places that a result cites from it.
    fn cited(&self, lines: &[SourceLine]) -> Vec<(usize, Vec<String>)> {
        let mut cited: Vec<(usize, Vec<String>)> = Vec::new();
        for line in lines {
            let Some(number) = self.bibliography.number(line) else { continue };
            let place = if line.place.is_empty() { &line.text } else { &line.place };
            match cited.iter_mut().find(|(known, _)| *known == number) {
                Some((_, places)) if places.iter().any(|known| **known == **place) => {}
                Some((_, places)) => places.push(place.to_string()),
                None => cited.push((number, vec![place.to_string()])),
            }
        }
        cited
    }
}

/// `homework.juxta` becomes `homework.html`, beside it.
pub fn default_path(script: &Path) -> PathBuf {
    if script == Path::new("-") { "report.html".into() } else { script.with_extension("html") }
}

/// `1 check holds`, `3 checks hold`
fn checked(count: usize) -> String {
    if count == 1 { "1 check holds".into() } else { format!("{count} checks hold") }
}
