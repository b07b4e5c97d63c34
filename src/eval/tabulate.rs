//! `tabulate`: counts and shares by one key, or a cross table of two with its members.

use std::sync::Arc;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::error::EvalError;
use super::left_out;
use super::select::{Cells, select};
use super::sources;
use super::stats::composition::{concentration, dissimilarity, effective_number};
use crate::answer::{Answer, Cell, Finding, Head, Kind, LeftOut, Table};
use crate::dataset::{Column, Value};
use crate::query::{Origin, Query, Selection, Tabulate, Variable};
use crate::stop::watched;
use crate::suggest::{count, plural};
use crate::word::Verb;

/// More cells than this nobody reads.
const MOST_CELLS: usize = 100_000;

/// Answers `tabulate`.
///
/// # Errors
///
/// A cross table of more cells than anybody could read.
pub fn evaluate(query: &Query, tabulate: &Tabulate) -> Result<Answer, EvalError> {
    let cells = select(&tabulate.selection);
    let topic = &tabulate.selection.topic;
    let by: Vec<&str> = tabulate.selection.keys[..tabulate.by].iter().map(|key| &*key.meta.name).collect();
    let by = format!("by {}", by.join(" and "));
    let title = match topic.title.ends_with(&by) {
        true => topic.title.to_string(),
        false => format!("{} {by}", topic.title),
    };
    let mut answer = Answer::new(query.text.clone(), Verb::Tabulate, title);
    match tabulate.by {
        2 => cross(tabulate, &cells, &mut answer)?,
        _ => shares(tabulate, &cells, &mut answer),
    }
    answer.left_out.extend(left_out::unknown(&tabulate.selection, &cells));
    answer.sources = sources::lines(&tabulate.selection, &cells);
    answer.notes.extend(tabulate.editions.as_ref().and_then(editions));
    super::finish::rows(&mut answer, &query.finish, None);
    Ok(answer)
}

/// That some things are counted once for each of several years.
fn editions(named: &Selection) -> Option<String> {
    let cells = select(named);
    let (time, keys) = cells.keys.split_last()?;
    let mut years: HashMap<Vec<u64>, Vec<usize>> = HashMap::default();
    for row in watched(0..cells.rows).filter(|&row| !time.is_missing(row)) {
        years.entry(keys.iter().map(|key| key.group(row)).collect()).or_default().push(row);
    }
    let several = years.into_values().filter(|rows| rows.len() > 1).flatten();
    let mut several: Vec<String> = several.map(|row| super::plain(&time.value(row))).collect();
    several.sort_unstable();
    several.dedup();
    let (field, last) = (&named.keys.last()?.meta.name, several.last()?);
    let all = several.join(", ");
    Some(format!(
        "What is known for several years ({all}) counts each time; `where {field} = {last}` counts one."
    ))
}

