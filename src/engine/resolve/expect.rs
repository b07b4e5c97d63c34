//! `expect`: what the last result must hold.

use rustc_hash::FxHashSet as HashSet;

use super::columns::Columns;
use super::error::{ResolveError, both};
use super::rows;
use super::scope::Scope;
use answer::schema::Heads;
use answer::{Answer, Table};
use base::fold::fold;
use data::names;
use query::{Expectation, Expected, RowTest, RowValue};
use syntax::ast::Expect;

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
        every.extend(columns.columns.iter().cloned());
        if let Ok((mut test, mut filter)) = tests(&Columns::of(&columns.columns)) {
            let table_of = &answer.tables[table];
            rename(scope, table_of, &mut test)?;
            filter.as_mut().map_or(Ok(()), |filter| rename(scope, table_of, filter))?;
            return Ok(Expectation::Holds { test, filter, place: Expected::Table(table) });
        }
    }
    let figures = answer.figures();
    every.extend(figures.columns.iter().cloned());
    let holds = |(test, filter)| Expectation::Holds { test, filter, place: Expected::Figures };
    tests(&Columns::of(&figures.columns)).map(holds).map_err(|mistake| {
        // A misspelt name is held against all there is, wherever it stands.
        tests(&Columns::of(&Heads::drawn(every))).err().unwrap_or(mistake)
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
            let texts = table.rows.iter().filter_map(|row| Some(&**row[column.place()].value.as_text()?));
            let texts: HashSet<&str> = texts.collect();
            if texts.iter().any(|text| fold(text) == *word) {
                return Ok(());
            }
            if let Some(text) = names::namesake(scope.store, word, texts.iter().copied())? {
                *word = fold(text);
            }
        }
        RowTest::Compare { .. }
        | RowTest::Between(..)
        | RowTest::Missing(_)
        | RowTest::Contains(..)
        | RowTest::Shared
        | RowTest::Different => {}
    }
    Ok(())
}
