//! The cases behind the figures of groups: how many, whose are missing, whether each time has the same ones.

use std::sync::Arc;

use base::suggest::count;
use data::{DataError, Topic};
use query::{Aggregates, Selection};
use select::Cells;

use crate::compare::behind::spoken;

/// A sentence names no more cases than this.
const MOST_NAMED: usize = 5;
/// So many groups are told one by one.
const MOST_TOLD: usize = 3;

/// A figure of a group: what it is of, and where it stands among the cells.
#[derive(Clone, Debug)]
pub struct OfGroup {
    /// `Asia`
    pub group: String,
    /// `gdp`
    pub measure: Arc<str>,
    /// Which measure of the selection it is.
    pub at: usize,
    /// The row of the cells.
    pub row: usize,
}

/// What a reader must know of the cases behind some figures; nothing where no groups are made.
///
/// # Errors
///
/// What keeps the names of the cases from being read.
pub fn notes(selection: &Selection, cells: &Cells, figures: &[OfGroup]) -> Result<Vec<String>, DataError> {
    if selection.grouping.aggregates().is_none_or(|aggregates| aggregates.members.is_none()) {
        return Ok(Vec::new());
    }
    let mut notes = told(figures.iter().map(|figure| without(&selection.topic, cells, figure)))?;
    notes.extend(told(figures.iter().map(|figure| Ok(uneven(cells, figure))))?);
    Ok(notes)
}

/// By what the rows behind a mean are weighted.
pub fn weighted(aggregates: &Aggregates) -> String {
    let weight = aggregates.weight.as_ref();
    weight.map_or_else(String::new, |weight| format!(", weighted by `{}`", weight.meta.name))
}

/// That the first figures of several rows are of different times.
pub fn times(cells: &Cells, figures: &[OfGroup]) -> Option<String> {
    let known = figures.iter().filter_map(|figure| {
        let basis = cells.basis.get(figure.at)?;
        let times = basis.times[figure.row].as_slice();
        (basis.figures[figure.row] > 0 && !times.is_empty()).then(|| (&figure.group, spoken(times)))
    });
    let known: Vec<(&String, String)> = known.collect();
    let (first, rest) = known.split_first()?;
    let other = rest.iter().find(|(_, times)| *times != first.1)?;
    let (a, b) = (format!("{} {}", first.0, first.1), format!("{} {}", other.0, other.1));
    let more = if known.len() > 2 { ", …" } else { "" };
    Some(format!("The figures are of different times: {a}; {b}{more}."))
}

fn told(
    sentences: impl Iterator<Item = Result<Option<String>, DataError>>,
) -> Result<Vec<String>, DataError> {
    let mut told: Vec<String> = Vec::new();
    for sentence in sentences {
        if let Some(sentence) = sentence?
            && !told.contains(&sentence)
        {
            told.push(sentence);
        }
    }
    let more = told.len().saturating_sub(MOST_TOLD);
    told.truncate(MOST_TOLD);
    if more > 0 {
        told.push(format!("The same of {more} more."));
    }
    Ok(told)
}

/// The members of a group that have no figure.
fn without(topic: &Topic, cells: &Cells, figure: &OfGroup) -> Result<Option<String>, DataError> {
    let known = &cells.basis[figure.at].cases[figure.row];
    let missing = cells.members[figure.row].iter().filter(|code| known.binary_search(code).is_err());
    let labels = topic.words(topic.case())?;
    let mut names: Vec<&str> = missing.map(|&code| &*labels[code as usize]).collect();
    if names.is_empty() {
        return Ok(None);
    }
    let more = names.len().saturating_sub(MOST_NAMED);
    names.truncate(MOST_NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let (group, measure) = (&figure.group, &figure.measure);
    Ok(Some(format!("{group}: `{measure}` is not known of {}{more}.", names.join(", "))))
}

/// That a figure over several times does not have each case in each of them.
fn uneven(cells: &Cells, figure: &OfGroup) -> Option<String> {
    let basis = &cells.basis[figure.at];
    let (cases, times) = (basis.cases[figure.row].len(), basis.times[figure.row].len());
    let figures = basis.figures[figure.row];
    let expected = cases * times.max(1);
    (times > 1 && cases > 1 && figures != expected).then(|| {
        let (group, measure) = (&figure.group, &figure.measure);
        let is_year = basis.times[figure.row].iter().all(|time| time.as_years().is_some());
        let time = if is_year { "year" } else { "time" };
        let (figures, cases, times) = (count(figures, "figure"), count(cases, "case"), count(times, time));
        format!(
            "{group}: `{measure}` is made of {figures} of {cases} in {times}, not of one of each case in each {time}."
        )
    })
}

/// That the figures of a group are not of the same cases in all times, which are given in order.
pub fn changing(cells: &Cells, group: &str, rows: &[(String, usize)]) -> Option<String> {
    let cases = |row: usize| &cells.basis[0].cases[row];
    let known: Vec<&(String, usize)> = rows.iter().filter(|(_, row)| !cases(*row).is_empty()).collect();
    if known.windows(2).all(|pair| cases(pair[0].1) == cases(pair[1].1)) {
        return None;
    }
    let size = |known: &&&(String, usize)| cases(known.1).len();
    // The first of those with the fewest, and of those with the most.
    let (least, most) = (known.iter().min_by_key(size)?, known.iter().rev().max_by_key(size)?);
    let [few, many] = [least, most].map(|known| cases(known.1).len());
    Some(match few == many {
        true => format!("{group}: {} in each time, but not always the same ones.", count(few, "case")),
        false => format!(
            "{group}: not the same cases in all times; {} in {}, {many} in {}.",
            count(few, "case"),
            least.0,
            most.0
        ),
    })
}
