//! `expect`: what the last result must hold.

use super::condition::Columns;
use super::error::{ResolveError, both};
use super::rows;
use super::scope::Scope;
use crate::answer::Answer;
use crate::query::Expectation;
use crate::syntax::ast::Expect;

/// Resolves an expectation against the tables of an answer, the first that has all its columns, and then against the
/// figures of its findings.
///
/// # Errors
///
/// Names that are no columns of any table and no figures of any finding.
pub fn expect(scope: Scope<'_>, answer: &Answer, expect: &Expect) -> Result<Expectation, ResolveError> {
    let (condition, filter) = match expect {
        Expect::Rows(rows) => return Ok(Expectation::Rows(rows.node)),
        Expect::Holds { condition, filter } => (condition, filter),
    };
    let tests = |columns: &Columns| {
        let filter = match filter {
            Some(filter) => rows::resolve(scope, columns, filter).map(Some),
            None => Ok(None),
        };
        both(rows::resolve(scope, columns, condition), filter)
    };
    let mut every = Vec::new();
    for (table, columns) in answer.tables.iter().enumerate() {
        let names: Vec<String> = columns.columns.iter().map(|head| head.name.to_string()).collect();
        every.extend(names.iter().cloned());
        if let Ok((test, filter)) = tests(&Columns { names, ..Columns::default() }) {
            return Ok(Expectation::Holds { test, filter, table: Some(table) });
        }
    }
    let figures = answer.findings.iter().flat_map(|finding| &finding.figures);
    let names: Vec<String> = figures.map(|(name, _)| name.clone()).collect();
    every.extend(names.iter().cloned());
    let holds = |(test, filter)| Expectation::Holds { test, filter, table: None };
    tests(&Columns { names, ..Columns::default() }).map(holds).map_err(|mistake| {
        // A misspelt name is held against all there is, wherever it stands.
        tests(&Columns { names: every, ..Columns::default() }).err().unwrap_or(mistake)
    })
}
