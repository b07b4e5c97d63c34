//! The method of difference: pairs of cases that are alike but for one factor, and with which sign it goes.

use std::collections::BTreeSet;

use super::{Coded, literal};
use answer::{Answer, Cell, Finding, Head, Kind, Table};
use base::suggest::count;
use data::{Missing, Value};
use stats::mill::{Differences, Sign, Unlike};

/// More cases than this are counted and not named.
const MOST_NAMED: usize = 6;

/// What the clean pairs show of a factor: whether it survives, and whether it is present or absent with the outcome.
pub fn verdict(found: &Differences, factor: usize) -> [Cell; 2] {
    let (survives, sign) = match found.sign(factor) {
        Sign::Silent => ("no", Cell::missing(Missing::Undefined)),
        Sign::Present => ("yes", Cell::text("present")),
        Sign::Absent => ("yes", Cell::text("absent")),
        Sign::Contradicted => ("contradicted", Cell::text("both")),
    };
    [Cell::text(survives), sign]
}

/// Adds the pairs, clean ones first, then those that are alike in everything; and what they show.
pub fn tell_differences(coded: &Coded, found: &Differences, answer: &mut Answer) {
    let nearest = if found.clean.is_empty() { &found.nearest } else { &found.clean };
    if nearest.is_empty() && found.alike.is_empty() {
        return;
    }
    let heads = ["positive", "negative"].map(|name| Head::computed(name, Kind::Key));
    let more = ["differ", "sign"].map(|name| Head::computed(name, Kind::Text));
    let mut table = Table::new("pairs", heads.into_iter().chain(more).collect::<Vec<Head>>());
    table.rows.extend(nearest.iter().chain(&found.alike).map(|pair| row(coded, pair)));
    answer.tables.push(table);
    answer.findings.push(match found.clean.is_empty() {
        false => clean(coded, found),
        true => unclean(nearest),
    });
    answer.findings.extend(alike(coded, found));
}

fn row(coded: &Coded, pair: &Unlike) -> Vec<Cell> {
    let differ = pair.differ.iter().map(|&at| coded.conditions[at].as_str().into()).collect();
    let sign = match pair.differ.as_slice() {
        [_] => Cell::text(if pair.present { "present" } else { "absent" }),
        _ => Cell::missing(Missing::Undefined),
    };
    let names = [pair.positive, pair.negative].map(|case| Cell::text(coded.names[case].as_str()));
    names.into_iter().chain([Cell::new(Value::Set(differ)), sign]).collect()
}

fn clean(coded: &Coded, found: &Differences) -> Finding {
    let (mut survivors, mut contradicted, mut parts) = (Vec::new(), Vec::new(), Vec::new());
    for (at, name) in coded.conditions.iter().enumerate() {
        let [present, absent] = found.times(at);
        let outcome = &coded.outcome_name;
        match found.sign(at) {
            Sign::Silent => {}
            Sign::Present => {
                survivors.push(literal(name, true));
                parts.push(format!("{name} is present with `{outcome}` ({})", count(present, "pair")));
            }
            Sign::Absent => {
                survivors.push(literal(name, false));
                parts.push(format!("{name} is absent with `{outcome}` ({})", count(absent, "pair")));
            }
            Sign::Contradicted => {
                contradicted.push(name.clone());
                parts.push(format!(
                    "{name} is present with `{outcome}` in {} and absent in {absent}, so it is contradicted",
                    count(present, "pair")
                ));
            }
        }
    }
    let pairs = count(found.clean.len(), "pair");
    let text =
        format!("{pairs} with different outcomes that differ in one condition only: {}.", parts.join("; "));
    let set = |names: &[String]| Value::Set(names.iter().map(|name| name.as_str().into()).collect());
    let figures = vec![
        ("pairs".to_owned(), Value::count(found.clean.len())),
        ("distance".to_owned(), Value::count(1)),
        ("difference".to_owned(), set(&survivors)),
        ("difference count".to_owned(), Value::count(survivors.len())),
        ("contradicted".to_owned(), set(&contradicted)),
    ];
    Finding { kind: "difference", figures, text }
}

fn unclean(nearest: &[Unlike]) -> Finding {
    let mut figures = vec![("pairs".to_owned(), Value::count(nearest.len()))];
    let text = match nearest.first().map(|pair| pair.differ.len()) {
        Some(distance) => {
            figures.push(("distance".to_owned(), Value::count(distance)));
            let pairs = count(nearest.len(), "pair");
            format!("No pair differs in one condition only; the nearest ({pairs}) differ in {distance}.")
        }
        None => "No pair differs in one condition only.".to_owned(),
    };
    figures.push(("difference count".to_owned(), Value::count(0)));
    Finding { kind: "difference", figures, text }
}

/// Pairs that no condition tells apart: something else matters, in the pairs of these cases too.
fn alike(coded: &Coded, found: &Differences) -> Option<Finding> {
    if found.alike.is_empty() {
        return None;
    }
    let cases = |pairs: &[Unlike]| -> BTreeSet<usize> {
        pairs.iter().flat_map(|pair| [pair.positive, pair.negative]).collect()
    };
    let (alike, clean) = (cases(&found.alike), cases(&found.clean));
    let named = |cases: &[usize]| match cases.len() > MOST_NAMED {
        true => count(cases.len(), "case"),
        false => coded.named(cases.iter().copied()).join(", "),
    };
    let all: Vec<usize> = alike.iter().copied().collect();
    let touched: Vec<usize> = alike.intersection(&clean).copied().collect();
    let too = match touched.is_empty() {
        true => String::new(),
        false => format!(", and it may matter in the other pairs of {} too", named(&touched)),
    };
    let (pairs, are) = (found.alike.len(), if found.alike.len() == 1 { "is" } else { "are" });
    let text = format!(
        "{} {are} alike in every condition, and still with different outcomes ({}): something else matters{too}.",
        count(pairs, "pair"),
        named(&all)
    );
    Some(Finding { kind: "alike", figures: vec![("alike pairs".to_owned(), Value::count(pairs))], text })
}
