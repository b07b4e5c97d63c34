//! The names of the columns.

use rustc_hash::FxHashSet as HashSet;

use super::figures::is_figure;
use super::headings;
use crate::dialect::Marks;
use crate::error::ImportError;
use crate::sample::Sample;
use base::suggest::count;
use data::remark::{About, Remark};

/// What a second line above the rows holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Second {
    /// Names that go on: `2019` above `Men`. These are the two joined.
    Names(Vec<String>),
    /// What the figures below are counted in; empty where there are none.
    Units(Vec<String>),
}

/// Finds a second line of a heading: words, or nothing, above columns of figures.
pub fn second(sample: &Sample, missing: &Marks) -> Option<Second> {
    let width = sample.heading().len();
    let second: Vec<String> = (0..width).map_while(|at| sample.column(at).next()).map(Into::into).collect();
    let is_word = |cell: &str| missing.find(cell).is_none();
    // Most tables are told apart by their first figure.
    if second.len() < width || second.iter().any(|cell| is_figure(cell)) {
        return None;
    }
    let figures = |at: usize| {
        let mut below = sample.column(at).skip(1).filter(|cell| is_word(cell)).peekable();
        below.peek().is_some() && below.all(|cell| is_figure(&cell))
    };
    let figures: Vec<bool> = (0..width).map(figures).collect();
    let words: Vec<bool> = second.iter().map(|cell| is_word(cell)).collect();
    let count = figures.iter().filter(|figures| **figures).count();
    let mut columns = figures.iter().zip(&words);
    let mut names = HashSet::default();
    let complete = sample
        .heading()
        .iter()
        .all(|name| !name.trim().is_empty() && names.insert(name.trim().to_lowercase()));
    match complete {
        true if count > 0 && columns.all(|(figures, word)| *figures || !word) => {
            let unit = |cell: &String| if is_word(cell) { headings::clean(cell) } else { String::new() };
            let units: Vec<String> = second.iter().map(unit).collect();
            units.iter().any(|unit| !unit.is_empty()).then_some(Second::Units(units))
        }
        false if count > 1 && columns.all(|(figures, word)| *word || !figures) => {
            // A name that stands above several columns is written above the first of them.
            let mut above = String::new();
            let joined = sample.heading().iter().zip(&second).map(|(first, second)| {
                if !first.trim().is_empty() || second.trim().is_empty() {
                    above = headings::clean(first);
                }
                headings::clean(&format!("{above} {second}"))
            });
            Some(Second::Names(joined.collect()))
        }
        _ => None,
    }
}

/// What is said of a second line.
pub fn remark(second: &Second) -> Remark {
    let (names, units);
    let text = match second {
        Second::Names(joined) => {
            names = joined.iter().filter(|name| !name.is_empty());
            format!("the names stand in two lines, which are joined: {}", listed(names))
        }
        Second::Units(all) => {
            units = all.iter().filter(|unit| !unit.is_empty());
            format!(
                "the line below the names holds no figures, and is read as their units: {}",
                listed(units)
            )
        }
    };
    Remark::told(About::Names, text)
}

/// The first few names.
fn listed<'n>(names: impl Iterator<Item = &'n String>) -> String {
    const SHOWN: usize = 5;
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    let more = if names.len() > SHOWN { ", …" } else { "" };
    names[..names.len().min(SHOWN)].join(", ") + more
}

/// The columns that are used, by place and name.
///
/// # Errors
///
/// No name at all, an empty name above values, a name twice.
pub fn heading(
    path: &str,
    sample: &Sample,
    names: &[String],
    missing: &Marks,
    remarks: &mut Vec<Remark>,
) -> Result<Vec<(usize, String)>, ImportError> {
    let wrong = |reason| Err(ImportError::Heading { path: path.into(), reason });
    let mut heading: Vec<(usize, String)> = Vec::new();
    let mut seen = HashSet::default();
    let mut empty = Vec::new();
    if names.iter().all(|name| name.trim().is_empty()) {
        return Err(ImportError::Empty { path: path.into() });
    }
    for (at, name) in names.iter().enumerate() {
        let mut name = headings::clean(name);
        if name.is_empty() || name == "Unnamed: 0" {
            let mut cells = sample.column(at).filter(|cell| missing.find(cell).is_none()).peekable();
            if cells.peek().is_none() && !sample.is_empty() {
                empty.push(at + 1);
                continue;
            }
            if at > 0 {
                return wrong(format!("has an empty name in column {}", at + 1));
            }
            let mut rows = 0..;
            let first: Option<u64> =
                cells.peek().and_then(|cell| cell.parse().ok()).filter(|first| *first < 2);
            if first.is_some_and(|first| {
                cells.all(|cell| rows.next().is_some_and(|row| cell.parse() == Ok(first + row)))
            }) {
                remarks.push(Remark::new(About::LeftOut, "column 1, which numbers the rows".into()));
                continue;
            }
            name = "name".into();
            remarks.push(Remark::told(About::Names, "column 1 has no name and is called `name` here".into()));
        }
        if !seen.insert(name.to_lowercase()) {
            return wrong(format!("names `{name}` twice"));
        }
        heading.push((at, name));
    }
    let text = match empty.as_slice() {
        [] => return Ok(heading),
        [at] => format!("column {at}, which is empty"),
        [first, .., last] => {
            format!("{} without name and value, from {first} to {last}", count(empty.len(), "column"))
        }
    };
    remarks.push(Remark::new(About::LeftOut, text));
    Ok(heading)
}
