//! Whether judges put the same objects into the same order. Ties share their average rank throughout.

/// Spearman's rho: Pearson's correlation of average ranks (Spearman 1904); 1 − 6Σd²/(n(n²−1)) without ties.
///
/// `None` with fewer than two pairs, or where one side has only ties.
pub fn rho(pairs: &[(f64, f64)]) -> Option<f64> {
    let (left, right): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let (left, right) = (average_ranks(&left), average_ranks(&right));
    let mean = (pairs.len() as f64 + 1.0) / 2.0;
    let (mut joint, mut of_left, mut of_right) = (0.0, 0.0, 0.0);
    for (a, b) in left.iter().zip(&right) {
        joint += (a - mean) * (b - mean);
        of_left += (a - mean).powi(2);
        of_right += (b - mean).powi(2);
    }
    (of_left > 0.0 && of_right > 0.0).then(|| joint / (of_left.sqrt() * of_right.sqrt()))
}

/// Kendall's tau-b: (P − Q) / √((P + Q + T)(P + Q + U)), where T and U count pairs tied on one side only
/// (Kendall 1945), in n log n (Knight 1966: the discordant pairs are the exchanges of a merge sort).
///
/// `None` with fewer than two pairs, or where one side has only ties.
pub fn tau(pairs: &[(f64, f64)]) -> Option<f64> {
    let mut sorted = pairs.to_vec();
    sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let all = pairs_of(sorted.len());
    let tied_left = tied(sorted.chunk_by(|a, b| a.0 == b.0));
    let tied_both = tied(sorted.chunk_by(|a, b| a == b));
    let mut right: Vec<f64> = sorted.iter().map(|pair| pair.1).collect();
    let discordant = exchanges(&mut right);
    let tied_right = tied(right.chunk_by(|a, b| a == b));
    let untied_left = all - tied_left;
    let untied_right = all - tied_right;
    let difference = all - tied_left - tied_right + tied_both - 2.0 * discordant;
    let scale = untied_left.sqrt() * untied_right.sqrt();
    (scale > 0.0).then(|| difference / scale)
}

/// What several judges have in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Concordance {
    /// Kendall's W, corrected for ties: 0 for none, 1 for complete agreement.
    pub w: f64,
    /// W as it would be if ties were not allowed for.
    pub uncorrected: f64,
}

/// Kendall's W = 12S / (m²(n³ − n) − mΣT), T = Σ(t³ − t) over each judge's ties (Kendall and Babington Smith 1939).
///
/// Each judge gives one value for every object. `None` with fewer than two judges or objects, or only ties.
pub fn concordance(judges: &[Vec<f64>]) -> Option<Concordance> {
    let (m, n) = (judges.len() as f64, judges.first()?.len());
    if judges.len() < 2 || n < 2 || judges.iter().any(|judge| judge.len() != n) {
        return None;
    }
    let mut sums = vec![0.0; n];
    let mut ties = 0.0;
    for judge in judges {
        let ranks = average_ranks(judge);
        sums.iter_mut().zip(&ranks).for_each(|(sum, rank)| *sum += rank);
        let mut sorted = ranks;
        sorted.sort_unstable_by(f64::total_cmp);
        ties += sorted.chunk_by(|a, b| a == b).map(|tie| cubic(tie.len())).sum::<f64>();
    }
    let mean = m * (n as f64 + 1.0) / 2.0;
    let squares: f64 = sums.iter().map(|sum| (sum - mean).powi(2)).sum();
    let whole = m * m * cubic(n);
    let corrected = whole - m * ties;
    (corrected > 0.0)
        .then(|| Concordance { w: 12.0 * squares / corrected, uncorrected: 12.0 * squares / whole })
}

/// The rank of each value, smallest first; equal values share the mean of their ranks.
pub fn average_ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for tie in order.chunk_by(|&a, &b| values[a] == values[b]) {
        let rank = before as f64 + (tie.len() as f64 + 1.0) / 2.0;
        tie.iter().for_each(|&at| ranks[at] = rank);
        before += tie.len();
    }
    ranks
}

fn cubic(n: usize) -> f64 {
    let n = n as f64;
    n.powi(3) - n
}

fn pairs_of(n: usize) -> f64 {
    n as f64 * (n as f64 - 1.0) / 2.0
}

fn tied<'a, T: 'a>(groups: impl Iterator<Item = &'a [T]>) -> f64 {
    groups.map(|group| pairs_of(group.len())).sum()
}

