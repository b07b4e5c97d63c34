//! `compare` on several topics: each is compared by itself, by the names that it has for the cases.

use std::sync::Arc;

use align::{Case, Cases, Part};
use answer::schema::{CompareColumn, Head, Kind, Schema, StackedColumn, StackedKey};
use base::fold::fold;
use base::source::{Span, Spanned};
use data::Topic;
use data::names::NameAuthority;
use query::{Ask, Finish, Query, Stacked, StackedPart};
use syntax::ast::{self, Condition, ConditionKind, Path, split_and};

use super::columns::Columns;
use super::common_clauses;
use super::compare::{self, MOST_SUBJECTS};
use super::condition::{self, left_paths};
use super::error::{ResolveError, all};
use super::frame::{self, Member};
use super::group;
use super::scope::{Scope, path_text, quoted};
use super::{subject, unknown_label, variable};

/// Resolves `compare` on the topics that the query speaks of.
///
/// # Errors
///
/// See [`super::resolve`].
pub fn resolve(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    members: &[Member],
) -> Result<Query, ResolveError> {
    // Each is asked by itself, and makes its own figures.
    let rows = ast::Query { method: None, ..query.clone() };
    let frame::FrameParts { parts, .. } = frame::parts(scope, &rows, members)?;
    let cases = Cases::new(&parts);
    let (asked, mut notes) = asked(scope, query, members, &parts, &cases)?;
    if asked.len() > MOST_SUBJECTS {
        return Err(too_many(scope, query, members, &cases, asked.len()));
    }
    let mut stacked: Vec<StackedPart> = Vec::new();
    for (at, member) in members.iter().enumerate() {
        let topic = &member.target.topic;
        let there: Vec<usize> = (0..asked.len()).filter(|&case| !asked[case].codes[at].is_empty()).collect();
        if there.is_empty() {
            notes.push(format!("`{}` has none of them.", topic.name));
            continue;
        }
        let (condition, without) = answerable(scope, query.condition.as_ref(), members, topic)?;
        notes.extend(without);
        let subject = |&case: &usize| {
            let label = parts[at].label(asked[case].codes[at][0] as usize);
            let span = query.names.first().map_or(query.verb.span, |path| path.span);
            Path { names: vec![Spanned::new(label.to_string(), span)], span }
        };
        let called: Vec<Arc<str>> = there.iter().map(|&case| asked[case].label.clone()).collect();
        let alone = ast::Query {
            names: there.iter().map(subject).collect(),
            on: member.paths.clone(),
            condition,
            order: Vec::new(),
            limit: None,
            extras: query
                .extras
                .iter()
                .filter(|name| there.len() == 2 || fold(&name.node) != "ratio")
                .cloned()
                .collect(),
            ..query.clone()
        };
        let resolved = compare::alone(scope, statement, &alone, &called)?;
        if let Ask::Compare(compare) = resolved.ask {
            notes.extend(resolved.notes);
            // The subjects stand in the order in which they were asked for.
            stacked.push(StackedPart { compare, finish: resolved.finish, cases: there });
        }
    }
    let labels: Vec<Arc<str>> = asked.iter().map(|case| case.label.clone()).collect();
    let columns = columns(&stacked, &labels);
    let finish = common_clauses::finish(
        scope,
        query,
        &Columns { query: Some(query), ..Columns::of(columns.heads()) },
    )?;
    Ok(Query {
        text: statement.of(scope.text).trim().into(),
        ask: Ask::Stacked(Stacked { parts: stacked, labels, columns }),
        finish: Finish { rows: Vec::new(), ..finish },
        notes,
    })
}

/// Whether the subjects are groups of cases: of their members the topics stand side by side first.
///
/// # Errors
///
/// Topics that cannot stand side by side.
pub fn is_about_groups(
    scope: Scope<'_>,
    query: &ast::Query,
    members: &[Member],
) -> Result<bool, ResolveError> {
    if query.names.is_empty() {
        return Ok(false);
    }
    if members.iter().any(|member| !member.is_target) {
        return Ok(true);
    }
    // Most queries are about cases, and those are told without putting the topics together.
    let topics = || members.iter().map(|member| &member.target.topic);
    let is_case = |path: &Path| {
        let name = path_text(path);
        let known = |topic: &Arc<Topic>| {
            let label = data::names::find(scope.store, topic, topic.case(), &name);
            subject::means_all(topic, topic.case(), &name) || !matches!(label, Ok(data::Label::Unknown))
        };
        topics().any(known)
    };
    if query.names.iter().all(is_case) {
        return Ok(false);
    }
    let (topic, _) = frame::frame(scope, query, members)?;
    Ok(group::find(scope, &topic, &query.names)?.is_some())
}

