//! `compare`: one row a question, one column a case, holes left visible.

use rustc_hash::FxHashMap as HashMap;
use std::cmp::Ordering;
use std::sync::Arc;

use super::contrast;
use super::cut_off;
use super::error::EvalError;
use super::left_out;
use super::normalise;
use super::select::{Cells, select};
use super::sources;
use crate::answer::{Answer, Cell, Finding, Head, Kind, Table};
use crate::dataset::{Field, Level, Missing, Value};
use crate::query::{Compare, Query, Variable};
use crate::suggest::{count, one_of, typed};
use crate::word::Verb;

/// One question and the answers to it.
struct Item<'a> {
    /// Which combination of keys it belongs to.
    key: usize,
    field: &'a Field,
    /// The row of each subject in the cells, if there is one.
    rows: &'a [Option<usize>],
    answers: Vec<Cell>,
    unit: Unit,
}

/// What the answers of a row are counted in.
enum Unit {
    One(Arc<str>),
    /// The answers are in different units, so nothing is computed.
    Several(String),
}

/// Answers a comparison.
///
/// # Errors
///
/// Several rows answer one question for one case.
pub fn evaluate(query: &Query, compare: &Compare) -> Result<Answer, EvalError> {
    let cells = select(&compare.selection);
    let labels = subjects(compare);
    let aligned = align(compare, &cells, &labels)?;
    let mut items = items(compare, &cells, &aligned);
    let mut answer = Answer::new(query.text.clone(), Verb::Compare, title(compare, &labels));
    if let Some(how) = compare.extras.normalise {
        for item in &mut items {
            normalise::row(how, item.field, &mut item.answers);
        }
        answer.notes.push(normalise::note(how));
    }
    let mut table = Table::new("rows", heads(compare, &labels));
    let mut same = Vec::new();
    for item in &items {
        table.rows.push(row(compare, &cells, &labels, &aligned, item));
        same.push(all_same(item));
    }
    answer.findings.extend(leads(compare, &labels, &items));
    answer.left_out = left_out::items(&compare.selection, &cells, compare.keys);
    notes(compare, &items, &mut answer);
    answer.notes.extend(cut_off(compare, &cells, &aligned));
    answer.tables.push(table);
    answer.sources = sources::lines(&compare.selection, &cells);
    super::finish::rows(&mut answer, &query.finish, Some(&same));
    Ok(answer)
}

fn subjects(compare: &Compare) -> Vec<Arc<str>> {
    compare.subjects.labels(&compare.selection.topic)
}

fn title(compare: &Compare, labels: &[Arc<str>]) -> String {
    let topic = &compare.selection.topic;
    format!("{}: {}", topic.title, labels.join(", "))
}

/// The combinations of keys in source order, and for each the row of every subject.
struct Aligned {
    rows: Vec<Vec<Option<usize>>>,
}

fn align(compare: &Compare, cells: &Cells, labels: &[Arc<str>]) -> Result<Aligned, EvalError> {
    let subject_of: HashMap<u64, usize> =
        compare.subjects.codes.iter().enumerate().map(|(at, &code)| (u64::from(code), at)).collect();
    let mut places: HashMap<Vec<u64>, usize> = HashMap::default();
    let mut rows: Vec<Vec<Option<usize>>> = Vec::new();
    for row in 0..cells.rows {
        let Some(&subject) = subject_of.get(&cells.keys[0].group(row)) else { continue };
        let key = cells.keys[1..].iter().map(|column| column.group(row)).collect();
        let place = *places.entry(key).or_insert_with(|| {
            rows.push(vec![None; labels.len()]);
            rows.len() - 1
        });
        if rows[place][subject].replace(row).is_some() {
            return Err(several(compare, cells, &labels[subject], subject));
        }
    }
    Ok(Aligned { rows })
}

fn several(compare: &Compare, cells: &Cells, label: &str, subject: usize) -> EvalError {
    let code = u64::from(compare.subjects.codes[subject]);
    let rows = (0..cells.rows).filter(|&row| cells.keys[0].group(row) == code);
    let values: Vec<String> = rows.map(|row| super::plain(&cells.measures[0].value(row))).collect();
    let topic = &compare.selection.topic;
    let measure = compare.selection.measures.first().map_or("", |measure| &measure.meta.name);
    let example = format!("show {} on {}.{measure}", typed(label), topic.name);
    EvalError::SeveralAnswers {
        topic: topic.name.to_string(),
        count: values.len(),
        subject: label.into(),
        answers: one_of(&values).replace(" or ", " and "),
        example,
    }
}

