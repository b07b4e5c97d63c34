//! The waist: a selection becomes cells. All that a second engine would have to answer is here.

pub mod test;

pub mod variable;

pub mod group;

pub mod aggregate;

mod function;

mod basis;

mod excluded_rows;

mod provenance;
mod prune;

mod steps;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use self::aggregate::Tally;
use self::basis::{Basis, Within};
pub use self::excluded_rows::{Dropped, MOST_VALUES, Tested};
use self::excluded_rows::{ExcludedRows, Wanted};
use self::group::{Groups, distinct};
use self::provenance::{Where, contested, dates, disputed, origins};
use self::test::{Prepared, TRUE, UNKNOWN};
use self::variable::column;
use rustc_hash::FxHashSet as HashSet;

use base::cancel::check_cancelled;
use base::parallel;
use data::{Claims, Column, DataError, Topic, reading};
use query::{Aggregate, Excluded, Grouping, Reading, Selection, Variable};

/// What a selection holds: columns of equal length, grouped and aggregated.
#[derive(Debug)]
pub struct Cells {
    /// One column a key.
    pub keys: Vec<Column>,
    /// One column a measure.
    pub measures: Vec<Column>,
    /// For each measure, the unit of each row, where units differ by row.
    pub units: Vec<Option<Column>>,
    /// For each measure, the rows whose figure another claim disputes.
    pub disputed: Vec<Vec<usize>>,
    /// For each measure, the year of each row's figure, where each has one of its own.
    pub dates: Vec<Option<Column>>,
    /// Source and place of each row, where a row is one row of the topic.
    pub places: Option<(Column, Column)>,
    /// How many rows there are.
    pub rows: usize,
    /// Of how many rows of the topic each is made; none where each stands for itself.
    pub sizes: Vec<usize>,
    /// For each measure, what its figures are made of; none where each row stands for itself.
    pub basis: Vec<Basis>,
    /// The cases that each row speaks of, whether they have figures or not, by their codes; none unless that was asked for.
    pub members: Vec<Vec<u32>>,
    /// Source and place of everything that was used, each once, in order.
    pub cited: Vec<(Arc<str>, Arc<str>)>,
    /// Rows that are about the subjects, but that the condition does not want.
    pub dropped: Dropped,
}

impl Cells {
    /// Keeps of rows that hold the same the first one. Rows have to stand for themselves.
    pub fn keep_distinct(&mut self) {
        let columns = self.keys.iter().chain(&self.measures).collect();
        let first = distinct(columns, &(0..self.rows).collect::<Vec<_>>());
        let pick =
            |columns: &mut Vec<Column>| columns.iter_mut().for_each(|column| *column = column.pick(&first));
        let pick_some = |columns: &mut Vec<Option<Column>>| {
            columns.iter_mut().flatten().for_each(|column| *column = column.pick(&first));
        };
        pick(&mut self.keys);
        pick(&mut self.measures);
        pick_some(&mut self.units);
        pick_some(&mut self.dates);
        for disputed in &mut self.disputed {
            *disputed = disputed.iter().filter_map(|row| first.binary_search(row).ok()).collect();
        }
        self.places = self.places.take().map(|(source, place)| (source.pick(&first), place.pick(&first)));
        self.rows = first.len();
    }
}

/// So many rows are tested and grouped together: what is known of them fits into the nearest cache.
pub const AT_ONCE: usize = 4096;

/// Fewer rows than this are not worth a thread.
const OF_A_THREAD: usize = 1 << 17;

