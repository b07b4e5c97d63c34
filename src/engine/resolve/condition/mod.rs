//! `where`: each part joined by `and` is a test of facts, a test of finished rows, or the choice of a reading.

mod names;

use std::sync::Arc;

use self::names::left_names;
pub use self::names::{chooses_time, fixes, left_paths, mentions, single, word};
use super::columns::Columns;
use super::error::{ResolveError, all, both};
use super::except;
use super::formula;
use super::latest;
use super::rows;
use super::scope::Scope;
use super::value;
use super::variable;
use base::fold::fold;
use base::source::{Span, Spanned};
use data::{Level, Status, Topic, Years};
use query::{Origin, Reading, RowTest, Test, TestKind, Variable};
use syntax::ast::{Condition, ConditionKind, Expression, ExpressionKind, Name, Operator, split_and};

/// A `where`, taken apart.
#[derive(Clone, Debug)]
pub struct Where {
    /// Tests of facts, before anything is compared.
    pub facts: Vec<Test>,
    /// Tests of finished rows.
    pub rows: Vec<RowTest>,
    /// Which claims are read.
    pub reading: Reading,
}

impl Default for Where {
    fn default() -> Self {
        Self { facts: Vec::new(), rows: Vec::new(), reading: Reading::Preferred }
    }
}

/// Resolves a `where`.
///
/// # Errors
///
/// Unknown names, values of another kind, `or` between facts and rows.
pub fn resolve(
    scope: Scope<'_>,
    topic: &Arc<Topic>,
    columns: &Columns<'_>,
    condition: Option<&Condition>,
) -> Result<Where, ResolveError> {
    let mut parts = Where::default();
    let Some(condition) = condition else { return Ok(parts) };
    let conjuncts = split_and(condition);
    for part in all(conjuncts.iter().map(|part| one(scope, topic, columns, part)))? {
        match part {
            Part::Fact(test) => parts.facts.push(test),
            Part::Row(test) => parts.rows.push(test),
            Part::Reading(reading) => parts.reading = reading,
        }
    }
    Ok(parts)
}

/// A condition on facts alone: the body of a `define`.
///
/// # Errors
///
/// As [`resolve`].
pub fn facts(scope: Scope<'_>, topic: &Arc<Topic>, condition: &Condition) -> Result<Test, ResolveError> {
    let kind = match &condition.node {
        ConditionKind::And(parts) => TestKind::And(all(parts.iter().map(|part| facts(scope, topic, part)))?),
        ConditionKind::Or(parts) => TestKind::Or(all(parts.iter().map(|part| facts(scope, topic, part)))?),
        ConditionKind::Not(part) => TestKind::Not(Box::new(facts(scope, topic, part)?)),
        ConditionKind::Compare { left, operator, right } => comparison(scope, topic, left, operator, right)?,
        ConditionKind::InRange { left, low, high, negated } => {
            negate(*negated, condition, scope, range(scope, topic, left, low, high)?)
        }
        ConditionKind::InList { left, items, negated } => {
            let equal = Spanned::new(Operator::Equal, left.span);
            let tests = items.iter().map(|item| {
                let kind = comparison(scope, topic, left, &equal, item)?;
                Ok(Test::typed(kind, scope.text, item.span))
            });
            negate(*negated, condition, scope, TestKind::Or(all(tests)?))
        }
        ConditionKind::IsMissing { left, negated } => {
            negate(*negated, condition, scope, TestKind::Missing(left_variable(scope, topic, left)?))
        }
        ConditionKind::IsLatest { left } => return Err(latest::misplaced(scope, condition.span, left.span)),
        ConditionKind::Contains { left, text, negated } => {
            let variable = left_variable(scope, topic, left)?;
            negate(*negated, condition, scope, value::contains(scope, topic, variable, text)?)
        }
        ConditionKind::Except(labels) => except::test(scope, topic, labels)?,
        ConditionKind::Flag(name) => return flag(scope, topic, name),
    };
    Ok(Test::typed(kind, scope.text, condition.span))
}

enum Part {
    Fact(Test),
    Row(RowTest),
    Reading(Reading),
}

