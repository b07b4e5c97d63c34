//! `compare Beijing, Seoul` without a topic: what each topic has to say of them.

use std::sync::Arc;

use answer::schema::{Head, Kind, OverviewColumn, Schema};
use base::source::{Span, Spanned};
use data::{Label, Topic, names};
use query::{Ask, Finish, Overview, OverviewPart, Query};
use syntax::ast::{self, Name, Path};

use super::columns::Columns;
use super::common_clauses;
use super::compare::{self, MOST_SUBJECTS};
use super::error::{ResolveError, all};
use super::scope::{Scope, path_text, quoted};
use super::{frame, rows};

/// Resolves `compare` without a topic.
///
/// # Errors
///
/// A case that no topic has; conditions and other clauses that need a topic.
pub fn resolve(scope: Scope<'_>, statement: Span, query: &ast::Query) -> Result<Query, ResolveError> {
    let clauses = [ast::Clause::By, ast::Clause::With, ast::Clause::Using];
    common_clauses::refuse(scope, statement, query, &clauses)?;
    common_clauses::refuse_facts(scope, statement, query)?;
    let cases = all(query.names.iter().map(|path| known_as(scope, query, path)))?;
    if cases.len() > MOST_SUBJECTS {
        let span = query.subjects();
        let few: Vec<String> = cases.iter().take(2).map(|case| quoted(&case.label)).collect();
        let example = format!("compare {}", few.join(", "));
        return Err(ResolveError::TooManySubjects {
            count: cases.len(),
            what: "cases side by side",
            span,
            example,
        });
    }
    let labels: Vec<Arc<str>> = cases.iter().map(|case| case.label.clone()).collect();
    let (mut parts, mut silent) = (Vec::new(), Vec::new());
    for entry in scope.store.entries() {
        let topic = entry.topic()?;
        let there = all(cases.iter().map(|case| case.label_in(scope, topic)))?;
        let (asked, called): (Vec<usize>, Vec<&Arc<str>>) =
            there.iter().enumerate().filter_map(|(at, label)| Some((at, label.as_ref()?))).unzip();
        if asked.is_empty() {
            continue;
        }
        let here = |name: &str| Name::new(name.to_owned(), query.verb.span);
        let path = |name: &str| Path { names: vec![here(name)], span: query.verb.span };
        let alone = ast::Query {
            names: called.iter().map(|label| path(label)).collect(),
            on: vec![path(&topic.name)],
            condition: None,
            order: Vec::new(),
            limit: None,
            ..query.clone()
        };
        let own: Vec<Arc<str>> = asked.iter().map(|&at| labels[at].clone()).collect();
        match compare::alone(scope, statement, &alone, &own) {
            Ok(Query { ask: Ask::Compare(compare), .. }) => {
                let names: Vec<String> = called.iter().map(|label| quoted(label)).collect();
                let query = format!("compare {} on {}", names.join(", "), quoted(&topic.name));
                parts.push(OverviewPart { compare, cases: asked, query });
            }
            Ok(_) | Err(_) => silent.push(format!("`{}`", topic.name)),
        }
    }
    let columns = columns(&labels);
    let view = Columns { query: Some(query), ..Columns::of(columns.heads()) };
    let tests = all(query.condition.iter().map(|condition| rows::resolve(scope, &view, condition)))?;
    let finish = common_clauses::finish(scope, query, &view)?;
    let mut notes = Vec::new();
    if !silent.is_empty() {
        notes
            .push(format!("They are named in {} too, where there is nothing to compare.", silent.join(", ")));
    }
    Ok(Query {
        text: statement.of(scope.text).trim().into(),
        ask: Ask::Overview(Overview { parts, labels, columns }),
        finish: Finish { rows: tests, ..finish },
        notes,
    })
}

/// A case that some topic has.
struct Known {
    label: Arc<str>,
    typed: String,
}

impl Known {
    /// As a topic writes it, where it has it.
    fn label_in(&self, scope: Scope<'_>, topic: &Topic) -> Result<Option<Arc<str>>, ResolveError> {
        for name in [&*self.label, &self.typed] {
            if let Label::Known(code) = names::find(scope.store, topic, topic.case(), name)? {
                return Ok(topic.words(topic.case())?.get(code as usize).cloned());
            }
        }
        Ok(None)
    }
}

/// The case that a name means, as the first topic writes it that has it.
fn known_as(scope: Scope<'_>, query: &ast::Query, path: &Path) -> Result<Known, ResolveError> {
    let typed = path_text(path);
    for entry in scope.store.entries() {
        let topic = entry.topic()?;
        if let Label::Known(code) = names::find(scope.store, topic, topic.case(), &typed)?
            && let Some(label) = topic.words(topic.case())?.get(code as usize)
        {
            return Ok(Known { label: label.clone(), typed });
        }
    }
    // `compare Beijing, Seoul rankings`: only the word between them is missing.
    if let Some((name, topic)) = typed.rsplit_once(' ')
        && scope.store.topic(topic).is_some()
    {
        let before = query.names.iter().map(|path| path.span).reduce(Span::to).unwrap_or(path.span);
        let names = Span::new(before.start, path.span.start).of(scope.text);
        let example = format!("compare {names}{name} on {topic}");
        return Err(ResolveError::NoTopic { verb: ast::Verb::Compare, span: query.verb.span, example });
    }
    Err(scope.unknown_anywhere(&Spanned::new(typed, path.span))?.into())
}

/// The columns: what is answered for all, for each alone, and who leads.
fn columns(labels: &[Arc<str>]) -> Schema<OverviewColumn> {
    let number = |column, name: String| (column, Head::computed(&*name, Kind::Number));
    let mut columns = vec![
        (OverviewColumn::Topic, Head::computed("topic", Kind::Key)),
        number(OverviewColumn::Questions, "questions".to_owned()),
        number(OverviewColumn::All, if labels.len() == 2 { "both" } else { "all" }.to_owned()),
    ];
    match labels.len() {
        2 => columns.extend(
            labels
                .iter()
                .enumerate()
                .map(|(at, label)| number(OverviewColumn::Only(at), format!("only {label}"))),
        ),
        _ => columns.push(number(OverviewColumn::Some, "some".to_owned())),
    }
    columns.extend(
        labels
            .iter()
            .enumerate()
            .map(|(at, label)| number(OverviewColumn::Leads(at), format!("{label} leads"))),
    );
    columns.push((OverviewColumn::Query, Head::computed("query", Kind::Text)));
    Schema::new(columns)
}

/// Whether a query asks for the overview: names, and no topic among them.
pub fn is_asked(scope: Scope<'_>, query: &ast::Query) -> bool {
    query.on.is_empty()
        && query.names.len() > 1
        && !query.names.iter().any(|path| frame::is_topic(scope, path))
}
