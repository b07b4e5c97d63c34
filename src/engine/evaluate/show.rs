//! `show`: the rows of a topic, every field under its own name.

use std::sync::Arc;

use super::dates::{self, Dates};
use super::error::EvalError;
use super::left_out;
use super::sources;
use answer::schema::ShowColumn;
use answer::{Answer, Cell, Table};
use base::cancel::cancellable;
use base::memory;
use base::suggest::typed;
use data::{Level, Missing, Role, Status, Value};
use query::{Finish, OrderBy, Query, Show, Variable};
use select::select;
use syntax::word::Verb;

/// Fewer cells than this fit anywhere.
const MANY: u64 = 1 << 20;

/// How many bytes a cell takes until it is printed, measured: the cell, its place in the grid and its text, twice.
const OF_A_CELL: u64 = 130;

/// Answers `show` on a topic.
///
/// # Errors
///
/// The rows do not fit into memory.
pub fn evaluate(query: &Query, show: &Show) -> Result<Answer, EvalError> {
    let topic = &show.selection.topic;
    let mut cells = select(&show.selection)?;
    if show.distinct {
        cells.keep_distinct();
    }
    let mut answer = Answer::new(query.text.clone(), Verb::Show, topic.title.to_string());
    let mut table = Table::new("rows", show.columns.heads().clone());
    // Where every claim has its own row, no row needs a mark.
    let disputed = |at: usize, row: usize| !show.claims && cells.disputed[at].binary_search(&row).is_ok();
    // A claim that is not preferred fills only what it disagrees on.
    let status = show.selection.measures.iter().position(|field| field.meta.role == Role::Status);
    let preferred = Value::text(Status::Preferred.word());
    let claims_less = |row: usize| status.is_some_and(|at| cells.measures[at].value(row) != preferred);
    let dates: Vec<Option<Dates<'_>>> = (0..cells.measures.len()).map(|at| Dates::of(&cells, at)).collect();
    // The year of a row is that of its newest figure.
    let of_row = |measure: &Variable| measure.meta.level == Level::Year && measure.meta.role == Role::Note;
    let told = show.selection.measures.iter().position(of_row);
    let cell = |row: usize, ShowColumn(at): ShowColumn| {
        let (column, field) = (&cells.measures[at], &show.selection.measures[at].meta);
        let value = match (column.value(row), field.level) {
            (Value::Text(set), Level::Set) => members(&set),
            (Value::Missing(_), _) if matches!(field.role, Role::Note | Role::Reason) || claims_less(row) => {
                Value::Missing(Missing::Silent)
            }
            (value, _) => value,
        };
        let suffix = dates[at].as_ref().map_or_else(Arc::default, |dates| match told {
            Some(told) => dates.suffix_beside(row, cells.measures[told].value(row).as_years()),
            None => dates.suffix(row),
        });
        Cell { disputed: disputed(at, row), suffix, ..Cell::new(value) }
    };
    // Without a condition on them, rows behind the limit would be thrown away again.
    let Finish { rows, order, limit } = &query.finish;
    let shown = limit.filter(|_| rows.is_empty()).unwrap_or(cells.rows).min(cells.rows);
    let made = shown as u64 * cells.measures.len() as u64;
    if made > MANY
        && let Some((needs, has)) = memory::lacking(made * OF_A_CELL)
    {
        let example = format!("show {} limit 100", typed(&topic.name));
        return Err(EvalError::TooManyRows { rows: shown, needs, has, example });
    }
    let chosen: Vec<usize> = if shown < cells.rows && !order.is_empty() {
        let key = |by: &OrderBy| {
            let (column, head) = (show.columns.column(by.column), table.columns.head(by.column));
            let value = |row| super::finish::key(head, cell(row, column).value);
            (cancellable(0..cells.rows).map(value).collect(), by.descending)
        };
        let keys: Vec<(Vec<Value>, bool)> = order.iter().map(key).collect();
        super::finish::first_rows(cells.rows, shown, &keys)
    } else {
        (0..shown).collect()
    };
    for &row in cancellable(chosen.iter()) {
        table.rows.push(show.columns.columns().map(|column| cell(row, column)).collect());
    }
    answer.tables.push(table);
    answer.left_out.extend(left_out::unknown(&show.selection, &cells));
    answer.notes.extend(dates::note(&show.selection, &cells));
    if !topic.conditions.is_empty() {
        let conditions = topic.conditions.iter().map(|(name, condition)| format!("{name} is `{condition}`"));
        let conditions: Vec<String> = conditions.collect();
        answer.notes.push(format!("Conditions: {}.", conditions.join(", ")));
    }
    answer.sources = sources::lines(&show.selection, &cells);
    super::finish::rows(&mut answer, &query.finish, None);
    if shown < cells.rows {
        answer.notes.push(super::finish::first(shown, cells.rows));
    }
    Ok(answer)
}

/// A set as its members.
pub fn members(set: &str) -> Value {
    let members = set.split(';').map(str::trim).filter(|member| !member.is_empty());
    Value::Set(members.map(Into::into).collect())
}
