//! What can stand in a slot. Only what there are data for is offered.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::slot::{PLACEHOLDER, Slot};
use super::{Candidate, begins, files};
use crate::dataset::fold::fold;
use crate::dataset::{DatasetError, Direction, FieldId, Role, Status, Store, Topic, Value, Years, names};
use crate::lookup::{filled, rows, years};
use crate::render::Format;
use crate::resolve::{LISTS, ResolveError};
use crate::session::{Failure, Session};
use crate::settings;
use crate::source::{Source, Span};
use crate::suggest::{count, plural};
use crate::syntax::ast::{Query, Statement, StatementKind, Verb};

/// The names for a slot that begin with what is typed.
pub fn of(
    session: &Session,
    statement: &Statement,
    before: &str,
    slot: &Slot,
    typed: &str,
) -> Vec<Candidate> {
    let plain = |words: &[&str]| words.iter().map(|word| Candidate::new(*word, "")).collect::<Vec<_>>();
    let mut candidates = match slot {
        Slot::Subject { others } => return subjects(session, before, others, typed),
        Slot::Topic => topics(session, before),
        Slot::Value { field } => values(session, statement, before, field, typed),
        Slot::Name => known(session, statement, before),
        Slot::Form => {
            let forms = Format::ALL.iter().filter(|format| !matches!(format, Format::Chart | Format::Svg));
            forms.map(|format| Candidate::new(format.word(), "")).collect()
        }
        Slot::Citation => plain(&["text", "bibtex", "csl"]),
        Slot::Setting => settings::list()
            .map(|(name, values)| Candidate::new(name.trim_start_matches("set "), values))
            .collect(),
        Slot::SettingValue { name } => plain(settings::values(name)),
        Slot::Column { path } => {
            files::heading(path).iter().map(|column| Candidate::new(column, "")).collect()
        }
        Slot::Role => plain(&[Role::Case, Role::Key, Role::Time, Role::Measure, Role::Note].map(Role::word)),
    };
    candidates.retain(|candidate| begins(&candidate.name, typed));
    candidates
}

/// Whether the language has a use for a clause at the end of a statement.
pub fn clause_fits(session: &Session, before: &str, word: &str) -> bool {
    let rest = match word {
        "limit" => "1",
        "as" => "json",
        "where" => "ⵣⵣ = 1",
        "order" => "by ⵣⵣ",
        "on" | "for" | "by" | "with" | "using" => PLACEHOLDER,
        _ => return true,
    };
    let text = format!("{before} {word} {rest}");
    !matches!(
        check(session, &text),
        Err(Failure::Resolve(ResolveError::NoUse { .. } | ResolveError::TwoTopics { .. }))
    )
}

/// Topics, fields and labels: what `describe` knows.
pub fn anything(session: &Session, typed: &str) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = session.topics().filter_map(topic).collect();
    candidates.retain(|candidate| begins(&candidate.name, typed));
    if !typed.is_empty() {
        candidates.extend(labels(session.store(), &[], typed).unwrap_or_default());
        let fields = session.topics().flat_map(|topic| topic.fields.clone());
        for field in fields.filter(|field| !field.role.is_provenance() && begins(&field.name, typed)) {
            if !candidates.iter().any(|candidate| candidate.name == *field.name) {
                candidates.push(Candidate::new(&*field.name, "field"));
            }
        }
    }
    candidates
}

/// Whether some words are a whole name already: a topic, a label, a set, all labels of a field.
pub fn is_name(session: &Session, words: &str) -> bool {
    let folded = fold(words);
    let means_all = |topic: &Arc<Topic>| {
        topic.fields.iter().any(|meta| fold(&meta.name) == folded || fold(&plural(&meta.name)) == folded)
    };
    session.store().topic(words).is_some()
        || session.definitions().any(|(name, _)| fold(name) == folded)
        || session.topics().any(means_all)
        || names::everywhere(session.store(), words).is_ok_and(|places| !places.is_empty())
}

fn check(session: &Session, text: &str) -> Result<(), Failure> {
    session.check_one(&Source::new("completion", text), Span::new(0, text.len()))
}

