//! `trend`: how did it change?

use std::collections::HashSet;
use std::sync::Arc;

use super::columns::{Absent, Instead};
use super::common_clauses::{self, CommonClauses};
use super::condition;
use super::error::{ResolveError, both};
use super::group;
use super::making;
use super::scope::{Scope, quoted};
use super::value;
use super::variable;
use answer::schema::{Head, Kind, Schema, TrendColumn};
use base::source::Span;
use data::{DataError, Field, Level, Topic};
use query::{Ask, Finish, Made, Making, Origin, Query, Trend, Variable};
use syntax::ast;

/// Resolves `trend`.
///
/// # Errors
///
/// See [`super::resolve`].
pub fn resolve(scope: Scope<'_>, statement: Span, query: &ast::Query) -> Result<Query, ResolveError> {
    common_clauses::refuse(scope, statement, query, &[ast::Clause::By, ast::Clause::For])?;
    let parts = CommonClauses::new(scope, query)?;
    let topic = parts.topic().clone();
    if !topic.has_years() {
        return Err(ResolveError::NoTime {
            topic: topic.name.to_string(),
            span: parts.target.span,
            example: ast::Verb::Trend.example().into(),
        });
    }
    let making = making::single(scope, statement, query, &parts)?;
    if making.keeps_rows() {
        group::need_figure(scope, statement, query, &parts.subjects, &parts.target.measures)?;
    }
    let figure = figure(scope, statement, query, &parts, &making)?;
    let grouping = making::grouping(&making, std::slice::from_ref(&figure), &parts);
    let measure = figure.variable();
    let labels = parts.subjects.labels(&topic)?;
    let columns = columns(&measure.meta, &labels);
    let absent = absent(labels.len());
    let view = parts.columns(query, columns.heads(), &labels, &absent);
    let where_ = condition::resolve(scope, &topic, &view, query.condition.as_ref());
    let (where_, finish) = both(where_, common_clauses::finish(scope, query, &view))?;
    if making.keeps_rows() {
        one_series(scope, statement, query, &parts)?;
    }
    let year = variable::computed("year", Level::Year, Origin::Years);
    let keys = vec![parts.subjects.variable.clone(), year];
    let selection = parts.selection(&where_, keys, vec![measure], grouping).naming();
    let notes = group::note(&parts.subjects, &topic).into_iter().collect();
    Ok(Query {
        text: statement.of(scope.text).trim().into(),
        ask: Ask::Trend(Trend { selection, subjects: parts.subjects, columns }),
        finish: Finish { rows: where_.rows, ..finish },
        notes,
    })
}

/// A year and a figure for each subject; two have a gap, and a leader where one end is better.
fn columns(measure: &Field, labels: &[Arc<str>]) -> Schema<TrendColumn> {
    let mut columns = vec![(TrendColumn::Year, Head::computed("year", Kind::Time))];
    columns.extend(labels.iter().enumerate().map(|(at, label)| {
        let head = Head::new(label.clone(), Kind::Subject);
        let head = head.with_unit(measure.unit.clone()).with_direction(measure.direction);
        (TrendColumn::Subject(at), head)
    }));
    if labels.len() == 2 {
        columns.push((TrendColumn::Gap, Head::computed("gap", Kind::Number)));
        if measure.direction.is_some() {
            columns.push((TrendColumn::Leader, Head::computed("leader", Kind::Text)));
        }
    }
    Schema::new(columns)
}

/// What a trend of so many has no column for.
fn absent(subjects: usize) -> Vec<Absent> {
    let two = |name, why| Absent {
        name,
        why,
        subjects: Some(subjects),
        advice: "compare two at a time",
        instead: Instead::Two,
    };
    match subjects {
        2 => vec![Absent {
            name: "leader",
            why: "the figure has no better end",
            subjects: None,
            advice: "without it",
            instead: Instead::Bare,
        }],
        _ => vec![two("gap", "a gap is between two"), two("leader", "a leader is one of two")],
    }
}

/// The figure that changes: the first measure that has an order, or what is made of it.
fn figure(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    parts: &CommonClauses,
    making: &Making,
) -> Result<Made, ResolveError> {
    let topic = parts.topic();
    let made = |measures: &[Variable]| {
        let figures = making::figures(scope, statement, query, parts, making, measures);
        Ok::<_, ResolveError>(figures?.into_iter().next())
    };
    if making.only_counts()
        && let Some(figure) = made(&[])?
    {
        return Ok(figure);
    }
    let measures = parts.measures();
    // Words that are said to have an order have none without a scale.
    let steps = |measure: &Variable| !measure.meta.scale.is_empty() || !value::holds_words(topic, measure);
    let changes = |measure: &Variable| {
        measure.meta.level.is_numeric() || measure.meta.level == Level::Ordinal && steps(measure)
    };
    if let Some(measure) = measures.iter().find(|measure| changes(measure))
        && let Some(figure) = made(std::slice::from_ref(measure))?
    {
        return Ok(figure);
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
        example: ast::Verb::Trend.example().into(),
    })
}

/// A trend follows one series a subject: every other key has to be fixed.
fn one_series(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    parts: &CommonClauses,
) -> Result<(), ResolveError> {
    let topic = parts.topic();
    let (keys, _) = parts.keys();
    let open = keys.into_iter().find(|key| !parts.fixes(query, key));
    let Some(open) = open else { return Ok(()) };
    let labels: Vec<String> = value::typed_labels(topic, &open)?.collect();
    if labels.len() < 2 {
        return Ok(());
    }
    let span = parts.target.span;
    // The label that most years speak of makes the example.
    let example = match most_years(topic, &open)? {
        Some(label) => scope.edited(statement, span, &format!("{}.{}", topic.name, quoted(&label))),
        None => ast::Verb::Trend.example().into(),
    };
    let questions = base::suggest::one_of(&labels);
    Err(ResolveError::ManyQuestions { topic: topic.name.to_string(), questions, span, example })
}

fn most_years(topic: &Topic, key: &Variable) -> Result<Option<String>, DataError> {
    let Origin::Field(id) = key.origin else { return Ok(None) };
    let Some(labels) = topic.labels(id)? else { return Ok(None) };
    let spans = topic.years()?;
    let mut years = vec![HashSet::new(); labels.dictionary.labels().len()];
    for row in 0..topic.rows {
        if let (Some(code), Some(span)) = (labels.code(row), spans.of(row)) {
            years[code as usize].insert(span);
        }
    }
    // On a tie the first label wins.
    let labels = labels.dictionary.labels().iter().zip(&years).rev();
    Ok(labels.max_by_key(|(_, years)| years.len()).map(|(label, _)| label.to_string()))
}
