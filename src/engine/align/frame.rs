//! The frame: a topic with a row a case and year, made of several tables.

use std::sync::Arc;

use base::cancel::check_cancelled;
use data::{
    ClaimIndex, Column, Columns, Field, FieldId, KnownRows, LabelsBuilder, Level, Lineage, Member, Missing,
    NO_ROW, Reference, Role, Topic, YearSpans, Years,
};
use query::Origin;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::authority::Authority;
use crate::cases::{Cases, stands_behind};
use crate::error::AlignError;
use crate::grid::Grid;
use crate::matching::sentences;
use crate::part::{Part, Repeated, time};
use crate::taken::{FrameColumns, Taken};

/// Tables side by side.
#[derive(Debug)]
pub struct Frame {
    /// A row a case and year; who it is made of stands in its lineage.
    pub topic: Topic,
    /// Its cases.
    pub cases: Cases,
}

/// Puts tables side by side. Each column is read when it is used, and none is joined before.
///
/// # Errors
///
/// A table that cannot be read, that has several rows for one case and year, or whose cases are of another kind.
pub fn frame(parts: &[Part]) -> Result<Frame, AlignError> {
    let cases = Cases::new(parts);
    check_kinds(parts, &cases)?;
    let placed = parts.iter().enumerate().map(|(at, part)| Placed::new(at, part));
    let placed = placed.collect::<Result<Vec<_>, _>>()?;
    let years = YearIndex::new(&placed);
    let timed = parts.iter().any(Part::is_timed);
    let mut rows: Vec<(u32, u32)> = Vec::new();
    let mut seen = Grid::new(cases.all.len(), years.count());
    let mut grids = Vec::new();
    for (at, (part, placed)) in parts.iter().zip(&placed).enumerate() {
        let (grid, repeated) = placed.grid(&cases, at, &years);
        if let Some(repeated) = repeated {
            return Err(several_rows(at, part, &repeated));
        }
        // What stands for every year makes no row of its own.
        if placed.is_timed() || !timed {
            rows.extend(
                placed.keys(&cases, at, &years).filter(|&(case, year)| seen.put(case, year as usize, 0)),
            );
        }
        grids.push(grid);
    }
    let mut has_row = vec![false; cases.all.len()];
    rows.iter().for_each(|&(case, _)| has_row[case as usize] = true);
    let without = (0..).zip(&has_row).filter(|(_, has)| !**has).map(|(case, _)| (case, 0));
    rows.extend(
        without.filter(|&(case, year)| grids.iter().any(|grid| grid.row(case, year as usize) != NO_ROW)),
    );
    rows.sort_unstable();
    check_cancelled();
    let taken: Vec<Arc<[usize]>> = grids
        .iter()
        .zip(&placed)
        .map(|(grid, placed)| {
            let year = |year: u32| if placed.is_timed() { year as usize } else { 0 };
            rows.iter().map(|&(case, at)| grid.row(case, year(at))).collect()
        })
        .collect();
    let made = made(parts, &cases, &rows, timed.then_some(&years));
    let topic = topic(parts, &cases, made, &taken, rows.len());
    Ok(Frame { topic, cases })
}

/// Every case and year of a part that has more than one row, and how many.
///
/// # Errors
///
/// A column that cannot be read.
pub fn repeated(number: usize, part: &Part) -> Result<Vec<Repeated>, AlignError> {
    let placed = Placed::new(number, part)?;
    let mut counts: HashMap<(u32, Option<Years>), usize> = HashMap::default();
    let mut order = Vec::new();
    for (&code, &year) in placed.codes.iter().zip(&placed.years) {
        let count = counts.entry((code, year)).or_insert(0);
        *count += 1;
        if *count == 2 {
            order.push((code, year));
        }
    }
    Ok(order.into_iter().map(|(code, year)| Repeated { code, year, rows: counts[&(code, year)] }).collect())
}

fn check_kinds(parts: &[Part], cases: &Cases) -> Result<(), AlignError> {
    let first = parts.iter().position(|part| !stands_behind(part, cases.kind)).unwrap_or(0);
    for (at, part) in parts.iter().enumerate() {
        let other = part.kind != parts[first].kind && !stands_behind(part, cases.kind);
        let shared =
            || cases.all.iter().any(|case| !case.codes[at].is_empty() && !case.codes[first].is_empty());
        if other && !shared() {
            return Err(AlignError::Kinds { part: at });
        }
    }
    Ok(())
}

fn several_rows(at: usize, part: &Part, repeated: &Repeated) -> AlignError {
    AlignError::SeveralRows {
        part: at,
        case: part.label(repeated.code as usize),
        year: repeated.year.map(|year| year.to_string()),
        rows: repeated.rows,
    }
}

/// The rows of a part that count: whom and when each is about.
struct Placed {
    rows: Vec<usize>,
    codes: Vec<u32>,
    /// None in each row where the part stands for every year.
    years: Vec<Option<Years>>,
    timed: bool,
}

