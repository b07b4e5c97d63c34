//! The values of a variable, row by row.

use rustc_hash::FxHashMap as HashMap;
use std::borrow::Cow;
use std::ops;
use std::sync::Arc;

use super::{function, test};
use data::{
    Column, DataError, Decades, FieldId, LabelsBuilder, Missing, NO_ROW, Range, RowYears, Topic, YearSpans,
    Years,
};
use query::{Aggregate, Formula, Origin, Summing, TRUTHS, Unary, Variable};
use syntax::word::Arithmetic;

/// A variable as a column of its topic, one value a row.
///
/// # Errors
///
/// What keeps a column that it needs from being read.
pub fn column<'a>(topic: &'a Topic, variable: &Variable) -> Result<Cow<'a, Column>, DataError> {
    Ok(match &variable.origin {
        Origin::Field(id) => Cow::Borrowed(topic.column(*id)?),
        Origin::Years => match topic.years_column() {
            Some(id) if topic.period.is_none() => Cow::Borrowed(topic.column(id)?),
            _ => Cow::Owned(years(topic)?),
        },
        Origin::Decade => Cow::Owned(decades(topic)?),
        Origin::Through { key, topic: other, target, field, by_year, cases } => {
            Cow::Owned(through(topic, *key, other, (*target, *field), *by_year, cases)?)
        }
        Origin::Formula(formula) => {
            let mut numbers = function::numbers(topic, formula)?;
            numbers.decimals = match places(topic, formula)? {
                Some(decimals) => decimals,
                None => decimals(&numbers.of(0..topic.rows)),
            };
            Cow::Owned(Column::Numbers(numbers))
        }
        Origin::Condition(condition) => {
            let mut labels = LabelsBuilder::new(&TRUTHS.map(Arc::from), [Missing::NotStated].into());
            for truth in test::mask(topic, condition)? {
                match truth {
                    test::TRUE => labels.push(TRUTHS[0]),
                    test::FALSE => labels.push(TRUTHS[1]),
                    _ => labels.push_missing(0),
                }
            }
            Cow::Owned(Column::Labels(labels.finish()))
        }
    })
}

/// The figures of a formula, row by row; NaN where a part is missing or a divisor is 0.
///
/// # Errors
///
/// As [`column()`].
pub fn figures(topic: &Topic, formula: &Formula) -> Result<Vec<f64>, DataError> {
    Ok(Figures::new(topic, formula)?.of(0..topic.rows))
}

/// A formula whose columns have been looked up, to be asked of one stretch of rows after the other.
pub enum Figures<'a> {
    /// The same in every row.
    Number(f64),
    /// A column.
    Column(Cow<'a, Column>),
    /// Two formulas and a sign.
    Binary(Box<Self>, Arithmetic, Box<Self>),
    /// Something made of one figure.
    Unary(Unary, Box<Self>),
}

impl<'a> Figures<'a> {
    /// Looks up what a formula needs.
    ///
    /// # Errors
    ///
    /// As [`column()`].
    pub fn new(topic: &'a Topic, formula: &Formula) -> Result<Self, DataError> {
        Ok(match formula {
            Formula::Number(value) => Self::Number(*value),
            Formula::Variable(variable) => Self::Column(column(topic, variable)?),
            Formula::Binary(left, sign, right) => {
                Self::Binary(Box::new(Self::new(topic, left)?), *sign, Box::new(Self::new(topic, right)?))
            }
            Formula::Unary(how, of) => Self::Unary(*how, Box::new(Self::new(topic, of)?)),
            Formula::Summary(summary) => Self::Column(Cow::Owned(function::summary(topic, summary)?)),
            Formula::Earlier(earlier) => Self::Column(Cow::Owned(function::earlier(topic, earlier)?)),
            Formula::Place(place) => Self::Column(Cow::Owned(function::place(topic, place)?)),
        })
    }