/// Answers a selection.
///
/// # Errors
///
/// What keeps a column that it needs from being read.
pub fn select(selection: &Selection) -> Result<Cells, DataError> {
    let topic = match selection.reading {
        Reading::Instead(status) => Cow::Owned(Arc::new(reading::read(&selection.topic, status)?)),
        Reading::Preferred | Reading::All => Cow::Borrowed(&selection.topic),
    };
    // Of rows that it does not keep, a selection needs no measures, and keys only to name them; of others that it is not
    // about, nothing but words.
    let [about, kept] = prune::needed(&topic, selection)?;
    let (whole, topic): (&Topic, &Topic) = (&topic, about.as_ref().unwrap_or(&topic));
    let kept = kept.as_ref().or(about.as_ref()).unwrap_or(whole);
    let named = if selection.excluded == Excluded::Named { topic } else { kept };
    let keys = columns(named, &selection.keys)?;
    let scales = selection.measures.iter().enumerate();
    let scales = scales.map(|(at, measure)| steps::scale(measure, selection.grouping.of(at)));
    let measures = columns(kept, &selection.measures)?;
    let measures: Vec<Cow<'_, Column>> =
        measures.into_iter().zip(scales).map(|(column, scale)| steps::places(column, scale)).collect();
    let within = Within::new(kept, selection)?;
    let weight = selection.grouping.aggregates().and_then(|aggregates| aggregates.weight.as_ref());
    let weight = weight.map(|weight| column(kept, weight)).transpose()?;
    let made = Aggregation { measures: &measures, selection, weight: weight.as_deref() };
    let (about, wanted) = (Prepared::all(topic, &selection.about)?, Wanted::new(topic, selection, &keys)?);
    let (claims, origins) = (topic.claims()?, origins(topic, selection)?);
    let all = selection.reading == Reading::All || claims.undisputed();
    let some = |part: Range<usize>| {
        let mut kept = Kept::new(&origins, made, &keys, &within, part.len());
        let mut lost = ExcludedRows::new(&wanted, part.len());
        let (mut truths, mut rows) = (vec![UNKNOWN; AT_ONCE.min(part.len())], Vec::new());
        for start in part.clone().step_by(AT_ONCE) {
            check_cancelled();
            let stretch = start..part.end.min(start + AT_ONCE);
            let truths = &mut truths[..stretch.len()];
            about.fill(stretch.clone(), truths);
            rows.resize(stretch.len(), 0);
            let mut found = 0;
            for (row, &truth) in stretch.clone().zip(&*truths) {
                // Which rows are wanted cannot be foreseen: it is counted, not asked.
                rows[found] = row;
                found += usize::from(truth == TRUE);
            }
            rows.truncate(found);
            if !all {
                rows.retain(|&row| claims.is_preferred(row));
            }
            if !rows.is_empty() {
                lost.take(&wanted, stretch, &mut rows);
                kept.add(&rows);
            }
        }
        (kept, lost)
    };
    let in_any_order = made.tallies().all(|tally| tally.in_any_order());
    let least = if in_any_order { OF_A_THREAD } else { topic.rows };
    let (kept, lost) =
        parallel::in_stretches(topic.rows, least, some, |(kept, lost), (more_kept, more_lost)| {
            kept.append(more_kept);
            lost.append(more_lost);
        });
    let dropped = lost.finish(&wanted);
    kept.finish(topic, &claims, dropped)
}

/// The figures of a selection, and what becomes of them.
#[derive(Clone, Copy)]
struct Aggregation<'a> {
    measures: &'a [Cow<'a, Column>],
    selection: &'a Selection,
    weight: Option<&'a Column>,
}

impl<'a> Aggregation<'a> {
    /// No figures yet, for each measure; none where rows stand for themselves.
    fn tallies(self) -> impl Iterator<Item = Tally<'a>> {
        let how = self.selection.grouping.aggregates().map_or(&[][..], |aggregates| &aggregates.how);
        let tally = move |(column, &how): (&'a Cow<'a, Column>, &Aggregate)| {
            Tally::new(column, how, self.weight.filter(|_| how.takes_weights()))
        };
        self.measures.iter().zip(how).map(tally)
    }
}

/// The rows that the condition wants, so far.
struct Kept<'a> {
    keys: &'a [Cow<'a, Column>],
    made: Aggregation<'a>,
    within: &'a Within<'a>,
    rows: Rows<'a>,
    /// Where the rows come from; in an aligned topic each table has its own sources.
    cited: Vec<(&'a Where<'a>, Groups<'a>)>,
    found: Vec<u32>,
}

enum Rows<'a> {
    /// Each stands for itself.
    Each(Vec<usize>),
    /// Those with equal keys become one.
    Grouped(Groups<'a>, Vec<Tally<'a>>),
}

