//! `check claims`: each statement of an author with what the queries that test it came to.

use crate::{finish, left_out, plain, sources};
use answer::schema::ClaimColumn;
use answer::{Answer, Cell, Finding, Table};
use base::suggest::count;
use data::{DataError, Value};
use query::{ClaimVerdict, Claims, Query};
use select::{Cells, select};
use syntax::word::Verb;

/// What running the query of a claim came to. Whoever knows how to run queries tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// The result holds what the claim expects.
    Supported,
    /// It does not, with what it holds instead.
    Contradicted(String),
    /// The query cannot be answered, and why.
    NotAnswered(String),
}

/// The table of claims; `judge` runs a query and holds the expectation against its result.
///
/// # Errors
///
/// What keeps the claims from being read.
pub fn claims(
    query: &Query,
    claims: &Claims,
    judge: impl Fn(&str, &str) -> Judgement,
) -> Result<Answer, DataError> {
    let cells = select(&claims.selection)?;
    let title = format!("{}: what the data say", claims.selection.topic.title);
    let mut answer = Answer::new(query.text.clone(), Verb::Check, title);
    let mut table = Table::new("claims", claims.columns.heads().clone());
    let mut verdicts = Vec::new();
    for (name, rows) in by_claim(&cells) {
        let tests: Vec<Test> = rows.iter().map(|&row| test(&cells, claims, row, &judge)).collect();
        let Some(&first) = rows.first() else { continue };
        let verdict = verdict(&tests);
        verdicts.push(verdict);
        let reasons: Vec<String> = tests.into_iter().map(|test| test.reason).collect();
        let place = || cells.places.as_ref().map(|(_, place)| place.value(first));
        let cell = |column| match column {
            ClaimColumn::Claim => Cell::new(name.clone()),
            ClaimColumn::Statement => {
                Cell::text(claims.statement.map(|at| text(&cells, at, first)).unwrap_or_default())
            }
            ClaimColumn::Verdict => Cell::text(verdict.word()),
            ClaimColumn::Reason => Cell::text(reasons.join(" ")),
            ClaimColumn::Place => Cell::new(place().unwrap_or(Value::text(""))),
        };
        table.rows.push(claims.columns.columns().map(cell).collect());
    }
    answer.findings.push(counts(&verdicts));
    answer.tables.push(table);
    answer.left_out.extend(left_out::unknown(&claims.selection, &cells));
    answer.sources = sources::lines(&claims.selection, &cells);
    finish::rows(&mut answer, &query.finish, None);
    Ok(answer)
}

/// The rows of each claim, in the order of the table; a row without a name is a claim of its own.
fn by_claim(cells: &Cells) -> Vec<(Value, Vec<usize>)> {
    let mut groups: Vec<(Value, Vec<usize>)> = Vec::new();
    for row in 0..cells.rows {
        let name = cells.keys.first().map(|key| key.value(row)).filter(|name| !name.is_missing());
        match name.as_ref().and_then(|name| groups.iter_mut().find(|(other, _)| other == name)) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((name.unwrap_or(Value::count(row + 1)), vec![row])),
        }
    }
    groups
}

/// One test of a claim.
struct Test {
    verdict: ClaimVerdict,
    reason: String,
}

fn test(cells: &Cells, claims: &Claims, row: usize, judge: impl Fn(&str, &str) -> Judgement) -> Test {
    let maybe = |at: Option<usize>| at.map(|at| text(cells, at, row)).unwrap_or_default();
    let (query, expects) = (text(cells, claims.query, row), text(cells, claims.expects, row));
    let (verdict, reason) = match query.is_empty() || expects.is_empty() {
        true => (ClaimVerdict::NotTestable, maybe(claims.why_not)),
        false => match judge(&query, &expects) {
            Judgement::Supported => (ClaimVerdict::Supported, format!("`{expects}` holds.")),
            Judgement::Contradicted(instead) => {
                (ClaimVerdict::Contradicted, format!("expected `{expects}`; {instead}."))
            }
            Judgement::NotAnswered(why) => (ClaimVerdict::NotAnswered, why),
        },
    };
    let note = match verdict {
        ClaimVerdict::Supported | ClaimVerdict::Contradicted => maybe(claims.note),
        ClaimVerdict::Depends | ClaimVerdict::NotTestable | ClaimVerdict::NotAnswered => String::new(),
    };
    let reading = maybe(claims.reading);
    let parts = [if reading.is_empty() { reading } else { format!("{reading}:") }, reason, note];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Test { verdict, reason: parts.join(" ") }
}

/// What the tests of one claim come to together.
fn verdict(tests: &[Test]) -> ClaimVerdict {
    let any = |verdict| tests.iter().any(|test| test.verdict == verdict);
    match (any(ClaimVerdict::NotAnswered), any(ClaimVerdict::Supported), any(ClaimVerdict::Contradicted)) {
        (true, ..) => ClaimVerdict::NotAnswered,
        (_, true, true) => ClaimVerdict::Depends,
        (_, true, false) => ClaimVerdict::Supported,
        (_, false, true) => ClaimVerdict::Contradicted,
        (_, false, false) => ClaimVerdict::NotTestable,
    }
}

fn text(cells: &Cells, at: usize, row: usize) -> String {
    match cells.measures.get(at).map(|column| column.value(row)) {
        Some(value @ Value::Text(_)) => plain(&value),
        _ => String::new(),
    }
}

fn counts(verdicts: &[ClaimVerdict]) -> Finding {
    let of = |verdict| verdicts.iter().filter(|&&other| other == verdict).count();
    let mut figures = vec![("claims".to_owned(), Value::count(verdicts.len()))];
    let all = ClaimVerdict::ALL.map(|verdict| (verdict.word(), of(verdict)));
    figures.extend(all.iter().map(|(word, number)| (word.replace(' ', "_"), Value::count(*number))));
    let parts = all.iter().filter(|(_, number)| *number > 0).map(|(word, number)| format!("{number} {word}"));
    let text = format!("{}: {}.", count(verdicts.len(), "claim"), parts.collect::<Vec<_>>().join(", "));
    Finding { kind: "verdicts", figures, text }
}
