//! Boolean distance, and the pairs of cases it picks out: most similar with different outcomes (MSDO), most different
//! with the same outcome (MDSO) (De Meur and Berg-Schlosser, European Journal of Political Research 26, 1994).

use crate::stop::look;

/// The places at which two cases differ; how many there are is their Boolean (Hamming) distance.
pub fn differing<T: PartialEq>(left: &[T], right: &[T]) -> Vec<usize> {
    left.iter().zip(right).enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect()
}

/// Two cases, and where they differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The case that comes first.
    pub left: usize,
    /// The other one.
    pub right: usize,
    /// The places at which they differ.
    pub differ: Vec<usize>,
}

/// The pairs that are nearest among those wanted, in the order of the cases.
pub fn nearest<T: PartialEq>(cases: &[Vec<T>], wanted: impl Fn(usize, usize) -> bool) -> Vec<Pair> {
    extreme(cases, wanted, |distance, best| distance < best)
}

/// The pairs that are farthest apart among those wanted, in the order of the cases.
pub fn farthest<T: PartialEq>(cases: &[Vec<T>], wanted: impl Fn(usize, usize) -> bool) -> Vec<Pair> {
    extreme(cases, wanted, |distance, best| distance > best)
}

fn extreme<T: PartialEq>(
    cases: &[Vec<T>],
    wanted: impl Fn(usize, usize) -> bool,
    better: impl Fn(usize, usize) -> bool,
) -> Vec<Pair> {
    let mut found: Vec<Pair> = Vec::new();
    for left in 0..cases.len() {
        look();
        for right in left + 1..cases.len() {
            if !wanted(left, right) {
                continue;
            }
            let differ = differing(&cases[left], &cases[right]);
            match found.first().map(|best| best.differ.len()) {
                Some(best) if better(differ.len(), best) => found.clear(),
                Some(best) if differ.len() != best => continue,
                _ => {}
            }
            found.push(Pair { left, right, differ });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cases() -> impl Strategy<Value = Vec<Vec<bool>>> {
        prop::collection::vec(prop::collection::vec(any::<bool>(), 5), 0..10)
    }

    #[test]
    fn ties_are_all_told() {
        let cases = [vec![0, 0, 0], vec![1, 1, 1], vec![0, 0, 1], vec![0, 1, 0]];
        let outcome = [true, false, false, true];
        let msdo = nearest(&cases, |a, b| outcome[a] != outcome[b]);
        assert_eq!(msdo, [Pair { left: 0, right: 2, differ: vec![2] }]);
        let mdso = farthest(&cases, |a, b| outcome[a] == outcome[b] && !outcome[a]);
        assert_eq!(mdso, [Pair { left: 1, right: 2, differ: vec![0, 1] }]);
        assert_eq!(nearest(&cases, |_, _| true).len(), 2);
        assert_eq!(nearest(&cases, |_, _| false), []);
    }

    proptest! {
        #[test]
        fn distance_is_a_distance(cases in cases()) {
            let d = |a: &Vec<bool>, b: &Vec<bool>| differing(a, b).len();
            for a in &cases {
                prop_assert_eq!(d(a, a), 0);
                for b in &cases {
                    prop_assert_eq!(d(a, b), d(b, a));
                    for c in &cases {
                        prop_assert!(d(a, c) <= d(a, b) + d(b, c));
                    }
                }
            }
        }

        #[test]
        fn no_pair_is_nearer_than_the_nearest(cases in cases()) {
            let (near, far) = (nearest(&cases, |_, _| true), farthest(&cases, |_, _| true));
            for left in 0..cases.len() {
                for right in left + 1..cases.len() {
                    let distance = differing(&cases[left], &cases[right]).len();
                    prop_assert!(near[0].differ.len() <= distance && distance <= far[0].differ.len());
                    prop_assert_eq!(near.iter().any(|p| (p.left, p.right) == (left, right)), distance == near[0].differ.len());
                }
            }
        }
    }
}