/// One key: a count and a share for each subject.
fn shares(tabulate: &Tabulate, cells: &Cells, answer: &mut Answer) {
    let (key, subject) = (&cells.keys[0], cells.keys.get(1));
    let parts = Parts::new(&tabulate.selection.keys[0], key, cells.rows);
    let several = tabulate.subjects.as_ref().filter(|subjects| subjects.codes.len() > 1);
    let columns: Vec<(Option<Arc<str>>, Vec<f64>)> = match several {
        Some(subjects) => {
            let labels = subjects.labels(&tabulate.selection.topic);
            let codes = subjects.codes.iter().zip(labels);
            codes
                .map(|(&code, label)| {
                    (
                        Some(label),
                        parts.sums(cells, |row| {
                            subject.is_some_and(|subject| subject.group(row) == u64::from(code))
                        }),
                    )
                })
                .collect()
        }
        None => vec![(None, parts.sums(cells, |_| true))],
    };
    let decimals = match &cells.measures[0] {
        Column::Numbers(numbers) => numbers.decimals,
        _ => 0,
    };
    let mut heads = vec![Head::new(tabulate.selection.keys[0].meta.name.clone(), Kind::Key)];
    for (label, _) in &columns {
        let (count, share) = match label {
            Some(label) => (label.to_string(), format!("{label} share")),
            None => ("count".into(), "share".into()),
        };
        heads.push(Head::new(count, Kind::Number).with_unit(tabulate.unit.clone()));
        heads.push(Head::new(share, Kind::Number).with_unit("%"));
    }
    let mut table = Table::new("rows", heads);
    let totals: Vec<f64> = columns.iter().map(|(_, sums)| sums.iter().sum()).collect();
    for (part, &row) in watched(parts.order.iter().enumerate()) {
        let mut cells_of_row = vec![Cell::new(key.value(row))];
        for ((_, sums), total) in columns.iter().zip(&totals) {
            cells_of_row.push(Cell::new(Value::number(sums[part], decimals)));
            cells_of_row.push(Cell::new(Value::number(100.0 * sums[part] / total, 1)));
        }
        table.rows.push(cells_of_row);
    }
    answer.tables.push(table);
    answer.left_out.extend(parts.missing(cells, tabulate));
    findings(tabulate, &columns, decimals, answer);
}

/// The labels of a key in order, and the rows without one.
struct Parts {
    /// One row of each label; ordered scales in their order, others by first appearance.
    order: Vec<usize>,
    of_row: Vec<Option<usize>>,
}

impl Parts {
    fn new(variable: &Variable, key: &Column, rows: usize) -> Self {
        let mut order: Vec<usize> = Vec::new();
        let mut seen: HashSet<u64> = HashSet::default();
        for row in watched(0..rows).filter(|&row| !key.is_missing(row)) {
            if seen.insert(key.group(row)) {
                order.push(row);
            }
        }
        // Years, decades and the steps of a scale read better in their own order.
        let decade = matches!(variable.origin, Origin::Decade);
        if decade || matches!(key, Column::Years(_)) || !variable.meta.scale.is_empty() {
            order.sort_by_key(|&row| key.group(row));
        }
        let place: HashMap<u64, usize> =
            order.iter().enumerate().map(|(place, &row)| (key.group(row), place)).collect();
        let part = |row| if key.is_missing(row) { None } else { place.get(&key.group(row)).copied() };
        let of_row = watched(0..rows).map(part).collect();
        Self { order, of_row }
    }

    /// What each part amounts to, over the rows that `wanted` says.
    fn sums(&self, cells: &Cells, wanted: impl Fn(usize) -> bool) -> Vec<f64> {
        let mut sums = vec![0.0; self.order.len()];
        for row in (0..cells.rows).filter(|&row| wanted(row)) {
            if let (Some(part), Some(figure)) = (self.of_row[row], cells.measures[0].value(row).as_number()) {
                sums[part] += figure;
            }
        }
        sums
    }

    /// What has no part, counted in what the parts are counted in.
    fn missing(&self, cells: &Cells, tabulate: &Tabulate) -> Option<LeftOut> {
        let without = |row: &usize| self.of_row[*row].is_none();
        let figures =
            (0..cells.rows).filter(without).filter_map(|row| cells.measures[0].value(row).as_number());
        let total: f64 = figures.sum();
        let key = &tabulate.selection.keys[0].meta.name;
        (total > 0.0).then(|| LeftOut {
            item: count(total as usize, &tabulate.unit),
            reason: format!("`{key}` is missing"),
        })
    }
}

