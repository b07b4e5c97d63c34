//! Several topics in one query: each is resolved by itself, and what they hold stands side by side.

use std::sync::Arc;

use align::{AlignError, CaseKind, Condensed, Part, Who};
use base::fold::fold;
use base::source::{Span, Spanned};
use data::{FieldId, Label, Role, Topic, names};
use query::{Aggregate, Meaningless, Origin, Summarize, Test, TestKind, Variable};
use rustc_hash::FxHashMap as HashMap;
use syntax::ast::{self, Condition, ConditionKind, DefineBody, Operator, Path, Verb, split_and};

use super::condition::word;
use super::error::{ResolveError, all};
use super::extras;
use super::scope::{Scope, quoted};
use super::target::{self, Target};
use super::variable;

/// What is asked of one of several topics.
#[derive(Debug)]
pub struct Member {
    /// The topic, its measures, and the labels that it is narrowed to.
    pub target: Target,
    /// The paths that say so.
    pub paths: Vec<Path>,
    /// Whether `on` names it; others are there for a condition or an outcome.
    pub is_target: bool,
}

/// Puts the topics of a query side by side, as a target like any other; `None` where it has only one.
///
/// # Errors
///
/// Unknown names; topics that cannot stand side by side.
pub fn resolve(scope: Scope<'_>, query: &ast::Query, paths: &[Path]) -> Result<Option<Target>, ResolveError> {
    let members = members(scope, query, paths)?;
    if members.len() < 2 {
        return Ok(None);
    }
    let (topic, notes) = frame(scope, query, &members)?;
    let mut measures = Vec::new();
    let is_named = members.iter().any(|member| !member.target.measures.is_empty());
    for member in members.iter().filter(|member| member.is_target && is_named) {
        let there = &member.target.topic;
        let named: Vec<Arc<str>> = match member.target.measures.as_slice() {
            [] if there.headline.is_empty() => names_of(there, &there.measures()),
            [] => names_of(there, &there.headline),
            measures => measures.iter().map(|measure| measure.meta.name.clone()).collect(),
        };
        let ids = named.iter().filter_map(|name| topic.taken(&there.name, name));
        measures.extend(ids.map(|id| variable::of_field(&topic, id)));
    }
    let span = members.iter().map(|member| member.target.span).reduce(Span::to).unwrap_or(query.verb.span);
    Ok(Some(Target { topic, measures, labels: Vec::new(), span, notes }))
}

/// Whether a path begins with a topic, or stands for several.
pub fn is_topic(scope: Scope<'_>, path: &Path) -> bool {
    let is_topic =
        |path: &Path| path.names.first().is_some_and(|name| scope.store.topic(&name.node).is_some());
    is_topic(path) || matches!(expand(scope, path).as_slice(), [first, _, ..] if is_topic(first))
}

/// The topics that a query speaks of, in order, with what it asks of each.
///
/// # Errors
///
/// Names that stand for nothing.
pub fn members(scope: Scope<'_>, query: &ast::Query, paths: &[Path]) -> Result<Vec<Member>, ResolveError> {
    let mut asked: Vec<(Arc<Topic>, Vec<Path>, bool)> = Vec::new();
    let outcome = query.outcome.iter().map(|outcome| (outcome.path.clone(), false));
    // `compare vdem.DEM on wdi.gdp`: the groups are those of another topic.
    let groups =
        query.names.iter().filter(|_| !query.on.is_empty()).filter_map(|path| match path.names.as_slice() {
            [topic, _, ..] => Some((Path { names: vec![topic.clone()], span: path.span }, false)),
            _ => None,
        });
    let targets = paths.iter().map(|path| (path.clone(), true));
    for (path, is_target) in targets.chain(outcome).chain(groups) {
        for path in expand(scope, &path) {
            let topic = path.names.first().and_then(|name| scope.store.topic(&name.node)).transpose()?;
            let known = |topic: &Arc<Topic>| asked.iter().position(|(other, ..)| Arc::ptr_eq(other, topic));
            match (topic, topic.and_then(known)) {
                (Some(_), Some(at)) => {
                    asked[at].2 |= is_target;
                    asked[at].1.push(path);
                }
                (Some(topic), None) => asked.push((topic.clone(), vec![path], is_target)),
                // `on rankings.rank, score`: the topic goes without saying.
                (None, _) if is_target => match asked.last_mut() {
                    Some((_, paths, _)) => paths.push(path),
                    None => return Ok(Vec::new()),
                },
                (None, _) => {}
            }
        }
    }
    if asked.len() < 2 {
        return Ok(Vec::new());
    }
    let member = |(_, paths, is_target): &(Arc<Topic>, Vec<Path>, bool)| {
        let (target, mistake) = target::resolve(scope, paths);
        mistake?;
        Ok(target.map(|target| Member { target, paths: paths.clone(), is_target: *is_target }))
    };
    Ok(all(asked.iter().map(member))?.into_iter().flatten().collect())
}

