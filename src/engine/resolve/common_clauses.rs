//! The parts that most verbs share: target, subjects, conditions, order. Mistakes in any of them are told together.

use std::sync::Arc;

use super::columns::{Absent, Columns, Labels};
use super::condition::{self, Where};
use super::error::{ResolveError, UnknownName, both};
use super::except;
use super::extras::{self, Extra, Method};
use super::frame;
use super::scope::Scope;
use super::subject;
use super::target::{self, Narrowed, Target};
use super::variable;
use answer::schema::{Heads, RankColumn};
use base::source::Span;
use data::{CatalogEntry, FieldId, Role, Topic, names};
use query::{Excluded, Finish, Grouping, OrderBy, Origin, Selection, Subjects, Test, Variable};
use syntax::ast::{self, Clause, OrderKey};

/// The parts of a query with a topic.
#[derive(Debug)]
pub struct CommonClauses {
    /// What it is on.
    pub target: Target,
    /// What it compares.
    pub subjects: Subjects,
    /// The words after `with`.
    pub extras: Vec<Extra>,
    /// The words after `using`.
    pub methods: Vec<Method>,
    /// The topics that describe the sources.
    sources: Vec<Arc<CatalogEntry>>,
}

/// The topics that describe the sources of a topic, or of those that it is made of.
pub fn sources(scope: Scope<'_>, topic: &Topic) -> Vec<Arc<CatalogEntry>> {
    let of = |topic: &Topic| {
        let source = topic.with_role(Role::Source).next();
        let reference = topic.references.iter().find(|reference| Some(reference.field) == source)?;
        scope.store.entry(&reference.topic).cloned()
    };
    let mut sources: Vec<Arc<CatalogEntry>> = match &topic.lineage {
        Some(lineage) => lineage.members.iter().filter_map(|member| of(&member.topic)).collect(),
        None => of(topic).into_iter().collect(),
    };
    let mut seen: Vec<String> = Vec::new();
    sources.retain(|entry| {
        let is_new = !seen.contains(&entry.name);
        seen.push(entry.name.clone());
        is_new
    });
    sources
}

impl CommonClauses {
    /// Resolves target, subjects, `with` and `using`.
    ///
    /// # Errors
    ///
    /// No topic, or names that stand for nothing. Then the second value is the topic as far as it is known.
    pub fn new(scope: Scope<'_>, query: &ast::Query) -> Result<Self, ResolveError> {
        // Without `on`, a name that begins with a topic is the target: `tabulate networks by scope`.
        let is_topic = |path: &ast::Path| frame::is_topic(scope, path);
        let (targets, names) = match (query.on.as_slice(), query.names.as_slice()) {
            ([], paths @ [first, ..]) if is_topic(first) => (paths, [].as_slice()),
            (on, names) => (on, names),
        };
        if targets.is_empty() {
            return Err(no_topic(scope, query));
        }
        let words = both(extras::extras(scope, query), extras::methods(scope, query));
        let framed = frame::resolve(scope, query, targets)?;
        let (target, mistake) = match framed {
            Some(target) => (Some(target), Ok(())),
            None => target::resolve(scope, targets),
        };
        let Some(target) = target else { return both(mistake, words).and(Err(no_topic(scope, query))) };
        let subjects = both(mistake, subject::resolve(scope, &target.topic, names));
        // What else is wrong with the statement is seen better with a topic than without.
        let subjects = match subjects {
            Err(error) => {
                let rest = condition::resolve(scope, &target.topic, &Columns::NONE, query.condition.as_ref());
                return Err(match both(rest, words) {
                    Err(more) => error.join(more),
                    Ok(_) => error,
                });
            }
            Ok(((), subjects)) => subjects,
        };
        let mut subjects = subjects;
        except::reduce(scope, &target.topic, query, &mut subjects)?;
        let (extras, methods) = words?;
        let sources = sources(scope, &target.topic);
        Ok(Self { target, subjects, extras, methods, sources })
    }

    /// The topic.
    pub fn topic(&self) -> &Arc<Topic> {
        &self.target.topic
    }

