//! `find WORD`: topics, fields and names that hold a word, nearest first; and the texts that do.

use std::sync::Arc;

use super::coverage::{count_filled, covered_years};
use super::texts::texts;
use answer::{Answer, Cell, Head, Kind, Table};
use base::cancel::cancellable;
use base::fold::{fold, holds_text};
use base::order;
use base::suggest::count;
use data::{Catalog, DataError, FieldId, Role, Topic, Value};
use syntax::word::Verb;

/// How well a text holds the word; the best comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Hit {
    Whole,
    Begins,
    Word,
    Inside,
    /// Only the description holds it.
    Told,
}

/// Looks a word up in the names and descriptions of topics, fields and labels.
///
/// # Errors
///
/// A topic that cannot be read.
pub fn find(store: &Catalog, word: &str) -> Result<Answer, DataError> {
    let wanted = fold(word);
    let mut found: Vec<(Hit, Vec<Cell>)> = Vec::new();
    let mut named: Vec<Named> = Vec::new();
    for entry in store.entries() {
        let topic = entry.topic()?;
        let of_topic = [(&topic.name, false), (&topic.title, false), (&topic.description, true)];
        if let Some(hit) = best(&wanted, of_topic) {
            found.push((
                hit,
                line("topic".into(), &topic.name, &topic.title, topic, topic.preferred()?.count())?,
            ));
        }
        for (at, meta) in topic.fields.iter().enumerate() {
            let id = FieldId(at);
            if meta.role.is_provenance() || meta.role == Role::Bound {
                continue;
            }
            let of_field = [
                (&meta.name, false),
                (&meta.title, false),
                (&meta.question, true),
                (&meta.description, true),
            ];
            if let Some(hit) = best(&wanted, of_field) {
                let about = if meta.question.is_empty() { &meta.title } else { &meta.question };
                let values = count_filled(topic, id)?;
                let what = format!("field of {}", topic.name);
                found.push((hit, line(what, &meta.name, about, topic, values)?));
            }
            if matches!(meta.role, Role::Case | Role::Key) {
                labels(&mut named, &wanted, topic, id)?;
            }
        }
    }
    found.extend(named.into_iter().map(Named::line));
    // A description that mentions the word tells something only where no name does.
    if found.iter().any(|(hit, _)| *hit < Hit::Told) {
        found.retain(|(hit, _)| *hit < Hit::Told);
    }
    // What has no data comes last.
    order::sort_by_key(&mut found, |(hit, cells)| {
        (cells.get(3).and_then(|cell| cell.value.as_number()) == Some(0.0), *hit)
    });
    let mut answer = Answer::new(format!("find {word}").into(), Verb::Show, format!("What holds `{word}`"));
    let texts = texts(store, word)?;
    answer.notes.push(match found.len() {
        0 if texts.number > 0 => format!("Nothing is called so; {} it.", hold(texts.number)),
        0 => "Nothing here is called so; `topics` lists all topics.".to_owned(),
        number => format!("{}; `describe NAME` tells more of one.", count(number, "name")),
    });
    let heads = [
        ("name", Kind::Key),
        ("what", Kind::Text),
        ("holds", Kind::Text),
        ("values", Kind::Number),
        ("years", Kind::Time),
    ];
    let mut table = Table::new("names", heads.map(|(name, kind)| Head::computed(name, kind)));
    table.rows = found.into_iter().map(|(_, cells)| cells).collect();
    // Names of cases have no years of their own.
    let has_years =
        |cells: &Vec<Cell>| cells.last().is_some_and(|cell| matches!(cell.value, Value::Years(_)));
    if !table.rows.iter().any(has_years) {
        let years = table.columns.len() - 1;
        table.retain_columns(|at| at != years);
    }
    if !table.rows.is_empty() || texts.number == 0 {
        answer.tables.push(table);
    }
    if texts.number > 0 {
        answer.tables.push(texts.table);
    }
    answer.notes.extend(texts.more);
    Ok(answer)
}

fn hold(number: usize) -> String {
    format!("{} {}", count(number, "text"), if number == 1 { "holds" } else { "hold" })
}

/// A label, and all topics in which it is one.
struct Named {
    hit: Hit,
    kind: String,
    name: Arc<str>,
    others: String,
    topics: Vec<Arc<str>>,
    values: usize,
}

