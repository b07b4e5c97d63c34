//! What a reader must know of a comparison.

use std::sync::Arc;

use super::align::{Aligned, Item, Unit};
use super::behind;
use super::doubled;
use super::leads::{self, End};
use crate::{contrast, dates, members, plain, truncation};
use answer::Answer;
use base::suggest::count;
use data::{DataError, Field, Level, Missing, Value};
use query::{Aggregate, Compare, SubjectKind};
use select::Cells;
use select::group::Groups;

/// Adds the notes to an answer.
///
/// # Errors
///
/// What keeps the rows that some of them count from being read.
pub fn notes(
    compare: &Compare,
    cells: &Cells,
    labels: &[Arc<str>],
    aligned: &Aligned,
    items: &[Item<'_>],
    answer: &mut Answer,
) -> Result<(), DataError> {
    let topic = &compare.selection.topic;
    answer.notes.extend(made(compare, cells));
    answer.notes.extend(stocks(compare, cells));
    answer.notes.extend(dates::note(&compare.selection, cells));
    answer.notes.extend(behind::times(compare, cells, labels, items));
    answer.notes.extend(members::notes(
        &compare.selection,
        cells,
        &behind::of_groups(compare, items, labels),
    )?);
    answer.notes.extend(doubled::notes(compare)?);
    if aligned.repeated > 0 && compare.folded.is_empty() {
        let (again, topic) = (count(aligned.repeated, "row"), &topic.name);
        answer.notes.push(format!("Said again in {again} of `{topic}`: equal answers are one."));
    }
    answer.notes.extend(among_the_known(cells, labels, items));
    for item in items {
        if let Unit::Several(units) = &item.unit {
            let note =
                format!("`{}` is in different units ({units}), so nothing is computed.", item.field.name);
            if !answer.notes.contains(&note) {
                answer.notes.push(note);
            }
        }
    }
    if !compare.unshown.is_empty() {
        let (names, first) = (compare.unshown.join("`, `"), &compare.unshown[0]);
        answer.notes.push(format!("Also known: `{names}`; ask with `on {}.{first}`.", topic.name));
    }
    let mut scopes: Vec<&Field> =
        items.iter().map(|item| item.field).filter(|f| !f.scope.is_empty()).collect();
    let mut seen: Vec<&str> = Vec::new();
    scopes.retain(|field| {
        let is_new = !seen.contains(&&*field.name);
        seen.push(&field.name);
        is_new
    });
    for field in scopes {
        answer.notes.push(format!("`{}`: {}", field.name, field.scope));
    }
    if compare.extras.ratio && labels.len() != 2 {
        answer.notes.push("A ratio is of two: with another number of cases none is shown.".into());
    } else if items.iter().any(|item| item.field.level == Level::Ordinal && compare.extras.ratio) {
        answer.notes.push("Ranks and tiers have an order, but no distances, so they have no ratio.".into());
    }
    answer.notes.extend(no_multiples(compare, items));
    answer.notes.extend(truncation(compare, cells, items));
    answer.notes.extend(editions(compare, cells, items));
    Ok(())
}

/// That figures below 0, or compared with 0, have no ratio.
fn no_multiples(compare: &Compare, items: &[Item<'_>]) -> Option<String> {
    let without = |item: &&Item<'_>| match (item.answers.as_slice(), &item.unit) {
        ([a, b], Unit::One(_)) => {
            let known = !a.value.is_missing() && !b.value.is_missing();
            known
                && item.field.level.is_numeric()
                && contrast::ratio(item.field, &a.value, &b.value).value.is_missing()
        }
        _ => false,
    };
    let mut names: Vec<&str> = items.iter().filter(without).map(|item| &*item.field.name).collect();
    names.dedup();
    (compare.extras.ratio && !names.is_empty()).then(|| {
        format!(
            "No ratio of `{}` where a figure may lie below 0 or the second one may be 0: such a figure is no multiple of another.",
            names.join("`, `")
        )
    })
}

/// How the figures are made, and over what.
fn made(compare: &Compare, cells: &Cells) -> Vec<String> {
    let Some(aggregates) = compare.selection.grouping.aggregates() else { return Vec::new() };
    let of = match compare.subjects.kind {
        SubjectKind::Cases => "case",
        SubjectKind::Groups => "group",
    };
    let rows = format!("the rows of its {of} that the query asks for");
    let over: Vec<&str> = compare.folded.iter().map(|key| &*key.meta.name).collect();
    let over = if over.is_empty() { String::new() } else { format!(", over `{}`", over.join("`, `")) };
    let weighted = members::weighted(aggregates);
    let mut notes = vec![match aggregates.how.first() {
        Some(Aggregate::Count) => format!("Each figure counts {rows}{over}."),
        Some(how) if aggregates.how.iter().all(|other| other == how) => {
            format!("Each figure is the {} of {rows}{over}{weighted}; the table `n` counts them.", how.word())
        }
        _ => format!("Each figure is made of {rows}{over}; the table `n` counts them."),
    }];
    for (field, basis) in compare.figures.iter().zip(&cells.basis) {
        let weightless: usize = basis.weightless.iter().sum();
        if weightless > 0 {
            let (name, figures) = (&field.name, count(weightless, "figure"));
            notes.push(format!("`{name}`: {figures} without a weight of 0 or more, left out."));
        }
    }
    notes
}

/// A sum over years is of what happens in each of them.
fn stocks(compare: &Compare, cells: &Cells) -> Option<String> {
    let over_years = |measure: usize| {
        compare.selection.grouping.of(measure) == Some(Aggregate::Sum)
            && !compare.figures[measure].flow
            && cells.basis[measure].times.iter().any(|times| times.len() > 1)
    };
    let names = (0..cells.basis.len()).filter(|&measure| over_years(measure));
    let names: Vec<&str> = names.map(|measure| &*compare.figures[measure].name).collect();
    (!names.is_empty()).then(|| {
        format!(
            "`{}`: summed over years. That means something of what happens within each year, as meetings do, but not of a \
             state, as a population is.",
            names.join("`, `")
        )
    })
}

/// That somebody is said to be the best or the worst though not every answer is known.
fn among_the_known(cells: &Cells, labels: &[Arc<str>], items: &[Item<'_>]) -> Option<String> {
    const MOST_TOLD: usize = 3;
    let said = |item: &Item<'_>| End::new(item, false).is_said() || End::new(item, true).is_said();
    let mut told: Vec<String> = Vec::new();
    for item in items {
        let unknown: Vec<&str> = leads::unknown(item).map(|at| &*labels[at]).collect();
        if !unknown.is_empty() && said(item) {
            let keys = item.rows.iter().flatten().next().map(|&row| {
                cells.keys[1..].iter().map(|key| plain(&key.value(row))).collect::<Vec<_>>().join(" ")
            });
            let of = keys.filter(|keys| !keys.is_empty()).map(|keys| format!(" {keys}")).unwrap_or_default();
            told.push(format!("{of} `{}` is not known of {}", item.field.name, unknown.join(", ")));
        }
    }
    let more = told.len().saturating_sub(MOST_TOLD);
    told.truncate(MOST_TOLD);
    if more > 0 {
        told.push(format!(" the same in {}", count(more, "more row")));
    }
    (!told.is_empty()).then(|| format!("Best and worst are among the known:{}.", told.join(";")))
}

/// What is there for more than one year counts more than once among those who lead.
fn editions(compare: &Compare, cells: &Cells, items: &[Item<'_>]) -> Option<String> {
    let time = compare.selection.keys.get(compare.keys + 1)?;
    let (keys, years) = (&cells.keys[1..=compare.keys], &cells.keys[compare.keys + 1]);
    let judged = items.iter().filter(|item| item.field.direction.is_some());
    let mut rows: Vec<usize> = judged.filter_map(|item| item.rows.iter().flatten().next().copied()).collect();
    rows.dedup();
    let (mut groups, mut group_of) = (Groups::new(keys.iter().collect(), cells.rows), Vec::new());
    groups.add(&rows, &mut group_of);
    let again = |&(&row, &group): &(&usize, &u32)| groups.first[group as usize] != row;
    let (&row, &group) = rows.iter().zip(&group_of).find(again)?;
    let of_it = rows.iter().zip(&group_of).filter(|&(_, &other)| other == group);
    let last = of_it.filter_map(|(&row, _)| Some(years.value(row).as_years()?.to));
    let (last, count) = (last.max()?, groups.sizes[group as usize]);
    let name: Vec<String> = keys.iter().map(|key| plain(&key.value(row))).collect();
    let name = if name.is_empty() { "Each measure".to_owned() } else { name.join(" ") };
    let time = &time.meta.name;
    Some(format!(
        "{name} counts {count} times, once for each {time}; `where {time} >= {last}` keeps the last."
    ))
}

/// The lists that do not name all subjects because they are cut off.
fn truncation(compare: &Compare, cells: &Cells, items: &[Item<'_>]) -> Option<String> {
    let unnamed = |item: &&Item<'_>| {
        item.answers.iter().any(|cell| matches!(cell.value, Value::Missing(Missing::NoAnswer)))
    };
    let named = items.iter().filter(unnamed).filter_map(|item| item.rows.iter().flatten().next());
    let mut lists: Vec<String> =
        named.filter_map(|&row| truncation::list(&compare.selection, cells, row)).collect();
    lists.dedup();
    truncation::note(&lists, &compare.selection.keys[0].meta.name)
}
