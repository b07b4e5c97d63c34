//! `using mean, minmax`: how the figures of an answer are made, and whether that means something.

use super::common_clauses::CommonClauses;
use super::error::ResolveError;
use super::extras::Method;
use super::scope::{Scope, quoted};
use super::value;
use super::variable;
use base::source::Span;
use data::{Field, Role};
use query::{Aggregate, Aggregates, Grouping, Made, Making, Meaningless, SubjectKind, Variable};
use syntax::ast::{self, Name};

/// How the figures of a query are made.
///
/// # Errors
///
/// Two scales; weights without a mean, or that are no figures.
pub fn making(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    parts: &CommonClauses,
) -> Result<Making, ResolveError> {
    let mut making = Making::default();
    let mut scale = None;
    let names = query.method.iter().flat_map(|method| &method.node);
    for (name, &method) in names.zip(&parts.methods) {
        match method {
            Method::Summarize(how) => {
                let new = how.aggregates().into_iter().filter(|how| !making.aggregates.contains(how));
                making.aggregates.extend(new.collect::<Vec<_>>());
            }
            Method::Normalise(how) => {
                making.normalise = Some(how);
                if let Some(first) = scale.replace(name) {
                    return Err(two_methods(scope, statement, query, first, name));
                }
            }
            Method::Coefficient(_) | Method::Pairing(_) | Method::Explanation(_) => {}
        }
    }
    making.weight = weight(scope, statement, query, parts, &making)?;
    Ok(making)
}

/// As [`making`], for an answer that has one figure in each cell.
///
/// # Errors
///
/// As [`making`], and several figures.
pub fn single(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    parts: &CommonClauses,
) -> Result<Making, ResolveError> {
    let making = making(scope, statement, query, parts)?;
    match (making.aggregates.as_slice(), query.method.as_ref().map(|method| method.node.as_slice())) {
        ([_, _, ..], Some([first, second, ..])) => Err(two_methods(scope, statement, query, first, second)),
        ([_, _, ..], Some([quartiles])) => {
            let median = Name::new(Aggregate::Median.short().to_owned(), quartiles.span);
            Err(two_methods(scope, statement, query, quartiles, &median))
        }
        _ => Ok(making),
    }
}

fn two_methods(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    first: &Name,
    second: &Name,
) -> ResolveError {
    let all = query.method.as_ref().map_or(second.span, |method| method.span);
    let once = |name: &Name| scope.edited(statement, all, &name.node);
    ResolveError::TwoMethods {
        first: first.node.clone(),
        second: second.node.clone(),
        span: second.span,
        example: format!("{}; {}", once(first), once(second)),
    }
}

/// How much each row counts, where the query says so.
fn weight(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    parts: &CommonClauses,
    making: &Making,
) -> Result<Option<Variable>, ResolveError> {
    let Some(name) = &query.weight else { return Ok(None) };
    let weight = variable::get(scope, parts.topic(), name)?;
    if !weight.meta.level.is_numeric() || value::holds_words(parts.topic(), &weight) {
        let plain = query.method.as_ref().map_or(name.span, |method| method.span);
        return Err(ResolveError::Level {
            operation: "a weight",
            field: weight.meta.name.to_string(),
            why: "it is no amount".into(),
            span: name.span,
            example: scope.edited(statement, plain.to(name.span), plain.of(scope.text)),
        });
    }
    match making.aggregates.iter().find(|how| !how.takes_weights()) {
        None if !making.aggregates.is_empty() => Ok(Some(weight)),
        other => Err(ResolveError::Weight {
            how: other.map_or("such a figure", |how| how.word()),
            span: name.span,
            example: {
                let all = query.method.as_ref().map_or(name.span, |method| method.span);
                scope.edited(statement, all, Aggregate::Mean.short())
            },
        }),
    }
}

