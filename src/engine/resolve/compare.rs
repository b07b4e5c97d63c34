//! `compare`: the same questions to each case.

use std::sync::Arc;

use super::columns::{Absent, Columns, Instead};
use super::common_clauses::{self, CommonClauses};
use super::condition;
use super::error::{ResolveError, both};
use super::extras::Extra;
use super::frame;
use super::group;
use super::making;
use super::overview;
use super::scope::Scope;
use super::stacked;
use super::variable;
use answer::schema::{CompareColumn, Head, Kind, Schema};
use base::fold::fold;
use base::source::Span;
use data::{DataError, Topic};
use query::{Aggregate, Ask, Compare, Extras, Finish, Query, Variable};
use syntax::ast;

/// More columns than this cannot be read side by side.
pub const MOST_SUBJECTS: usize = 12;

/// Resolves `compare`.
///
/// # Errors
///
/// See [`super::resolve`].
pub fn resolve(scope: Scope<'_>, statement: Span, query: &ast::Query) -> Result<Query, ResolveError> {
    common_clauses::refuse(scope, statement, query, &[ast::Clause::For])?;
    if overview::is_asked(scope, query) {
        return overview::resolve(scope, statement, query);
    }
    match frame::members(scope, query, &query.on)?.as_slice() {
        [] => alone(scope, statement, query, &[]),
        several if stacked::is_about_groups(scope, query, several)? => alone(scope, statement, query, &[]),
        several => stacked::resolve(scope, statement, query, several),
    }
}

/// Resolves `compare` on one topic. Beside other topics the subjects may be `called` otherwise than here.
///
/// # Errors
///
/// See [`super::resolve`].
pub fn alone(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    called: &[Arc<str>],
) -> Result<Query, ResolveError> {
    let mut parts = CommonClauses::new(scope, query)?;
    if !called.is_empty() {
        parts.subjects.called = called.to_vec();
    }
    let topic = parts.topic().clone();
    if parts.subjects.codes.len() > MOST_SUBJECTS {
        return Err(too_many(scope, query, &parts)?);
    }
    let labels = parts.subjects.labels(&topic)?;
    let (keys, times) = parts.keys();
    let by = super::error::all(query.by.iter().map(|name| variable::get(scope, &topic, name)));
    let (by, mistakes) = match by {
        Ok(by) => (by, Ok(())),
        // What else is wrong is told together with it.
        Err(mistakes) => (Vec::new(), Err(mistakes)),
    };
    let making = making::making(scope, statement, query, &parts)?;
    if making.keeps_rows() {
        group::need_figure(scope, statement, query, &parts.subjects, &parts.target.measures)?;
    }
    // An aggregate answers once for each key that `by` names; otherwise every key is a question of its own.
    let rest = |keys: Vec<Variable>| {
        keys.into_iter()
            .filter(|key| !by.iter().any(|other| other.meta.name == key.meta.name))
            .collect::<Vec<_>>()
    };
    let (keys, times, folded) = if making.keeps_rows() {
        (by.iter().cloned().chain(rest(keys)).collect(), rest(times), parts.idle_keys())
    } else {
        let mut folded = rest(keys.into_iter().chain(times).collect());
        folded.retain(|key| !parts.fixes(query, key));
        (by, Vec::new(), folded)
    };
    let mut all_keys = vec![parts.subjects.variable.clone()];
    let key_count = keys.len();
    all_keys.extend(keys);
    all_keys.extend(times);
    let two = labels.len() == 2;
    let ratio = parts.wants(Extra::Ratio) || two && names(scope, query, &topic, "ratio")?;
    let sources = parts.wants(Extra::Sources);
    let columns = columns(&all_keys, key_count, &labels, ratio, sources);
    let absent = absent(labels.len());
    let view = parts.columns(query, columns.heads(), &labels, &absent);
    let view = Columns { alike: true, ..view };
    if let Some(name) = ratio_of_more(query, labels.len())
        && let Some(absent) = absent.iter().find(|absent| absent.name == "ratio")
    {
        return Err(view.refusal(scope, query, name, absent));
    }
    let where_ = condition::resolve(scope, &topic, &view, query.condition.as_ref());
    let finish = both(where_, common_clauses::finish(scope, query, &view));
    let ((where_, finish), ()) = both(finish, mistakes)?;
    let (measures, aside) = making::measures(query, &parts, &making);
    let figures = making::figures(scope, statement, query, &parts, &making, &measures)?;
    if figures.is_empty() {
        return Err(no_measure(scope, statement, query, &parts));
    }
    let headline_only =
        parts.target.measures.is_empty() && !topic.headline.is_empty() && !making.only_counts();
    let unshown = match headline_only {
        true => topic
            .measures()
            .into_iter()
            .filter(|id| !topic.headline.contains(id))
            .map(|id| topic.meta(id).name.clone())
            .collect(),
        false => Vec::new(),
    };
    let extras = Extras { ratio, sources };
    let grouping = making::grouping(&making, &figures, &parts);
    let notes = aside.into_iter().chain(group::note(&parts.subjects, &topic)).collect();
    let (measures, figures) = figures.into_iter().map(|made| (made.measure, made.field)).unzip();
    Ok(Query {
        text: statement.of(scope.text).trim().into(),
        ask: Ask::Compare(Compare {
            selection: parts.selection(&where_, all_keys, measures, grouping).naming(),
            normalise: making.normalise,
            figures,
            folded,
            subjects: parts.subjects,
            keys: key_count,
            headline_only,
            unshown,
            extras,
            columns,
        }),
        finish: Finish { rows: where_.rows, ..finish },
        notes,
    })
}

