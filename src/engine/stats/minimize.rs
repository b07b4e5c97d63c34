//! Crisp-set minimization, exact: every formula with the fewest prime implicants (Quine 1952, McCluskey 1956).

use fixedbitset::FixedBitSet;

use super::covers::{TooMany, smallest_covers};
use super::prime_implicants::{Remainders, Term, prime_implicants};
use super::truth_table::{Outcome, Row};

/// A formula: terms joined by `or`, those that every formula needs first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// Its terms.
    pub terms: Vec<Term>,
    /// The configurations that no case shows and that it takes for ones with the outcome: its simplifying assumptions.
    pub assumptions: Vec<u32>,
}

/// All models with the fewest terms. Rows that contradict themselves are neither explained nor assumed.
///
/// The rule for ties is that of the R package QCA: the number of terms counts, not the number of their conditions.
///
/// # Errors
///
/// Too many models, or too many ways to look for them.
pub fn minimize(conditions: usize, table: &[Row], remainders: Remainders) -> Result<Vec<Model>, TooMany> {
    let rows = |wanted: fn(Outcome) -> bool| {
        table.iter().filter(|row| wanted(row.outcome())).map(|row| row.configuration).collect::<Vec<u32>>()
    };
    let on = rows(|outcome| outcome == Outcome::Present);
    let off = rows(|outcome| outcome != Outcome::Present);
    if on.is_empty() {
        return Ok(Vec::new());
    }
    let primes = prime_implicants(conditions, &on, &off, remainders);
    let covered = |prime: &Term| {
        let mut covered = FixedBitSet::with_capacity(on.len());
        (0..on.len()).filter(|&at| prime.covers(on[at])).for_each(|at| covered.insert(at));
        covered
    };
    let sets: Vec<FixedBitSet> = primes.iter().map(covered).collect();
    let seen: Vec<u32> = table.iter().map(|row| row.configuration).collect();
    let model = |cover: Vec<usize>| {
        let terms: Vec<Term> = cover.into_iter().map(|prime| primes[prime]).collect();
        let assumed =
            |row: &u32| seen.binary_search(row).is_err() && terms.iter().any(|term| term.covers(*row));
        let assumptions = (0..1 << conditions).filter(assumed).collect();
        Model { terms, assumptions }
    };
    Ok(smallest_covers(&sets, on.len())?.into_iter().map(model).collect())
}

#[cfg(test)]
mod tests {
    use super::super::truth_table::truth_table;
    use super::*;
    use proptest::prelude::*;

    fn text(names: &[&str], model: &Model) -> String {
        let literal = |term: &Term, at: usize| {
            let bit = 1 << (names.len() - 1 - at);
            let sign = if term.present & bit == 0 { "~" } else { "" };
            (term.speaks & bit != 0).then(|| format!("{sign}{}", names[at]))
        };
        let term =
            |term: &Term| (0..names.len()).filter_map(|at| literal(term, at)).collect::<Vec<_>>().join("*");
        model.terms.iter().map(term).collect::<Vec<_>>().join(" + ")
    }

    /// Configurations and outcomes, written as in the literature: `11101 1`.
    fn cases(rows: &str, negated: bool) -> Vec<(u32, bool)> {
        let case = |(row, outcome): (&str, &str)| {
            (u32::from_str_radix(row, 2).unwrap(), (outcome == "1") != negated)
        };
        let words: Vec<&str> = rows.split_whitespace().collect();
        words.chunks(2).map(|pair| case((pair[0], pair[1]))).collect()
    }

    /// Rihoux and De Meur 2009, after Lipset 1959: development, urbanization, literacy, industry, stability; survival.
    const LIPSET: &str =
        "10110 0 11111 1 11111 1 00101 0 10101 1 10111 1 11110 0 00000 0 00100 0 10101 1 00001 0
        11111 1 00100 0 00000 0 00001 0 00000 0 10111 1 11111 1";
    const LIPSET_NAMES: [&str; 5] = ["DEV", "URB", "LIT", "IND", "STB"];

    /// Krook 2010: electoral system, quotas, welfare, women's movement, left parties; women in parliament.
    const KROOK: &str =
        "11100 1 10100 1 11111 1 10111 1 11011 1 11010 1 11011 1 11001 1 00011 1 11111 1 01011 1
        11000 0 01010 0 10001 0 11000 0 00010 0 01010 0 01010 0 01000 0 00010 0 11000 0 01010 0";
    const KROOK_NAMES: [&str; 5] = ["ES", "QU", "WS", "WM", "LP"];

    fn formulas(data: &str, names: [&str; 5], negated: bool, remainders: Remainders) -> Vec<(String, usize)> {
        let table = truth_table(&cases(data, negated));
        let models = minimize(5, &table, remainders).unwrap();
        models.iter().map(|model| (text(&names, model), model.assumptions.len())).collect()
    }

    #[test]
    fn the_published_formulas_for_lipset() {
        let found = |negated, remainders| formulas(LIPSET, LIPSET_NAMES, negated, remainders);
        let one = |text: &str, assumptions| vec![(text.to_owned(), assumptions)];
        assert_eq!(found(false, Remainders::Absent), one("DEV*~URB*LIT*STB + DEV*LIT*IND*STB", 0));
        assert_eq!(found(false, Remainders::Free), one("DEV*STB", 5));
        assert_eq!(found(true, Remainders::Absent), one("~DEV*~URB*~IND + DEV*LIT*IND*~STB", 0));
        assert_eq!(found(true, Remainders::Free), one("~DEV + ~STB", 18));
        let table = truth_table(&cases(LIPSET, false));
        let model = minimize(5, &table, Remainders::Free).unwrap().remove(0);
        assert_eq!(model.assumptions.iter().map(|row| row + 1).collect::<Vec<_>>(), [18, 20, 26, 28, 30]);
    }