fn one(
    scope: Scope<'_>,
    topic: &Arc<Topic>,
    columns: &Columns<'_>,
    part: &Condition,
) -> Result<Part, ResolveError> {
    if let Some(reading) = reading(scope, topic, part)? {
        return Ok(Part::Reading(reading));
    }
    let mut names = Vec::new();
    left_names(part, &mut names);
    let mut fact = None;
    let mut row = None;
    let mut lost = Vec::new();
    for &name in &names {
        if chooses_reading(scope, topic, name)? {
            let example = format!("show {} where claim = inferred", topic.name);
            return Err(ResolveError::Claim { span: name.span, example });
        }
        if variable::find(scope, topic, name)?.is_some() {
            fact = fact.or(Some(name));
        } else if is_row_column(scope, columns, name)? {
            row = row.or(Some(name));
        } else {
            lost.push(name);
        }
    }
    if !lost.is_empty() {
        let mut known = variable::names(scope, topic)?;
        known.extend(columns.heads.names().map(str::to_owned));
        known.push("claim".into());
        all(lost.into_iter().map(|name| Err::<(), _>(scope.unknown(name, "field", &known).into())))?;
    }
    match (fact, row) {
        (Some(fact), Some(row)) => Err(ResolveError::MixedCondition {
            fact: fact.node.clone(),
            row: row.node.clone(),
            span: part.span,
            example: scope.edited(scope.statement, part.span, &joined_by_and(scope, part)),
        }),
        (None, Some(_)) => rows::resolve(scope, columns, part).map(Part::Row),
        _ => facts(scope, topic, part).map(Part::Fact),
    }
}

/// `claim = inferred`
fn reading(scope: Scope<'_>, topic: &Arc<Topic>, part: &Condition) -> Result<Option<Reading>, ResolveError> {
    let ConditionKind::Compare { left, operator, right } = &part.node else { return Ok(None) };
    let Some(name) = single(left) else { return Ok(None) };
    if operator.node != Operator::Equal || !chooses_reading(scope, topic, name)? {
        return Ok(None);
    }
    let word = word(right).unwrap_or_else(|| right.span.of(scope.text).to_owned());
    match Status::from_word(&fold(&word)) {
        Some(Status::Preferred) => Ok(Some(Reading::Preferred)),
        Some(status) => Ok(Some(Reading::Instead(status))),
        None => {
            let known = Status::ALL.map(Status::word);
            Err(scope.unknown(&Spanned::new(word, right.span), "reading", &known).into())
        }
    }
}

/// Whether a name is the `claim` of `where claim = inferred`, and not a field.
fn chooses_reading(scope: Scope<'_>, topic: &Arc<Topic>, name: &Name) -> Result<bool, ResolveError> {
    Ok(fold(&name.node) == "claim" && variable::find(scope, topic, name)?.is_none())
}

/// The parts of an `or` as they would read with `and`.
fn joined_by_and(scope: Scope<'_>, condition: &Condition) -> String {
    match &condition.node {
        ConditionKind::Or(parts) | ConditionKind::And(parts) => {
            parts.iter().map(|part| joined_by_and(scope, part)).collect::<Vec<_>>().join(" and ")
        }
        ConditionKind::Not(part) if matches!(part.node, ConditionKind::Or(_) | ConditionKind::And(_)) => {
            joined_by_and(scope, part)
        }
        ConditionKind::Not(_)
        | ConditionKind::Compare { .. }
        | ConditionKind::InRange { .. }
        | ConditionKind::InList { .. }
        | ConditionKind::IsMissing { .. }
        | ConditionKind::IsLatest { .. }
        | ConditionKind::Contains { .. }
        | ConditionKind::Flag(_)
        | ConditionKind::Except(_) => condition.span.of(scope.text).to_owned(),
    }
}

fn is_row_column(scope: Scope<'_>, columns: &Columns<'_>, name: &Name) -> Result<bool, ResolveError> {
    let flag = columns.alike && matches!(fold(&name.node).as_str(), "shared" | "different");
    Ok(flag || columns.find(scope, name)?.is_some())
}

fn negate(negated: bool, condition: &Condition, scope: Scope<'_>, kind: TestKind) -> TestKind {
    match negated {
        true => TestKind::Not(Box::new(Test::typed(kind, scope.text, condition.span))),
        false => kind,
    }
}

