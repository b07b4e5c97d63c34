//! Mill's methods for factors that are present or absent (J. S. Mill, A System of Logic, 1843, book III, chapter 8).

use super::distance::differing;
use base::cancel::check_cancelled;

/// How a factor stands in the cases with the outcome and in those without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factor {
    /// Its value in all cases with the outcome; `None` where it varies or there is no case.
    pub positives: Option<bool>,
    /// Its value in all cases without the outcome.
    pub negatives: Option<bool>,
}

impl Factor {
    /// The method of agreement: the same in all cases with the outcome.
    pub fn agrees(self) -> bool {
        self.positives.is_some()
    }

    /// Negative agreement: the same in all cases without the outcome.
    pub fn agrees_negatively(self) -> bool {
        self.negatives.is_some()
    }

    /// The joint method, as textbooks have it: the same in all cases with the outcome, and the opposite in all cases
    /// without it. Mill's own joint method asks less of the negatives (van Heuveln, Informal Logic).
    pub fn agrees_jointly(self) -> bool {
        matches!((self.positives, self.negatives), (Some(a), Some(b)) if a != b)
    }
}

/// A case with the outcome beside one without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlike {
    /// The case with the outcome.
    pub positive: usize,
    /// The case without it.
    pub negative: usize,
    /// The factors in which they differ.
    pub differ: Vec<usize>,
    /// Whether the case with the outcome has the first of them.
    pub present: bool,
}

/// The method of difference: what pairs of cases with different outcomes show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// The pairs that differ in one factor only.
    pub clean: Vec<Unlike>,
    /// The pairs that differ in none.
    pub alike: Vec<Unlike>,
    /// Where no pair is clean, those that differ in the fewest factors, two or more.
    pub nearest: Vec<Unlike>,
}

/// What the clean pairs of a factor show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Nothing: there is no such pair.
    Silent,
    /// The factor is present with the outcome in each of them.
    Present,
    /// It is absent with the outcome in each of them.
    Absent,
    /// Present in some, absent in others.
    Contradicted,
}

impl Differences {
    /// Looks at each pair of cases with different outcomes, in the order of the cases.
    pub fn new(cases: &[Vec<bool>], outcome: &[bool]) -> Self {
        let mut found = Self::default();
        for left in 0..cases.len() {
            check_cancelled();
            for right in (left + 1..cases.len()).filter(|&right| outcome[left] != outcome[right]) {
                found.add(cases, if outcome[left] { (left, right) } else { (right, left) });
            }
        }
        found
    }

    fn add(&mut self, cases: &[Vec<bool>], (positive, negative): (usize, usize)) {
        let differ = differing(&cases[positive], &cases[negative]);
        let present = differ.first().is_some_and(|&at| cases[positive][at]);
        let pair = Unlike { positive, negative, differ, present };
        match pair.differ.len() {
            0 => self.alike.push(pair),
            1 => {
                self.nearest.clear();
                self.clean.push(pair);
            }
            distance if self.clean.is_empty() => {
                match self.nearest.first().map(|best| best.differ.len()) {
                    Some(best) if distance > best => return,
                    Some(best) if distance < best => self.nearest.clear(),
                    _ => {}
                }
                self.nearest.push(pair);
            }
            _ => {}
        }
    }

    /// In how many clean pairs a factor is present with the outcome, and in how many absent.
    pub fn times(&self, factor: usize) -> [usize; 2] {
        let of = |present| move |pair: &&Unlike| pair.differ == [factor] && pair.present == present;
        [true, false].map(|present| self.clean.iter().filter(of(present)).count())
    }

    /// What the clean pairs show of a factor.
    pub fn sign(&self, factor: usize) -> Sign {
        match self.times(factor) {
            [0, 0] => Sign::Silent,
            [_, 0] => Sign::Present,
            [0, _] => Sign::Absent,
            [_, _] => Sign::Contradicted,
        }
    }
}

/// Each factor over the cases. A case has one value a factor.
pub fn factors(positives: &[&[bool]], negatives: &[&[bool]]) -> Vec<Factor> {
    let count = positives.iter().chain(negatives).map(|case| case.len()).min().unwrap_or(0);
    let factor = |at| Factor { positives: constant(positives, at), negatives: constant(negatives, at) };
    (0..count).map(factor).collect()
}

fn constant(cases: &[&[bool]], factor: usize) -> Option<bool> {
    let (first, rest) = cases.split_first()?;
    rest.iter().all(|case| case[factor] == first[factor]).then_some(first[factor])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(factors: &[Factor], of: fn(Factor) -> bool) -> Vec<usize> {
        (0..factors.len()).filter(|&at| of(factors[at])).collect()
    }

    #[test]
    fn the_beans_of_the_cafeteria() {
        // "Mill's Methods" (2015): steak, fries, pasta, beans; Carla and John fell ill, Tom and Mary did not.
        let carla = [false, true, true, true];
        let john = [true, false, false, true];
        let tom = [true, true, false, false];
        let mary = [false, true, true, false];
        let factors = factors(&[&carla, &john], &[&tom, &mary]);
        assert_eq!(names(&factors, Factor::agrees), [3]);
        assert_eq!(names(&factors, Factor::agrees_jointly), [3]);
        assert_eq!(names(&factors, Factor::agrees_negatively), [1, 3]);
    }

    #[test]
    fn nothing_agrees_in_no_cases() {
        assert_eq!(factors(&[], &[]), []);
        let factors = factors(&[&[true]], &[]);
        assert_eq!(factors, [Factor { positives: Some(true), negatives: None }]);
        assert!(!factors[0].agrees_jointly());
    }

    proptest! {
        #[test]
        fn another_case_never_adds_a_survivor(cases in prop::collection::vec((prop::array::uniform4(any::<bool>()), any::<bool>()), 1..12)) {
            let split = |cases: &[([bool; 4], bool)]| {
                let of = |outcome| cases.iter().filter(|case| case.1 == outcome).map(|case| case.0).collect::<Vec<_>>();
                (of(true), of(false))
            };
            let found = |cases: &[([bool; 4], bool)]| {
                let (p, n) = split(cases);
                let (p, n): (Vec<&[bool]>, Vec<&[bool]>) = (p.iter().map(|c| &c[..]).collect(), n.iter().map(|c| &c[..]).collect());
                factors(&p, &n)
            };
            let (fewer, all) = (found(&cases[..cases.len() - 1]), found(&cases));
            let has_positive = cases[..cases.len() - 1].iter().any(|case| case.1);
            for (before, after) in fewer.iter().zip(&all) {
                prop_assert!(!has_positive || before.agrees() || !after.agrees());
            }
        }
    }
}
