//! Where the rows of a table stand: the case and the year of each.

use rustc_hash::FxHashMap as HashMap;

use crate::cases::Cases;
use crate::error::AlignError;
use crate::grid::Grid;
use crate::part::{Part, Repeated};
use crate::years::YearPlaces;

/// Stands for a label that means several cases, or none.
const MANY: u64 = u64::MAX;

/// Puts the rows of a table that count at their cases and years: a place is the number of the case times the years, and
/// the year.
///
/// # Errors
///
/// A column that cannot be read; a case and year with several rows.
pub fn place(
    number: usize,
    part: &Part,
    cases: &Cases,
    years: &YearPlaces,
    mut grid: Grid,
) -> Result<Grid, AlignError> {
    let count = years.count() as u64;
    let of_labels = &cases.of_labels[number];
    // Most labels stand for one case.
    let first =
        |cases: &Vec<u32>| if let [case] = cases.as_slice() { u64::from(*case) * count } else { MANY };
    let firsts: Vec<u64> = of_labels.iter().map(first).collect();
    part.each_row(number, years, |row, code, year| match firsts[code as usize] {
        MANY => {
            for &case in &of_labels[code as usize] {
                grid.put(u64::from(case) * count + u64::from(year), row);
            }
        }
        first => grid.put(first + u64::from(year), row),
    })?;
    grid.settle();
    let Some(&(place, row)) = grid.again().first() else { return Ok(grid) };
    let code = part.labels(number)?.code(row as usize).unwrap_or_default();
    let year = years.at((place % count) as usize);
    Err(AlignError::SeveralRows {
        part: number,
        case: part.label(code as usize),
        year: year.map(|year| year.to_string()),
        rows: 1 + grid.again().iter().filter(|(other, _)| *other == place).count(),
    })
}

/// Every case and year of a table that has more than one row, and how many.
///
/// # Errors
///
/// A column that cannot be read.
pub fn repeated(number: usize, part: &Part) -> Result<Vec<Repeated>, AlignError> {
    let years = YearPlaces::new([part].into_iter())?;
    let count = years.count() as u64;
    let mut grid = Grid::new(part.who.len(), years.count(), part.topic.rows);
    part.each_row(number, &years, |row, code, year| {
        grid.put(u64::from(code) * count + u64::from(year), row);
    })?;
    grid.settle();
    let mut found: Vec<Repeated> = Vec::new();
    let mut known: HashMap<u64, usize> = HashMap::default();
    for &(place, _) in grid.again() {
        let at = *known.entry(place).or_insert_with(|| {
            let year = years.at((place % count) as usize);
            found.push(Repeated { code: (place / count) as u32, year, rows: 1 });
            found.len() - 1
        });
        found[at].rows += 1;
    }
    Ok(found)
}