/// A defined set of topics as the topics; any other path as it is.
fn expand(scope: Scope<'_>, path: &Path) -> Vec<Path> {
    let [name] = path.names.as_slice() else { return vec![path.clone()] };
    if scope.store.topic(&name.node).is_some() {
        return vec![path.clone()];
    }
    let is_topic = |path: &Path| matches!(path.names.as_slice(), [first, ..] if scope.store.topic(&first.node).is_some());
    match scope.definitions.of_topics(&name.node).map(|definition| &definition.body) {
        Some(DefineBody::Set(members)) if members.iter().all(is_topic) => {
            let here = |member: &Path| Path {
                names: member.names.iter().map(|part| Spanned::new(part.node.clone(), path.span)).collect(),
                span: path.span,
            };
            members.iter().map(here).collect()
        }
        Some(DefineBody::Set(_) | DefineBody::Condition(_) | DefineBody::Measure(_)) | None => {
            vec![path.clone()]
        }
    }
}

/// The topics side by side, and what was made of their rows.
///
/// # Errors
///
/// Topics that cannot stand side by side.
pub fn frame(
    scope: Scope<'_>,
    query: &ast::Query,
    members: &[Member],
) -> Result<(Arc<Topic>, Vec<String>), ResolveError> {
    let FrameParts { parts, notes } = parts(scope, query, members)?;
    let frame = align::frame(&parts).map_err(|error| told(scope, query, members, error))?;
    Ok((Arc::new(frame.topic), notes))
}

/// The parts of a frame, and what was made of their rows.
#[derive(Debug)]
pub struct FrameParts {
    /// Who their cases are, and what is taken from them.
    pub parts: Vec<Part>,
    /// What was made of the rows of those that have several for one case and year.
    pub notes: Vec<String>,
}

/// The parts of a frame.
///
/// # Errors
///
/// A topic that cannot be read, or whose cases have no names.
pub fn parts(scope: Scope<'_>, query: &ast::Query, members: &[Member]) -> Result<FrameParts, ResolveError> {
    let how = one_figure(scope, query);
    let part = |(at, member): (usize, &Member)| {
        let target = &member.target;
        let topic = &target.topic;
        let mut about = target.tests();
        about.extend(narrowed(scope, query.condition.as_ref(), topic)?);
        let failed = |error| told(scope, query, members, error);
        let stated = stated(scope, topic)?;
        let whole = Part::new(at, topic.clone(), about, columns(scope, target)?, &stated).map_err(failed)?;
        let Some(how) = how else { return Ok((whole, None)) };
        if align::repeated(at, &whole).map_err(failed)?.is_empty() {
            return Ok((whole, None));
        }
        if let Some(measure) =
            target.measures.iter().find(|measure| query::aggregate(how, &measure.meta).is_err())
        {
            return Err(no_figure(scope, query, how, measure));
        }
        let Condensed { topic, most } = align::condense(topic, &whole.about, how)?;
        let topic = Arc::new(topic);
        let measures = target.measures.iter().map(|measure| measure_of(&topic, measure)).collect();
        let target = Target { topic: topic.clone(), measures, ..target.clone() };
        let part =
            Part::new(at, topic.clone(), Vec::new(), columns(scope, &target)?, &stated).map_err(failed)?;
        let (name, how) = (&topic.name, how.word());
        let note = format!(
            "`{name}` has up to {most} rows for one case and year; each figure of it is their {how}."
        );
        Ok((part, Some(note)))
    };
    let (parts, notes): (Vec<Part>, Vec<Option<String>>) =
        all(members.iter().enumerate().map(part))?.into_iter().unzip();
    Ok(FrameParts { parts, notes: notes.into_iter().flatten().collect() })
}

/// The one figure that `using` makes of several rows, if it makes one.
fn one_figure(scope: Scope<'_>, query: &ast::Query) -> Option<Aggregate> {
    let methods = extras::methods(scope, query).ok()?;
    let mut made = methods.iter().filter_map(|method| method.as_summarize()).flat_map(Summarize::aggregates);
    made.next().filter(|_| made.next().is_none())
}

