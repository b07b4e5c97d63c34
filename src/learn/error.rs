//! What can be wrong with a lesson.

use miette::Diagnostic;
use thiserror::Error;

use base::source::Span;

impl LessonError {
    /// Whether a file could not be read.
    pub fn is_file(&self) -> bool {
        matches!(self, Self::NoFile { .. })
    }
}

/// Something wrong with a lesson file; the spans count into the file.
#[derive(Clone, Debug, PartialEq, Eq, Error, Diagnostic)]
pub enum LessonError {
    /// There is no lesson of that name.
    #[error("there is no lesson `{name}`")]
    #[diagnostic(
        code(E701),
        help("the lessons are {known}; a lesson of your own: `juxta learn my-lesson.toml`")
    )]
    Unknown {
        /// The name.
        name: String,
        /// The lessons there are.
        known: String,
    },
    /// The file cannot be opened.
    #[error("cannot read `{path}`: {reason}")]
    #[diagnostic(
        code(E713),
        help(
            "a lesson is a file whose name ends in `.toml`; paths count from the folder that Juxta was started in"
        )
    )]
    NoFile {
        /// The file.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// A file of answers that does not say to which lesson.
    #[error("`{path}` does not say which lesson it answers")]
    #[diagnostic(
        code(E715),
        help(
            "name it in a line of the file, `# learn 2`, or on the command line: `juxta learn 2 --check {path}`"
        )
    )]
    NoLesson {
        /// The file.
        path: String,
    },
    /// The file is no lesson: TOML that cannot be read, a word that a lesson does not have, one that it lacks.
    #[error("the lesson cannot be read: {reason}")]
    #[diagnostic(code(E702), help("{help}"))]
    Unreadable {
        /// What is wrong.
        reason: String,
        /// What to do about it.
        help: String,
        /// Its place.
        #[label("here")]
        span: Span,
    },
    /// A task that asks for nothing, or for two things.
    #[error("this task has {found}, so it is not clear what counts as an answer")]
    #[diagnostic(
        code(E703),
        help(
            "give it one of `query`, `define`, `error`, `answer` and `open = true`; beside `answer` and `error`, `query` shows how to find it"
        )
    )]
    Kind {
        /// The words that it has.
        found: String,
        /// The task.
        #[label("what is the student to do?")]
        span: Span,
    },
    /// A word of a task that its kind has no use for.
    #[error("`{word}` means nothing in a task that is answered by `{kind}`")]
    #[diagnostic(code(E704), help("leave it out, or answer the task by `{wanted}`"))]
    Useless {
        /// The word.
        word: &'static str,
        /// What the task is answered by.
        kind: &'static str,
        /// What it could be answered by.
        wanted: &'static str,
        /// The task.
        #[label("in this task")]
        span: Span,
    },
    /// A query that fails.
    #[error("{role} fails: {reason}")]
    #[diagnostic(code(E705), help("try it at the prompt until it gives what you want: `juxta -c '{query}'`"))]
    Fails {
        /// What part the query plays: `the reference query`.
        role: &'static str,
        /// Why.
        reason: String,
        /// The query.
        query: String,
        /// Its place.
        #[label("this one")]
        span: Span,
    },
    /// A column, a table or a figure that the reference's result does not have.
    #[error("the result of the reference query has no {what} `{name}`")]
    #[diagnostic(code(E706), help("it has {known}"))]
    NoColumn {
        /// Column, table or figure.
        what: &'static str,
        /// Its name.
        name: String,
        /// What there is.
        known: String,
        /// Its place.
        #[label("not in the result")]
        span: Span,
    },
    /// A task without help.
    #[error("this task has no hint")]
    #[diagnostic(code(E707), help("say first where to look, then how to begin: hints = [\"…\", \"…\"]"))]
    NoHint {
        /// The question.
        #[label("a student who is stuck gets no help")]
        span: Span,
    },
    /// A known wrong answer that is right.
    #[error("this wrong answer is not wrong: it gives what the reference gives")]
    #[diagnostic(
        code(E708),
        help("leave it out, or compare more of the result: `columns`, `figures`, `ordered`")
    )]
    NotWrong {
        /// The answer.
        #[label("marked as right")]
        span: Span,
    },
    /// A known wrong answer whose words are never said.
    #[error("the words on this wrong answer are never said: {reason}")]
    #[diagnostic(code(E714), help("leave one of the two out"))]
    Shadowed {
        /// Why.
        reason: String,
        /// The answer.
        #[label("not told apart")]
        span: Span,
    },
    /// Another right answer that is not right.
    #[error("this answer is not right: {reason}")]
    #[diagnostic(code(E709), help("try it in the lesson: `juxta learn my-lesson.toml`"))]
    NotRight {
        /// What differs.
        reason: String,
        /// The answer.
        #[label("marked as wrong")]
        span: Span,
    },
    /// A task that cannot tell a query from a typed-in answer.
    #[error("on changed data the reference query gives the same, so an answer that is typed in would pass")]
    #[diagnostic(
        code(E710),
        help("compare columns that depend on the data, or ask for a word with `answer` instead")
    )]
    Blind {
        /// The query.
        #[label("its result never changes")]
        span: Span,
    },
    /// The reference does not do what the task demands.
    #[error("the reference query {found}, but the task demands `{wanted}`")]
    #[diagnostic(code(E711), help("change the one or the other"))]
    Demand {
        /// What it does.
        found: String,
        /// What is demanded.
        wanted: String,
        /// The query.
        #[label("this one")]
        span: Span,
    },
    /// An answer that the data do not bear out.
    #[error("the data do not bear out `{answer}`: {reason}")]
    #[diagnostic(code(E712), help("run the query, read its result again, and mend `answer` or `expect`"))]
    Refuted {
        /// The answer.
        answer: String,
        /// What was found instead.
        reason: String,
        /// Its place.
        #[label("not so")]
        span: Span,
    },
}