    /// Whether an extra is asked for.
    pub fn wants(&self, extra: Extra) -> bool {
        self.extras.contains(&extra)
    }

    /// Whether the target or the condition fixes a key to one label, so that it names nothing.
    pub fn fixes(&self, query: &ast::Query, key: &Variable) -> bool {
        let topic = self.topic();
        let narrowed = |n: &Narrowed| topic.meta(n.field).name == key.meta.name && n.codes.len() == 1;
        self.target.labels.iter().any(narrowed)
            || query.condition.as_ref().is_some_and(|c| condition::fixes(c, &key.meta.name))
    }

    /// The keys and times that tell none of the figures apart that are asked for: the mean of a case is that of all its years.
    pub fn idle_keys(&self) -> Vec<Variable> {
        let (keys, times) = self.all_keys();
        keys.into_iter().chain(times).filter(|key| self.is_idle(key)).collect()
    }

    fn is_idle(&self, key: &Variable) -> bool {
        let topic = self.topic();
        let tells = |measure: &Variable| match (measure.varies_with(), &key.origin) {
            (Some(varies), Origin::Field(id)) => {
                varies.fields.contains(id) || varies.years && topic.meta(*id).role == Role::Time
            }
            (Some(_) | None, _) => true,
        };
        !self.target.measures.is_empty() && !self.target.measures.iter().any(tells)
    }

    /// The fields that name a row beside the subject, as far as they tell its figures apart: keys, then time.
    pub fn keys(&self) -> (Vec<Variable>, Vec<Variable>) {
        let (mut keys, mut times) = self.all_keys();
        keys.retain(|key| !self.is_idle(key));
        times.retain(|time| !self.is_idle(time));
        (keys, times)
    }

    fn all_keys(&self) -> (Vec<Variable>, Vec<Variable>) {
        let topic = self.topic();
        let subject = self.subjects.variable.field();
        let asked = |id: FieldId| {
            self.target.measures.iter().any(|m| matches!(m.origin, Origin::Field(f) if f == id))
        };
        // A key that is asked for is an answer, not a question.
        let named = |role| {
            let ids = topic.with_role(role).filter(|&id| Some(id) != subject && !asked(id));
            ids.map(|id| variable::of_field(topic, id)).collect::<Vec<_>>()
        };
        let mut keys = named(Role::Case);
        keys.extend(named(Role::Key));
        (keys, named(Role::Time))
    }

    /// The columns of the answer, with the labels of its subjects and the columns that it does not have.
    pub fn columns<'a>(
        &'a self,
        query: &'a ast::Query,
        heads: &'a Heads,
        labels: &'a [Arc<str>],
        absent: &'a [Absent],
    ) -> Columns<'a> {
        let field = self.subjects.variable.field().map(|id| (self.topic(), id));
        Columns {
            subjects: Some(Labels { labels, codes: &self.subjects.codes, field }),
            absent,
            query: Some(query),
            ..Columns::of(heads)
        }
    }

    /// The measures that are asked for, or those of the topic.
    pub fn measures(&self) -> Vec<Variable> {
        if !self.target.measures.is_empty() {
            return self.target.measures.clone();
        }
        let topic = self.topic();
        let ids = if topic.headline.is_empty() { topic.measures() } else { topic.headline.clone() };
        ids.into_iter().map(|id| variable::of_field(topic, id)).collect()
    }

    /// The tests that rows are about the subjects and the labels of the target.
    pub fn about(&self) -> Vec<Test> {
        let mut tests = self.target.tests();
        if self.subjects.named {
            tests.push(subject::test(&self.subjects));
        }
        tests
    }

    /// The selection of a verb.
    pub fn selection(
        &self,
        parts: &Where,
        keys: Vec<Variable>,
        measures: Vec<Variable>,
        grouping: Grouping,
    ) -> Selection {
        Selection {
            topic: self.topic().clone(),
            about: self.about(),
            filter: parts.facts.clone(),
            keys,
            measures,
            grouping,
            reading: parts.reading,
            excluded: Excluded::Counted,
            sources: self.sources.clone(),
        }
    }
}

