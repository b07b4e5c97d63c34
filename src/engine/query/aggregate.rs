//! What becomes of rows with equal keys.

use super::selection::Variable;

/// What becomes of rows with equal keys.
#[derive(Clone, Debug)]
pub enum Grouping {
    /// Nothing: one row out for each row in.
    Each,
    /// They become one.
    ByKeys(Box<Aggregates>),
}

/// How one row is made of several.
#[derive(Clone, Debug, Default)]
pub struct Aggregates {
    /// What becomes of each measure's figures.
    pub how: Vec<Aggregate>,
    /// How much each row counts in a mean; alike where nothing says so.
    pub weight: Option<Variable>,
    /// What has to be known of the rows behind each figure: whose they are, where the keys name groups of cases.
    pub members: Option<Variable>,
}

impl Grouping {
    /// Rows with equal keys become one, measure by measure.
    pub fn by_keys(how: impl IntoIterator<Item = Aggregate>) -> Self {
        Self::ByKeys(Box::new(Aggregates { how: how.into_iter().collect(), ..Aggregates::default() }))
    }

    /// How one row is made of several, where it is.
    pub fn aggregates(&self) -> Option<&Aggregates> {
        match self {
            Self::Each => None,
            Self::ByKeys(aggregates) => Some(aggregates),
        }
    }

    /// What becomes of a measure's figures; nothing where each row stands for itself.
    pub fn of(&self, measure: usize) -> Option<Aggregate> {
        self.aggregates().and_then(|aggregates| aggregates.how.get(measure).copied())
    }
}

/// One figure of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregate {
    /// How many rows, whatever they hold.
    Count,
    /// The sum.
    Sum,
    /// The mean.
    Mean,
    /// The median.
    Median,
    /// The least.
    Min,
    /// The greatest.
    Max,
    /// The standard deviation of a sample, with n − 1.
    Deviation,
    /// A quarter of the figures are not above it: the quantile 1/4, type 7 (Hyndman and Fan 1996), as R's `quantile`.
    LowerQuartile,
    /// A quarter of the figures are not below it.
    UpperQuartile,
}

impl Aggregate {
    /// What a figure is of the rows it is made of: `sum`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Sum => "sum",
            Self::Mean => "mean",
            Self::Median => "median",
            Self::Min => "least",
            Self::Max => "greatest",
            Self::Deviation => "standard deviation",
            Self::LowerQuartile => "lower quartile",
            Self::UpperQuartile => "upper quartile",
        }
    }

    /// As a figure is called beside others of the same measure: `gdp sd`.
    pub const fn short(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Sum => "sum",
            Self::Mean => "mean",
            Self::Median => "median",
            Self::Min => "min",
            Self::Max => "max",
            Self::Deviation => "sd",
            Self::LowerQuartile => "q1",
            Self::UpperQuartile => "q3",
        }
    }

    /// Whether rows can count differently in it.
    pub fn takes_weights(self) -> bool {
        match self {
            Self::Mean => true,
            Self::Count
            | Self::Sum
            | Self::Median
            | Self::Min
            | Self::Max
            | Self::Deviation
            | Self::LowerQuartile
            | Self::UpperQuartile => false,
        }
    }
}

/// A word after `using` that makes figures of several rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Summarize {
    /// One figure.
    One(Aggregate),
    /// The two quartiles, with the median between them.
    Quartiles,
}

impl Summarize {
    /// Those that can be asked for, in the order in which a message lists them.
    pub const ALL: [Self; 8] = [
        Self::One(Aggregate::Mean),
        Self::One(Aggregate::Median),
        Self::One(Aggregate::Sum),
        Self::One(Aggregate::Min),
        Self::One(Aggregate::Max),
        Self::One(Aggregate::Count),
        Self::One(Aggregate::Deviation),
        Self::Quartiles,
    ];

    /// As it is written after `using`.
    pub const fn method(self) -> &'static str {
        match self {
            Self::One(aggregate) => aggregate.short(),
            Self::Quartiles => "quartiles",
        }
    }

    /// The figures that it makes.
    pub fn aggregates(self) -> Vec<Aggregate> {
        match self {
            Self::One(aggregate) => vec![aggregate],
            Self::Quartiles => vec![Aggregate::LowerQuartile, Aggregate::Median, Aggregate::UpperQuartile],
        }
    }
}
