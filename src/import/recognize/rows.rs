//! Rows that are no cases of their own: those below a merged cell, totals, the heading again.

use rustc_hash::FxHashSet as HashSet;

use super::columns::Draft;
use super::figures::is_figure;
use super::headings;
use crate::dialect::{Kind, Marks};
use crate::sample::Sample;
use base::suggest::count;
use data::remark::{About, Remark};

/// The column of names that stand once for several rows, as merged cells leave them: every name has empty cells below
/// it, and another column tells its rows apart.
pub fn merged(sample: &Sample, heading: &[(usize, String)], missing: &Marks) -> Option<usize> {
    let (place, _) = heading.first()?;
    // The second row tells most tables apart.
    let mut names = sample.column(*place).map(|cell| cell.is_empty());
    if (names.next(), names.next()) != (Some(false), Some(true)) {
        return None;
    }
    // How many rows each name has, its own and those below.
    let (mut sizes, mut group_of) = (Vec::new(), Vec::new());
    for cell in sample.column(*place) {
        match sizes.last_mut() {
            Some(rows) if cell.is_empty() => *rows += 1,
            _ => sizes.push(1),
        }
        group_of.push(sizes.len());
    }
    if sizes.contains(&1) {
        return None;
    }
    // Figures may be equal by chance and different by chance.
    let tells_apart = |(other, name): &&(usize, String)| {
        let cells: Vec<_> = sample.column(*other).collect();
        let words = headings::is_time(name) || cells.iter().any(|cell| !is_figure(cell));
        let mut seen = HashSet::default();
        let mut rows = cells.iter().zip(&group_of);
        words && rows.all(|(cell, group)| missing.find(cell).is_none() && seen.insert((*group, &**cell)))
    };
    heading[1..].iter().find(tells_apart).map(|_| *place)
}

/// That empty cells of a column were filled.
pub fn filled(sample: &Sample, place: usize, name: &str) -> Remark {
    let empty = sample.column(place).filter(|cell| cell.is_empty()).count();
    let text = format!(
        "`{name}` stands once for several rows, as merged cells leave it: {} mean the name above",
        count(empty, "empty cell")
    );
    Remark::told(About::Columns, text)
}

/// The rows that have no case, though they have something else.
pub fn without_case(drafts: &[Draft<'_>], case: usize) -> Vec<usize> {
    let mut rows: Vec<(bool, bool)> = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        for (row, _) in &draft.cells {
            if rows.len() <= *row {
                rows.resize(row + 1, (false, false));
            }
            let (named, filled) = &mut rows[*row];
            *(if at == case { named } else { filled }) = true;
        }
    }
    rows.iter().enumerate().filter(|(_, told)| **told == (false, true)).map(|(row, _)| row).collect()
}

/// What is said of rows that are no cases of their own; `repeated` is the first that answers a question again.
pub fn remarks(drafts: &[Draft<'_>], case: usize, repeated: Option<usize>, sample: &Sample) -> Vec<Remark> {
    let empty = without_case(drafts, case);
    let name = &drafts[case].name;
    let nameless = empty.first().map(|&row| {
        let of = if sample.is_whole() { count(empty.len(), "row") } else { "some rows".into() };
        let place = sample.place(row);
        let text = format!(
            "`{name}` is empty in {of}, first in {place}, and such rows belong to no case; where one name stands for \
             several rows, write it into each of them"
        );
        Remark::told(About::Columns, text)
    });
    let again = heading_again(drafts).map(|row| {
        let place = sample.place(row);
        Remark::told(
            About::Columns,
            format!("{place} holds the names of the columns again: without it, their figures are figures"),
        )
    });
    let repeated = repeated.filter(|row| !empty.contains(row)).map(|row| {
        let text = format!(
            "{} answers a question that a row above it answers: `using mean` compares the mean of such rows, `with \
             key = …` names a column that tells them apart",
            sample.place(row)
        );
        Remark::told(About::Columns, text)
    });
    nameless.into_iter().chain(again).chain(repeated).collect()
}

/// The row in which the first column that holds its own name does, if another column does there too.
pub fn heading_again(drafts: &[Draft<'_>]) -> Option<usize> {
    let own =
        |draft: &Draft<'_>| draft.texts.iter().find(|cell| cell.text == draft.name).map(|cell| cell.row);
    let mut rows = drafts.iter().filter(|draft| draft.kind == Kind::Labels).filter_map(own);
    let first = rows.next()?;
    rows.any(|row| row == first).then_some(first)
}
