//! Rows that count other rows again: exact copies, and totals beside their parts.

use std::hash::{BuildHasher, Hasher};

use rustc_hash::{FxBuildHasher, FxHashMap as HashMap};

use super::columns::{CellText, Draft};
use crate::sample::Sample;
use base::suggest::{count, typed};
use data::field::Role;
use data::remark::{About, Remark};
use data::totals::{sums_up, sums_up_a_key};

/// The rows that are the same as one above them in every column, each with that one.
pub fn copies(sample: &Sample) -> Vec<(usize, usize)> {
    let mut hashes: Vec<u64> = Vec::new();
    for at in 0..sample.heading().len() {
        for (row, cell) in sample.column(at).enumerate() {
            if row == hashes.len() {
                hashes.push(0);
            }
            let mut hasher = FxBuildHasher.build_hasher();
            hasher.write_u64(hashes[row]);
            hasher.write(cell.as_bytes());
            hashes[row] = hasher.finish();
        }
    }
    let mut first: HashMap<u64, usize> = HashMap::default();
    let copy = |(row, hash): (usize, u64)| {
        let before = *first.entry(hash).or_insert(row);
        (before != row).then_some((row, before))
    };
    hashes.into_iter().enumerate().filter_map(copy).collect()
}

/// What is said of copies.
pub fn of_copies(copies: &[(usize, usize)], sample: &Sample) -> Option<Remark> {
    let (row, before) = copies.first()?;
    let (at_least, rows) = (if sample.is_whole() { "" } else { "at least " }, count(copies.len(), "row"));
    let verb = if copies.len() == 1 { "is" } else { "are" };
    let text = format!(
        "{at_least}{rows} {verb} the same as a row above in every column, first {} as {}: sums and counts take such rows \
         twice; if they are no observations of their own, take them out of the table",
        sample.place(*row),
        sample.place(*before),
    );
    Some(Remark::told(About::Columns, text))
}

/// What is said of rows that sum up other rows, as far as names, gaps and figures show it.
pub fn totals(drafts: &[Draft<'_>], roles: &[Role], sample: &Sample) -> Vec<Remark> {
    let parts = (0..drafts.len()).filter(|&at| matches!(roles[at], Role::Case | Role::Key));
    parts
        .flat_map(|at| {
            let sums = sums(drafts, roles, at, sample);
            let named = if sums.is_none() { named(&drafts[at], roles[at], sample) } else { None };
            let gaps = if roles[at] == Role::Key { gaps(drafts, roles, at, sample) } else { None };
            sums.into_iter().chain(named).chain(gaps)
        })
        .map(|text| Remark::told(About::Columns, text))
        .collect()
}

/// That some labels are called like figures for all of them.
fn named(draft: &Draft<'_>, role: Role, sample: &Sample) -> Option<String> {
    const SHOWN: usize = 3;
    let sounds = |cell: &&CellText<'_>| {
        if role == Role::Key { sums_up_a_key(&cell.text) } else { sums_up(&cell.text) }
    };
    let found: Vec<&CellText<'_>> = draft.texts.iter().filter(sounds).collect();
    // What is the only label sums up nothing that is here.
    let first = &found.first().filter(|_| draft.texts.len() > found.len())?.text;
    let shown = found.iter().take(SHOWN);
    let shown: Vec<String> =
        shown.map(|cell| format!("`{}` ({})", cell.text, sample.place(cell.row))).collect();
    let what = match (role, found.len()) {
        (Role::Case, 1) => "and is a case like any other".into(),
        (Role::Case, _) => "and are cases like any other".into(),
        _ => format!("in `{}`", draft.name),
    };
    let one = if found.len() == 1 { "it" } else { "the first" };
    let comma = if role == Role::Case { "," } else { "" };
    Some(format!(
        "{} may sum up other rows{comma} {what}: `where {} != {}` leaves {one} out",
        shown.join(", "),
        typed(&draft.name),
        typed(first),
    ))
}

