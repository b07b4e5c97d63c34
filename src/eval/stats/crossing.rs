//! Where two series change places.

/// What happens between two series at an observed time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Crossing {
    /// The sign of the difference changes: the second (`true`: the first) is now the larger.
    Overtakes {
        /// The first time after the change.
        time: f64,
        /// Whether the first series is now the larger.
        first: bool,
    },
    /// The series touch; this alone is no crossing.
    Touches {
        /// The time.
        time: f64,
    },
}

/// The crossings of two series, given as (time, first − second) in order of time.
pub fn crossings(gaps: &[(f64, f64)]) -> Vec<Crossing> {
    let mut found = Vec::new();
    let mut sign = 0.0;
    for &(time, gap) in gaps {
        if gap == 0.0 {
            found.push(Crossing::Touches { time });
            continue;
        }
        if sign != 0.0 && gap.signum() != sign {
            found.push(Crossing::Overtakes { time, first: gap > 0.0 });
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
        let gaps = [(1.0, 3.0), (2.0, 0.0), (3.0, 2.0), (4.0, -1.0)];
        let expected = [Crossing::Touches { time: 2.0 }, Crossing::Overtakes { time: 4.0, first: false }];
        assert_eq!(crossings(&gaps), expected);
    }

    proptest! {
        #[test]
        fn turned_round_the_crossings_are_the_same_times(gaps in prop::collection::vec(-5i32..5, 0..30)) {
            let gaps = |sign: f64| {
                gaps.iter().enumerate().map(|(t, &g)| (t as f64, sign * f64::from(g))).collect::<Vec<_>>()
            };
            let time = |crossing: &Crossing| match crossing {
                Crossing::Overtakes { time, .. } | Crossing::Touches { time } => *time,
            };
            let times = |sign| crossings(&gaps(sign)).iter().map(time).collect::<Vec<_>>();
            prop_assert_eq!(times(1.0), times(-1.0));
        }
    }
}