/// What becomes of rows with equal keys.
pub fn grouping(making: &Making, figures: &[Made], parts: &CommonClauses) -> Grouping {
    if making.keeps_rows() {
        return Grouping::Each;
    }
    let topic = parts.topic();
    let members = match parts.subjects.kind {
        SubjectKind::Cases => None,
        SubjectKind::Groups => Some(variable::of_field(topic, topic.case())),
    };
    Grouping::ByKeys(Box::new(Aggregates {
        how: figures.iter().filter_map(|figure| figure.how).collect(),
        weight: making.weight.clone(),
        members,
    }))
}

/// The measures that the figures are made of. Of those that nobody named, only those of which figures can be made; what is
/// left aside is told.
pub fn measures(
    query: &ast::Query,
    parts: &CommonClauses,
    making: &Making,
) -> (Vec<Variable>, Option<String>) {
    if making.only_counts() {
        return (Vec::new(), None);
    }
    let measures = parts.measures();
    if !parts.target.measures.is_empty() || making.is_plain() {
        return (measures, None);
    }
    let topic = parts.topic();
    let is_subject =
        |measure: &Variable| measure.field().is_some() && measure.field() == parts.subjects.variable.field();
    let makes = |measure: &Variable| {
        making.check(&measure.meta).is_ok()
            && !(measure.meta.scale.is_empty() && value::holds_words(topic, measure))
    };
    let (made, aside): (Vec<Variable>, Vec<Variable>) =
        measures.iter().filter(|measure| !is_subject(measure)).cloned().partition(makes);
    if made.is_empty() {
        return (measures, None);
    }
    let words = query.method.iter().flat_map(|method| &method.node).map(|name| name.node.as_str());
    let aside: Vec<String> = aside.iter().map(|measure| format!("`{}`", measure.meta.name)).collect();
    let note = || {
        format!(
            "No {} of {}: the level does not allow it.",
            words.collect::<Vec<_>>().join(", "),
            aside.join(", ")
        )
    };
    (made, (!aside.is_empty()).then(note))
}

/// The columns of figures that the measures make.
///
/// # Errors
///
/// A measure whose level forbids it.
pub fn figures(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    parts: &CommonClauses,
    making: &Making,
    measures: &[Variable],
) -> Result<Vec<Made>, ResolveError> {
    let made = making.figures(measures, &parts.subjects.variable);
    // Words that are said to be figures make none, unless a scale orders them.
    let worded =
        |measure: &&Variable| measure.meta.scale.is_empty() && value::holds_words(parts.topic(), measure);
    let worded = measures.iter().find(worded).filter(|_| !making.is_plain() && !making.only_counts());
    let (wrong, Meaningless { operation, why }) = match (made, worded) {
        (Ok(made), None) => return Ok(made),
        (Ok(_), Some(measure)) => {
            let operation = "a figure of other figures";
            (&*measure.meta, Meaningless { operation, why: "it holds words" })
        }
        (Err(refused), _) => refused,
    };
    let span = query.method.as_ref().map_or(query.verb.span, |method| method.span);
    let topic = parts.topic();
    let of = |field: &Field| {
        let on = query.on.first().map_or(span, |path| path.span.to(parts.target.span));
        scope.edited(statement, on, &format!("{}.{}", topic.name, quoted(&field.name)))
    };
    // The same of another measure of the query, or of the topic; else another figure of the same measure.
    let works = |field: &&Field| field.role == Role::Measure && making.check(field).is_ok();
    let asked = measures.iter().map(|measure| &*measure.meta);
    let other = asked.chain(topic.fields.iter().map(AsRef::as_ref)).find(works);
    let ways = [Aggregate::Mean, Aggregate::Median, Aggregate::Max];
    let other_way = ways.into_iter().find(|&way| making.field(Some(way), wrong).is_ok());
    let example = match (other_way, other) {
        (Some(way), _) if making.aggregates.contains(&Aggregate::Sum) => {
            scope.edited(statement, span, way.short())
        }
        (_, Some(other)) => of(other),
        (Some(way), None) => scope.edited(statement, span, way.short()),
        (None, None) => scope.edited(statement, span, Aggregate::Count.short()),
    };
    Err(ResolveError::Level { operation, field: wrong.name.to_string(), why: why.into(), span, example })
}
