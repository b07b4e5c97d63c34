//! `show topics`, `show sets`, `show Beijing`: what there is to ask.

use std::sync::Arc;

use super::error::EvalError;
use crate::answer::{Answer, Cell, Head, Kind, Table};
use crate::dataset::{FieldId, Status, Store, Topic, Value};
use crate::query::Query;
use crate::suggest::typed;
use crate::word::Verb;

/// Every topic, with what it holds and how much.
///
/// # Errors
///
/// A topic that can not be read.
pub fn topics(store: &Store, query: &Query) -> Result<Answer, EvalError> {
    let mut answer = Answer::new(query.text.clone(), Verb::Show, "What there is to ask");
    let heads = [("topic", Kind::Key), ("rows", Kind::Number), ("holds", Kind::Text)];
    let mut table = Table::new("topics", heads.map(|(name, kind)| Head::new(name, kind)).into());
    for entry in store.entries() {
        let topic = entry.topic()?;
        table.rows.push(vec![
            Cell::text(topic.name.clone()),
            Cell::new(Value::count(preferred(topic).count())),
            Cell::text(topic.title.clone()),
        ]);
    }
    answer.tables.push(table);
    answer.notes.push(
        "`show TOPIC` prints a topic; `compare Beijing, Seoul on TOPIC` sets two cases side by side.".into(),
    );
    super::finish::rows(&mut answer, &query.finish, None);
    Ok(answer)
}

/// The names that the session has defined.
pub fn definitions(query: &Query, definitions: &[(String, String, String)]) -> Answer {
    let mut answer = Answer::new(query.text.clone(), Verb::Show, "Defined names");
    let heads = ["name", "topic", "definition"].map(|name| Head::new(name, Kind::Text));
    let mut table = Table::new("definitions", heads.into());
    for (name, topic, text) in definitions {
        let statement = text.lines().next_back().unwrap_or(text).trim();
        let topic = if topic.is_empty() { "any" } else { topic };
        table.rows.push(vec![Cell::text(name.as_str()), Cell::text(topic), Cell::text(statement)]);
    }
    if table.rows.is_empty() {
        answer.notes.push("Nothing is defined yet; try: define capitals as Beijing, Seoul, Tokyo".into());
    }
    answer.tables.push(table);
    answer
}

/// The topics that hold a name.
pub fn mentions(query: &Query, name: &str, rows: &[(Arc<Topic>, FieldId, u32)]) -> Answer {
    let mut answer = Answer::new(query.text.clone(), Verb::Show, format!("What there is on {name}"));
    let heads = [("topic", Kind::Key), ("field", Kind::Key), ("rows", Kind::Number), ("holds", Kind::Text)];
    let mut table = Table::new("topics", heads.map(|(name, kind)| Head::new(name, kind)).into());
    for (topic, field, code) in rows {
        let Some(labels) = topic.labels(*field) else { continue };
        let found = preferred(topic).filter(|&row| labels.code(row) == Some(*code)).count();
        if found == 0 {
            continue;
        }
        table.rows.push(vec![
            Cell::text(topic.name.clone()),
            Cell::text(topic.meta(*field).name.clone()),
            Cell::new(Value::count(found)),
            Cell::text(topic.title.clone()),
        ]);
    }
    if let Some((topic, ..)) = rows.first() {
        let name = typed(name);
        answer.notes.push(format!("Ask further: show {name} on {}", topic.name));
    }
    answer.tables.push(table);
    super::finish::rows(&mut answer, &query.finish, None);
    answer
}

fn preferred(topic: &Topic) -> impl Iterator<Item = usize> {
    (0..topic.rows).filter(|&row| topic.status(row) == Status::Preferred)
}