    /// The figures of a stretch of rows; NaN where a part is missing or a divisor is 0.
    pub fn of(&self, rows: ops::Range<usize>) -> Vec<f64> {
        match self {
            Self::Number(value) => vec![*value; rows.len()],
            Self::Column(column) => match column.as_ref() {
                Column::Numbers(numbers) => numbers.of(rows),
                Column::Years(years) => {
                    let mut figures = vec![f64::NAN; rows.len()];
                    let figure = |span: Option<Years>| span.map_or(f64::NAN, |span| f64::from(span.from));
                    years.fill(rows, &mut figures, figure);
                    figures
                }
                Column::Labels(_) => vec![f64::NAN; rows.len()],
            },
            Self::Binary(left, sign, right) => {
                let (left, right) = (left.of(rows.clone()), right.of(rows));
                left.into_iter().zip(right).map(|(a, b)| sign.of(a, b).unwrap_or(f64::NAN)).collect()
            }
            Self::Unary(how, of) => of.of(rows).into_iter().map(|x| function::unary(*how, x)).collect(),
        }
    }

    /// The rows of a stretch whose figure is not known exactly, in order: what it can be, or nothing where it is only known
    /// about.
    pub fn inexact(&self, rows: &ops::Range<usize>) -> Vec<(usize, Option<Range>)> {
        match self {
            Self::Number(_) => Vec::new(),
            Self::Column(column) => match column.as_ref() {
                Column::Numbers(numbers) => {
                    let place = |row: usize| numbers.bounds().partition_point(|(other, _)| *other < row);
                    let bounds = &numbers.bounds()[place(rows.start)..place(rows.end)];
                    let figure = |row| numbers.number(row).unwrap_or(f64::NAN);
                    bounds.iter().map(|&(row, bound)| (row, Range::of(bound, figure(row)))).collect()
                }
                Column::Years(years) if years.single().is_none() => {
                    let span = |row| years.span(row).ok().filter(|span| span.from != span.to);
                    rows.clone().filter_map(|row| Some((row, Some(Range::from(span(row)?))))).collect()
                }
                Column::Years(_) | Column::Labels(_) => Vec::new(),
            },
            Self::Binary(left, sign, right) => {
                let (left_known, right_known) = (left.inexact(rows), right.inexact(rows));
                let mut all: Vec<usize> =
                    left_known.iter().chain(&right_known).map(|&(row, _)| row).collect();
                if all.is_empty() {
                    return Vec::new();
                }
                all.sort_unstable();
                all.dedup();
                let (values, others) = (left.of(rows.clone()), right.of(rows.clone()));
                let known = |row: usize| {
                    let at = row - rows.start;
                    let (a, b) =
                        (known_at(&left_known, row, values[at])?, known_at(&right_known, row, others[at])?);
                    Some(computed(*sign, a, b))
                };
                all.into_iter().map(|row| (row, known(row))).collect()
            }
            Self::Unary(how, of) => {
                let known = |(row, range): (usize, Option<Range>)| {
                    (row, range.and_then(|range| function::unary_of(*how, range)))
                };
                of.inexact(rows).into_iter().map(known).collect()
            }
        }
    }
}

/// What a figure can be: as the list of those that are not exact says, else the figure itself.
pub fn known_at(inexact: &[(usize, Option<Range>)], row: usize, figure: f64) -> Option<Range> {
    match inexact.binary_search_by_key(&row, |(row, _)| *row) {
        Ok(at) => inexact[at].1,
        Err(_) => Some(Range::exact(figure)),
    }
}

fn computed(sign: Arithmetic, a: Range, b: Range) -> Range {
    match sign {
        Arithmetic::Add => a.plus(b),
        Arithmetic::Subtract => a.minus(b),
        Arithmetic::Multiply => a.times(b),
        // A divisor that may be 0 leaves anything possible.
        Arithmetic::Divide => a.over(b).unwrap_or(Range::ANY),
    }
}