/// Sorts, and counts the pairs that stood in the wrong order.
fn exchanges(values: &mut [f64]) -> f64 {
    let mut buffer = values.to_vec();
    let (mut count, mut width) = (0.0, 1);
    while width < values.len() {
        for (run, out) in values.chunks(2 * width).zip(buffer.chunks_mut(2 * width)) {
            let (left, right) = run.split_at(width.min(run.len()));
            let (mut l, mut r) = (0, 0);
            for slot in out {
                let from_right = l == left.len() || r < right.len() && right[r] < left[l];
                if from_right {
                    *slot = right[r];
                    r += 1;
                    count += (left.len() - l) as f64;
                } else {
                    *slot = left[l];
                    l += 1;
                }
            }
        }
        values.copy_from_slice(&buffer);
        width *= 2;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(a: Option<f64>, b: f64) -> bool {
        a.is_some_and(|a| (a - b).abs() < 1e-12)
    }

    #[test]
    fn the_published_rho() {
        // Wikipedia, Spearman's rank correlation coefficient: IQ and hours of television; Σd² = 194.
        let iq = [106.0, 86.0, 100.0, 101.0, 99.0, 103.0, 97.0, 113.0, 112.0, 110.0];
        let hours = [7.0, 0.0, 27.0, 50.0, 28.0, 29.0, 20.0, 12.0, 6.0, 17.0];
        let pairs: Vec<_> = iq.into_iter().zip(hours).collect();
        assert!(close(rho(&pairs), -29.0 / 165.0));
    }

    #[test]
    fn the_published_tau() {
        // scipy.stats.kendalltau: P = 2, Q = 6, T = 1, U = 0.
        let pairs = [(12.0, 1.0), (2.0, 4.0), (1.0, 7.0), (12.0, 1.0), (2.0, 0.0)];
        assert!(close(tau(&pairs), -0.471_404_520_791_031_7));
    }

    #[test]
    fn the_published_w() {
        // ProofWiki, Kendall's coefficient of concordance: four judges of three objects, S = 2.
        let judges = [vec![1.0, 3.0, 2.0], vec![1.0, 2.0, 3.0], vec![2.0, 3.0, 1.0], vec![3.0, 1.0, 2.0]];
        let found = concordance(&judges).unwrap();
        assert!((found.w - 1.0 / 16.0).abs() < 1e-12);
        assert_eq!(found.w, found.uncorrected);
    }

    #[test]
    fn nothing_is_made_of_too_little() {
        assert_eq!((rho(&[]), tau(&[]), concordance(&[])), (None, None, None));
        assert_eq!((rho(&[(1.0, 2.0)]), tau(&[(1.0, 2.0)])), (None, None));
        assert_eq!((rho(&[(1.0, 2.0), (1.0, 3.0)]), tau(&[(1.0, 2.0), (1.0, 3.0)])), (None, None));
        assert_eq!(concordance(&[vec![1.0, 1.0], vec![2.0, 2.0]]), None);
    }

    /// Tau-b by its definition, all pairs.
    fn slow_tau(pairs: &[(f64, f64)]) -> Option<f64> {
        let (mut p, mut q, mut t, mut u) = (0.0, 0.0, 0.0, 0.0);
        for (at, a) in pairs.iter().enumerate() {
            for b in &pairs[at + 1..] {
                match ((a.0 - b.0) * (a.1 - b.1), a.0 == b.0, a.1 == b.1) {
                    (product, ..) if product > 0.0 => p += 1.0,
                    (product, ..) if product < 0.0 => q += 1.0,
                    (_, true, false) => t += 1.0,
                    (_, false, true) => u += 1.0,
                    _ => {}
                }
            }
        }
        let scale: f64 = (p + q + t) * (p + q + u);
        (scale > 0.0).then(|| (p - q) / scale.sqrt())
    }

    fn pairs() -> impl Strategy<Value = Vec<(f64, f64)>> {
        let value = || (-6i32..6).prop_map(f64::from);
        prop::collection::vec((value(), value()), 0..40)
    }

    proptest! {
        #[test]
        fn tau_is_what_its_definition_says(pairs in pairs()) {
            match (tau(&pairs), slow_tau(&pairs)) {
                (Some(a), Some(b)) => prop_assert!((a - b).abs() < 1e-9),
                (a, b) => prop_assert_eq!(a, b),
            }
        }

        #[test]
        fn coefficients_are_symmetric_bounded_and_turn_with_a_side(pairs in pairs()) {
            for coefficient in [rho, tau] {
                let turned: Vec<_> = pairs.iter().map(|&(a, b)| (b, a)).collect();
                let reversed: Vec<_> = pairs.iter().map(|&(a, b)| (a, -b)).collect();
                if let Some(value) = coefficient(&pairs) {
                    prop_assert!((-1.0 - 1e-9..=1.0 + 1e-9).contains(&value));
                    prop_assert!((coefficient(&turned).unwrap() - value).abs() < 1e-9);
                    prop_assert!((coefficient(&reversed).unwrap() + value).abs() < 1e-9);
                }
            }
        }

        #[test]
        fn only_the_order_matters(pairs in pairs()) {
            let bent: Vec<_> = pairs.iter().map(|&(a, b)| (a.powi(3), b.exp())).collect();
            for coefficient in [rho, tau] {
                match (coefficient(&pairs), coefficient(&bent)) {
                    (Some(a), Some(b)) => prop_assert!((a - b).abs() < 1e-9),
                    (a, b) => prop_assert_eq!(a, b),
                }
            }
        }

        #[test]
        fn two_judges_agree_by_the_mean_of_one_and_rho(pairs in pairs()) {
            let (a, b): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
            // Kendall and Gibbons 1990: W of two judges without ties is (1 + rho) / 2.
            let distinct = |values: &[f64]| average_ranks(values).iter().all(|rank| rank.fract() == 0.0)
                && values.iter().all(|x| values.iter().filter(|y| *y == x).count() == 1);
            if let (true, true, Some(found), Some(rho)) = (distinct(&a), distinct(&b), concordance(&[a, b]), rho(&pairs)) {
                prop_assert!((found.w - (1.0 + rho) / 2.0).abs() < 1e-9);
            }
        }

        #[test]
        fn w_stays_in_its_bounds(rows in prop::collection::vec((-4i32..4, -4i32..4, -4i32..4), 2..20)) {
            let judges: Vec<Vec<f64>> = vec![
                rows.iter().map(|row| f64::from(row.0)).collect(),
                rows.iter().map(|row| f64::from(row.1)).collect(),
                rows.iter().map(|row| f64::from(row.2)).collect(),
            ];
            if let Some(found) = concordance(&judges) {
                prop_assert!((-1e-9..=1.0 + 1e-9).contains(&found.w));
                prop_assert!(found.uncorrected <= found.w + 1e-9);
            }
        }
    }
}
