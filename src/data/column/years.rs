//! Years, and spans of years where there are any.

use std::ops::Range;

use super::packed_ints::{NOTHING, PackedInts};
use super::remarks;
use crate::value::{Missing, Years};

/// Years and spans of years.
#[derive(Clone, Debug, Default)]
pub struct YearSpans {
    spans: Spans,
    missing: Vec<(usize, Missing)>,
}

/// How they are kept.
#[derive(Clone, Debug)]
enum Spans {
    /// Every span is one year.
    Single(PackedInts),
    Any(Vec<Years>),
}

impl Default for Spans {
    fn default() -> Self {
        Self::Single(PackedInts::default())
    }
}

/// Stands for no years at all.
const NONE: Years = Years { from: i32::MIN, to: i32::MIN };

impl YearSpans {
    /// How many rows it has.
    pub fn len(&self) -> usize {
        match &self.spans {
            Spans::Single(years) => years.len(),
            Spans::Any(spans) => spans.len(),
        }
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a row.
    pub fn push(&mut self, span: Years) {
        match &mut self.spans {
            Spans::Single(years) if span.from == span.to => years.push(i64::from(span.from)),
            Spans::Single(_) | Spans::Any(_) => self.any().push(span),
        }
    }

    /// The years so far, where none is a longer span; more can be added.
    pub fn single_mut(&mut self) -> Option<&mut PackedInts> {
        match &mut self.spans {
            Spans::Single(years) => Some(years),
            Spans::Any(_) => None,
        }
    }

    /// Adds a row without a year.
    pub fn push_missing(&mut self, reason: Missing) {
        if reason != Missing::NotStated {
            self.missing.push((self.len(), reason));
        }
        match &mut self.spans {
            Spans::Single(years) => years.push(NOTHING),
            Spans::Any(spans) => spans.push(NONE),
        }
    }

    /// Takes the rows of another column, and leaves it none.
    pub fn append(&mut self, other: &mut Self) {
        let rows = self.len();
        self.missing.extend(other.missing.drain(..).map(|(row, reason)| (row + rows, reason)));
        match (&mut self.spans, &other.spans) {
            (Spans::Single(years), Spans::Single(more)) => {
                let most = if years.is_as_wide_as(more) { 0 } else { more.most() };
                years.append(more, most, |year| year);
            }
            _ => self.any().extend((0..other.len()).map(|row| other.get(row))),
        }
        match &mut other.spans {
            // The next rows will be as wide.
            Spans::Single(years) => years.clear(),
            Spans::Any(_) => other.spans = Spans::default(),
        }
    }

    fn any(&mut self) -> &mut Vec<Years> {
        if matches!(self.spans, Spans::Single(_)) {
            self.spans = Spans::Any((0..self.len()).map(|row| self.get(row)).collect());
        }
        match &mut self.spans {
            Spans::Any(spans) => spans,
            Spans::Single(_) => unreachable!("they have just been made spans"),
        }
    }

    /// Every year, where no row is a longer span.
    pub fn single(&self) -> Option<&PackedInts> {
        match &self.spans {
            Spans::Single(years) => Some(years),
            Spans::Any(_) => None,
        }
    }

    /// Puts what `make` makes of the years of a stretch of rows into `to`.
    pub fn fill<T>(&self, rows: Range<usize>, to: &mut [T], make: impl Fn(Option<Years>) -> T) {
        match &self.spans {
            Spans::Single(years) => years.fill(rows, to, |year| make(unless_missing(of_year(year)))),
            Spans::Any(spans) => {
                to.iter_mut().zip(&spans[rows]).for_each(|(to, &span)| *to = make(unless_missing(span)));
            }
        }
    }

    pub(super) fn pick(&self, rows: &[usize]) -> Self {
        let spans = match &self.spans {
            Spans::Single(years) => Spans::Single(years.pick(rows)),
            Spans::Any(spans) => Spans::Any(rows.iter().map(|&row| spans[row]).collect()),
        };
        Self { spans, missing: remarks::pick(&self.missing, rows.iter().copied()) }
    }

    pub(super) fn take(&self, rows: &[u32], hole: &Missing) -> Self {
        let spans = match &self.spans {
            Spans::Single(years) => Spans::Single(years.take(rows, NOTHING)),
            Spans::Any(spans) => {
                Spans::Any(rows.iter().map(|&row| spans.get(row as usize).copied().unwrap_or(NONE)).collect())
            }
        };
        Self { spans, missing: remarks::take(&self.missing, rows, hole) }
    }

    /// Adds a row for each of `places`: it has the span of the row of `other` that `rows` holds there.
    pub fn append_places(&mut self, other: &Self, rows: &[u32], places: &[u32], all: usize) {
        self.missing.extend(remarks::spread(&other.missing, rows, places, self.len()));
        if let (Spans::Single(years), Spans::Single(more)) = (&mut self.spans, &other.spans) {
            let table: Vec<i64> = rows.iter().map(|&row| more.get(row as usize)).collect();
            return years.gather(&table, places, all);
        }
        let spans: Vec<Years> = rows.iter().map(|&row| other.get(row as usize)).collect();
        self.any().extend(places.iter().map(|&place| spans[place as usize]));
    }

    /// A row's span, or why there is none.
    pub fn span(&self, row: usize) -> Result<Years, Missing> {
        unless_missing(self.get(row))
            .ok_or_else(|| remarks::find(&self.missing, row).cloned().unwrap_or(Missing::NotStated))
    }

    pub(super) fn get(&self, row: usize) -> Years {
        match &self.spans {
            Spans::Single(years) => of_year(years.get(row)),
            Spans::Any(spans) => spans[row],
        }
    }
}

fn of_year(year: i64) -> Years {
    if year == NOTHING { NONE } else { Years { from: year as i32, to: year as i32 } }
}

fn unless_missing(span: Years) -> Option<Years> {
    (span != NONE).then_some(span)
}
