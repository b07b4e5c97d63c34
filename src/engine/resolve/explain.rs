//! `explain`: what goes with the outcome?

use super::coded;
use super::columns::Columns;
use super::common_clauses::{self, CommonClauses};
use super::condition;
use super::error::{ResolveError, all, both};
use super::extras::Extra;
use super::scope::Scope;
use answer::schema::{FactorColumn, Head, Kind, Schema, TruthColumn};
use base::source::Span;
use query::{Ask, Explain, Explained, Explanation, Finish, Grouping, Query, Variable};
use syntax::ast;

/// Resolves `explain`.
///
/// # Errors
///
/// See [`super::resolve`].
pub fn resolve(scope: Scope<'_>, statement: Span, query: &ast::Query) -> Result<Query, ResolveError> {
    common_clauses::refuse(scope, statement, query, &[ast::Clause::By])?;
    let query = &coded::turned(scope, query);
    let (parts, outcome) = coded::parts(scope, query)?;
    let Some(outcome) = outcome else { return Err(coded::needs_outcome(scope, statement, query, &parts)) };
    let (mut measures, was_listed) =
        coded::without_outcome(conditions(scope, query, &parts)?, Some(&outcome));
    let by = explanation(&parts);
    let span = parts.target.span;
    if measures.is_empty() {
        return Err(ResolveError::NeedsClause {
            verb: "explain",
            clause: "on CONDITION, …",
            span,
            example: "explain lipset on DEV, URB, LIT for SURV using qca".into(),
        });
    }
    let is_qca = matches!(by, Explanation::Conservative | Explanation::Parsimonious);
    if is_qca && measures.len() > Explain::MOST_CONDITIONS {
        let few: Vec<&str> = measures.iter().take(4).map(|condition| &*condition.meta.name).collect();
        let (topic, outcome) = (&parts.topic().name, &outcome.meta.name);
        let example = format!("explain {topic} on {} for {outcome} using qca", few.join(", "));
        let count = measures.len();
        return Err(ResolveError::TooManyConditions { count, most: Explain::MOST_CONDITIONS, span, example });
    }
    let columns = columns(by, &measures);
    let heads = match &columns {
        Explained::Truth(columns) => columns.heads(),
        Explained::Factors(columns) => columns.heads(),
    };
    let view = Columns::of(heads);
    let where_ = condition::resolve(scope, parts.topic(), &view, query.condition.as_ref());
    let (where_, finish) = both(where_, common_clauses::finish(scope, query, &view))?;
    let mut notes = Vec::new();
    if was_listed && !parts.target.measures.is_empty() {
        notes.push(format!("`{}` is the outcome, so it is no condition here.", outcome.meta.name));
    }
    measures.push(outcome);
    let keys = vec![parts.subjects.variable.clone()];
    Ok(Query {
        text: statement.of(scope.text).trim().into(),
        ask: Ask::Explain(Explain {
            selection: parts.selection(&where_, keys, measures, Grouping::Each),
            negated: query.outcome.as_ref().is_some_and(|outcome| outcome.negated),
            by,
            cases: parts.wants(Extra::Cases),
            columns,
        }),
        finish: Finish { rows: where_.rows, ..finish },
        notes,
    })
}

/// The columns of a truth table, or of one factor a row.
fn columns(by: Explanation, conditions: &[Variable]) -> Explained {
    match by {
        Explanation::Conservative | Explanation::Parsimonious => {
            let condition = |(at, condition): (usize, &Variable)| {
                (TruthColumn::Condition(at), Head::new(condition.meta.name.clone(), Kind::Number))
            };
            let after = [
                (TruthColumn::Outcome, Head::computed("outcome", Kind::Text)),
                (TruthColumn::Count, Head::computed("n", Kind::Number)),
                (TruthColumn::Cases, Head::computed("cases", Kind::Text)),
            ];
            let row = (TruthColumn::Row, Head::computed("row", Kind::Key));
            Explained::Truth(Schema::new(
                [row].into_iter().chain(conditions.iter().enumerate().map(condition)).chain(after),
            ))
        }
        Explanation::Agreement | Explanation::Difference | Explanation::Joint => {
            let sign = (FactorColumn::Sign, Head::computed("sign", Kind::Text));
            let factors = [
                (FactorColumn::Factor, Head::computed("factor", Kind::Key)),
                (FactorColumn::Positives, Head::computed("positives", Kind::Text)),
                (FactorColumn::Negatives, Head::computed("negatives", Kind::Text)),
                (FactorColumn::Survives, Head::computed("survives", Kind::Text)),
            ];
            let sign = (by == Explanation::Difference).then_some(sign);
            Explained::Factors(Schema::new(factors.into_iter().chain(sign)))
        }
    }
}

/// What is asked for, else the topic's conditions, else its fields that say yes or no.
fn conditions(
    scope: Scope<'_>,
    query: &ast::Query,
    parts: &CommonClauses,
) -> Result<Vec<Variable>, ResolveError> {
    let topic = parts.topic();
    let asked = &parts.target.measures;
    all(asked.iter().map(|variable| coded::check(topic, variable, coded::place(query, parts, variable))))?;
    if !asked.is_empty() {
        return Ok(asked.clone());
    }
    let conditions = coded::conditions(scope, topic)?;
    if !conditions.is_empty() {
        return Ok(conditions);
    }
    let is_condition = |variable: &Variable| coded::check(topic, variable, parts.target.span).is_ok();
    Ok(parts.measures().into_iter().filter(is_condition).collect())
}

fn explanation(parts: &CommonClauses) -> Explanation {
    let mut asked = parts.methods.iter().filter_map(|method| method.as_explanation());
    // `using qca parsimonious`: the last word says most.
    asked.next_back().unwrap_or(Explanation::Conservative)
}