fn items<'a>(compare: &'a Compare, cells: &Cells, aligned: &'a Aligned) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    for (key, rows) in aligned.rows.iter().enumerate() {
        let mut candidates = compare.selection.measures.iter().enumerate().map(|(measure, variable)| {
            let answers = rows.iter().map(|row| answer_cell(cells, measure, *row)).collect();
            Item { key, field: &variable.meta, rows, answers, unit: unit(cells, measure, variable, rows) }
        });
        let answered = |item: &Item<'_>| item.answers.iter().any(|cell| !cell.value.is_missing());
        // A question that does not apply to any of the cases is none.
        let applies = |item: &Item<'_>| {
            item.answers
                .iter()
                .any(|cell| !matches!(cell.value, Value::Missing(Missing::NotApplicable | Missing::NoAnswer)))
        };
        if compare.headline_only {
            let all: Vec<Item<'_>> = candidates.collect();
            let chosen = all.iter().position(answered).or_else(|| all.iter().position(applies));
            items.extend(
                all.into_iter().enumerate().filter(|(at, _)| Some(*at) == chosen).map(|(_, item)| item),
            );
        } else {
            items.extend(candidates.by_ref().filter(applies));
        }
    }
    items
}

fn answer_cell(cells: &Cells, measure: usize, row: Option<usize>) -> Cell {
    let Some(row) = row else { return Cell::missing(Missing::NoAnswer) };
    let disputed = cells.disputed[measure].binary_search(&row).is_ok();
    Cell { disputed, ..Cell::new(cells.measures[measure].value(row)) }
}

fn unit(cells: &Cells, measure: usize, variable: &Variable, rows: &[Option<usize>]) -> Unit {
    let Some(units) = &cells.units[measure] else { return Unit::One(variable.meta.unit.clone()) };
    let mut found: Vec<String> = Vec::new();
    for row in rows.iter().flatten() {
        let unit = super::plain(&units.value(*row));
        if !found.contains(&unit) {
            found.push(unit);
        }
    }
    match found.as_slice() {
        [one] => Unit::One(one.as_str().into()),
        _ => Unit::Several(found.join(" / ")),
    }
}

fn heads(compare: &Compare, labels: &[Arc<str>]) -> Vec<Head> {
    let keys = compare.selection.keys.iter().enumerate().skip(1);
    let mut heads: Vec<Head> = keys
        .map(|(at, key)| {
            let kind = if at <= compare.keys { Kind::Key } else { Kind::Time };
            Head::new(key.meta.name.clone(), kind)
        })
        .collect();
    heads.push(Head::new("measure", Kind::Key));
    heads.push(Head::new("unit", Kind::Unit));
    heads.extend(labels.iter().map(|label| Head::new(label.clone(), Kind::Subject)));
    match labels.len() {
        0 | 1 => {}
        2 => {
            heads.push(Head::new("gap", Kind::Number));
            if compare.extras.ratio {
                heads.push(Head::new("ratio", Kind::Number));
            }
            heads.push(Head::new("leader", Kind::Text));
        }
        _ => heads.extend(["best", "worst"].map(|name| Head::new(name, Kind::Text))),
    }
    if compare.extras.sources {
        heads.push(Head::new("place", Kind::Source));
    }
    heads
}

fn row(
    compare: &Compare,
    cells: &Cells,
    labels: &[Arc<str>],
    aligned: &Aligned,
    item: &Item<'_>,
) -> Vec<Cell> {
    let any = aligned.rows[item.key].iter().flatten().next();
    let mut row: Vec<Cell> = cells.keys[1..]
        .iter()
        .map(|key| any.map_or(Cell::missing(Missing::NoAnswer), |&row| Cell::new(key.value(row))))
        .collect();
    row.push(Cell { direction: item.field.direction, ..Cell::text(item.field.name.clone()) });
    let unit: Arc<str> = match &item.unit {
        Unit::One(unit) => unit.clone(),
        Unit::Several(units) => units.as_str().into(),
    };
    row.push(Cell::text(unit));
    row.extend(item.answers.iter().cloned());
    match item.answers.as_slice() {
        [] | [_] => {}
        [a, b] => {
            let comparable = matches!(item.unit, Unit::One(_));
            let undefined = Cell::missing(Missing::Undefined);
            let gap =
                if comparable { contrast::gap(item.field, &a.value, &b.value) } else { undefined.clone() };
            row.push(gap);
            if compare.extras.ratio {
                row.push(if comparable {
                    contrast::ratio(item.field, &a.value, &b.value)
                } else {
                    undefined
                });
            }
            row.push(end(labels, item, Ordering::Less));
        }
        _ => {
            row.push(end(labels, item, Ordering::Less));
            row.push(end(labels, item, Ordering::Greater));
        }
    }
    if compare.extras.sources {
        row.push(place(cells, item));
    }
    row
}

/// The best or the worst of several subjects; equal ones together.
fn end(labels: &[Arc<str>], item: &Item<'_>, wanted: Ordering) -> Cell {
    if item.field.direction.is_none() {
        return Cell::missing(Missing::NotApplicable);
    }
    let known: Vec<usize> = (0..labels.len()).filter(|&at| !item.answers[at].value.is_missing()).collect();
    let decided = |&a: &usize| known.iter().all(|&b| better(item, a, b).is_some());
    if known.len() < 2 || matches!(item.unit, Unit::Several(_)) || !known.iter().all(decided) {
        return Cell::missing(Missing::Undefined);
    }
    let beats = |a: usize, b: usize| better(item, a, b) == Some(wanted);
    let ends: Vec<&str> = known
        .iter()
        .filter(|&&at| !known.iter().any(|&other| beats(other, at)))
        .map(|&at| &*labels[at])
        .collect();
    match ends.len() {
        0 => Cell::missing(Missing::Undefined),
        // All alike: none is better.
        all if all == known.len() && all > 1 => Cell::text("tie"),
        _ => Cell::text(ends.join(", ")),
    }
}

