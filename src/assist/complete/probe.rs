//! Questions to the parser and the resolver: what would they say if this were typed?

use std::sync::Arc;

use super::slot::PLACEHOLDER;
use base::fold::fold;
use base::source::{Source, Span};
use base::suggest::plural;
use data::{Topic, names};
use resolve::ResolveError;
use session::{Failure, Session};
use syntax::SyntaxError;
use syntax::ast::{StatementKind, Verb};

/// Whether the language has a use for a clause at the end of a statement.
pub fn clause_fits(session: &Session, before: &str, word: &str) -> bool {
    let rest = match word {
        "limit" => "1",
        "as" => "json",
        "where" => "ⵣⵣ = 1",
        "order" => "by ⵣⵣ",
        "since" | "after" | "until" | "before" => "2000",
        "between" => "2000 and 2001",
        "from" => "2000 to 2001",
        "top" | "bottom" => "1",
        "on" | "for" | "by" | "with" | "using" | "except" => PLACEHOLDER,
        _ => return true,
    };
    let text = format!("{before} {word} {rest}");
    !matches!(
        check(session, &text),
        Err(Failure::Resolve(ResolveError::NoUse { .. } | ResolveError::Timeless { .. })
            | Failure::Syntax(
                SyntaxError::NoOrder { .. } | SyntaxError::DoubledClause { .. } | SyntaxError::Between { .. }
            ))
    )
}

/// Whether a statement wants a topic before anything else.
pub fn lacks_topic(session: &Session, before: &str) -> bool {
    match check(session, before.trim_end()) {
        Err(
            Failure::Resolve(ResolveError::NoTopic { .. }) | Failure::Syntax(SyntaxError::MissingOn { .. }),
        ) => true,
        Ok(()) => is_overview(before.trim_end()),
        Err(_) => false,
    }
}

/// Whether a statement is whole without a topic, and says more with one: `compare Beijing, Seoul`.
fn is_overview(text: &str) -> bool {
    let statement = syntax::statement(text, Span::new(0, text.len()));
    matches!(statement.map(|statement| statement.node), Ok(StatementKind::Query(query))
        if query.verb.node == Verb::Compare && query.on.is_empty() && query.names.len() > 1)
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
    session.check(&Source::new("completion", text), Span::new(0, text.len()))
}

/// Whether a statement that ends here could still become one that runs.
pub fn fits(session: &Session, text: &str) -> bool {
    match check(session, text) {
        Ok(()) => true,
        Err(Failure::Resolve(error)) => error.is_unfinished(),
        Err(_) => false,
    }
}

/// What the resolver lists when it does not know the placeholder, whatever else the statement still needs.
pub fn understood(session: &Session, before: &str) -> Vec<String> {
    let mut understood: Vec<String> = Vec::new();
    for tail in ["", " = 1", " as x", ")", ") = 1", ", 1)", ", 1) = 1"] {
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
