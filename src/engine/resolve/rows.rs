//! Conditions on finished rows: the columns of a result, words and figures, and formulas over them.

use super::columns::Columns;
use super::condition::single;
use super::error::{ResolveError, all, both};
use super::latest;
use super::scope::{Scope, path_text};
use answer::schema::ColumnId;
use base::fold::fold;
use base::source::Spanned;
use data::{Label, names};
use query::{RowTest, RowValue};
use syntax::ast::{Condition, ConditionKind, Expression, ExpressionKind, Name, Operator, Path, Verb};

/// Resolves a condition on the rows of a result.
///
/// # Errors
///
/// A name that is no column, a value that cannot be compared.
pub fn resolve(
    scope: Scope<'_>,
    columns: &Columns<'_>,
    condition: &Condition,
) -> Result<RowTest, ResolveError> {
    let each = |parts: &[Condition]| all(parts.iter().map(|part| resolve(scope, columns, part)));
    Ok(match &condition.node {
        ConditionKind::And(parts) => RowTest::And(each(parts)?),
        ConditionKind::Or(parts) => RowTest::Or(each(parts)?),
        ConditionKind::Not(part) => RowTest::Not(Box::new(resolve(scope, columns, part)?)),
        ConditionKind::Compare { left, operator, right } => {
            let (left, right) = both(formula(scope, columns, left), value(scope, columns, left, right))?;
            RowTest::Compare { left, operator: operator.node, right }
        }
        ConditionKind::InRange { left, low, high, negated } => {
            let column = formula(scope, columns, left)?;
            let (ExpressionKind::Number(low), ExpressionKind::Number(high)) = (&low.node, &high.node) else {
                return Err(wrong_value(scope, left.span.of(scope.text), low));
            };
            opposite(*negated, RowTest::Between(column, *low, *high))
        }
        ConditionKind::InList { left, items, negated } => {
            let column = formula(scope, columns, left)?;
            let tests = items.iter().map(|item| {
                let right = value(scope, columns, left, item)?;
                Ok(RowTest::Compare { left: column.clone(), operator: Operator::Equal, right })
            });
            opposite(*negated, RowTest::Or(all(tests)?))
        }
        ConditionKind::IsMissing { left, negated } => {
            opposite(*negated, RowTest::Missing(column(scope, columns, left)?))
        }
        ConditionKind::Contains { left, text, negated } => {
            opposite(*negated, RowTest::Contains(column(scope, columns, left)?, fold(&text.node)))
        }
        ConditionKind::IsLatest { left } => return Err(latest::misplaced(scope, condition.span, left.span)),
        // A verb whose conditions are all on finished rows refuses the clause before.
        ConditionKind::Except(_) => {
            return Err(no_condition(scope, &Spanned::new(String::new(), condition.span)));
        }
        ConditionKind::Flag(name) => match fold(&name.node).as_str() {
            "shared" if columns.alike => RowTest::Shared,
            "different" if columns.alike => RowTest::Different,
            _ => {
                columns.get(scope, name)?;
                return Err(no_condition(scope, name));
            }
        },
    })
}

fn opposite(negated: bool, test: RowTest) -> RowTest {
    if negated { RowTest::Not(Box::new(test)) } else { test }
}

/// A column, a figure, or arithmetic on them: every name is a column.
fn formula(
    scope: Scope<'_>,
    columns: &Columns<'_>,
    expression: &Expression,
) -> Result<RowValue, ResolveError> {
    match &expression.node {
        ExpressionKind::Number(number) => {
            Ok(RowValue::Number(*number, decimals(expression.span.of(scope.text))))
        }
        ExpressionKind::Arithmetic { left, operator, right } => {
            let (left, right) = both(formula(scope, columns, left), formula(scope, columns, right))?;
            Ok(RowValue::Formula(Box::new(left), operator.node, Box::new(right)))
        }
        ExpressionKind::Years(..)
        | ExpressionKind::Path(_)
        | ExpressionKind::Quoted(_)
        | ExpressionKind::Call(_)
        | ExpressionKind::Time => column(scope, columns, expression).map(RowValue::Column),
    }
}

