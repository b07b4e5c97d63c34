//! What `match` says of pairs, against a plain reading of what alike means.

use std::collections::BTreeSet;
use std::fmt::Write;

use proptest::prelude::*;

use super::{answer, findings, sentences, table};
use juxta::answer::Answer;
use juxta::data::Value;
use juxta::evaluate::plain;

/// A case: two words and two figures, each of which may not be known.
type Case = ([Option<bool>; 2], [Option<i8>; 2]);

const NAMES: [&str; 4] = ["w1", "w2", "f1", "f2"];

fn csv(cases: &[Case]) -> String {
    let mut csv = "city,w1,w2,f1,f2\n".to_owned();
    for (at, (words, figures)) in cases.iter().enumerate() {
        let [a, b] = words.map(|word| word.map_or("", |word| if word { "red" } else { "blue" }));
        let [c, d] = figures.map(|figure| figure.map_or_else(String::new, |figure| figure.to_string()));
        writeln!(csv, "c{at},{a},{b},{c},{d}").unwrap();
    }
    csv
}

const WITH: &str = "with case = city, nominal = w1, nominal = w2, measure = w1, measure = w2";

fn cases(hole: u8) -> impl Strategy<Value = Vec<Case>> {
    // So many of ten cells are not known.
    let word = move || (any::<bool>(), 0u8..10).prop_map(move |(word, at)| (at >= hole).then_some(word));
    let figure = move || (2i8..9, 0u8..10).prop_map(move |(figure, at)| (at >= hole).then_some(figure));
    let case = ((word(), word()), (figure(), figure())).prop_map(|((a, b), (c, d))| ([a, b], [c, d]));
    let some = |all: &Vec<Case>| {
        let known = |at: usize| {
            all.iter().any(|case| case.0[at].is_some()) && all.iter().any(|case| case.1[at].is_some())
        };
        (0..2).all(known)
    };
    prop::collection::vec(case, 3..6).prop_filter("each column holds something", some)
}

/// A pair: its cases, the distance, in what they differ, what they share.
type Told = (String, String, f64, BTreeSet<String>, BTreeSet<String>);