/// A measure of a topic whose rows have become one.
fn measure_of(topic: &Topic, measure: &Variable) -> Variable {
    measure.field().map_or_else(|| measure.clone(), |id| variable::of_field(topic, id))
}

/// A figure that the level of a measure forbids.
fn no_figure(scope: Scope<'_>, query: &ast::Query, how: Aggregate, measure: &Variable) -> ResolveError {
    let span = query.method.as_ref().map_or(query.verb.span, |method| method.span);
    let (operation, why) = match query::aggregate(how, &measure.meta) {
        Err(Meaningless { operation, why }) => (operation, why),
        Ok(_) => ("a figure", "it holds words"),
    };
    ResolveError::Level {
        operation,
        field: measure.meta.name.to_string(),
        why: why.into(),
        span,
        example: scope.edited(scope.statement, span, Aggregate::Count.short()),
    }
}

/// What is taken from a topic: its fields, what is defined for it, and what is asked of it.
fn columns(scope: Scope<'_>, target: &Target) -> Result<Vec<Variable>, ResolveError> {
    let topic = &target.topic;
    let fields = align::plain_fields(topic);
    let mut columns: Vec<Variable> = fields.into_iter().map(|id| variable::of_field(topic, id)).collect();
    let bundled = topic.conditions.iter().map(|(name, _)| name.clone());
    let defined = scope.definitions.iter().filter(|definition| {
        definition.topic.as_ref().is_some_and(|of| of.eq_ignore_ascii_case(&topic.name))
            && !matches!(definition.body, DefineBody::Set(_))
    });
    let names: Vec<String> = bundled.chain(defined.map(|definition| definition.name.node.clone())).collect();
    let known = |columns: &[Variable], name: &str| columns.iter().any(|v| fold(&v.meta.name) == fold(name));
    for name in names {
        if known(&columns, &name) {
            continue;
        }
        // What is defined badly is told where it is used.
        if let Ok(Some(variable)) = variable::find(scope, topic, &Spanned::new(name, target.span)) {
            columns.push(variable);
        }
    }
    for measure in &target.measures {
        if !known(&columns, &measure.meta.name) {
            columns.push(measure.clone());
        }
    }
    Ok(columns)
}

/// The parts of a condition that choose one label of a key of a topic: they narrow it before it stands beside others.
fn narrowed(
    scope: Scope<'_>,
    condition: Option<&Condition>,
    topic: &Arc<Topic>,
) -> Result<Vec<Test>, ResolveError> {
    let Some(condition) = condition else { return Ok(Vec::new()) };
    let mut tests = Vec::new();
    for part in split_and(condition) {
        let ConditionKind::Compare { left, operator, right } = &part.node else { continue };
        let ast::ExpressionKind::Path(path) = &left.node else { continue };
        let field = match path.names.as_slice() {
            [name] => topic.field(&name.node),
            [first, name] if first.node.eq_ignore_ascii_case(&topic.name) => topic.field(&name.node),
            _ => None,
        };
        let key = field.filter(|&id| topic.meta(id).role == Role::Key && operator.node == Operator::Equal);
        let (Some(key), Some(label)) = (key, word(right)) else { continue };
        if let Label::Known(code) = names::find(scope.store, topic, key, &label)? {
            let kind = TestKind::Label { variable: variable::of_field(topic, key), codes: vec![code] };
            tests.push(Test { kind, text: label.into(), place: None });
        }
    }
    Ok(tests)
}

/// Who is meant by labels of a topic, as statements say it: `define "Rep. of Korea (S)" in wdi as South Korea`.
fn stated(scope: Scope<'_>, topic: &Topic) -> Result<HashMap<String, String>, ResolveError> {
    let mut stated = HashMap::default();
    let labels = topic.words(topic.case())?;
    for definition in scope.definitions.iter() {
        let here = definition.topic.as_ref().is_some_and(|of| of.eq_ignore_ascii_case(&topic.name));
        let DefineBody::Set(members) = &definition.body else { continue };
        let [meant] = members.as_slice() else { continue };
        let name = &definition.name.node;
        if here && let Some(label) = labels.iter().find(|label| ***label == **name) {
            stated.insert(label.to_string(), super::scope::path_text(meant));
        }
    }
    Ok(stated)
}

fn names_of(topic: &Topic, ids: &[FieldId]) -> Vec<Arc<str>> {
    ids.iter().map(|&id| topic.meta(id).name.clone()).collect()
}