fn no_topic(scope: Scope<'_>, query: &ast::Query) -> ResolveError {
    // `check gpcii`: a misspelt topic stands alone where a name would need one beside it.
    if let [ast::Path { names, .. }] = query.names.as_slice()
        && let [name] = names.as_slice()
        && names::everywhere(scope.store, &name.node).is_ok_and(|places| places.is_empty())
        && let Err(ResolveError::Unknown { names, .. }) = scope.topic(name)
        && let [UnknownName { suggestion: Some(_), .. }] = names.as_slice()
    {
        return names[0].clone().into();
    }
    let names: Vec<String> = query.names.iter().map(|path| path.span.of(scope.text).to_owned()).collect();
    let verb = query.verb.node;
    let (subjects, topic) = verb.sample();
    let subjects = if names.is_empty() { subjects.to_owned() } else { names.join(", ") };
    ResolveError::NoTopic {
        verb,
        span: query.verb.span,
        example: format!("{} {subjects} on {topic}", verb.name()),
    }
}

/// Resolves `order by` and `limit` against the columns of the result.
///
/// # Errors
///
/// Names that are no columns.
pub fn finish(scope: Scope<'_>, query: &ast::Query, columns: &Columns<'_>) -> Result<Finish, ResolveError> {
    let order = query.order.iter().filter_map(|order| {
        let column = match &order.key {
            OrderKey::Column(name) => columns.get(scope, name),
            // Only a ranking is asked for places, and it has them.
            OrderKey::Place => Ok(columns.heads.column(RankColumn::Place)?),
        };
        Some(column.map(|column| OrderBy { column, descending: order.descending == Some(true) }))
    });
    let order = super::error::all(order)?;
    Ok(Finish { rows: Vec::new(), order, limit: query.limit.as_ref().map(|limit| limit.node) })
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Refuses the clauses that only rows of a topic can answer: when they are, and whom they name.
///
/// # Errors
///
/// The first such clause.
pub fn refuse_facts(scope: Scope<'_>, statement: Span, query: &ast::Query) -> Result<(), ResolveError> {
    refuse(scope, statement, query, &Clause::TIME)?;
    refuse(scope, statement, query, &[Clause::Except])
}

/// Refuses clauses that a verb has no use for.
///
/// # Errors
///
/// The first such clause.
pub fn refuse(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    clauses: &[Clause],
) -> Result<(), ResolveError> {
    for &clause in clauses {
        let Some(whole) = query.place(clause) else { continue };
        // What is shown is what was said, not the keyword before it.
        let said = match clause {
            Clause::By => query.by.iter().map(|name| name.span).reduce(Span::to),
            Clause::For => query.outcome.as_ref().map(|outcome| outcome.path.span),
            Clause::Using => query.method.as_ref().map(|method| method.span),
            Clause::On
            | Clause::Where
            | Clause::With
            | Clause::Order
            | Clause::Limit
            | Clause::As
            | Clause::Since
            | Clause::After
            | Clause::Until
            | Clause::Before
            | Clause::Between
            | Clause::From
            | Clause::Except
            | Clause::Top
            | Clause::Bottom => None,
        };
        let span = said.unwrap_or(whole);
        let verb = query.verb.node.name();
        // `show Mayors for Peace`: a name with the keyword inside.
        let name = query.names.last().map(|path| Span::new(path.span.start, span.end));
        let (advice, edited, with) = match name {
            Some(name)
                if clause == Clause::For && query.on.first().is_none_or(|on| name.end <= on.span.start) =>
            {
                ("a name with `for` inside needs quotes", name, format!("\"{}\"", name.of(scope.text)))
            }
            _ if clause == Clause::For && is_year(span.of(scope.text)) => {
                let test = format!("where year = {}", span.of(scope.text));
                ("a year is a condition", whole, test)
            }
            _ => ("leave it out", whole, String::new()),
        };
        let example = scope.edited(statement, edited, &with);
        return Err(ResolveError::NoUse { verb, clause: clause.keyword(), span, advice, example });
    }
    Ok(())
}
