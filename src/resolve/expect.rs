//! `expect`: what the last result must hold.

use super::condition::{self, Columns};
use super::error::{ResolveError, both};
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
            Some(filter) => condition::on_result(scope, columns, filter).map(Some),
            None => Ok(None),
        };
        both(condition::on_result(scope, columns, condition), filter)
    };
    let mut first_mistake = None;
    for (table, columns) in answer.tables.iter().enumerate() {
        let names = columns.columns.iter().map(|head| head.name.to_string()).collect();
        match tests(&Columns { names, subjects: Vec::new() }) {
            Ok((test, filter)) => return Ok(Expectation::Holds { test, filter, table: Some(table) }),
            Err(error) => first_mistake = first_mistake.or(Some(error)),
        }
    }
    let figures = answer.findings.iter().flat_map(|finding| &finding.figures);
    let names = figures.map(|(name, _)| name.clone()).collect();
    match (tests(&Columns { names, subjects: Vec::new() }), first_mistake) {
        (Ok((test, filter)), _) => Ok(Expectation::Holds { test, filter, table: None }),
        (Err(_), Some(mistake)) => Err(mistake),
        (Err(mistake), None) => Err(mistake),
    }
}