/// The columns of an answer: two subjects have a gap and a leader, more have a best and a worst one.
fn columns(
    keys: &[Variable],
    key_count: usize,
    labels: &[Arc<str>],
    ratio: bool,
    sources: bool,
) -> Schema<CompareColumn> {
    let key = |(at, key): (usize, &Variable)| {
        let kind = if at <= key_count { Kind::Key } else { Kind::Time };
        (CompareColumn::Key(at), Head::new(key.meta.name.clone(), kind))
    };
    let subject = |(at, label): (usize, &Arc<str>)| {
        (CompareColumn::Subject(at), Head::new(label.clone(), Kind::Subject))
    };
    // The first key is that of the subjects. Beside the others there are measure, unit, gap and leader.
    let count = keys.len() - 1 + labels.len() + 4 + usize::from(ratio) + usize::from(sources);
    let mut columns: Vec<(CompareColumn, Head)> = Vec::with_capacity(count);
    columns.extend(keys.iter().enumerate().skip(1).map(key));
    columns.push((CompareColumn::Measure, Head::computed("measure", Kind::Key)));
    columns.push((CompareColumn::Unit, Head::computed("unit", Kind::Unit)));
    columns.extend(labels.iter().enumerate().map(subject));
    match labels.len() {
        0 | 1 => {}
        2 => {
            columns.push((CompareColumn::Gap, Head::computed("gap", Kind::Number)));
            if ratio {
                columns.push((CompareColumn::Ratio, Head::computed("ratio", Kind::Number)));
            }
            columns.push((CompareColumn::Leader, Head::computed("leader", Kind::Text)));
        }
        _ => {
            columns.push((CompareColumn::Best, Head::computed("best", Kind::Text)));
            columns.push((CompareColumn::Worst, Head::computed("worst", Kind::Text)));
        }
    }
    if sources {
        columns.push((CompareColumn::Place, Head::computed("place", Kind::Source)));
    }
    Schema::new(columns)
}

/// What a comparison of so many has no column for.
fn absent(subjects: usize) -> Vec<Absent> {
    let two = |name, why| Absent {
        name,
        why,
        subjects: Some(subjects),
        advice: "compare two at a time",
        instead: Instead::Two,
    };
    let more = |name, why, instead| Absent {
        name,
        why,
        subjects: Some(subjects),
        advice: "of two, `leader` names the better one",
        instead,
    };
    match subjects {
        2 => vec![
            more("best", "the best is one of three or more", Instead::Word("leader")),
            more("worst", "the worst is one of three or more", Instead::Bare),
        ],
        _ => vec![
            two("gap", "a gap is between two"),
            two("ratio", "a ratio is of two"),
            two("leader", "a leader is one of two"),
        ],
    }
}

/// `with ratio`, where there are not two.
fn ratio_of_more(query: &ast::Query, subjects: usize) -> Option<&ast::Name> {
    query.extras.iter().find(|name| subjects != 2 && fold(&name.node) == "ratio")
}

/// Whether the order or the condition names a column that is shown on request.
fn names(
    scope: Scope<'_>,
    query: &ast::Query,
    topic: &Arc<Topic>,
    column: &str,
) -> Result<bool, ResolveError> {
    if query.order.iter().filter_map(ast::Order::name).any(|name| fold(&name.node) == column) {
        return Ok(true);
    }
    let named = query.condition.as_ref().is_some_and(|condition| condition::mentions(condition, column));
    let name = base::source::Spanned::new(column.to_owned(), Span::default());
    Ok(named && variable::find(scope, topic, &name)?.is_none())
}

fn too_many(scope: Scope<'_>, query: &ast::Query, parts: &CommonClauses) -> Result<ResolveError, DataError> {
    let span = query.subjects();
    let labels = parts.subjects.labels(parts.topic())?;
    let few: Vec<String> = labels.iter().take(3).map(|label| super::scope::quoted(label)).collect();
    let target = parts.target.span.of(scope.text);
    let example = format!("compare {} on {target}", few.join(", "));
    let count = parts.subjects.codes.len();
    Ok(ResolveError::TooManySubjects { count, what: "columns side by side", span, example })
}

fn no_measure(scope: Scope<'_>, statement: Span, query: &ast::Query, parts: &CommonClauses) -> ResolveError {
    let text = statement.of(scope.text).trim();
    let example = match &query.method {
        Some(method) => scope.edited(statement, method.span, Aggregate::Count.short()),
        None => format!("{text} using {}", Aggregate::Count.short()),
    };
    ResolveError::NoMeasure { topic: parts.topic().name.to_string(), span: parts.target.span, example }
}
