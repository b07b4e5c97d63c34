//! `tabulate`: what each part amounts to, and its share; or a cross table of two keys.

mod amounts;

mod cross;

mod parts;

mod whole;

use rustc_hash::FxHashMap as HashMap;
use std::sync::Arc;

use super::error::EvalError;
use super::incomplete::{self, Incomplete};
use super::left_out;
use super::no_answer::Holes;
use super::plain;
use super::sources;
use amounts::Amounts;
use answer::schema::{Schema, ShareColumn};
use answer::{Answer, Cell, LeftOut, Table};
use base::cancel::cancellable;
use base::suggest::{count, typed};
use data::{Column, DataError, Field, Missing, Range, Topic, Value};
use parts::Parts;
use query::{Amount, Query, Selection, Tabulate, Tabulated};
use select::{Cells, select};
use syntax::word::Verb;

/// Answers `tabulate`.
///
/// # Errors
///
/// Shares of several wholes in one part, or a cross table of more cells than anybody could read.
pub fn evaluate(query: &Query, tabulate: &Tabulate) -> Result<Answer, EvalError> {
    let cells = select(&tabulate.selection)?;
    let mut answer = Answer::new(query.text.clone(), Verb::Tabulate, title(tabulate)?);
    one_share_each(tabulate, &cells)?;
    match &tabulate.by {
        Tabulated::Cross(columns) => cross::cross(tabulate, columns, &cells, &mut answer)?,
        Tabulated::Shares(columns) => composition(tabulate, columns, &cells, &mut answer)?,
    }
    answer.left_out.extend(left_out::unknown(&tabulate.selection, &cells));
    answer.sources = sources::lines(&tabulate.selection, &cells);
    if let Some(named) = &tabulate.editions {
        answer.notes.extend(editions(named, &select(named)?));
    }
    super::finish::rows(&mut answer, &query.finish, None);
    Ok(answer)
}

/// What is tabulated, by what, and what is counted.
fn title(tabulate: &Tabulate) -> Result<String, DataError> {
    let selection = &tabulate.selection;
    let by: Vec<&str> = selection.keys[..tabulate.by.keys()].iter().map(|key| &*key.meta.name).collect();
    let title = super::of_labels(selection, without_key_in_title(&selection.topic))?;
    let title = format!("{title} by {}", by.join(" and "));
    Ok(match tabulate.amount {
        Amount::Rows => format!("{title}: number of rows"),
        Amount::Sum | Amount::Share => format!("{title}: {}", selection.measures[0].meta.title),
    })
}

/// The title of a topic without the key by which it says that it is sorted: `Sister cities by continent`.
fn without_key_in_title(topic: &Topic) -> &str {
    let cut = |field: &Arc<Field>| topic.title.strip_suffix(&*field.name)?.strip_suffix(" by ");
    topic.fields.iter().find_map(cut).unwrap_or(&topic.title)
}

/// A share of one whole cannot be added to that of another.
fn one_share_each(tabulate: &Tabulate, cells: &Cells) -> Result<(), EvalError> {
    let Some(row) = cells.sizes.iter().position(|&size| size > 1 && tabulate.amount == Amount::Share) else {
        return Ok(());
    };
    let selection = &tabulate.selection;
    let (topic, measure) = (&selection.topic.name, &selection.measures[0].meta.name);
    let part: Vec<String> = cells.keys.iter().map(|key| plain(&key.value(row))).collect();
    let word = typed(&plain(&cells.keys[0].value(row)));
    Err(EvalError::SeveralShares {
        topic: topic.to_string(),
        measure: measure.to_string(),
        part: part.join(", "),
        count: cells.sizes[row],
        example: format!("show {topic} where {} = {word}", typed(&selection.keys[0].meta.name)),
    })
}