/// Whether a statement that ends here could still become one that runs.
fn fits(session: &Session, text: &str) -> bool {
    match check(session, text) {
        Ok(()) => true,
        Err(Failure::Resolve(error)) => error.is_unfinished(),
        Err(_) => false,
    }
}

/// Labels of cases and keys, and the topics that a verb takes alone.
fn subjects(session: &Session, before: &str, others: &[String], typed: &str) -> Vec<Candidate> {
    let mut candidates = labels(session.store(), others, typed).unwrap_or_default();
    if others.is_empty() {
        let mut topics: Vec<Candidate> = session.topics().filter_map(topic).collect();
        topics
            .retain(|topic| begins(&topic.name, typed) && fits(session, &format!("{before}{}", topic.name)));
        // Without a letter typed, the best known cases are enough.
        if typed.is_empty() {
            candidates.truncate(12);
        }
        // `compare Beijing, Seoul on …` begins with names, `show topics` does not.
        let names_first = place_verb(before).is_some_and(|verb| verb.example().contains(", "));
        let at = if names_first && !candidates.is_empty() { candidates.len() } else { 0 };
        candidates.splice(at..at, topics);
    }
    if others.is_empty() && place_verb(before) == Some(Verb::Show) {
        let lists = LISTS.iter().filter(|list| begins(list, typed));
        candidates.splice(0..0, lists.map(|list| Candidate::new(*list, "all of them")));
    }
    let sets = session.definitions().filter(|(name, _)| begins(name, typed));
    candidates.extend(sets.map(|(name, text)| Candidate::new(name, text)));
    candidates
}

fn place_verb(before: &str) -> Option<Verb> {
    Verb::of(before.split_whitespace().next()?)
}

/// A label, and how much there is on it.
struct Found {
    label: Arc<str>,
    alias: Option<String>,
    others: String,
    topics: usize,
    rows: usize,
}

/// The labels that begin with a text, and stand in a field together with the others; the best covered first.
fn labels(store: &Store, others: &[String], typed: &str) -> Result<Vec<Candidate>, DatasetError> {
    let typed = fold(typed);
    let mut found: Vec<Found> = Vec::new();
    let places = places(store, others)?;
    for alias in [false, true] {
        // Other names only where no main name fits, so that the common beginning can still be filled in.
        if alias && (!found.is_empty() || typed.is_empty()) {
            break;
        }
        for (topic, field) in &places {
            add(store, &mut found, topic, *field, &typed, alias)?;
        }
    }
    let is_other = |label: &str| others.iter().any(|other| fold(other) == fold(label));
    found.retain(|found| !is_other(&found.label));
    found.sort_by(|a, b| (b.topics, b.rows).cmp(&(a.topics, a.rows)).then_with(|| a.label.cmp(&b.label)));
    Ok(found.into_iter().map(candidate).collect())
}

fn candidate(found: Found) -> Candidate {
    let coverage = match found.topics {
        1 => count(found.rows, "row"),
        topics => format!("{}, {}", count(topics, "topic"), count(found.rows, "row")),
    };
    let about = if found.others.is_empty() { coverage } else { format!("{} · {coverage}", found.others) };
    match found.alias {
        Some(alias) => Candidate::new(alias, format!("{} · {about}", found.label)),
        None => Candidate::new(&*found.label, about),
    }
}

/// The fields of cases and keys that hold all of some names. The ids of sources are no names that people know.
fn places(store: &Store, others: &[String]) -> Result<Vec<(Arc<Topic>, FieldId)>, DatasetError> {
    let mut places = Vec::new();
    let mut sources: Vec<Arc<str>> = Vec::new();
    for entry in store.entries() {
        let topic = entry.topic()?;
        let references = topic.references.iter();
        let cited = references.filter(|reference| topic.meta(reference.field).role.is_provenance());
        sources.extend(cited.map(|reference| reference.topic.clone()));
    }
    for entry in store.entries().filter(|entry| !sources.iter().any(|name| **name == *entry.resource.name)) {
        let topic = entry.topic()?;
        for field in topic.with_role(Role::Case).chain(topic.with_role(Role::Key)) {
            let mut known = Vec::new();
            for other in others {
                known.push(matches!(
                    names::find(store, topic, field, other)?,
                    crate::dataset::Label::Known(_)
                ));
            }
            if known.iter().all(|&known| known) {
                places.push((topic.clone(), field));
            }
        }
    }
    Ok(places)
}

