//! What can go wrong once a query is resolved.

use miette::{Diagnostic, LabeledSpan};
use thiserror::Error;

use data::DataError;
use syntax::word::Verb;

/// A resolved query that has no honest answer.
#[derive(Clone, Debug, Error, Diagnostic)]
pub enum EvalError {
    /// Two rows answer one question for one case.
    #[error("`{topic}` has {count} answers of {subject} to one question: {answers}")]
    #[diagnostic(
        code(E301),
        help("`{example}` shows them; choose one with `where`, or make one figure of them with `using`")
    )]
    SeveralAnswers {
        /// The topic.
        topic: String,
        /// How many.
        count: usize,
        /// The case.
        subject: String,
        /// The first few.
        answers: String,
        /// A query that works.
        example: String,
    },
    /// An expectation that the last result does not meet.
    #[error("the result does not hold what is expected: {reason}")]
    #[diagnostic(code(E302))]
    Expectation {
        /// What was found instead.
        reason: String,
        /// The expectation.
        #[label(collection)]
        labels: Vec<LabeledSpan>,
    },
    /// `expect`, `export` or `cite` before any query.
    #[error("there is no result yet")]
    #[diagnostic(code(E303), help("ask first: `{} where year = 2020`", Verb::Compare.example()))]
    NoResult,
    /// `juxta plan ''`
    #[error("there is no statement")]
    #[diagnostic(code(E305), help("for example: `{} where year = 2020`", Verb::Compare.example()))]
    NoStatement,
    /// A claim whose query is `check claims`.
    #[error("a claim about claims cannot be answered")]
    #[diagnostic(code(E304), help("let the claim ask for figures: `{}`", Verb::Compare.example()))]
    ClaimAboutClaims,
    /// An outcome that does not vary.
    #[error("{cases} {have} `{outcome}`, so nothing can be said to go with it")]
    #[diagnostic(code(E306), help("choose an outcome that some cases have and some have not"))]
    OneSided {
        /// `all 18 cases`, `no case`
        cases: String,
        /// `have`, `has`
        have: &'static str,
        /// The outcome.
        outcome: String,
    },
    /// Cases of which none is fully known.
    #[error("`{topic}` holds no case of which all that is asked for is known")]
    #[diagnostic(
        code(E300),
        help("{cases} of its cases lack a value; name fewer conditions, or see `show {topic}`")
    )]
    NoneKnown {
        /// The topic.
        topic: String,
        /// How many cases there are.
        cases: usize,
    },
    /// More formulas than anyone can read are equally short.
    #[error("more than {most} formulas fit these {cases} cases equally well")]
    #[diagnostic(code(E307), help("{conditions} conditions are too many for so few cases; name fewer"))]
    TooManyModels {
        /// How many would be shown.
        most: usize,
        /// How many cases there are.
        cases: usize,
        /// How many conditions there are.
        conditions: usize,
    },
    /// A search that takes too long.
    #[error("{what} takes too long to find")]
    #[diagnostic(code(E308), help("name fewer {fewer}"))]
    TooLong {
        /// What is looked for.
        what: String,
        /// What there is too much of.
        fewer: &'static str,
    },
    /// More rows than there is memory for.
    #[error("{rows} rows take {needs} of memory as a result, and {has} are free")]
    #[diagnostic(code(E309), help("`{example}` shows the first of them"))]
    TooManyRows {
        /// How many.
        rows: usize,
        /// `6.5 GB`
        needs: String,
        /// `3.1 GB`
        has: String,
        /// A query that works.
        example: String,
    },
    /// Shares of several wholes in one part.
    #[error(
        "`{topic}` has {count} figures of `{measure}` for {part}, and shares of different wholes cannot be added"
    )]
    #[diagnostic(
        code(E310),
        help("`{example}` shows them; choose one of each with `where`, or name the cases before `on`")
    )]
    SeveralShares {
        /// The topic.
        topic: String,
        /// The share.
        measure: String,
        /// The part.
        part: String,
        /// How many.
        count: usize,
        /// A query that works.
        example: String,
    },
    /// Data that cannot be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Data(#[from] DataError),
}

impl EvalError {
    /// What to write at the statement, where the mistake has no place of its own.
    pub fn why(&self) -> Option<&'static str> {
        Some(match self {
            Self::SeveralAnswers { .. } => "one question, several answers",
            Self::SeveralShares { .. } => "one part, several shares",
            Self::NoResult => "looks at the last result",
            Self::OneSided { .. } => "its outcome does not vary",
            Self::NoneKnown { .. } => "no case is fully known",
            Self::TooManyModels { .. } | Self::TooLong { .. } | Self::TooManyRows { .. } => {
                "asks for too much"
            }
            Self::Expectation { .. } | Self::NoStatement | Self::ClaimAboutClaims | Self::Data(_) => {
                return None;
            }
        })
    }
}
