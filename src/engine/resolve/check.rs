//! `check`: which topics, which cases, and what is declared of all topics.

use std::sync::Arc;

use super::alignment;
use super::columns::Columns;
use super::common_clauses::{self, CommonClauses};
use super::declared;
use super::error::{ResolveError, all, both};
use super::frame;
use super::rows;
use super::scope::{Scope, path_text};
use super::variable;
use answer::schema::{CheckColumn, ClaimColumn, Head, Kind, Schema};
use base::fold::fold;
use base::source::Span;
use data::{Declared, FieldId, Label, Role, Statements, Topic, names};
use query::{
    Ask, Check, ClaimVerdict, Claims, Cover, Examined, Excluded, Finish, Grouping, Query, Question, Reading,
    Selection, TestKind,
};
use syntax::ast::{self, Condition, ConditionKind, ExpressionKind, Path};

/// The verdicts a check can come to.
const VERDICTS: [&str; 5] = ["holds", "refuted", "differs", "open", "answered for one case only"];

/// What asks for holes instead of figures: `check coverage`.
pub const COVERAGE: &str = "coverage";

/// Resolves `check`.
///
/// # Errors
///
/// See [`super::resolve`]; a declaration of a package that names what is not there.
pub fn resolve(scope: Scope<'_>, statement: Span, query: &ast::Query) -> Result<Query, ResolveError> {
    common_clauses::refuse(
        scope,
        statement,
        query,
        &[ast::Clause::By, ast::Clause::For, ast::Clause::Using],
    )?;
    common_clauses::refuse_facts(scope, statement, query)?;
    let targets = if query.on.is_empty() { &query.names } else { &query.on };
    if targets.iter().all(|path| frame::is_topic(scope, path))
        && let several @ [_, _, ..] = frame::members(scope, query, targets)?.as_slice()
    {
        return alignment::resolve(scope, statement, query, several);
    }
    let coverage = |paths: &[Path]| matches!(paths, [path] if fold(&path_text(path)) == COVERAGE);
    let none: &[Path] = &[];
    let subjects = match (query.names.as_slice(), query.on.as_slice()) {
        (names, on) if coverage(on) => Some(names),
        (names, []) if coverage(names) => Some(none),
        _ => None,
    };
    let everything = query.names.is_empty() && query.on.is_empty();
    let parts = match subjects.is_none() && !everything {
        true => Some(CommonClauses::new(scope, query)?),
        false => None,
    };
    if let Some(parts) = &parts
        && let Some(statements) = parts.topic().statements
    {
        return self::on_claims(scope, statement, query, parts, statements);
    }
    let topics = topics(scope)?;
    let question = match subjects {
        Some(subjects) => Question::Coverage(covers(scope, &topics, subjects)?),
        None => Question::Figures,
    };
    let place = |parts: &CommonClauses| {
        topics.iter().position(|other| Arc::ptr_eq(&other.selection.topic, parts.topic()))
    };
    let asked = parts.as_ref().and_then(place).into_iter().collect();
    let about = parts.iter().flat_map(CommonClauses::about).filter_map(|test| {
        let TestKind::Label { variable, codes } = test.kind else { return None };
        Some((variable.field()?, codes))
    });
    let columns = columns();
    let view = Columns::of(columns.heads());
    let verdicts = verdict_words(scope, query.condition.as_ref(), &VERDICTS);
    // Every part of the condition is on finished rows: the figures themselves are all looked at.
    let tests = query.condition.iter().map(|condition| rows::resolve(scope, &view, condition));
    let rows = both(verdicts, all(tests)).map(|(_, rows)| rows);
    let (finish, rows) = both(common_clauses::finish(scope, query, &view), rows)?;
    Ok(Query {
        text: statement.of(scope.text).trim().into(),
        ask: Ask::Check(Check { about: about.collect(), topics, asked, question, columns }),
        finish: Finish { rows, ..finish },
        notes: Vec::new(),
    })
}

/// The columns of a check.
fn columns() -> Schema<CheckColumn> {
    let columns = [
        (CheckColumn::Check, "check", Kind::Key),
        (CheckColumn::Finding, "finding", Kind::Key),
        (CheckColumn::Stated, "stated", Kind::Subject),
        (CheckColumn::Place, "place", Kind::Source),
        (CheckColumn::Computed, "computed", Kind::Subject),
        (CheckColumn::Verdict, "verdict", Kind::Text),
        (CheckColumn::Reason, "reason", Kind::Text),
    ];
    Schema::new(columns.map(|(column, name, kind)| (column, Head::computed(name, kind))))
}

/// The columns of a check of claims.
fn on_claims_columns(topic: &Topic) -> Schema<ClaimColumn> {
    let case = (ClaimColumn::Claim, Head::new(topic.meta(topic.case()).name.clone(), Kind::Key));
    let others = [
        (ClaimColumn::Statement, "statement", Kind::Text),
        (ClaimColumn::Verdict, "verdict", Kind::Text),
        (ClaimColumn::Reason, "reason", Kind::Text),
        (ClaimColumn::Place, "place", Kind::Source),
    ];
    let others = others.map(|(column, name, kind)| (column, Head::computed(name, kind)));
    Schema::new([case].into_iter().chain(others))
}

/// Every topic, each claim of it, and what is declared.
fn topics(scope: Scope<'_>) -> Result<Vec<Examined>, ResolveError> {
    let topics = scope.store.entries().map(|entry| Ok(entry.topic()?.clone()));
    let topics: Vec<Arc<Topic>> = topics.collect::<Result<_, ResolveError>>()?;
    let examined = |topic: &Arc<Topic>| {
        let sources = common_clauses::sources(scope, topic);
        Ok(Examined {
            selection: Selection {
                topic: topic.clone(),
                about: Vec::new(),
                filter: Vec::new(),
                keys: Vec::new(),
                measures: (0..topic.fields.len()).map(|at| variable::of_field(topic, FieldId(at))).collect(),
                grouping: Grouping::Each,
                reading: Reading::All,
                excluded: Excluded::Counted,
                sources: sources.clone(),
            },
            rules: declared::rules(&topics, topic)?,
            sources,
        })
    };
    topics.iter().map(examined).collect()
}

