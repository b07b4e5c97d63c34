//! Mean and spread.

/// The arithmetic mean; NaN of nothing.
pub fn mean(figures: &[f64]) -> f64 {
    figures.iter().sum::<f64>() / figures.len() as f64
}

/// The standard deviation of a sample, with n − 1.
pub fn standard_deviation(figures: &[f64]) -> f64 {
    let mean = mean(figures);
    let squares: f64 = figures.iter().map(|x| (x - mean).powi(2)).sum();
    (squares / (figures.len() as f64 - 1.0)).sqrt()
}

/// The figure below which such a part of the figures lies, with straight lines between them: type 7 of Hyndman and Fan
/// (1996), Sample Quantiles in Statistical Packages, as R's `quantile` and NumPy's `quantile`. NaN of nothing. Sorts them.
pub fn quantile(figures: &mut [f64], part: f64) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    let Some(last) = figures.len().checked_sub(1) else { return f64::NAN };
    let place = part * last as f64;
    let (below, above) = (figures[place.floor() as usize], figures[place.ceil() as usize]);
    // Half of a sum, so that the middle of two figures is the same from either side.
    match place.fract() {
        0.0 => below,
        0.5 => (below + above) / 2.0,
        between => below + between * (above - below),
    }
}

/// The coefficient of variation of a whole population: standard deviation, with n, over the mean.
///
/// The measure of sigma-convergence (Barro and Sala-i-Martin 1992; `sigmaconv` of the R package REAT with
/// `is.sample = FALSE`). Of two figures it is |a − b| / (a + b).
pub fn coefficient_of_variation(figures: &[f64]) -> f64 {
    let mean = mean(figures);
    let squares: f64 = figures.iter().map(|x| (x - mean).powi(2)).sum();
    (squares / figures.len() as f64).sqrt() / mean
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sample_of_known_spread() {
        let figures = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
        assert_eq!(mean(&figures), 5.0);
        assert!((standard_deviation(&figures) - (32.0f64 / 7.0).sqrt()).abs() < 1e-12);
        // The textbook example: the population deviation of these eight is 2.
        assert!((coefficient_of_variation(&figures) - 0.4).abs() < 1e-12);
    }

    #[test]
    fn quartiles_as_r_gives_them() {
        // quantile(c(1, 2, 4, 8), type = 7): 1.00 1.75 3.00 5.00 8.00; quantile(1:10): 1.00 3.25 5.50 7.75 10.00
        let at = |figures: &[f64], part| quantile(&mut figures.to_vec(), part);
        let parts = [0.0, 0.25, 0.5, 0.75, 1.0];
        assert_eq!(parts.map(|part| at(&[8.0, 1.0, 4.0, 2.0], part)), [1.0, 1.75, 3.0, 5.0, 8.0]);
        let ten: Vec<f64> = (1..=10).map(f64::from).collect();
        assert_eq!(parts.map(|part| at(&ten, part)), [1.0, 3.25, 5.5, 7.75, 10.0]);
        assert!(at(&[], 0.5).is_nan());
        assert_eq!(at(&[7.0], 0.25), 7.0);
    }

    proptest! {
        #[test]
        fn two_figures_vary_by_their_relative_gap(a in 0.1f64..1e6, b in 0.1f64..1e6) {
            prop_assert!((coefficient_of_variation(&[a, b]) - (a - b).abs() / (a + b)).abs() < 1e-9);
        }

        #[test]
        fn scale_does_not_matter(figures in prop::collection::vec(0.1f64..1e6, 2..20), by in 0.1f64..1e3) {
            let scaled: Vec<f64> = figures.iter().map(|x| x * by).collect();
            let (a, b) = (coefficient_of_variation(&figures), coefficient_of_variation(&scaled));
            prop_assert!((a - b).abs() < 1e-9);
        }
    }
}
