//! Change over time: growth rate and slope.

/// The compound annual growth rate: (last / first)^(1 / years) − 1, where n years have n − 1 intervals.
///
/// `None` where a figure is not positive or no time passes. The power is computed by the crate libm, so that every
/// machine gives the same digits.
pub fn annual_rate(first: (f64, f64), last: (f64, f64)) -> Option<f64> {
    let (years, growth) = (last.0 - first.0, last.1 / first.1);
    (years > 0.0 && first.1 > 0.0 && last.1 > 0.0).then(|| libm::pow(growth, 1.0 / years) - 1.0)
}

/// The slope of the least-squares line through the points (Legendre 1805): change of y by one of x.
///
/// `None` with fewer than two different x.
pub fn slope(points: &[(f64, f64)]) -> Option<f64> {
    let n = points.len() as f64;
    let (mean_x, mean_y) =
        (points.iter().map(|p| p.0).sum::<f64>() / n, points.iter().map(|p| p.1).sum::<f64>() / n);
    let spread: f64 = points.iter().map(|p| (p.0 - mean_x).powi(2)).sum();
    let joint: f64 = points.iter().map(|p| (p.0 - mean_x) * (p.1 - mean_y)).sum();
    (spread > 0.0).then(|| joint / spread)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_published_growth_rate() {
        // Wikipedia, Compound annual growth rate: 9,000 in 2004, 13,000 in 2007: 13.04 %.
        let rate = annual_rate((2004.0, 9000.0), (2007.0, 13000.0)).unwrap();
        assert_eq!((rate * 1e4).round(), 1304.0);
        assert_eq!(annual_rate((2004.0, 0.0), (2007.0, 5.0)), None);
        assert_eq!(annual_rate((2004.0, 1.0), (2004.0, 5.0)), None);
    }

    #[test]
    fn the_slope_of_a_line_is_its_slope() {
        assert_eq!(slope(&[(1.0, 2.0), (2.0, 4.0), (3.0, 6.0)]), Some(2.0));
        assert_eq!(slope(&[(1.0, 2.0), (1.0, 4.0)]), None);
        assert_eq!(slope(&[]), None);
    }

    proptest! {
        #[test]
        fn adding_a_constant_moves_no_slope(ys in prop::collection::vec(-1e3f64..1e3, 2..20), by in -1e3f64..1e3) {
            let points = |by: f64| ys.iter().enumerate().map(|(x, y)| (x as f64, y + by)).collect::<Vec<_>>();
            prop_assert!((slope(&points(0.0)).unwrap() - slope(&points(by)).unwrap()).abs() < 1e-6);
        }

        #[test]
        fn the_rate_leads_from_the_first_to_the_last(first in 1.0f64..1e6, last in 1.0f64..1e6, years in 1u8..50) {
            let rate = annual_rate((2000.0, first), (2000.0 + f64::from(years), last)).unwrap();
            prop_assert!((first * (1.0 + rate).powi(i32::from(years)) / last - 1.0).abs() < 1e-9);
        }
    }
}