/// The cases that are asked for, each once, and what is to be said of their names.
fn asked<'c>(
    scope: Scope<'_>,
    query: &ast::Query,
    members: &[Member],
    parts: &[Part],
    cases: &'c Cases,
) -> Result<(Vec<&'c Case>, Vec<String>), ResolveError> {
    let authority =
        align::Authority { kind: cases.kind, who: cases.all.iter().map(|case| case.who.clone()).collect() };
    let means_all = |name: &str| {
        let fields = members.iter().map(|member| &member.target.topic);
        fold(name) == authority.kind()
            || fields.into_iter().any(|topic| subject::means_all(topic, topic.case(), name))
    };
    if query.names.is_empty() || matches!(query.names.as_slice(), [path] if means_all(&path_text(path))) {
        return Ok((cases.all.iter().collect(), Vec::new()));
    }
    let mut asked: Vec<&Case> = Vec::new();
    let names = query
        .names
        .iter()
        .map(|path| subject::expand(scope, &members[0].target.topic, std::slice::from_ref(path)));
    let names: Vec<(String, Span)> = all(names)?.into_iter().flatten().collect();
    let found =
        all(names.iter().map(|(name, span)| find(scope, members, parts, cases, &authority, name, *span)))?;
    let mut notes = Vec::new();
    for ((name, _), case) in names.iter().zip(found) {
        let is_label = |(at, codes): (usize, &Vec<u32>)| {
            codes.iter().any(|&code| fold(&parts[at].label(code as usize)) == fold(name))
        };
        if !case.codes.iter().enumerate().any(is_label) {
            notes.extend(authority.only_one(name, &case.label));
        }
        if !asked.iter().any(|other| std::ptr::eq(*other, case)) {
            asked.push(case);
        }
    }
    Ok((asked, notes))
}

/// A case by the name that any of the topics has for it, else by any name of it.
fn find<'c>(
    scope: Scope<'_>,
    members: &[Member],
    parts: &[Part],
    cases: &'c Cases,
    authority: &align::Authority,
    name: &str,
    span: Span,
) -> Result<&'c Case, ResolveError> {
    for (at, member) in members.iter().enumerate() {
        let topic = &member.target.topic;
        if let data::Label::Known(code) = data::names::find(scope.store, topic, topic.case(), name)?
            && let Some(&case) = cases.of_labels[at].get(code as usize).and_then(|cases| cases.first())
        {
            return Ok(&cases.all[case as usize]);
        }
    }
    let labels: Vec<Arc<str>> = cases.all.iter().map(|case| case.label.clone()).collect();
    match authority.codes(name).as_slice() {
        [code] => Ok(&cases.all[*code as usize]),
        [] => {
            let path = Path { names: vec![Spanned::new(name.to_owned(), span)], span };
            // What is no case of any is told as it is for one topic.
            let alone = subject::resolve(scope, &members[0].target.topic, std::slice::from_ref(&path));
            let mistake = alone.map(|_| ());
            mistake?;
            Err(scope
                .unknown(&Spanned::new(name.to_owned(), span), align::kind_word(parts[0].kind), &labels)
                .into())
        }
        several => Err(unknown_label::unclear_of(scope, &labels, name, several, span)),
    }
}

