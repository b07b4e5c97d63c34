//! What the figures of an aggregate are made of: how many figures, of which times, in which unit.

use std::borrow::Cow;
use std::sync::Arc;

use super::aggregate::Tally;
use super::group::Groups;
use super::variable::column;
use data::{Column, DataError, Field, LabelsBuilder, Level, Missing, Numbers, Role, Topic, Value};
use query::{Aggregate, Origin, Selection, TestKind, Variable};

/// What each figure of one measure is made of, group by group.
#[derive(Clone, Debug, Default)]
pub struct Basis {
    /// How many figures; of a number of rows, how many rows.
    pub figures: Vec<usize>,
    /// Their times, each once; none where all rows are of one time, or of none.
    pub times: Vec<Vec<Value>>,
    /// The cases that have a figure, each once, by their codes, in order; none unless that was asked for.
    pub cases: Vec<Vec<u32>>,
    /// How many figures are left out because no weight is known of their row.
    pub weightless: Vec<usize>,
}

/// What tells rows with equal keys apart: they are grouped by it first, so that it is known what each figure is made of.
pub struct Within<'a> {
    time: Option<Cow<'a, Column>>,
    /// Whose figures they are, where groups of cases are made.
    members: Option<Cow<'a, Column>>,
    /// For each measure, the unit of each row, where units differ by row.
    units: Vec<Option<&'a Column>>,
}

impl<'a> Within<'a> {
    /// What is to be known of the figures that a selection makes.
    ///
    /// # Errors
    ///
    /// What keeps a column that it needs from being read.
    pub fn new(topic: &'a Topic, selection: &Selection) -> Result<Self, DataError> {
        let Some(aggregates) = selection.grouping.aggregates() else {
            return Ok(Self { time: None, members: None, units: Vec::new() });
        };
        let members = aggregates.members.as_ref().map(|case| column(topic, case)).transpose()?;
        if aggregates.how.iter().all(|how| *how == Aggregate::Count) {
            return Ok(Self { time: None, members, units: Vec::new() });
        }
        let unit = |measure: &Variable| measure.meta.unit_from.map(|id| topic.column(id)).transpose();
        Ok(Self {
            time: time(topic, selection)?.map(|time| column(topic, &time)).transpose()?,
            members,
            units: selection.measures.iter().map(unit).collect::<Result<_, _>>()?,
        })
    }

    /// The columns that rows are grouped by beside their keys.
    pub fn columns(&self) -> impl Iterator<Item = &Column> {
        let members = self.members.as_deref().into_iter();
        self.time.as_deref().into_iter().chain(members).chain(self.units.iter().flatten().copied())
    }

    /// Makes one group of those with equal keys: tells for each measure its figures, their units and their basis, and what
    /// all rows are.
    pub fn fold<'c>(
        &self,
        fine: &Groups<'c>,
        tallies: Vec<Tally<'c>>,
        groups: &mut Groups<'c>,
        measures: impl Iterator<Item = Tally<'c>>,
    ) -> (Vec<(Column, Option<Column>, Basis)>, Basis) {
        let mut group_of = Vec::new();
        groups.append(fine, &mut group_of);
        let count = groups.first.len();
        let made = tallies.into_iter().zip(measures).enumerate().map(|(at, (of_fine, mut tally))| {
            let units_of_rows = self.units.get(at).copied().flatten();
            let known = |fine: &usize| of_fine.counts()[*fine] > 0;
            let mut basis = self.basis(fine, &group_of, count, known);
            let mut units: Vec<Vec<Arc<str>>> = vec![Vec::new(); count];
            for at in (0..fine.first.len()).filter(known) {
                if let Some(Value::Text(unit)) = units_of_rows.map(|units| units.value(fine.first[at])) {
                    let units = &mut units[group_of[at] as usize];
                    if !units.contains(&unit) {
                        units.push(unit);
                    }
                }
            }
            tally.append(of_fine, &group_of, count);
            basis.figures = tally.counts().to_vec();
            basis.weightless = tally.weightless().to_vec();
            let column = tally.finish();
            let (column, units) = match units_of_rows {
                Some(_) => in_one_unit(column, &units),
                None => (column, None),
            };
            (column, units, basis)
        });
        let made = made.collect();
        let rows = Basis { figures: groups.sizes.clone(), ..self.basis(fine, &group_of, count, |_| true) };
        (made, rows)
    }

    /// The times and cases of the rows that count.
    fn basis(
        &self,
        fine: &Groups<'_>,
        group_of: &[u32],
        count: usize,
        counts: impl Fn(&usize) -> bool,
    ) -> Basis {
        let (mut times, mut cases) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        let case_of = self.members.as_deref().and_then(Column::as_labels);
        for at in (0..fine.first.len()).filter(counts) {
            let (row, group) = (fine.first[at], group_of[at] as usize);
            if let Some(time) = self.time.as_ref().map(|time| time.value(row))
                && !times[group].contains(&time)
            {
                times[group].push(time);
            }
            cases[group].extend(case_of.and_then(|labels| labels.code(row)));
        }
        for cases in &mut cases {
            cases.sort_unstable();
            cases.dedup();
        }
        Basis { times, cases, ..Basis::default() }
    }
}

/// A figure that is made of figures in different units is none; the units are told.
fn in_one_unit(column: Column, units: &[Vec<Arc<str>>]) -> (Column, Option<Column>) {
    let mut labels = LabelsBuilder::new(&[], [Missing::NotStated].into());
    units.iter().for_each(|units| match units.as_slice() {
        [] => labels.push_missing(0),
        units => labels.push(&units.join(" / ")),
    });
    let column = match column {
        Column::Numbers(numbers) => {
            let several = |group: usize| units[group].len() > 1;
            let figure = |group| numbers.number(group).filter(|_| !several(group)).unwrap_or(f64::NAN);
            let mut kept = Numbers::from_values((0..units.len()).map(figure).collect(), numbers.decimals);
            kept.set_bounds(numbers.bounds().iter().filter(|(group, _)| !several(*group)).copied().collect());
            Column::Numbers(kept)
        }
        column @ (Column::Labels(_) | Column::Years(_)) => column,
    };
    (column, Some(Column::Labels(labels.finish())))
}

/// The time of the rows, where rows of more than one may come together.
fn time(topic: &Topic, selection: &Selection) -> Result<Option<Variable>, DataError> {
    let is_time = |key: &Variable| match key.origin {
        Origin::Years => true,
        Origin::Field(id) => topic.meta(id).role == Role::Time,
        Origin::Decade | Origin::Through { .. } | Origin::Formula(_) | Origin::Condition(_) => false,
    };
    if selection.keys.iter().any(is_time) {
        return Ok(None);
    }
    Ok(match topic.has_years() {
        true if of_one_year(topic, selection)? => None,
        true => {
            Some(Variable { meta: Arc::new(Field::computed("year", Level::Year)), origin: Origin::Years })
        }
        false => topic
            .with_role(Role::Time)
            .next()
            .map(|id| Variable { meta: topic.meta(id).clone(), origin: Origin::Field(id) }),
    })
}

/// Whether the condition wants one year, and no row speaks of more.
fn of_one_year(topic: &Topic, selection: &Selection) -> Result<bool, DataError> {
    let years = topic.years_column().filter(|_| topic.period.is_none());
    let years = years.map(|id| topic.column(id)).transpose()?;
    let single = matches!(years, Some(Column::Years(years)) if years.single().is_some());
    let one = |test: &query::Test| matches!(test.kind, TestKind::Years { span, .. } if span.from == span.to);
    Ok(single && selection.filter.iter().any(one))
}