/// Adds the labels of one field.
fn add(
    store: &Store,
    found: &mut Vec<Found>,
    topic: &Arc<Topic>,
    field: FieldId,
    typed: &str,
    alias: bool,
) -> Result<(), DatasetError> {
    let Some(labels) = topic.labels(field) else { return Ok(()) };
    let home = names::home(store, topic, field)?;
    // Each with the name that was matched, if it is another one.
    let mut codes: Vec<(u32, Option<String>)> = Vec::new();
    if alias {
        if let Some((home, at)) = &home {
            for (name, row) in home.other_names_with(*at, typed) {
                let main = home.labels(*at).map_or("", |labels| labels.text(row));
                codes.extend(labels.dictionary.find(main).map(|code| (code, Some(name.to_owned()))));
            }
        }
    } else {
        codes.extend(labels.dictionary.starting_with(typed).take(MOST_LABELS).map(|code| (code, None)));
    }
    if codes.is_empty() {
        return Ok(());
    }
    let mut numbers = vec![0_usize; labels.dictionary.labels().len()];
    for row in rows(topic) {
        if let Some(number) = labels.code(row).and_then(|code| numbers.get_mut(code as usize)) {
            *number += 1;
        }
    }
    for (code, alias) in codes {
        let number = numbers.get(code as usize).copied().unwrap_or(0);
        if number == 0 {
            continue;
        }
        let label = labels.dictionary.label(code);
        match found.iter_mut().find(|found| found.label == *label) {
            Some(found) => {
                found.topics += 1;
                found.rows += number;
            }
            None => found.push(Found {
                label: label.clone(),
                others: home.as_ref().map_or_else(String::new, |(home, at)| natives(home, *at, label)),
                alias,
                topics: 1,
                rows: number,
            }),
        }
    }
    Ok(())
}

/// More labels of one field than this are not looked through: a few letters make them fewer.
const MOST_LABELS: usize = 500;

/// The first few other names of a label.
fn natives(home: &Topic, field: FieldId, label: &str) -> String {
    let Some(labels) = home.labels(field) else { return String::new() };
    let Some(code) = labels.dictionary.find(label) else { return String::new() };
    let has_others = home.fields.iter().any(|meta| meta.alias_of == Some(field));
    let row = || rows(home).find(|&row| labels.code(row) == Some(code));
    let Some(row) = has_others.then(row).flatten() else { return String::new() };
    home.other_names(field, row).take(2).collect::<Vec<_>>().join(" · ")
}

/// The topics that can answer the statement so far; all of them when none can.
fn topics(session: &Session, before: &str) -> Vec<Candidate> {
    let all: Vec<Candidate> = session.topics().filter_map(topic).collect();
    let fitting = all.iter().filter(|topic| fits(session, &format!("{before}{}", topic.name)));
    let fitting: Vec<Candidate> = fitting.cloned().collect();
    if fitting.is_empty() { all } else { fitting }
}

fn topic(topic: &Arc<Topic>) -> Option<Candidate> {
    let rows_ = rows(topic).count();
    let years = years(topic, rows(topic)).map_or_else(String::new, |years| format!(" · {years}"));
    (rows_ > 0)
        .then(|| Candidate::new(&*topic.name, format!("{} · {}{years}", topic.title, count(rows_, "row"))))
}

/// What the resolver would have understood in place of the placeholder.
fn known(session: &Session, statement: &Statement, before: &str) -> Vec<Candidate> {
    let topic = topic_of(session, statement);
    let names = understood(session, before);
    let about = |name: &String| match topic.as_ref().and_then(|topic| Some((topic, topic.field(name)?))) {
        Some((topic, id)) => {
            let (filled, all) = (filled(topic, id, rows(topic)), rows(topic).count());
            (filled > 0).then(|| Candidate::new(name, field_about(topic, id, filled, all)))
        }
        None => Some(Candidate::new(name, "")),
    };
    names.iter().filter_map(about).collect()
}

