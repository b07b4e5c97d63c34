//! Three-valued tests, a whole column at a time (Kleene's strong logic: and is the minimum, or the maximum).

use super::variable::{column, figures};
use crate::dataset::fold::fold;
use crate::dataset::{Bound, Column, Topic};
use crate::query::{Formula, Origin, Test, TestKind, Variable};
use crate::word::Operator;

/// The test fails.
pub const FALSE: u8 = 0;
/// A value that the test needs is missing, or known only as a bound that does not decide it.
pub const UNKNOWN: u8 = 1;
/// The test holds.
pub const TRUE: u8 = 2;

/// How a test comes out in each row.
pub fn mask(topic: &Topic, test: &Test) -> Vec<u8> {
    match &test.kind {
        TestKind::And(tests) => join(topic, tests, TRUE, u8::min),
        TestKind::Or(tests) => join(topic, tests, FALSE, u8::max),
        TestKind::Not(test) => mask(topic, test).into_iter().map(|truth| TRUE - truth).collect(),
        TestKind::Label { variable, codes } => labels(topic, variable, |code| codes.contains(&code)),
        TestKind::Step { variable, operator, code } => {
            let steps = variable.meta.scale.len() as u32;
            labels(topic, variable, |other| {
                other < steps && holds(*operator, f64::from(other), f64::from(*code))
            })
        }
        TestKind::Word { variable, words } => by_label(topic, variable, |label| words.contains(&fold(label))),
        TestKind::Member { variable, words } => {
            by_label(topic, variable, |set| set.split(';').any(|member| words.contains(&fold(member))))
        }
        TestKind::Number { left, operator, right } => numbers(topic, left, *operator, right),
        TestKind::Years { variable, span } => match column(topic, variable).as_ref() {
            Column::Years(years) => {
                let row = |row| years.span(row).map_or(UNKNOWN, |years| truth(years.overlaps(*span)));
                (0..topic.rows).map(row).collect()
            }
            _ => vec![UNKNOWN; topic.rows],
        },
        TestKind::Missing(variable) => {
            let column = column(topic, variable);
            (0..topic.rows).map(|row| truth(column.is_missing(row))).collect()
        }
    }
}

/// All tests at once; everything passes when there is none.
pub fn all(topic: &Topic, tests: &[Test]) -> Vec<u8> {
    join(topic, tests, TRUE, u8::min)
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

/// Whether a bounded figure stands to an exact one as the operator says; `None` when the bound leaves it open.
pub fn bounded(bound: Bound, value: f64, operator: Operator, exact: f64) -> Option<bool> {
    let (less, equal, greater) = match bound {
        Bound::Exact => (value < exact, value == exact, value > exact),
        Bound::LessThan => (true, exact < value, exact < value),
        Bound::AtMost => (true, exact <= value, exact < value),
        Bound::MoreThan => (value < exact, value < exact, true),
        Bound::AtLeast => (value < exact, value <= exact, true),
        Bound::About => return None,
    };
    // What holds in every possible order is certain.
    let possible = [(less, -1.0), (equal, 0.0), (greater, 1.0)].into_iter().filter(|(possible, _)| *possible);
    let mut outcomes = possible.map(|(_, order)| holds(operator, order, 0.0));
    let first = outcomes.next()?;
    outcomes.all(|other| other == first).then_some(first)
}

fn truth(holds: bool) -> u8 {
    if holds { TRUE } else { FALSE }
}

fn join(topic: &Topic, tests: &[Test], neutral: u8, with: fn(u8, u8) -> u8) -> Vec<u8> {
    let mut tests = tests.iter();
    let Some(first) = tests.next() else { return vec![neutral; topic.rows] };
    tests.fold(mask(topic, first), |mut all, test| {
        all.iter_mut().zip(mask(topic, test)).for_each(|(all, truth)| *all = with(*all, truth));
        all
    })
}

/// A test of codes.
fn labels(topic: &Topic, variable: &Variable, passes: impl Fn(u32) -> bool) -> Vec<u8> {
    let column = column(topic, variable);
    let Column::Labels(labels) = column.as_ref() else { return vec![UNKNOWN; topic.rows] };
    (0..topic.rows).map(|row| labels.code(row).map_or(UNKNOWN, |code| truth(passes(code)))).collect()
}

/// A test of labels, asked once for each label and not for each row.
fn by_label(topic: &Topic, variable: &Variable, passes: impl Fn(&str) -> bool) -> Vec<u8> {
    let column = column(topic, variable);
    let Column::Labels(labels) = column.as_ref() else { return vec![UNKNOWN; topic.rows] };
    let passing: Vec<bool> = labels.dictionary.labels().iter().map(|label| passes(label)).collect();
    (0..topic.rows)
        .map(|row| labels.code(row).map_or(UNKNOWN, |code| truth(passing[code as usize])))
        .collect()
}

fn numbers(topic: &Topic, left: &Formula, operator: Operator, right: &Formula) -> Vec<u8> {
    let (values, others) = (figures(topic, left), figures(topic, right));
    let exact = |(&a, &b): (&f64, &f64)| match a.is_nan() || b.is_nan() {
        true => UNKNOWN,
        false => truth(holds(operator, a, b)),
    };
    let mut mask: Vec<u8> = values.iter().zip(&others).map(exact).collect();
    // A bound may leave open what an exact figure would decide.
    for (side, values, others, turned) in [(left, &values, &others, false), (right, &others, &values, true)] {
        let Formula::Variable(Variable { origin: Origin::Field(id), .. }) = side else { continue };
        let Column::Numbers(numbers) = topic.column(*id) else { continue };
        for (row, bound) in numbers.bounds() {
            if mask[*row] != UNKNOWN {
                let operator = if turned { operator.turned() } else { operator };
                mask[*row] = bounded(*bound, values[*row], operator, others[*row]).map_or(UNKNOWN, truth);
            }
        }
    }
    mask
}

#[cfg(test)]
mod tests {
    use super::bounded;
    use crate::dataset::Bound;
    use crate::word::Operator;

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
    }
}
