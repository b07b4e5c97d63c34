//! The truth table of crisp sets (Ragin, The Comparative Method, 1987): one row a configuration that some case shows.

use std::collections::BTreeMap;

/// The conditions of a case as bits, the first condition highest, so that row 1 of the table is 0.
pub fn configuration(conditions: &[bool]) -> u32 {
    conditions.iter().fold(0, |bits, &present| bits << 1 | u32::from(present))
}

/// A configuration that some case shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its conditions.
    pub configuration: u32,
    /// Its cases with the outcome.
    pub positives: Vec<usize>,
    /// Its cases without the outcome.
    pub negatives: Vec<usize>,
}

/// What the cases of a row say of the outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// All have it.
    Present,
    /// Some have it.
    Contradiction,
    /// None has it.
    Absent,
}

impl Row {
    /// What its cases say of the outcome.
    pub fn outcome(&self) -> Outcome {
        match (self.positives.is_empty(), self.negatives.is_empty()) {
            (false, true) => Outcome::Present,
            (false, false) => Outcome::Contradiction,
            (true, _) => Outcome::Absent,
        }
    }
}

/// The rows that the cases show, in order of their number.
pub fn truth_table(cases: &[(u32, bool)]) -> Vec<Row> {
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    for (case, &(configuration, outcome)) in cases.iter().enumerate() {
        let empty = Row { configuration, positives: Vec::new(), negatives: Vec::new() };
        let row = rows.entry(configuration).or_insert(empty);
        if outcome { row.positives.push(case) } else { row.negatives.push(case) }
    }
    rows.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn mixed_cases_are_a_contradiction() {
        assert_eq!(configuration(&[true, false, false, true]), 9);
        let rows = truth_table(&[(2, true), (0, false), (2, false), (3, true)]);
        let outcomes: Vec<_> = rows.iter().map(|row| (row.configuration, row.outcome())).collect();
        assert_eq!(outcomes, [(0, Outcome::Absent), (2, Outcome::Contradiction), (3, Outcome::Present)]);
    }

    proptest! {
        #[test]
        fn every_case_stands_in_one_row(cases in prop::collection::vec((0u32..16, any::<bool>()), 0..40)) {
            let rows = truth_table(&cases);
            let mut found: Vec<usize> = rows.iter().flat_map(|row| row.positives.iter().chain(&row.negatives)).copied().collect();
            found.sort_unstable();
            prop_assert_eq!(found, (0..cases.len()).collect::<Vec<_>>());
        }
    }
}
