//! Which objects all judges list, which only one, and what can be said where a set is not complete.

use super::lists::Lists;
use crate::plain;
use answer::{Answer, Cell, Finding, Head, Kind, Table};
use base::suggest::count;
use data::Value;
use query::Agree;
use select::Cells;
use stats::overlap::Shared;

/// Longer lists of members are counted and not named.
const MOST_NAMED: usize = 400;

/// Adds who lists what: a table of the members, and the findings on them.
pub fn tell_members(agree: &Agree, cells: &Cells, lists: &Lists, answer: &mut Answer) {
    let all = lists.members(|listed| listed.iter().all(|&listed| listed));
    let one = |judge: usize| {
        lists.members(|listed| listed[judge] && listed.iter().filter(|&&listed| listed).count() == 1)
    };
    let only: Vec<Vec<usize>> = (0..lists.names.len()).map(one).collect();
    answer.findings.push(coverage(agree, lists, &all, &only));
    if all.len() < lists.objects.len() && lists.objects.len() <= MOST_NAMED {
        answer.tables.push(members(lists, &all, &only));
    }
    if agree.selection.measures.is_empty() && lists.names.len() == 2 {
        answer.findings.extend(interval(agree, cells, lists, &all, &only));
        if !agree.open.is_empty() && !all.is_empty() {
            answer.tables.push(shared(agree, cells, lists, &all));
        }
    }
}

/// What the objects are, in one word.
pub fn noun(agree: &Agree) -> String {
    let object = agree.selection.keys.get(agree.first_object());
    object.map_or_else(|| "object".into(), |key| key.meta.name.replace('_', " "))
}

fn coverage(agree: &Agree, lists: &Lists, all: &[usize], only: &[Vec<usize>]) -> Finding {
    let union = lists.objects.len();
    let mut figures =
        vec![("in_all".to_owned(), Value::count(all.len())), ("union".to_owned(), Value::count(union))];
    let noun = noun(agree);
    let text = match (lists.names.as_slice(), only) {
        ([left, right], [left_only, right_only]) => {
            let (left_only, right_only) = (left_only.len(), right_only.len());
            figures.push(("left_only".into(), Value::count(left_only)));
            figures.push(("right_only".into(), Value::count(right_only)));
            let both = count(all.len(), &noun);
            format!("{both} in both, {left_only} only in {left}, {right_only} only in {right}.")
        }
        _ => {
            let single: usize = only.iter().map(Vec::len).sum();
            figures.push(("in_one".into(), Value::count(single)));
            let of = format!("Of {}", count(union, &noun));
            format!("{of}, {} in all {}, {single} in one only.", all.len(), lists.names.len())
        }
    };
    Finding { kind: "coverage", figures, text }
}

fn members(lists: &Lists, all: &[usize], only: &[Vec<usize>]) -> Table {
    let heads = [("part", Kind::Key), ("count", Kind::Number), ("members", Kind::Text)];
    let mut table = Table::new("members", heads.map(|(name, kind)| Head::computed(name, kind)));
    let mut add = |part: String, objects: &[usize]| {
        let members = objects.iter().map(|&object| lists.objects[object].as_str().into()).collect();
        table.rows.push(vec![
            Cell::text(part),
            Cell::new(Value::count(objects.len())),
            Cell::new(Value::Set(members)),
        ]);
    };
    add(if lists.names.len() == 2 { "both".into() } else { "all".into() }, all);
    lists.names.iter().zip(only).for_each(|(name, objects)| add(format!("{name} only"), objects));
    table
}

/// What the other keys say of the shared members: hosted by one, joined by the other.
fn shared(agree: &Agree, cells: &Cells, lists: &Lists, all: &[usize]) -> Table {
    let mut heads = vec![Head::new(noun(agree), Kind::Key)];
    heads.extend(lists.names.iter().map(|name| Head::new(name.clone(), Kind::Subject)));
    let mut table = Table::new("shared", heads);
    for &object in all {
        let mut row = vec![Cell::text(lists.objects[object].as_str())];
        for rows in &lists.rows {
            let of_object = rows.iter().filter(|(_, other)| *other == object);
            let said = of_object.map(|(row, _)| {
                let words: Vec<String> =
                    agree.open.iter().map(|&at| plain(&cells.keys[at].value(*row))).collect();
                words.join(" ").into()
            });
            row.push(Cell::new(Value::Set(said.collect())));
        }
        table.rows.push(row);
    }
    table
}

/// The bounds of the Jaccard index where a set is known not to be complete.
fn interval(
    agree: &Agree,
    cells: &Cells,
    lists: &Lists,
    all: &[usize],
    only: &[Vec<usize>],
) -> Option<Finding> {
    let [left_only, right_only] = only else { return None };
    let remarks: Vec<Vec<Incomplete>> = (0..2).map(|judge| incomplete(agree, cells, lists, judge)).collect();
    if remarks.iter().all(Vec::is_empty) {
        return None;
    }
    let unknown =
        |judge: usize| -> Option<usize> { remarks[judge].iter().map(|remark| remark.unknown).sum() };
    let shared = Shared { both: all.len(), left: left_only.len(), right: right_only.len() };
    let (least, (both, union)) = shared.interval(unknown(0), unknown(1));
    // Without a limit on what is not known, nothing in common with the rest of the world is the least.
    let (low_both, low_union) = least.unwrap_or((0, 1));
    let share = |both: usize, union: usize| Value::number(both as f64 / union as f64, 3);
    let reasons: Vec<&str> =
        remarks.iter().flatten().map(|remark| remark.reason.trim_end_matches('.')).collect();
    let open: Vec<&str> =
        (0..2).filter(|&judge| !remarks[judge].is_empty()).map(|judge| &*lists.names[judge]).collect();
    let text = format!(
        "Jaccard lies between {low_both}/{low_union} and {both}/{union}: not every member of {} is known, so what is \
         not named there is not known to be missing. {}.",
        open.join(" and "),
        reasons.join("; ")
    );
    let figures = vec![
        ("jaccard_low".to_owned(), share(low_both, low_union)),
        ("jaccard_high".to_owned(), share(both, union)),
        ("low".to_owned(), Value::text(format!("{low_both}/{low_union}"))),
        ("high".to_owned(), Value::text(format!("{both}/{union}"))),
    ];
    Some(Finding { kind: "interval", figures, text })
}

/// A remark that a set is not complete.
struct Incomplete {
    /// How many members are not known, at most.
    unknown: Option<usize>,
    reason: String,
}

fn incomplete(agree: &Agree, cells: &Cells, lists: &Lists, judge: usize) -> Vec<Incomplete> {
    let remarks = agree.selection.topic.incomplete.iter();
    let told = remarks.map(|remark| (remark, lists.remarked(agree, cells, judge, remark)));
    told.filter(|(_, known)| *known > 0)
        .map(|(remark, known)| {
            let fewer = remark.get("fewer_than").and_then(serde_json::Value::as_u64);
            let most = fewer.map(|fewer| (fewer as usize).saturating_sub(1));
            let reason =
                remark.get("reason").and_then(serde_json::Value::as_str).unwrap_or("the set is not complete");
            Incomplete { unknown: most.map(|most| most.saturating_sub(known)), reason: reason.into() }
        })
        .collect()
}
