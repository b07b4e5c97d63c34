//! One figure for all rows that go together.

use super::{Together, numbers, picked};
use crate::aggregate::{self, Tally};
use crate::test::{TRUE, mask};
use base::cancel::cancellable;
use data::{Column, DataError, Numbers, Topic, Years};
use query::{Aggregate, Summary, Summing};

/// For each row what the rows of its group amount to.
///
/// # Errors
///
/// What keeps a column that it needs from being read.
pub fn summary(topic: &Topic, summary: &Summary) -> Result<Column, DataError> {
    let numbers = numbers(topic, &summary.of)?;
    let Together { of_row, count, mut speaking } = Together::new(topic, &summary.within)?;
    if let Some(filter) = &summary.filter {
        let mask = mask(topic, filter)?;
        speaking.retain(|&row| mask[row] == TRUE);
    }
    let groups = || speaking.iter().map(|&row| of_row[row]).collect::<Vec<u32>>();
    let spread = |made: Column| {
        let rows: Vec<usize> = of_row.iter().map(|&group| group as usize).collect();
        made.pick(&rows)
    };
    let chosen = |rows: Vec<Option<usize>>| {
        picked(&numbers, cancellable(of_row.iter()).map(|&group| rows[group as usize]))
    };
    let known = || speaking.iter().copied().filter(|&row| numbers.number(row).is_some());
    Ok(match summary.how {
        Summing::Aggregate(Aggregate::Count) => {
            let mut sizes = vec![0; count];
            known().for_each(|row| sizes[of_row[row] as usize] += 1);
            spread(aggregate::count(&sizes))
        }
        Summing::Aggregate(how) => {
            let column = Column::Numbers(numbers);
            let mut tally = Tally::new(&column, how, None);
            tally.add(&speaking, &groups(), count);
            spread(tally.finish())
        }
        Summing::First => {
            chosen(outermost(topic, known(), &of_row, &numbers, count, |years| Some(-years?.from))?)
        }
        Summing::Last => {
            chosen(outermost(topic, known(), &of_row, &numbers, count, |years| Some(years?.to))?)
        }
        Summing::Only => chosen(outermost(topic, known(), &of_row, &numbers, count, |_| Some(0))?),
    })
}

/// The row of each group that is the furthest out; none where two that are say different figures.
fn outermost(
    topic: &Topic,
    rows: impl Iterator<Item = usize>,
    of_row: &[u32],
    numbers: &Numbers,
    count: usize,
    far: impl Fn(Option<Years>) -> Option<i32>,
) -> Result<Vec<Option<usize>>, DataError> {
    let years = topic.years()?;
    // The row, how far out it is, and whether no other says otherwise.
    let mut found: Vec<Option<(usize, i32, bool)>> = vec![None; count];
    for row in cancellable(rows) {
        let Some(out) = far(years.of(row)) else { continue };
        let found = &mut found[of_row[row] as usize];
        match found {
            Some((other, most, agreed)) if *most == out => {
                *agreed &= numbers.number(*other) == numbers.number(row)
                    && numbers.bound(*other) == numbers.bound(row);
            }
            Some((_, most, _)) if *most > out => {}
            _ => *found = Some((row, out, true)),
        }
    }
    Ok(found.into_iter().map(|found| found.filter(|(_, _, agreed)| *agreed).map(|(row, ..)| row)).collect())
}
