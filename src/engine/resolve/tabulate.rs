//! `tabulate`: what is it made of?

use std::cmp::Reverse;
use std::sync::Arc;

use super::columns::{Absent, Instead};
use super::common_clauses::{self, CommonClauses};
use super::condition;
use super::error::{ResolveError, all, both};
use super::extras::Method;
use super::group;
use super::scope::{Scope, quoted};
use super::variable;
use super::wholes;
use answer::schema::{CrossColumn, Head, Kind, Schema, ShareColumn};
use base::fold::fold;
use base::source::Span;
use data::{DataError, FieldId, Level, Role};
use query::{
    Aggregate, Amount, Ask, Finish, Grouping, Origin, Query, Summarize, Tabulate, Tabulated, Variable,
};
use syntax::ast;

/// Resolves `tabulate`.
///
/// # Errors
///
/// See [`super::resolve`].
pub fn resolve(scope: Scope<'_>, statement: Span, query: &ast::Query) -> Result<Query, ResolveError> {
    common_clauses::refuse(scope, statement, query, &[ast::Clause::For])?;
    let parts = CommonClauses::new(scope, query)?;
    let topic = parts.topic().clone();
    let by = all(query.by.iter().map(|name| variable::get(scope, &topic, name)))?;
    let asked = Asked { scope, statement, query, parts: &parts };
    let by = asked.keys(by)?;
    let (amount, figure) = asked.amount(&by)?;
    let subjects =
        Some(&parts.subjects).filter(|subjects| subjects.named && subjects.codes.len() > 1).cloned();
    let labels = subjects.as_ref().map(|subjects| subjects.labels(&topic)).transpose()?.unwrap_or_default();
    let columns = columns(&by, &labels, amount, figure.as_ref());
    let (heads, absent) = match &columns {
        Tabulated::Shares(columns) => (columns.heads(), Vec::new()),
        Tabulated::Cross(columns) => (columns.heads(), absent()),
    };
    let view = parts.columns(query, heads, &labels, &absent);
    let where_ = condition::resolve(scope, &topic, &view, query.condition.as_ref());
    let (where_, finish) = both(where_, common_clauses::finish(scope, query, &view))?;
    let mut keys = by.clone();
    let grouping = match (amount, by.len()) {
        (Amount::Sum | Amount::Share, _) => Grouping::by_keys([Aggregate::Sum]),
        (Amount::Rows, 1) => Grouping::by_keys([Aggregate::Count]),
        // A cross table of rows names its members.
        (Amount::Rows, _) => Grouping::Each,
    };
    let counted = || parts.subjects.variable.counted();
    let measures = match (&grouping, figure) {
        (Grouping::ByKeys(_), figure) => vec![figure.unwrap_or_else(counted)],
        (Grouping::Each, _) => Vec::new(),
    };
    match (&subjects, &grouping) {
        (_, Grouping::Each) => keys.push(member(&parts, &by)?),
        (Some(subjects), Grouping::ByKeys(_)) if by.len() == 1 => keys.push(subjects.variable.clone()),
        (_, Grouping::ByKeys(_)) => {}
    }
    let editions = match amount {
        Amount::Rows => editions(&parts, query, &by).map(|keys| {
            parts.selection(&where_, keys, vec![counted()], Grouping::by_keys([Aggregate::Count]))
        }),
        Amount::Sum | Amount::Share => None,
    };
    let selection = parts.selection(&where_, keys, measures, grouping);
    let selection = if amount == Amount::Rows { selection } else { selection.naming() };
    let sorted_by = |key: &Variable| key.meta.sorted_by.filter(|_| matches!(key.origin, Origin::Field(_)));
    let subject = parts.subjects.variable.field();
    let sorted_apart = by.iter().any(|key| sorted_by(key).is_some_and(|field| Some(field) == subject));
    let notes = asked.advice(amount, &by).into_iter().chain(group::note(&parts.subjects, &topic)).collect();
    Ok(Query {
        text: statement.of(scope.text).trim().into(),
        ask: Ask::Tabulate(Tabulate { selection, by: columns, subjects, amount, sorted_apart, editions }),
        finish: Finish { rows: where_.rows, ..finish },
        notes,
    })
}

/// One key has an amount and a share, for each subject where several are named; a share needs no other beside it. Two
/// keys have a column for each label of the second.
fn columns(by: &[Variable], labels: &[Arc<str>], amount: Amount, figure: Option<&Variable>) -> Tabulated {
    let part = |key: &Variable| Head::new(key.meta.name.clone(), Kind::Key).with_scale(&key.meta);
    let [key] = by else {
        return Tabulated::Cross(Schema::new(by.iter().take(1).map(|key| (CrossColumn::Part, part(key)))));
    };
    let whole = match figure {
        Some(figure) => Head::new(figure.meta.name.clone(), Kind::Number).with_unit(figure.meta.unit.clone()),
        None => Head::computed("count", Kind::Number).with_unit("row"),
    };
    let share = |at, name: String| {
        let head = Head::computed(name, Kind::Number).with_unit("%");
        (amount != Amount::Share).then_some((ShareColumn::Share(at), head))
    };
    let mut columns = vec![(ShareColumn::Part, part(key))];
    if labels.is_empty() {
        columns.push((ShareColumn::Amount(0), whole.clone()));
        columns.extend(share(0, "share".into()));
    }
    for (at, label) in labels.iter().enumerate() {
        let head = Head::new(label.clone(), Kind::Number).with_unit(whole.unit.clone());
        columns.push((ShareColumn::Amount(at), head));
        columns.extend(share(at, format!("{label} share")));
    }
    Tabulated::Shares(Schema::new(columns))
}

