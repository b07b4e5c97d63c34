//! `rank`: who is best?

use super::columns::Columns;
use super::common_clauses::{self, CommonClauses};
use super::condition;
use super::error::{ResolveError, both};
use super::group;
use super::making;
use super::scope::{Scope, quoted};
use super::value;
use super::variable;
use answer::schema::{Head, Kind, RankColumn, Schema};
use base::fold::fold;
use base::source::Span;
use data::{Direction, Field, Level, Role};
use query::{
    Ask, Finish, Grouping, Made, Making, Origin, Query, Rank, Shown, Test, TestKind, Variable, Wanted,
};
use syntax::ast;

/// Resolves `rank`.
///
/// # Errors
///
/// See [`super::resolve`].
pub fn resolve(scope: Scope<'_>, statement: Span, query: &ast::Query) -> Result<Query, ResolveError> {
    common_clauses::refuse(scope, statement, query, &[ast::Clause::By, ast::Clause::For])?;
    let parts = CommonClauses::new(scope, query)?;
    let topic = parts.topic().clone();
    let making = making::making(scope, statement, query, &parts)?;
    let (keys, times) = parts.keys();
    let single = parts.subjects.named && parts.subjects.codes.len() == 1;
    let mut objects: Vec<Variable> = Vec::new();
    if !single || keys.is_empty() {
        objects.push(parts.subjects.variable.clone());
    }
    let (others, times) = match (making.keeps_rows(), objects.is_empty()) {
        (true, _) => (keys, times),
        // A figure of several rows is made of all rows of its object.
        (false, true) => (keys, Vec::new()),
        (false, false) => (Vec::new(), Vec::new()),
    };
    objects.extend(others.into_iter().filter(|key| !parts.fixes(query, key)));
    if making.keeps_rows() && !single {
        group::need_figure(scope, statement, query, &parts.subjects, &parts.target.measures)?;
    }
    let candidates = figures(scope, statement, query, &parts, &making);
    let (known, grouping) = match &candidates {
        Ok(figures) => (figures.as_slice(), making::grouping(&making, figures, &parts)),
        Err(_) => (&[][..], Grouping::Each),
    };
    let columns = columns(&objects, &times, known, &grouping);
    let view = Columns { query: Some(query), ..Columns::of(columns.heads()) };
    let where_ = condition::resolve(scope, &topic, &view, query.condition.as_ref());
    let finish = match known {
        // Without a figure, its name is not the mistake.
        [] => common_clauses::finish(scope, &ast::Query { order: Vec::new(), ..query.clone() }, &view),
        _ => common_clauses::finish(scope, query, &view),
    };
    let ((mut where_, finish), candidates) = both(both(where_, finish), candidates)?;
    let mut notes = parts.target.notes.clone();
    notes.extend(group::note(&parts.subjects, &topic));
    if let [first, more @ ..] = parts.target.measures.as_slice()
        && !more.is_empty()
    {
        let more: Vec<String> = more.iter().map(|measure| format!("`{}`", measure.meta.name)).collect();
        notes.push(format!(
            "The places are by `{}`; {} makes no place here.",
            first.meta.name,
            more.join(", ")
        ));
    }
    let (figures, descending) = match making.keeps_rows() {
        true => directed(scope, statement, query, &parts, candidates)?,
        // The first figure makes the order; the others stand beside it.
        false => {
            let first =
                candidates.first().map(|first| descending(scope, statement, query, &parts, &first.field));
            (candidates, first.transpose()?.into_iter().collect())
        }
    };
    open_questions(scope, statement, &parts, &objects, &figures)?;
    let names_time = condition::chooses_time(query, times.iter().map(|time| &*time.meta.name));
    // A condition on what is ranked chooses whose place is shown; the place is the one among all.
    let mut shown = Vec::new();
    where_.facts.retain(|test| match wanted(test, &objects) {
        Some(wanted) => {
            shown.push(Shown { wanted, text: test.text.clone() });
            false
        }
        None => true,
    });
    let object_count = objects.len();
    let keys = objects.into_iter().chain(times).collect();
    let (measures, figures) = figures.into_iter().map(|made| (made.measure, made.field)).unzip();
    let selection = parts.selection(&where_, keys, measures, grouping);
    Ok(Query {
        text: statement.of(scope.text).trim().into(),
        ask: Ask::Rank(Rank {
            selection,
            figures,
            objects: object_count,
            latest: !names_time,
            descending,
            shown,
            named: parts.subjects.named && !single,
            columns,
        }),
        finish: Finish { rows: where_.rows, ..finish },
        notes,
    })
}

