//! Mill's methods: which factor survives.

use super::{Coded, literal, yes};
use crate::answer::{Answer, Cell, Finding, Head, Kind, Table};
use crate::dataset::Value;
use crate::eval::stats::distance::{Pair, nearest};
use crate::eval::stats::mill::{Factor, factors};
use crate::query::{Explain, Explanation};
use crate::suggest::count;

/// Adds the table of factors, and the findings.
pub fn tell(explain: &Explain, coded: &Coded, answer: &mut Answer) {
    let of = |wanted: bool| {
        let cases = coded.values.iter().zip(&coded.outcome);
        cases
            .filter(|(_, outcome)| **outcome == wanted)
            .map(|(values, _)| values.as_slice())
            .collect::<Vec<_>>()
    };
    let (positives, negatives) = (of(true), of(false));
    let factors = factors(&positives, &negatives);
    let pairs = match explain.by {
        Explanation::Difference => nearest(&coded.values, |a, b| coded.outcome[a] != coded.outcome[b]),
        _ => Vec::new(),
    };
    let clean = pairs.first().is_some_and(|pair| pair.differ.len() == 1);
    let survives = |at: usize, factor: Factor| match explain.by {
        Explanation::Joint => factor.agrees_jointly(),
        Explanation::Difference => clean && pairs.iter().any(|pair| pair.differ.contains(&at)),
        _ => factor.agrees(),
    };
    let heads = [
        ("factor", Kind::Key),
        ("positives", Kind::Text),
        ("negatives", Kind::Text),
        ("survives", Kind::Text),
    ];
    let mut table = Table::new("rows", heads.map(|(name, kind)| Head::new(name, kind)).into());
    for (at, &factor) in factors.iter().enumerate() {
        let value = |constant: Option<bool>| Cell::text(constant.map_or("varies", yes));
        table.rows.push(vec![
            Cell::text(coded.conditions[at].as_str()),
            value(factor.positives),
            value(factor.negatives),
            Cell::text(yes(survives(at, factor))),
        ]);
    }
    answer.tables.push(table);
    let sides = [
        (count(positives.len(), "case"), "with", "agreement"),
        (count(negatives.len(), "case"), "without", "negative agreement"),
    ];
    let literals = |of: fn(Factor) -> Option<bool>| {
        let constant = factors.iter().enumerate().filter_map(|(at, &factor)| Some((at, of(factor)?)));
        constant.map(|(at, value)| literal(&coded.conditions[at], value)).collect::<Vec<String>>()
    };
    match explain.by {
        Explanation::Joint => {
            let joint = literals(|factor| factor.positives.filter(|_| factor.agrees_jointly()));
            let text =
                format!("Always with `{}` and never without it: {}.", coded.outcome_name, listed(&joint));
            answer.findings.push(finding("joint", joint, text));
        }
        Explanation::Difference => difference(coded, &pairs, answer),
        _ => {
            let shared = [literals(|factor| factor.positives), literals(|factor| factor.negatives)];
            for (side, (shared, (cases, with, kind))) in shared.into_iter().zip(sides).enumerate() {
                if side == 1 && negatives.is_empty() {
                    continue;
                }
                let name = &coded.outcome_name;
                let text = format!("Shared by the {cases} {with} `{name}`: {}.", listed(&shared));
                answer.findings.push(finding(kind, shared, text));
            }
        }
    }
    if let Explanation::Joint = explain.by {
        answer.notes.push(
            "The joint method as textbooks have it; Mill's own asks less of the negative cases.".into(),
        );
    }
}

fn finding(kind: &'static str, literals: Vec<String>, text: String) -> Finding {
    let set = Value::Set(literals.iter().map(|name| name.as_str().into()).collect());
    let figures = vec![(kind.to_owned(), set), (format!("{kind} count"), Value::count(literals.len()))];
    Finding { kind, figures, text }
}

fn listed(literals: &[String]) -> String {
    if literals.is_empty() { "nothing".into() } else { literals.join(", ") }
}

/// Pairs with different outcomes that are alike but for as little as possible.
fn difference(coded: &Coded, pairs: &[Pair], answer: &mut Answer) {
    let Some(distance) = pairs.first().map(|pair| pair.differ.len()) else { return };
    let heads = [("positive", Kind::Key), ("negative", Kind::Key), ("differ", Kind::Text)];
    let mut table = Table::new("pairs", heads.map(|(name, kind)| Head::new(name, kind)).into());
    for pair in pairs {
        let (positive, negative) =
            if coded.outcome[pair.left] { (pair.left, pair.right) } else { (pair.right, pair.left) };
        let differ = pair.differ.iter().map(|&at| coded.conditions[at].as_str().into()).collect();
        table.rows.push(vec![
            Cell::text(coded.names[positive].as_str()),
            Cell::text(coded.names[negative].as_str()),
            Cell::new(Value::Set(differ)),
        ]);
    }
    answer.tables.push(table);
    let figures = vec![
        ("pairs".to_owned(), Value::count(pairs.len())),
        ("distance".to_owned(), Value::count(distance)),
    ];
    let pairs = count(pairs.len(), "pair");
    let text = match distance {
        0 => format!(
            "{pairs} alike in every condition, and still with different outcomes: something else matters."
        ),
        1 => format!("{pairs} with different outcomes that differ in one condition only."),
        more => format!("No pair differs in one condition only; the nearest ({pairs}) differ in {more}."),
    };
    answer.findings.push(Finding { kind: "difference", figures, text });
}
