//! `agree`: do these judges, or sets, agree?

use super::columns::Columns;
use super::common_clauses::{self, CommonClauses};
use super::condition;
use super::error::{ResolveError, both};
use super::extras::Method;
use super::frame;
use super::group;
use super::scope::{Scope, kind, quoted};
use super::variable;
use answer::schema::{AgreeColumn, Head, Kind, Schema};
use base::order;
use base::source::Span;
use data::{DataError, Field, Level, Role, Topic};
use query::{Agree, Ask, Coefficient, Finish, Grouping, Judges, Query, Variable};
use syntax::ast;

/// More judges than this make more pairs than anyone can read.
const MOST_JUDGES: usize = 20;

/// Resolves `agree`.
///
/// # Errors
///
/// See [`super::resolve`].
pub fn resolve(scope: Scope<'_>, statement: Span, query: &ast::Query) -> Result<Query, ResolveError> {
    common_clauses::refuse(scope, statement, query, &[ast::Clause::By, ast::Clause::For])?;
    let by_measure = measures_as_judges(scope, query)?;
    let measures_judge = by_measure.is_some();
    let query = by_measure.as_ref().unwrap_or(query);
    let parts = CommonClauses::new(scope, query)?;
    let topic = parts.topic().clone();
    group::refuse(scope, query, &parts.subjects, &topic)?;
    let coefficients = coefficients(&parts);
    let measures = measures(scope, query, &parts)?;
    let columns = columns(&coefficients, measures.is_empty());
    let view = Columns::of(columns.heads());
    let where_ = condition::resolve(scope, &topic, &view, query.condition.as_ref());
    let (where_, finish) = both(where_, common_clauses::finish(scope, query, &view))?;
    let count = if measures_judge { measures.len() } else { parts.subjects.codes.len() };
    check_judges(scope, query, &parts, count)?;

    let is_set = measures.is_empty();
    let (keys, times) = parts.keys();
    let (mut free, mut fixed): (Vec<_>, Vec<_>) = keys.into_iter().partition(|key| !parts.fixes(query, key));
    if measures_judge {
        // The case is then no judge but the first object.
        let case = parts.subjects.variable.clone();
        if parts.fixes(query, &case) { fixed.push(case) } else { free.insert(0, case) }
    }
    // A set holds its members whatever the other keys say; without keys a list is one of years.
    if is_set {
        // The finest key names the members: organizations, not the cities or the roles they have there.
        let mut counted = super::value::count_labels(&topic, free)?;
        order::sort_by_key(&mut counted, |(labels, _)| std::cmp::Reverse(*labels));
        free = counted.into_iter().map(|(_, key)| key).collect();
    }
    let open = if is_set && free.len() > 1 { free.split_off(1) } else { Vec::new() };
    let (objects, times) = if free.is_empty() { (times, Vec::new()) } else { (free, times) };
    if objects.is_empty() || is_set && objects.iter().all(|object| object.meta.level == Level::Year) {
        return Err(no_objects(scope, query, &parts));
    }
    let names_time = condition::chooses_time(query, times.iter().map(|time| &*time.meta.name));
    let object_count = objects.len();
    let mut keys = Vec::new();
    if !measures_judge {
        keys.push(parts.subjects.variable.clone());
    }
    keys.extend(objects);
    let first_open = keys.len();
    let open: Vec<usize> = {
        keys.extend(open);
        (first_open..keys.len()).collect()
    };
    keys.extend(fixed);
    let latest = (!names_time && !times.is_empty()).then_some(keys.len());
    keys.extend(times);
    let selection = parts.selection(&where_, keys, measures, Grouping::Each);
    let judges = if measures_judge { Judges::Measures } else { Judges::Labels(parts.subjects) };
    Ok(Query {
        text: statement.of(scope.text).trim().into(),
        ask: Ask::Agree(Agree {
            selection,
            judges,
            objects: object_count,
            open,
            latest,
            coefficients,
            columns,
        }),
        finish: Finish { rows: where_.rows, ..finish },
        notes: Vec::new(),
    })
}

/// `using w` alone answers for all judges together, anything else for each pair; sets have no order.
fn columns(coefficients: &[Coefficient], sets: bool) -> Schema<AgreeColumn> {
    let head = |(column, name)| (column, Head::computed(name, Kind::Number));
    if let [Coefficient::W] = coefficients {
        let w = (AgreeColumn::Coefficient(Coefficient::W), Coefficient::W.name());
        return Schema::new([(AgreeColumn::Judges, "judges"), (AgreeColumn::Objects, "n"), w].map(head));
    }
    let of_pairs = [Coefficient::Rho, Coefficient::Tau, Coefficient::Jaccard, Coefficient::Overlap];
    let shown = of_pairs
        .into_iter()
        .filter(|coefficient| coefficients.contains(coefficient) && !(sets && coefficient.needs_order()))
        .map(|coefficient| head((AgreeColumn::Coefficient(coefficient), coefficient.name())));
    let names = [(AgreeColumn::Left, "left"), (AgreeColumn::Right, "right")];
    let names = names.map(|(column, name)| (column, Head::computed(name, Kind::Key)));
    Schema::new(names.into_iter().chain([head((AgreeColumn::Objects, "n"))]).chain(shown))
}

