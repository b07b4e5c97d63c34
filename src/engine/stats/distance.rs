//! Distance, and the pairs of cases it picks out: the nearest, the most similar with different outcomes (MSDO), the most
//! different with the same outcome (MDSO) (De Meur and Berg-Schlosser, European Journal of Political Research 26, 1994).

use base::cancel::check_cancelled;

/// The places at which two cases differ; how many there are is their Boolean (Hamming) distance.
pub fn differing<T: PartialEq>(left: &[T], right: &[T]) -> Vec<usize> {
    left.iter().zip(right).enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect()
}

/// Two cases, and where they differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The case that comes first.
    pub left: usize,
    /// The other one.
    pub right: usize,
    /// The places at which they differ.
    pub differ: Vec<usize>,
    /// How far apart they are.
    pub distance: f64,
}

/// Distances that differ by less are equal: sums of shares are rounded.
const NOTHING: f64 = 1e-9;

/// What can be compared: two values are the same, or apart by some figure.
pub trait Apart: PartialEq {
    /// How far apart two values are in figures; `None` where they are the same or not, and nothing between.
    fn apart(&self, other: &Self) -> Option<f64>;
}

/// What is not known is apart from nothing.
impl<T: Apart> Apart for Option<T> {
    fn apart(&self, other: &Self) -> Option<f64> {
        self.as_ref()?.apart(other.as_ref()?)
    }
}

/// The pairs that are nearest over mixed levels: a figure counts as its difference over the range of its place among the
/// cases, anything else as 0 or 1 (Gower, Biometrics 27, 1971); the distance is the sum, so that of words alone it is the
/// Boolean one.
pub fn nearest_mixed<T: Apart>(cases: &[Vec<T>]) -> Vec<Pair> {
    let places = cases.first().map_or(0, Vec::len);
    let range = |place: usize| {
        let mut figures = cases.iter().filter_map(|case| case[place].apart(&cases[0][place]));
        let first = figures.next().unwrap_or_default();
        let (low, high) = figures.fold((first, first), |(low, high), x| (low.min(x), high.max(x)));
        high - low
    };
    let ranges: Vec<f64> = (0..places).map(range).collect();
    let distance = |left: usize, right: usize, differ: &[usize]| {
        let of = |&place: &usize| match cases[left][place].apart(&cases[right][place]) {
            Some(apart) if ranges[place] > 0.0 => apart.abs() / ranges[place],
            _ => 1.0,
        };
        differ.iter().map(of).sum()
    };
    extreme(cases, |_, _| true, distance, |distance, best| distance < best)
}

/// The pairs that are nearest among those wanted, in the order of the cases.
pub fn nearest<T: PartialEq>(cases: &[Vec<T>], wanted: impl Fn(usize, usize) -> bool) -> Vec<Pair> {
    extreme(cases, wanted, boolean, |distance, best| distance < best)
}

/// The pairs that are farthest apart among those wanted, in the order of the cases.
pub fn farthest<T: PartialEq>(cases: &[Vec<T>], wanted: impl Fn(usize, usize) -> bool) -> Vec<Pair> {
    extreme(cases, wanted, boolean, |distance, best| distance > best)
}

fn boolean(_: usize, _: usize, differ: &[usize]) -> f64 {
    differ.len() as f64
}

fn extreme<T: PartialEq>(
    cases: &[Vec<T>],
    wanted: impl Fn(usize, usize) -> bool,
    distance: impl Fn(usize, usize, &[usize]) -> f64,
    better: impl Fn(f64, f64) -> bool,
) -> Vec<Pair> {
    let mut found: Vec<Pair> = Vec::new();
    for left in 0..cases.len() {
        check_cancelled();
        for right in left + 1..cases.len() {
            if !wanted(left, right) {
                continue;
            }
            let differ = differing(&cases[left], &cases[right]);
            let distance = distance(left, right, &differ);
            match found.first().map(|best| best.distance) {
                Some(best) if (distance - best).abs() <= NOTHING => {}
                Some(best) if better(distance, best) => found.clear(),
                Some(_) => continue,
                None => {}
            }
            found.push(Pair { left, right, differ, distance });
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
        assert_eq!(msdo, [Pair { left: 0, right: 2, differ: vec![2], distance: 1.0 }]);
        let mdso = farthest(&cases, |a, b| outcome[a] == outcome[b] && !outcome[a]);
        assert_eq!(mdso, [Pair { left: 1, right: 2, differ: vec![0, 1], distance: 2.0 }]);
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
