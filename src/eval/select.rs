//! The waist: a selection becomes cells. All that a second engine would have to answer is here.

use rustc_hash::FxHashMap as HashMap;
use std::borrow::Cow;
use std::sync::Arc;

use super::aggregate;
use super::test::{self, TRUE};
use super::variable::column;
use crate::dataset::{Column, Role, Status, Topic, Value, reading};
use crate::query::{Aggregate, Origin, Reading, Selection, Variable};
use crate::stop::watched;

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
    /// Source and place of each row, where a row is one row of the topic.
    pub places: Option<(Column, Column)>,
    /// How many rows there are.
    pub rows: usize,
    /// Source and place of everything that was used, each once, in order.
    pub cited: Vec<(Arc<str>, Arc<str>)>,
    /// Rows that are about the subjects, but that the condition does not want.
    pub dropped: Dropped,
}

/// Rows that a condition does not want.
#[derive(Debug)]
pub struct Dropped {
    /// Their keys.
    pub keys: Vec<Column>,
    /// For each, the first part of the condition that fails or is unknown, and the value that was tested.
    pub tests: Vec<(usize, Option<Value>)>,
    /// For each, whether the condition is unknown and not false.
    pub unknown: Vec<bool>,
}

/// Answers a selection.
pub fn select(selection: &Selection) -> Cells {
    let topic = match selection.reading {
        Reading::Instead(status) => Cow::Owned(Arc::new(reading::read(&selection.topic, status))),
        _ => Cow::Borrowed(&selection.topic),
    };
    let topic = topic.as_ref();
    let about = test::all(topic, &selection.about);
    let wanted: Vec<Vec<u8>> = selection.filter.iter().map(|part| test::mask(topic, part)).collect();
    let readable = |row: &usize| selection.reading == Reading::All || topic.status(*row) == Status::Preferred;
    let (mut kept, mut dropped) = (Vec::new(), Vec::new());
    for row in watched(0..topic.rows).filter(|&row| about[row] == TRUE).filter(readable) {
        match wanted.iter().position(|mask| mask[row] != TRUE) {
            None => kept.push(row),
            Some(part) => dropped.push((row, part, wanted.iter().all(|mask| mask[row] != test::FALSE))),
        }
    }
    cells(selection, topic, &kept, &dropped)
}

fn cells(
    selection: &Selection,
    topic: &Arc<Topic>,
    kept: &[usize],
    dropped: &[(usize, usize, bool)],
) -> Cells {
    let keys: Vec<Column> = selection.keys.iter().map(|key| column(topic, key).pick(kept)).collect();
    let measures: Vec<Column> =
        selection.measures.iter().map(|measure| column(topic, measure).pick(kept)).collect();
    let cited = cited(topic, kept);
    let dropped = self::dropped(selection, topic, dropped);
    if selection.aggregate != Aggregate::Each {
        let groups = groups(&keys, kept.len());
        let first: Vec<usize> = groups.iter().map(|rows| rows[0]).collect();
        let measures: Vec<Column> = match selection.aggregate {
            Aggregate::Count => vec![aggregate::count(&groups)],
            how => measures.iter().map(|column| aggregate::figures(column, &groups, how)).collect(),
        };
        return Cells {
            keys: keys.iter().map(|key| key.pick(&first)).collect(),
            units: vec![None; measures.len()],
            disputed: vec![Vec::new(); measures.len()],
            measures,
            places: None,
            rows: groups.len(),
            cited,
            dropped,
        };
    }
    let field = |variable: &Variable| match variable.origin {
        Origin::Field(id) => Some(id),
        _ => None,
    };
    let unit = |measure: &Variable| measure.meta.unit_from.map(|id| topic.column(id).pick(kept));
    let contested = contested(topic, kept);
    let disputed = |measure: &Variable| match field(measure) {
        // Claims differ in their place and remarks by nature; only what they say can be disputed.
        Some(id) if matches!(measure.meta.role, Role::Measure | Role::Time) => {
            let disputed = contested.iter().filter(|&&at| topic.disputed(kept[at], id));
            disputed.copied().collect()
        }
        _ => Vec::new(),
    };
    let place = |role| topic.with_role(role).next().map(|id| topic.column(id).pick(kept));
    Cells {
        units: selection.measures.iter().map(unit).collect(),
        disputed: selection.measures.iter().map(disputed).collect(),
        places: place(Role::Source).zip(place(Role::Place)),
        rows: kept.len(),
        keys,
        measures,
        cited,
        dropped,
    }
}

/// The rows of each combination of keys, in the order in which the combinations first appear.
fn groups(keys: &[Column], rows: usize) -> Vec<Vec<usize>> {
    let mut places: HashMap<Vec<u64>, usize> = HashMap::default();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for row in watched(0..rows) {
        let key = keys.iter().map(|column| column.group(row)).collect();
        let place = *places.entry(key).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[place].push(row);
    }
    groups
}

/// The rows of facts on which there is another claim.
fn contested(topic: &Topic, kept: &[usize]) -> Vec<usize> {
    if topic.undisputed() {
        return Vec::new();
    }
    (0..kept.len()).filter(|&at| topic.rivals(kept[at]).next().is_some()).collect()
}

fn dropped(selection: &Selection, topic: &Topic, dropped: &[(usize, usize, bool)]) -> Dropped {
    if dropped.is_empty() {
        return Dropped { keys: Vec::new(), tests: Vec::new(), unknown: Vec::new() };
    }
    let rows: Vec<usize> = dropped.iter().map(|&(row, ..)| row).collect();
    let tested: Vec<Option<Cow<'_, Column>>> =
        selection.filter.iter().map(|part| part.variable().map(|variable| column(topic, variable))).collect();
    let test = |&(row, part, _): &(usize, usize, bool)| {
        (part, tested[part].as_ref().map(|column| column.value(row)))
    };
    Dropped {
        keys: selection.keys.iter().map(|key| column(topic, key).pick(&rows)).collect(),
        tests: dropped.iter().map(test).collect(),
        unknown: dropped.iter().map(|&(.., unknown)| unknown).collect(),
    }
}

/// Source and place of rows, each once, in order.
fn cited(topic: &Topic, rows: &[usize]) -> Vec<(Arc<str>, Arc<str>)> {
    let labels = |role| topic.with_role(role).next().and_then(|id| topic.labels(id));
    let (Some(sources), Some(places)) = (labels(Role::Source), labels(Role::Place)) else {
        return Vec::new();
    };
    let mut seen = Vec::new();
    for &row in watched(rows.iter()) {
        let pair = (sources.code(row), places.code(row));
        if !seen.contains(&pair) {
            seen.push(pair);
        }
    }
    let text = |labels: &crate::dataset::Labels, code: Option<u32>| {
        code.map_or_else(Arc::default, |code| labels.dictionary.label(code).clone())
    };
    seen.into_iter().map(|(source, place)| (text(sources, source), text(places, place))).collect()
}
