//! `describe NAME`: what a topic, a field or a case is, and how much there is of it.

use std::sync::Arc;

use super::coverage::{count_filled, covered_years, spread};
use answer::{Answer, Cell, Head, Kind, Table};
use base::suggest::count;
use data::{Catalog, DataError, Direction, FieldId, Remark, Role, Topic, names};
use evaluate::{self, EvalError};
use query::{Ask, Catalogue, Finish, Listed, Query};
use syntax::word::Verb;

/// Describes a name; `None` when nothing in the data is called so.
///
/// # Errors
///
/// A topic that cannot be read.
pub fn describe(store: &Catalog, name: &str) -> Result<Option<Answer>, DataError> {
    let query = format!("describe {name}");
    if let Some(topic) = store.topic(name) {
        return of_topic(&query, topic?).map(Some);
    }
    let (of, field_name) = name.split_once('.').map_or((None, name), |(topic, field)| (Some(topic), field));
    let mut fields = Vec::new();
    for entry in store.entries() {
        let topic = entry.topic()?;
        if of.is_some_and(|of| !topic.name.eq_ignore_ascii_case(of)) {
            continue;
        }
        let id = topic.field(field_name.trim());
        fields.extend(id.filter(|&id| !topic.meta(id).role.is_provenance()).map(|id| (topic.clone(), id)));
    }
    if !fields.is_empty() {
        return of_field(&query, field_name, &fields).map(Some);
    }
    of_label(&query, store, name)
}

fn of_topic(query: &str, topic: &Topic) -> Result<Answer, DataError> {
    let mut answer = Answer::new(query.into(), Verb::Show, topic.title.to_string());
    let mut table = Table::new("fields", heads("field"));
    let told = |id: &FieldId| {
        let role = topic.meta(*id).role;
        !role.is_provenance() && role != Role::Bound
    };
    for id in (0..topic.fields.len()).map(FieldId).filter(told) {
        table.rows.push(row(topic.meta(id).name.clone(), topic, id)?);
    }
    answer.tables.push(table);
    answer.tables.extend(reading(topic));
    let mut notes = vec![topic.description.to_string()];
    let mut size = count(topic.preferred()?.count(), "row");
    if let Some(years) = covered_years(topic)? {
        size = format!("{size}, {years}");
    }
    let claims = topic.rows - topic.preferred()?.count();
    if claims > 0 {
        size = format!("{size}; beside them {} on disputed facts", count(claims, "claim"));
    }
    notes.push(format!("{size}."));
    notes.push(format!("`show {}` prints its rows.", topic.name));
    answer.notes = notes.into_iter().filter(|note| !note.is_empty()).collect();
    Ok(answer)
}

fn of_field(query: &str, name: &str, fields: &[(Arc<Topic>, FieldId)]) -> Result<Answer, DataError> {
    let mut answer = Answer::new(query.into(), Verb::Show, format!("The field {}", name.trim()));
    let mut table = Table::new("fields", heads("topic"));
    for (topic, id) in fields {
        table.rows.push(row(topic.name.clone(), topic, *id)?);
        let (description, scope) = (&topic.meta(*id).description, &topic.meta(*id).scope);
        if !description.is_empty() {
            answer.notes.push(format!("{}: {description}", topic.name));
        }
        if !scope.is_empty() {
            answer.notes.push(format!("{}: {scope}.", topic.name));
        }
    }
    answer.tables.push(table);
    if let [(topic, id), ..] = fields {
        answer.notes.push(format!("`show {}.{}` prints it.", topic.name, topic.meta(*id).name));
    }
    Ok(answer)
}

/// How a table from elsewhere was read: what was decided, and why it can be wrong.
fn reading(topic: &Topic) -> Option<Table> {
    let heads = [("about", Kind::Key), ("decided", Kind::Text)];
    let mut table = Table::new("how it was read", heads.map(|(name, kind)| Head::computed(name, kind)));
    let row = |remark: &Remark| vec![Cell::text(remark.about.word()), Cell::text(remark.text.clone())];
    table.rows.extend(topic.remarks.iter().map(row));
    (!table.rows.is_empty()).then_some(table)
}

