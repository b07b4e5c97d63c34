//! `check wdi, vdem`: how topics match.

use align::Cases;
use answer::schema::{AlignmentColumn, Head, Kind, Schema};
use base::source::Span;
use query::{Alignment, Ask, Finish, Query};
use syntax::ast;

use super::columns::Columns;
use super::common_clauses;
use super::error::{ResolveError, all, both};
use super::frame::{self, Member};
use super::rows;
use super::scope::Scope;

/// Resolves `check` on several topics.
///
/// # Errors
///
/// See [`super::resolve`].
pub fn resolve(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    members: &[Member],
) -> Result<Query, ResolveError> {
    // The condition is on findings; every row is looked at.
    let frame::FrameParts { parts, .. } =
        frame::parts(scope, &ast::Query { condition: None, ..query.clone() }, members)?;
    let cases = Cases::new(&parts);
    let findings =
        align::report(&parts, &cases).map_err(|error| frame::told(scope, query, members, error))?;
    let count = |at: usize| cases.all.iter().filter(|case| !case.codes[at].is_empty()).count();
    let topics = parts.iter().enumerate().map(|(at, part)| (part.topic.name.clone(), count(at))).collect();
    let matched = cases.all.iter().filter(|case| case.codes.iter().all(|codes| !codes.is_empty())).count();
    let columns = [
        (AlignmentColumn::Finding, "finding", Kind::Key),
        (AlignmentColumn::Topic, "topic", Kind::Key),
        (AlignmentColumn::Case, "case", Kind::Key),
        (AlignmentColumn::Detail, "detail", Kind::Text),
    ];
    let columns = Schema::new(columns.map(|(column, name, kind)| (column, Head::computed(name, kind))));
    let view = Columns::of(columns.heads());
    let tests = all(query.condition.iter().map(|condition| rows::resolve(scope, &view, condition)));
    let (rows, finish) = both(tests, common_clauses::finish(scope, query, &view))?;
    Ok(Query {
        text: statement.of(scope.text).trim().into(),
        ask: Ask::Alignment(Alignment { topics, matched, findings, columns }),
        finish: Finish { rows, ..finish },
        notes: Vec::new(),
    })
}
