//! The right side of a comparison: what kind of value a variable can be compared with.

use std::sync::Arc;

use super::condition::{single, word};
use super::error::ResolveError;
use super::formula;
use super::scope::{Scope, quoted};
use super::unknown_label::{silent, unclear, unknown_label};
use super::variable;
use base::fold::fold;
use base::source::{Span, Spanned};
use data::{DataError, Decades, FieldId, Label, Labels, Level, Role, Topic, Years, names};
use query::{Formula, Origin, Test, TestKind, Variable};
use syntax::ast::{Expression, ExpressionKind, Operator};

/// A comparison of a variable with the right side.
///
/// # Errors
///
/// A value of another kind, an unknown label, an order where the variable has none.
pub fn test(
    scope: Scope<'_>,
    topic: &Arc<Topic>,
    variable: Variable,
    operator: &Spanned<Operator>,
    right: &Expression,
) -> Result<TestKind, ResolveError> {
    if holds_years(topic, &variable) {
        return years(scope, topic, variable, operator.node, right);
    }
    if let Some(labels) = labels(topic, &variable)? {
        return label(scope, topic, &variable, labels, operator, right);
    }
    match variable.origin {
        Origin::Decade => decade(scope, topic, &variable, operator.node, right),
        Origin::Condition(_) => words(scope, variable, operator, right),
        Origin::Field(_) | Origin::Years | Origin::Through { .. } | Origin::Formula(_) => {
            numbers(scope, topic, variable, operator.node, right)
        }
    }
}

/// Whether the words of a variable hold a text.
///
/// # Errors
///
/// It holds figures or years.
pub fn contains(
    scope: Scope<'_>,
    topic: &Arc<Topic>,
    variable: Variable,
    text: &Spanned<String>,
) -> Result<TestKind, ResolveError> {
    let words = match variable.origin {
        Origin::Decade | Origin::Condition(_) => true,
        Origin::Field(_) | Origin::Through { .. } => holds_words(topic, &variable),
        Origin::Years | Origin::Formula(_) => false,
    };
    if words {
        return Ok(TestKind::Contains { variable, text: fold(&text.node) });
    }
    let field = variable.meta.name.to_string();
    let is_text = |id: &FieldId| topic.is_words(*id) && topic.meta(*id).level == Level::Text;
    let texts = (0..topic.fields.len()).map(FieldId).find(is_text).unwrap_or(topic.case());
    let written = text.span.of(scope.text);
    Err(ResolveError::NoWords {
        example: format!("show {} where {} contains {written}", topic.name, topic.meta(texts).name),
        field,
        holds: if holds_years(topic, &variable) { "years" } else { "figures" },
        span: text.span,
    })
}

/// Whether a variable holds years.
pub fn holds_years(topic: &Topic, variable: &Variable) -> bool {
    match &variable.origin {
        Origin::Years => true,
        Origin::Field(id) => topic.is_years(*id),
        Origin::Through { topic, field, .. } => topic.is_years(*field),
        Origin::Decade | Origin::Formula(_) | Origin::Condition(_) => false,
    }
}

/// Whether a variable holds words; of what is only known once computed none are known.
pub fn holds_words(topic: &Topic, variable: &Variable) -> bool {
    match &variable.origin {
        Origin::Field(id) => topic.is_words(*id),
        Origin::Through { topic, field, .. } => topic.is_words(*field),
        Origin::Years | Origin::Decade | Origin::Formula(_) | Origin::Condition(_) => false,
    }
}

/// The labels that a variable's codes stand for; `None` when it holds figures or years, or is only known once computed.
///
/// # Errors
///
/// What keeps them from being read.
pub fn labels<'a>(topic: &'a Topic, variable: &'a Variable) -> Result<Option<&'a Labels>, DataError> {
    match &variable.origin {
        Origin::Field(id) => topic.labels(*id),
        Origin::Through { topic, field, .. } => topic.labels(*field),
        Origin::Years | Origin::Decade | Origin::Formula(_) | Origin::Condition(_) => Ok(None),
    }
}

/// Each variable with how many labels it has: none where it holds figures or years.
///
/// # Errors
///
/// As [`labels`].
pub fn count_labels(topic: &Topic, variables: Vec<Variable>) -> Result<Vec<(usize, Variable)>, DataError> {
    let count = |variable: Variable| {
        let count = labels(topic, &variable)?.map_or(0, |labels| labels.dictionary.labels().len());
        Ok((count, variable))
    };
    variables.into_iter().map(count).collect()
}