fn heads(first: &'static str) -> Vec<Head> {
    let kinds = [(first, Kind::Key), ("part", Kind::Text), ("level", Kind::Text), ("unit", Kind::Text)];
    let more = [("better", Kind::Text), ("filled", Kind::Text), ("values", Kind::Text), ("asks", Kind::Text)];
    kinds.into_iter().chain(more).map(|(name, kind)| Head::computed(name, kind)).collect()
}

fn row(name: Arc<str>, topic: &Topic, id: FieldId) -> Result<Vec<Cell>, DataError> {
    let meta = topic.meta(id);
    let better = match meta.direction {
        Some(Direction::Higher) => "higher",
        Some(Direction::Lower) => "lower",
        None => "",
    };
    let (all, filled) = (topic.preferred()?.count(), count_filled(topic, id)?);
    let asks = if meta.question.is_empty() { meta.title.clone() } else { meta.question.clone() };
    Ok(vec![
        Cell::text(name),
        Cell::text(meta.role.word()),
        Cell::text(if meta.flow { format!("{}, flow", meta.level.word()) } else { meta.level.word().into() }),
        Cell::text(meta.unit.clone()),
        Cell::text(better),
        Cell::text(format!("{filled} of {all}")),
        Cell::text(spread(topic, id)?),
        Cell::text(asks),
    ])
}

fn of_label(query: &str, store: &Catalog, name: &str) -> Result<Option<Answer>, DataError> {
    let found = names::everywhere(store, name)?;
    let Some((topic, field, code)) = found.first() else { return Ok(None) };
    let label = topic.words(*field)?.get(*code as usize);
    let written = label.map_or_else(|| name.to_owned(), ToString::to_string);
    let facts = match names::home(store, topic, *field)? {
        Some((home, field)) => facts(&home, field, &written)?,
        None => None,
    };
    let query = Query {
        text: query.into(),
        ask: Ask::Catalogue(Catalogue::new(Listed::Mentions { name: written, rows: found })),
        finish: Finish::default(),
        notes: Vec::new(),
    };
    let mut answer = match evaluate::evaluate(store, &query) {
        Ok(answer) => answer,
        Err(EvalError::Data(error)) => return Err(error),
        Err(_) => return Ok(None),
    };
    // What it is comes before where it stands.
    answer.tables.splice(0..0, facts);
    Ok(Some(answer))
}

/// What the topic of all such names says of one: `country: China`.
fn facts(topic: &Topic, field: FieldId, name: &str) -> Result<Option<Table>, DataError> {
    let Some(labels) = topic.labels(field)? else { return Ok(None) };
    let Some(code) = labels.dictionary.find(name) else { return Ok(None) };
    let row = topic.preferred()?.find(|&row| labels.code(row) == Some(code));
    let Some(row) = row else { return Ok(None) };
    let heads = [("field", Kind::Key), ("value", Kind::Text)];
    let mut table = Table::new("facts", heads.map(|(name, kind)| Head::computed(name, kind)));
    for (at, meta) in topic.fields.iter().enumerate() {
        let value = topic.column(FieldId(at))?.value(row);
        if FieldId(at) != field && !meta.role.is_provenance() && !value.is_missing() {
            table.rows.push(vec![Cell::text(meta.name.clone()), Cell::new(value)]);
        }
    }
    Ok(Some(table))
}

#[cfg(test)]
mod tests {
    use super::describe;

    fn titles(name: &str) -> Option<(String, Vec<&'static str>)> {
        let answer = describe(&import::embedded().unwrap(), name).unwrap()?;
        Some((answer.title, answer.tables.iter().map(|table| table.name).collect()))
    }

    #[test]
    fn topics_fields_and_cases_are_described() {
        assert_eq!(titles("GPCI").unwrap(), ("GPCI functions".into(), vec!["fields"]));
        assert_eq!(titles("gpci.points").unwrap(), ("The field points".into(), vec!["fields"]));
        assert_eq!(titles("서울").unwrap(), ("What there is on Seoul".into(), vec!["facts", "topics"]));
        assert_eq!(titles("Atlantis"), None);
    }

    #[test]
    fn a_field_of_several_topics_has_a_row_for_each() {
        let answer = describe(&import::embedded().unwrap(), "rank").unwrap().unwrap();
        let topics: Vec<String> =
            answer.tables[0].rows.iter().map(|row| format!("{:?}", row[0].value)).collect();
        assert!(topics.len() >= 2 && topics.iter().any(|topic| topic.contains("gpci")), "{topics:?}");
    }
}
