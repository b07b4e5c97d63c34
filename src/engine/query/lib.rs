//! The resolved query: every name is an id, every word a closed choice. Nothing is left to look up.

mod aggregate;
mod alignment;
mod catalogue;
mod check;
mod fields;
mod figure;
mod finish;
mod formula;
mod overview;
mod rank;
mod selection;
mod stacked;
mod tabulate;

use std::sync::Arc;

pub use aggregate::{Aggregate, Aggregates, Grouping, Summarize};
pub use alignment::{Alignment, Mismatch, MismatchKind};
use answer::schema::{
    AgreeColumn, CompareColumn, FactorColumn, Heads, MatchColumn, Schema, ShowColumn, TrendColumn,
    TruthColumn,
};
pub use catalogue::{Catalogue, Listed};
pub use check::{Check, ClaimVerdict, Claims, Cover, Examined, Joined, Only, Question, Rule};
use data::{DataError, Field, Labels, Topic};
pub use figure::{Made, Making, Meaningless, Normalise, adds_up, aggregate, is_part, rows, why};
pub use finish::{Expectation, Expected, Finish, OrderBy, RowTest, RowValue};
pub use formula::{Earlier, Formula, Place, Summary, Summing, Unary, Varies};
pub use overview::{Overview, OverviewPart};
pub use rank::{Rank, Shown, Wanted};
pub use selection::{Excluded, Origin, Reading, Selection, TRUTHS, Test, TestKind, Variable};
pub use stacked::{Stacked, StackedPart};
pub use syntax::word::Coefficient;
use syntax::word::Verb;
pub use tabulate::{Amount, Tabulate, Tabulated};

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
    /// `show topics`, `show sets`, `show Beijing`
    Catalogue(Catalogue),
    /// `show Beijing on profile`
    Show(Show),
    /// `compare Beijing, Seoul on rankings`
    Compare(Compare),
    /// `compare Korea, Japan on wdi, vdem`
    Stacked(Stacked),
    /// `compare Beijing, Seoul`
    Overview(Overview),
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
    /// `check wdi, vdem`
    Alignment(Alignment),
    /// `check claims`
    Claims(Claims),
}

impl Ask {
    /// The verb that asks it.
    pub fn verb(&self) -> Verb {
        match self {
            Self::Catalogue(_) | Self::Show(_) => Verb::Show,
            Self::Compare(_) | Self::Stacked(_) | Self::Overview(_) => Verb::Compare,
            Self::Rank(_) => Verb::Rank,
            Self::Tabulate(_) => Verb::Tabulate,
            Self::Trend(_) => Verb::Trend,
            Self::Agree(_) => Verb::Agree,
            Self::Match(_) => Verb::Match,
            Self::Explain(_) => Verb::Explain,
            Self::Check(_) | Self::Alignment(_) | Self::Claims(_) => Verb::Check,
        }
    }

