//! The figure of an earlier year.

use rustc_hash::FxHashMap as HashMap;

use super::{Together, numbers, picked};
use base::cancel::cancellable;
use data::{Column, DataError, Topic};
use query::Earlier;

/// For each row the figure of the row so many years before that is the same in all else. A year that is missing has no
/// figure to give; neither has one that two rows speak of differently.
///
/// # Errors
///
/// What keeps a column that it needs from being read.
pub fn earlier(topic: &Topic, earlier: &Earlier) -> Result<Column, DataError> {
    let (numbers, together) = (numbers(topic, &earlier.of)?, Together::new(topic, &earlier.within)?);
    let years = topic.years()?;
    // A span of years is none of them.
    let year = |row: usize| years.of(row).filter(|span| span.from == span.to).map(|span| span.from);
    let mut of_year: HashMap<(u32, i32), Option<usize>> = HashMap::default();
    for &row in cancellable(together.speaking.iter()) {
        let (Some(year), Some(_)) = (year(row), numbers.number(row)) else { continue };
        let same = |other: usize| {
            numbers.number(other) == numbers.number(row) && numbers.bound(other) == numbers.bound(row)
        };
        of_year
            .entry((together.of_row[row], year))
            .and_modify(|found| *found = found.filter(|&other| same(other)))
            .or_insert(Some(row));
    }
    let before = |row| *of_year.get(&(together.of_row[row], year(row)? - earlier.years))?;
    Ok(picked(&numbers, cancellable(0..topic.rows).map(before)))
}
