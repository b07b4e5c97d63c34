//! What a lesson is, once its file has been read.

use std::path::PathBuf;

use base::source::{Source, Spanned};
use syntax::word::Verb;

/// A text of the file, with its place there.
pub type Text = Spanned<String>;

/// A lesson.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// What it is called in the file of progress: its name if it is inside, else that of its file.
    pub name: String,
    /// Its number among the lessons inside, counted from 1; `None` for a lesson of somebody's own.
    pub number: Option<usize>,
    /// Its title.
    pub title: String,
    /// What the student can do afterwards, in a sentence.
    pub goal: String,
    /// What to know before the first task; lines set in by four blanks are examples.
    pub text: String,
    /// Whether a student may see the answer.
    pub allow_show: bool,
    /// Tables and packages that it needs, beside the data inside.
    pub data: Vec<Spanned<PathBuf>>,
    /// What the student does, in order. Never empty.
    pub tasks: Vec<Task>,
    /// The file.
    pub source: Source,
}

/// One thing to do.
#[derive(Clone, Debug)]
pub struct Task {
    /// The question.
    pub ask: Text,
    /// What to know before; empty when nothing.
    pub text: String,
    /// What counts as an answer.
    pub kind: Kind,
    /// Help, in the order in which it is given.
    pub hints: Vec<Text>,
    /// Wrong answers that are known, each with its own words.
    pub wrong: Vec<Wrong>,
    /// What the answer means; said once it is found.
    pub why: String,
}

/// What counts as an answer.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A query with the same result as the reference.
    Query(Reference),
    /// A statement that is refused, and a word on why.
    Refused {
        /// One that is refused.
        query: Text,
        /// The code of the refusal.
        code: Text,
        /// What is asked then.
        then: String,
        /// The answer to that.
        answer: Accepted,
    },
    /// Definitions that mean the same as the references.
    Define {
        /// The references, each of another name.
        statements: Vec<Text>,
        /// The query whose result shows what a definition means; `{name}` stands for the defined name.
        check: Text,
        /// What of that result is compared.
        rule: Rule,
    },
    /// A word or a number.
    Answer {
        /// What is right.
        accepted: Accepted,
        /// The query that shows it.
        query: Option<Text>,
        /// What that query's result must hold; `{answer}` stands for the answer.
        expect: Vec<Text>,
    },
    /// A question without a key: the answer is kept, and nobody marks it.
    Open,
}

/// A reference query, and what of its result is compared.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The query.
    pub query: Text,
    /// Other queries that are right too, each with a result of its own.
    pub also: Vec<Text>,
    /// What its result must hold, so that what the lesson says of it is true.
    pub expect: Vec<Text>,
    /// What is compared.
    pub rule: Rule,
    /// The verb that must be used, if one must.
    pub verb: Option<Spanned<Verb>>,
}

/// What of two results is compared.
#[derive(Clone, Debug, Default)]
pub struct Rule {
    /// The table, by its name in JSON; without one, the first that has the columns.
    pub table: Option<Text>,
    /// The columns that count; without any, all that hold keys, years, figures and subjects.
    pub columns: Vec<Text>,
    /// The figures below the table that count.
    pub figures: Vec<Text>,
    /// Whether rows count in their order.
    pub ordered: bool,
    /// Whether rows beside those of the reference do no harm.
    pub more_rows: bool,
    /// By how much a figure may differ; without it, not at all, or by less than 0.005 where it is a per cent.
    pub tolerance: Option<f64>,
}

/// Words and numbers that are right.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// The answer first, then other ways to say it. Never empty.
    pub texts: Vec<Text>,
    /// The words to choose from; empty when any word may be said.
    pub choices: Vec<String>,
}

/// A wrong answer that is known.
#[derive(Clone, Debug)]
pub struct Wrong {
    /// How it is recognized.
    pub by: Mistake,
    /// What the student is told.
    pub say: String,
}

impl Wrong {
    /// The mistake as a student would type it.
    pub fn line(&self) -> String {
        match &self.by {
            Mistake::Query(text) => text.node.clone(),
            Mistake::Answer(text) => format!("answer {}", text.node),
            Mistake::Error(code) => format!("# {}", code.node),
        }
    }
}

/// How a wrong answer is recognized.
#[derive(Clone, Debug)]
pub enum Mistake {
    /// By the result of this query or definition.
    Query(Text),
    /// By this word or number.
    Answer(Text),
    /// By the code of this refusal.
    Error(Text),
}

impl Task {
    /// The words that are right here, where a word is asked for.
    pub fn accepted(&self) -> Option<&Accepted> {
        match &self.kind {
            Kind::Answer { accepted, .. } | Kind::Refused { answer: accepted, .. } => Some(accepted),
            Kind::Query(_) | Kind::Define { .. } | Kind::Open => None,
        }
    }

    /// The hints as they are given: where a word is asked for, the last one is the query that shows it.
    pub fn all_hints(&self) -> Vec<String> {
        let written = self.hints.iter().map(|hint| hint.node.clone());
        let query = if let Kind::Answer { query: Some(query), .. } = &self.kind {
            Some(format!("ask this, and read the result:\n    {}", query.node))
        } else {
            None
        };
        written.chain(query).collect()
    }

    /// The right statements, as a student can type them.
    pub fn solution(&self) -> Vec<&str> {
        match &self.kind {
            Kind::Query(Reference { query, .. }) | Kind::Refused { query, .. } => vec![&query.node],
            Kind::Define { statements, .. } => statements.iter().map(|text| text.node.as_str()).collect(),
            Kind::Answer { query, .. } => query.iter().map(|query| query.node.as_str()).collect(),
            Kind::Open => Vec::new(),
        }
    }
}