/// What a cross table has no column for.
fn absent() -> Vec<Absent> {
    let one_key = |name| Absent {
        name,
        why: "a table by two keys has a column for each label of the second",
        subjects: None,
        advice: "tabulate by one key",
        instead: Instead::OneKey,
    };
    ["count", "share"].map(one_key).into()
}

/// A `tabulate` whose names are known.
struct Asked<'a> {
    scope: Scope<'a>,
    statement: Span,
    query: &'a ast::Query,
    parts: &'a CommonClauses,
}

impl Asked<'_> {
    /// What it is tabulated by: what stands behind `by`; else words that are named, or the one key of the topic.
    fn keys(&self, by: Vec<Variable>) -> Result<Vec<Variable>, ResolveError> {
        if let [first, _, .., last] = self.query.by.as_slice()
            && by.len() > 2
        {
            let span = first.span.to(last.span);
            let name = |at: usize| self.query.by[at].span.of(self.scope.text);
            let two = |a: usize, b: usize| {
                self.scope.edited(self.statement, span, &format!("{}, {}", name(a), name(b)))
            };
            let others = (1..by.len()).map(|other| two(0, other)).collect::<Vec<_>>();
            return Err(ResolveError::TooManyParts {
                takes: "one or two words behind `by`",
                count: by.len(),
                span,
                example: others.join("; "),
            });
        }
        if !by.is_empty() {
            return Ok(by);
        }
        let named = &self.parts.target.measures;
        let words = |named: &Variable| named.meta.role != Role::Measure || !named.meta.level.is_numeric();
        if !named.is_empty() && named.len() <= 2 && named.iter().all(words) {
            return Ok(named.clone());
        }
        let (keys, _) = self.parts.keys();
        let subject = &self.parts.subjects.variable.meta.name;
        let mut keys: Vec<Variable> = keys.into_iter().filter(|key| key.meta.name != *subject).collect();
        // A key that the query has fixed to one label makes one row.
        keys.retain(|key| !self.parts.fixes(self.query, key));
        if keys.len() == 1 {
            return Ok(keys);
        }
        let topic = self.parts.topic();
        let keys = super::value::count_labels(topic, keys)?;
        let fewest = keys.iter().min_by_key(|(labels, key)| (*labels, key.meta.name.clone()));
        let word = fewest.map_or(&topic.meta(topic.case()).name, |(_, key)| &key.meta.name);
        Err(ResolveError::NeedsClause {
            verb: "tabulate",
            clause: "by",
            span: self.parts.target.span,
            example: format!("{} by {}", self.statement.of(self.scope.text).trim(), quoted(word)),
        })
    }

    /// What is counted. A figure is added up when it is named, or when the package says that each row stands for so
    /// many; the place of a column decides nothing.
    fn amount(&self, by: &[Variable]) -> Result<(Amount, Option<Variable>), ResolveError> {
        let topic = self.parts.topic();
        if self.parts.methods.contains(&Method::Summarize(Summarize::One(Aggregate::Count))) {
            return Ok((Amount::Rows, None));
        }
        // Without `by`, words that are named are what it is tabulated by.
        let is_key = |named: &Variable| by.iter().any(|key| key.meta.name == named.meta.name);
        let measures = self.parts.target.measures.iter();
        let named: Vec<&Variable> =
            measures.filter(|named| !self.query.by.is_empty() || !is_key(named)).collect();
        match named.as_slice() {
            [] => {}
            [figure] => return self.figure(figure, by),
            several => return Err(self.several(several)),
        }
        if let Some(counts) = topic.counts {
            return Ok((Amount::Sum, Some(variable::of_field(topic, counts))));
        }
        if let ([FieldId(_)], [key]) = (topic.measures().as_slice(), by)
            && let Some(share) = wholes::share_of(topic, key)?
        {
            return Ok((Amount::Share, Some(variable::of_field(topic, share))));
        }
        Ok((Amount::Rows, None))
    }

    fn figure(&self, figure: &Variable, by: &[Variable]) -> Result<(Amount, Option<Variable>), ResolveError> {
        let why = match figure.meta.level {
            Level::Share => return Ok((Amount::Share, Some(figure.clone()))),
            Level::Count | Level::Quantity if figure.meta.unit_from.is_none() => {
                return Ok((Amount::Sum, Some(figure.clone())));
            }
            Level::Count | Level::Quantity => "its rows are in different units",
            Level::Ordinal => "it has an order, and no amounts",
            Level::Year => "years are no amounts",
            Level::Nominal | Level::Set | Level::Text => "it holds words",
        };
        let name = quoted(&figure.meta.name);
        let keys: Vec<String> = by.iter().take(1).map(|key| quoted(&key.meta.name)).collect();
        let labels = self.parts.target.labels.iter().map(|narrowed| format!(".{}", quoted(&narrowed.text)));
        let target: String = std::iter::once(self.parts.topic().name.to_string()).chain(labels).collect();
        let example = match figure.meta.level.is_numeric() {
            true => format!("show {target}.{name}"),
            false => self.by_word(&target, &[keys, vec![name]].concat().join(", ")),
        };
        Err(ResolveError::Level {
            operation: "a sum",
            field: figure.meta.name.to_string(),
            why: why.into(),
            span: self.parts.target.span,
            example,
        })
    }

    /// The statement with another target, and other words behind `by`.
    fn by_word(&self, target: &str, words: &str) -> String {
        let (text, place) = (self.scope.text, self.parts.target.span);
        let head = text.get(self.statement.start..place.start).unwrap_or_default();
        let behind =
            self.query.by.first().zip(self.query.by.last()).map(|(first, last)| first.span.to(last.span));
        match behind.filter(|behind| behind.start >= place.end) {
            Some(behind) => {
                let between = text.get(place.end..behind.start).unwrap_or_default();
                let tail = text.get(behind.end..self.statement.end).unwrap_or_default();
                format!("{head}{target}{between}{words}{tail}").trim().to_owned()
            }
            None => format!("{head}{target} by {words}").trim().to_owned(),
        }
    }

    fn several(&self, named: &[&Variable]) -> ResolveError {
        let labels = self.parts.target.labels.iter().map(|narrowed| format!(".{}", quoted(&narrowed.text)));
        let target: String = std::iter::once(self.parts.topic().name.to_string()).chain(labels).collect();
        let one = |figure: &&Variable| {
            let target = format!("{target}.{}", quoted(&figure.meta.name));
            self.scope.edited(self.statement, self.parts.target.span, &target)
        };
        ResolveError::TooManyParts {
            takes: "one figure",
            count: named.len(),
            span: self.parts.target.span,
            example: named.iter().map(one).collect::<Vec<_>>().join("; "),
        }
    }

    /// How a figure is added up, where rows are counted in a table that says nothing of what its rows stand for.
    fn advice(&self, amount: Amount, by: &[Variable]) -> Option<String> {
        let topic = self.parts.topic();
        let countable = |id: &FieldId| {
            let field = topic.meta(*id);
            matches!(field.level, Level::Count | Level::Quantity | Level::Share)
                && by.iter().all(|key| key.meta.name != field.name)
        };
        // A package says what its rows stand for.
        if amount != Amount::Rows || topic.remarks.is_empty() {
            return None;
        }
        let figures: Vec<FieldId> = topic.measures().into_iter().filter(countable).collect();
        let name = figures.iter().map(|&id| topic.meta(id).name.clone()).min()?;
        let target = format!("{}.{}", self.parts.target.span.of(self.scope.text), quoted(&name));
        let query = self.scope.edited(self.statement, self.parts.target.span, &target);
        Some(format!("Rows are counted. A figure is tabulated when it is named: `{query}`."))
    }
}

