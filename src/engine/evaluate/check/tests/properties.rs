//! What holds for any figures.

use proptest::prelude::*;

use super::super::order::{Stands, standing};
use super::super::rounding::{fits, own_half};

proptest! {
    /// The rounding rule of a share: what is rounded right always fits, what is a whole unit off never does.
    #[test]
    fn a_rounded_share_fits_and_another_does_not(part in 0u32..500, rest in 1u32..500, decimals in 0u32..3) {
        let exact = 100.0 * f64::from(part) / f64::from(part + rest);
        let scale = 10f64.powi(decimals as i32);
        let printed = (exact * scale).round() / scale;
        let unit = 1.0 / scale;
        prop_assert!(fits(printed, exact, own_half(printed)));
        // A printed zero at the end is not seen, so the unit is that of the figure as it is written.
        let own = 2.0 * own_half(printed);
        prop_assert!(own >= unit - 1e-12);
        prop_assert!(!fits(exact + own, exact, own_half(printed)));
    }

    /// What is left when everything out of place is gone, and one of each doubtful pair, is in order.
    #[test]
    fn the_figures_that_stay_are_in_order(values in prop::collection::vec(0u8..20, 0..30)) {
        let values: Vec<f64> = values.into_iter().map(f64::from).collect();
        let stands = standing(&values);
        let steady: Vec<f64> =
            values.iter().zip(&stands).filter(|(_, stands)| **stands == Stands::In).map(|(value, _)| *value).collect();
        prop_assert!(steady.is_sorted());
        let in_order = values.is_sorted();
        prop_assert_eq!(in_order, stands.iter().all(|stands| *stands == Stands::In));
    }

    /// A list in order with one figure moved far out: that figure alone is named.
    #[test]
    fn one_misprint_is_named(length in 4usize..30, at in 0usize..30) {
        let at = at % (length - 1);
        let mut values: Vec<f64> = (0..length).map(|value| value as f64).collect();
        values[at] = 1000.0;
        for (place, stands) in standing(&values).into_iter().enumerate() {
            // The last but one could also be kept in place of the last.
            let expected = match place {
                _ if at + 2 == length && place >= at => Stands::Open,
                _ if place == at => Stands::Out,
                _ => Stands::In,
            };
            prop_assert_eq!(stands, expected);
        }
    }
}
