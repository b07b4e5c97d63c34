//! What a part of a condition turns out to be: true or false, or a value.

use super::Read;
use crate::ast::{Condition, ConditionKind, Expression, ExpressionKind};
use crate::error::SyntaxError;
use crate::fix::Fix;
use base::source::{Span, Spanned};

/// What an operand can turn out to be.
pub(super) enum Term {
    Condition(Condition),
    Expression(Expression),
}

impl Term {
    /// A bare word may be a condition by itself.
    pub(super) fn into_condition(self) -> Read<Condition> {
        let expression = match self {
            Self::Condition(condition) => return Ok(condition),
            Self::Expression(expression) => expression,
        };
        let span = expression.span;
        let flag = match expression.node {
            ExpressionKind::Quoted(text) => Some(Spanned::new(text, span)),
            ExpressionKind::Path(path) if path.names.len() == 1 => path.names.into_iter().next(),
            ExpressionKind::Number(_) | ExpressionKind::Years(..) => {
                let fix = Fix::replace(Span::new(span.start, span.start), "year = ");
                return Err(SyntaxError::ConditionNeeded { span, fix });
            }
            ExpressionKind::Path(_)
            | ExpressionKind::Time
            | ExpressionKind::Call(_)
            | ExpressionKind::Arithmetic { .. } => None,
        };
        flag.map(|name| Spanned::new(ConditionKind::Flag(name), span))
            .ok_or(SyntaxError::ConditionNeeded { span, fix: Fix::none() })
    }

    pub(super) fn into_expression(self) -> Read<Expression> {
        match self {
            Self::Expression(expression) => Ok(expression),
            Self::Condition(condition) => Err(SyntaxError::ValueNeeded { span: condition.span }),
        }
    }

    /// The right side of a comparison that has no brackets around it.
    pub(super) fn compared_to(&self) -> Option<Span> {
        let Self::Condition(Spanned { node: ConditionKind::Compare { left, right, .. }, span }) = self else {
            return None;
        };
        (left.span.start == span.start).then_some(right.span)
    }

    pub(super) fn at(self, span: Span) -> Self {
        match self {
            Self::Condition(condition) => Self::Condition(Spanned { span, ..condition }),
            Self::Expression(expression) => Self::Expression(Spanned { span, ..expression }),
        }
    }
}

pub(super) fn all(left: Condition, right: Condition) -> Condition {
    let span = left.span.to(right.span);
    let mut parts = if let ConditionKind::And(parts) = left.node { parts } else { vec![left] };
    parts.push(right);
    Spanned::new(ConditionKind::And(parts), span)
}

pub(super) fn any(left: Condition, right: Condition) -> Condition {
    let span = left.span.to(right.span);
    let mut parts = if let ConditionKind::Or(parts) = left.node { parts } else { vec![left] };
    parts.push(right);
    Spanned::new(ConditionKind::Or(parts), span)
}