/// The identity of each row but for one column: the hash of its case, keys and times.
fn groups(drafts: &[Draft<'_>], roles: &[Role], but: usize, rows: usize) -> Vec<u64> {
    let mut hashes = vec![0u64; rows];
    let identity = |at: &usize| *at != but && matches!(roles[*at], Role::Case | Role::Key | Role::Time);
    for at in (0..drafts.len()).filter(identity) {
        for (row, cell) in &drafts[at].cells {
            let mut hasher = FxBuildHasher.build_hasher();
            hasher.write_u64(hashes[*row]);
            hasher.write_usize(at);
            hasher.write_usize(*cell);
            hashes[*row] = hasher.finish();
        }
    }
    hashes
}

/// How many rows the sample has.
fn rows(sample: &Sample) -> usize {
    sample.column(0).count()
}

/// That a key is empty in rows beside others of the same case and time that have it.
fn gaps(drafts: &[Draft<'_>], roles: &[Role], at: usize, sample: &Sample) -> Option<String> {
    let groups = groups(drafts, roles, at, rows(sample));
    let mut has_label = vec![false; groups.len()];
    drafts[at].cells.iter().for_each(|(row, _)| has_label[*row] = true);
    let mut labelled: HashMap<u64, bool> = HashMap::default();
    groups.iter().zip(&has_label).for_each(|(group, label)| *labelled.entry(*group).or_default() |= label);
    let is_gap = |row: &usize| !has_label[*row] && labelled.get(&groups[*row]) == Some(&true);
    let gaps: Vec<usize> = (0..groups.len()).filter(is_gap).collect();
    let (first, name) = (sample.place(*gaps.first()?), &drafts[at].name);
    let at_least = if sample.is_whole() { "" } else { "at least " };
    Some(format!(
        "`{name}` is empty in {at_least}{}, first in {first}, beside rows of the same case that have one: these may be \
         their totals, and sums count both; `where {} is missing` asks for them alone, `where not {} is missing` for the \
         others",
        count(gaps.len(), "row"),
        typed(name),
        typed(name),
    ))
}

/// That the figures of one label are the sums of those of all others, wherever it stands beside them.
fn sums(drafts: &[Draft<'_>], roles: &[Role], at: usize, sample: &Sample) -> Option<String> {
    let rows = rows(sample);
    let groups = groups(drafts, roles, at, rows);
    let mut label_of: Vec<Option<usize>> = vec![None; rows];
    drafts[at].cells.iter().for_each(|(row, label)| label_of[*row] = Some(*label));
    let mut sizes: HashMap<u64, usize> = HashMap::default();
    groups.iter().for_each(|group| *sizes.entry(*group).or_default() += 1);
    // For each label: how many parts its sums had, or that one was wrong; a sum has more than one part.
    let mut parts: Vec<Option<usize>> = vec![None; drafts[at].texts.len()];
    for (row, label) in &drafts[at].cells {
        if sizes.get(&groups[*row]).is_some_and(|rows| *rows > 2) {
            parts[*label] = Some(0);
        }
    }
    let measures = (0..drafts.len()).filter(|&other| roles[other] == Role::Measure);
    for draft in measures.map(|other| &drafts[other]) {
        let Some(figures) = draft.figures() else { continue };
        for &place in &draft.places {
            // Mostly the first figures show that no label is a sum.
            if parts.iter().all(Option::is_none) {
                return None;
            }
            let mut of_group: HashMap<u64, Vec<(usize, f64, u8)>> = HashMap::default();
            for (row, cell) in sample.column(place).enumerate() {
                let figure = figures.read(&cell).filter(|_| draft.missing.marks.find(&cell).is_none());
                if let (Some(figure), Some(label)) = (figure, label_of[row]) {
                    of_group.entry(groups[row]).or_default().push((label, figure.value(), figure.decimals()));
                }
            }
            for cells in of_group.values().filter(|cells| cells.len() > 2) {
                let sum: f64 = cells.iter().map(|(_, value, _)| value).sum();
                // Printed figures are rounded, each by half of its last digit.
                let decimals = cells.iter().map(|(_, _, decimals)| *decimals).max().unwrap_or(0);
                let rounding = 0.5 * 10f64.powi(-i32::from(decimals)) * cells.len() as f64;
                let slack = if decimals > 0 { rounding } else { sum.abs() * 1e-12 };
                for (label, value, _) in cells {
                    // Figures as small as what rounding takes of them show no sum.
                    let is_sum = (sum - 2.0 * value).abs() <= slack && slack < value.abs() / 20.0;
                    parts[*label] = parts[*label].filter(|_| is_sum).map(|parts| parts + cells.len() - 1);
                }
            }
        }
    }
    // Fewer parts may give a sum by chance.
    let label = parts.iter().position(|parts| parts.is_some_and(|parts| parts >= LEAST_PARTS))?;
    let cell = &drafts[at].texts[label];
    let name = &drafts[at].name;
    Some(format!(
        "`{}` ({}) is the sum of the other rows of `{name}`: `where {} != {}` leaves it out, and sums with it count twice",
        cell.text,
        sample.place(cell.row),
        typed(name),
        typed(&cell.text),
    ))
}

/// So many parts show that a figure is their sum and not one by chance.
const LEAST_PARTS: usize = 4;
