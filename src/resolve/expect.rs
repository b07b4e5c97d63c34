//! `expect`: what the last result must hold.

use rustc_hash::FxHashSet as HashSet;

use super::condition::Columns;
use super::error::{ResolveError, both};
use super::rows;
use super::scope::Scope;
use crate::answer::{Answer, Table};
use crate::dataset::fold::fold;
use crate::dataset::{Value, names};
use crate::query::{Expectation, RowTest, RowValue};
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
        if let Ok((mut test, mut filter)) = tests(&Columns { names, ..Columns::default() }) {
            let table_of = &answer.tables[table];
            rename(scope, table_of, &mut test)?;
            filter.as_mut().map_or(Ok(()), |filter| rename(scope, table_of, filter))?;
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

/// Words that no cell of their column holds become the words there that name the same case: `Beijing` where the table
/// says `Peking`.
fn rename(scope: Scope<'_>, table: &Table, test: &mut RowTest) -> Result<(), ResolveError> {
    match test {
        RowTest::And(tests) | RowTest::Or(tests) => {
            tests.iter_mut().try_for_each(|test| rename(scope, table, test))?;
        }
        RowTest::Not(test) => rename(scope, table, test)?,
        RowTest::Compare { left: RowValue::Column(column), right: RowValue::Word(word), .. } => {
            let Some(at) = table.column(column) else { return Ok(()) };
            let texts = table.rows.iter().filter_map(|row| match &row[at].value {
                Value::Text(text) => Some(&**text),
                _ => None,
            });
            let texts: HashSet<&str> = texts.collect();
            if texts.iter().any(|text| fold(text) == *word) {
                return Ok(());
            }
            if let Some(text) = names::namesake(scope.store, word, texts.iter().copied())? {
                *word = fold(text);
            }
        }
        _ => {}
    }
    Ok(())
}
