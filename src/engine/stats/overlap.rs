//! How far two lists or sets hold the same members.

/// How many members two sets have in common, and how many only one of them has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared {
    /// In both.
    pub both: usize,
    /// In the left one only.
    pub left: usize,
    /// In the right one only.
    pub right: usize,
}

impl Shared {
    /// |A ∩ B| / |A ∪ B| (Jaccard 1901); of two empty sets nothing can be said.
    pub fn jaccard(self) -> Option<f64> {
        let union = self.both + self.left + self.right;
        (union > 0).then(|| self.both as f64 / union as f64)
    }

    /// The least and the greatest Jaccard index when members are not known: at most so many of the left set, and so
    /// many of the right one; `None` for no limit. Each bound is members in common and members in all.
    ///
    /// Least: every unknown member is new. Greatest: as many as can be are members that only the other set is known to
    /// have, and what is left over on both sides is the same.
    pub fn interval(
        self,
        left: Option<usize>,
        right: Option<usize>,
    ) -> (Option<(usize, usize)>, (usize, usize)) {
        let union = self.both + self.left + self.right;
        let least = left.zip(right).map(|(left, right)| (self.both, union + left + right));
        let most = |unknown: Option<usize>| unknown.unwrap_or(usize::MAX);
        let (into_right, into_left) = (most(left).min(self.right), most(right).min(self.left));
        let both = self.both + into_right + into_left;
        // Members that neither set is known to have only raise the index, and it tends to 1 where there is no limit.
        let spare = (most(left) - into_right).min(most(right) - into_left);
        match spare.checked_add(both).zip(spare.checked_add(union)) {
            Some(bound) if spare < usize::MAX / 2 => (least, bound),
            _ => (least, (1, 1)),
        }
    }
}

/// The average overlap of two lists down to a depth: the mean, over all depths d, of the share of the first d that
/// both have (Fagin, Kumar and Sivakumar 2003; Webber, Moffat and Zobel 2010).
///
/// `places` holds for each object its place on either list, 1 for the first. Objects that share a place all stand at
/// it, and the share at a depth is 2|A ∩ B| / (|A| + |B|) (Webber et al., section 4.5).
pub fn average_overlap(places: &[(Option<usize>, Option<usize>)], depth: usize) -> Option<f64> {
    if depth == 0 {
        return None;
    }
    let mut arrivals = vec![(0.0, 0.0, 0.0); depth + 1];
    for &(left, right) in places {
        let within = |place: Option<usize>| place.filter(|place| (1..=depth).contains(place));
        let (left, right) = (within(left), within(right));
        if let Some(place) = left {
            arrivals[place].0 += 1.0;
        }
        if let Some(place) = right {
            arrivals[place].1 += 1.0;
        }
        if let (Some(left), Some(right)) = (left, right) {
            arrivals[left.max(right)].2 += 1.0;
        }
    }
    let (mut left, mut right, mut both, mut sum) = (0.0, 0.0, 0.0, 0.0);
    for &(l, r, b) in &arrivals[1..] {
        left += l;
        right += r;
        both += b;
        sum += if left + right > 0.0 { 2.0 * both / (left + right) } else { 0.0 };
    }
    Some(sum / depth as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    /// The places of the letters of two words.
    fn places(left: &str, right: &str) -> Vec<(Option<usize>, Option<usize>)> {
        let mut letters: Vec<char> = left.chars().chain(right.chars()).collect();
        letters.sort_unstable();
        letters.dedup();
        let place = |word: &str, letter| word.chars().position(|other| other == letter).map(|at| at + 1);
        letters.into_iter().map(|letter| (place(left, letter), place(right, letter))).collect()
    }

    #[test]
    fn the_published_average_overlap() {
        // Webber, Moffat and Zobel 2010, figure 5.
        let places = places("abcdefg", "zcavwxy");
        let expected = [0.0, 0.0, 0.222, 0.292, 0.313, 0.317, 0.312];
        for (at, expected) in expected.into_iter().enumerate() {
            let found = average_overlap(&places, at + 1).unwrap();
            assert!((found - expected).abs() <= 0.0005 + 1e-9, "{}: {found}", at + 1);
        }
    }

    #[test]
    fn two_empty_sets_can_not_be_compared() {
        assert_eq!(Shared { both: 0, left: 0, right: 0 }.jaccard(), None);
        assert_eq!(Shared { both: 3, left: 2, right: 0 }.jaccard(), Some(0.6));
        assert_eq!(average_overlap(&[], 0), None);
    }

    #[test]
    fn unknown_members_make_an_interval() {
        // Three known members, all of them among the 22 of the other set, and at most six more.
        let shared = Shared { both: 3, left: 0, right: 19 };
        assert_eq!(shared.interval(Some(6), Some(0)), (Some((3, 28)), (9, 22)));
        assert_eq!(shared.interval(Some(0), Some(0)), (Some((3, 22)), (3, 22)));
        assert_eq!(shared.interval(None, Some(0)), (None, (22, 22)));
        assert_eq!(shared.interval(None, None), (None, (1, 1)));
    }

    /// The greatest and the least index over every way to fill in the unknown members.
    fn by_trying(shared: Shared, left: usize, right: usize) -> (f64, f64) {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for more_left in 0..=left {
            for more_right in 0..=right {
                for a in 0..=more_left.min(shared.right) {
                    for b in 0..=more_right.min(shared.left) {
                        for same in 0..=(more_left - a).min(more_right - b) {
                            let both = shared.both + a + b + same;
                            let union =
                                shared.both + shared.left + shared.right + (more_left - a) + (more_right - b)
                                    - same;
                            let index = both as f64 / union as f64;
                            (low, high) = (low.min(index), high.max(index));
                        }
                    }
                }
            }
        }
        (low, high)
    }

    proptest! {
        #[test]
        fn the_interval_is_the_best_there_is(
            (both, l, r) in (0usize..5, 0usize..5, 1usize..5), left in 0usize..4, right in 0usize..4,
        ) {
            let shared = Shared { both, left: l, right: r };
            let (least, greatest) = shared.interval(Some(left), Some(right));
            let least = least.unwrap();
            let (low, high) = by_trying(shared, left, right);
            prop_assert!((least.0 as f64 / least.1 as f64 - low).abs() < 1e-9);
            prop_assert!((greatest.0 as f64 / greatest.1 as f64 - high).abs() < 1e-9);
        }

        #[test]
        fn average_overlap_is_what_its_definition_says(
            left in prop::collection::hash_set(0u8..20, 1..12), right in prop::collection::hash_set(0u8..20, 1..12),
        ) {
            let (left, right): (Vec<u8>, Vec<u8>) = (left.into_iter().collect(), right.into_iter().collect());
            let depth = left.len().min(right.len());
            let at = |d: usize| {
                let (a, b): (HashSet<_>, HashSet<_>) = (left[..d].iter().collect(), right[..d].iter().collect());
                a.intersection(&b).count() as f64 / d as f64
            };
            let expected = (1..=depth).map(at).sum::<f64>() / depth as f64;
            let place = |list: &[u8], x| list.iter().position(|&other| other == x).map(|at| at + 1);
            let places: Vec<_> = (0..20).map(|x| (place(&left, x), place(&right, x))).collect();
            let found = average_overlap(&places, depth).unwrap();
            prop_assert!((found - expected).abs() < 1e-9);
            let turned: Vec<_> = places.iter().map(|&(a, b)| (b, a)).collect();
            prop_assert!((average_overlap(&turned, depth).unwrap() - found).abs() < 1e-12);
        }
    }
}
