//! Labels of cases and keys, with their other names and how much there is on them.

use std::sync::Arc;

use super::Candidate;
use base::fold::fold;
use base::suggest::count;
use data::{Catalog, DataError, FieldId, Label, Role, Topic, names};

/// A label, and how much there is on it.
pub struct Found {
    /// The label.
    pub label: Arc<str>,
    /// The other name that was typed.
    alias: Option<String>,
    /// Its other names.
    others: String,
    /// In how many topics it stands.
    topics: usize,
    /// In how many rows.
    pub rows: usize,
}

/// The labels that begin with a text, and stand in a field together with the others; the best covered first.
pub fn labels(store: &Catalog, others: &[String], typed: &str) -> Result<Vec<Candidate>, DataError> {
    let typed = fold(typed);
    let mut found: Vec<Found> = Vec::new();
    // A misspelt name among the others is no reason to offer nothing.
    let mut known = Vec::new();
    for other in others {
        if !names::everywhere(store, other)?.is_empty() {
            known.push(other.clone());
        }
    }
    let places = places(store, &known)?;
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
    found.sort_unstable_by(|a, b| {
        (b.topics, b.rows).cmp(&(a.topics, a.rows)).then_with(|| a.label.cmp(&b.label))
    });
    Ok(found.into_iter().map(candidate).collect())
}

pub fn candidate(found: Found) -> Candidate {
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
fn places(store: &Catalog, others: &[String]) -> Result<Vec<(Arc<Topic>, FieldId)>, DataError> {
    let mut places = Vec::new();
    let mut sources: Vec<Arc<str>> = Vec::new();
    for entry in store.entries() {
        let topic = entry.topic()?;
        let references = topic.references.iter();
        let cited = references.filter(|reference| topic.meta(reference.field).role.is_provenance());
        sources.extend(cited.map(|reference| reference.topic.clone()));
    }
    for entry in store.entries().filter(|entry| !sources.iter().any(|name| **name == *entry.name)) {
        let topic = entry.topic()?;
        // Where there are names alone, nothing can be asked of them.
        if topic.with_role(Role::Measure).next().is_none() {
            continue;
        }
        for field in topic.with_role(Role::Case).chain(topic.with_role(Role::Key)) {
            let mut known = Vec::new();
            for other in others {
                known.push(matches!(names::find(store, topic, field, other)?, Label::Known(_)));
            }
            if known.iter().all(|&known| known) {
                places.push((topic.clone(), field));
            }
        }
    }
    Ok(places)
}

/// Adds the labels of one field.
pub fn add(
    store: &Catalog,
    found: &mut Vec<Found>,
    topic: &Arc<Topic>,
    field: FieldId,
    typed: &str,
    alias: bool,
) -> Result<(), DataError> {
    let Some(labels) = topic.labels(field)? else { return Ok(()) };
    let home = names::home(store, topic, field)?;
    // Each with the name that was matched, if it is another one.
    let mut codes: Vec<(u32, Option<String>)> = Vec::new();
    if alias {
        if let Some((home, at)) = &home {
            let mains = home.labels(*at)?;
            for (name, row) in home.other_names_with(*at, typed)? {
                let main = mains.map_or("", |labels| labels.text(row));
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
    for row in topic.preferred()? {
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
        let others = match &home {
            Some((home, at)) => natives(home, *at, label)?,
            None => String::new(),
        };
        match found.iter_mut().find(|found| found.label == *label) {
            Some(found) => {
                found.topics += 1;
                found.rows += number;
            }
            None => found.push(Found { label: label.clone(), others, alias, topics: 1, rows: number }),
        }
    }
    Ok(())
}

/// More labels of one field than this are not looked through: a few letters make them fewer.
const MOST_LABELS: usize = 500;

/// The first few other names of a label.
fn natives(home: &Topic, field: FieldId, label: &str) -> Result<String, DataError> {
    if !home.fields.iter().any(|meta| meta.alias_of == Some(field)) {
        return Ok(String::new());
    }
    let Some(labels) = home.labels(field)? else { return Ok(String::new()) };
    let Some(code) = labels.dictionary.find(label) else { return Ok(String::new()) };
    let row = home.preferred()?.find(|&row| labels.code(row) == Some(code));
    let names = home.other_names(field)?;
    Ok(row.map_or_else(String::new, |row| names.of(row).take(2).collect::<Vec<_>>().join(" · ")))
}
