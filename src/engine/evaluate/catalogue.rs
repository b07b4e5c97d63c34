//! `show topics`, `show sets`, `show Beijing`: what there is to ask.

use super::error::EvalError;
use answer::schema::CatalogueColumn;
use answer::{Answer, Cell, Table};
use base::suggest::typed;
use data::{Catalog, Topic, Value};
use query::{Catalogue, Listed, Query};
use syntax::word::Verb;

/// Answers what there is to ask.
///
/// # Errors
///
/// A topic that cannot be read.
pub fn evaluate(store: &Catalog, query: &Query, asked: &Catalogue) -> Result<Answer, EvalError> {
    let (name, title) = match &asked.list {
        Listed::Topics => ("topics", "What there is to ask".to_owned()),
        Listed::Definitions(_) => ("definitions", "Defined names".to_owned()),
        Listed::Mentions { name, .. } => ("topics", format!("What there is on {name}")),
    };
    let mut answer = Answer::new(query.text.clone(), Verb::Show, title);
    let mut table = Table::new(name, asked.columns.heads().clone());
    let mut add = |row: &Listing<'_>| table.rows.push(asked.columns.columns().map(|c| row.cell(c)).collect());
    match &asked.list {
        Listed::Topics => {
            for entry in store.entries() {
                let topic = entry.topic()?;
                add(&Listing { rows: topic.preferred()?.count(), ..Listing::of(topic) });
            }
            let subjects = Verb::Compare.sample().0;
            answer.notes.push(format!(
                "`show TOPIC` prints a topic; `compare {subjects} on TOPIC` sets two cases side by side."
            ));
        }
        Listed::Definitions(definitions) => {
            for (name, topic, text) in definitions {
                let definition = text.lines().next_back().unwrap_or(text).trim();
                let topic = if topic.is_empty() { "any" } else { topic };
                add(&Listing { topic, name, definition, ..Listing::default() });
            }
            if definitions.is_empty() {
                let subjects = Verb::Compare.sample().0;
                answer.notes.push(format!("Nothing is defined yet; try: define capitals as {subjects}"));
            }
        }
        Listed::Mentions { name, rows } => {
            for (topic, field, code) in rows {
                let Some(labels) = topic.labels(*field)? else { continue };
                let rows = topic.preferred()?.filter(|&row| labels.code(row) == Some(*code)).count();
                if rows > 0 {
                    add(&Listing { rows, field: &topic.meta(*field).name, ..Listing::of(topic) });
                }
            }
            if let Some((topic, ..)) = rows.first() {
                answer.notes.push(format!("Ask further: show {} on {}", typed(name), topic.name));
            }
        }
    }
    answer.tables.push(table);
    super::finish::rows(&mut answer, &query.finish, None);
    Ok(answer)
}

/// One thing to ask.
#[derive(Default)]
struct Listing<'a> {
    topic: &'a str,
    field: &'a str,
    rows: usize,
    holds: &'a str,
    name: &'a str,
    definition: &'a str,
}

impl<'a> Listing<'a> {
    fn of(topic: &'a Topic) -> Self {
        Self { topic: &topic.name, holds: &topic.title, ..Self::default() }
    }

    fn cell(&self, column: CatalogueColumn) -> Cell {
        match column {
            CatalogueColumn::Topic => Cell::text(self.topic),
            CatalogueColumn::Field => Cell::text(self.field),
            CatalogueColumn::Rows => Cell::new(Value::count(self.rows)),
            CatalogueColumn::Holds => Cell::text(self.holds),
            CatalogueColumn::Name => Cell::text(self.name),
            CatalogueColumn::Definition => Cell::text(self.definition),
        }
    }
}
