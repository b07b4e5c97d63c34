//! Parts of a topic that hold no row a test wants, told without their rows where a file says enough of them.

use std::ops::Range;
use std::sync::Arc;

use super::test::{Prepared, TRUE, UNKNOWN, holds};
use data::{DataError, MinMax, Topic};
use query::{Formula, Origin, Selection, Test, TestKind, Variable};
use syntax::word::Operator;

/// The topic as far as a selection needs it: for all rows that it is about, and for those that it keeps. `None` where
/// the topic comes in one piece, or where most of it is needed.
///
/// # Errors
///
/// What keeps the words that tell it from being read.
pub fn needed(topic: &Arc<Topic>, selection: &Selection) -> Result<[Option<Topic>; 2], DataError> {
    let parts = topic.parts();
    // What other rows make of a figure needs all of them.
    let values = selection.keys.iter().chain(&selection.measures).any(Variable::spans_rows);
    let tests = selection.about.iter().chain(&selection.filter).any(Test::spans_rows);
    if parts.len() < 2 || values || tests {
        return Ok([None, None]);
    }
    let mut wanted = vec![true; parts.len()];
    let mut without = |tests: &[Test]| {
        for (at, rows) in parts.iter().enumerate() {
            for test in tests {
                wanted[at] = wanted[at] && may_hold(topic, at, rows, test)?;
            }
        }
        // What is read whole is kept for the next query.
        let few = wanted.iter().filter(|wanted| **wanted).count() * 2 <= parts.len();
        Ok::<_, DataError>(few.then(|| topic.within(wanted.clone())))
    };
    Ok([without(&selection.about)?, without(&selection.filter)?])
}

/// Whether a test may hold for a row of a part.
fn may_hold(topic: &Topic, part: usize, rows: &Range<usize>, test: &Test) -> Result<bool, DataError> {
    let may = |test: &Test| may_hold(topic, part, rows, test);
    let ends = |variable: &Variable| match variable.origin {
        Origin::Field(id) => topic.ends(id, part),
        Origin::Years => {
            topic.years_column().filter(|_| topic.period.is_none()).and_then(|id| topic.ends(id, part))
        }
        Origin::Decade | Origin::Through { .. } | Origin::Formula(_) | Origin::Condition(_) => None,
    };
    Ok(match &test.kind {
        TestKind::And(tests) => every(tests, may)?,
        TestKind::Or(tests) => !every(tests, |test| Ok(!may(test)?))?,
        TestKind::Years { variable, span } => match ends(variable) {
            Some(MinMax { least, greatest }) => {
                least <= f64::from(span.to) && greatest >= f64::from(span.from)
            }
            None => true,
        },
        TestKind::Number { left: Formula::Variable(variable), operator, right: Formula::Number(than) } => {
            ends(variable).is_none_or(|ends| may_compare(ends, *operator, *than))
        }
        // Words are read whole anyway: their names stand in the order of the table.
        TestKind::Label { variable: Variable { origin: Origin::Field(id), .. }, .. } => {
            !topic.is_words(*id) || holds_once(topic, rows, test)?
        }
        TestKind::Not(_)
        | TestKind::Label { .. }
        | TestKind::Word { .. }
        | TestKind::Step { .. }
        | TestKind::Member { .. }
        | TestKind::Contains { .. }
        | TestKind::Number { .. }
        | TestKind::Missing(_) => true,
    })
}

/// Whether something holds for every test.
fn every(tests: &[Test], holds: impl Fn(&Test) -> Result<bool, DataError>) -> Result<bool, DataError> {
    for test in tests {
        if !holds(test)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a figure between two others may stand so to a third.
fn may_compare(MinMax { least, greatest }: MinMax, operator: Operator, than: f64) -> bool {
    match operator {
        Operator::Equal => least <= than && than <= greatest,
        Operator::NotEqual => least != than || greatest != than,
        Operator::Less | Operator::LessOrEqual => holds(operator, least, than),
        Operator::Greater | Operator::GreaterOrEqual => holds(operator, greatest, than),
    }
}

/// Whether a test holds for some row.
fn holds_once(topic: &Topic, rows: &Range<usize>, test: &Test) -> Result<bool, DataError> {
    const AT_ONCE: usize = 4096;
    let (test, mut truths) = (Prepared::new(topic, test)?, vec![UNKNOWN; AT_ONCE.min(rows.len())]);
    Ok(rows.clone().step_by(AT_ONCE).any(|start| {
        let stretch = start..rows.end.min(start + AT_ONCE);
        let truths = &mut truths[..stretch.len()];
        test.fill(stretch, truths);
        truths.contains(&TRUE)
    }))
}
