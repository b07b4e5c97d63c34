//! What `explain` says by Mill's methods, against a plain reading of `method.md`, section D1.

use std::collections::BTreeSet;
use std::fmt::Write;

use proptest::prelude::*;

use super::{answer, cell, findings, sentences, table};
use juxta::answer::Answer;

const FACTORS: [&str; 3] = ["A", "B", "C"];

/// A case: three factors, and the outcome.
type Case = ([bool; 3], bool);

fn csv(cases: &[Case]) -> String {
    let mut csv = "case,A,B,C,Y\n".to_owned();
    let digit = |value: bool| u8::from(value);
    for (at, ([a, b, c], y)) in cases.iter().enumerate() {
        writeln!(csv, "c{at},{},{},{},{}", digit(*a), digit(*b), digit(*c), digit(*y)).unwrap();
    }
    csv
}

fn explain(cases: &[Case], method: &str) -> Answer {
    answer(&csv(cases), "with case = case", &format!("explain t on A, B, C for Y using {method}")).unwrap()
}

fn cases() -> impl Strategy<Value = Vec<Case>> {
    let both = |cases: &Vec<Case>| cases.iter().any(|case| case.1) && cases.iter().any(|case| !case.1);
    prop::collection::vec((prop::array::uniform3(any::<bool>()), any::<bool>()), 2..8)
        .prop_filter("an outcome that varies", both)
}

/// The pairs of a case with the outcome and one without it, and the factors in which they differ.
fn pairs(cases: &[Case]) -> Vec<(usize, usize, Vec<usize>)> {
    let of = |wanted: bool| (0..cases.len()).filter(move |&at| cases[at].1 == wanted);
    let differ = |p: usize, q: usize| (0..3).filter(|&at| cases[p].0[at] != cases[q].0[at]).collect();
    of(true).flat_map(|p| of(false).map(move |q| (p, q, differ(p, q)))).collect()
}

