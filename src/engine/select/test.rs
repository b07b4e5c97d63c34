//! Three-valued tests, a whole column at a time (Kleene's strong logic: and is the minimum, or the maximum).

use std::borrow::Cow;
use std::ops;

use super::variable::{Figures, column, known_at};
use base::fold::{fold, holds_text};
use data::{Column, DataError, Range, Topic, Years};
use query::{Test, TestKind, Variable};
use syntax::word::Operator;

/// The test fails.
pub const FALSE: u8 = 0;
/// A value that the test needs is missing, or known only as a bound that does not decide it.
pub const UNKNOWN: u8 = 1;
/// The test holds.
pub const TRUE: u8 = 2;

/// How a test comes out in each row.
///
/// # Errors
///
/// What keeps a column that it needs from being read.
pub fn mask(topic: &Topic, test: &Test) -> Result<Vec<u8>, DataError> {
    let mut mask = vec![UNKNOWN; topic.rows];
    Prepared::new(topic, test)?.fill(0..topic.rows, &mut mask);
    Ok(mask)
}

/// A test whose columns have been looked up, to be asked of one stretch of rows after the other.
pub struct Prepared<'a>(Kind<'a>);

enum Kind<'a> {
    /// The least, or the greatest, of several truths; the neutral one when there is none.
    Joined(Vec<Prepared<'a>>, u8, fn(u8, u8) -> u8),
    Not(Box<Prepared<'a>>),
    /// A column of labels, and the truth of each label.
    Labels(Cow<'a, Column>, Vec<u8>),
    Numbers(Figures<'a>, Operator, Figures<'a>),
    Years(Cow<'a, Column>, Years),
    Missing(Cow<'a, Column>),
    /// A column that cannot be tested so.
    Open,
}

impl<'a> Prepared<'a> {
    /// Looks up what a test needs.
    ///
    /// # Errors
    ///
    /// What keeps a column that it needs from being read.
    pub fn new(topic: &'a Topic, test: &Test) -> Result<Self, DataError> {
        let each =
            |tests: &[Test]| tests.iter().map(|test| Self::new(topic, test)).collect::<Result<Vec<_>, _>>();
        Ok(Self(match &test.kind {
            TestKind::And(tests) => return Self::all(topic, tests),
            TestKind::Or(tests) => Kind::Joined(each(tests)?, FALSE, u8::max),
            TestKind::Not(test) => Kind::Not(Box::new(Self::new(topic, test)?)),
            TestKind::Label { variable, codes } => labels(topic, variable, |code, _| codes.contains(&code))?,
            TestKind::Step { variable, operator, code } => {
                let steps = variable.meta.scale.len() as u32;
                labels(topic, variable, |other, _| {
                    other < steps && holds(*operator, f64::from(other), f64::from(*code))
                })?
            }
            TestKind::Word { variable, words } => {
                labels(topic, variable, |_, label| words.contains(&fold(label)))?
            }
            TestKind::Member { variable, words } => {
                labels(topic, variable, |_, set| set.split(';').any(|member| words.contains(&fold(member))))?
            }
            TestKind::Contains { variable, text } => {
                labels(topic, variable, |_, label| holds_text(&fold(label), text))?
            }
            TestKind::Number { left, operator, right } => {
                Kind::Numbers(Figures::new(topic, left)?, *operator, Figures::new(topic, right)?)
            }
            TestKind::Years { variable, span } => Kind::Years(column(topic, variable)?, *span),
            TestKind::Missing(variable) => Kind::Missing(column(topic, variable)?),
        }))
    }

    /// All tests at once; everything passes when there is none.
    ///
    /// # Errors
    ///
    /// As [`Self::new`].
    pub fn all(topic: &'a Topic, tests: &[Test]) -> Result<Self, DataError> {
        let tests = tests.iter().map(|test| Self::new(topic, test)).collect::<Result<_, _>>()?;
        Ok(Self(Kind::Joined(tests, TRUE, u8::min)))
    }

    /// How it comes out in each row of a stretch.
    pub fn fill(&self, rows: ops::Range<usize>, truths: &mut [u8]) {
        match &self.0 {
            Kind::Joined(tests, neutral, with) => {
                let Some((first, rest)) = tests.split_first() else { return truths.fill(*neutral) };
                first.fill(rows.clone(), truths);
                let mut others = vec![UNKNOWN; if rest.is_empty() { 0 } else { truths.len() }];
                for test in rest {
                    test.fill(rows.clone(), &mut others);
                    truths.iter_mut().zip(&others).for_each(|(truth, other)| *truth = with(*truth, *other));
                }
            }
            Kind::Not(test) => {
                test.fill(rows, truths);
                truths.iter_mut().for_each(|truth| *truth = TRUE - *truth);
            }
            Kind::Labels(column, of_label) => {
                let Column::Labels(labels) = column.as_ref() else { return truths.fill(UNKNOWN) };
                let of_code = |code| usize::try_from(code).map_or(UNKNOWN, |code| of_label[code]);
                labels.codes().fill(rows, truths, of_code);
            }
            Kind::Numbers(left, operator, right) => numbers(left, *operator, right, rows, truths),
            Kind::Years(column, span) => {
                let Column::Years(years) = column.as_ref() else { return truths.fill(UNKNOWN) };
                let of_years =
                    |years: Option<Years>| years.map_or(UNKNOWN, |years| truth(years.overlaps(*span)));
                years.fill(rows, truths, of_years);
            }
            Kind::Missing(column) => {
                truths.iter_mut().zip(rows).for_each(|(is, row)| *is = truth(column.is_missing(row)));
            }
            Kind::Open => truths.fill(UNKNOWN),
        }
    }
}

/// Whether two figures stand to each other as the operator says.
pub fn holds(operator: Operator, left: f64, right: f64) -> bool {
    match operator {
        Operator::Equal => left == right,
        Operator::NotEqual => left != right,
        Operator::Less => left < right,
        Operator::LessOrEqual => left <= right,
        Operator::Greater => left > right,
        Operator::GreaterOrEqual => left >= right,
    }
}

/// Whether two figures that may not be known exactly stand to each other as the operator says; `None` when that is open.
pub fn decided(left: Range, operator: Operator, right: Range) -> Option<bool> {
    // What holds in every possible order is certain.
    let orders = left.orders(right).into_iter().zip([-1.0, 0.0, 1.0]);
    let mut outcomes = orders.filter(|(possible, _)| *possible).map(|(_, order)| holds(operator, order, 0.0));
    let first = outcomes.next()?;
    outcomes.all(|other| other == first).then_some(first)
}

fn truth(holds: bool) -> u8 {
    if holds { TRUE } else { FALSE }
}

/// A test of labels, asked once for each label and not for each row.
fn labels<'a>(
    topic: &'a Topic,
    variable: &Variable,
    passes: impl Fn(u32, &str) -> bool,
) -> Result<Kind<'a>, DataError> {
    let column = column(topic, variable)?;
    let Column::Labels(labels) = column.as_ref() else { return Ok(Kind::Open) };
    let labels = (0..).zip(labels.dictionary.labels());
    let truths = labels.map(|(code, label)| truth(passes(code, label))).collect();
    Ok(Kind::Labels(column, truths))
}

fn numbers(
    left: &Figures<'_>,
    operator: Operator,
    right: &Figures<'_>,
    rows: ops::Range<usize>,
    truths: &mut [u8],
) {
    let (values, others) = (left.of(rows.clone()), right.of(rows.clone()));
    for (is, (&a, &b)) in truths.iter_mut().zip(values.iter().zip(&others)) {
        *is = if a.is_nan() || b.is_nan() { UNKNOWN } else { truth(holds(operator, a, b)) };
    }
    // A bound may leave open what an exact figure would decide.
    let (inexact, inexact_others) = (left.inexact(&rows), right.inexact(&rows));
    for &(row, _) in inexact.iter().chain(&inexact_others) {
        let at = row - rows.start;
        if truths[at] != UNKNOWN {
            let (a, b) = (known_at(&inexact, row, values[at]), known_at(&inexact_others, row, others[at]));
            let decided = a.zip(b).and_then(|(a, b)| decided(a, operator, b));
            truths[at] = decided.map_or(UNKNOWN, truth);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::decided;
    use data::{Bound, Range};
    use syntax::word::Operator;

    fn bounded(bound: Bound, value: f64, operator: Operator, exact: f64) -> Option<bool> {
        decided(Range::of(bound, value)?, operator, Range::exact(exact))
    }

    #[test]
    fn a_bound_decides_only_what_is_certain() {
        assert_eq!(bounded(Bound::LessThan, 10.0, Operator::Less, 10.0), Some(true));
        assert_eq!(bounded(Bound::LessThan, 10.0, Operator::GreaterOrEqual, 22.0), Some(false));
        assert_eq!(bounded(Bound::LessThan, 10.0, Operator::Less, 9.0), None);
        assert_eq!(bounded(Bound::LessThan, 10.0, Operator::Equal, 10.0), Some(false));
        assert_eq!(bounded(Bound::AtLeast, 13.0, Operator::GreaterOrEqual, 13.0), Some(true));
        assert_eq!(bounded(Bound::AtLeast, 13.0, Operator::Greater, 13.0), None);
        assert_eq!(bounded(Bound::AtMost, 13.0, Operator::LessOrEqual, 13.0), Some(true));
        assert_eq!(bounded(Bound::MoreThan, 40.0, Operator::NotEqual, 40.0), Some(true));
        assert_eq!(bounded(Bound::About, 40.0, Operator::Greater, 1.0), None);
        assert_eq!(bounded(Bound::UpTo(30.0), 20.0, Operator::LessOrEqual, 30.0), Some(true));
        assert_eq!(bounded(Bound::UpTo(30.0), 20.0, Operator::Greater, 20.0), None);
        assert_eq!(bounded(Bound::UpTo(30.0), 20.0, Operator::Equal, 31.0), Some(false));
    }
}
