//! The closed words of the language: verbs and signs, the same in the tree, the resolved query and the answer.

/// What a query asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verb {
    /// What do we know?
    Show,
    /// The same questions to each case.
    Compare,
    /// Who is best?
    Rank,
    /// What is it made of?
    Tabulate,
    /// How did it change?
    Trend,
    /// Do these judges agree?
    Agree,
    /// Which cases belong together?
    Match,
    /// What goes with the outcome?
    Explain,
    /// Can I believe it?
    Check,
}

/// A comparison sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// An arithmetic sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arithmetic {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

impl Verb {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Show => "show",
            Self::Compare => "compare",
            Self::Rank => "rank",
            Self::Tabulate => "tabulate",
            Self::Trend => "trend",
            Self::Agree => "agree",
            Self::Match => "match",
            Self::Explain => "explain",
            Self::Check => "check",
        }
    }
}
