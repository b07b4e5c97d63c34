//! Figures that are computed: arithmetic in a row, and what other rows make of it.

use std::collections::BTreeSet;

use super::aggregate::Aggregate;
use super::selection::{Origin, Test, TestKind, Variable};
use data::FieldId;
use syntax::word::Arithmetic;

/// A figure for each row.
#[derive(Clone, Debug)]
pub enum Formula {
    /// The same in every row.
    Number(f64),
    /// A column of figures.
    Variable(Variable),
    /// Two formulas and a sign.
    Binary(Box<Formula>, Arithmetic, Box<Formula>),
    /// Something made of one figure.
    Unary(Unary, Box<Formula>),
    /// One figure for all rows that go together.
    Summary(Box<Summary>),
    /// The figure of an earlier year.
    Earlier(Box<Earlier>),
    /// The place among the rows that go together: 1, 2, 2, 4.
    Place(Box<Place>),
}

/// What is made of one figure; nothing where there is no answer, as of the logarithm of 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unary {
    /// The natural logarithm.
    Log,
    /// The logarithm to base 10.
    Log10,
    /// The square root.
    Sqrt,
    /// The size without the sign.
    Abs,
    /// To so many decimals.
    Round(u8),
    /// Raised to a power.
    Power(f64),
    /// The figure itself, if it is more than 0: what per cent can be taken of.
    Positive,
}

/// One figure for all rows that go together.
#[derive(Clone, Debug)]
pub struct Summary {
    /// How it is made.
    pub how: Summing,
    /// Of which figures.
    pub of: Formula,
    /// Of which rows; of all when `None`.
    pub filter: Option<Test>,
    /// What rows share that go together.
    pub within: Vec<Variable>,
}

/// How one figure is made of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Summing {
    /// As `using` makes it.
    Aggregate(Aggregate),
    /// That of the first year that has one.
    First,
    /// That of the last year that has one.
    Last,
    /// The one that there is; none where there are several.
    Only,
}

/// The figure of an earlier year, of the row that is the same in all else.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// The figure.
    pub of: Formula,
    /// How many years before.
    pub years: i32,
    /// What the rows share.
    pub within: Vec<Variable>,
}

/// The place among the rows that go together.
#[derive(Clone, Debug)]
pub struct Place {
    /// By which figure.
    pub of: Formula,
    /// Whether the largest is first.
    pub descending: bool,
    /// What rows share that go together.
    pub within: Vec<Variable>,
}

impl Summing {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Aggregate(how) => how.short(),
            Self::First => "first",
            Self::Last => "last",
            Self::Only => "the",
        }
    }
}

/// What tells the values of a variable apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Varies {
    /// The fields.
    pub fields: Vec<FieldId>,
    /// Whether the years of a row do.
    pub years: bool,
}

impl Variable {
    /// What tells its values apart; nothing where each row may have one of its own.
    pub fn varies_with(&self) -> Option<Varies> {
        match &self.origin {
            Origin::Formula(formula) => formula.varies_with(),
            Origin::Field(_)
            | Origin::Years
            | Origin::Decade
            | Origin::Through { .. }
            | Origin::Condition(_) => None,
        }
    }
}

impl Formula {
    /// As [`Variable::varies_with`].
    pub fn varies_with(&self) -> Option<Varies> {
        match self {
            Self::Number(_) => Some(Varies::default()),
            Self::Variable(variable) => variable.varies_with(),
            Self::Binary(left, _, right) => {
                let (mut all, more) = (left.varies_with()?, right.varies_with()?);
                all.fields.extend(more.fields);
                all.years |= more.years;
                Some(all)
            }
            Self::Unary(_, of) => of.varies_with(),
            Self::Summary(summary) => {
                let mut all = Varies::default();
                for variable in &summary.within {
                    match &variable.origin {
                        Origin::Field(id) => all.fields.push(*id),
                        Origin::Years => all.years = true,
                        Origin::Decade
                        | Origin::Through { .. }
                        | Origin::Formula(_)
                        | Origin::Condition(_) => return None,
                    }
                }
                Some(all)
            }
            Self::Earlier(_) | Self::Place(_) => None,
        }
    }

    /// Two formulas and a sign.
    pub fn binary(left: Self, sign: Arithmetic, right: Self) -> Self {
        Self::Binary(Box::new(left), sign, Box::new(right))
    }

    /// What it is made of.
    pub fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Number(_) | Self::Variable(_) => Vec::new(),
            Self::Binary(left, _, right) => vec![left, right],
            Self::Unary(_, of) => vec![of],
            Self::Summary(summary) => vec![&summary.of],
            Self::Earlier(earlier) => vec![&earlier.of],
            Self::Place(place) => vec![&place.of],
        }
    }

    /// What rows share that go together in it; nothing where each row stands for itself.
    pub fn within(&self) -> Option<&[Variable]> {
        match self {
            Self::Number(_) | Self::Variable(_) | Self::Binary(..) | Self::Unary(..) => None,
            Self::Summary(summary) => Some(&summary.within),
            Self::Earlier(earlier) => Some(&earlier.within),
            Self::Place(place) => Some(&place.within),
        }
    }

    /// The names of what rows share that go together, once for each time that some do.
    pub fn together(&self) -> BTreeSet<Vec<&str>> {
        let mut found: BTreeSet<Vec<&str>> = self.parts().into_iter().flat_map(Self::together).collect();
        found.extend(self.within().map(|within| within.iter().map(|of| &*of.meta.name).collect()));
        found
    }

    /// Whether the figure of a row depends on other rows.
    pub fn spans_rows(&self) -> bool {
        let of_variable = |formula: &Self| matches!(formula, Self::Variable(of) if of.spans_rows());
        self.within().is_some() || of_variable(self) || self.parts().into_iter().any(Self::spans_rows)
    }
}

impl Variable {
    /// Whether the value of a row depends on other rows.
    pub fn spans_rows(&self) -> bool {
        match &self.origin {
            Origin::Field(_) | Origin::Years | Origin::Decade | Origin::Through { .. } => false,
            Origin::Formula(formula) => formula.spans_rows(),
            Origin::Condition(test) => test.spans_rows(),
        }
    }
}

impl Test {
    /// Whether what it says of a row depends on other rows.
    pub fn spans_rows(&self) -> bool {
        match &self.kind {
            TestKind::And(tests) | TestKind::Or(tests) => tests.iter().any(Self::spans_rows),
            TestKind::Not(test) => test.spans_rows(),
            TestKind::Number { left, right, .. } => left.spans_rows() || right.spans_rows(),
            TestKind::Label { variable, .. }
            | TestKind::Word { variable, .. }
            | TestKind::Step { variable, .. }
            | TestKind::Member { variable, .. }
            | TestKind::Contains { variable, .. }
            | TestKind::Years { variable, .. }
            | TestKind::Missing(variable) => variable.spans_rows(),
        }
    }
}
