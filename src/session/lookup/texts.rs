//! The texts that hold a word: statements, notes, reasons and sources, each with its topic and its row.

use answer::{Cell, Head, Kind, Table};
use base::cancel::cancellable;
use base::fold::{fold, holds_text};
use base::suggest::count;
use data::{Catalog, DataError, FieldId, Labels, Role, Topic};
use evaluate::plain;

/// How many texts are listed before the rest is only counted.
const LISTED: usize = 20;

/// How many rows of one text are named.
const NAMED: usize = 3;

/// The texts that hold a word.
#[derive(Debug)]
pub struct Texts {
    /// Topic, row, field and text; empty when none holds it.
    pub table: Table,
    /// How many there are beside those in the table, and a query that shows some of them.
    pub more: Option<String>,
    /// How many there are.
    pub number: usize,
}

/// Looks a word up in the texts of every topic. A text of several rows is told once.
///
/// # Errors
///
/// A topic that cannot be read.
pub fn texts(store: &Catalog, word: &str) -> Result<Texts, DataError> {
    let wanted = fold(word);
    let heads = [("topic", Kind::Key), ("row", Kind::Key), ("field", Kind::Key), ("text", Kind::Text)];
    let mut table = Table::new("texts", heads.map(|(name, kind)| Head::computed(name, kind)));
    let (mut number, mut next) = (0, None);
    for entry in store.entries() {
        let topic = entry.topic()?;
        for field in (0..topic.fields.len()).map(FieldId).filter(|&id| is_text(topic, id)) {
            let Some(labels) = topic.labels(field)? else { continue };
            for rows in holding(labels, topic.rows, &wanted) {
                number += 1;
                let name = &topic.meta(field).name;
                if table.rows.len() == LISTED {
                    next = next.or_else(|| Some((topic.name.clone(), name.clone())));
                    continue;
                }
                let names = rows.iter().take(NAMED).map(|&row| row_name(topic, row));
                let names: Vec<String> = names.collect::<Result<_, _>>()?;
                let more = match rows.len().saturating_sub(NAMED) {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                let text = rows.first().map_or("", |&row| labels.text(row));
                let cells = [&*topic.name, &(names.join("; ") + &more), name, text];
                table.rows.push(cells.map(Cell::text).into());
            }
        }
    }
    let more = next.map(|(topic, field)| {
        let rest = count(number - LISTED, "more text");
        format!("{rest}; for example, `show {topic} where {field} contains \"{}\"`.", word.replace('"', ""))
    });
    Ok(Texts { table, more, number })
}

/// Whether a field holds what people have written, and no name of a row, no other name and no source.
fn is_text(topic: &Topic, id: FieldId) -> bool {
    let field = topic.meta(id);
    let role = matches!(field.role, Role::Measure | Role::Note | Role::Reason);
    role && field.alias_of.is_none() && topic.is_words(id)
}

/// The rows of each text that holds a folded word.
fn holding(labels: &Labels, rows: usize, wanted: &str) -> Vec<Vec<usize>> {
    let held = |label: &str| !wanted.is_empty() && holds_text(&fold(label), wanted);
    let held: Vec<bool> = cancellable(labels.dictionary.labels().iter()).map(|label| held(label)).collect();
    if !held.contains(&true) {
        return Vec::new();
    }
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); held.len()];
    for row in 0..rows {
        let code = labels.code(row).map(|code| code as usize);
        if let Some(code) = code.filter(|&code| held.get(code) == Some(&true)) {
            found[code].push(row);
        }
    }
    found.retain(|rows| !rows.is_empty());
    found.sort_unstable();
    found
}

/// What names a row: its case and its keys.
fn row_name(topic: &Topic, row: usize) -> Result<String, DataError> {
    let mut names = Vec::new();
    for id in std::iter::once(topic.case()).chain(topic.with_role(Role::Key)) {
        let value = topic.column(id)?.value(row);
        names.extend((!value.is_missing()).then(|| plain(&value)));
    }
    Ok(names.join(" · "))
}

#[cfg(test)]
mod tests {
    use super::{LISTED, texts};
    use evaluate::plain;

    fn rows(word: &str) -> Vec<Vec<String>> {
        let found = texts(&import::embedded().unwrap(), word).unwrap();
        found.table.rows.iter().map(|row| row.iter().map(|cell| plain(&cell.value)).collect()).collect()
    }

    #[test]
    fn texts_are_told_with_topic_and_row() {
        let pandemic = rows("after covid");
        assert!(
            pandemic.iter().any(|row| row[..3] == ["assessments", "Seoul · global city · GCI", "statement"])
        );
        // Two readings of one claim: one text.
        let claim = rows("most of the rankings take");
        assert_eq!(claim.len(), 1);
        assert_eq!(claim[0][..3], ["claims", "C21; C21", "statement"]);
        assert!(rows("赵可金").iter().any(|row| row[..3] == ["works", "Zhao 2015; Zhao 2016", "authors"]));
        assert!(rows("anything at all").is_empty() && rows("").is_empty());
    }

    #[test]
    fn what_is_not_listed_is_counted_and_can_be_asked_for() {
        let found = texts(&import::embedded().unwrap(), "city").unwrap();
        assert_eq!(found.table.rows.len(), LISTED);
        let more = found.more.expect("there are more");
        assert!(
            more.starts_with(&format!("{} more texts; for example, `show ", found.number - LISTED)),
            "{more}"
        );
    }
}
