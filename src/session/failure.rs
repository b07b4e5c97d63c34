//! Why a statement did nothing, whatever the stage that refused it.

use miette::Diagnostic;
use thiserror::Error;

use crate::settings::SettingError;
use base::panics::Panic;
use base::source::{Source, Span};
use data::DataError;
use evaluate::EvalError;
use output::diagnostic::{self, Style};
use output::export;
use output::render::RenderError;
use output::visible::Visible;
use output::write::WriteError;
use resolve::ResolveError;
use syntax::SyntaxError;
use syntax::word::Verb;

/// Why a statement did nothing.
#[derive(Clone, Debug, Error, Diagnostic)]
pub enum Failure {
    /// It cannot be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Syntax(#[from] SyntaxError),
    /// It can be read, but means nothing.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Resolve(#[from] ResolveError),
    /// It means something, but has no answer.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Eval(#[from] EvalError),
    /// The same, shown at the statement that has none.
    #[error("{error}")]
    #[diagnostic(forward(error))]
    Answer {
        /// Why there is no answer.
        error: EvalError,
        /// The statement.
        #[label("{why}")]
        span: Span,
        /// What is wrong there, in a few words.
        why: &'static str,
    },
    /// It changes a setting that cannot be changed so.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Setting(#[from] SettingError),
    /// It loads data that cannot be used.
    #[error("{error}")]
    #[diagnostic(forward(error))]
    Load {
        /// What is wrong with the data.
        error: DataError,
        /// The file, as the statement names it.
        #[label("loaded here")]
        span: Span,
    },
    /// It asks for data that cannot be read; its place is not known yet.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Data(#[from] DataError),
    /// It asks for data that cannot be read.
    #[error("{error}")]
    #[diagnostic(forward(error))]
    Read {
        /// What keeps them from being read.
        error: DataError,
        /// The statement.
        #[label("asked here")]
        span: Span,
    },
    /// It names a form that a result cannot have.
    #[error("no result has the form `{name}`")]
    #[diagnostic(
        code(E403),
        help(
            "the forms are table, plain, csv, tsv, json, markdown, html, latex, chart and svg; try: `{example}`"
        )
    )]
    Format {
        /// The form.
        name: String,
        /// Its place.
        #[label("no form of a result")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// It names a form that no citation has.
    #[error("no citation has the form `{name}`")]
    #[diagnostic(code(E404), help("the forms are text, bibtex and csl; try: `cite rankings as bibtex`"))]
    Citation {
        /// The form.
        name: String,
        /// Its place.
        #[label("no form of a citation")]
        span: Span,
    },
    /// The ending of a file stands for no form.
    #[error("the ending of `{path}` stands for no form of a result")]
    #[diagnostic(code(E405), help("the endings are {}; try: `export to \"result.md\"`", export::endings()))]
    Ending {
        /// The file.
        path: String,
        /// Its place.
        #[label("which form?")]
        span: Span,
    },
    /// A result that cannot have the form it is asked for.
    #[error(transparent)]
    #[diagnostic(code(E406), help("try: `{} where year = 2020 as chart`", Verb::Compare.example()))]
    Render(#[from] RenderError),
    /// The program has made a mistake of its own.
    #[error("Juxta has made a mistake of its own here: {panic}")]
    #[diagnostic(
        code(E407),
        help(
            "everything is as it was before this statement, so go on; please report it: this message and the statement"
        )
    )]
    Internal {
        /// What is known of it.
        panic: Panic,
        /// The statement.
        #[label("while this was done")]
        span: Span,
    },
    /// A file that is not written.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Write(#[from] WriteError),
}

impl Failure {
    /// Whether a file could not be read or written.
    pub fn is_file(&self) -> bool {
        match self {
            Self::Load { error, .. } | Self::Read { error, .. } | Self::Data(error) => error.is_file(),
            Self::Write(_) => true,
            Self::Syntax(_)
            | Self::Resolve(_)
            | Self::Eval(_)
            | Self::Answer { .. }
            | Self::Setting(_)
            | Self::Format { .. }
            | Self::Citation { .. }
            | Self::Ending { .. }
            | Self::Render(_)
            | Self::Internal { .. } => false,
        }
    }

    /// The same mistake with the statement as its place, where it has no other.
    pub(super) fn at(self, span: Span) -> Self {
        match self {
            Self::Data(error)
            | Self::Resolve(ResolveError::Data(error))
            | Self::Eval(EvalError::Data(error)) => Self::Read { error, span },
            Self::Eval(error) => match error.why() {
                Some(why) => Self::Answer { error, span, why },
                None => Self::Eval(error),
            },
            placed @ (Self::Syntax(_)
            | Self::Resolve(_)
            | Self::Answer { .. }
            | Self::Setting(_)
            | Self::Load { .. }
            | Self::Read { .. }
            | Self::Format { .. }
            | Self::Citation { .. }
            | Self::Ending { .. }
            | Self::Render(_)
            | Self::Internal { .. }
            | Self::Write(_)) => placed,
        }
    }

    /// The mistake drawn with its place in the source.
    pub fn draw(&self, source: &Source, style: Style) -> Visible {
        diagnostic::draw(self, source, style)
    }

    /// The same as text.
    pub fn render(&self, source: &Source, style: Style) -> String {
        diagnostic::render(self, source, style)
    }
}

/// That the program has made a mistake of its own, where there is no statement to point at.
pub fn internal(panic: &Panic) -> String {
    format!(
        "Juxta has made a mistake of its own: {panic}\n\
         Everything is as it was before, so go on; please report it: this message and what you typed."
    )
}
