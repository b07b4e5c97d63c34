//! Groups of cases as subjects: labels of any field of words, also of a topic that this one refers to, or a condition.

use std::sync::Arc;

use super::error::ResolveError;
use super::scope::{Scope, path_text, quoted};
use super::variable;
use base::fold::fold;
use base::source::{Span, Spanned};
use data::{FieldId, Label, Level, Role, Topic, names};
use query::{Aggregate, Origin, SubjectKind, Subjects, TRUTHS, Variable};
use syntax::ast::{self, DefineBody, Name, Path};

/// What cases can be grouped by: a column of words, and the topic's field whose words they are.
struct Grouper {
    variable: Variable,
    home: Arc<Topic>,
    field: FieldId,
}

/// The groups that some paths name, if they name any: `Asia, Europe`, `wdi.Asia`, `region.Asia`, `region`, `DEM`.
///
/// # Errors
///
/// Labels that stand in several fields; a topic that cannot be read.
pub fn find(scope: Scope<'_>, topic: &Arc<Topic>, paths: &[Path]) -> Result<Option<Subjects>, ResolveError> {
    if let [path] = paths
        && let Some(by) = by_field(scope, topic, path)?
    {
        return whole(topic, by).map(Some);
    }
    let paths = &members(scope, topic, paths);
    let mut found: Vec<(Grouper, Vec<u32>)> = Vec::new();
    for grouper in groupers(scope, topic)? {
        let code = |path: &Path| match label_of(topic, &grouper, path) {
            Some(label) => names::find(scope.store, &grouper.home, grouper.field, &label.node),
            None => Ok(Label::Unknown),
        };
        let codes: Vec<Label> = paths.iter().map(code).collect::<Result<_, _>>()?;
        let known = |label: &Label| if let Label::Known(code) = label { Some(*code) } else { None };
        if let Some(codes) = codes.iter().map(known).collect::<Option<Vec<u32>>>() {
            found.push((grouper, codes));
        }
    }
    // The same field of several topics says the same of a case.
    let name = |grouper: &Grouper| fold(&grouper.home.meta(grouper.field).name);
    let (Some((first, _)), Some((last, _))) = (found.first(), found.last()) else { return Ok(None) };
    if name(first) != name(last) {
        return Err(unclear(scope, paths, &found));
    }
    let Some((grouper, mut codes)) = found.into_iter().next() else { return Ok(None) };
    for code in std::mem::take(&mut codes) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    let labels = grouper.home.words(grouper.field)?;
    let called = codes.iter().filter_map(|&code| labels.get(code as usize).cloned()).collect();
    Ok(Some(groups(grouper.variable, codes, true, called)))
}

fn groups(variable: Variable, codes: Vec<u32>, named: bool, called: Vec<Arc<str>>) -> Subjects {
    Subjects { variable, codes, named, called, kind: SubjectKind::Groups }
}

/// A field or a condition that a path names: `region`, `wdi.region`, `DEM`.
fn by_field(scope: Scope<'_>, topic: &Arc<Topic>, path: &Path) -> Result<Option<Variable>, ResolveError> {
    let variable = match path.names.as_slice() {
        [name] => variable::find(scope, topic, name)?,
        [first, name] if first.node.eq_ignore_ascii_case(&topic.name) => variable::find(scope, topic, name)?,
        [first, name] => topic.taken(&first.node, &name.node).map(|id| variable::of_field(topic, id)),
        _ => None,
    };
    Ok(variable.filter(|variable| match &variable.origin {
        Origin::Condition(_) => true,
        Origin::Field(id) => topic.is_words(*id) && is_kind(topic, *id),
        Origin::Through { topic: other, field, .. } => other.is_words(*field) && is_kind(other, *field),
        Origin::Years | Origin::Decade | Origin::Formula(_) => false,
    }))
}

