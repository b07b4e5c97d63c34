//! What each judge says: one list or set a judge, over the same objects.

use std::collections::HashMap;
use std::sync::Arc;

use crate::error::EvalError;
use crate::plain;
use base::cancel::cancellable;
use base::suggest::{one_of, typed};
use data::RowSelector;
use data::{Column, DataError, Direction, Field};
use query::{Agree, Judges};
use select::Cells;

/// What all judges say.
pub struct Lists {
    /// The judges.
    pub names: Vec<Arc<str>>,
    /// The objects that any of them lists.
    pub objects: Vec<String>,
    /// For each judge and object, how good the judge finds it, more is better; for sets, that it is there.
    pub scores: Vec<Vec<Option<f64>>>,
    /// For each judge, the rows of the cells that were used, with their object.
    pub rows: Vec<Vec<(usize, usize)>>,
    /// Rows in which a judge names an object, but gives no exact figure.
    pub without: usize,
    /// The latest time of each judge, where there was a choice.
    pub latest: Vec<String>,
    /// The measure that orders each list; `None` for sets.
    pub measures: Vec<Option<usize>>,
}

impl Lists {
    /// Reads the lists off the cells.
    ///
    /// # Errors
    ///
    /// A judge says two things of one object.
    pub fn new(agree: &Agree, cells: &Cells) -> Result<Self, EvalError> {
        let judges = Sayings::new(agree, cells)?;
        let first = agree.first_object();
        let keys = &cells.keys[first..first + agree.objects];
        let mut lists = Self {
            objects: Vec::new(),
            scores: vec![Vec::new(); judges.names.len()],
            rows: vec![Vec::new(); judges.names.len()],
            names: judges.names,
            without: 0,
            latest: judges.latest,
            measures: judges.measures,
        };
        let mut places: HashMap<Vec<u64>, usize> = HashMap::new();
        for (judge, rows) in judges.rows.iter().enumerate() {
            let measure = lists.measures[judge];
            for &row in cancellable(rows.iter()) {
                let score = match measure {
                    Some(measure) => {
                        score(&agree.selection.measures[measure].meta, &cells.measures[measure], row)
                    }
                    None => Some(1.0),
                };
                if score.is_none() {
                    lists.without += 1;
                    continue;
                }
                let key = keys.iter().map(|column| column.group(row)).collect();
                let object = *places.entry(key).or_insert_with(|| {
                    let labels: Vec<String> = keys.iter().map(|key| plain(&key.value(row))).collect();
                    lists.objects.push(labels.join(" "));
                    lists.scores.iter_mut().for_each(|scores| scores.push(None));
                    lists.objects.len() - 1
                });
                let before = lists.scores[judge][object].replace(score.unwrap_or_default());
                if let (Some(_), Some(measure)) = (before, measure) {
                    let same = rows.iter().filter(|&&other| keys.iter().all(|key| key.same(other, row)));
                    let answers = same.map(|&row| plain(&cells.measures[measure].value(row))).collect();
                    return Err(several(agree, answers, plain(&keys[0].value(row)), &lists.names[judge]));
                }
                lists.rows[judge].push((row, object));
            }
        }
        Ok(lists)
    }

    /// How many objects a judge lists.
    pub fn length(&self, judge: usize) -> usize {
        self.scores[judge].iter().flatten().count()
    }

    /// The objects that exactly the judges listed by `wanted` list.
    pub fn members(&self, wanted: impl Fn(&[bool]) -> bool) -> Vec<usize> {
        let listed =
            |object: usize| self.scores.iter().map(|scores| scores[object].is_some()).collect::<Vec<_>>();
        (0..self.objects.len()).filter(|&object| wanted(&listed(object))).collect()
    }