/// The questions of each topic that two or more of the cases are asked.
fn covers(scope: Scope<'_>, topics: &[Examined], subjects: &[Path]) -> Result<Vec<Cover>, ResolveError> {
    let mut covers = Vec::new();
    let mut known = vec![false; subjects.len()];
    let mut all_labels: Vec<Arc<str>> = Vec::new();
    for (at, examined) in topics.iter().enumerate() {
        let topic = &examined.selection.topic;
        let Some(labels) = topic.labels(topic.case())? else { continue };
        let mut cases: Vec<u32> = Vec::new();
        for (subject, known) in subjects.iter().zip(&mut known) {
            if let Label::Known(code) = names::find(scope.store, topic, topic.case(), &path_text(subject))? {
                *known = true;
                cases.push(code);
            }
        }
        all_labels.extend(labels.dictionary.labels().iter().cloned());
        if subjects.is_empty() {
            cases = (0..labels.dictionary.labels().len() as u32).collect();
        }
        if cases.len() < 2 {
            continue;
        }
        let listed = topic.checks.iter().find_map(|declared| {
            if let Declared::Coverage { questions } = declared { Some(questions) } else { None }
        });
        let questions = match listed {
            Some(names) => all(names.iter().map(|name| Ok(declared::field(topic, name)?)))?,
            None => topic.with_role(Role::Key).chain(topic.with_role(Role::Time)).collect(),
        };
        covers.push(Cover { topic: at, cases, questions, measures: listed.is_none() });
    }
    let unknown = subjects.iter().zip(known).filter(|(_, known)| !known).map(|(subject, _)| {
        let name = base::source::Spanned::new(path_text(subject), subject.span);
        Err(scope.unknown(&name, "case", &all_labels).into())
    });
    all::<()>(unknown)?;
    Ok(covers)
}

fn on_claims(
    scope: Scope<'_>,
    statement: Span,
    query: &ast::Query,
    parts: &CommonClauses,
    of: Statements,
) -> Result<Query, ResolveError> {
    let topic = parts.topic();
    let mut fields = Vec::new();
    let mut place = |id: FieldId| {
        fields.push(id);
        fields.len() - 1
    };
    let (query_at, expects, statement_at) =
        (place(of.query), place(of.expects), of.statement.map(&mut place));
    let [why_not, note, reading] = [of.why_not, of.note, of.reading].map(|id| id.map(&mut place));
    let columns = on_claims_columns(topic);
    let view = Columns::of(columns.heads());
    let where_ = super::condition::resolve(scope, topic, &view, query.condition.as_ref());
    let verdicts = verdict_words(scope, query.condition.as_ref(), &ClaimVerdict::ALL.map(ClaimVerdict::word));
    let where_ = both(verdicts, where_).map(|(_, where_)| where_);
    let (where_, finish) = both(where_, common_clauses::finish(scope, query, &view))?;
    let measures = fields.iter().map(|&id| variable::of_field(topic, id)).collect();
    let selection =
        parts.selection(&where_, vec![variable::of_field(topic, topic.case())], measures, Grouping::Each);
    let claims = Claims {
        selection,
        statement: statement_at,
        query: query_at,
        expects,
        why_not,
        note,
        reading,
        columns,
    };
    Ok(Query {
        text: statement.of(scope.text).trim().into(),
        ask: Ask::Claims(claims),
        finish: Finish { rows: where_.rows, ..finish },
        notes: Vec::new(),
    })
}

/// A misspelt verdict would give an empty table.
fn verdict_words(
    scope: Scope<'_>,
    condition: Option<&Condition>,
    known: &[&str],
) -> Result<(), ResolveError> {
    let Some(condition) = condition else { return Ok(()) };
    let word = |left: &ast::Expression, right: &ast::Expression| {
        let is_verdict = super::condition::single(left).is_some_and(|name| fold(&name.node) == "verdict");
        let name = match &right.node {
            ExpressionKind::Path(path) if is_verdict => path_text(path),
            ExpressionKind::Quoted(text) if is_verdict => text.clone(),
            ExpressionKind::Number(_)
            | ExpressionKind::Years(..)
            | ExpressionKind::Path(_)
            | ExpressionKind::Quoted(_)
            | ExpressionKind::Time
            | ExpressionKind::Call(_)
            | ExpressionKind::Arithmetic { .. } => return Ok(()),
        };
        if known.contains(&fold(&name).as_str()) {
            return Ok(());
        }
        Err(scope.unknown(&base::source::Spanned::new(name, right.span), "verdict", known).into())
    };
    match &condition.node {
        ConditionKind::And(parts) | ConditionKind::Or(parts) => {
            all(parts.iter().map(|part| verdict_words(scope, Some(part), known))).map(|_| ())
        }
        ConditionKind::Not(part) => verdict_words(scope, Some(part), known),
        ConditionKind::Compare { left, right, .. } => word(left, right),
        ConditionKind::InList { left, items, .. } => {
            all(items.iter().map(|item| word(left, item))).map(|_| ())
        }
        ConditionKind::InRange { .. }
        | ConditionKind::IsMissing { .. }
        | ConditionKind::IsLatest { .. }
        | ConditionKind::Contains { .. }
        | ConditionKind::Except(_)
        | ConditionKind::Flag(_) => Ok(()),
    }
}