/// All groups that a field or a condition makes.
fn whole(topic: &Topic, variable: Variable) -> Result<Subjects, ResolveError> {
    let labels: Vec<Arc<str>> = match &variable.origin {
        Origin::Condition(_) => TRUTHS.map(Arc::from).into(),
        Origin::Field(id) => topic.words(*id)?.to_vec(),
        Origin::Through { topic: other, field, .. } => other.words(*field)?.to_vec(),
        Origin::Years | Origin::Decade | Origin::Formula(_) => Vec::new(),
    };
    let name = &variable.meta.name;
    // `yes` and `no` say nothing without the question.
    let [yes, no] = TRUTHS;
    let is_truth = labels.iter().all(|label| [yes, no].contains(&fold(label).as_str()));
    let mut codes: Vec<u32> = (0..labels.len() as u32).collect();
    if !is_truth {
        return Ok(groups(variable, codes, false, labels));
    }
    codes.sort_by_key(|&code| fold(&labels[code as usize]) != yes);
    let called = |code: &u32| match fold(&labels[*code as usize]) == yes {
        true => name.clone(),
        false => format!("not {name}").into(),
    };
    let called = codes.iter().map(called).collect();
    Ok(groups(variable, codes, true, called))
}

/// Whether the words of a field say of what kind a row is, rather than which row it is or where it comes from.
fn is_kind(topic: &Topic, id: FieldId) -> bool {
    let field = topic.meta(id);
    let level = matches!(field.level, Level::Nominal | Level::Ordinal);
    let role = match field.role {
        // A property that is the same of all cases is read as a note.
        Role::Measure | Role::Key | Role::Case | Role::Note => true,
        Role::Time | Role::Unit | Role::Bound | Role::Status | Role::Reason | Role::Source | Role::Place => {
            false
        }
    };
    level && role && id != topic.case()
}

/// What the cases of a topic can be grouped by: its own fields, then those of topics that it refers to.
fn groupers(scope: Scope<'_>, topic: &Arc<Topic>) -> Result<Vec<Grouper>, ResolveError> {
    let of = |topic: &Topic| -> Vec<FieldId> {
        (0..topic.fields.len()).map(FieldId).filter(|&id| topic.is_words(id) && is_kind(topic, id)).collect()
    };
    let own = of(topic).into_iter().map(|field| Grouper {
        variable: variable::of_field(topic, field),
        home: topic.clone(),
        field,
    });
    let mut groupers: Vec<Grouper> = own.collect();
    for (variable, home, field) in variable::led_to_all(scope, topic)? {
        if home.is_words(field) && is_kind(&home, field) {
            groupers.push(Grouper { variable, home, field });
        }
    }
    Ok(groupers)
}

/// The label that a path names among those that cases can be grouped by.
fn label_of<'p>(topic: &Topic, grouper: &Grouper, path: &'p Path) -> Option<&'p Name> {
    let is = |name: &Name, other: &str| name.node.eq_ignore_ascii_case(other);
    let from = |first: &Name| {
        let member = grouper.variable.field().and_then(|id| topic.lineage.as_ref()?.member(id));
        is(first, &topic.name)
            || is(first, &grouper.variable.meta.name)
            || member.is_some_and(|member| is(first, &member.topic.name))
    };
    match path.names.as_slice() {
        [label] => Some(label),
        [first, label] => from(first).then_some(label),
        _ => None,
    }
}

/// Labels that stand in fields of different names.
fn unclear(scope: Scope<'_>, paths: &[Path], found: &[(Grouper, Vec<u32>)]) -> ResolveError {
    let fields = found.iter().map(|(grouper, _)| grouper.variable.meta.name.clone());
    let span = paths.iter().map(|path| path.span).reduce(Span::to).unwrap_or_default();
    let first = quoted(&found[0].0.variable.meta.name);
    let label = |path: &Path| {
        let label = path.names.last().map_or("", |name| name.node.as_str());
        format!("{first}.{}", quoted(label))
    };
    let written: Vec<String> = paths.iter().map(label).collect();
    ResolveError::Unclear {
        name: span.of(scope.text).to_owned(),
        meant: fields.map(|field| format!("a label of {field}")).collect(),
        span,
        example: scope.edited(scope.statement, span, &written.join(", ")),
    }
}