impl<'a> Kept<'a> {
    fn new(
        origins: &'a [Where<'a>],
        made: Aggregation<'a>,
        keys: &'a [Cow<'a, Column>],
        within: &'a Within<'a>,
        of: usize,
    ) -> Self {
        let rows = match made.selection.grouping {
            Grouping::Each => Rows::Each(Vec::new()),
            Grouping::ByKeys(_) => {
                let columns = keys.iter().map(Cow::as_ref).chain(within.columns());
                Rows::Grouped(Groups::new(columns.collect(), of), made.tallies().collect())
            }
        };
        let cited = |at: &'a Where<'a>| (at, Groups::new(vec![&*at.source, &*at.place], of));
        Self { keys, made, within, rows, cited: origins.iter().map(cited).collect(), found: Vec::new() }
    }

    fn add(&mut self, rows: &[usize]) {
        for (_, cited) in &mut self.cited {
            cited.add(rows, &mut self.found);
        }
        match &mut self.rows {
            Rows::Each(all) => all.extend_from_slice(rows),
            Rows::Grouped(groups, tallies) => {
                groups.add(rows, &mut self.found);
                tallies.iter_mut().for_each(|tally| tally.add(rows, &self.found, groups.first.len()));
            }
        }
    }

    /// Adds rows that come behind.
    fn append(&mut self, other: Self) {
        for ((_, cited), (_, more)) in self.cited.iter_mut().zip(&other.cited) {
            cited.append(more, &mut self.found);
        }
        match (&mut self.rows, other.rows) {
            (Rows::Grouped(groups, tallies), Rows::Grouped(more, more_tallies)) => {
                groups.append(&more, &mut self.found);
                let count = groups.first.len();
                tallies
                    .iter_mut()
                    .zip(more_tallies)
                    .for_each(|(tally, more)| tally.append(more, &self.found, count));
            }
            (Rows::Each(all), Rows::Each(more)) => all.extend(more),
            _ => unreachable!("all rows are looked at in one way"),
        }
    }

    fn finish(self, topic: &Topic, claims: &Claims<'_>, dropped: Dropped) -> Result<Cells, DataError> {
        let selection = self.made.selection;
        let mut seen = HashSet::default();
        let cited = self.cited.iter().flat_map(|(origin, cited)| origin.of(&cited.first));
        let cited = cited.filter(|place| seen.insert(place.clone())).collect();
        // In an aligned topic no one source stands behind a row.
        let place = self.cited.first().filter(|_| topic.lineage.is_none());
        let keys = |rows: &[usize]| self.keys.iter().map(|key| key.pick(rows)).collect();
        Ok(match self.rows {
            Rows::Each(rows) => {
                let unit = |measure: &Variable| {
                    let units = measure.meta.unit_from.map(|id| topic.column(id)).transpose()?;
                    Ok(units.map(|units| units.pick(&rows)))
                };
                let contested = contested(claims, &rows);
                Cells {
                    keys: keys(&rows),
                    measures: self.made.measures.iter().map(|measure| measure.pick(&rows)).collect(),
                    units: selection.measures.iter().map(unit).collect::<Result<_, DataError>>()?,
                    dates: selection
                        .measures
                        .iter()
                        .map(|measure| dates(topic, measure, &rows))
                        .collect::<Result<_, _>>()?,
                    disputed: selection
                        .measures
                        .iter()
                        .map(|measure| disputed(topic, claims, &rows, &contested, measure))
                        .collect::<Result<_, _>>()?,
                    places: place.map(|(at, _)| (at.source.pick(&rows), at.place.pick(&rows))),
                    rows: rows.len(),
                    sizes: Vec::new(),
                    basis: Vec::new(),
                    members: Vec::new(),
                    cited,
                    dropped,
                }
            }
            Rows::Grouped(fine, tallies) => {
                let mut groups = Groups::new(self.keys.iter().map(Cow::as_ref).collect(), fine.first.len());
                let mut cells = Cells {
                    keys: Vec::new(),
                    measures: Vec::new(),
                    units: Vec::new(),
                    dates: Vec::new(),
                    disputed: Vec::new(),
                    places: None,
                    rows: 0,
                    sizes: Vec::new(),
                    basis: Vec::new(),
                    members: Vec::new(),
                    cited,
                    dropped,
                };
                let (made, rows) = self.within.fold(&fine, tallies, &mut groups, self.made.tallies());
                for (at, (column, units, basis)) in made.into_iter().enumerate() {
                    let how = selection.grouping.of(at);
                    if how == Some(Aggregate::Count) {
                        // Rows are counted whatever they tell.
                        cells.measures.push(aggregate::count(&groups.sizes));
                        cells.units.push(None);
                        cells.basis.push(rows.clone());
                        continue;
                    }
                    cells.measures.push(steps::at_places(column, steps::scale(&selection.measures[at], how)));
                    cells.units.push(units);
                    cells.basis.push(basis);
                }
                cells.members = rows.cases;
                cells.dates = vec![None; cells.measures.len()];
                cells.disputed = vec![Vec::new(); cells.measures.len()];
                (cells.keys, cells.rows) = (keys(&groups.first), groups.first.len());
                cells.sizes = groups.sizes;
                cells
            }
        })
    }
}

fn columns<'a>(topic: &'a Topic, variables: &[Variable]) -> Result<Vec<Cow<'a, Column>>, DataError> {
    variables.iter().map(|variable| column(topic, variable)).collect()
}
