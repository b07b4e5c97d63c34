//! What `agree` says, against a plain reading of `method.md`, section D4.

use std::fmt::Write;

use proptest::prelude::*;

use super::{answer, findings, sentences, table};
use juxta::answer::Answer;
use juxta::data::Value;

/// What three judges say of a few objects.
type Scores = Vec<[Option<i8>; 3]>;

fn csv(scores: &Scores) -> String {
    let mut csv = "city,a,b,c\n".to_owned();
    for (at, scores) in scores.iter().enumerate() {
        let [a, b, c] = scores.map(|score| score.map_or_else(String::new, |score| score.to_string()));
        writeln!(csv, "o{at},{a},{b},{c}").unwrap();
    }
    csv
}

fn scores() -> impl Strategy<Value = Scores> {
    let score = || prop::option::weighted(0.85, 2i8..6);
    prop::collection::vec((score(), score(), score()).prop_map(|(a, b, c)| [a, b, c]), 2..7)
        .prop_filter("each judge says something", |all| {
            (0..3).all(|at| all.iter().flat_map(|s| s[at]).count() > 1)
        })
}

fn agree(scores: &Scores, with: &str) -> Answer {
    answer(&csv(scores), with, "agree a, b, c on t using rho").unwrap()
}

/// Spearman's rho of two judges, turned by their signs: the correlation of average ranks.
fn rho(scores: &Scores, left: usize, right: usize, signs: [f64; 3]) -> (usize, Option<f64>) {
    let of = |at: usize, score: i8| f64::from(score) * signs[at];
    let both: Vec<(f64, f64)> =
        scores.iter().filter_map(|s| Some((of(left, s[left]?), of(right, s[right]?)))).collect();
    let rank = |x: f64, all: &[f64]| {
        let (below, equal) =
            (all.iter().filter(|y| **y < x).count(), all.iter().filter(|y| **y == x).count());
        below as f64 + (equal as f64 + 1.0) / 2.0
    };
    let (xs, ys): (Vec<f64>, Vec<f64>) = both.iter().copied().unzip();
    let ranks = |all: &[f64]| all.iter().map(|&x| rank(x, all)).collect::<Vec<f64>>();
    let (xs, ys) = (ranks(&xs), ranks(&ys));
    let mean = (both.len() as f64 + 1.0) / 2.0;
    let sum = |of: &dyn Fn(usize) -> f64| (0..both.len()).map(of).sum::<f64>();
    let (xy, xx, yy) = (
        sum(&|i| (xs[i] - mean) * (ys[i] - mean)),
        sum(&|i| (xs[i] - mean).powi(2)),
        sum(&|i| (ys[i] - mean).powi(2)),
    );
    (both.len(), (xx > 0.0 && yy > 0.0).then(|| xy / (xx * yy).sqrt()))
}

const PAIRS: [(usize, usize, &str); 3] = [(0, 1, "a and b"), (0, 2, "a and c"), (1, 2, "b and c")];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn who_agrees_most_is_nobody_less_than_another(scores in scores(), lower: bool) {
        let (with, signs) = match lower {
            true => ("with higher = a, lower = b, higher = c", [1.0, -1.0, 1.0]),
            false => ("with higher = a, higher = b, higher = c", [1.0; 3]),
        };
        let answer = agree(&scores, with);
        let rows = table(&answer, "rows").unwrap();
        let expected = PAIRS.map(|(left, right, name)| (name, rho(&scores, left, right, signs)));
        for (row, (name, (n, rho))) in rows.rows.iter().zip(&expected) {
            prop_assert_eq!(row[2].value.as_number(), Some(*n as f64));
            match (row[3].value.as_number(), rho) {
                (Some(told), Some(rho)) => prop_assert!((told - rho).abs() < 1e-9, "{name}"),
                (told, rho) => prop_assert_eq!(told, *rho),
            }
        }
        let known: Vec<(&str, f64)> = expected.iter().filter_map(|(name, (_, rho))| Some((*name, (*rho)?))).collect();
        let told: Vec<_> = findings(&answer, "extremes").collect();
        prop_assert_eq!(told.len(), usize::from(known.len() > 1));
        let text = sentences(&answer);
        if known.len() > 1 {
            let high = known.iter().map(|pair| pair.1).fold(f64::MIN, f64::max);
            let low = known.iter().map(|pair| pair.1).fold(f64::MAX, f64::min);
            let at = |end: f64| {
                let names: Vec<&str> = known.iter().filter(|pair| (pair.1 - end).abs() < 1e-9).map(|pair| pair.0).collect();
                Value::text(names.join("; "))
            };
            prop_assert_eq!((&told[0].figures[0].1, &told[0].figures[2].1), (&at(high), &at(low)));
            // Nobody agrees most where all agree alike, or where none agrees.
            prop_assert_eq!(told[0].text.contains("agree most"), high > 0.0 && high - low > 1e-9, "{}", told[0].text);
        }
        prop_assert_eq!(text.contains("read from its better end"), lower);
        let two = expected.iter().filter(|(_, (n, rho))| *n == 2 && rho.is_some()).count();
        prop_assert_eq!(text.contains("With n = 2 rho can only be 1 or -1"), two > 0);
        let constant = expected.iter().filter(|(_, (n, rho))| *n > 1 && rho.is_none()).count();
        prop_assert_eq!(text.contains("cannot be computed where a judge"), constant > 0, "{}", text);
    }
}

#[test]
fn an_inverse_order_that_agrees_is_explained() {
    let csv = "city,gdp,unemployment\nA,1,9\nB,2,7\nC,3,5\nD,4,1\n";
    let with = "with higher = gdp, lower = unemployment";
    let turned = answer(csv, with, "agree gdp, unemployment on t").unwrap();
    let text = sentences(&turned);
    assert!(text.contains("gdp from the highest, unemployment from the lowest"), "{text}");
    assert!(text.contains("gdp and unemployment (n = 4)"), "{text}");
    let plain = sentences(&answer(csv, "", "agree gdp, unemployment on t").unwrap());
    assert!(!plain.contains("read from its better end"), "{plain}");
}

#[test]
fn tables_without_anything_to_agree_on_are_refused_with_a_message() {
    for csv in ["name\na\nb\n", "name,year\na,2000\nb,2001\n", "name,w\na,\nb,\n"] {
        let refused = answer(csv, "", "agree a, b on t").unwrap_err();
        assert!(refused.contains("holds no list and no set"), "{csv}: {refused}");
    }
    // A list in which a case comes twice, or that is empty, has an answer or a message.
    for (csv, statement) in [
        ("name,x,y\na,1,2\na,2,1\nb,3,1\n", "agree x, y on t"),
        ("name,w\na,x\na,x\nb,y\n", "agree a, b on t"),
        ("name,x,y\na,,2\nb,3,\n", "agree x, y on t"),
    ] {
        let _ = answer(csv, "", statement);
    }
    let several = answer("name,x,y\na,1,2\na,2,1\nb,3,1\n", "", "agree x, y on t").unwrap_err();
    assert!(several.contains("2 answers of x"), "{several}");
}
