//! Limited diversity: how many of the possible combinations the cases show, and what follows from so few.

use std::collections::HashSet;

use super::Coded;
use answer::{Answer, Finding};
use base::suggest::count;
use data::Value;
use stats::distance::differing;

/// Adds the finding that closes every explanation.
pub fn tell_diversity(coded: &Coded, answer: &mut Answer) {
    let (cases, conditions) = (coded.names.len(), coded.conditions.len());
    let seen = coded.values.iter().collect::<HashSet<_>>().len();
    // 2 to the power of more than 50 is no figure for a table.
    let Some(possible) = 1usize.checked_shl(conditions as u32).filter(|_| conditions <= 50) else {
        answer.notes.push(format!(
            "{cases} cases of 2^{conditions} possible combinations: nothing can be said of almost all of them."
        ));
        return;
    };
    let figures = vec![
        ("cases".to_owned(), Value::count(cases)),
        ("conditions".to_owned(), Value::count(conditions)),
        ("possible".to_owned(), Value::count(possible)),
        ("seen".to_owned(), Value::count(seen)),
        ("remainders".to_owned(), Value::count(possible - seen)),
    ];
    let text = format!(
        "{} show {seen} of {possible} possible combinations of {}; {} unseen.",
        count(cases, "case"),
        count(conditions, "condition"),
        possible - seen
    );
    answer.findings.push(Finding { kind: "diversity", figures, text });
    if let [left, right] = coded.values.as_slice() {
        answer.findings.push(match coded.outcome.as_slice() {
            [a, b] if a == b => one_sided(coded),
            _ => two_cases(coded, &differing(left, right)),
        });
    } else if cases < possible {
        answer.notes.push(
            "Fewer cases than possible combinations: this describes these cases, and other cases may overturn it.".into(),
        );
    }
}

/// Why nothing follows from two cases of which both have the outcome.
fn one_sided(coded: &Coded) -> Finding {
    let text = format!(
        "Both cases have `{}`: without a case that lacks it nothing can be said to go with it, and nothing follows from \
         two cases.",
        coded.outcome_name
    );
    Finding { kind: "two cases", figures: Vec::new(), text }
}

/// Why nothing follows from two cases.
fn two_cases(coded: &Coded, differ: &[usize]) -> Finding {
    let names: Vec<&str> = differ.iter().map(|&at| coded.conditions[at].as_str()).collect();
    let text = match names.as_slice() {
        [] => "The two cases are alike in every condition, and still their outcomes differ: what matters is not among the \
               conditions, and nothing follows."
            .to_owned(),
        [only] => format!(
            "The two cases differ in {only} alone among these conditions; they differ in many things that are not, so \
             nothing follows from two cases."
        ),
        several => format!(
            "The two cases differ in {}, and each of these goes with the outcome as well as any other, alone or \
             together: nothing follows from two cases.",
            several.join(", ")
        ),
    };
    let figures = vec![("differ".to_owned(), Value::count(differ.len()))];
    Finding { kind: "two cases", figures, text }
}