/// That some things are counted once for each of several years.
fn editions(named: &Selection, cells: &Cells) -> Option<String> {
    let (time, keys) = cells.keys.split_last()?;
    let mut years: HashMap<Vec<u64>, Vec<usize>> = HashMap::default();
    for row in cancellable(0..cells.rows).filter(|&row| !time.is_missing(row)) {
        years.entry(keys.iter().map(|key| key.group(row)).collect()).or_default().push(row);
    }
    let several = years.into_values().filter(|rows| rows.len() > 1).flatten();
    let mut several: Vec<String> = several.map(|row| plain(&time.value(row))).collect();
    several.sort_unstable();
    several.dedup();
    let (field, last) = (&named.keys.last()?.meta.name, several.last()?);
    let all = several.join(", ");
    Some(format!(
        "What is known for several years ({all}) counts each time; `where {field} = {last}` counts one."
    ))
}

/// One key: an amount and a share for each subject.
fn composition(
    tabulate: &Tabulate,
    columns: &Schema<ShareColumn>,
    cells: &Cells,
    answer: &mut Answer,
) -> Result<(), EvalError> {
    let selection = &tabulate.selection;
    let parts = Parts::new(&selection.keys[0], &cells.keys[0]);
    let incomplete = incomplete(tabulate)?;
    let (labels, codes): (Vec<Option<Arc<str>>>, Vec<Option<u32>>) = match &tabulate.subjects {
        Some(subjects) => {
            let labels = subjects.labels(&selection.topic)?.into_iter().map(Some);
            labels.zip(subjects.codes.iter().copied().map(Some)).unzip()
        }
        None => (vec![None], vec![None]),
    };
    let wholes: Vec<Amounts> = labels
        .iter()
        .zip(&codes)
        .map(|(label, code)| amounts(tabulate, cells, &parts, label.as_ref().zip(*code), &incomplete))
        .collect();
    let unit: Arc<str> = match tabulate.amount {
        Amount::Rows => "row".into(),
        Amount::Sum | Amount::Share => selection.measures[0].meta.unit.clone(),
    };
    let mut table = Table::new("rows", columns.heads().clone());
    let shares: Vec<Vec<Value>> = wholes.iter().map(Amounts::shares).collect();
    for (part, &row) in cancellable(parts.order.iter().enumerate()) {
        let value = |column| match column {
            ShareColumn::Part => cells.keys[0].value(row),
            ShareColumn::Amount(at) => wholes[at].values[part].clone(),
            ShareColumn::Share(at) => shares[at][part].clone(),
        };
        table.rows.push(columns.columns().map(|column| Cell::new(value(column))).collect());
    }
    let of_part: Vec<String> = parts.order.iter().map(|&row| plain(&cells.keys[0].value(row))).collect();
    answer.tables.push(table);
    answer.left_out.extend(without_key(tabulate, &parts, cells));
    let wholes: Vec<whole::Whole<'_>> = labels
        .into_iter()
        .zip(&wholes)
        .map(|(label, amounts)| whole::Whole {
            label,
            amounts,
            parts: &of_part,
            unit: &unit,
            spans: &parts.spans,
        })
        .collect();
    whole::findings(tabulate, &wholes, answer);
    let mut reasons: Vec<String> = incomplete.into_iter().map(|list| list.reason).collect();
    reasons.dedup();
    answer.notes.extend(reasons);
    Ok(())
}

/// The lists that are not complete and of which some rows are counted.
fn incomplete(tabulate: &Tabulate) -> Result<Vec<Incomplete>, DataError> {
    let lists = incomplete::counted(&tabulate.selection)?;
    let Some(subjects) = &tabulate.subjects else { return Ok(lists) };
    let labels = subjects.labels(&tabulate.selection.topic)?;
    let field = &subjects.variable.meta.name;
    Ok(lists.into_iter().filter(|list| labels.iter().any(|label| list.is_of(field, label))).collect())
}

