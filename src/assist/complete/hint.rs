//! What comes next, in grey: a help for the eye that cannot be put into the line by accident.

use super::place::statement_start;
use super::probe::lacks_topic;
use super::slot::{self, Slot};
use crate::command::Command;
use session::Session;
use syntax::ast::{self, StatementKind};

/// What the statement at the end of a text still wants; `None` when nothing needs saying.
pub fn hint(session: &Session, text: &str) -> Option<String> {
    let statement = text.get(statement_start(text)..)?;
    if statement.trim().is_empty() || Command::read(statement).is_some() || super::is_command(statement) {
        return None;
    }
    if statement.ends_with([' ', ',', '，', '=', '＝', '.', '(', '（', '<', '>'])
        && let Some((tree, slot)) = slot::find(statement)
    {
        let blank = if statement.ends_with([' ', '.', '(', '（']) { "" } else { " " };
        return Some(format!("{blank}{}", words(session, &slot, &tree.node)));
    }
    let blank = if statement.ends_with(' ') { "" } else { " " };
    // A name that is still being typed may go on.
    (statement.ends_with(' ') && lacks_topic(session, statement)).then(|| format!("{blank}on TOPIC"))
}

fn words(session: &Session, slot: &Slot, statement: &StatementKind) -> String {
    match slot {
        Slot::Subject { others } => match statement {
            StatementKind::Query(query) if others.is_empty() => {
                let verb = query.verb.node;
                verb.example().trim_start_matches(verb.name()).trim().to_owned()
            }
            StatementKind::Query(_)
            | StatementKind::Define(_)
            | StatementKind::Load(_)
            | StatementKind::Set(_)
            | StatementKind::Expect(_)
            | StatementKind::Export(_)
            | StatementKind::Describe(_)
            | StatementKind::Cite(_) => "NAME".to_owned(),
        },
        Slot::Name | Slot::NameOrTopic => name(statement).to_owned(),
        Slot::Topic => match after_on(statement) {
            Some(example) if session.store().topic(example).is_none() => example.to_owned(),
            _ => "TOPIC".to_owned(),
        },
        Slot::Value { .. } | Slot::SettingValue { .. } => "VALUE".to_owned(),
        Slot::Form | Slot::Citation => "FORM".to_owned(),
        Slot::Setting => "SETTING VALUE".to_owned(),
        Slot::Column { .. } => "COLUMN".to_owned(),
        Slot::Role => "ROLE = COLUMN".to_owned(),
    }
}

/// What a name would be where the placeholder stands.
fn name(statement: &StatementKind) -> &'static str {
    let StatementKind::Query(query) = statement else { return "NAME" };
    let placed = |names: &[ast::Name]| names.iter().any(slot::is);
    match () {
        () if placed(&query.extras) => "EXTRA",
        () if query.method.as_ref().is_some_and(|method| placed(&method.node)) => "METHOD",
        () if query.order.iter().any(|order| order.name().is_some_and(slot::is)) => "COLUMN",
        () if placed(&query.by) => "FIELD",
        () if query.outcome.as_ref().is_some_and(|outcome| outcome.path.names.iter().any(slot::is)) => {
            "OUTCOME"
        }
        () if query.condition.is_some() => "FIELD = VALUE",
        () => "NAME",
    }
}

/// What stands after the `on` of the verb's example, where that may be something else than a topic.
fn after_on(statement: &StatementKind) -> Option<&'static str> {
    let StatementKind::Query(query) = statement else { return None };
    let (_, rest) = query.verb.node.example().split_once(" on ")?;
    // `rankings.GCI` is narrowed, `rankings` is not.
    Some(rest.split('.').next().unwrap_or(rest))
}
