//! Arithmetic on figures: what the levels allow, and what unit comes out.

use std::sync::Arc;

use super::error::{ResolveError, both};
use super::frame;
use super::function;
use super::long_table;
use super::scope::{Scope, path_text, quoted};
use super::variable;
use base::source::{Span, Spanned};
use base::suggest::plural;
use data::{Direction, Field, FieldId, Level, Role, Topic, names};
use query::{Formula, Origin, Variable};
use syntax::ast::{Arithmetic, Expression, ExpressionKind, Path};

/// A figure that is computed, and what is known of it.
#[derive(Clone, Debug)]
pub struct Figure {
    /// How it is computed.
    pub formula: Formula,
    /// Its level, unit and direction; a measure without a name.
    pub meta: Field,
}

impl Figure {
    fn new(formula: Formula, level: Level) -> Self {
        Self { formula, meta: Field { role: Role::Measure, ..Field::computed("", level) } }
    }
}

/// Resolves arithmetic and functions, and tells level, unit and direction of the result.
///
/// # Errors
///
/// Unknown names, figures whose level forbids what is asked of them, sums across units.
pub fn resolve(
    scope: Scope<'_>,
    topic: &Arc<Topic>,
    expression: &Expression,
) -> Result<Figure, ResolveError> {
    let figure = operand(scope, topic, expression)?;
    match &expression.node {
        ExpressionKind::Path(_) | ExpressionKind::Quoted(_) => {
            check(scope, topic, &figure.meta, expression.span, "arithmetic")?;
        }
        ExpressionKind::Number(_)
        | ExpressionKind::Years(..)
        | ExpressionKind::Time
        | ExpressionKind::Arithmetic { .. }
        | ExpressionKind::Call(_) => {}
    }
    Ok(figure)
}

/// The same of any variable, whatever may be done with it.
///
/// # Errors
///
/// As [`resolve`].
pub fn operand(
    scope: Scope<'_>,
    topic: &Arc<Topic>,
    expression: &Expression,
) -> Result<Figure, ResolveError> {
    match &expression.node {
        ExpressionKind::Number(value) => Ok(Figure::new(Formula::Number(*value), Level::Quantity)),
        ExpressionKind::Path(path) => match long_table::figure(scope, topic, path)? {
            Some(figure) => Ok(figure),
            None => Ok(measured(topic, path_variable(scope, topic, path)?)),
        },
        // A field whose name needs quotes.
        ExpressionKind::Quoted(name)
            if variable::find(scope, topic, &Spanned::new(name.clone(), expression.span))?.is_some() =>
        {
            let name = Spanned::new(name.clone(), expression.span);
            Ok(measured(topic, variable::get(scope, topic, &name)?))
        }
        ExpressionKind::Years(..) | ExpressionKind::Quoted(_) | ExpressionKind::Time => {
            Err(ResolveError::WrongValue {
                field: "arithmetic".into(),
                holds: "figures",
                value: expression.span.of(scope.text).into(),
                span: expression.span,
                example: "define grdp_per_head in profile as grdp_usd / population".into(),
            })
        }
        ExpressionKind::Call(call) => function::resolve(scope, topic, call),
        ExpressionKind::Arithmetic { left, operator, right } => {
            let (a, b) = both(operand(scope, topic, left), operand(scope, topic, right))?;
            both(
                check(scope, topic, &a.meta, left.span, "arithmetic"),
                check(scope, topic, &b.meta, right.span, "arithmetic"),
            )?;
            let (unit_a, unit_b) = (&a.meta.unit, &b.meta.unit);
            let unit =
                unit(operator.node, unit_a, unit_b, left, right).ok_or_else(|| ResolveError::Units {
                    left: left.span.of(scope.text).into(),
                    left_unit: named(unit_a),
                    right: right.span.of(scope.text).into(),
                    right_unit: named(unit_b),
                    span: operator.span,
                    example: scope.edited(scope.statement, operator.span, "/"),
                })?;
            let meta = Field {
                unit: unit.into(),
                unit_from: a.meta.unit_from.or(b.meta.unit_from),
                direction: direction(&a, operator.node, &b),
                ..Figure::new(Formula::Number(0.0), Level::Quantity).meta
            };
            Ok(Figure { formula: Formula::binary(a.formula, operator.node, b.formula), meta })
        }
    }
}

