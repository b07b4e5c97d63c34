//! Lists that a package says are not complete: what is counted there is the least there is.

use super::plain;
use base::fold::fold;
use data::RowSelector;
use data::{Column, DataError, FieldId, Topic};
use query::Selection;
use select::test::{FALSE, Prepared, UNKNOWN};

/// A list that is not complete, and that a selection counts.
#[derive(Clone, Debug)]
pub struct Incomplete {
    remark: RowSelector,
    /// How many more rows there may be, where the package says so.
    pub more: Option<usize>,
    /// Why it is not complete.
    pub reason: String,
}

/// The lists that are not complete and that a selection may count: no test of a field that names a list excludes it.
///
/// # Errors
///
/// What keeps the fields that name them from being read.
pub fn counted(selection: &Selection) -> Result<Vec<Incomplete>, DataError> {
    let topic = &selection.topic;
    let claims = topic.claims()?;
    let incomplete = |remark: &RowSelector| {
        let named = named(topic, remark)?;
        let says = |column: &Column, row, word: &str| fold(&plain(&column.value(row))) == fold(word);
        let rows: Vec<usize> = (0..topic.rows)
            .filter(|&row| named.iter().all(|&(_, column, word)| says(column, row, word)))
            .collect();
        let is_named = |name: &str| named.iter().any(|&(id, ..)| *topic.meta(id).name == *name);
        let tests = selection.about.iter().chain(&selection.filter);
        let tests =
            tests.filter(|test| test.variable().is_some_and(|variable| is_named(&variable.meta.name)));
        let tests = tests.map(|test| Prepared::new(topic, test)).collect::<Result<Vec<_>, _>>()?;
        // Every row of a list says the same in the fields that name it.
        let excludes = |row: usize| {
            tests.iter().any(|test| {
                let mut truth = [UNKNOWN];
                test.fill(row..row + 1, &mut truth);
                truth == [FALSE]
            })
        };
        if rows.first().is_some_and(|&row| excludes(row)) {
            return Ok(None);
        }
        let known = rows.iter().filter(|&&row| claims.is_preferred(row)).count();
        let fewer = remark.get("fewer_than").and_then(serde_json::Value::as_u64);
        let reason = remark.get("reason").and_then(serde_json::Value::as_str);
        Ok(Some(Incomplete {
            remark: remark.clone(),
            more: fewer.map(|fewer| (fewer as usize).saturating_sub(1 + known)),
            reason: reason.unwrap_or("The list is not complete.").into(),
        }))
    };
    topic.incomplete.iter().filter_map(|remark| incomplete(remark).transpose()).collect()
}

impl Incomplete {
    /// Whether a field tells it apart from other lists.
    pub fn names(&self, field: &str) -> bool {
        self.remark.contains_key(field)
    }

    /// Whether it is a list of a label of a field; a list that the field does not tell apart is one of each.
    pub fn is_of(&self, field: &str, label: &str) -> bool {
        self.remark
            .get(field)
            .and_then(serde_json::Value::as_str)
            .is_none_or(|word| fold(word) == fold(label))
    }
}

/// The fields that name a list, each with what they say there.
fn named<'a>(
    topic: &'a Topic,
    remark: &'a RowSelector,
) -> Result<Vec<(FieldId, &'a Column, &'a str)>, DataError> {
    let fields = remark.iter().filter_map(|(name, value)| Some((topic.field(name)?, value.as_str()?)));
    let fields = fields.filter(|(id, _)| !topic.meta(*id).role.is_provenance());
    fields.map(|(id, word)| Ok((id, topic.column(id)?, word))).collect()
}