impl Placed {
    fn new(number: usize, part: &Part) -> Result<Self, AlignError> {
        let (labels, years) = (part.labels(number)?, part.years()?);
        let mut placed =
            Self { rows: part.rows()?, codes: Vec::new(), years: Vec::new(), timed: part.is_timed() };
        placed.rows.retain(|&row| labels.code(row).is_some());
        placed.codes = placed.rows.iter().filter_map(|&row| labels.code(row)).collect();
        placed.years = placed.rows.iter().map(|&row| years.of(row)).collect();
        Ok(placed)
    }

    fn is_timed(&self) -> bool {
        self.timed
    }

    /// The cases and years of its rows.
    fn keys<'a>(
        &'a self,
        cases: &'a Cases,
        part: usize,
        years: &'a YearIndex,
    ) -> impl Iterator<Item = (u32, u32)> + 'a {
        let rows = self.codes.iter().zip(&self.years);
        rows.flat_map(move |(&code, &year)| {
            let year = years.place(year);
            cases.of_labels[part][code as usize].iter().map(move |&case| (case, year))
        })
    }

    /// Where its rows stand, and the first case and year that has several.
    fn grid(&self, cases: &Cases, part: usize, years: &YearIndex) -> (Grid, Option<Repeated>) {
        let mut grid = Grid::new(cases.all.len(), if self.timed { years.count() } else { 1 });
        let mut repeated = None;
        for ((&row, &code), &year) in self.rows.iter().zip(&self.codes).zip(&self.years) {
            let place = years.place(year) as usize;
            for &case in &cases.of_labels[part][code as usize] {
                if !grid.put(case, place, row) && repeated.is_none() {
                    let same = |code: u32| cases.of_labels[part][code as usize].contains(&case);
                    let rows = self.codes.iter().zip(&self.years);
                    let rows = rows.filter(|&(&code, &when)| when == year && same(code)).count();
                    repeated = Some(Repeated { code, year, rows });
                }
            }
        }
        (grid, repeated)
    }
}

/// The years of all parts, each once, numbered in order; no year is number 0.
struct YearIndex {
    all: Vec<Years>,
    places: HashMap<Years, u32>,
    /// The places of single years, from `least` on.
    single: Vec<u32>,
    least: i32,
}

/// Years further apart than this are looked up one by one.
const MOST_SINGLE: i64 = 10_000;

impl YearIndex {
    fn new(placed: &[Placed]) -> Self {
        let mut seen: HashSet<Years> = HashSet::default();
        for placed in placed {
            let mut last = None;
            for &year in &placed.years {
                if year != last {
                    seen.extend(year);
                    last = year;
                }
            }
        }
        let mut all: Vec<Years> = seen.into_iter().collect();
        all.sort_unstable_by_key(|years| (years.from, years.to));
        let places: HashMap<Years, u32> = all.iter().copied().zip(1..).collect();
        let single = || all.iter().filter(|years| years.from == years.to).map(|years| years.from);
        let (least, most) = (single().min().unwrap_or(0), single().max().unwrap_or(-1));
        let mut index = Self { places, single: Vec::new(), least, all: Vec::new() };
        if i64::from(most) - i64::from(least) < MOST_SINGLE {
            let place = |year| index.places.get(&Years { from: year, to: year }).copied().unwrap_or(0);
            index.single = (least..=most).map(place).collect();
        }
        index.all = all;
        index
    }

    fn count(&self) -> usize {
        self.all.len() + 1
    }

    fn place(&self, year: Option<Years>) -> u32 {
        let Some(year) = year else { return 0 };
        let single =
            (year.from == year.to).then(|| usize::try_from(i64::from(year.from) - i64::from(self.least)));
        match single.and_then(Result::ok).and_then(|at| self.single.get(at)) {
            Some(&place) if place != 0 => place,
            Some(_) | None => self.places.get(&year).copied().unwrap_or(0),
        }
    }
}

/// The columns that are made with the frame: cases, and years where a part has some.
fn made(
    parts: &[Part],
    cases: &Cases,
    rows: &[(u32, u32)],
    years: Option<&YearIndex>,
) -> Vec<(Field, Column)> {
    let first = parts.iter().find(|part| !stands_behind(part, cases.kind)).unwrap_or(&parts[0]);
    let scale: Vec<Arc<str>> = cases.all.iter().map(|case| case.label.clone()).collect();
    let mut labels = LabelsBuilder::new(&scale, [Missing::NotStated].into());
    rows.iter().for_each(|&(case, _)| labels.push(&scale[case as usize]));
    let case =
        Field { alias_of: None, sorted_by: None, ..Field::clone(first.topic.meta(first.topic.case())) };
    let mut made = vec![(case, Column::Labels(labels.finish()))];
    if let Some(years) = years {
        let mut spans = YearSpans::default();
        for &(_, year) in rows {
            match year.checked_sub(1) {
                Some(at) => spans.push(years.all[at as usize]),
                None => spans.push_missing(Missing::NotStated),
            }
        }
        made.push((Field::computed("year", Level::Year), Column::Years(spans)));
    }
    made
}