/// `agree rank, previous_rank on rankings.GCI`: the same query with the measures as its target.
fn measures_as_judges(scope: Scope<'_>, query: &ast::Query) -> Result<Option<ast::Query>, ResolveError> {
    if query.on.is_empty() && query.names.iter().all(|path| frame::is_topic(scope, path)) {
        let mut query = query.clone();
        query.on.append(&mut query.names);
        return Ok(Some(query));
    }
    let topic = query.on.first().and_then(|path| path.names.first());
    let Some(topic) = topic.and_then(|name| scope.store.topic(&name.node)).transpose()? else {
        return Ok(None);
    };
    for path in &query.names {
        let [name] = path.names.as_slice() else { return Ok(None) };
        match variable::find(scope, topic, name)? {
            Some(variable) if has_order(&variable.meta) && variable.meta.role == Role::Measure => {}
            _ => return Ok(None),
        }
    }
    if query.names.is_empty() {
        return Ok(None);
    }
    let mut query = query.clone();
    query.on.append(&mut query.names);
    Ok(Some(query))
}

fn coefficients(parts: &CommonClauses) -> Vec<Coefficient> {
    let chosen: Vec<Coefficient> =
        parts.methods.iter().filter_map(|method| method.as_coefficient()).collect();
    match chosen.is_empty() {
        true => vec![Coefficient::Rho, Coefficient::Tau, Coefficient::Jaccard, Coefficient::Overlap],
        false => chosen,
    }
}

/// What puts the objects into an order: the measures asked for, or the headline; nothing for sets.
fn measures(
    scope: Scope<'_>,
    query: &ast::Query,
    parts: &CommonClauses,
) -> Result<Vec<Variable>, ResolveError> {
    let topic = parts.topic();
    let named = !parts.target.measures.is_empty() || !topic.headline.is_empty();
    let mut measures = parts.measures();
    // Years of founding make no list of organizations; years that are asked for do.
    measures.retain(|measure| named || has_order(&measure.meta) && measure.meta.level != Level::Year);
    let without_order = measures.iter().find(|measure| !has_order(&measure.meta));
    let chosen =
        parts.methods.iter().any(|method| matches!(method, Method::Coefficient(c) if c.needs_order()));
    let level = |operation, field: &str, why: &str, span, example| {
        Err(ResolveError::Level { operation, field: field.into(), why: why.into(), span, example })
    };
    if let Some(measure) = without_order {
        let names: Vec<&str> = query.names.iter().map(|path| path.span.of(scope.text)).collect();
        let example = format!("match {} on {}", names.join(", "), topic.name);
        let why = "it holds words without an order";
        return level("an order", &measure.meta.name, why, parts.target.span, example);
    }
    if measures.is_empty() && chosen {
        let span = query.method.as_ref().map_or(parts.target.span, |method| method.span);
        let example = "agree GPCI, GCI on rankings using rho".to_owned();
        return level("an order", &topic.name, "it holds sets; use `jaccard`", span, example);
    }
    Ok(measures)
}

fn has_order(field: &Field) -> bool {
    field.level.is_numeric() || matches!(field.level, Level::Ordinal | Level::Year)
}

fn check_judges(
    scope: Scope<'_>,
    query: &ast::Query,
    parts: &CommonClauses,
    count: usize,
) -> Result<(), ResolveError> {
    let topic = parts.topic();
    let span = query.subjects();
    let target = parts.target.span.of(scope.text);
    if count > MOST_JUDGES {
        let few: Vec<String> =
            parts.subjects.labels(topic)?.iter().take(3).map(|label| quoted(label)).collect();
        let example = format!("agree {} on {target}", few.join(", "));
        return Err(ResolveError::TooManySubjects {
            count,
            what: "judges, each beside each other,",
            span,
            example,
        });
    }
    if count < 2 {
        let example = format!("agree {} on {target}", two_labels(topic, parts)?);
        return Err(ResolveError::TooFew { verb: "agree", count, span, example });
    }
    Ok(())
}

/// The subject that was named and one more.
fn two_labels(topic: &Topic, parts: &CommonClauses) -> Result<String, DataError> {
    let mut labels: Vec<String> = parts.subjects.labels(topic)?.iter().map(|label| quoted(label)).collect();
    let all = super::value::typed_labels(topic, &parts.subjects.variable)?;
    let more: Vec<String> = all.filter(|label| !labels.contains(label)).take(1).collect();
    labels.extend(more);
    Ok(labels.join(", "))
}

fn no_objects(scope: Scope<'_>, query: &ast::Query, parts: &CommonClauses) -> ResolveError {
    let topic = parts.topic();
    let names: Vec<&str> = query.names.iter().map(|path| path.span.of(scope.text)).collect();
    let measures: Vec<String> = topic
        .measures()
        .into_iter()
        .map(|id| topic.meta(id))
        .filter(|field| has_order(field))
        .take(2)
        .map(|field| quoted(&field.name))
        .collect();
    let (advice, example) = match measures.as_slice() {
        [left, right] => ("its measures can be judges", format!("agree {left}, {right} on {}", topic.name)),
        _ => ("set them side by side", format!("compare {} on {}", names.join(", "), topic.name)),
    };
    ResolveError::NoObjects {
        topic: topic.name.to_string(),
        case: kind(topic.meta(topic.case())),
        span: parts.target.span,
        advice,
        example,
    }
}