/// The decimals of a figure that is one of others, or that is rounded; none where it is computed.
fn places(topic: &Topic, formula: &Formula) -> Result<Option<u8>, DataError> {
    let of_column = |variable| match column(topic, variable)?.as_ref() {
        Column::Numbers(numbers) => Ok(Some(numbers.decimals)),
        Column::Years(_) | Column::Labels(_) => Ok(None),
    };
    match formula {
        Formula::Number(_) | Formula::Binary(..) => Ok(None),
        Formula::Variable(variable) => of_column(variable),
        Formula::Unary(how, of) => match how {
            Unary::Round(decimals) => Ok(Some(*decimals)),
            Unary::Abs | Unary::Positive => places(topic, of),
            Unary::Log | Unary::Log10 | Unary::Sqrt | Unary::Power(_) => Ok(None),
        },
        Formula::Summary(summary) => match summary.how {
            Summing::Aggregate(
                Aggregate::Mean
                | Aggregate::Median
                | Aggregate::Deviation
                | Aggregate::LowerQuartile
                | Aggregate::UpperQuartile,
            ) => Ok(None),
            Summing::Aggregate(Aggregate::Count) => Ok(Some(0)),
            Summing::Aggregate(Aggregate::Sum | Aggregate::Min | Aggregate::Max)
            | Summing::First
            | Summing::Last
            | Summing::Only => places(topic, &summary.of),
        },
        Formula::Earlier(earlier) => places(topic, &earlier.of),
        Formula::Place(_) => Ok(Some(0)),
    }
}

/// How many decimals show four figures of the smallest value, but no more than seven of the largest: 24,620 and 2.512
/// and 0.07751; whole numbers need none.
pub fn decimals(values: &[f64]) -> u8 {
    let finite = values.iter().copied().filter(|value| value.is_finite());
    if finite.clone().all(|value| value.fract() == 0.0) {
        return 0;
    }
    let sizes = finite.map(f64::abs).filter(|&size| size > 0.0);
    let (least, most) = sizes.fold((f64::MAX, 0.0), |(a, b), size| (size.min(a), size.max(b)));
    let shown = |size: f64, decimals: u8| size * 10f64.powi(i32::from(decimals));
    let enough = |&decimals: &u8| shown(least, decimals) >= 1e3 || shown(most, decimals + 1) >= 1e7;
    (0..9).find(enough).unwrap_or(9)
}

fn years(topic: &Topic) -> Result<Column, DataError> {
    let (known, mut years) = (topic.years()?, YearSpans::default());
    for row in 0..topic.rows {
        match known.of(row) {
            Some(span) => years.push(span),
            None => years.push_missing(Missing::NotStated),
        }
    }
    Ok(Column::Years(years))
}

fn decades(topic: &Topic) -> Result<Column, DataError> {
    let known = topic.years()?;
    let decade = |row| known.of(row).map(Decades::from);
    // In order of time, so that the codes are in order too.
    let mut found: Vec<Decades> = (0..topic.rows).filter_map(decade).collect();
    found.sort_unstable();
    found.dedup();
    let scale: Vec<_> = found.iter().map(|decade| decade.to_string().into()).collect();
    let mut labels = LabelsBuilder::new(&scale, [Missing::NotStated].into());
    for row in 0..topic.rows {
        match decade(row) {
            Some(decade) => labels.push(&decade.to_string()),
            None => labels.push_missing(0),
        }
    }
    Ok(Column::Labels(labels.finish()))
}

fn through(
    topic: &Topic,
    key: FieldId,
    other: &Topic,
    (target, field): (FieldId, FieldId),
    by_year: bool,
    cases: &[Option<u32>],
) -> Result<Column, DataError> {
    let column = other.column(field)?;
    let (Some(labels), Some(names)) = (topic.labels(key)?, other.labels(target)?) else {
        return Ok(column.take(&vec![NO_ROW; topic.rows], &Missing::NotStated));
    };
    let claims = other.claims()?;
    let years = |topic| if by_year { Topic::years(topic) } else { Ok(RowYears::None) };
    let (here, there) = (years(topic)?, years(other)?);
    // The preferred row of each name in the other topic.
    let preferred = |row: &usize| claims.is_preferred(*row);
    let rows: HashMap<(u32, Option<Years>), usize> = (0..other.rows)
        .rev()
        .filter(preferred)
        .filter_map(|row| Some(((names.code(row)?, there.of(row)), row)))
        .collect();
    let row = |row: usize| {
        let case = cases[labels.code(row)? as usize]?;
        rows.get(&(case, here.of(row))).copied()
    };
    let rows: Vec<u32> = (0..topic.rows).map(|at| row(at).map_or(NO_ROW, |row| row as u32)).collect();
    Ok(column.take(&rows, &Missing::NotStated))
}
