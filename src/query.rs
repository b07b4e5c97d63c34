//! The resolved query: every name is an id, every word a closed choice. Nothing is left to look up.

mod check;
mod figure;
mod finish;
mod selection;

use std::sync::Arc;

use crate::dataset::{Field, FieldId, Topic};
use crate::word::Verb;
pub use check::{Check, Claims, Cover, Examined, Joined, Only, Question, Rule};
pub use figure::{Making, Meaningless, Normalise};
pub use finish::{Expectation, Finish, OrderBy, RowTest, RowValue};
pub use selection::{Aggregate, Excluded, Formula, Origin, Reading, Selection, Test, TestKind, Variable};

/// A query that can be answered.
#[derive(Clone, Debug)]
pub struct Query {
    /// The statement as it was typed.
    pub text: Arc<str>,
    /// What is asked.
    pub ask: Ask,
    /// What happens to the finished rows.
    pub finish: Finish,
    /// Remarks of the resolver for the reader: what was chosen where the query left a choice.
    pub notes: Vec<String>,
}

/// What is asked, with all that the verb needs.
#[derive(Clone, Debug)]
pub enum Ask {
    /// `show topics`
    Topics,
    /// `show sets`
    Definitions(Vec<(String, String, String)>),
    /// `show Beijing`: the topics that hold the name, and how many rows each.
    Mentions {
        /// The name as it is usually written.
        name: String,
        /// Topic, field, rows.
        rows: Vec<(Arc<Topic>, FieldId, u32)>,
    },
    /// `show Beijing on profile`
    Show(Show),
    /// `compare Beijing, Seoul on rankings`
    Compare(Compare),
    /// `rank cities on rankings.GCI`
    Rank(Rank),
    /// `tabulate Beijing, Seoul on sister_cities by continent`
    Tabulate(Tabulate),
    /// `trend Beijing, Seoul on conferences`
    Trend(Trend),
    /// `agree GPCI, GCI on rankings`
    Agree(Agree),
    /// `match lipset on DEV, STB for SURV using msdo`
    Match(Match),
    /// `explain lipset on DEV, STB for SURV using qca`
    Explain(Explain),
    /// `check gpci`
    Check(Check),
    /// `check claims`
    Claims(Claims),
}

impl Ask {
    /// The verb that asks it.
    pub fn verb(&self) -> Verb {
        match self {
            Self::Topics | Self::Definitions(_) | Self::Mentions { .. } | Self::Show(_) => Verb::Show,
            Self::Compare(_) => Verb::Compare,
            Self::Rank(_) => Verb::Rank,
            Self::Tabulate(_) => Verb::Tabulate,
            Self::Trend(_) => Verb::Trend,
            Self::Agree(_) => Verb::Agree,
            Self::Match(_) => Verb::Match,
            Self::Explain(_) => Verb::Explain,
            Self::Check(_) | Self::Claims(_) => Verb::Check,
        }
    }
}

/// The things a query compares: labels of one field.
#[derive(Clone, Debug)]
pub struct Subjects {
    /// The field they are labels of.
    pub variable: Variable,
    /// Their codes, in the order they were typed; all labels of the field when the query names none.
    pub codes: Vec<u32>,
    /// Whether the query named them one by one.
    pub named: bool,
}

impl Subjects {
    /// The labels, as the data writes them.
    pub fn labels(&self, topic: &Topic) -> Vec<Arc<str>> {
        let labels = match &self.variable.origin {
            Origin::Field(id) => topic.labels(*id),
            _ => None,
        };
        let Some(labels) = labels else { return Vec::new() };
        self.codes.iter().map(|&code| labels.dictionary.label(code).clone()).collect()
    }
}

/// The rows of a topic, every field under its own name.
#[derive(Clone, Debug)]
pub struct Show {
    /// Measures are all fields that are shown.
    pub selection: Selection,
    /// Whether status, reason, source and place are shown.
    pub claims: bool,
}

/// The same questions to each case.
#[derive(Clone, Debug)]
pub struct Compare {
    /// The subject is the first key, then other keys and time.
    pub selection: Selection,
    /// How the figures are made of those of the measures.
    pub making: Making,
    /// What each column of figures is once it is made.
    pub figures: Vec<Arc<Field>>,
    /// Keys and times that name rows of the topic, but none of the answer: each figure is made of all of them.
    pub folded: Vec<Variable>,
    /// The columns.
    pub subjects: Subjects,
    /// How many of the keys after the subject are keys; the others are time.
    pub keys: usize,
    /// Of the measures of an item only the first that has a value is a row.
    pub headline_only: bool,
    /// The measures that are not shown because a headline stands for the item.
    pub unshown: Vec<Arc<str>>,
    /// Columns that are asked for.
    pub extras: Extras,
}

/// Columns and tables on request.
#[derive(Clone, Copy, Debug, Default)]
pub struct Extras {
    /// `with ratio`
    pub ratio: bool,
    /// `with sources`
    pub sources: bool,
}

/// Who is best?
#[derive(Clone, Debug)]
pub struct Rank {
    /// Keys are the objects, then time. The first measure with a value makes the order.
    pub selection: Selection,
    /// How many of the keys name an object; the others are time.
    pub objects: usize,
    /// Whether only the latest time of each object counts.
    pub latest: bool,
    /// For each measure, whether larger comes first.
    pub descending: Vec<bool>,
}

