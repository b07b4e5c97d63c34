//! What comes next, in grey: a help for the eye that can not be put into the line by accident.

use super::place::statement_start;
use super::slot::{self, Slot};
use crate::command::Command;
use crate::resolve::ResolveError;
use crate::session::{Failure, Session};
use crate::source::{Source, Span};
use crate::syntax::SyntaxError;
use crate::syntax::ast::StatementKind;

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
        return Some(format!("{blank}{}", words(&slot, &tree.node)));
    }
    let blank = if statement.ends_with(' ') { "" } else { " " };
    let source = Source::new("hint", statement);
    match session.check_one(&source, Span::new(0, statement.trim_end().len())) {
        // A name that is still being typed may go on.
        Err(
            Failure::Resolve(ResolveError::NoTopic { .. }) | Failure::Syntax(SyntaxError::MissingOn { .. }),
        ) if statement.ends_with(' ') => Some(format!("{blank}on TOPIC")),
        _ => None,
    }
}

fn words(slot: &Slot, statement: &StatementKind) -> String {
    match slot {
        Slot::Subject { others } => match statement {
            StatementKind::Query(query) if others.is_empty() => {
                let verb = query.verb.node;
                verb.example().trim_start_matches(verb.name()).trim().to_owned()
            }
            _ => "NAME".to_owned(),
        },
        Slot::Name if is_condition(statement) => "FIELD = VALUE".to_owned(),
        Slot::Topic => "TOPIC".to_owned(),
        Slot::Value { .. } | Slot::SettingValue { .. } => "VALUE".to_owned(),
        Slot::Name => "NAME".to_owned(),
        Slot::Form | Slot::Citation => "FORM".to_owned(),
        Slot::Setting => "SETTING VALUE".to_owned(),
        Slot::Column { .. } => "COLUMN".to_owned(),
        Slot::Role => "ROLE = COLUMN".to_owned(),
    }
}

/// Whether the placeholder stands in a condition.
fn is_condition(statement: &StatementKind) -> bool {
    matches!(statement, StatementKind::Query(query) if query.condition.is_some())
}