fn better(item: &Item<'_>, a: usize, b: usize) -> Option<Ordering> {
    match a == b {
        true => Some(Ordering::Equal),
        false => contrast::better(item.field, &item.answers[a].value, &item.answers[b].value),
    }
}

fn place(cells: &Cells, item: &Item<'_>) -> Cell {
    let Some((_, places)) = &cells.places else { return Cell::missing(Missing::NotStated) };
    let mut found: Vec<String> = Vec::new();
    for row in item.rows.iter().flatten() {
        let place = super::plain(&places.value(*row));
        if !found.contains(&place) {
            found.push(place);
        }
    }
    Cell::text(found.join("; "))
}

/// The lists that do not name all subjects because they are cut off.
fn cut_off(compare: &Compare, cells: &Cells, aligned: &Aligned) -> Option<String> {
    let holes = aligned.rows.iter().filter(|rows| rows.iter().any(Option::is_none));
    let named = holes.filter_map(|rows| rows.iter().flatten().next());
    let mut lists: Vec<String> =
        named.filter_map(|&row| cut_off::list(&compare.selection, cells, row)).collect();
    lists.dedup();
    cut_off::note(&lists, &compare.selection.keys[0].meta.name)
}

/// Whether all subjects answer alike; `None` when that can not be said.
fn all_same(item: &Item<'_>) -> Option<bool> {
    let (first, rest) = item.answers.split_first()?;
    let mut same = rest.iter().map(|other| contrast::same(item.field, &first.value, &other.value));
    same.try_fold(true, |all, one| Some(all && one?))
}

/// Who leads how many items; an item counts once, by its first measure that has a better end. Where there are no keys,
/// every measure is an item.
fn leads(compare: &Compare, labels: &[Arc<str>], items: &[Item<'_>]) -> Option<Finding> {
    let keyless = compare.selection.keys.len() == 1;
    let mut seen = Vec::new();
    let mut judged: Vec<Option<usize>> = Vec::new();
    for (at, item) in items.iter().enumerate().filter(|(_, item)| item.field.direction.is_some()) {
        let question = if keyless { at } else { item.key };
        let best = end(labels, item, Ordering::Less).value;
        if let (Value::Text(best), false) = (best, seen.contains(&question)) {
            seen.push(question);
            judged.push(labels.iter().position(|label| *label == best));
        }
    }
    if judged.is_empty() || labels.len() < 2 {
        return None;
    }
    let total = judged.len();
    let wins = |subject: usize| judged.iter().filter(|&&winner| winner == Some(subject)).count();
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by_key(|&subject| std::cmp::Reverse(wins(subject)));
    let ties = judged.iter().filter(|winner| winner.is_none()).count();
    let mut parts: Vec<String> = Vec::new();
    for &subject in &order {
        match (parts.is_empty(), wins(subject)) {
            (true, won) => parts.push(format!("{} leads {won} of {total}", labels[subject])),
            (false, 0) if labels.len() > 2 => {}
            (false, won) => parts.push(format!("{} {won}", labels[subject])),
        }
    }
    if ties > 0 {
        parts.push(count(ties, "tie"));
    }
    let mut figures = vec![("items".to_owned(), Value::count(total))];
    // Not the bare label, which is a column of the table.
    let won = |subject: usize| (format!("leads {}", labels[subject]), Value::count(wins(subject)));
    figures.extend((0..labels.len()).map(won));
    figures.push(("ties".into(), Value::count(ties)));
    Some(Finding { kind: "leads", figures, text: parts.join(", ") + "." })
}

fn notes(compare: &Compare, items: &[Item<'_>], answer: &mut Answer) {
    let topic = &compare.selection.topic;
    if let Some(word) = compare.selection.aggregate.word() {
        answer
            .notes
            .push(format!("Each figure is the {word} of all rows of its case that the query asks for."));
    }
    for item in items {
        if let Unit::Several(units) = &item.unit {
            let note =
                format!("`{}` is in different units ({units}), so no gap is computed.", item.field.name);
            if !answer.notes.contains(&note) {
                answer.notes.push(note);
            }
        }
    }
    if !compare.unshown.is_empty() {
        let names: Vec<String> = compare.unshown.iter().map(|name| format!("`{name}`")).collect();
        let first = &compare.unshown[0];
        answer.notes.push(format!("Also known: {}; ask with `on {}.{first}`.", names.join(", "), topic.name));
    }
    let mut scopes: Vec<&Field> =
        items.iter().map(|item| item.field).filter(|f| !f.scope.is_empty()).collect();
    scopes.dedup_by(|a, b| a.name == b.name);
    for field in scopes {
        answer.notes.push(format!("`{}`: {}", field.name, field.scope));
    }
    if items.iter().any(|item| item.field.level == Level::Ordinal && compare.extras.ratio) {
        answer.notes.push("Ranks and tiers have an order, but no distances, so they have no ratio.".into());
    }
}