/// Why topics cannot stand side by side, with a query that works.
pub fn told(scope: Scope<'_>, query: &ast::Query, members: &[Member], error: AlignError) -> ResolveError {
    let name = |at: usize| members[at].target.topic.name.to_string();
    match error {
        AlignError::Data(error) => error.into(),
        AlignError::NoNames { part } => ResolveError::NoNames {
            topic: name(part),
            span: members[part].target.span,
            example: format!("show {}", quoted(&name(part))),
        },
        AlignError::Kinds { part } => {
            let other = usize::from(part == 0);
            ResolveError::CaseKinds {
                first: name(other),
                second: name(part),
                span: members[part].target.span,
                example: format!("show {}; show {}", quoted(&name(other)), quoted(&name(part))),
            }
        }
        AlignError::SeveralRows { part, case, year, rows } => {
            let target = &members[part].target;
            let topic = &target.topic;
            let narrowed = |id: FieldId| target.labels.iter().any(|narrowed| narrowed.field == id);
            let key = topic.with_role(Role::Key).find(|&id| topic.is_words(id) && !narrowed(id));
            let label = key.and_then(|id| topic.words(id).ok()?.first().cloned());
            let made = takes_figures(query).then(|| figure_of(target)).flatten();
            let (advice, example) = match (made, label) {
                (Some(how), _) => {
                    let text = scope.statement.of(scope.text).trim();
                    ("make one figure of them", format!("{text} using {}", how.short()))
                }
                (None, Some(label)) => {
                    let text = format!("{}.{}", target.span.of(scope.text), quoted(&label));
                    ("choose one", scope.edited(scope.statement, target.span, &text))
                }
                (None, None) => {
                    let names: Vec<String> = members.iter().map(|m| quoted(&m.target.topic.name)).collect();
                    ("see them all", format!("check {}", names.join(", ")))
                }
            };
            let when = year.map(|year| format!(" in {year}")).unwrap_or_default();
            ResolveError::SeveralRows {
                topic: name(part),
                rows,
                case: format!("{case}{when}"),
                span: target.span,
                advice,
                example,
            }
        }
    }
}

/// The figure that can be made of all measures that a target names.
fn figure_of(target: &Target) -> Option<Aggregate> {
    let means =
        |how: &Aggregate| target.measures.iter().all(|measure| query::aggregate(*how, &measure.meta).is_ok());
    [Aggregate::Sum, Aggregate::Mean].into_iter().find(means).filter(|_| !target.measures.is_empty())
}

/// Whether a query could say which figure it means of several rows, and does not.
fn takes_figures(query: &ast::Query) -> bool {
    query.method.is_none() && matches!(query.verb.node, Verb::Show | Verb::Rank)
}

/// For each case of a topic the label of another that means the same, by all that is known of both.
///
/// # Errors
///
/// A topic that cannot be read.
pub fn same_cases(scope: Scope<'_>, topic: &Topic, other: &Topic) -> Result<Vec<Option<u32>>, ResolveError> {
    let who = |topic: &Topic, beside: Option<CaseKind>| {
        let (labels, stated) = (topic.words(topic.case())?, stated(scope, topic)?);
        Ok::<_, ResolveError>(match beside {
            None => align::identify(labels, &stated),
            Some(kind) => (kind, align::identify_as(kind, labels, &stated)),
        })
    };
    let ((kind, mut here), (kind_there, mut there)) = (who(topic, None)?, who(other, None)?);
    // What is too little known to tell the kind of its table is known beside one that does.
    match (kind, kind_there) {
        (CaseKind::Word, CaseKind::Country | CaseKind::City) => here = who(topic, Some(kind_there))?.1,
        (CaseKind::Country | CaseKind::City, CaseKind::Word) => there = who(other, Some(kind))?.1,
        (CaseKind::Country | CaseKind::City | CaseKind::Word, _) => {}
    }
    let codes: HashMap<&Who, u32> = there.iter().zip(0..).collect();
    let known = |who: &Who| match who {
        Who::Known(_) | Who::Word(_) => codes.get(who).copied(),
        Who::OneOf(_) => None,
    };
    Ok(here.iter().map(known).collect())
}

/// The fields of the frame behind a path that begins with one of its topics.
pub fn behind(topic: &Topic, first: &str, name: &str) -> Option<Variable> {
    let id = topic.taken(first, name)?;
    Some(Variable { meta: topic.meta(id).clone(), origin: Origin::Field(id) })
}