/// What is it made of?
#[derive(Clone, Debug)]
pub struct Tabulate {
    /// The keys are those of `by`, then the subject if some are named, then the member of a cross table of rows.
    pub selection: Selection,
    /// How many keys `by` names: one or two.
    pub by: usize,
    /// One column each; `None` takes everything together.
    pub subjects: Option<Subjects>,
    /// What the parts are counted in.
    pub amount: Amount,
    /// The subjects are sorted by words of their own, so that their parts can not be set against each other.
    pub sorted_apart: bool,
    /// Everything that names a row, time last, where rows are counted and no year is chosen: one thing may be counted
    /// once for each year.
    pub editions: Option<Selection>,
}

/// What the parts of a whole are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Rows.
    Rows,
    /// A figure, added up; it is the measure.
    Sum,
    /// A share, as it is stated; it is the measure.
    Share,
}

impl Amount {
    /// The columns of a subject, or of everything together where there is none; a share needs no other beside it.
    pub fn columns(self, figure: &str, subject: Option<&str>) -> Vec<String> {
        let amount = match (subject, self) {
            (Some(subject), _) => subject.to_owned(),
            (None, Self::Rows) => "count".to_owned(),
            (None, Self::Sum | Self::Share) => figure.to_owned(),
        };
        let share = match (subject, self) {
            (_, Self::Share) => None,
            (Some(subject), Self::Rows | Self::Sum) => Some(format!("{subject} share")),
            (None, Self::Rows | Self::Sum) => Some("share".to_owned()),
        };
        [Some(amount), share].into_iter().flatten().collect()
    }
}

/// How did it change?
#[derive(Clone, Debug)]
pub struct Trend {
    /// The subject is the first key, time the second.
    pub selection: Selection,
    /// The columns.
    pub subjects: Subjects,
}

/// Do these judges (or sets) agree?
#[derive(Clone, Debug)]
pub struct Agree {
    /// Keys are the judge, unless measures are the judges; then the objects, other keys and time. Without measures the
    /// judges are sets of objects.
    pub selection: Selection,
    /// Who judges.
    pub judges: Judges,
    /// How many keys name an object.
    pub objects: usize,
    /// Other keys that no condition fixes: a set holds its objects whatever these say.
    pub open: Vec<usize>,
    /// The key that is time, where only the latest of each judge counts.
    pub latest: Option<usize>,
    /// The columns that are wanted.
    pub coefficients: Vec<Coefficient>,
}

impl Agree {
    /// The coefficients of a pair that the answer shows; without measures there is no order to speak of.
    pub fn shown(&self) -> Vec<Coefficient> {
        let is_set = self.selection.measures.is_empty();
        [Coefficient::Rho, Coefficient::Tau, Coefficient::Jaccard, Coefficient::Overlap]
            .into_iter()
            .filter(|coefficient| self.coefficients.contains(coefficient))
            .filter(|coefficient| !(is_set && coefficient.needs_order()))
            .collect()
    }

    /// The first key that names an object.
    pub fn first_object(&self) -> usize {
        usize::from(matches!(self.judges, Judges::Labels(_)))
    }
}

/// Who judges.
#[derive(Clone, Debug)]
pub enum Judges {
    /// `agree GPCI, GCI on rankings`: labels of a field.
    Labels(Subjects),
    /// `agree rank, previous_rank on rankings.GCI`: measures.
    Measures,
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

/// Which cases belong together?
#[derive(Clone, Debug)]
pub struct Match {
    /// The case is the first key, then the keys that name an attribute; the outcome, if there is one, is the last
    /// measure.
    pub selection: Selection,
    /// Whether the attributes were named one by one, so that a case must have all of them.
    pub named: bool,
    /// Whether the cases were named one by one, so that none of them is left out.
    pub cases_named: bool,
    /// The fields that nobody asked for and that are not compared, and why.
    pub unused: Vec<(Arc<str>, &'static str)>,
    /// Which pairs are wanted.
    pub pairing: Pairing,
}

/// Which pairs of cases are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pairing {
    /// The nearest ones.
    Nearest,
    /// `using msdo`: the most similar ones with different outcomes.
    SimilarDifferentOutcome,
    /// `using mdso`: the most different ones with the same outcome.
    DifferentSameOutcome,
}

/// What goes with the outcome?
#[derive(Clone, Debug)]
pub struct Explain {
    /// The case is the first key; the outcome is the last measure.
    pub selection: Selection,
    /// `for not SURV`
    pub negated: bool,
    /// How it is found.
    pub by: Explanation,
    /// `with cases`
    pub cases: bool,
}

impl Explain {
    /// Beyond this many conditions an exact formula takes too long.
    pub const MOST_CONDITIONS: usize = 12;
}

/// How it is found what goes with an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Explanation {
    /// `using agreement`
    Agreement,
    /// `using difference`
    Difference,
    /// `using joint`
    Joint,
    /// `using qca`: unseen combinations count as without the outcome.
    Conservative,
    /// `using qca parsimonious`: unseen combinations are used where they make the answer shorter.
    Parsimonious,
}

/// What a definition came to.
#[derive(Clone, Debug)]
pub enum Defined {
    /// A set of names.
    Set(Vec<String>),
    /// A condition on the rows of a topic.
    Condition(Arc<Topic>, Test),
    /// A figure computed for each row of a topic.
    Measure(Arc<Topic>, Formula, String),
}