fn comparison(
    scope: Scope<'_>,
    topic: &Arc<Topic>,
    left: &Expression,
    operator: &Spanned<Operator>,
    right: &Expression,
) -> Result<TestKind, ResolveError> {
    if matches!(
        left.node,
        ExpressionKind::Arithmetic { .. }
            | ExpressionKind::Call(_)
            | ExpressionKind::Number(_)
            | ExpressionKind::Years(..)
    ) {
        // Both sides are formulas.
        let (left, right) =
            both(formula::resolve(scope, topic, left), formula::resolve(scope, topic, right))?;
        return Ok(TestKind::Number { left: left.formula, operator: operator.node, right: right.formula });
    }
    let variable = left_variable(scope, topic, left)?;
    value::test(scope, topic, variable, operator, right)
}

fn range(
    scope: Scope<'_>,
    topic: &Arc<Topic>,
    left: &Expression,
    low: &Expression,
    high: &Expression,
) -> Result<TestKind, ResolveError> {
    let variable = left_variable(scope, topic, left)?;
    if let (Some(span), true) = (year_range(low, high), value::holds_years(topic, &variable)) {
        return Ok(TestKind::Years { variable, span });
    }
    let (at_least, at_most) =
        (Spanned::new(Operator::GreaterOrEqual, low.span), Spanned::new(Operator::LessOrEqual, high.span));
    let low = value::test(scope, topic, variable.clone(), &at_least, low);
    let high = value::test(scope, topic, variable, &at_most, high);
    let (low, high) = both(low, high)?;
    let test = |kind| Test::typed(kind, scope.text, left.span);
    Ok(TestKind::And(vec![test(low), test(high)]))
}

fn year_range(low: &Expression, high: &Expression) -> Option<Years> {
    match (&low.node, &high.node) {
        (ExpressionKind::Number(low), ExpressionKind::Number(high)) => {
            Some(Years { from: *low as i32, to: *high as i32 })
        }
        _ => None,
    }
}

fn left_variable(scope: Scope<'_>, topic: &Arc<Topic>, left: &Expression) -> Result<Variable, ResolveError> {
    match &left.node {
        ExpressionKind::Path(path) => formula::path_variable(scope, topic, path),
        ExpressionKind::Quoted(name) => variable::get(scope, topic, &Spanned::new(name.clone(), left.span)),
        ExpressionKind::Time => time(scope, topic, left.span),
        ExpressionKind::Number(_)
        | ExpressionKind::Years(..)
        | ExpressionKind::Call(_)
        | ExpressionKind::Arithmetic { .. } => Err(ResolveError::WrongValue {
            field: "where".into(),
            holds: "conditions on fields",
            value: left.span.of(scope.text).into(),
            span: left.span,
            example: format!("show {} where {} is not missing", topic.name, topic.meta(topic.case()).name),
        }),
    }
}

/// The time of a row, of which `since 2015` speaks: its period, or the field of its years.
fn time(scope: Scope<'_>, topic: &Topic, word: Span) -> Result<Variable, ResolveError> {
    if topic.has_years() {
        return Ok(variable::computed("year", Level::Year, Origin::Years));
    }
    Err(ResolveError::Timeless {
        topic: topic.name.to_string(),
        word: word.of(scope.text).to_lowercase(),
        span: word,
        example: format!("show {}", topic.name),
    })
}

/// A bare word: a defined condition, or a field that says yes or no.
fn flag(scope: Scope<'_>, topic: &Arc<Topic>, name: &Name) -> Result<Test, ResolveError> {
    let variable = variable::get(scope, topic, name)?;
    let kind = match &variable.origin {
        Origin::Condition(test) => return Ok(Test::typed(test.kind.clone(), scope.text, name.span)),
        Origin::Field(id) if variable.meta.level == Level::Nominal => match topic.labels(*id)? {
            Some(labels) => {
                let codes = labels.dictionary.find("yes").into_iter().collect();
                TestKind::Label { variable, codes }
            }
            None => TestKind::Not(Box::new(Test::typed(TestKind::Missing(variable), scope.text, name.span))),
        },
        Origin::Field(_) | Origin::Years | Origin::Decade | Origin::Through { .. } | Origin::Formula(_) => {
            TestKind::Not(Box::new(Test::typed(TestKind::Missing(variable), scope.text, name.span)))
        }
    };
    Ok(Test::typed(kind, scope.text, name.span))
}