/// What the parts of one subject amount to; of everything together where none is named.
fn amounts(
    tabulate: &Tabulate,
    cells: &Cells,
    parts: &Parts,
    subject: Option<(&Arc<str>, u32)>,
    incomplete: &[Incomplete],
) -> Amounts {
    let field = tabulate.subjects.as_ref().map_or("", |subjects| &subjects.variable.meta.name);
    let lists: Vec<&Incomplete> =
        incomplete.iter().filter(|list| subject.is_none_or(|(label, _)| list.is_of(field, label))).collect();
    let by = &tabulate.selection.keys[0].meta.name;
    // What a list does not name may be in a part that is not shown, unless the parts are the lists.
    let rest = lists.iter().filter(|list| !list.names(by)).map(|list| rest_of(list, tabulate.amount));
    let rest = rest.fold(Range::exact(0.0), Range::plus);
    let mut rows = vec![None; parts.len()];
    let of_subject = |row: usize| match (subject, cells.keys.get(1)) {
        (Some((_, code)), Some(subject)) => subject.group(row) == u64::from(code),
        _ => true,
    };
    for row in (0..cells.rows).filter(|&row| of_subject(row)) {
        if let Some(part) = parts.of_row[row] {
            rows[part] = Some(row);
        }
    }
    let holes = Holes::new(cells);
    let value = |(part, row): (usize, Option<usize>)| {
        let value = match (row, tabulate.amount) {
            (None, Amount::Rows) => Value::count(0),
            (None, Amount::Sum | Amount::Share) => {
                let key = cells.keys[0].value(parts.order[part]);
                let label = subject.map(|(label, _)| Value::Text(label.clone()));
                holes.cell(&[&key].into_iter().chain(&label).collect::<Vec<_>>()).value
            }
            (Some(row), _) => amount(cells, row),
        };
        let name = plain(&cells.keys[0].value(parts.order[part]));
        let lists = lists.iter().filter(|list| list.is_of(by, &name));
        lists.fold(value, |value, list| at_least(&value, rest_of(list, tabulate.amount)))
    };
    let values = rows.into_iter().enumerate().map(value).collect();
    let decimals = match &cells.measures[0] {
        Column::Numbers(numbers) => numbers.decimals,
        Column::Labels(_) | Column::Years(_) => 0,
    };
    Amounts::new(values, tabulate.amount, decimals, rest)
}

/// What some rows amount to: where one of them has no figure, that is the least.
fn amount(cells: &Cells, row: usize) -> Value {
    let value = cells.measures[0].value(row);
    // Rows that are counted have no figure that could be missing.
    let unknown = cells.basis.first().map_or(0, |basis| cells.sizes[row] - basis.figures[row]);
    if unknown == 0 || value.is_missing() {
        return value;
    }
    // Nobody knows a figure below zero that is missing, where none of those that are known is.
    match value.range().filter(|range| range.low >= 0.0) {
        Some(range) => range.plus(Range::NOT_NEGATIVE).value(value.decimals()),
        None => Value::Missing(Missing::Undefined),
    }
}

/// What a list does not name; how many rows that is says nothing of what they amount to.
fn rest_of(list: &Incomplete, amount: Amount) -> Range {
    match (list.more, amount) {
        (Some(more), Amount::Rows) => Range::between(0.0, more as f64),
        (None, Amount::Rows) | (_, Amount::Sum) => Range::NOT_NEGATIVE,
        // A share says itself how much of the whole it is.
        (_, Amount::Share) => Range::exact(0.0),
    }
}

/// What is counted in a list that is not complete, with what it does not name.
fn at_least(value: &Value, rest: Range) -> Value {
    let Some(range) = value.range() else { return value.clone() };
    match range.plus(rest) {
        Range { low: 0.0, high: f64::INFINITY, .. } => Value::Missing(Missing::NotStated),
        Range { low: 0.0, high, .. } if high > 0.0 => {
            Range::between(f64::NEG_INFINITY, high).value(value.decimals())
        }
        range => range.value(value.decimals()),
    }
}

/// The rows that have no part.
fn without_key(tabulate: &Tabulate, parts: &Parts, cells: &Cells) -> Option<LeftOut> {
    let rows = parts.without(&cells.sizes);
    let key = &tabulate.selection.keys[0].meta.name;
    (rows > 0).then(|| LeftOut { item: count(rows, "row"), reason: format!("`{key}` is missing") })
}
