//! How a whole is made up: concentration and dissimilarity.

/// The Herfindahl–Hirschman index: the sum of squared shares, from 1/n (even) to 1 (one part is all).
///
/// Hirschman 1945, Herfindahl 1950; the US Department of Justice writes it times 10,000.
pub fn concentration(counts: &[f64]) -> Option<f64> {
    let total: f64 = counts.iter().sum();
    (total > 0.0).then(|| counts.iter().map(|count| (count / total).powi(2)).sum())
}

/// The number of equal parts that would be as concentrated: 1 / HHI (Adelman 1969).
pub fn effective_number(counts: &[f64]) -> Option<f64> {
    concentration(counts).map(|hhi| 1.0 / hhi)
}

/// The index of dissimilarity of two compositions: half the sum of the differences of their shares, from 0 (alike) to 1
/// (nothing in common); the part of one that would have to move (Duncan and Duncan 1955).
pub fn dissimilarity(a: &[f64], b: &[f64]) -> Option<f64> {
    let (total_a, total_b): (f64, f64) = (a.iter().sum(), b.iter().sum());
    if total_a <= 0.0 || total_b <= 0.0 {
        return None;
    }
    Some(a.iter().zip(b).map(|(a, b)| (a / total_a - b / total_b).abs()).sum::<f64>() / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(a: Option<f64>, b: f64) -> bool {
        a.is_some_and(|a| (a - b).abs() < 1e-12)
    }

    #[test]
    fn the_standard_example_of_the_department_of_justice() {
        // Four firms with shares of 30, 30, 20 and 20 per cent: 2,600 points.
        assert!(close(concentration(&[30.0, 30.0, 20.0, 20.0]), 0.26));
        assert!(close(effective_number(&[1.0, 1.0, 1.0, 1.0]), 4.0));
        assert_eq!(concentration(&[0.0]), None);
    }

    #[test]
    fn dissimilarity_of_the_classic_town() {
        assert!(close(dissimilarity(&[0.0, 500.0, 1000.0], &[1000.0, 500.0, 0.0]), 2.0 / 3.0));
        assert!(close(dissimilarity(&[1.0, 0.0], &[0.0, 7.0]), 1.0));
        assert!(close(dissimilarity(&[3.0, 5.0], &[6.0, 10.0]), 0.0));
        assert_eq!(dissimilarity(&[0.0], &[1.0]), None);
    }

    proptest! {
        #[test]
        fn concentration_stays_in_its_bounds(counts in prop::collection::vec(0.0f64..1e6, 1..30)) {
            if let Some(hhi) = concentration(&counts) {
                prop_assert!(hhi <= 1.0 + 1e-9 && hhi >= 1.0 / counts.len() as f64 - 1e-9);
            }
        }

        #[test]
        fn dissimilarity_is_symmetric_and_bounded(pairs in prop::collection::vec((0.1f64..1e6, 0.1f64..1e6), 1..30)) {
            let (a, b): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
            let (there, back) = (dissimilarity(&a, &b).unwrap(), dissimilarity(&b, &a).unwrap());
            prop_assert!((there - back).abs() < 1e-12);
            prop_assert!((-1e-12..=1.0 + 1e-12).contains(&there));
        }
    }
}