/// A place, what is ranked, and the figure.
fn columns(
    objects: &[Variable],
    times: &[Variable],
    figures: &[Made],
    grouping: &Grouping,
) -> Schema<RankColumn> {
    let key = |(at, key): (usize, &Variable)| {
        let kind = if at < objects.len() { Kind::Key } else { Kind::Time };
        (RankColumn::Key(at), Head::new(key.meta.name.clone(), kind))
    };
    let place = (RankColumn::Place, Head::computed("place", Kind::Number));
    let figure = figures.first().map(|figure| (RankColumn::Figure, Head::of_figure(&figure.field)));
    let keys = objects.iter().chain(times).enumerate().map(key);
    let beside = figures.iter().enumerate().skip(1);
    let beside = beside.map(|(at, figure)| (RankColumn::Beside(at), Head::of_figure(&figure.field)));
    let n = (RankColumn::Basis, Head::computed("n", Kind::Number));
    let made = grouping.aggregates().map(|_| beside.chain([n]));
    Schema::new([place].into_iter().chain(keys).chain(figure).chain(made.into_iter().flatten()))
}

/// The figures: those that may make the order, or what is made of the first of them.
fn figures(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    parts: &CommonClauses,
    making: &Making,
) -> Result<Vec<Made>, ResolveError> {
    let candidates = match making.only_counts() {
        true => Vec::new(),
        false => measures(scope, query, parts)?,
    };
    let of = if making.keeps_rows() { candidates.as_slice() } else { &candidates[..candidates.len().min(1)] };
    making::figures(scope, statement, query, parts, making, of)
}

/// What may make the order: the figure that is named, in the target or in the order; else the headline, of which the
/// first that a list has stands for it.
fn measures(
    scope: Scope<'_>,
    query: &ast::Query,
    parts: &CommonClauses,
) -> Result<Vec<Variable>, ResolveError> {
    let topic = parts.topic();
    let measures = parts.measures();
    let headline = parts.target.measures.is_empty() && !topic.headline.is_empty();
    if parts.target.measures.is_empty() {
        for name in query.order.iter().filter_map(ast::Order::name) {
            let named = variable::find(scope, topic, name)?;
            if let Some(measure) = named.filter(|named| named.meta.role == Role::Measure) {
                return Ok(vec![measure]);
            }
        }
    }
    if measures.is_empty() {
        return Err(ResolveError::Lacks {
            topic: topic.name.to_string(),
            what: "no figure to rank by",
            span: parts.target.span,
            example: format!("show {}", quoted(&topic.name)),
        });
    }
    Ok(measures.into_iter().take(if headline { usize::MAX } else { 1 }).collect())
}

/// The measures, and of each whether larger is better; of several only those that can make an order.
fn directed(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    parts: &CommonClauses,
    candidates: Vec<Made>,
) -> Result<(Vec<Made>, Vec<bool>), ResolveError> {
    let mut directed = (Vec::new(), Vec::new());
    for figure in candidates {
        match descending(scope, statement, query, parts, &figure.field) {
            Ok(descending) => {
                directed.0.push(figure);
                directed.1.push(descending);
            }
            // A headline that begins with words has no place to give.
            Err(error) if directed.0.is_empty() => return Err(error),
            Err(_) => {}
        }
    }
    Ok(directed)
}