impl Named {
    fn line(self) -> (Hit, Vec<Cell>) {
        let topics = match self.topics.as_slice() {
            [one] => one.to_string(),
            several => count(several.len(), "topic"),
        };
        let what = format!("{} in {topics}", self.kind);
        let texts = [&*self.name, &what, &self.others];
        let mut cells: Vec<Cell> = texts.into_iter().map(Cell::text).collect();
        cells.extend([Cell::new(Value::count(self.values)), Cell::text("")]);
        (self.hit, cells)
    }
}

/// The labels of a field that hold the word, under any of their names.
fn labels(found: &mut Vec<Named>, wanted: &str, topic: &Topic, field: FieldId) -> Result<(), DataError> {
    let Some(labels) = topic.labels(field)? else { return Ok(()) };
    let other_names = topic.other_names(field)?;
    let mut numbers = vec![(0, usize::MAX); labels.dictionary.labels().len()];
    for row in topic.preferred()? {
        let place = labels.code(row).and_then(|code| numbers.get_mut(code as usize));
        if let Some((number, first)) = place {
            *number += 1;
            *first = row.min(*first);
        }
    }
    for (label, (values, first)) in cancellable(labels.dictionary.labels().iter().zip(numbers)) {
        let others: Vec<&str> = if values > 0 { other_names.of(first).collect() } else { Vec::new() };
        let names = std::iter::once(&**label).chain(others.iter().copied());
        let Some(hit) = names.filter_map(|name| hit(wanted, name)).min() else { continue };
        let others = others.join(" · ");
        match found.iter_mut().find(|named| named.name == *label) {
            Some(named) => {
                named.hit = named.hit.min(hit);
                named.values += values;
                named.topics.push(topic.name.clone());
                if named.others.is_empty() {
                    named.others = others;
                }
            }
            None => found.push(Named {
                hit,
                kind: topic.meta(field).name.replace('_', " "),
                name: label.clone(),
                others,
                topics: vec![topic.name.clone()],
                values,
            }),
        }
    }
    Ok(())
}

fn line(
    what: String,
    name: &Arc<str>,
    about: &str,
    topic: &Topic,
    values: usize,
) -> Result<Vec<Cell>, DataError> {
    let years = covered_years(topic)?.map_or(Cell::text(""), |years| Cell::new(Value::Years(years)));
    Ok(vec![
        Cell::text(name.clone()),
        Cell::text(what),
        Cell::text(about),
        Cell::new(Value::count(values)),
        years,
    ])
}

fn best<'a>(wanted: &str, texts: impl IntoIterator<Item = (&'a Arc<str>, bool)>) -> Option<Hit> {
    let hits = texts.into_iter().filter_map(|(text, told)| {
        let hit = hit(wanted, text)?;
        Some(if told { Hit::Told } else { hit })
    });
    hits.min()
}

fn hit(wanted: &str, text: &str) -> Option<Hit> {
    let text = fold(text);
    if wanted.is_empty() || !holds_text(&text, wanted) {
        return None;
    }
    let begins_word = || text.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(wanted));
    Some(match () {
        () if text == wanted => Hit::Whole,
        () if text.starts_with(wanted) => Hit::Begins,
        () if begins_word() => Hit::Word,
        () => Hit::Inside,
    })
}

#[cfg(test)]
mod tests {
    use super::{Hit, find, hit};

    fn names(word: &str) -> Vec<String> {
        let answer = find(&import::embedded().unwrap(), word).unwrap();
        let name = |row: &Vec<answer::Cell>| row[0].value.as_text().expect("a name").to_string();
        answer.tables[0].rows.iter().map(name).collect()
    }

    #[test]
    fn words_are_found_in_topics_fields_and_all_names_of_a_case() {
        assert_eq!(names("rank")[0], "rank");
        assert_eq!(names("首尔"), ["Seoul"]);
        assert_eq!(names("peking")[0], "Beijing");
        assert!(names("sister").contains(&"sister_cities".to_owned()));
        assert_eq!(names("Atlantis"), Vec::<String>::new());
    }

    #[test]
    fn nearer_hits_come_first() {
        let hits = ["Rank", "rank change", "previous rank", "frankly", "score"].map(|text| hit("rank", text));
        assert_eq!(hits, [Some(Hit::Whole), Some(Hit::Begins), Some(Hit::Word), Some(Hit::Inside), None]);
        assert!(hits.is_sorted_by_key(|hit| hit.map_or(9, |hit| hit as u8)));
    }
}