fn findings(
    tabulate: &Tabulate,
    columns: &[(Option<Arc<str>>, Vec<f64>)],
    decimals: u8,
    answer: &mut Answer,
) {
    for (label, sums) in columns {
        let total: f64 = sums.iter().sum();
        let unit = if total == 1.0 { tabulate.unit.to_string() } else { plural(&tabulate.unit) };
        let (hhi, effective) = (concentration(sums), effective_number(sums));
        let name = |what: &str| match label {
            Some(label) => format!("{what} {label}"),
            None => what.to_owned(),
        };
        let mut figures = vec![(name("total"), Value::number(total, decimals))];
        let mut text = match label {
            Some(label) => format!("{label}: {total} {unit}"),
            None => format!("Total: {total} {unit}"),
        };
        if let (Some(hhi), Some(effective)) = (hhi, effective) {
            figures.push((name("HHI"), Value::number(hhi, 4)));
            figures.push((name("effective number"), Value::number(effective, 2)));
            text = format!("{text}; concentration (HHI) {hhi:.4}, as even as {effective:.2} equal parts");
        }
        answer.findings.push(Finding { kind: "composition", figures, text: text + "." });
    }
    if let [(Some(a), left), (Some(b), right)] = columns
        && let Some(index) = dissimilarity(left, right)
    {
        let text = format!(
            "Dissimilarity of {a} and {b}: {index:.4}; {:.1} % of one would have to move to match the other.",
            100.0 * index
        );
        let figures = vec![("dissimilarity".to_owned(), Value::number(index, 4))];
        answer.findings.push(Finding { kind: "dissimilarity", figures, text });
    }
}

/// Two keys: every combination, the empty ones too, with its members.
fn cross(tabulate: &Tabulate, cells: &Cells, answer: &mut Answer) -> Result<(), EvalError> {
    let [down, across, member] = cells.keys.as_slice() else { return Ok(()) };
    let keys = &tabulate.selection.keys;
    let (rows, columns) = (Parts::new(&keys[0], down, cells.rows), Parts::new(&keys[1], across, cells.rows));
    let mut heads = vec![Head::new(tabulate.selection.keys[0].meta.name.clone(), Kind::Key)];
    heads.extend(columns.order.iter().map(|&row| Head::new(super::plain(&across.value(row)), Kind::Subject)));
    let mut table = Table::new("rows", heads);
    let wide = columns.order.len();
    if rows.order.len() * wide > MOST_CELLS {
        let what = format!("a table of {} cells", rows.order.len() * wide);
        return Err(EvalError::TooLong { what, fewer: "labels, or choose some with `where`" });
    }
    let mut members: Vec<Vec<Arc<str>>> = vec![Vec::new(); rows.order.len() * wide];
    for row in watched(0..cells.rows) {
        if let (Some(part), Some(other)) = (rows.of_row[row], columns.of_row[row]) {
            members[part * wide + other].push(super::plain(&member.value(row)).into());
        }
    }
    let total: usize = members.iter().map(Vec::len).sum();
    let empty = members.iter().filter(|members| members.is_empty()).count();
    let mut members = members.into_iter();
    for &row in &rows.order {
        let mut line = vec![Cell::new(down.value(row))];
        line.extend(members.by_ref().take(wide).map(|members| {
            let suffix: Arc<str> = format!("({})", members.len()).into();
            Cell { suffix, ..Cell::new(Value::Set(members)) }
        }));
        table.rows.push(line);
    }
    answer.tables.push(table);
    let missing = (0..cells.rows).filter(|&row| rows.of_row[row].is_none() || columns.of_row[row].is_none());
    let missing: Vec<String> = missing.map(|row| super::plain(&member.value(row))).collect();
    if !missing.is_empty() {
        let keys = [&tabulate.selection.keys[0], &tabulate.selection.keys[1]]
            .map(|key| format!("`{}`", key.meta.name));
        let reason = format!("{} is missing", keys.join(" or "));
        answer.left_out.push(LeftOut { item: missing.join(", "), reason });
    }
    let figures =
        vec![("members".to_owned(), Value::count(total)), ("empty cells".to_owned(), Value::count(empty))];
    let text = format!(
        "{} in {}; {} empty.",
        count(total, "member"),
        count(rows.order.len() * columns.order.len(), "cell"),
        empty
    );
    answer.findings.push(Finding { kind: "cross", figures, text });
    Ok(())
}
