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
