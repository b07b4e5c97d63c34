//! The functions of figures: `mean(gdp where year in 2010..2019)`.

use base::source::Spanned;

use crate::ast::{Condition, Expression};

/// A function and what it is asked of.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// `mean`
    pub function: Spanned<Function>,
    /// `gdp`
    pub of: Expression,
    /// `2010`, where the function needs one and none goes without saying.
    pub number: Option<f64>,
    /// `where year in 2010..2019`
    pub filter: Option<Condition>,
}

/// A function of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// `log(x)`: the natural logarithm.
    Log,
    /// `log10(x)`
    Log10,
    /// `sqrt(x)`
    Sqrt,
    /// `abs(x)`
    Abs,
    /// `round(x)`, `round(x, 2)`
    Round,
    /// `power(x, 2)`
    Power,
    /// `growth(x)`: per cent of the year before.
    Growth,
    /// `change(x)`: the difference to the year before.
    Change,
    /// `lag(x)`, `lag(x, 5)`: the figure of an earlier year.
    Lag,
    /// `index(x, 2010)`: 2010 is 100.
    Index,
    /// `share(x)`: per cent of the total of a year.
    Share,
    /// `zscore(x)`: standard deviations from the mean of a year.
    ZScore,
    /// `rank(x)`: the place in a year.
    Rank,
    /// `mean(x)`
    Mean,
    /// `median(x)`
    Median,
    /// `min(x)`
    Min,
    /// `max(x)`
    Max,
    /// `sum(x)`
    Sum,
    /// `count(x)`
    Count,
    /// `first(x)`: the figure of the first year that has one.
    First,
    /// `last(x)`
    Last,
}

/// Over what a function goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// One row.
    Row,
    /// The years of a case.
    Years,
    /// The cases of a year.
    Cases,
    /// The years, or else the rows, of a case; `where` chooses among them.
    Summary,
}

impl Function {
    /// Every function, in the order in which help lists them.
    pub const ALL: [Self; 21] = [
        Self::Log,
        Self::Log10,
        Self::Sqrt,
        Self::Abs,
        Self::Round,
        Self::Power,
        Self::Lag,
        Self::Change,
        Self::Growth,
        Self::Index,
        Self::Share,
        Self::ZScore,
        Self::Rank,
        Self::Mean,
        Self::Median,
        Self::Min,
        Self::Max,
        Self::Sum,
        Self::Count,
        Self::First,
        Self::Last,
    ];

    /// As it is written: `log10`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Log10 => "log10",
            Self::Sqrt => "sqrt",
            Self::Abs => "abs",
            Self::Round => "round",
            Self::Power => "power",
            Self::Growth => "growth",
            Self::Change => "change",
            Self::Lag => "lag",
            Self::Index => "index",
            Self::Share => "share",
            Self::ZScore => "zscore",
            Self::Rank => "rank",
            Self::Mean => "mean",
            Self::Median => "median",
            Self::Min => "min",
            Self::Max => "max",
            Self::Sum => "sum",
            Self::Count => "count",
            Self::First => "first",
            Self::Last => "last",
        }
    }

    /// The function a word is, whatever its case.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|function| function.name().eq_ignore_ascii_case(word))
    }

    /// What it gives, in a few words.
    pub fn about(self) -> &'static str {
        match self {
            Self::Log => "natural logarithm",
            Self::Log10 => "logarithm to base 10",
            Self::Sqrt => "square root",
            Self::Abs => "size without its sign",
            Self::Round => "rounded, to so many decimals",
            Self::Power => "raised to a power",
            Self::Growth => "change to the year before, in %",
            Self::Change => "difference to the year before",
            Self::Lag => "figure of an earlier year",
            Self::Index => "with a base year of 100",
            Self::Share => "% of the total of the year",
            Self::ZScore => "standard deviations from the mean of the year",
            Self::Rank => "place among the cases of the year",
            Self::Mean => "mean over the years of a case",
            Self::Median => "middle over the years of a case",
            Self::Min => "least over the years of a case",
            Self::Max => "greatest over the years of a case",
            Self::Sum => "sum over the years of a case",
            Self::Count => "how many rows of a case have a figure",
            Self::First => "figure of the first year",
            Self::Last => "figure of the last year",
        }
    }

    /// A call of it with a field's name, as a message shows it.
    pub fn example(self, field: &str) -> String {
        let name = self.name();
        match self {
            Self::Round | Self::Power => format!("{name}({field}, 2)"),
            Self::Index => format!("{name}({field}, 2010)"),
            Self::Log
            | Self::Log10
            | Self::Sqrt
            | Self::Abs
            | Self::Growth
            | Self::Change
            | Self::Lag
            | Self::Share
            | Self::ZScore
            | Self::Rank
            | Self::Mean
            | Self::Median
            | Self::Min
            | Self::Max
            | Self::Sum
            | Self::Count
            | Self::First
            | Self::Last => format!("{name}({field})"),
        }
    }

    /// The fewest and the most arguments that it takes.
    pub fn arguments(self) -> (usize, usize) {
        match self {
            Self::Power | Self::Index => (2, 2),
            Self::Round | Self::Lag => (1, 2),
            Self::Log
            | Self::Log10
            | Self::Sqrt
            | Self::Abs
            | Self::Growth
            | Self::Change
            | Self::Share
            | Self::ZScore
            | Self::Rank
            | Self::Mean
            | Self::Median
            | Self::Min
            | Self::Max
            | Self::Sum
            | Self::Count
            | Self::First
            | Self::Last => (1, 1),
        }
    }

    /// Over what it goes.
    pub fn reach(self) -> Reach {
        match self {
            Self::Log | Self::Log10 | Self::Sqrt | Self::Abs | Self::Round | Self::Power => Reach::Row,
            Self::Growth | Self::Change | Self::Lag | Self::Index => Reach::Years,
            Self::Share | Self::ZScore | Self::Rank => Reach::Cases,
            Self::Mean
            | Self::Median
            | Self::Min
            | Self::Max
            | Self::Sum
            | Self::Count
            | Self::First
            | Self::Last => Reach::Summary,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Function;

    #[test]
    fn each_is_listed_once_and_found_again() {
        for function in Function::ALL {
            assert_eq!(Function::of(&function.name().to_uppercase()), Some(function));
        }
        assert_eq!(Function::of("gdp"), None);
    }
}
