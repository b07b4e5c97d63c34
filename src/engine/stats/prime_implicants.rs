//! Prime implicants: the shortest conjunctions that cover a row with the outcome and none without it (Quine 1952).

use base::cancel::cancellable;
use base::order;

/// A conjunction of conditions that are present or absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// The conditions that it speaks of, as bits.
    pub speaks: u32,
    /// Those of them that are present.
    pub present: u32,
}

impl Term {
    /// Whether a configuration is one of those that the term describes.
    pub fn covers(self, configuration: u32) -> bool {
        configuration & self.speaks == self.present
    }

    /// How many conditions it speaks of.
    pub fn literals(self) -> u32 {
        self.speaks.count_ones()
    }
}

/// What is assumed of configurations that no case shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remainders {
    /// Nothing: they count as without the outcome. The conservative solution.
    Absent,
    /// Whatever makes the answer short. The parsimonious solution.
    Free,
}

/// All prime implicants that cover one of the rows `on` and none of the rows `off`; the shortest first, then by their
/// conditions in order: absent, present, not spoken of.
///
/// Every conjunction has a digit a condition (0 absent, 1 present, 2 not spoken of) and so a number below 3^k. What it
/// covers is what the two conjunctions cover that say 0 and 1 in place of one of its 2s, and both have smaller numbers.
pub fn prime_implicants(conditions: usize, on: &[u32], off: &[u32], remainders: Remainders) -> Vec<Term> {
    let mut rows = vec![if remainders == Remainders::Absent { OFF } else { 0 }; 1 << conditions];
    off.iter().for_each(|&row| rows[row as usize] = OFF);
    on.iter().for_each(|&row| rows[row as usize] = ON);
    let weights: Vec<usize> = (0..conditions as u32).map(|at| 3usize.pow(at)).collect();
    let mut digits = vec![0u8; conditions];
    let mut cover = vec![0u8; 3usize.pow(conditions as u32)];
    for number in cancellable(0..cover.len()) {
        cover[number] = match digits.iter().position(|&digit| digit == 2) {
            Some(at) => cover[number - weights[at]] | cover[number - 2 * weights[at]],
            None => rows[term(&digits).present as usize],
        };
        next(&mut digits);
    }
    let mut primes = Vec::new();
    digits.fill(0);
    for (number, &covered) in cancellable(cover.iter().enumerate()) {
        let longer = |at: usize| number + (2 - usize::from(digits[at])) * weights[at];
        let is_prime = |at: usize| digits[at] == 2 || cover[longer(at)] & OFF != 0;
        if covered == ON && (0..conditions).all(is_prime) {
            primes.push(term(&digits));
        }
        next(&mut digits);
    }
    // The numbers are in order of the conditions already.
    order::sort_by_key(&mut primes, |prime| prime.literals());
    primes
}

/// Covers a row with the outcome.
const ON: u8 = 1;
/// Covers a row that must not be covered.
const OFF: u8 = 2;

/// The term of digits, the last condition first.
fn term(digits: &[u8]) -> Term {
    let bits = |wanted: fn(u8) -> bool| {
        digits.iter().enumerate().filter(|&(_, &digit)| wanted(digit)).fold(0, |bits, (at, _)| bits | 1 << at)
    };
    Term { speaks: bits(|digit| digit < 2), present: bits(|digit| digit == 1) }
}

/// Counts one up.
fn next(digits: &mut [u8]) {
    for digit in digits {
        *digit = (*digit + 1) % 3;
        if *digit != 0 {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every term there is, tested against the definition.
    fn by_definition(conditions: usize, on: &[u32], off: &[u32], remainders: Remainders) -> Vec<Term> {
        let rows = 0..1u32 << conditions;
        let forbidden: Vec<u32> = match remainders {
            Remainders::Absent => rows.clone().filter(|row| !on.contains(row)).collect(),
            Remainders::Free => off.to_vec(),
        };
        let terms: Vec<Term> = rows
            .clone()
            .flat_map(|speaks| rows.clone().map(move |present| Term { speaks, present }))
            .filter(|term| term.present & !term.speaks == 0)
            .collect();
        let implies = |term: &Term| !forbidden.iter().any(|&row| term.covers(row));
        let shorter =
            |a: &Term, b: &Term| a.speaks & !b.speaks == 0 && a != b && b.present & a.speaks == a.present;
        let prime = |term: &&Term| {
            implies(term)
                && on.iter().any(|&row| term.covers(row))
                && !terms.iter().any(|other| shorter(other, term) && implies(other))
        };
        terms.iter().filter(prime).copied().collect()
    }

    proptest! {
        #[test]
        fn they_are_what_their_definition_says(
            conditions in 1usize..=4, kinds in prop::collection::vec(0u8..3, 16), free in any::<bool>(),
        ) {
            let rows = |kind| (0..1u32 << conditions).filter(|&row| kinds[row as usize] == kind).collect::<Vec<_>>();
            let (on, off) = (rows(0), rows(1));
            let remainders = if free { Remainders::Free } else { Remainders::Absent };
            let mut found = prime_implicants(conditions, &on, &off, remainders);
            let mut expected = by_definition(conditions, &on, &off, remainders);
            found.sort_by_key(|term| (term.speaks, term.present));
            expected.sort_by_key(|term| (term.speaks, term.present));
            prop_assert_eq!(found, expected);
        }
    }
}