/// The labels of a variable as they have to be typed; none when it holds figures or years.
///
/// # Errors
///
/// As [`labels`].
pub fn typed_labels<'a>(
    topic: &'a Topic,
    variable: &'a Variable,
) -> Result<impl Iterator<Item = String> + 'a, DataError> {
    let labels = labels(topic, variable)?.into_iter().flat_map(|labels| labels.dictionary.labels());
    Ok(labels.map(|label| quoted(label)))
}

fn years(
    scope: Scope<'_>,
    topic: &Topic,
    variable: Variable,
    operator: Operator,
    right: &Expression,
) -> Result<TestKind, ResolveError> {
    let span = match &right.node {
        ExpressionKind::Number(year) => Years { from: *year as i32, to: *year as i32 },
        ExpressionKind::Years(from, to) => Years { from: *from, to: *to },
        ExpressionKind::Quoted(text) => {
            Years::parse(text).ok_or_else(|| wrong(scope, topic, &variable, "years", right))?
        }
        ExpressionKind::Path(_)
        | ExpressionKind::Time
        | ExpressionKind::Call(_)
        | ExpressionKind::Arithmetic { .. } => {
            return Err(wrong(scope, topic, &variable, "years", right));
        }
    };
    // When something happened is one year of its span, and nobody knows which; what lasts does so in all years of it.
    let happened = variable.meta.role == Role::Measure;
    if let Some(limit) = limit(operator, span).filter(|_| happened) {
        return Ok(TestKind::Number {
            left: Formula::Variable(variable),
            operator,
            right: Formula::Number(f64::from(limit)),
        });
    }
    Ok(spanned(scope, variable, operator, span, right))
}

/// The year that an order is about; none where years are only the same or not.
fn limit(operator: Operator, span: Years) -> Option<i32> {
    match operator {
        Operator::Equal | Operator::NotEqual => None,
        Operator::Less | Operator::GreaterOrEqual => Some(span.from),
        Operator::LessOrEqual | Operator::Greater => Some(span.to),
    }
}

/// `decade = 1970s`: the years of a row touch those of the decade.
fn decade(
    scope: Scope<'_>,
    topic: &Topic,
    variable: &Variable,
    operator: Operator,
    right: &Expression,
) -> Result<TestKind, ResolveError> {
    let text = right.span.of(scope.text);
    let word = word(right).unwrap_or_else(|| text.to_owned());
    let Some(decade) = Decades::parse(&word) else {
        return Err(wrong(scope, topic, variable, "decades", right));
    };
    let years = variable::computed("decade", Level::Year, Origin::Years);
    Ok(spanned(scope, years, operator, decade.years(), right))
}

/// Years that stand so to a span: with a year in it, or before or after it.
fn spanned(
    scope: Scope<'_>,
    variable: Variable,
    operator: Operator,
    span: Years,
    right: &Expression,
) -> TestKind {
    let span = match operator {
        Operator::Equal => span,
        Operator::NotEqual => {
            let test = TestKind::Years { variable, span };
            return TestKind::Not(Box::new(Test::typed(test, scope.text, right.span)));
        }
        Operator::Less => Years { from: i32::MIN + 1, to: span.from - 1 },
        Operator::LessOrEqual => Years { from: i32::MIN + 1, to: span.to },
        Operator::Greater => Years { from: span.to.saturating_add(1), to: Years::OPEN },
        Operator::GreaterOrEqual => Years { from: span.from, to: Years::OPEN },
    };
    TestKind::Years { variable, span }
}

fn label(
    scope: Scope<'_>,
    topic: &Topic,
    variable: &Variable,
    labels: &Labels,
    operator: &Spanned<Operator>,
    right: &Expression,
) -> Result<TestKind, ResolveError> {
    let (word, span) = match &right.node {
        // A label may look like a figure: `stage = 1`, `edition = 2020`.
        ExpressionKind::Number(_) | ExpressionKind::Years(..) => {
            (right.span.of(scope.text).to_owned(), right.span)
        }
        ExpressionKind::Path(_)
        | ExpressionKind::Quoted(_)
        | ExpressionKind::Time
        | ExpressionKind::Call(_)
        | ExpressionKind::Arithmetic { .. } => match word(right) {
            Some(word) => (word, right.span),
            None => return Err(wrong(scope, topic, variable, "words", right)),
        },
    };
    let equal = matches!(operator.node, Operator::Equal | Operator::NotEqual);
    let test = if variable.meta.level == Level::Set {
        TestKind::Member { variable: variable.clone(), words: vec![fold(&word)] }
    } else {
        let code = find(scope, topic, variable, labels, &word, span)?;
        if !equal {
            return step(scope, topic, variable, operator, code);
        }
        TestKind::Label { variable: variable.clone(), codes: vec![code] }
    };
    // A word that is compared in another way is a step of a scale, which was dealt with.
    Ok(if operator.node == Operator::Equal {
        test
    } else {
        TestKind::Not(Box::new(Test::typed(test, scope.text, right.span)))
    })
}

