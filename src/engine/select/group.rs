//! Rows numbered by the combination of values that they have in some columns.

use rustc_hash::FxHashMap as HashMap;

use data::Column;
use data::column::Slots;

/// The combinations of values, in the order in which they first appear.
#[derive(Debug)]
pub struct Groups<'c> {
    columns: Vec<&'c Column>,
    way: Way<'c>,
    /// The first row of each group.
    pub first: Vec<usize>,
    /// How many rows each group has.
    pub sizes: Vec<usize>,
    keys: Vec<u32>,
}

/// How a combination is found again.
#[derive(Debug)]
enum Way<'c> {
    /// Few enough for a list that has a place for each, with the number of its group, counted from 1.
    List(Vec<Slots<'c>>, Vec<u32>),
    Hash(HashMap<Vec<u64>, u32>),
}

impl<'c> Groups<'c> {
    /// No groups yet. The columns have so many rows.
    pub fn new(columns: Vec<&'c Column>, rows: usize) -> Self {
        // A list may be a few times as long as the columns, but not so long that it fills the memory.
        let most = (4 * rows).clamp(1 << 10, 1 << 24);
        let slots: Option<Vec<Slots<'c>>> = columns.iter().map(|column| column.slots()).collect();
        let places = |slots: &Vec<Slots<'_>>| {
            let product = slots.iter().try_fold(1usize, |product, slots| product.checked_mul(slots.count));
            product.filter(|&product| product <= most)
        };
        let way = match slots.and_then(|slots| Some((places(&slots)?, slots))) {
            Some((places, slots)) => Way::List(slots, vec![0; places]),
            None => Way::Hash(HashMap::default()),
        };
        Self { columns, way, first: Vec::new(), sizes: Vec::new(), keys: Vec::new() }
    }

    /// Adds rows, and puts the group of each into `found`.
    pub fn add(&mut self, rows: &[usize], found: &mut Vec<u32>) {
        found.clear();
        let (first, sizes) = (&mut self.first, &mut self.sizes);
        let mut open = |row: usize| {
            first.push(row);
            sizes.push(0);
            sizes.len() as u32
        };
        match &mut self.way {
            Way::List(slots, groups) => {
                self.keys.clear();
                self.keys.resize(rows.len(), 0);
                slots.iter().for_each(|slots| slots.add_digit(rows, &mut self.keys));
                found.extend(rows.iter().zip(&self.keys).map(|(&row, &key)| {
                    let group = &mut groups[key as usize];
                    if *group == 0 {
                        *group = open(row);
                    }
                    *group - 1
                }));
            }
            Way::Hash(groups) => {
                let mut key = Vec::with_capacity(self.columns.len());
                found.extend(rows.iter().map(|&row| {
                    key.clear();
                    key.extend(self.columns.iter().map(|column| column.group(row)));
                    groups.get(&key).copied().unwrap_or_else(|| {
                        let group = open(row) - 1;
                        groups.insert(key.clone(), group);
                        group
                    })
                }));
            }
        }
        found.iter().for_each(|&group| self.sizes[group as usize] += 1);
    }

    /// Adds the groups of rows that come behind those here, and puts the group of each into `found`.
    pub fn append(&mut self, other: &Self, found: &mut Vec<u32>) {
        self.add(&other.first, found);
        found.iter().zip(&other.sizes).for_each(|(&group, size)| self.sizes[group as usize] += size - 1);
    }
}

/// Of rows that have the same values in some columns the first one.
pub fn distinct(columns: Vec<&Column>, rows: &[usize]) -> Vec<usize> {
    let mut groups = Groups::new(columns, rows.len());
    groups.add(rows, &mut Vec::new());
    groups.first
}

#[cfg(test)]
mod tests {
    use super::*;
    use data::{LabelsBuilder, Missing, Numbers};
    use proptest::prelude::*;

    fn labels(rows: &[Option<u8>]) -> Column {
        let mut labels = LabelsBuilder::new(&[], [Missing::NotStated].into());
        rows.iter().for_each(|row| match row {
            Some(label) => labels.push(&format!("{label}")),
            None => labels.push_missing(0),
        });
        Column::Labels(labels.finish())
    }

    proptest! {
        #[test]
        fn rows_are_in_one_group_when_they_agree_in_every_column(
            rows in prop::collection::vec((prop::option::of(0u8..4), -2i32..3), 1..60), part in 1usize..60
        ) {
            let words = labels(&rows.iter().map(|row| row.0).collect::<Vec<_>>());
            // Halves are no whole numbers inside, so that they are hashed.
            let halves = rows.iter().map(|row| f64::from(row.1) / 2.0).collect();
            let halves = Column::Numbers(Numbers::from_values(halves, 1));
            for columns in [vec![&words], vec![&words, &halves], vec![]] {
                let mut groups = Groups::new(columns.clone(), rows.len());
                let (mut all, mut found) = (Vec::new(), Vec::new());
                for rows in (0..rows.len()).collect::<Vec<_>>().chunks(part) {
                    groups.add(rows, &mut found);
                    all.extend_from_slice(&found);
                }
                for (row, group) in all.iter().enumerate() {
                    let first = (0..=row).find(|&other| columns.iter().all(|column| column.same(other, row)));
                    prop_assert_eq!(first, Some(groups.first[*group as usize]));
                }
                prop_assert_eq!(groups.sizes.iter().sum::<usize>(), rows.len());
                prop_assert!(groups.first.is_sorted());
            }
        }
    }
}