/// In a larger topic it takes longer than the answer to find out what is counted for several years.
const MOST_ROWS: usize = 200_000;

/// The case, the keys and the time of a topic, unless the query chooses or splits by a time.
fn editions(parts: &CommonClauses, query: &ast::Query, by: &[Variable]) -> Option<Vec<Variable>> {
    let topic = parts.topic();
    // Of several times the year, wherever it stands.
    let name = |id: &FieldId| fold(&topic.meta(*id).name);
    let time = topic.with_role(Role::Time).min_by_key(|id| (name(id) != "year", name(id)))?;
    let name = &topic.meta(time).name;
    let chosen = condition::chooses_time(query, [&**name].into_iter());
    let split = by.iter().any(|key| matches!(key.origin, Origin::Decade) || key.meta.role == Role::Time);
    let names = topic.with_role(Role::Case).chain(topic.with_role(Role::Key)).chain([time]);
    let small = topic.rows <= MOST_ROWS;
    (!chosen && !split && small).then(|| names.map(|id| variable::of_field(topic, id)).collect())
}

/// What the cells of a cross table list: the case, unless one case is asked for; then the key that tells most apart of
/// those that are not used.
fn member(parts: &CommonClauses, by: &[Variable]) -> Result<Variable, DataError> {
    let topic = parts.topic();
    let used = |variable: &Variable| by.iter().any(|other| other.meta.name == variable.meta.name);
    let single = parts.subjects.named && parts.subjects.codes.len() == 1;
    let case = parts.subjects.variable.clone();
    let (mut keys, _) = parts.keys();
    keys.retain(|key| !used(key) && matches!(key.origin, Origin::Field(_)));
    let free = super::value::count_labels(topic, keys)?.into_iter();
    Ok(match free.max_by_key(|(labels, key)| (*labels, Reverse(key.meta.name.clone()))) {
        Some((_, key)) if single || used(&case) => key,
        _ => variable::of_field(topic, topic.case()),
    })
}