/// The right side: a name that is no column is a word.
fn value(
    scope: Scope<'_>,
    columns: &Columns<'_>,
    left: &Expression,
    right: &Expression,
) -> Result<RowValue, ResolveError> {
    let path = match &right.node {
        ExpressionKind::Years(from, to) => return Ok(RowValue::Word(format!("{from}-{to}"))),
        ExpressionKind::Quoted(word) => return Ok(RowValue::Word(fold(word))),
        ExpressionKind::Number(_)
        | ExpressionKind::Arithmetic { .. }
        | ExpressionKind::Call(_)
        | ExpressionKind::Time => {
            return formula(scope, columns, right);
        }
        ExpressionKind::Path(path) => path,
    };
    let word = path_text(path);
    let folded = fold(&word);
    let left = single(left).and_then(|name| columns.heads.find(&name.node));
    if left.is_some_and(|left| columns.heads.head(left).names_subject()) {
        return subject(scope, columns, &Spanned::new(word, right.span)).map(RowValue::Word);
    }
    Ok(columns.heads.find(&word).map_or(RowValue::Word(folded), RowValue::Column))
}

/// One of the subjects, by any of its names, or `tie`; folded.
fn subject(scope: Scope<'_>, columns: &Columns<'_>, name: &Name) -> Result<String, ResolveError> {
    let folded = fold(&name.node);
    // A result that exists already has words in this column and no list of subjects.
    let Some(subjects) = columns.subjects else { return Ok(folded) };
    let is_subject = |folded: &str| subjects.labels.iter().any(|subject| fold(subject) == folded);
    if folded == "tie" || is_subject(&folded) {
        return Ok(folded);
    }
    if let Some((topic, field)) = subjects.field
        && let Label::Known(code) = names::find(scope.store, topic, field, &name.node)?
        && let Some(at) = subjects.codes.iter().position(|&subject| subject == code)
        && let Some(label) = subjects.labels.get(at)
    {
        return Ok(fold(label));
    }
    Err(scope.unknown(name, "subject", subjects.labels).into())
}

fn column(scope: Scope<'_>, columns: &Columns<'_>, name: &Expression) -> Result<ColumnId, ResolveError> {
    let name = match &name.node {
        ExpressionKind::Quoted(text) => Spanned::new(text.clone(), name.span),
        ExpressionKind::Path(Path { names, .. }) if names.len() == 1 => names[0].clone(),
        ExpressionKind::Number(_)
        | ExpressionKind::Years(..)
        | ExpressionKind::Path(_)
        | ExpressionKind::Time
        | ExpressionKind::Call(_)
        | ExpressionKind::Arithmetic { .. } => return Err(wrong_value(scope, "the result", name)),
    };
    columns.get(scope, &name)
}

/// The decimals that a figure is written with; a percent sign is none.
fn decimals(written: &str) -> u8 {
    let after = written.split_once(['.', '．']).map_or("", |(_, after)| after);
    after.chars().take_while(|digit| digit.is_numeric()).count().min(12) as u8
}

/// A column that is named alone.
fn no_condition(scope: Scope<'_>, name: &Name) -> ResolveError {
    let written = name.span.of(scope.text);
    ResolveError::WrongValue {
        field: "where".into(),
        holds: "conditions",
        value: written.into(),
        span: name.span,
        example: scope.edited(scope.statement, name.span, &format!("{written} is not missing")),
    }
}

fn wrong_value(scope: Scope<'_>, column: &str, value: &Expression) -> ResolveError {
    ResolveError::WrongValue {
        field: column.into(),
        holds: "figures or words",
        value: value.span.of(scope.text).into(),
        span: value.span,
        example: format!("{} where gap > 5", Verb::Compare.example()),
    }
}
