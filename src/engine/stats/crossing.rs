//! Where two series change places.

/// What happens between two series that are looked at in the same years.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Crossing {
    /// The sign of the difference is not what it was when the series last differed.
    Overtakes {
        /// The observation before the change.
        after: usize,
        /// The first observation after it.
        by: usize,
        /// Whether the first series is now the larger.
        first: bool,
    },
    /// The series touch; this alone is no crossing.
    Touches {
        /// The observation.
        at: usize,
    },
}

/// The crossings of two series, given as their differences first − second in order of time.
pub fn crossings(gaps: &[f64]) -> Vec<Crossing> {
    let mut found = Vec::new();
    let mut sign = 0.0;
    for (at, &gap) in gaps.iter().enumerate() {
        if gap == 0.0 {
            found.push(Crossing::Touches { at });
            continue;
        }
        if sign != 0.0 && gap.signum() != sign {
            found.push(Crossing::Overtakes { after: at - 1, by: at, first: gap > 0.0 });
        }
        sign = gap.signum();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn touching_is_told_and_not_counted() {
        let expected = [Crossing::Touches { at: 1 }, Crossing::Overtakes { after: 2, by: 3, first: false }];
        assert_eq!(crossings(&[3.0, 0.0, 2.0, -1.0]), expected);
    }

    proptest! {
        #[test]
        fn turned_round_the_crossings_are_the_same_times(gaps in prop::collection::vec(-5i32..5, 0..30)) {
            let gaps = |sign: f64| gaps.iter().map(|&gap| sign * f64::from(gap)).collect::<Vec<_>>();
            let time = |crossing: &Crossing| match crossing {
                Crossing::Overtakes { by: at, .. } | Crossing::Touches { at } => *at,
            };
            let times = |sign| crossings(&gaps(sign)).iter().map(time).collect::<Vec<_>>();
            prop_assert_eq!(times(1.0), times(-1.0));
        }
    }
}