    #[test]
    fn the_published_formulas_for_krook() {
        let found = |remainders| formulas(KROOK, KROOK_NAMES, false, remainders);
        let conservative = "~ES*~WS*WM*LP + ES*QU*~WS*WM + ES*QU*~WS*LP + ES*WS*~WM*~LP + ES*WS*WM*LP";
        assert_eq!(found(Remainders::Absent), [(conservative.to_owned(), 0)]);
        let parsimonious =
            [("WS + ES*WM + QU*LP + ~ES*LP".to_owned(), 16), ("WS + ES*WM + QU*LP + WM*LP".to_owned(), 15)];
        assert_eq!(found(Remainders::Free), parsimonious);
    }

    #[test]
    fn a_contradiction_is_neither_explained_nor_assumed() {
        let table = truth_table(&[(0b11, true), (0b10, true), (0b10, false), (0b00, false)]);
        let models = minimize(2, &table, Remainders::Free).unwrap();
        assert_eq!(models.len(), 1);
        assert_eq!(text(&["A", "B"], &models[0]), "B");
        assert_eq!(minimize(2, &truth_table(&[(0, false)]), Remainders::Free), Ok(Vec::new()));
    }

    /// The minimizer as one would write it down: every choice of every term, smallest first.
    fn by_trying(conditions: usize, table: &[Row], remainders: Remainders) -> Vec<Vec<Term>> {
        let rows = 0..1u32 << conditions;
        let outcome = |row: u32| table.iter().find(|seen| seen.configuration == row).map(Row::outcome);
        let may = |row: u32| match outcome(row) {
            Some(outcome) => outcome == Outcome::Present,
            None => remainders == Remainders::Free,
        };
        let on: Vec<u32> = rows.clone().filter(|&row| outcome(row) == Some(Outcome::Present)).collect();
        let implicants: Vec<Term> = rows
            .clone()
            .flat_map(|speaks| rows.clone().map(move |present| Term { speaks, present }))
            .filter(|term| term.present & !term.speaks == 0)
            .filter(|term| on.iter().any(|&row| term.covers(row)))
            .filter(|term| rows.clone().all(|row| !term.covers(row) || may(row)))
            .collect();
        let within =
            |a: &Term, b: &Term| a != b && b.speaks & !a.speaks == 0 && a.present & b.speaks == b.present;
        let primes: Vec<Term> =
            implicants.iter().filter(|a| !implicants.iter().any(|b| within(a, b))).copied().collect();
        let mut chosen = vec![Vec::<usize>::new()];
        loop {
            let covers =
                |choice: &Vec<usize>| on.iter().all(|&row| choice.iter().any(|&at| primes[at].covers(row)));
            let found: Vec<Vec<Term>> = chosen
                .iter()
                .filter(|c| covers(c))
                .map(|c| c.iter().map(|&at| primes[at]).collect())
                .collect();
            if !found.is_empty() || chosen.is_empty() {
                return found;
            }
            chosen = chosen
                .into_iter()
                .flat_map(|choice| {
                    let from = choice.last().map_or(0, |last| last + 1);
                    (from..primes.len()).map(move |at| [choice.as_slice(), &[at]].concat())
                })
                .collect();
        }
    }

    fn sorted(models: impl IntoIterator<Item = Vec<Term>>) -> Vec<Vec<(u32, u32)>> {
        let pair = |terms: Vec<Term>| {
            let mut pairs: Vec<_> = terms.into_iter().map(|term| (term.speaks, term.present)).collect();
            pairs.sort_unstable();
            pairs
        };
        let mut models: Vec<_> = models.into_iter().map(pair).collect();
        models.sort_unstable();
        models
    }

    proptest! {
        #[test]
        fn all_models_are_found_and_nothing_else(
            (conditions, cases) in (1usize..=5).prop_flat_map(|k| (Just(k), prop::collection::vec((0u32..1 << k, any::<bool>()), 1..14))),
            free in any::<bool>(),
        ) {
            let table = truth_table(&cases);
            prop_assume!(table.iter().any(|row| row.outcome() == Outcome::Present));
            let remainders = if free { Remainders::Free } else { Remainders::Absent };
            let found = minimize(conditions, &table, remainders).unwrap();
            let expected = by_trying(conditions, &table, remainders);
            prop_assert_eq!(sorted(found.into_iter().map(|model| model.terms)), sorted(expected));
        }

        #[test]
        fn other_names_of_the_conditions_give_the_same_number_of_models(cases in prop::collection::vec((0u32..64, any::<bool>()), 1..24)) {
            let turned: Vec<(u32, bool)> = cases.iter().map(|&(row, outcome)| (row.reverse_bits() >> 26 ^ 0b101, outcome)).collect();
            let count = |cases: &[(u32, bool)]| minimize(6, &truth_table(cases), Remainders::Free)
                .map(|models| (models.len(), models.first().map(|model| model.terms.len())));
            prop_assert_eq!(count(&cases), count(&turned));
        }
    }
}
