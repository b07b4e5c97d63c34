//! How well a formula fits the cases: consistency and coverage (Ragin 2006; Ragin 2008, chapter 3), for crisp sets.

use super::prime_implicants::Term;

/// The share of the one that is also the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// Of sufficiency: |T ∧ Y| / |T|. Of necessity: |X ∧ Y| / |Y|. `None` where there are no such cases.
    pub consistency: Option<f64>,
    /// Of sufficiency: |T ∧ Y| / |Y|. Of necessity: |X ∧ Y| / |X|.
    pub coverage: Option<f64>,
}

/// Whether the outcome is there wherever a formula holds, and how much of the outcome that is.
pub fn sufficiency(terms: &[Term], cases: &[(u32, bool)]) -> Fit {
    let (both, formula, outcome) = counts(cases, |row| terms.iter().any(|term| term.covers(row)));
    Fit { consistency: share(both, formula), coverage: share(both, outcome) }
}

/// Whether a formula holds wherever the outcome is there, and how much of the formula that is.
pub fn necessity(terms: &[Term], cases: &[(u32, bool)]) -> Fit {
    let Fit { consistency, coverage } = sufficiency(terms, cases);
    Fit { consistency: coverage, coverage: consistency }
}

/// The part of the outcome that only this term of a model covers: the coverage of all minus that of all others.
pub fn unique_coverage(terms: &[Term], at: usize, cases: &[(u32, bool)]) -> Option<f64> {
    let others = |row| terms.iter().enumerate().any(|(other, term)| other != at && term.covers(row));
    let (both, _, outcome) = counts(cases, |row| terms[at].covers(row) && !others(row));
    share(both, outcome)
}

fn counts(cases: &[(u32, bool)], holds: impl Fn(u32) -> bool) -> (usize, usize, usize) {
    let both = cases.iter().filter(|case| case.1 && holds(case.0)).count();
    let formula = cases.iter().filter(|case| holds(case.0)).count();
    let outcome = cases.iter().filter(|case| case.1).count();
    (both, formula, outcome)
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn of_two_overlapping_terms() {
        // A in cases 1, 2, 3; B in cases 3, 4; the outcome in cases 1, 3, 4, 5.
        let (a, b) = (Term { speaks: 0b10, present: 0b10 }, Term { speaks: 0b01, present: 0b01 });
        let cases = [(0b10, true), (0b10, false), (0b11, true), (0b01, true), (0b00, true)];
        assert_eq!(sufficiency(&[a], &cases), Fit { consistency: Some(2.0 / 3.0), coverage: Some(0.5) });
        assert_eq!(unique_coverage(&[a, b], 0, &cases), Some(0.25));
        assert_eq!(necessity(&[b], &cases), Fit { consistency: Some(0.5), coverage: Some(1.0) });
        assert_eq!(sufficiency(&[a], &[]), Fit { consistency: None, coverage: None });
    }

    proptest! {
        #[test]
        fn unique_coverage_is_what_its_definition_says(
            cases in prop::collection::vec((0u32..8, any::<bool>()), 1..30),
            terms in prop::collection::vec((0u32..8, 0u32..8), 1..4),
        ) {
            let terms: Vec<Term> = terms.into_iter().map(|(speaks, present)| Term { speaks, present: present & speaks }).collect();
            let all = sufficiency(&terms, &cases).coverage;
            for at in 0..terms.len() {
                let others: Vec<Term> = terms.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, term)| *term).collect();
                let unique = unique_coverage(&terms, at, &cases);
                match (all, sufficiency(&others, &cases).coverage, unique) {
                    (Some(all), Some(others), Some(unique)) => prop_assert!((all - others - unique).abs() < 1e-12),
                    (all, others, unique) => prop_assert!(all.is_none() && others.is_none() && unique.is_none()),
                }
            }
        }
    }
}