/// Which end of a result is better: a figure that is only moved or scaled keeps its own, or turns round.
fn direction(a: &Figure, sign: Arithmetic, b: &Figure) -> Option<Direction> {
    let number =
        |figure: &Figure| if let Formula::Number(number) = figure.formula { Some(number) } else { None };
    match (number(a), sign, number(b)) {
        (None, Arithmetic::Add | Arithmetic::Subtract, Some(_)) => a.meta.direction,
        (Some(_), Arithmetic::Add, None) => b.meta.direction,
        (Some(_), Arithmetic::Subtract, None) => b.meta.direction.map(Direction::turned),
        (None, Arithmetic::Multiply | Arithmetic::Divide, Some(by)) if by > 0.0 => a.meta.direction,
        (Some(by), Arithmetic::Multiply, None) if by > 0.0 => b.meta.direction,
        (None, Arithmetic::Add, None) if a.meta.direction == b.meta.direction => a.meta.direction,
        _ => None,
    }
}

/// The figures of a variable, and what is known of them.
fn measured(topic: &Topic, variable: Variable) -> Figure {
    let meta = &variable.meta;
    // Where units differ by row, the field that holds them stands for them: `currency/USD`.
    let (unit, unit_from) = match (meta.unit_from, &variable.origin) {
        (Some(field), Origin::Field(_) | Origin::Formula(_)) => (topic.meta(field).name.clone(), Some(field)),
        _ => (meta.unit.clone(), None),
    };
    let meta = Field { role: Role::Measure, unit, unit_from, ..Field::clone(meta) };
    Figure { formula: Formula::Variable(variable), meta }
}

/// A variable by path: `population`, `partner.country` behind a field that refers to another topic, or
/// `profile.population` from another topic with one row a case.
pub fn path_variable(scope: Scope<'_>, topic: &Arc<Topic>, path: &Path) -> Result<Variable, ResolveError> {
    match path.names.as_slice() {
        [name] => variable::get(scope, topic, name),
        [first, name] if first.node.eq_ignore_ascii_case(&topic.name) => variable::get(scope, topic, name),
        [first, name] => {
            if let Some(variable) = frame::behind(topic, &first.node, &name.node) {
                return Ok(variable);
            }
            if let Some(variable) = variable::behind(scope, topic, first, name)? {
                return Ok(variable);
            }
            let other = scope.topic(first)?;
            let inner = variable::get(scope, &other, name)?;
            let Origin::Field(field) = inner.origin else { return variable::get(scope, topic, name) };
            // Figures of years belong to rows of the same year; other figures to all rows of a case.
            let by_year = align::is_timed(&other) && align::is_timed(topic);
            let is_open = |id: FieldId| !by_year || !other.is_years(id);
            let keyed =
                other.with_role(Role::Key).next().is_some() || other.with_role(Role::Time).any(is_open);
            if keyed {
                return Err(ResolveError::ManyQuestions {
                    topic: other.name.to_string(),
                    questions: format!("`{}` has several rows for one case", other.name),
                    span: path.span,
                    example: "define ties_per_head in partnerships as cities / profile.population".into(),
                });
            }
            let (key, cases) = shared_key(scope, topic, &other)?;
            let origin = Origin::Through { key, target: other.case(), field, topic: other, by_year, cases };
            Ok(Variable { meta: inner.meta, origin })
        }
        _ => {
            let name = Spanned::new(path_text(path), path.span);
            Err(scope.unknown_field(&name, topic, &super::scope::field_names(topic)).into())
        }
    }
}

