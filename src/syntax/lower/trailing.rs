//! Words of time and order behind a query: each is short for a condition, or for an order with a limit.

use pest::iterators::Pair;

use super::term::all;
use super::{Lowering, Read, Rule};
use crate::ast::{
    Clause, Condition, ConditionKind, Expression, ExpressionKind, Order, OrderKey, Query, Verb,
};
use crate::error::SyntaxError;
use crate::fix::Fix;
use crate::word::Operator;
use base::source::{Span, Spanned};

/// What the trailing words of a query come to; it is put into the query when all its clauses are read.
#[derive(Default)]
pub(super) struct Trailing {
    conditions: Vec<Condition>,
    end: Option<End>,
}

/// `top 5`, `bottom 5`
struct End {
    bottom: bool,
    count: usize,
    span: Span,
}

impl Lowering<'_> {
    pub(super) fn trailing(self, pair: Pair<Rule>, query: &mut Query, trailing: &mut Trailing) -> Read<()> {
        let (span, rule) = (self.span(&pair), pair.as_rule());
        let mut inside = pair.into_inner();
        let word = self.span(&self.expect(inside.next(), span)?);
        let clause = match rule {
            Rule::top | Rule::bottom => {
                let count = self.integer(&self.expect(inside.next(), span)?)?;
                trailing.end = Some(End { bottom: rule == Rule::bottom, count: count.node, span });
                query.limit = Some(count);
                if rule == Rule::bottom { Clause::Bottom } else { Clause::Top }
            }
            Rule::except => {
                let kind = ConditionKind::Except(self.names(inside)?);
                trailing.conditions.push(Spanned::new(kind, span));
                Clause::Except
            }
            _ => {
                let mut years = inside.filter(|pair| pair.as_rule() == Rule::year);
                let first = self.year(&self.expect(years.next(), span)?)?;
                let second = years.next().map(|year| self.year(&year)).transpose()?;
                let (kind, clause) = time(rule, word, first, second);
                trailing.conditions.push(Spanned::new(kind, span));
                clause
            }
        };
        query.clauses.push(Spanned::new(clause, span));
        Ok(())
    }

    fn year(self, pair: &Pair<Rule>) -> Read<Expression> {
        let year = self.integer(pair)?;
        Ok(Spanned::new(ExpressionKind::Number(year.node as f64), year.span))
    }
}

/// `since 2015` is `year >= 2015`, on the field of the time.
fn time(rule: Rule, word: Span, first: Expression, second: Option<Expression>) -> (ConditionKind, Clause) {
    let left = Spanned::new(ExpressionKind::Time, word);
    if let Some(high) = second {
        let clause = if rule == Rule::between { Clause::Between } else { Clause::From };
        return (ConditionKind::InRange { left, low: first, high, negated: false }, clause);
    }
    let (operator, clause) = match rule {
        Rule::since => (Operator::GreaterOrEqual, Clause::Since),
        Rule::after => (Operator::Greater, Clause::After),
        Rule::until => (Operator::LessOrEqual, Clause::Until),
        _ => (Operator::Less, Clause::Before),
    };
    let operator = Spanned::new(operator, word);
    (ConditionKind::Compare { left, operator, right: first }, clause)
}

impl Trailing {
    /// The query with what its trailing words are short for.
    pub(super) fn put_into(self, mut query: Query) -> Read<Query> {
        for condition in self.conditions {
            query.condition = Some(match query.condition {
                Some(before) => all(before, condition),
                None => condition,
            });
        }
        let Some(End { bottom, count, span }) = self.end else { return Ok(query) };
        if query.verb.node == Verb::Rank {
            // A place is what the verb is for; an order that is written comes after it.
            query.order.insert(0, Order { key: OrderKey::Place, descending: Some(bottom) });
            return Ok(query);
        }
        if query.order.is_empty() {
            let (verb, word) = (query.verb.node.name(), if bottom { "bottom" } else { "top" });
            let fix = Fix::replace(span, format!("limit {count}"));
            return Err(SyntaxError::NoOrder { span, verb, word, fix });
        }
        for order in query.order.iter_mut().filter(|_| bottom) {
            order.descending = Some(order.descending != Some(true));
        }
        Ok(query)
    }
}

pub(super) fn is_trailing(rule: Rule) -> bool {
    let (low, high) = bounds(rule);
    low || high || matches!(rule, Rule::except | Rule::top | Rule::bottom)
}

/// Whether two clauses say the same, so that only one of them can hold.
pub(super) fn says_the_same(one: Rule, other: Rule) -> bool {
    let rows = |rule| matches!(rule, Rule::top | Rule::bottom | Rule::limit);
    let (one_bounds, other_bounds) = (bounds(one), bounds(other));
    one == other
        || rows(one) && rows(other)
        || one_bounds.0 && other_bounds.0
        || one_bounds.1 && other_bounds.1
}

/// Whether a clause says the first year, and whether it says the last.
fn bounds(rule: Rule) -> (bool, bool) {
    match rule {
        Rule::since | Rule::after => (true, false),
        Rule::until | Rule::before => (false, true),
        Rule::between | Rule::from => (true, true),
        _ => (false, false),
    }
}
