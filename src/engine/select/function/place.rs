//! The place of a row among those that go together.

use super::{Together, numbers};
use base::cancel::cancellable;
use data::{Bound, Column, DataError, Numbers, Range, Topic};
use query::Place;

/// What is known of the figures of some rows, their least and their greatest ends in order.
#[derive(Clone, Default)]
struct Ends {
    lows: Vec<f64>,
    highs: Vec<f64>,
}

impl Ends {
    /// How many figures are better for certain, and how many may be.
    fn better(&self, than: Range, descending: bool) -> (usize, usize) {
        let above = |ends: &[f64], end: f64| ends.len() - ends.partition_point(|&other| other <= end);
        let below = |ends: &[f64], end: f64| ends.partition_point(|&other| other < end);
        match descending {
            true => (above(&self.lows, than.high), above(&self.highs, than.low)),
            false => (below(&self.highs, than.low), below(&self.lows, than.high)),
        }
    }
}

/// For each row with a figure how many rows of its group have a better one, and one more: equal figures share a place, and
/// the next one is as far down as there are rows before it.
///
/// # Errors
///
/// What keeps a column that it needs from being read.
pub fn place(topic: &Topic, place: &Place) -> Result<Column, DataError> {
    let (numbers, together) = (numbers(topic, &place.of)?, Together::new(topic, &place.within)?);
    let known = |row| Some(Range::of(numbers.bound(row), numbers.number(row)?).unwrap_or(Range::ANY));
    let mut groups = vec![Ends::default(); together.count];
    let mut speaks = vec![false; topic.rows];
    for &row in cancellable(together.speaking.iter()) {
        let Some(range) = known(row) else { continue };
        let ends = &mut groups[together.of_row[row] as usize];
        ends.lows.push(range.low);
        ends.highs.push(range.high);
        speaks[row] = true;
    }
    for ends in &mut groups {
        ends.lows.sort_unstable_by(f64::total_cmp);
        ends.highs.sort_unstable_by(f64::total_cmp);
    }
    let (mut places, mut bounds) = (vec![f64::NAN; topic.rows], Vec::new());
    for row in cancellable(0..topic.rows) {
        let ends = &groups[together.of_row[row] as usize];
        let Some(range) = known(row).filter(|_| !ends.lows.is_empty()) else { continue };
        let (certain, possible) = ends.better(range, place.descending);
        // Of a figure that is not known exactly one end may be better than the other.
        let possible = possible - usize::from(speaks[row] && range.figure().is_none());
        places[row] = certain as f64 + 1.0;
        if possible > certain {
            bounds.push((row, Bound::UpTo(possible as f64 + 1.0)));
        }
    }
    let mut places = Numbers::from_values(places, 0);
    places.set_bounds(bounds);
    Ok(Column::Numbers(places))
}