/// The topic of the columns that are made and those that are taken.
fn topic(
    parts: &[Part],
    cases: &Cases,
    made: Vec<(Field, Column)>,
    taken: &[Arc<[usize]>],
    rows: usize,
) -> Topic {
    let (mut fields, mut columns): (Vec<Arc<Field>>, Vec<Taken>) =
        made.into_iter().map(|(field, column)| (Arc::new(field), Taken::Made(column))).unzip();
    let mut used: HashMap<&str, usize> = HashMap::default();
    for name in parts.iter().flat_map(|part| part.columns.iter().map(|variable| &*variable.meta.name)) {
        *used.entry(name).or_insert(0) += 1;
    }
    let own: Vec<Arc<str>> = fields.iter().map(|field| field.name.clone()).collect();
    let is_clear = |name: &str| used[name] == 1 && !own.iter().any(|own| own.eq_ignore_ascii_case(name));
    let (mut members, mut headline, mut references) = (Vec::new(), Vec::new(), Vec::new());
    for (part, rows) in parts.iter().zip(taken) {
        let first = fields.len();
        let here: HashMap<FieldId, FieldId> = part
            .columns
            .iter()
            .zip(first..)
            .filter_map(|(variable, at)| match variable.origin {
                Origin::Field(id) => Some((id, FieldId(at))),
                Origin::Years
                | Origin::Decade
                | Origin::Through { .. }
                | Origin::Formula(_)
                | Origin::Condition(_) => None,
            })
            .collect();
        let mut taken_fields = Vec::new();
        for variable in &part.columns {
            let (meta, id) = (&variable.meta, FieldId(fields.len()));
            let bare = meta.role.is_provenance() || is_clear(&meta.name);
            let name =
                if bare { meta.name.clone() } else { format!("{}.{}", part.topic.name, meta.name).into() };
            let there = |id: Option<FieldId>| id.and_then(|id| here.get(&id).copied());
            fields.push(Arc::new(Field {
                name,
                // A key that every row has one of is a property.
                role: if meta.role == Role::Key { Role::Note } else { meta.role },
                unit_from: there(meta.unit_from),
                bounded_by: there(meta.bounded_by),
                alias_of: None,
                sorted_by: None,
                ..Field::clone(meta)
            }));
            let field = match variable.origin {
                Origin::Field(id) => Some(id),
                Origin::Years
                | Origin::Decade
                | Origin::Through { .. }
                | Origin::Formula(_)
                | Origin::Condition(_) => None,
            };
            let speaks = match part.topic.headline.as_slice() {
                [] => field.is_some() && meta.role == Role::Measure,
                headline => field.is_some_and(|id| headline.contains(&id)),
            };
            headline.extend(speaks.then_some(id));
            taken_fields.push((id, field));
            let (topic, variable) = (part.topic.clone(), variable.clone());
            columns.push(Taken::From { topic, variable, rows: rows.clone() });
        }
        let with_role = |role| part.topic.with_role(role).next();
        if references.is_empty() && !stands_behind(part, cases.kind) {
            let own = part.topic.references.iter().filter(|reference| reference.field == part.topic.case());
            references.extend(own.map(|reference| Reference { field: FieldId(0), ..reference.clone() }));
        }
        members.push(Member {
            topic: part.topic.clone(),
            rows: Arc::new(KnownRows(rows.clone())),
            fields: taken_fields,
            origin: with_role(Role::Source).zip(with_role(Role::Place)),
            dated: false,
        });
    }
    let names: Vec<&str> = parts.iter().map(|part| &*part.topic.name).collect();
    let titles: Vec<&str> = parts.iter().map(|part| &*part.topic.title).collect();
    let count = fields.len();
    let columns = Columns::lazy(Arc::new(FrameColumns(columns)), count);
    let mut topic = Topic::new(&names.join(", "), fields, rows, columns, Vec::new());
    topic.title = titles.join(" beside ").into();
    topic.claims = ClaimIndex::settled();
    topic.headline = headline;
    topic.references = references;
    let who = cases.all.iter().map(|case| case.who.clone()).collect();
    topic.authority = Some(Arc::new(Authority { kind: cases.kind, who }));
    topic.lineage = Some(Arc::new(Lineage { members, matching: sentences(parts, cases) }));
    topic
}

/// What is taken from a topic as it stands: all that tells something of its cases, and where it comes from.
pub fn plain_fields(topic: &Topic) -> Vec<FieldId> {
    let (case, time) = (topic.case(), time(topic));
    let period = topic.period;
    let names_a_row = |id: FieldId| {
        id == case || Some(id) == time || period.is_some_and(|(from, to)| id == from || id == to)
    };
    let tells = |id: &FieldId| match topic.meta(*id).role {
        Role::Status | Role::Reason => false,
        Role::Case
        | Role::Key
        | Role::Time
        | Role::Measure
        | Role::Note
        | Role::Unit
        | Role::Bound
        | Role::Source
        | Role::Place => !names_a_row(*id),
    };
    (0..topic.fields.len()).map(FieldId).filter(tells).collect()
}