/// The pairs of an answer: the cases, the factors in which they differ, the sign.
fn told(answer: &Answer) -> BTreeSet<[String; 4]> {
    let Some(table) = table(answer, "pairs") else { return BTreeSet::new() };
    table.rows.iter().map(|row| [0, 1, 2, 3].map(|at| juxta::evaluate::plain(&row[at].value))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn each_clean_pair_is_shown_with_the_sign_of_its_factor(cases in cases()) {
        let answer = explain(&cases, "difference");
        let all = pairs(&cases);
        let clean: Vec<_> = all.iter().filter(|pair| pair.2.len() == 1).collect();
        let alike = all.iter().filter(|pair| pair.2.is_empty()).count();
        let told = told(&answer);
        for (p, q, differ) in &clean {
            let sign = if cases[*p].0[differ[0]] { "present" } else { "absent" };
            let row = [format!("c{p}"), format!("c{q}"), FACTORS[differ[0]].to_owned(), sign.to_owned()];
            prop_assert!(told.contains(&row), "{row:?} of {told:?}");
        }
        if !clean.is_empty() {
            prop_assert_eq!(told.len(), clean.len() + alike);
        }
        let factors = table(&answer, "rows").unwrap();
        for (at, name) in FACTORS.into_iter().enumerate() {
            let signs: BTreeSet<bool> =
                clean.iter().filter(|pair| pair.2 == [at]).map(|pair| cases[pair.0].0[at]).collect();
            let (survives, sign) = match signs.into_iter().collect::<Vec<bool>>().as_slice() {
                [] => ("no", "not defined"),
                [true] => ("yes", "present"),
                [false] => ("yes", "absent"),
                _ => ("contradicted", "both"),
            };
            prop_assert_eq!(cell(factors, name, "survives"), Some(survives.to_owned()));
            prop_assert_eq!(cell(factors, name, "sign"), Some(sign.to_owned()));
        }
        prop_assert_eq!(findings(&answer, "alike").count(), usize::from(alike > 0));
    }

    #[test]
    fn without_a_clean_pair_the_nearest_are_shown_and_nothing_survives(cases in cases()) {
        let all = pairs(&cases);
        prop_assume!(all.iter().all(|pair| pair.2.len() != 1));
        let answer = explain(&cases, "difference");
        prop_assert!(sentences(&answer).contains("No pair differs in one condition only"));
        let nearest = all.iter().map(|pair| pair.2.len()).filter(|&distance| distance > 0).min();
        let shown = |pair: &&(usize, usize, Vec<usize>)| pair.2.is_empty() || Some(pair.2.len()) == nearest;
        prop_assert_eq!(told(&answer).len(), all.iter().filter(shown).count());
        let factors = table(&answer, "rows").unwrap();
        prop_assert!(FACTORS.iter().all(|name| cell(factors, name, "survives").as_deref() == Some("no")));
    }

    #[test]
    fn what_is_shared_is_shared_by_all(cases in cases(), joint: bool) {
        let answer = explain(&cases, if joint { "joint" } else { "agreement" });
        let factors = table(&answer, "rows").unwrap();
        let constant = |at: usize, wanted: bool| {
            let values: BTreeSet<bool> =
                cases.iter().filter(|case| case.1 == wanted).map(|case| case.0[at]).collect();
            (values.len() == 1).then(|| values.contains(&true))
        };
        for (at, name) in FACTORS.into_iter().enumerate() {
            let (with, without) = (constant(at, true), constant(at, false));
            let survives = match joint {
                true => with.is_some() && without.is_some() && with != without,
                false => with.is_some(),
            };
            let word = if survives { "yes" } else { "no" };
            prop_assert_eq!(cell(factors, name, "survives"), Some(word.to_owned()));
            if !joint {
                let everywhere = with.is_some() && with == without;
                let note = answer.notes.iter().find(|note| note.starts_with("The same in every case"));
                let named = note.is_some_and(|note| note.split(": ").nth(1).unwrap().split(". ").next().unwrap().split(", ").any(|n| n == name));
                prop_assert_eq!(named, everywhere, "{:?}", note);
            }
        }
    }
}

#[test]
fn a_pair_without_a_difference_does_not_undo_the_others() {
    let csv = "case,A,B,Y\nc1,1,1,1\nc2,1,0,0\nc3,0,0,1\nc4,0,0,0\n";
    let answer = answer(csv, "", "explain t for Y using difference").unwrap();
    let factors = table(&answer, "rows").unwrap();
    let of = |name: &str| [cell(factors, name, "survives").unwrap(), cell(factors, name, "sign").unwrap()];
    assert_eq!((of("A"), of("B")), (["yes".into(), "absent".into()], ["yes".into(), "present".into()]));
    let text = sentences(&answer);
    assert!(text.contains("A is absent with `Y` (1 pair); B is present with `Y` (1 pair)"), "{text}");
    assert!(
        text.contains("1 pair is alike in every condition") && text.contains("other pairs of c3 too"),
        "{text}"
    );
}

#[test]
fn a_case_that_is_not_fully_known_is_named_and_used_nowhere() {
    let csv = "case,A,B,Y\nc1,1,1,1\nc2,1,,0\nc3,1,0,0\nc4,0,0,\n";
    let answer = answer(csv, "", "explain t on A, B for Y using difference").unwrap();
    let named: Vec<&str> = answer.left_out.iter().map(|left_out| left_out.item.as_str()).collect();
    assert_eq!(named, ["c2", "c4"]);
    assert_eq!(told(&answer).len(), 1);
}

#[test]
fn cases_of_which_nothing_is_fully_known_are_no_cases_without_the_outcome() {
    let csv = "case,A,B,Y\nc1,1,,1\nc2,,0,0\nc3,0,1,\n";
    let refused = answer(csv, "", "explain t on A, B for Y using difference").unwrap_err();
    assert!(refused.contains("no case of which all that is asked for is known"), "{refused}");
}

#[test]
fn two_cases_with_the_outcome_do_not_differ_in_it() {
    let csv = "case,A,B,Y\nc1,1,1,1\nc2,1,1,1\n";
    let answer = answer(csv, "with case = case", "explain t on A, B for Y using agreement").unwrap();
    let text = sentences(&answer);
    assert!(text.contains("Both cases have `Y`") && !text.contains("outcomes differ"), "{text}");
}

#[test]
fn a_case_that_comes_twice_is_refused() {
    let csv = "case,A,Y\nc1,1,1\nc1,0,0\nc2,0,0\n";
    for method in ["difference", "agreement", "joint", "qca"] {
        assert!(answer(csv, "", &format!("explain t on A for Y using {method}")).is_err(), "{method}");
    }
}
