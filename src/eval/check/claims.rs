//! `check claims`: each statement of an author with what the query that tests it came to.

use crate::answer::{Answer, Cell, Finding, Table};
use crate::dataset::Value;
use crate::eval::select::select;
use crate::eval::{finish, left_out, plain, sources};
use crate::query::{Claims, Query};
use crate::schema::ClaimColumn;
use crate::suggest::count;
use crate::word::Verb;

/// What running the query of a claim came to. Whoever knows how to run queries tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// The result holds what the claim expects.
    Supported,
    /// It does not, with what it holds instead.
    Contradicted(String),
    /// The query can not be answered, and why.
    NotAnswered(String),
}

const VERDICTS: [&str; 4] = ["supported", "contradicted", "not testable", "not answered yet"];

/// The table of claims; `judge` runs a query and holds the expectation against its result.
pub fn claims(query: &Query, claims: &Claims, judge: impl Fn(&str, &str) -> Judgement) -> Answer {
    let cells = select(&claims.selection);
    let title = format!("{}: what the data say", claims.selection.topic.title);
    let mut answer = Answer::new(query.text.clone(), Verb::Check, title);
    let mut table = Table::new("claims", claims.columns.heads().clone());
    let mut verdicts = [0; VERDICTS.len()];
    let text = |at: usize, row: usize| match cells.measures.get(at).map(|column| column.value(row)) {
        Some(value @ Value::Text(_)) => plain(&value),
        _ => String::new(),
    };
    let maybe = |at: Option<usize>, row| at.map(|at| text(at, row)).unwrap_or_default();
    for row in 0..cells.rows {
        let (test, expects) = (text(claims.query, row), text(claims.expects, row));
        let (verdict, reason) = match test.is_empty() || expects.is_empty() {
            true => (2, maybe(claims.why_not, row)),
            false => match judge(&test, &expects) {
                Judgement::Supported => (0, format!("`{expects}` holds. {}", maybe(claims.note, row))),
                Judgement::Contradicted(instead) => {
                    (1, format!("expected `{expects}`; {instead}. {}", maybe(claims.note, row)))
                }
                Judgement::NotAnswered(why) => (3, why),
            },
        };
        verdicts[verdict] += 1;
        let place = || cells.places.as_ref().map(|(_, place)| place.value(row));
        let name = || cells.keys.first().map(|key| key.value(row));
        let cell = |column| match column {
            ClaimColumn::Claim => Cell::new(name().unwrap_or(Value::count(row + 1))),
            ClaimColumn::Statement => Cell::text(maybe(claims.statement, row)),
            ClaimColumn::Verdict => Cell::text(VERDICTS[verdict]),
            ClaimColumn::Reason => Cell::text(reason.trim()),
            ClaimColumn::Place => Cell::new(place().unwrap_or(Value::text(""))),
        };
        table.rows.push(claims.columns.columns().map(cell).collect());
    }
    answer.findings.push(counts(verdicts));
    answer.tables.push(table);
    answer.left_out.extend(left_out::unknown(&claims.selection, &cells));
    answer.sources = sources::lines(&claims.selection, &cells);
    finish::rows(&mut answer, &query.finish, None);
    answer
}

fn counts(verdicts: [usize; VERDICTS.len()]) -> Finding {
    let all: usize = verdicts.iter().sum();
    let each = || VERDICTS.iter().zip(verdicts);
    let mut figures = vec![("claims".to_owned(), Value::count(all))];
    figures.extend(each().map(|(verdict, number)| (verdict.replace(' ', "_"), Value::count(number))));
    let parts: Vec<String> = each()
        .filter(|(_, number)| *number > 0)
        .map(|(verdict, number)| format!("{number} {verdict}"))
        .collect();
    let text = format!("{}: {}.", count(all, "claim"), parts.join(", "));
    Finding { kind: "verdicts", figures, text }
}
