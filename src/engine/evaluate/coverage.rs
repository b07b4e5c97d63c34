//! Conditions that the data cannot meet, whatever they are asked about.

use data::{Column, DataError, Topic, Years};
use query::{Selection, Test, TestKind, Variable};
use select::test::{TRUE, mask};
use select::variable::column;

/// A condition that no row of the topic meets.
#[derive(Clone, Debug)]
pub struct NeverMet<'s> {
    /// The smallest part of the condition that no row meets.
    pub test: &'s Test,
    /// From where to where the tested values run, in words.
    pub covered: Option<String>,
}

/// The parts of a selection's filter that no row of its topic meets.
///
/// # Errors
///
/// What keeps a column that they test from being read.
pub fn never_met(selection: &Selection) -> Result<Vec<NeverMet<'_>>, DataError> {
    let mut found = Vec::new();
    for test in &selection.filter {
        look(&selection.topic, test, &mut found)?;
    }
    Ok(found)
}

fn look<'s>(topic: &Topic, test: &'s Test, found: &mut Vec<NeverMet<'s>>) -> Result<(), DataError> {
    if let TestKind::And(parts) | TestKind::Or(parts) = &test.kind {
        return parts.iter().try_for_each(|part| look(topic, part, found));
    }
    if !mask(topic, test)?.contains(&TRUE) {
        let column = test.variable().map(|variable| column(topic, variable)).transpose()?;
        let covered = test.variable().zip(column).and_then(|(tested, column)| covered(tested, &column));
        found.push(NeverMet { test, covered });
    }
    Ok(())
}

fn covered(variable: &Variable, column: &Column) -> Option<String> {
    let name = &variable.meta.name;
    let (least, greatest) = match column {
        Column::Years(years) => {
            let spans = || (0..column.len()).filter_map(|row| years.span(row).ok());
            let (from, to) = (spans().map(|span| span.from).min()?, spans().map(|span| span.to).max()?);
            if to == Years::OPEN {
                return Some(format!("`{name}` begins in {from}"));
            }
            (from.to_string(), to.to_string())
        }
        Column::Numbers(numbers) => {
            let figures = || (0..column.len()).filter_map(|row| numbers.number(row));
            let (least, greatest) = (figures().min_by(f64::total_cmp)?, figures().max_by(f64::total_cmp)?);
            (least.to_string(), greatest.to_string())
        }
        Column::Labels(_) => return None,
    };
    Some(match least == greatest {
        true => format!("`{name}` is {least} in every row"),
        false => format!("`{name}` runs from {least} to {greatest}"),
    })
}
