//! The years of several tables as places in one list: no year comes first, then year after year.

use std::ops::Range;

use data::column::NOTHING;
use data::{Column, Missing, RowYears, YearSpans, Years};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::error::AlignError;
use crate::part::Part;

/// A place for each year of the tables; place 0 is that of rows without a year.
#[derive(Debug)]
pub enum YearPlaces {
    /// Every row is about one year, and years lie close together: each has its place, whether a row is about it or not.
    Near {
        /// The first year.
        least: i32,
        /// How many there are.
        years: usize,
    },
    /// Spans, or years far from each other: those that rows are about, in order.
    Listed(Vec<Years>, HashMap<Years, u32>),
}

/// Years further apart than this are listed.
const MOST_NEAR: i64 = 10_000;

impl YearPlaces {
    /// The places of all years of tables.
    ///
    /// # Errors
    ///
    /// A column that cannot be read.
    pub fn new<'a>(parts: impl Iterator<Item = &'a Part>) -> Result<Self, AlignError> {
        let parts: Vec<(usize, RowYears<'a>)> =
            parts.map(|part| Ok((part.topic.rows, part.years()?))).collect::<Result<_, AlignError>>()?;
        let reached = parts.iter().try_fold(None, |reached, (_, years)| reach(reached, years));
        match reached {
            Some(None) => Ok(Self::none()),
            Some(Some((least, most))) if most - least < MOST_NEAR => {
                Ok(Self::Near { least: least as i32, years: (most - least) as usize + 1 })
            }
            Some(Some(_)) | None => Ok(Self::listed(&parts)),
        }
    }

    /// No years at all.
    pub fn none() -> Self {
        Self::Near { least: 0, years: 0 }
    }

    fn listed(parts: &[(usize, RowYears<'_>)]) -> Self {
        let mut seen: HashSet<Years> = HashSet::default();
        for &(rows, years) in parts {
            let mut last = None;
            for year in (0..rows).map(|row| years.of(row)) {
                // Neighbors are often of one year.
                if year != last {
                    seen.extend(year);
                    last = year;
                }
            }
        }
        let mut all: Vec<Years> = seen.into_iter().collect();
        all.sort_unstable_by_key(|years| (years.from, years.to));
        let places = all.iter().copied().zip(1..).collect();
        Self::Listed(all, places)
    }

    /// How many places there are.
    pub fn count(&self) -> usize {
        match self {
            Self::Near { years, .. } => years + 1,
            Self::Listed(all, _) => all.len() + 1,
        }
    }

    /// The place of the years of a row.
    fn place(&self, years: Option<Years>) -> u32 {
        match (years, self) {
            (None, _) => 0,
            (Some(years), Self::Near { least, .. }) => (years.from - least) as u32 + 1,
            (Some(years), Self::Listed(_, places)) => places.get(&years).copied().unwrap_or(0),
        }
    }

    /// The places of a stretch of rows.
    pub fn fill(&self, years: RowYears<'_>, rows: Range<usize>, to: &mut [u32]) {
        match years {
            RowYears::None => to.fill(0),
            RowYears::Column(Column::Years(years)) => match (self, years.single()) {
                (Self::Near { least, .. }, Some(single)) => {
                    let before = i64::from(*least) - 1;
                    single.fill(rows, to, |year| if year == NOTHING { 0 } else { (year - before) as u32 });
                }
                (Self::Near { .. } | Self::Listed(..), _) => years.fill(rows, to, |years| self.place(years)),
            },
            RowYears::Column(Column::Labels(_) | Column::Numbers(_)) | RowYears::Period(..) => {
                to.iter_mut().zip(rows).for_each(|(to, row)| *to = self.place(years.of(row)));
            }
        }
    }

    /// The years at a place.
    pub fn at(&self, place: usize) -> Option<Years> {
        let at = place.checked_sub(1)?;
        Some(match self {
            Self::Near { least, .. } => {
                let year = least + at as i32;
                Years { from: year, to: year }
            }
            Self::Listed(all, _) => all[at],
        })
    }

    /// The column of the years at places.
    pub fn column(&self, places: &[u32]) -> YearSpans {
        let mut spans = YearSpans::default();
        match (self, spans.single_mut()) {
            (Self::Near { least, years }, Some(single)) => {
                let all = (0..*years).map(|at| i64::from(*least) + at as i64);
                let table: Vec<i64> = std::iter::once(NOTHING).chain(all).collect();
                single.gather(&table, places, places.len());
            }
            (Self::Near { .. } | Self::Listed(..), _) => {
                for &place in places {
                    match self.at(place as usize) {
                        Some(years) => spans.push(years),
                        None => spans.push_missing(Missing::NotStated),
                    }
                }
            }
        }
        spans
    }
}

/// The least and the greatest year so far, and of another table; `None` where that has spans of years.
fn reach(reached: Option<(i64, i64)>, years: &RowYears<'_>) -> Option<Option<(i64, i64)>> {
    let ends = match years {
        RowYears::None => None,
        RowYears::Column(Column::Years(years)) => years.single()?.ends(),
        RowYears::Column(Column::Labels(_) | Column::Numbers(_)) | RowYears::Period(..) => return None,
    };
    let both = |(least, most): (i64, i64), (from, to): (i64, i64)| (least.min(from), most.max(to));
    Some(match (reached, ends) {
        (Some(reached), Some(ends)) => Some(both(reached, ends)),
        (reached, ends) => reached.or(ends),
    })
}
