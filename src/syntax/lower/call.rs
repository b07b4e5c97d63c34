//! Functions: `mean(gdp where year in 2010..2019)`.

use pest::iterators::Pair;

use super::{Lowering, Read, Rule};
use crate::ast::{Call, Condition, Expression, ExpressionKind, Function};
use crate::error::SyntaxError;
use crate::fix::Fix;
use crate::function::Reach;
use base::source::{Span, Spanned};
use base::suggest::closest;

impl Lowering<'_> {
    pub(super) fn call(self, pair: Pair<Rule>) -> Read<Call> {
        let span = self.span(&pair);
        let mut pairs = pair.into_inner();
        let called = self.expect(pairs.next(), span)?;
        let name = Spanned::new(called.as_str(), self.span(&called));
        let function = Function::of(name.node).ok_or_else(|| unknown(&name))?;
        let (mut arguments, mut filter) = (Vec::new(), None);
        for pair in pairs {
            match pair.as_rule() {
                Rule::expression => arguments.push(self.expression(pair)?),
                Rule::r#where => {
                    filter = Some(self.condition(self.expect(pair.into_inner().nth(1), span)?)?);
                }
                _ => {}
            }
        }
        if let (Some(filter), Some(last)) = (&filter, arguments.last()) {
            filtered(function, last, filter)?;
        }
        let (fewest, most) = function.arguments();
        let (given, first) = (arguments.len(), arguments.first().map_or("x", |of| of.span.of(self.text)));
        let mut arguments = arguments.into_iter();
        match (arguments.next(), arguments.next()) {
            (Some(of), second) if (fewest..=most).contains(&given) => {
                let number = second.map(|second| number(function, &second)).transpose()?;
                Ok(Call { function: Spanned::new(function, name.span), of, number, filter })
            }
            _ => Err(SyntaxError::Arguments {
                span,
                function: function.name(),
                needs: needs(fewest, most),
                given,
                example: function.example("x"),
                fix: Fix::replace(span, function.example(first)),
            }),
        }
    }
}

/// `meen(gdp)`
fn unknown(name: &Spanned<&str>) -> SyntaxError {
    let all = Function::ALL.map(Function::name);
    let fix = closest(name.node, all).map_or_else(Fix::none, |near| Fix::replace(name.span, near));
    SyntaxError::NoFunction { span: name.span, word: name.node.to_owned(), all: all.join(", "), fix }
}

fn needs(fewest: usize, most: usize) -> &'static str {
    match (fewest, most) {
        (1, 1) => "one figure",
        (1, _) => "a figure, and a number if need be",
        _ => "a figure and a number",
    }
}

/// Only what chooses among rows can be told which.
fn filtered(function: Function, last: &Expression, filter: &Condition) -> Read<()> {
    match function.reach() {
        Reach::Summary => Ok(()),
        Reach::Row | Reach::Years | Reach::Cases => Err(SyntaxError::FunctionWhere {
            span: filter.span,
            function: function.name(),
            fix: Fix::replace(Span::new(last.span.end, filter.span.end), ""),
        }),
    }
}

/// The number that a function needs beside its figure.
fn number(function: Function, written: &Expression) -> Read<f64> {
    let (needs, fits): (_, fn(f64) -> bool) = match function {
        Function::Round => ("a whole number from 0 to 9", |n| n.fract() == 0.0 && (0.0..=9.0).contains(&n)),
        Function::Lag => ("a whole number of years", |n| n.fract() == 0.0 && (1.0..=1e4).contains(&n)),
        Function::Index => ("a year", |n| n.fract() == 0.0 && n.abs() <= 1e4),
        Function::Power
        | Function::Log
        | Function::Log10
        | Function::Sqrt
        | Function::Abs
        | Function::Growth
        | Function::Change
        | Function::Share
        | Function::ZScore
        | Function::Rank
        | Function::Mean
        | Function::Median
        | Function::Min
        | Function::Max
        | Function::Sum
        | Function::Count
        | Function::First
        | Function::Last => ("a number", |_| true),
    };
    match written.node {
        ExpressionKind::Number(number) if fits(number) => Ok(number),
        _ => Err(SyntaxError::FunctionNumber {
            span: written.span,
            function: function.name(),
            needs,
            example: function.example("x"),
            fix: Fix::replace(written.span, "1"),
        }),
    }
}
