//! `show`: the rows of a topic, the catalogue, or where a name is mentioned.

use std::sync::Arc;

use super::columns::Columns;
use super::common_clauses::{self, CommonClauses};
use super::condition;
use super::error::{ResolveError, both};
use super::extras::Extra;
use super::frame;
use super::rows;
use super::scope::{Scope, path_text};
use super::variable;
use answer::schema::{Head, Kind, Schema, ShowColumn};
use base::fold::fold;
use base::source::{Span, Spanned};
use data::{Field, FieldId, Level, Role, names};
use query::{Ask, Catalogue, Finish, Grouping, Listed, Query, Reading, Show, Variable};
use syntax::ast;

/// Resolves `show`.
///
/// # Errors
///
/// See [`super::resolve`].
pub fn resolve(scope: Scope<'_>, statement: Span, query: &ast::Query) -> Result<Query, ResolveError> {
    if let ([], [path]) = (query.on.as_slice(), query.names.as_slice())
        && let Some(list) = listed(scope, path)?
    {
        return catalogue(scope, statement, query, list);
    }
    common_clauses::refuse(scope, statement, query, &[ast::Clause::By, ast::Clause::For])?;
    // Only of a topic beside others that has several rows for one case is a figure made.
    if query.method.is_some() && frame::members(scope, query, &query.on)?.is_empty() {
        common_clauses::refuse(scope, statement, query, &[ast::Clause::Using])?;
    }
    let parts = CommonClauses::new(scope, query)?;
    if parts.target.notes.is_empty() {
        common_clauses::refuse(scope, statement, query, &[ast::Clause::Using])?;
    }
    let topic = parts.topic().clone();
    let (claims, sources) = (parts.wants(Extra::Claims), parts.wants(Extra::Sources));
    let mut shown = shown(&parts, claims, sources);
    let idle = if claims || sources { Vec::new() } else { parts.idle_keys() };
    shown.retain(|field| !idle.iter().any(|key| key.meta.name == field.meta.name));
    let where_ = condition::resolve(scope, &topic, &Columns::NONE, query.condition.as_ref());
    // A field that the order names is shown even when the target names others.
    for name in query.order.iter().filter_map(ast::Order::name) {
        if let Some(variable) = variable::find(scope, &topic, name)?
            && !shown.iter().any(|other| other.meta.name == variable.meta.name)
        {
            shown.push(variable);
        }
    }
    let columns =
        Schema::new(shown.iter().enumerate().map(|(at, field)| (ShowColumn(at), head(&field.meta))));
    let (mut where_, finish) =
        both(where_, common_clauses::finish(scope, query, &Columns::of(columns.heads())))?;
    if claims {
        where_.reading = Reading::All;
    }
    let selection = parts.selection(&where_, Vec::new(), shown, Grouping::Each);
    Ok(Query {
        text: statement.of(scope.text).trim().into(),
        ask: Ask::Show(Show { selection, claims, distinct: !idle.is_empty(), columns }),
        finish: Finish { rows: where_.rows, ..finish },
        notes: parts.target.notes,
    })
}

/// The fields that are shown: all, or the case, the keys, the time and those the target names.
fn shown(parts: &CommonClauses, claims: bool, sources: bool) -> Vec<Variable> {
    let topic = parts.topic();
    let asked = &parts.target.measures;
    let wanted = |id: FieldId| match topic.meta(id).role {
        Role::Bound => false,
        Role::Status | Role::Reason => claims,
        Role::Source => false,
        Role::Place => claims || sources,
        Role::Case | Role::Key | Role::Time => true,
        Role::Measure | Role::Note | Role::Unit => asked.is_empty(),
    };
    let fields = (0..topic.fields.len()).map(FieldId).filter(|&id| wanted(id));
    let mut shown: Vec<Variable> = fields.map(|id| variable::of_field(topic, id)).collect();
    let new = |variable: &&Variable| !shown.iter().any(|other| other.meta.name == variable.meta.name);
    let asked: Vec<Variable> = asked.iter().filter(new).cloned().collect();
    let provenance =
        shown.iter().position(|variable| variable.meta.role.is_provenance()).unwrap_or(shown.len());
    shown.splice(provenance..provenance, asked);
    shown
}

/// What `show` can list beside topics and names.
pub const LISTS: [&str; 2] = ["topics", "sets"];

/// The head of a field.
fn head(field: &Arc<Field>) -> Head {
    let kind = match (field.role, field.level) {
        (Role::Time, _) => Kind::Time,
        (Role::Case | Role::Key, _) => Kind::Key,
        (Role::Unit, _) => Kind::Unit,
        (role, _) if role.is_provenance() => Kind::Source,
        (_, level) if level.is_numeric() => Kind::Number,
        (_, Level::Ordinal) if field.scale.is_empty() => Kind::Number,
        _ => Kind::Text,
    };
    let unit = if field.unit_from.is_some() { "".into() } else { field.unit.clone() };
    Head::new(field.name.clone(), kind).with_unit(unit).with_direction(field.direction).with_scale(field)
}

/// A catalogue: its columns are known whatever it lists.
fn catalogue(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    list: Listed,
) -> Result<Query, ResolveError> {
    common_clauses::refuse(
        scope,
        statement,
        query,
        &[ast::Clause::By, ast::Clause::For, ast::Clause::Using],
    )?;
    common_clauses::refuse_facts(scope, statement, query)?;
    let catalogue = Catalogue::new(list);
    let view = Columns::of(catalogue.columns.heads());
    let rows = query.condition.iter().map(|condition| rows::resolve(scope, &view, condition));
    let (rows, finish) = both(super::error::all(rows), common_clauses::finish(scope, query, &view))?;
    Ok(Query {
        text: statement.of(scope.text).trim().into(),
        ask: Ask::Catalogue(catalogue),
        finish: Finish { rows, ..finish },
        notes: Vec::new(),
    })
}

/// `show topics`, `show sets`, `show Beijing`: what there is, when the name is no topic.
fn listed(scope: Scope<'_>, path: &ast::Path) -> Result<Option<Listed>, ResolveError> {
    let name = path_text(path);
    match fold(&name).as_str() {
        "topics" => return Ok(Some(Listed::Topics)),
        "sets" => {
            let rows = scope.definitions.iter().map(|definition| {
                let topic = definition.topic.clone().unwrap_or_default();
                let text = definition.statement.of(&definition.source).trim().to_owned();
                (definition.name.node.clone(), topic, text)
            });
            return Ok(Some(Listed::Definitions(rows.collect())));
        }
        _ => {}
    }
    if frame::is_topic(scope, path) {
        return Ok(None);
    }
    mentions(scope, path, &name).map(Some)
}

/// The topics that hold a name.
fn mentions(scope: Scope<'_>, path: &ast::Path, name: &str) -> Result<Listed, ResolveError> {
    let rows = names::everywhere(scope.store, name)?;
    let written = match rows.first() {
        Some((topic, field, code)) => topic.words(*field)?.get(*code as usize).map(ToString::to_string),
        None => None,
    };
    match written {
        Some(name) => Ok(Listed::Mentions { name, rows }),
        None => Err(scope.unknown_anywhere(&Spanned::new(name.to_owned(), path.span))?.into()),
    }
}
