//! `trend`: how did it change?

use std::collections::HashSet;

use super::condition;
use super::error::{ResolveError, both};
use super::extras::Method;
use super::parts::{self, Parts};
use super::scope::{Scope, quoted};
use super::value;
use super::variable;
use crate::dataset::{Field, Level, Role};
use crate::query::{Aggregate, Ask, Finish, Origin, Query, Trend, Variable};
use crate::source::Span;
use crate::syntax::ast;

/// Resolves `trend`.
///
/// # Errors
///
/// See [`super::resolve`].
pub fn resolve(scope: Scope<'_>, statement: Span, query: &ast::Query) -> Result<Query, ResolveError> {
    parts::refuse(scope, statement, query, &["by", "for"])?;
    let parts = Parts::new(scope, query)?;
    let topic = parts.topic().clone();
    if !topic.has_years() {
        return Err(ResolveError::NoTime {
            topic: topic.name.to_string(),
            span: parts.target.span,
            example: "trend Beijing, Seoul on conferences".into(),
        });
    }
    let counts = parts.method() == Some(Method::Aggregate(Aggregate::Count));
    // Rows can be counted whatever they hold.
    let measure = if counts { rows() } else { measure(scope, &parts)? };
    let labels: Vec<String> = parts.subjects.labels(&topic).iter().map(ToString::to_string).collect();
    let columns = parts.columns(&labels, &["year"], &["gap", "leader"]);
    let where_ = condition::resolve(scope, &topic, &columns, query.condition.as_ref());
    let (where_, finish) = both(where_, parts::finish(scope, query, &columns.names, Vec::new()))?;
    let aggregate = aggregate(scope, statement, query, &parts, &measure)?;
    if aggregate == Aggregate::Each {
        one_series(scope, statement, query, &parts)?;
    }
    let year = variable::computed("year", Level::Year, Origin::Years);
    let keys = vec![parts.subjects.variable.clone(), year];
    let selection = parts.selection(&where_, keys, vec![measure], aggregate);
    Ok(Query {
        text: statement.of(scope.text).trim().into(),
        ask: Ask::Trend(Trend { selection, subjects: parts.subjects }),
        finish: Finish { rows: where_.rows, ..finish },
        notes: Vec::new(),
    })
}

/// How several rows of one subject and year become one figure.
fn aggregate(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    parts: &Parts,
    measure: &Variable,
) -> Result<Aggregate, ResolveError> {
    let aggregate = match parts.method() {
        Some(Method::Aggregate(aggregate)) => aggregate,
        None => return Ok(Aggregate::Each),
        // What puts the subjects of a row on one scale says nothing of a series.
        Some(_) => {
            parts::refuse(scope, statement, query, &["using"])?;
            return Ok(Aggregate::Each);
        }
    };
    let measures = std::slice::from_ref(measure);
    super::compare::check_method(scope, statement, query, parts.topic(), measures, aggregate, None)?;
    Ok(aggregate)
}

/// What a count of rows is: it has no unit and no better end but its own.
fn rows() -> Variable {
    let meta = Field { role: Role::Measure, unit: "row".into(), ..Field::computed("rows", Level::Count) };
    Variable { meta: meta.into(), origin: Origin::Years }
}

/// The figure that changes: the first measure that has an order.
fn measure(scope: Scope<'_>, parts: &Parts) -> Result<Variable, ResolveError> {
    let topic = parts.topic();
    let measures = parts.measures();
    // Words that are said to have an order have none without a scale.
    let steps =
        |measure: &Variable| !measure.meta.scale.is_empty() || value::labels(topic, measure).is_none();
    let changes = |measure: &Variable| match measure.meta.level {
        Level::Ordinal => steps(measure),
        level => level.is_numeric(),
    };
    if let Some(measure) = measures.iter().find(|measure| changes(measure)) {
        return Ok(measure.clone());
    }
    let Some(first) = measures.into_iter().next() else {
        return Err(ResolveError::Lacks {
            topic: topic.name.to_string(),
            what: "no figure that could change; its rows can be counted",
            span: parts.target.span,
            example: format!("trend {} using count", parts.target.span.of(scope.text)),
        });
    };
    Err(ResolveError::Level {
        operation: "a trend",
        field: first.meta.name.to_string(),
        why: "it holds words without an order".into(),
        span: parts.target.span,
        example: "trend Beijing, Seoul on conferences".into(),
    })
}

/// A trend follows one series a subject: every other key has to be fixed.
fn one_series(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    parts: &Parts,
) -> Result<(), ResolveError> {
    let topic = parts.topic();
    let (keys, _) = parts.keys();
    let open = keys.into_iter().find(|key| !parts.fixes(query, key));
    let Some(open) = open else { return Ok(()) };
    let labels: Vec<String> = value::typed_labels(topic, &open).collect();
    if labels.len() < 2 {
        return Ok(());
    }
    let span = parts.target.span;
    // The label that most years speak of makes the example.
    let example = match most_years(topic, &open) {
        Some(label) => scope.edited(statement, span, &format!("{}.{}", topic.name, quoted(&label))),
        None => "trend Beijing, Seoul on conferences".into(),
    };
    let questions = crate::suggest::one_of(&labels);
    Err(ResolveError::ManyQuestions { topic: topic.name.to_string(), questions, span, example })
}

fn most_years(topic: &crate::dataset::Topic, key: &Variable) -> Option<String> {
    let Origin::Field(id) = key.origin else { return None };
    let labels = topic.labels(id)?;
    let mut years = vec![HashSet::new(); labels.dictionary.labels().len()];
    for row in 0..topic.rows {
        if let (Some(code), Some(span)) = (labels.code(row), topic.years(row)) {
            years[code as usize].insert(span);
        }
    }
    // On a tie the first label wins.
    let labels = labels.dictionary.labels().iter().zip(&years).rev();
    labels.max_by_key(|(_, years)| years.len()).map(|(label, _)| label.to_string())
}
