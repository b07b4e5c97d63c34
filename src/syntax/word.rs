//! The closed words of the language: verbs, coefficients and signs, the same in the tree, the resolved query and the
//! answer.

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

/// A measure of agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coefficient {
    /// Spearman's rho.
    Rho,
    /// Kendall's tau-b.
    Tau,
    /// Kendall's W.
    W,
    /// The Jaccard index.
    Jaccard,
    /// Average overlap.
    Overlap,
}

impl Coefficient {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rho => "rho",
            Self::Tau => "tau",
            Self::W => "w",
            Self::Jaccard => "jaccard",
            Self::Overlap => "overlap",
        }
    }

    /// Whether it needs an order.
    pub fn needs_order(self) -> bool {
        self != Self::Jaccard
    }
}

impl Operator {
    /// The sign that says the same with its sides changed.
    pub fn turned(self) -> Self {
        match self {
            Self::Equal | Self::NotEqual => self,
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
        }
    }
}

impl Arithmetic {
    /// What two figures make; nothing can be divided by 0.
    pub fn of(self, a: f64, b: f64) -> Option<f64> {
        match self {
            Self::Add => Some(a + b),
            Self::Subtract => Some(a - b),
            Self::Multiply => Some(a * b),
            Self::Divide if b == 0.0 => None,
            Self::Divide => Some(a / b),
        }
    }
}

impl Verb {
    /// Every verb, in the order a student meets them.
    pub const ALL: [Self; 9] = [
        Self::Show,
        Self::Compare,
        Self::Rank,
        Self::Tabulate,
        Self::Trend,
        Self::Agree,
        Self::Match,
        Self::Explain,
        Self::Check,
    ];

    /// As it is written: `compare`.
    pub fn name(self) -> &'static str {
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

    /// A query with the verb that the thesis' data can answer.
    pub fn example(self) -> &'static str {
        match self {
            Self::Show => "show topics",
            Self::Compare => "compare Beijing, Seoul on rankings",
            Self::Rank => "rank cities on rankings.GCI",
            Self::Tabulate => "tabulate networks by scope",
            Self::Trend => "trend Beijing, Seoul on conferences",
            Self::Agree => "agree GPCI, GCI on rankings",
            Self::Match => "match Beijing, Seoul on case_selection",
            Self::Explain => "explain lipset on DEV, URB, LIT for SURV using qca",
            Self::Check => "check claims",
        }
    }

    /// Subjects, and a target of the thesis' data that answers for them: what `example` is made of for those who name one.
    pub fn sample(self) -> (&'static str, &'static str) {
        match self {
            Self::Rank => ("cities", "rankings.GCI"),
            Self::Tabulate => ("Beijing, Seoul", "sister_cities"),
            Self::Trend => ("Beijing, Seoul", "conferences"),
            Self::Agree => ("GPCI, GCI", "rankings"),
            Self::Show | Self::Compare | Self::Match | Self::Explain | Self::Check => {
                ("Beijing, Seoul", "rankings")
            }
        }
    }

    /// The verb a word is, whatever its case.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.name().eq_ignore_ascii_case(word))
    }
}

impl Operator {
    /// As it is written: `<=`.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

impl Arithmetic {
    /// As it is written: `*`.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
        }
    }
}