/// The field of a topic that names the cases of another, and which of its labels are which of these: the case where
/// they share one, else the first key that does.
fn shared_key(
    scope: Scope<'_>,
    topic: &Topic,
    other: &Topic,
) -> Result<(FieldId, names::Matched), ResolveError> {
    let matched = |key| names::matched(scope.store, (topic, key), (other, other.case()));
    let cases = matched(topic.case())?;
    if cases.iter().any(Option::is_none) {
        // Written otherwise, they may be the same all the same.
        let known = frame::same_cases(scope, topic, other)?;
        let both: names::Matched = cases.iter().zip(known).map(|(case, known)| case.or(known)).collect();
        if both.iter().any(Option::is_some) {
            return Ok((topic.case(), both));
        }
    }
    for key in topic.with_role(Role::Key) {
        let cases = matched(key)?;
        if cases.iter().any(Option::is_some) {
            return Ok((key, cases));
        }
    }
    Ok((topic.case(), cases))
}

/// Refuses what no arithmetic can be done with.
///
/// # Errors
///
/// The level of a figure, and a formula that works.
pub fn check(
    scope: Scope<'_>,
    topic: &Topic,
    figure: &Field,
    span: Span,
    operation: &'static str,
) -> Result<(), ResolveError> {
    match figure.level {
        Level::Count | Level::Quantity | Level::Share | Level::Year => Ok(()),
        Level::Ordinal | Level::Nominal | Level::Set | Level::Text => {
            let example = match topic.fields.iter().find(|field| field.level.is_numeric()) {
                Some(field) => format!("define double in {} as {} * 2", topic.name, quoted(&field.name)),
                None => "define grdp_per_head in profile as grdp_usd / population".into(),
            };
            let field = span.of(scope.text).to_owned();
            Err(ResolveError::Level { operation, field, why: query::why(figure).into(), span, example })
        }
    }
}

/// The unit of a result; `None` when the units forbid the sign.
fn unit(sign: Arithmetic, a: &str, b: &str, left: &Expression, right: &Expression) -> Option<String> {
    let literal = |side: &Expression| matches!(side.node, ExpressionKind::Number(_));
    Some(match sign {
        Arithmetic::Add | Arithmetic::Subtract if a == b || literal(left) || literal(right) => {
            if a.is_empty() { b.into() } else { a.into() }
        }
        Arithmetic::Add | Arithmetic::Subtract => return None,
        Arithmetic::Divide if a == b => String::new(),
        Arithmetic::Divide if literal(right) => scaled(a, "1/", right),
        Arithmetic::Divide if a.is_empty() => format!("1 per {}", one(b)),
        Arithmetic::Divide => format!("{} per {}", plural(a), one(b)),
        Arithmetic::Multiply if literal(right) => scaled(a, "", right),
        Arithmetic::Multiply if literal(left) => scaled(b, "", left),
        Arithmetic::Multiply => format!("{a}·{b}"),
    })
}

/// One of what a unit counts: `USD per person`.
fn one(unit: &str) -> String {
    match unit {
        "people" => "person".into(),
        unit if unit.contains(PER) => format!("({unit})"),
        unit => unit.into(),
    }
}

const PER: &str = " per ";

/// A unit after a change of scale: `cities per person` times 1000000 are `cities per million people`.
fn scaled(unit: &str, how: &str, by: &Expression) -> String {
    let ExpressionKind::Number(factor) = by.node else { return unit.into() };
    let scale = match factor {
        1e3 => "thousand".to_owned(),
        1e6 => "million".to_owned(),
        factor => factor.to_string(),
    };
    match (how, unit.split_once(PER)) {
        ("", Some((above, below))) => format!("{above} per {scale} {}", plural(below)),
        (_, None) if unit.is_empty() => String::new(),
        ("", None) => format!("{unit}×{factor}"),
        _ => format!("{factor} {unit}"),
    }
}

fn named(unit: &str) -> String {
    if unit.is_empty() { "no unit".into() } else { format!("`{unit}`") }
}
