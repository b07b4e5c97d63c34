//! What `define` answers: calibration is never silent.

use std::collections::BTreeSet;

use base::suggest::{count, typed};
use data::{DataError, Topic};
use query::{Defined, Formula, Origin};
use select::test::{self, FALSE, TRUE};
use select::variable::{decimals, figures};

/// What a new name stands for, in one sentence: the members, how many rows are true, false and unknown, or the range.
///
/// # Errors
///
/// What keeps a column that it is made of from being read.
pub fn echo(name: &str, defined: &Defined) -> Result<String, DataError> {
    Ok(match defined {
        Defined::Set(members) => format!("`{name}` is a set of {}: {}", members.len(), members.join(", ")),
        Defined::Topics(topics) => {
            format!("`{name}` is {}: {}", count(topics.len(), "topic"), topics.join(", "))
        }
        Defined::Case(topic, case, meant) => format!("`{case}` in `{}` is {meant}", topic.name),
        Defined::Condition(topic, test) => {
            let (mask, claims) = (test::mask(topic, test)?, topic.claims()?);
            let cases = |truth: u8| {
                let row = |row: &usize| mask[*row] == truth && claims.is_preferred(*row);
                (0..topic.rows).filter(row).collect::<Vec<_>>()
            };
            let (yes, no) = (cases(TRUE), cases(FALSE));
            let unknown = cases(test::UNKNOWN);
            let mut text = format!(
                "`{name}` means `{}` in `{}`: true of {}, false of {}, unknown of {}",
                test.text,
                topic.name,
                count(yes.len(), "row"),
                no.len(),
                unknown.len()
            );
            let names = labels(topic, &yes)?;
            if !names.is_empty() {
                text = format!("{text}\ntrue: {names}");
            }
            text
        }
        Defined::Measure(topic, formula, meta) => {
            let unit = &meta.unit;
            let (values, claims) = (figures(topic, formula)?, topic.claims()?);
            let rows = (0..topic.rows).filter(|&row| claims.is_preferred(row));
            let known: Vec<f64> = rows.map(|row| values[row]).filter(|value| value.is_finite()).collect();
            let (low, high) = known
                .iter()
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &x| (low.min(x), high.max(x)));
            let unit = match &**unit {
                "" => String::new(),
                base if base.contains('=') => format!(" ({base})"),
                unit => format!(" {unit}"),
            };
            let places = usize::from(decimals(&known));
            let mut text = match known.len() {
                0 => format!("`{name}` is a figure of `{}`, known for no row", topic.name),
                n => format!(
                    "`{name}` is a figure of `{}`, known for {}: {low:.places$} to {high:.places$}{unit}",
                    topic.name,
                    count(n, "row")
                ),
            };
            unmatched(topic, formula, &mut text)?;
            text
        }
    })
}

/// Names the cases that another topic of a formula does not know.
fn unmatched(topic: &Topic, formula: &Formula, text: &mut String) -> Result<(), DataError> {
    const NAMED: usize = 8;
    for part in formula.parts() {
        unmatched(topic, part, text)?;
    }
    match formula {
        Formula::Variable(variable) => {
            let Origin::Through { key, topic: other, cases, .. } = &variable.origin else { return Ok(()) };
            let labels = topic.words(*key)?.iter().zip(cases.iter());
            let alone: Vec<&str> =
                labels.filter(|(_, same)| same.is_none()).map(|(label, _)| &**label).collect();
            if alone.is_empty() {
                return Ok(());
            }
            let more = match alone.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let named = alone.iter().take(NAMED).map(|label| typed(label)).collect::<Vec<_>>().join(", ");
            text.push_str(&format!("\nnot in `{}`, so not known here: {named}{more}", other.name));
        }
        Formula::Number(_)
        | Formula::Binary(..)
        | Formula::Unary(..)
        | Formula::Summary(_)
        | Formula::Earlier(_)
        | Formula::Place(_) => {}
    }
    Ok(())
}

/// The cases of rows, where each stands for one row and they are few enough to read.
fn labels(topic: &Topic, rows: &[usize]) -> Result<String, DataError> {
    let Some(cases) = topic.labels(topic.case())? else { return Ok(String::new()) };
    let names: Vec<&str> = rows.iter().map(|&row| cases.text(row)).collect();
    let distinct: BTreeSet<&str> = names.iter().copied().collect();
    let few = names.len() <= 30 && distinct.len() == names.len();
    Ok(if few { names.join(", ") } else { String::new() })
}
