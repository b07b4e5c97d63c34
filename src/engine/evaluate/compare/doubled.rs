//! Rows that an aggregate may count twice: equal rows, and totals that stand beside their parts.

use std::sync::Arc;

use base::suggest::{count, typed};
use data::totals::sums_up_a_key;
use data::{Column, DataError, FieldId, Value};
use query::{Aggregate, Compare, Grouping, Origin, Selection, Variable};
use select::{Cells, select};

/// In a table of more rows equal ones are not looked for: each of them would have to be kept apart from all others.
const MOST_ROWS: usize = 200_000;

/// What is to be said of rows that may count twice.
///
/// # Errors
///
/// What keeps the rows from being read.
pub fn notes(compare: &Compare) -> Result<Vec<String>, DataError> {
    if compare.selection.grouping.aggregates().is_none() {
        return Ok(Vec::new());
    }
    let mut notes: Vec<String> = equal(&compare.selection)?.into_iter().collect();
    for key in &compare.folded {
        notes.extend(totals(&compare.selection, key)?);
    }
    Ok(notes)
}

/// How often each combination of keys stands among the rows that a selection wants.
fn counted(selection: &Selection, keys: Vec<Variable>) -> Result<Cells, DataError> {
    let measures = keys.iter().take(1).map(Variable::counted).collect();
    let grouping = Grouping::by_keys([Aggregate::Count]);
    select(&Selection { keys, measures, grouping, ..selection.clone() })
}

fn times(cells: &Cells, row: usize) -> usize {
    match &cells.measures[0] {
        Column::Numbers(numbers) => numbers.number(row).map_or(0, |times| times as usize),
        Column::Labels(_) | Column::Years(_) => 0,
    }
}

/// That rows are equal in every field.
fn equal(selection: &Selection) -> Result<Option<String>, DataError> {
    let topic = &selection.topic;
    // In a file of columns all those would be read that the query itself does not need.
    if topic.rows > MOST_ROWS || !topic.parts().is_empty() {
        return Ok(None);
    }
    let field =
        |at: usize| Variable { meta: topic.meta(FieldId(at)).clone(), origin: Origin::Field(FieldId(at)) };
    let cells = counted(selection, (0..topic.fields.len()).map(field).collect())?;
    let again: usize = (0..cells.rows).map(|row| times(&cells, row).saturating_sub(1)).sum();
    Ok((again > 0).then(|| {
        let stand = if again == 1 { "stands" } else { "stand" };
        format!(
            "{} of `{}` {stand} there twice, equal in every field; each is counted.",
            count(again, "row"),
            topic.name
        )
    }))
}

/// That a key over which figures are made has labels, or holes, that may stand for all the others.
fn totals(selection: &Selection, key: &Variable) -> Result<Option<String>, DataError> {
    let Origin::Field(id) = key.origin else { return Ok(None) };
    let Some(labels) = selection.topic.labels(id)? else { return Ok(None) };
    let suspect = labels.dictionary.labels().iter().any(|label| sums_up_a_key(label));
    let holes = || (0..selection.topic.rows).any(|row| labels.code(row).is_none());
    if !suspect && !holes() {
        return Ok(None);
    }
    let cells = counted(selection, vec![key.clone()])?;
    let (mut total, mut others): (Option<Arc<str>>, bool) = (None, false);
    let (mut missing, mut rows) = (0, 0);
    for row in 0..cells.rows {
        rows += times(&cells, row);
        match cells.keys[0].value(row) {
            Value::Text(label) if sums_up_a_key(&label) => total = Some(label),
            Value::Text(_) => others = true,
            Value::Number { .. } | Value::Bounded { .. } | Value::Years(_) | Value::Set(_) => others = true,
            Value::Missing(_) => missing += times(&cells, row),
        }
    }
    let name = typed(&key.meta.name);
    Ok(match total {
        _ if !others => None,
        Some(label) => Some(format!(
            "`{}` holds `{label}` beside other labels: what it sums up is counted again. `where {name} != {}` leaves it out.",
            key.meta.name,
            typed(&label)
        )),
        None if missing > 0 => Some(format!(
            "`{}` is missing in {missing} of {}: these may sum up the others. `where {name} is missing` keeps them, \
             `where not {name} is missing` the others.",
            key.meta.name,
            count(rows, "row")
        )),
        None => None,
    })
}