    /// The heads of the first table.
    pub fn heads(&self) -> &Heads {
        match self {
            Self::Catalogue(Catalogue { columns, .. }) => columns.heads(),
            Self::Show(Show { columns, .. }) => columns.heads(),
            Self::Compare(Compare { columns, .. }) => columns.heads(),
            Self::Stacked(Stacked { columns, .. }) => columns.heads(),
            Self::Overview(Overview { columns, .. }) => columns.heads(),
            Self::Rank(Rank { columns, .. }) => columns.heads(),
            Self::Tabulate(Tabulate { by: Tabulated::Shares(columns), .. }) => columns.heads(),
            Self::Tabulate(Tabulate { by: Tabulated::Cross(columns), .. }) => columns.heads(),
            Self::Trend(Trend { columns, .. }) => columns.heads(),
            Self::Agree(Agree { columns, .. }) => columns.heads(),
            Self::Match(Match { columns, .. }) => columns.heads(),
            Self::Explain(Explain { columns: Explained::Truth(columns), .. }) => columns.heads(),
            Self::Explain(Explain { columns: Explained::Factors(columns), .. }) => columns.heads(),
            Self::Check(Check { columns, .. }) => columns.heads(),
            Self::Alignment(Alignment { columns, .. }) => columns.heads(),
            Self::Claims(Claims { columns, .. }) => columns.heads(),
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
    /// What they are called beside other topics; empty where they are called as the data writes them.
    pub called: Vec<Arc<str>>,
    /// Whether they are cases, or groups of cases.
    pub kind: SubjectKind,
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubjectKind {
    /// Cases, or the labels of a key: each has rows of its own.
    Cases,
    /// Groups of cases: each has the rows of all its members.
    Groups,
}

impl Subjects {
    /// What they are called.
    ///
    /// # Errors
    ///
    /// What keeps the field from being read.
    pub fn labels(&self, topic: &Topic) -> Result<Vec<Arc<str>>, DataError> {
        if !self.called.is_empty() {
            return Ok(self.called.clone());
        }
        let Origin::Field(id) = self.variable.origin else { return Ok(Vec::new()) };
        let label = |labels: &Labels, code: &u32| labels.dictionary.label(*code).clone();
        let labels = topic.labels(id)?;
        Ok(labels.map_or_else(Vec::new, |labels| self.codes.iter().map(|code| label(labels, code)).collect()))
    }
}

/// The rows of a topic, every field under its own name.
#[derive(Clone, Debug)]
pub struct Show {
    /// Measures are all fields that are shown.
    pub selection: Selection,
    /// Whether status, reason, source and place are shown.
    pub claims: bool,
    /// Whether rows that are alike are one: no key is shown that tells them apart.
    pub distinct: bool,
    /// The columns.
    pub columns: Schema<ShowColumn>,
}

/// The same questions to each case.
#[derive(Clone, Debug)]
pub struct Compare {
    /// The subject is the first key, then other keys and time.
    pub selection: Selection,
    /// The scale on which the answers to each question are put.
    pub normalise: Option<Normalise>,
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
    /// The columns.
    pub columns: Schema<CompareColumn>,
}

/// Columns and tables on request.
#[derive(Clone, Copy, Debug, Default)]
pub struct Extras {
    /// `with ratio`
    pub ratio: bool,
    /// `with sources`
    pub sources: bool,
}

/// How did it change?
#[derive(Clone, Debug)]
pub struct Trend {
    /// The subject is the first key, time the second.
    pub selection: Selection,
    /// Whose figures they are.
    pub subjects: Subjects,
    /// The columns.
    pub columns: Schema<TrendColumn>,
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
    /// The coefficients that are wanted.
    pub coefficients: Vec<Coefficient>,
    /// The columns.
    pub columns: Schema<AgreeColumn>,
}

impl Agree {
    /// The coefficients of a pair that the answer shows; without measures there is no order to speak of.
    pub fn shown(&self) -> Vec<Coefficient> {
        let coefficient = |column| match column {
            AgreeColumn::Coefficient(Coefficient::W) => None,
            AgreeColumn::Coefficient(coefficient) => Some(coefficient),
            AgreeColumn::Left | AgreeColumn::Right | AgreeColumn::Judges | AgreeColumn::Objects => None,
        };
        self.columns.columns().filter_map(coefficient).collect()
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
    /// The columns.
    pub columns: Schema<MatchColumn>,
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
    /// The columns.
    pub columns: Explained,
}

/// What an explanation is made of.
#[derive(Clone, Debug)]
pub enum Explained {
    /// A truth table.
    Truth(Schema<TruthColumn>),
    /// One factor a row.
    Factors(Schema<FactorColumn>),
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
    /// Topics that stand side by side, as they are written.
    Topics(Vec<String>),
    /// Who a case of a topic is.
    Case(Arc<Topic>, String, String),
    /// A condition on the rows of a topic.
    Condition(Arc<Topic>, Test),
    /// A figure computed for each row of a topic.
    Measure(Arc<Topic>, Formula, Arc<Field>),
}