fn find(
    scope: Scope<'_>,
    topic: &Topic,
    variable: &Variable,
    labels: &Labels,
    word: &str,
    span: Span,
) -> Result<u32, ResolveError> {
    let found = match &variable.origin {
        Origin::Field(id) => names::find(scope.store, topic, *id, word)?,
        Origin::Through { topic, field, .. } => names::find(scope.store, topic, *field, word)?,
        Origin::Years | Origin::Decade | Origin::Formula(_) | Origin::Condition(_) => Label::Unknown,
    };
    match found {
        Label::Known(code) => Ok(code),
        Label::Elsewhere(name) => Err(silent(topic, &variable.meta, labels, name, span).into()),
        Label::Several(codes) => Err(unclear(scope, labels, word, &codes, span)),
        Label::Unknown => Err(unknown_label(topic, &variable.meta, labels, word.to_owned(), span).into()),
    }
}

fn step(
    scope: Scope<'_>,
    topic: &Topic,
    variable: &Variable,
    operator: &Spanned<Operator>,
    code: u32,
) -> Result<TestKind, ResolveError> {
    if (code as usize) < variable.meta.scale.len() {
        return Ok(TestKind::Step { variable: variable.clone(), operator: operator.node, code });
    }
    let field = variable.meta.name.to_string();
    let label = labels(topic, variable)?.map_or("", |labels| labels.dictionary.label(code));
    Err(ResolveError::NoOrder {
        example: format!("show {} where {field} = {}", topic.name, quoted(label)),
        field,
        operator: match operator.span.of(scope.text) {
            "<" => "<",
            "<=" | "≤" => "<=",
            ">" => ">",
            _ => ">=",
        },
        span: operator.span,
    })
}

fn words(
    scope: Scope<'_>,
    variable: Variable,
    operator: &Spanned<Operator>,
    right: &Expression,
) -> Result<TestKind, ResolveError> {
    let word = word(right).unwrap_or_else(|| right.span.of(scope.text).to_owned());
    let test = TestKind::Word { variable, words: vec![fold(&word)] };
    Ok(if operator.node == Operator::NotEqual {
        TestKind::Not(Box::new(Test::typed(test, scope.text, right.span)))
    } else {
        test
    })
}

fn numbers(
    scope: Scope<'_>,
    topic: &Arc<Topic>,
    variable: Variable,
    operator: Operator,
    right: &Expression,
) -> Result<TestKind, ResolveError> {
    // A bare word beside a figure can only be another field.
    if let Some(name) = single(right) {
        match variable::find(scope, topic, name)? {
            Some(other) if !holds_words(topic, &other) && !holds_years(topic, &other) => {
                let (left, right) = (Formula::Variable(variable), Formula::Variable(other));
                return Ok(TestKind::Number { left, operator, right });
            }
            _ => return Err(wrong(scope, topic, &variable, "figures", right)),
        }
    }
    if let ExpressionKind::Quoted(_) | ExpressionKind::Years(..) = right.node {
        return Err(wrong(scope, topic, &variable, "figures", right));
    }
    let right = if let ExpressionKind::Number(value) = &right.node {
        Formula::Number(*value)
    } else {
        formula::resolve(scope, topic, right)?.formula
    };
    Ok(TestKind::Number { left: Formula::Variable(variable), operator, right })
}

fn wrong(
    scope: Scope<'_>,
    topic: &Topic,
    variable: &Variable,
    holds: &'static str,
    right: &Expression,
) -> ResolveError {
    let field = variable.meta.name.to_string();
    let example = match holds {
        "years" => format!("show {} where {field} = 2020", topic.name),
        "figures" => format!("show {} where {field} <= 10", topic.name),
        "decades" => format!("show {} where {field} = 2010s", topic.name),
        _ => format!("show {} where {field} is not missing", topic.name),
    };
    ResolveError::WrongValue {
        field,
        holds,
        value: right.span.of(scope.text).into(),
        span: right.span,
        example,
    }
}