/// What a condition says of the objects alone: which of them are wanted.
fn wanted(test: &Test, objects: &[Variable]) -> Option<Wanted> {
    let each = |tests: &[Test]| tests.iter().map(|test| wanted(test, objects)).collect::<Option<Vec<_>>>();
    match &test.kind {
        TestKind::And(tests) => each(tests).map(Wanted::And),
        TestKind::Or(tests) => each(tests).map(Wanted::Or),
        TestKind::Not(test) => Some(Wanted::Not(Box::new(wanted(test, objects)?))),
        TestKind::Label { variable, codes } => {
            let Origin::Field(wanted) = variable.origin else { return None };
            let is = |object: &Variable| matches!(object.origin, Origin::Field(id) if id == wanted);
            Some(Wanted::Label { key: objects.iter().position(is)?, codes: codes.clone() })
        }
        TestKind::Word { .. }
        | TestKind::Step { .. }
        | TestKind::Member { .. }
        | TestKind::Number { .. }
        | TestKind::Years { .. }
        | TestKind::Contains { .. }
        | TestKind::Missing(_) => None,
    }
}

/// Whether the larger figure is the better one. Where neither end is, the order says which comes first.
fn descending(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    parts: &CommonClauses,
    meta: &Field,
) -> Result<bool, ResolveError> {
    let span = parts.target.span;
    if matches!(meta.level, Level::Text | Level::Set) || meta.level == Level::Nominal {
        let other = parts
            .topic()
            .fields
            .iter()
            .map(AsRef::as_ref)
            .find(|field: &&Field| field.role == Role::Measure && orderable(field));
        let example = match other {
            Some(Field { name, direction, .. }) => {
                let order = direction.map_or_else(|| format!(" order by {name} desc"), |_| String::new());
                format!("rank {} on {}.{name}{order}", subjects(scope, query), parts.topic().name)
            }
            None => ast::Verb::Rank.example().to_owned(),
        };
        return Err(ResolveError::Level {
            operation: "a ranking",
            field: meta.name.to_string(),
            why: "it holds words without an order".into(),
            span,
            example,
        });
    }
    let is_asked = |name: &ast::Name| fold(&name.node) == fold(&meta.name);
    let asked = query.order.iter().find(|order| order.name().is_some_and(is_asked));
    match (meta.direction, asked) {
        (Some(direction), _) => Ok(direction == Direction::Higher),
        (None, Some(order)) => Ok(order.descending == Some(true)),
        (None, None) => {
            let end = format!("{} desc", quoted(&meta.name));
            let example = match query.order.iter().find_map(ast::Order::name) {
                Some(first) => {
                    let rest = format!("{end}, {}", first.span.of(scope.text));
                    scope.edited(statement, first.span, &rest)
                }
                None => format!("{} order by {end}", statement.of(scope.text).trim()),
            };
            Err(ResolveError::NoDirection { field: meta.name.to_string(), span, example })
        }
    }
}

fn orderable(field: &Field) -> bool {
    field.level.is_numeric() || field.level == Level::Ordinal
}

fn subjects(scope: Scope<'_>, query: &ast::Query) -> String {
    let names: Vec<&str> = query.names.iter().map(|path| path.span.of(scope.text)).collect();
    if names.is_empty() { ast::Verb::Rank.sample().0.into() } else { names.join(", ") }
}

/// Ranks of different lists cannot be put into one order.
fn open_questions(
    scope: Scope<'_>,
    statement: Span,
    parts: &CommonClauses,
    objects: &[Variable],
    figures: &[Made],
) -> Result<(), ResolveError> {
    let ordinal = figures.first().is_some_and(|figure| figure.field.level == Level::Ordinal);
    if !ordinal || objects.len() < 2 {
        return Ok(());
    }
    let topic = parts.topic();
    let Some(open) = objects.iter().find(|object| object.meta.name != parts.subjects.variable.meta.name)
    else {
        return Ok(());
    };
    let labels: Vec<String> = value::typed_labels(topic, open)?.collect();
    let first = labels.first().map_or("", String::as_str);
    Err(ResolveError::ManyQuestions {
        topic: topic.name.to_string(),
        questions: base::suggest::one_of(&labels),
        span: parts.target.span,
        example: scope.edited(statement, parts.target.span, &format!("{}.{first}", topic.name)),
    })
}
