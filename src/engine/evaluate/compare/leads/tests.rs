//! Who is named at an end, where answers are bounds.

#![allow(clippy::wildcard_enum_match_arm, reason = "a test panics at what it does not expect")]

use data::{Bound, Direction, Field, Level, Value};
use proptest::prelude::*;

use super::End;
use crate::compare::align::{Item, Unit};
use answer::Cell;

/// Three answers to one question.
fn ends(answers: &[Value; 3]) -> [End; 2] {
    let field = Field { direction: Some(Direction::Higher), ..Field::computed("meetings", Level::Count) };
    let answers = answers.iter().cloned().map(Cell::new).collect();
    let item = Item { measure: 0, field: &field, rows: &[], answers, unit: Unit::One("".into()) };
    [End::new(&item, false), End::new(&item, true)]
}

fn bounded(bound: Bound, value: i8) -> Value {
    match bound {
        Bound::Exact => Value::number(f64::from(value), 0),
        bound => Value::Bounded { bound, value: f64::from(value), decimals: 0 },
    }
}

#[test]
fn what_a_bound_decides_is_said_and_nothing_else() {
    use Bound::{Exact, LessThan};
    let answers = |a: i8, b: i8| [bounded(LessThan, 10), bounded(Exact, a), bounded(Exact, b)];
    // Nine at most are behind 22; whether five or nine, 7 may be before or behind them.
    assert_eq!(ends(&answers(22, 7)), [End::Of(vec![1]), End::Open]);
    assert_eq!(ends(&answers(22, 30)), [End::Of(vec![2]), End::Of(vec![0])]);
    assert_eq!(ends(&answers(5, 7)), [End::Open, End::Open]);
    assert_eq!(ends(&answers(22, 22)), [End::Of(vec![1, 2]), End::Of(vec![0])]);
}

proptest! {
    #[test]
    fn whoever_is_named_is_at_the_end_wherever_the_truth_lies(
        answers in prop::array::uniform3((0usize..5, 0i8..6))
    ) {
        const BOUNDS: [Bound; 5] = [Bound::Exact, Bound::LessThan, Bound::AtMost, Bound::MoreThan, Bound::AtLeast];
        let truths = |(bound, value): (usize, i8)| -> Vec<i8> {
            let holds = move |truth: &i8| match BOUNDS[bound] {
                Bound::LessThan => *truth < value,
                Bound::AtMost => *truth <= value,
                Bound::MoreThan => *truth > value,
                Bound::AtLeast => *truth >= value,
                _ => *truth == value,
            };
            (-3..10).filter(holds).collect()
        };
        let [best, worst] = ends(&answers.map(|(bound, value)| bounded(BOUNDS[bound], value)));
        for a in truths(answers[0]) {
            for b in truths(answers[1]) {
                for c in truths(answers[2]) {
                    let all = [a, b, c];
                    let at = |end: i8| (0..3).filter(|&at| all[at] == end).collect::<Vec<usize>>();
                    for (said, end) in [(&best, a.max(b).max(c)), (&worst, a.min(b).min(c))] {
                        match said {
                            End::Of(subjects) => prop_assert_eq!(subjects, &at(end)),
                            End::Tie => prop_assert_eq!(at(end).len(), 3),
                            End::Open | End::None => {}
                        }
                    }
                }
            }
        }
    }
}