    /// How many rows of a judge a remark of the package speaks of.
    pub fn remarked(&self, agree: &Agree, cells: &Cells, judge: usize, remark: &RowSelector) -> usize {
        let tests: Vec<(&Column, &str)> = remark
            .iter()
            .filter_map(|(field, value)| {
                let at = agree.selection.keys.iter().position(|key| *key.meta.name == **field)?;
                Some((&cells.keys[at], value.as_str()?))
            })
            .collect();
        let speaks = |row: usize| tests.iter().all(|(column, value)| plain(&column.value(row)) == *value);
        match tests.is_empty() {
            true => 0,
            false => self.rows[judge].iter().filter(|(row, _)| speaks(*row)).count(),
        }
    }
}

/// Which rows are whose, and which measure orders them.
struct Sayings {
    names: Vec<Arc<str>>,
    rows: Vec<Vec<usize>>,
    measures: Vec<Option<usize>>,
    latest: Vec<String>,
}

impl Sayings {
    fn new(agree: &Agree, cells: &Cells) -> Result<Self, DataError> {
        let (names, mut rows): (Vec<Arc<str>>, Vec<Vec<usize>>) = match &agree.judges {
            Judges::Measures => {
                let names = agree.selection.measures.iter().map(|measure| measure.meta.name.clone());
                names.map(|name| (name, (0..cells.rows).collect())).unzip()
            }
            Judges::Labels(subjects) => {
                let mut rows = vec![Vec::new(); subjects.codes.len()];
                let place: HashMap<u64, usize> =
                    subjects.codes.iter().enumerate().map(|(at, &code)| (u64::from(code), at)).collect();
                for row in cancellable(0..cells.rows) {
                    if let Some(&judge) = place.get(&cells.keys[0].group(row)) {
                        rows[judge].push(row);
                    }
                }
                (subjects.labels(&agree.selection.topic)?, rows)
            }
        };
        let mut latest = Vec::new();
        if let Some(time) = agree.latest.map(|at| &cells.keys[at]) {
            let mut choice = false;
            for (rows, name) in rows.iter_mut().zip(&names) {
                let Some(&newest) = rows.iter().max_by_key(|&&row| end(time, row)) else { continue };
                let before = rows.len();
                rows.retain(|&row| end(time, row) == end(time, newest));
                choice |= rows.len() < before;
                latest.push(format!("{name} {}", plain(&time.value(newest))));
            }
            latest.retain(|_| choice);
        }
        let measures = match &agree.judges {
            Judges::Measures => (0..names.len()).map(Some).collect(),
            // The first measure that says anything of the list orders it.
            Judges::Labels(_) => rows
                .iter()
                .map(|rows| {
                    let mut measures = 0..cells.measures.len();
                    let says = |&at: &usize| rows.iter().any(|&row| !cells.measures[at].is_missing(row));
                    measures.find(says).or((!cells.measures.is_empty()).then_some(0))
                })
                .collect(),
        };
        Ok(Self { names, rows, measures, latest })
    }
}

fn end(time: &Column, row: usize) -> i32 {
    time.value(row).as_years().map_or(i32::MIN, |years| years.to)
}

/// How good a value is, more is better; where no end is better, more counts as first.
fn score(field: &Field, column: &Column, row: usize) -> Option<f64> {
    let figure = match column {
        Column::Labels(labels) => {
            labels.code(row).filter(|&code| (code as usize) < field.scale.len()).map(f64::from)?
        }
        Column::Years(years) => f64::from(years.span(row).ok()?.from),
        Column::Numbers(_) => column.value(row).as_number()?,
    };
    Some(if field.direction == Some(Direction::Lower) { -figure } else { figure })
}

fn several(agree: &Agree, answers: Vec<String>, object: String, judge: &str) -> EvalError {
    let topic = &agree.selection.topic;
    EvalError::SeveralAnswers {
        topic: topic.name.to_string(),
        count: answers.len(),
        subject: judge.into(),
        answers: one_of(&answers).replace(" or ", " and "),
        example: format!(
            "show {} where {} = {}",
            topic.name,
            agree.selection.keys[agree.first_object()].meta.name,
            typed(&object)
        ),
    }
}
