//! Values numbered within narrow limits, so that rows can be grouped without hashing.

use super::Column;
use super::packed_ints::{NOTHING, PackedInts};

/// The values of a column as places in a list; missing is place 0.
#[derive(Clone, Copy, Debug)]
pub struct Slots<'c> {
    values: &'c PackedInts,
    least: i64,
    /// How many places there are.
    pub count: usize,
}

impl Column {
    /// The places of the values; `None` where they are no whole numbers inside, or some are bounds.
    pub fn slots(&self) -> Option<Slots<'_>> {
        let (values, ends) = match self {
            Self::Labels(labels) => (labels.codes(), Some((0, labels.dictionary.labels().len() as i64 - 1))),
            Self::Numbers(numbers) if !numbers.bounds().is_empty() => return None,
            Self::Numbers(numbers) => numbers.units().map(|(units, _)| (units, units.ends()))?,
            Self::Years(years) => years.single().map(|years| (years, years.ends()))?,
        };
        let (least, greatest) = ends.unwrap_or((0, -1));
        let count = usize::try_from(greatest - least + 1).ok()?.checked_add(1)?;
        Some(Slots { values, least, count })
    }
}

impl Slots<'_> {
    /// Puts the places of rows behind what the keys of these rows are already: as the next digit.
    pub fn add_digit(&self, rows: &[usize], keys: &mut [u32]) {
        let (least, count) = (self.least, self.count as u32);
        self.values.each_of(rows, keys, |key: &mut u32, value| {
            // Labels count their reasons to be missing from -1 down, and begin at 0.
            let place = if value < least { 0 } else { (value - least) as u32 + 1 };
            *key = *key * count + place;
        });
    }
}

const _: () = assert!(NOTHING == i64::MIN, "nothing is less than the least value");
