//! The rows of a frame: each case and year that a table has, in order, and the row of each table there.

use std::ops::Range;

use base::cancel::cancellable;
use base::parallel;
use data::NO_ROW;

use crate::cases::Cases;
use crate::error::AlignError;
use crate::grid::Grid;
use crate::part::Part;
use crate::placed::place;
use crate::years::YearPlaces;

/// The rows of a frame.
#[derive(Debug, Default)]
pub struct FrameRows {
    /// The number of the case of each.
    pub cases: Vec<i32>,
    /// The place of its year.
    pub years: Vec<u32>,
    /// For each table its row there, or [`NO_ROW`].
    pub taken: Vec<Vec<u32>>,
}

/// The rows of a table at their cases, and at their years or for every year.
struct Standing {
    grid: Grid,
    /// Whether it stands for every year, beside tables that have years.
    every_year: bool,
}

/// Fewer places than this are not worth a thread.
const OF_A_THREAD: usize = 1 << 16;

impl FrameRows {
    /// The rows of tables side by side.
    ///
    /// # Errors
    ///
    /// A column that cannot be read; a case and year with several rows.
    pub fn new(parts: &[Part], cases: &Cases, years: &YearPlaces) -> Result<Self, AlignError> {
        let timed = parts.iter().any(Part::is_timed);
        let rows = parts.iter().map(|part| part.topic.rows).max().unwrap_or(0);
        let without_years = YearPlaces::none();
        let stand = |at: usize| {
            let every_year = timed && !parts[at].is_timed();
            let years = if every_year { &without_years } else { years };
            let grid = Grid::new(cases.all.len(), years.count(), rows);
            Ok(Standing { grid: place(at, &parts[at], cases, years, grid)?, every_year })
        };
        // A table of few rows is not worth a thread.
        let least = if rows < OF_A_THREAD { parts.len() } else { 1 };
        let tables = parallel::in_stretches(
            parts.len(),
            least,
            |some| some.map(stand).collect::<Vec<Result<_, AlignError>>>(),
            Extend::extend,
        );
        let tables = tables.into_iter().collect::<Result<Vec<_>, _>>()?;
        let least = OF_A_THREAD.div_ceil(years.count());
        let of = |some: Range<usize>| Self::of_cases(&tables, some, years.count());
        Ok(parallel::in_stretches(cases.all.len(), least, of, Self::append))
    }

    /// The rows of some cases.
    fn of_cases(tables: &[Standing], cases: Range<usize>, years: usize) -> Self {
        let mut rows = Self { taken: vec![Vec::new(); tables.len()], ..Self::default() };
        let mut when = Vec::new();
        for case in cancellable(cases) {
            let first = (case * years) as u64;
            when.clear();
            add_years(tables, first..first + years as u64, &mut when);
            let stands = |table: &Standing| table.every_year && table.grid.row(case as u64) != NO_ROW;
            // What stands for every year makes no row where another table has one.
            if when.is_empty() && tables.iter().any(stands) {
                when.push(0);
            }
            rows.cases.extend(when.iter().map(|_| case as i32));
            rows.years.extend(&when);
            for (table, taken) in tables.iter().zip(&mut rows.taken) {
                match table.every_year {
                    true => taken.extend(when.iter().map(|_| table.grid.row(case as u64))),
                    false => taken.extend(when.iter().map(|&year| table.grid.row(first + u64::from(year)))),
                }
            }
        }
        rows
    }

    fn append(&mut self, more: Self) {
        self.cases.extend(more.cases);
        self.years.extend(more.years);
        self.taken.iter_mut().zip(more.taken).for_each(|(taken, more)| taken.extend(more));
    }
}

/// Adds the years in which a table has a row of a case, in order. The places are those of the case.
fn add_years(tables: &[Standing], places: Range<u64>, when: &mut Vec<u32>) {
    let own = || tables.iter().filter(|table| !table.every_year).map(|table| &table.grid);
    let here = |rows: &[u32], year: usize| rows[places.start as usize + year] != NO_ROW;
    let years = (places.end - places.start) as usize;
    match own().map(Grid::as_dense).collect::<Option<Vec<_>>>().as_deref() {
        // Most frames are made of two tables.
        Some(&[one, other]) => {
            when.extend(
                (0..years).filter(|&year| here(one, year) || here(other, year)).map(|year| year as u32),
            );
        }
        Some(all) => {
            let some = |year: &usize| all.iter().any(|rows| here(rows, *year));
            when.extend((0..years).filter(some).map(|year| year as u32));
        }
        None => {
            let of_case = own().flat_map(|grid| grid.within(places.clone()));
            when.extend(of_case.map(|place| (place - places.start) as u32));
            when.sort_unstable();
            when.dedup();
        }
    }
}
