//! Cells as cases: each case with what it is like, and those that are not fully known by name.

use std::collections::HashMap;

use super::contrast;
use super::error::EvalError;
use super::plain;
use answer::LeftOut;
use base::cancel::{cancellable, check_cancelled};
use base::suggest::{count, one_of, typed};
use data::{Field, Level, Value, Years, is_yes};
use query::Selection;
use select::Cells;
use stats::distance::Apart;

/// More cases than this make more pairs than can be looked at.
const MOST_PAIRED: usize = 3_000;

/// Cases and their attributes, one value each.
pub struct Cases {
    /// The cases, in the order of the rows.
    pub names: Vec<String>,
    /// The attributes.
    pub attributes: Vec<String>,
    /// For each case, the value of each attribute; `None` when it is not known.
    pub values: Vec<Vec<Option<Known>>>,
}

/// What is known of a case in one attribute.
#[derive(Clone, Debug)]
pub struct Known {
    /// As it is written.
    pub text: String,
    /// The figure, or the step of a scale, where one is nearer to some than to others.
    pub figure: Option<f64>,
}

impl PartialEq for Known {
    fn eq(&self, other: &Self) -> bool {
        match (self.figure, other.figure) {
            (Some(a), Some(b)) => a == b,
            _ => self.text == other.text,
        }
    }
}

impl Apart for Known {
    fn apart(&self, other: &Self) -> Option<f64> {
        Some(self.figure? - other.figure?)
    }
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
        for row in cancellable(0..cells.rows) {
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
                values[attribute] = know(&selection.measures[measure].meta, column.value(row));
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

    /// Takes out attributes and cases until all is known, always the one of which the greatest share is not; cases stay
    /// where they were asked for by name. What is taken out is named.
    pub fn fill(&mut self, keep_cases: bool) -> Vec<LeftOut> {
        let unknown = |case: usize, attribute: usize| self.values[case][attribute].is_none();
        let mut attributes: Vec<usize> = (0..self.attributes.len()).collect();
        let mut cases: Vec<usize> = (0..self.names.len()).collect();
        let all = cases.len();
        loop {
            check_cancelled();
            let of_attribute = |&at: &usize| cases.iter().filter(|&&case| unknown(case, at)).count();
            let of_case = |&case: &usize| attributes.iter().filter(|&&at| unknown(case, at)).count();
            // Of equal ones the first.
            let attribute = attributes.iter().copied().rev().max_by_key(of_attribute);
            let case = cases.iter().copied().rev().max_by_key(of_case);
            let (Some(attribute), Some(case)) = (attribute, case) else { break };
            let (of_attribute, of_case) = (of_attribute(&attribute), of_case(&case));
            if of_attribute == 0 {
                break;
            }
            // A pair needs two cases.
            let stay = keep_cases || cases.len() <= 2;
            match stay || of_attribute * attributes.len() >= of_case * cases.len() {
                true => attributes.retain(|&at| at != attribute),
                false => cases.retain(|&other| other != case),
            }
        }
        // What went early may lack nothing any more.
        let known_to_all = |&at: &usize| cases.iter().all(|&case| !unknown(case, at));
        let attributes: Vec<usize> = (0..self.attributes.len()).filter(known_to_all).collect();
        let lacking = |case: usize| attributes.iter().find(|&&at| unknown(case, at));
        let (mut left_out, mut kept) = (Vec::new(), Vec::new());
        for at in (0..self.attributes.len()).filter(|at| !attributes.contains(at)) {
            let holes: Vec<usize> = (0..all).filter(|&case| unknown(case, at)).collect();
            let reason = match holes.as_slice() {
                [only] => format!("not known for {}", self.names[*only]),
                several => format!("not known for {} of {}", several.len(), count(all, "case")),
            };
            left_out.push(LeftOut { item: self.attributes[at].clone(), reason });
        }
        for case in 0..all {
            match lacking(case) {
                None => kept.push(case),
                Some(&at) => {
                    let reason = format!("`{}` is not known", self.attributes[at]);
                    left_out.push(LeftOut { item: self.names[case].clone(), reason });
                }
            }
        }
        let values =
            kept.iter().map(|&case| attributes.iter().map(|&at| self.values[case][at].clone()).collect());
        self.values = values.collect();
        self.names = kept.iter().map(|&case| self.names[case].clone()).collect();
        self.attributes = attributes.iter().map(|&at| self.attributes[at].clone()).collect();
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
        let yes =
            |value: &Option<Known>| value.as_ref().and_then(|value| is_yes(&value.text)).unwrap_or(false);
        self.values.iter().map(|values| values.iter().map(yes).collect()).collect()
    }
}

fn know(field: &Field, value: Value) -> Option<Known> {
    let figure = match &value {
        Value::Missing(_) | Value::Bounded { .. } => return None,
        Value::Number { value, .. } => Some(*value),
        Value::Years(Years { from, to }) => (from == to).then(|| f64::from(*from)),
        Value::Text(_) | Value::Set(_) => contrast::step(field, &value).map(|step| step as f64),
    };
    let text = match value.as_text() {
        // A set is the same in any order.
        Some(set) if field.level == Level::Set => {
            let mut members: Vec<&str> = set.split(';').map(str::trim).collect();
            members.sort_unstable();
            members.join("; ")
        }
        _ => plain(&value),
    };
    Some(Known { text, figure })
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