/// What the resolver lists when it does not know the placeholder, whatever else the statement still needs.
fn understood(session: &Session, before: &str) -> Vec<String> {
    let mut understood: Vec<String> = Vec::new();
    for tail in ["", " = 1", " as x", ")"] {
        let text = format!("{before}{PLACEHOLDER}{tail}");
        if let Err(Failure::Resolve(ResolveError::Unknown { names, .. })) = check(session, &text) {
            let ours = names.into_iter().filter(|name| name.name.ends_with(PLACEHOLDER));
            for known in ours.flat_map(|name| name.known) {
                if !understood.contains(&known) {
                    understood.push(known);
                }
            }
        }
    }
    understood
}

fn field_about(topic: &Topic, id: FieldId, filled: usize, all: usize) -> String {
    let meta = topic.meta(id);
    let direction = match meta.direction {
        Some(Direction::Higher) => ", higher is better",
        Some(Direction::Lower) => ", lower is better",
        None => "",
    };
    format!("{}{direction} · {filled} of {}", meta.level.word(), count(all, "row"))
}

/// The values that a field has: its labels, or the years that rows describe.
fn values(
    session: &Session,
    statement: &Statement,
    before: &str,
    field: &str,
    typed: &str,
) -> Vec<Candidate> {
    if matches!(statement.node, StatementKind::Expect(_)) {
        return of_last(session, field);
    }
    let Some(topic) = topic_of(session, statement) else { return known(session, statement, before) };
    if fold(field) == "claim" {
        return Status::ALL.map(|status| Candidate::new(status.word(), "")).into();
    }
    let id = topic.field(field);
    if let Some(labels) = id.and_then(|id| topic.labels(id)) {
        let folded = fold(typed);
        let mut found = Vec::new();
        for alias in [false, true] {
            if found.is_empty() && !(alias && typed.is_empty()) {
                _ = id.map(|id| add(session.store(), &mut found, &topic, id, &folded, alias));
            }
        }
        // Steps of a scale keep their order, other labels come by how often they stand there.
        match id.is_some_and(|id| !topic.meta(id).scale.is_empty()) {
            true => found.sort_by_key(|found: &Found| labels.dictionary.find(&found.label)),
            false => found.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.label.cmp(&b.label))),
        }
        return found.into_iter().map(candidate).collect();
    }
    let is_year = fold(field) == "year" || id.is_some() && id == topic.years_column();
    if is_year && topic.has_years() {
        let mut counts: BTreeMap<(i32, i32), usize> = BTreeMap::new();
        for years in rows(&topic).filter_map(|row| topic.years(row)) {
            *counts.entry((years.from, years.to)).or_default() += 1;
        }
        let latest_first = counts.into_iter().rev();
        let candidate =
            |((from, to), number)| Candidate::new(Years { from, to }.to_string(), count(number, "row"));
        return latest_first.map(candidate).collect();
    }
    known(session, statement, before)
}

/// The words in a column of the last result.
fn of_last(session: &Session, column: &str) -> Vec<Candidate> {
    let Some(table) = session.last().and_then(|answer| answer.tables.first()) else { return Vec::new() };
    let at = table.columns.iter().position(|head| fold(&head.name) == fold(column));
    let cells = table.rows.iter().filter_map(|row| row.get(at?));
    let mut words: Vec<Candidate> = Vec::new();
    for cell in cells {
        let word = match &cell.value {
            Value::Text(text) => text.to_string(),
            Value::Years(years) => years.to_string(),
            _ => continue,
        };
        if !words.iter().any(|known| known.name == word) {
            words.push(Candidate::new(word, ""));
        }
    }
    words
}

/// The topic that a statement is on.
fn topic_of(session: &Session, statement: &Statement) -> Option<Arc<Topic>> {
    let of_query = |query: &Query| {
        let path = query.on.first().or_else(|| query.names.first())?;
        path.names.first().map(|name| name.node.clone())
    };
    let name = match &statement.node {
        StatementKind::Query(query) => of_query(query)?,
        StatementKind::Define(define) => define.topic.as_ref()?.node.clone(),
        _ => return None,
    };
    session.store().topic(&name)?.ok().cloned()
}