/// Groups have many rows each: which figure of them is meant has to be said.
///
/// # Errors
///
/// The query says none.
pub fn need_figure(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    subjects: &Subjects,
    measures: &[Variable],
) -> Result<(), ResolveError> {
    if subjects.kind == SubjectKind::Cases {
        return Ok(());
    }
    let means =
        |how: &Aggregate| measures.iter().all(|measure| query::aggregate(*how, &measure.meta).is_ok());
    let ways = [Aggregate::Mean, Aggregate::Median];
    let way = ways.into_iter().find(means).unwrap_or(Aggregate::Count).short();
    let example = match &query.method {
        Some(method) => {
            let all = format!("{way}, {}", method.span.of(scope.text));
            scope.edited(statement, method.span, &all)
        }
        None => format!("{} using {way}", statement.of(scope.text).trim()),
    };
    Err(ResolveError::GroupFigure {
        group: subjects.called.first().map_or_else(String::new, ToString::to_string),
        field: subjects.variable.meta.name.to_string(),
        span: query.subjects(),
        example,
    })
}

/// Verbs that put single cases side by side.
///
/// # Errors
///
/// The subjects are groups.
pub fn refuse(
    scope: Scope<'_>,
    query: &ast::Query,
    subjects: &Subjects,
    topic: &Topic,
) -> Result<(), ResolveError> {
    if subjects.kind == SubjectKind::Cases {
        return Ok(());
    }
    let span = query.subjects();
    let name = quoted(&subjects.variable.meta.name);
    let groups: Vec<String> = subjects.called.iter().map(|label| quoted(label)).collect();
    let test = match (&subjects.variable.origin, groups.as_slice()) {
        (Origin::Condition(_), _) => name,
        (_, [group]) => format!("{name} = {group}"),
        (_, groups) => format!("{name} in {}", groups.join(", ")),
    };
    let cases = base::suggest::plural(&topic.meta(topic.case()).name);
    let example = match &query.condition {
        Some(condition) => {
            let both = format!("({}) and {test}", condition.span.of(scope.text));
            scope.edited_twice(scope.statement, [(span, &cases), (condition.span, &both)])
        }
        None => format!("{} where {test}", scope.edited(scope.statement, span, &cases)),
    };
    let group = subjects.called.first().map_or_else(String::new, ToString::to_string);
    Err(ResolveError::SingleCases { verb: query.verb.node, group, span, example })
}

/// Which field makes the groups, where the query does not name it.
pub fn note(subjects: &Subjects, topic: &Topic) -> Option<String> {
    if subjects.kind == SubjectKind::Cases || !subjects.named {
        return None;
    }
    let by = &subjects.variable.meta.name;
    let member = subjects.variable.field().and_then(|id| topic.lineage.as_ref()?.member(id));
    let of = member.map(|member| format!(" of `{}`", member.topic.name)).unwrap_or_default();
    let is_condition = matches!(subjects.variable.origin, Origin::Condition(_));
    (!is_condition).then(|| format!("The groups are those of `{by}`{of}."))
}

/// The paths with the members of defined sets in place of their names.
fn members(scope: Scope<'_>, topic: &Topic, paths: &[Path]) -> Vec<Path> {
    let mut members = Vec::new();
    for path in paths {
        let definition = scope.definitions.find(&topic.name, &path_text(path));
        match definition.map(|definition| &definition.body) {
            Some(DefineBody::Set(set)) => {
                let here = |name: &Name| Spanned::new(name.node.clone(), path.span);
                let member =
                    |member: &Path| Path { names: member.names.iter().map(here).collect(), span: path.span };
                members.extend(set.iter().map(member));
            }
            Some(DefineBody::Condition(_) | DefineBody::Measure(_)) | None => members.push(path.clone()),
        }
    }
    members
}
