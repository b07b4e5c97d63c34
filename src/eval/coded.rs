//! Cells as cases: each case with what it is like, and those that are not fully known by name.

use std::collections::HashMap;

use super::error::EvalError;
use super::plain;
use super::select::Cells;
use crate::answer::LeftOut;
use crate::dataset::{Level, Value, is_yes};
use crate::query::Selection;
use crate::stop::watched;
use crate::suggest::{one_of, typed};

/// More cases than this make more pairs than can be looked at.
const MOST_PAIRED: usize = 3_000;

/// Cases and their attributes, one value each.
pub struct Cases {
    /// The cases, in the order of the rows.
    pub names: Vec<String>,
    /// The attributes.
    pub attributes: Vec<String>,
    /// For each case, the value of each attribute; `None` when it is not known.
    pub values: Vec<Vec<Option<String>>>,
}

impl Cases {
    /// Reads the cases off the cells: the first key names the case, the others an attribute beside the measure.
    ///
    /// # Errors
    ///
    /// A case has two values of one attribute.
    pub fn new(selection: &Selection, cells: &Cells) -> Result<Self, EvalError> {
        let mut cases = Self { names: Vec::new(), attributes: Vec::new(), values: Vec::new() };
        let mut case_of: HashMap<u64, usize> = HashMap::new();
        let mut attribute_of: HashMap<(Vec<u64>, usize), usize> = HashMap::new();
        let mut seen: HashMap<(usize, usize), usize> = HashMap::new();
        for row in watched(0..cells.rows) {
            let case = *case_of.entry(cells.keys[0].group(row)).or_insert_with(|| {
                cases.names.push(plain(&cells.keys[0].value(row)));
                cases.values.push(Vec::new());
                cases.names.len() - 1
            });
            let keys = &cells.keys[1..];
            for (measure, column) in cells.measures.iter().enumerate() {
                let key = keys.iter().map(|key| key.group(row)).collect();
                let attribute = *attribute_of.entry((key, measure)).or_insert_with(|| {
                    let mut words: Vec<String> = keys.iter().map(|key| plain(&key.value(row))).collect();
                    if words.is_empty() || cells.measures.len() > 1 {
                        words.push(selection.measures[measure].meta.name.to_string());
                    }
                    cases.attributes.push(words.join(" "));
                    cases.attributes.len() - 1
                });
                if let Some(before) = seen.insert((case, attribute), row) {
                    return Err(several(selection, cells, measure, [before, row]));
                }
                let values = &mut cases.values[case];
                values.resize(values.len().max(attribute + 1), None);
                values[attribute] = known(selection.measures[measure].meta.level, column.value(row));
            }
        }
        let all = cases.attributes.len();
        cases.values.iter_mut().for_each(|values| values.resize(all, None));
        Ok(cases)
    }

    /// Takes out the cases that lack a value, and names them.
    pub fn complete(&mut self) -> Vec<LeftOut> {
        let mut left_out = Vec::new();
        let mut at = 0;
        while at < self.names.len() {
            let lacking = self.values[at].iter().position(Option::is_none);
            match lacking {
                Some(attribute) => {
                    let reason = format!("`{}` is not known", self.attributes[attribute]);
                    left_out.push(LeftOut { item: self.names.remove(at), reason });
                    self.values.remove(at);
                }
                None => at += 1,
            }
        }
        left_out
    }

    /// Takes out the attributes that a case lacks, and names them.
    pub fn common(&mut self) -> Vec<LeftOut> {
        let mut left_out = Vec::new();
        for at in (0..self.attributes.len()).rev() {
            if let Some(case) = self.values.iter().position(|values| values[at].is_none()) {
                let reason = format!("not known for {}", self.names[case]);
                left_out.push(LeftOut { item: self.attributes.remove(at), reason });
                self.values.iter_mut().for_each(|values| {
                    values.remove(at);
                });
            }
        }
        left_out.reverse();
        left_out
    }

    /// Refuses to put so many cases side by side in pairs.
    ///
    /// # Errors
    ///
    /// There are too many pairs.
    pub fn check_pairs(&self) -> Result<(), EvalError> {
        let cases = self.names.len();
        match cases > MOST_PAIRED {
            true => Err(EvalError::TooLong { what: format!("every pair of {cases} cases"), fewer: "cases" }),
            false => Ok(()),
        }
    }

    /// The values as yes or no; only complete cases have all of them.
    pub fn yes_or_no(&self) -> Vec<Vec<bool>> {
        let yes = |value: &Option<String>| value.as_deref().and_then(is_yes).unwrap_or(false);
        self.values.iter().map(|values| values.iter().map(yes).collect()).collect()
    }
}

fn known(level: Level, value: Value) -> Option<String> {
    match value {
        Value::Missing(_) | Value::Bounded { .. } => None,
        // A set is the same in any order.
        Value::Text(set) if level == Level::Set => {
            let mut members: Vec<&str> = set.split(';').map(str::trim).collect();
            members.sort_unstable();
            Some(members.join("; "))
        }
        value => Some(plain(&value)),
    }
}

fn several(selection: &Selection, cells: &Cells, measure: usize, rows: [usize; 2]) -> EvalError {
    let column = &cells.measures[measure];
    let answers: Vec<String> = rows.iter().map(|&row| plain(&column.value(row))).collect();
    let subject = plain(&cells.keys[0].value(rows[0]));
    EvalError::SeveralAnswers {
        topic: selection.topic.name.to_string(),
        count: answers.len(),
        answers: one_of(&answers).replace(" or ", " and "),
        example: format!(
            "show {} where {} = {}",
            selection.topic.name,
            selection.keys[0].meta.name,
            typed(&subject)
        ),
        subject,
    }
}
