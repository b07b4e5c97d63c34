//! `using mean, minmax`: how the figures of an answer are made, and whether that means something.

use std::sync::Arc;

use super::common_clauses::CommonClauses;
use super::error::ResolveError;
use super::extras::Method;
use super::scope::{Scope, quoted};
use super::value;
use base::source::Span;
use data::{Field, Role, Topic};
use query::{Aggregate, Making, Meaningless, Variable};
use syntax::ast;

/// How the figures of a query are made.
///
/// # Errors
///
/// Two methods that would each make another figure.
pub fn making(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    parts: &CommonClauses,
) -> Result<Making, ResolveError> {
    let mut making = Making::PLAIN;
    let (mut aggregate, mut normalise) = (None, None);
    let names = query.method.iter().flat_map(|method| &method.node);
    for (name, &method) in names.zip(&parts.methods) {
        let first = match method {
            Method::Aggregate(how) => {
                making.aggregate = how;
                aggregate.replace(name)
            }
            Method::Normalise(how) => {
                making.normalise = Some(how);
                normalise.replace(name)
            }
            Method::Coefficient(_) | Method::Pairing(_) | Method::Explanation(_) => None,
        };
        let (Some(first), Some(all)) = (first, &query.method) else { continue };
        let once = |name: &ast::Name| scope.edited(statement, all.span, &name.node);
        return Err(ResolveError::TwoMethods {
            first: first.node.clone(),
            second: name.node.clone(),
            span: name.span,
            example: format!("{}; {}", once(first), once(name)),
        });
    }
    Ok(making)
}

fn made<'m>(
    topic: &Topic,
    making: Making,
    measures: &'m [Variable],
) -> Result<Vec<Field>, (&'m Field, Meaningless)> {
    let fields = making.fields(measures)?;
    // Words that are said to be figures make none, unless a scale orders them.
    let worded = |measure: &&Variable| measure.meta.scale.is_empty() && value::holds_words(topic, measure);
    match measures.iter().find(worded) {
        Some(measure) => {
            let operation = "a figure of other figures";
            Err((&measure.meta, Meaningless { operation, why: "it holds words" }))
        }
        None => Ok(fields),
    }
}

/// What each column of figures is that the measures make.
///
/// # Errors
///
/// A measure whose level forbids it.
pub fn fields(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    parts: &CommonClauses,
    making: Making,
    measures: &[Variable],
) -> Result<Vec<Arc<Field>>, ResolveError> {
    if making == Making::PLAIN {
        return Ok(measures.iter().map(|measure| measure.meta.clone()).collect());
    }
    let (wrong, Meaningless { operation, why }) = match made(parts.topic(), making, measures) {
        Ok(fields) => return Ok(fields.into_iter().map(Arc::new).collect()),
        Err(refused) => refused,
    };
    let span = query.method.as_ref().map_or(query.verb.span, |method| method.span);
    let topic = parts.topic();
    let of = |field: &Field| {
        let on = query.on.first().map_or(span, |path| path.span.to(parts.target.span));
        scope.edited(statement, on, &format!("{}.{}", topic.name, quoted(&field.name)))
    };
    // The same of another measure of the query, or of the topic; else another figure of the same measure.
    let works = |field: &&Field| field.role == Role::Measure && making.field(field).is_ok();
    let asked = measures.iter().map(|measure| &*measure.meta);
    let other = asked.chain(topic.fields.iter().map(AsRef::as_ref)).find(works);
    let ways = [Aggregate::Mean, Aggregate::Median, Aggregate::Max];
    let other_way = ways.into_iter().find(|&aggregate| Making { aggregate, ..making }.field(wrong).is_ok());
    let example = match (other_way, other) {
        (Some(way), _) if making.aggregate == Aggregate::Sum => scope.edited(statement, span, way.method()),
        (_, Some(other)) => of(other),
        (Some(way), None) => scope.edited(statement, span, way.method()),
        (None, None) => scope.edited(statement, span, Aggregate::Count.method()),
    };
    Err(ResolveError::Level { operation, field: wrong.name.to_string(), why: why.into(), span, example })
}