/// The parts of a condition that a topic can answer, and what is to be said of the others.
fn answerable(
    scope: Scope<'_>,
    condition: Option<&Condition>,
    members: &[Member],
    topic: &Arc<Topic>,
) -> Result<(Option<Condition>, Vec<String>), ResolveError> {
    let Some(condition) = condition else { return Ok((None, Vec::new())) };
    let (mut kept, mut notes) = (Vec::new(), Vec::new());
    for part in split_and(condition) {
        let mut speaks = answers(scope, topic, part)?;
        if !speaks {
            let others = members.iter().filter(|member| !Arc::ptr_eq(&member.target.topic, topic));
            let elsewhere = all(others.map(|member| answers(scope, &member.target.topic, part)))?;
            // What nobody can answer is a condition on finished rows, or a mistake.
            speaks = !elsewhere.contains(&true);
        }
        match speaks {
            true => kept.push(part.clone()),
            false if !topic.has_years() && condition::mentions(part, "year") => {
                notes.push(format!("`{}` has no years: its figures stand for every year.", topic.name));
            }
            false => {
                let said = part.span.of(scope.text);
                notes.push(format!("`{}` knows nothing of `{said}`: all of its rows count.", topic.name));
            }
        }
    }
    let condition = match kept.len() {
        0 => None,
        1 => kept.pop(),
        _ => Some(Condition { node: ConditionKind::And(kept), ..condition.clone() }),
    };
    Ok((condition, notes))
}

/// Whether every name of a condition is one of a topic.
fn answers(scope: Scope<'_>, topic: &Arc<Topic>, condition: &Condition) -> Result<bool, ResolveError> {
    let known = |path: &Path| match path.names.as_slice() {
        [name] => Ok(variable::find(scope, topic, name)?.is_some()),
        [first, name] if first.node.eq_ignore_ascii_case(&topic.name) => {
            Ok(variable::find(scope, topic, name)?.is_some())
        }
        _ => Ok(false),
    };
    let names = all(left_paths(condition).iter().map(known))?;
    Ok(!names.contains(&false))
}

/// The columns: what tells the rows apart, then those that the comparisons have.
fn columns(parts: &[StackedPart], labels: &[Arc<str>]) -> Schema<StackedColumn> {
    let has = |column: CompareColumn| {
        parts.iter().find_map(|part| {
            part.compare.columns.heads().column(column).map(|id| part.compare.columns.heads().head(id))
        })
    };
    let keys = |part: &StackedPart| part.compare.keys;
    let times = |part: &StackedPart| part.compare.selection.keys.len() - 1 - part.compare.keys;
    let key = |key, name: &str, kind| (StackedColumn::Key(key), Head::computed(name, kind));
    let mut columns = vec![key(StackedKey::Topic, "topic", Kind::Key)];
    columns.extend(parts.iter().any(|part| keys(part) > 0).then(|| key(StackedKey::Item, "item", Kind::Key)));
    columns
        .extend(parts.iter().any(|part| times(part) > 0).then(|| key(StackedKey::Time, "year", Kind::Time)));
    columns.extend(
        [CompareColumn::Measure, CompareColumn::Unit]
            .into_iter()
            .filter_map(|column| Some((StackedColumn::Of(column), has(column)?.clone()))),
    );
    columns.extend(labels.iter().enumerate().map(|(at, label)| {
        (StackedColumn::Of(CompareColumn::Subject(at)), Head::new(label.clone(), Kind::Subject))
    }));
    let rest = [
        CompareColumn::Gap,
        CompareColumn::Ratio,
        CompareColumn::Leader,
        CompareColumn::Best,
        CompareColumn::Worst,
        CompareColumn::Place,
    ];
    let of_all = |column: &CompareColumn| match column {
        CompareColumn::Gap | CompareColumn::Ratio | CompareColumn::Leader => labels.len() == 2,
        CompareColumn::Best | CompareColumn::Worst => labels.len() > 2,
        CompareColumn::Place
        | CompareColumn::Key(_)
        | CompareColumn::Measure
        | CompareColumn::Unit
        | CompareColumn::Subject(_) => true,
    };
    let rest = rest.into_iter().filter(of_all);
    columns.extend(rest.filter_map(|column| Some((StackedColumn::Of(column), has(column)?.clone()))));
    Schema::new(columns)
}

fn too_many(
    scope: Scope<'_>,
    query: &ast::Query,
    members: &[Member],
    cases: &Cases,
    count: usize,
) -> ResolveError {
    let span = query.subjects();
    let everywhere = cases.all.iter().filter(|case| case.codes.iter().all(|codes| !codes.is_empty()));
    let few: Vec<String> = everywhere.take(2).map(|case| quoted(&case.label)).collect();
    let topics: Vec<&str> = members.iter().map(|member| member.target.span.of(scope.text)).collect();
    let example = format!("compare {} on {}", few.join(", "), topics.join(", "));
    ResolveError::TooManySubjects { count, what: "columns side by side", span, example }
}
