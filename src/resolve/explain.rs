//! `explain`: what goes with the outcome?

use super::coded;
use super::error::{ResolveError, all};
use super::extras::{Extra, Method};
use super::parts::{self, Parts};
use super::scope::Scope;
use crate::query::{Aggregate, Ask, Explain, Explanation, Finish, Query, Variable};
use crate::source::Span;
use crate::syntax::ast;

/// The columns of the answers beside the conditions.
const COLUMNS: [&str; 9] =
    ["row", "n", "outcome", "cases", "factor", "positives", "negatives", "survives", "sign"];

/// Resolves `explain`.
///
/// # Errors
///
/// See [`super::resolve`].
pub fn resolve(scope: Scope<'_>, statement: Span, query: &ast::Query) -> Result<Query, ResolveError> {
    parts::refuse(scope, statement, query, &["by"])?;
    let query = &coded::turned(scope, query);
    let (parts, outcome, where_) = coded::parts(scope, query, &COLUMNS)?;
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
    let mut columns = COLUMNS.map(str::to_owned).to_vec();
    columns.extend(measures.iter().map(|condition| condition.meta.name.to_string()));
    let finish = parts::finish(scope, query, &columns, Vec::new())?;
    let mut notes = Vec::new();
    if was_listed && !parts.target.measures.is_empty() {
        notes.push(format!("`{}` is the outcome, so it is no condition here.", outcome.meta.name));
    }
    measures.push(outcome);
    let keys = vec![parts.subjects.variable.clone()];
    Ok(Query {
        text: statement.of(scope.text).trim().into(),
        ask: Ask::Explain(Explain {
            selection: parts.selection(&where_, keys, measures, Aggregate::Each),
            negated: query.outcome.as_ref().is_some_and(|outcome| outcome.negated),
            by,
            cases: parts.wants(Extra::Cases),
        }),
        finish: Finish { rows: where_.rows, ..finish },
        notes,
    })
}

/// What is asked for, else the topic's conditions, else its fields that say yes or no.
fn conditions(scope: Scope<'_>, query: &ast::Query, parts: &Parts) -> Result<Vec<Variable>, ResolveError> {
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

fn explanation(parts: &Parts) -> Explanation {
    let mut asked = parts.methods.iter().filter_map(|method| match method {
        Method::Explanation(explanation) => Some(*explanation),
        _ => None,
    });
    // `using qca parsimonious`: the last word says most.
    asked.next_back().unwrap_or(Explanation::Conservative)
}