fn told(answer: &Answer) -> Vec<Told> {
    let set = |value: &Value| match value {
        Value::Set(names) => names.iter().map(ToString::to_string).collect(),
        _ => BTreeSet::new(),
    };
    let rows = &table(answer, "rows").unwrap().rows;
    let told = |row: &Vec<juxta::answer::Cell>| {
        let distance = row[2].value.as_number().unwrap();
        (plain(&row[0].value), plain(&row[1].value), distance, set(&row[3].value), set(&row[4].value))
    };
    rows.iter().map(told).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_nearest_pairs_are_the_nearest_over_words_and_figures(cases in cases(0)) {
        let answer = answer(&csv(&cases), WITH, "match t").unwrap();
        let range = |at: usize| {
            let figures = || cases.iter().map(|case| f64::from(case.1[at].unwrap()));
            figures().fold(f64::MIN, f64::max) - figures().fold(f64::MAX, f64::min)
        };
        let apart = |a: &Case, b: &Case| -> [f64; 4] {
            let word = |at: usize| f64::from(u8::from(a.0[at] != b.0[at]));
            let figure = |at: usize| {
                let apart = f64::from((a.1[at].unwrap() - b.1[at].unwrap()).abs());
                if apart > 0.0 { apart / range(at) } else { 0.0 }
            };
            [word(0), word(1), figure(0), figure(1)]
        };
        let mut all = Vec::new();
        for left in 0..cases.len() {
            for right in left + 1..cases.len() {
                let apart = apart(&cases[left], &cases[right]);
                let of = |differ: bool| -> BTreeSet<String> {
                    (0..4).filter(|&at| (apart[at] > 0.0) == differ).map(|at| NAMES[at].to_owned()).collect()
                };
                let distance: f64 = apart.iter().sum();
                all.push((format!("c{left}"), format!("c{right}"), distance, of(true), of(false)));
            }
        }
        let least = all.iter().map(|pair| pair.2).fold(f64::MAX, f64::min);
        all.retain(|pair| pair.2 - least < 1e-9);
        let told = told(&answer);
        prop_assert_eq!(told.len(), all.len());
        for (told, pair) in told.iter().zip(&all) {
            prop_assert!((told.2 - pair.2).abs() < 1e-9);
            prop_assert_eq!((&told.0, &told.1, &told.3, &told.4), (&pair.0, &pair.1, &pair.3, &pair.4));
        }
        // Alike in so many of so many: only where that is so of each pair that is told.
        let shared: BTreeSet<usize> = all.iter().map(|pair| pair.4.len()).collect();
        let text = &findings(&answer, "pairs").next().unwrap().text;
        match shared.into_iter().collect::<Vec<usize>>().as_slice() {
            [only] => prop_assert!(text.contains(&format!("alike in {only} of 4")), "{text}"),
            _ => prop_assert!(!text.contains("alike"), "{text}"),
        }
        let constant = |at: usize| match at {
            0 | 1 => cases.windows(2).all(|pair| pair[0].0[at] == pair[1].0[at]),
            _ => cases.windows(2).all(|pair| pair[0].1[at - 2] == pair[1].1[at - 2]),
        };
        let note = answer.notes.iter().find(|note| note.starts_with("The same in all cases"));
        for (at, name) in NAMES.into_iter().enumerate() {
            prop_assert_eq!(note.is_some_and(|note| note.contains(name)), constant(at));
        }
    }

    #[test]
    fn what_is_compared_is_known_and_what_is_not_is_told(cases in cases(3)) {
        let answer = answer(&csv(&cases), WITH, "match t").unwrap();
        let left_out: BTreeSet<&str> = answer.left_out.iter().map(|left_out| left_out.item.as_str()).collect();
        let compared: Vec<usize> = (0..4).filter(|&at| !left_out.contains(NAMES[at])).collect();
        let known = |case: &Case| {
            compared.iter().all(|&at| if at < 2 { case.0[at].is_some() } else { case.1[at - 2].is_some() })
        };
        for (at, case) in cases.iter().enumerate() {
            prop_assert_eq!(!left_out.contains(format!("c{at}").as_str()), known(case), "c{} of {:?}", at, left_out);
        }
        // A pair needs two cases, whatever is not known of them.
        prop_assert!(cases.iter().filter(|case| known(case)).count() >= 2);
        let names: BTreeSet<String> = compared.iter().map(|&at| NAMES[at].to_owned()).collect();
        for (left, right, _, differ, shared) in told(&answer) {
            prop_assert!(!left_out.contains(left.as_str()) && !left_out.contains(right.as_str()));
            prop_assert_eq!(&differ.union(&shared).cloned().collect::<BTreeSet<String>>(), &names);
        }
    }

    #[test]
    fn named_cases_stay_and_two_of_them_are_only_alike_or_not(cases in cases(3)) {
        let answer = answer(&csv(&cases), WITH, "match c0, c1 on t").unwrap();
        let value = |case: &Case, at: usize| match at {
            0 | 1 => case.0[at].map(i32::from),
            _ => case.1[at - 2].map(i32::from),
        };
        let both = |at: &usize| value(&cases[0], *at).zip(value(&cases[1], *at));
        let alike = (0..4).filter(|at| both(at).is_some_and(|(a, b)| a == b)).count();
        let different = (0..4).filter(|at| both(at).is_some_and(|(a, b)| a != b)).count();
        let found = findings(&answer, "shared").next();
        match alike + different {
            0 => prop_assert!(found.is_none() && sentences(&answer).contains("nothing is compared")),
            _ => {
                let figures: Vec<Option<f64>> =
                    found.unwrap().figures.iter().map(|(_, value)| value.as_number()).collect();
                prop_assert_eq!(figures, [Some(alike as f64), Some(different as f64)]);
            }
        }
    }
}

#[test]
fn constant_columns_and_sentences_are_told() {
    let csv = "city,a,b,gdp,kind\nP,yes,no,5,x\nQ,yes,,7,x\nR,no,no,9,y\n";
    let answer = answer(csv, "", "match t").unwrap();
    let left_out: Vec<(&str, &str)> =
        answer.left_out.iter().map(|left_out| (left_out.item.as_str(), left_out.reason.as_str())).collect();
    assert_eq!(left_out, [("b", "the same wherever it is known")]);
    assert!(sentences(&answer).contains("1 pair at distance 0.500 of at most 3, alike in 2 of 3."));
}

#[test]
fn an_outcome_asks_for_conditions_and_for_cases() {
    let csv = "city,a,gdp\nP,yes,5\nQ,no,7\n";
    let refused = answer(csv, "", "match t on gdp for a using msdo").unwrap_err();
    assert!(refused.contains("`gdp` is no condition"), "{refused}");
    // Alike in nothing that was compared is no finding.
    assert!(answer("city,a\nP,yes\nQ,no\n", "", "match t for a using msdo").is_err());
}

#[test]
fn tables_with_little_in_them_have_an_answer_or_a_message() {
    for csv in [
        "name\na\na\nb\n",
        "name,x\na,\nb,\n",
        "name,x\na,1\na,2\nb,3\n",
        "name,x\na,1\n",
        "name,year\na,2000\nb,2001\n",
    ] {
        for statement in ["match t", "match a, b on t", "match t for x using mdso", "match t for x"] {
            if let Ok(answer) = answer(csv, "", statement) {
                let said = !answer.findings.is_empty() || !answer.notes.is_empty();
                assert!(said, "{csv}: {statement}");
            }
        }
    }
}

#[test]
fn a_table_of_names_has_nothing_to_be_alike_in() {
    for csv in ["name\na\nb\n", "name,year\na,2000\nb,2001\n"] {
        let refused = answer(csv, "", "match t").unwrap_err();
        assert!(refused.contains("`t` holds no attribute in which cases could be alike"), "{refused}");
    }
}
