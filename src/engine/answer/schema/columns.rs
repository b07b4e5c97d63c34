//! The columns that each verb can have. A place counts in the list of the resolved query that it is named after.

use syntax::word::Coefficient;

/// A column of any verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Id {
    /// `show topics`, `show sets`, `show Beijing`
    Catalogue(CatalogueColumn),
    /// `show`
    Show(ShowColumn),
    /// `compare`
    Compare(CompareColumn),
    /// `compare` on several topics, beside the columns that it has on each
    Stacked(StackedKey),
    /// `compare` without a topic
    Overview(OverviewColumn),
    /// `rank`
    Rank(RankColumn),
    /// `tabulate` by one key
    Share(ShareColumn),
    /// `tabulate` by two keys
    Cross(CrossColumn),
    /// `trend`
    Trend(TrendColumn),
    /// `agree`
    Agree(AgreeColumn),
    /// `match`
    Match(MatchColumn),
    /// `explain … using qca`
    Truth(TruthColumn),
    /// `explain … using agreement`
    Factor(FactorColumn),
    /// `check`
    Check(CheckColumn),
    /// `check wdi, vdem`
    Alignment(AlignmentColumn),
    /// `check claims`
    Claim(ClaimColumn),
}

macro_rules! ids {
    ($($id:ident $column:ty),*) => {
        $(impl From<$column> for Id {
            fn from(column: $column) -> Self {
                Self::$id(column)
            }
        })*
    };
}

ids!(
    Catalogue CatalogueColumn, Show ShowColumn, Compare CompareColumn, Rank RankColumn, Share ShareColumn,
    Cross CrossColumn, Trend TrendColumn, Agree AgreeColumn, Match MatchColumn, Truth TruthColumn,
    Factor FactorColumn, Check CheckColumn, Alignment AlignmentColumn, Claim ClaimColumn,
    Overview OverviewColumn
);

/// A column of what there is to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CatalogueColumn {
    /// The name of a topic.
    Topic,
    /// A field that holds the name.
    Field,
    /// How many rows.
    Rows,
    /// What the topic holds.
    Holds,
    /// A defined name.
    Name,
    /// What it stands for.
    Definition,
}

/// A column of `show`: one of the measures of its selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShowColumn(pub usize);

/// A column of `compare`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareColumn {
    /// A key of the selection that is not the subject: a key of the question, or time.
    Key(usize),
    /// The measure.
    Measure,
    /// Its unit.
    Unit,
    /// The answer of a subject.
    Subject(usize),
    /// The difference of two.
    Gap,
    /// One of two by the other.
    Ratio,
    /// Who of two is better.
    Leader,
    /// Who of more is best.
    Best,
    /// Who of more is worst.
    Worst,
    /// Where the figures stand.
    Place,
}

/// A column of the overview of what there is on some cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverviewColumn {
    /// The topic.
    Topic,
    /// How many questions it asks of any of them.
    Questions,
    /// How many are answered for all of them.
    All,
    /// How many are answered for this one alone.
    Only(usize),
    /// How many are answered for some of them, of three and more.
    Some,
    /// In how many this one leads.
    Leads(usize),
    /// The query that tells more.
    Query,
}

/// A column of the report of a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlignmentColumn {
    /// What is found: `unmatched`, `respelled` …
    Finding,
    /// The topic.
    Topic,
    /// The case.
    Case,
    /// What is known of it.
    Detail,
}

/// What tells the rows of a comparison on several topics apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StackedKey {
    /// The topic.
    Topic,
    /// The keys of the question there.
    Item,
    /// The year or edition.
    Time,
}

/// A column of `compare` on several topics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StackedColumn {
    /// What tells the rows apart.
    Key(StackedKey),
    /// A column that the comparison on each topic has.
    Of(CompareColumn),
}

impl From<StackedColumn> for Id {
    fn from(column: StackedColumn) -> Self {
        match column {
            StackedColumn::Key(key) => Self::Stacked(key),
            StackedColumn::Of(column) => Self::Compare(column),
        }
    }
}

/// A column of `rank`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RankColumn {
    /// The place: 1, 2, 2, 4.
    Place,
    /// A key of the selection.
    Key(usize),
    /// The figure that makes the order.
    Figure,
    /// Another figure of the same measure, by its place in the selection.
    Beside(usize),
    /// Of how many cases, or rows, the figure is made.
    Basis,
}

/// A column of `tabulate` by one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareColumn {
    /// The part.
    Part,
    /// What it amounts to for a subject; for everything together where none is named.
    Amount(usize),
    /// The same in per cent.
    Share(usize),
}

/// A column of `tabulate` by two keys. The labels of the second key are further columns, known by the data alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CrossColumn {
    /// The label of the first key.
    Part,
}

/// A column of `trend`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrendColumn {
    /// The year.
    Year,
    /// The figure of a subject.
    Subject(usize),
    /// The difference of two.
    Gap,
    /// Who of two is better.
    Leader,
}

/// A column of `agree`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgreeColumn {
    /// One judge.
    Left,
    /// The other.
    Right,
    /// How many judges.
    Judges,
    /// How many objects they share.
    Objects,
    /// How far they agree.
    Coefficient(Coefficient),
}

/// A column of `match`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchColumn {
    /// One case.
    Left,
    /// The other.
    Right,
    /// What both have of the outcome.
    Outcome,
    /// In how many attributes they differ.
    Distance,
    /// In which ones.
    Differ,
    /// Which ones they share.
    Shared,
}

/// A column of a truth table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TruthColumn {
    /// The number of the combination.
    Row,
    /// Whether a condition is met.
    Condition(usize),
    /// Whether the outcome is there.
    Outcome,
    /// How many cases.
    Count,
    /// Which ones.
    Cases,
}

/// A column of Mill's methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorColumn {
    /// The condition.
    Factor,
    /// What cases with the outcome have of it.
    Positives,
    /// What cases without it have.
    Negatives,
    /// Whether the method keeps it.
    Survives,
    /// Whether it is present or absent with the outcome.
    Sign,
}

/// A column of `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckColumn {
    /// The kind of check.
    Check,
    /// What it is about.
    Finding,
    /// The figure that is tested.
    Stated,
    /// Where it stands.
    Place,
    /// What it must be.
    Computed,
    /// What the check comes to.
    Verdict,
    /// Why.
    Reason,
}

/// A column of `check claims`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimColumn {
    /// The name of the claim.
    Claim,
    /// What it says.
    Statement,
    /// What its query came to.
    Verdict,
    /// Why.
    Reason,
    /// Where it stands.
    Place,
}
