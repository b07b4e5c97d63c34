//! Conditions and arithmetic: one flat list of operands and signs becomes a tree by precedence.

use pest::iterators::Pair;
use pest::pratt_parser::{Assoc, ConstPrattParser, Op};

use super::foreign::{foreign_sign, is_null};
use super::term::{Term, all, any};
use super::{Lowering, Read, Rule, ascii_number, one_blank, unquoted};
use crate::ast::{Arithmetic, Condition, ConditionKind, Expression, ExpressionKind, Operator};
use crate::error::SyntaxError;
use base::source::Spanned;

/// From loosest to tightest; `true` begins a tighter level.
static PRECEDENCE: ConstPrattParser<Rule, 19> = ConstPrattParser::new_const([
    (Op::infix(Rule::foreign_sign, Assoc::Left), true),
    (Op::infix(Rule::kw_or, Assoc::Left), true),
    (Op::infix(Rule::kw_and, Assoc::Left), true),
    (Op::prefix(Rule::kw_not), true),
    (Op::prefix(Rule::foreign_not), false),
    (Op::infix(Rule::equal, Assoc::Left), true),
    (Op::infix(Rule::not_equal, Assoc::Left), false),
    (Op::infix(Rule::less_or_equal, Assoc::Left), false),
    (Op::infix(Rule::greater_or_equal, Assoc::Left), false),
    (Op::infix(Rule::less, Assoc::Left), false),
    (Op::infix(Rule::greater, Assoc::Left), false),
    (Op::postfix(Rule::in_tail), false),
    (Op::postfix(Rule::is_tail), false),
    (Op::postfix(Rule::contains_tail), false),
    (Op::postfix(Rule::between_tail), false),
    (Op::infix(Rule::add, Assoc::Left), true),
    (Op::infix(Rule::subtract, Assoc::Left), false),
    (Op::infix(Rule::multiply, Assoc::Left), true),
    (Op::infix(Rule::divide, Assoc::Left), false),
]);

impl Lowering<'_> {
    pub(super) fn condition(self, pair: Pair<Rule>) -> Read<Condition> {
        self.term(pair)?.into_condition()
    }

    /// The tree of an `expression` or a `value`.
    pub(super) fn term(self, pair: Pair<Rule>) -> Read<Term> {
        PRECEDENCE
            .map_primary(|operand| self.operand(operand))
            .map_prefix(|sign, term| self.negation(&sign, term?))
            .map_postfix(|term, tail| self.tail(self.before_tail(term?, &tail)?, tail))
            .map_infix(|left, sign, right| self.infix(left?, &sign, right))
            .parse(pair.into_inner())
    }

    /// `aspect = Membership in UCLG`: what follows a whole comparison goes on with its name.
    fn before_tail(self, term: Term, tail: &Pair<Rule>) -> Read<Expression> {
        match term.compared_to() {
            Some(value) => Err(self.keyword_in_name(value, tail)),
            None => term.into_expression(),
        }
    }

    pub(super) fn expression(self, pair: Pair<Rule>) -> Read<Expression> {
        self.term(pair)?.into_expression()
    }

    fn operand(self, pair: Pair<Rule>) -> Read<Term> {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::bracket => return Ok(self.term(self.expect(pair.into_inner().nth(1), span)?)?.at(span)),
            Rule::number => self.number(&pair)?,
            Rule::call => ExpressionKind::Call(Box::new(self.call(pair)?)),
            Rule::years => self.years(&pair)?,
            _ => self.named(pair)?,
        };
        Ok(Term::Expression(Spanned::new(kind, span)))
    }

    fn number(self, pair: &Pair<Rule>) -> Read<ExpressionKind> {
        let number = match pair.as_str().parse::<f64>() {
            Ok(number) => Some(number),
            Err(_) => ascii_number(pair.as_str()).parse().ok(),
        };
        let number = number.filter(|number| number.is_finite());
        number.map(ExpressionKind::Number).ok_or(SyntaxError::NumberTooLarge { span: self.span(pair) })
    }

    fn years(self, pair: &Pair<Rule>) -> Read<ExpressionKind> {
        let text = ascii_number(pair.as_str());
        let years = text.split_once('-').and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
        let (from, to) = years.ok_or(SyntaxError::Unreadable { span: self.span(pair) })?;
        Ok(ExpressionKind::Years(from, to))
    }

    /// A path, unless it is one quoted name.
    fn named(self, pair: Pair<Rule>) -> Read<ExpressionKind> {
        let span = self.span(&pair);
        let mut names = pair.clone().into_inner();
        match (names.next(), names.next()) {
            (Some(only), None) if only.as_rule() == Rule::quoted => {
                let text = one_blank(unquoted(only.as_str()));
                if text.is_empty() {
                    return Err(SyntaxError::EmptyQuotes { span });
                }
                Ok(ExpressionKind::Quoted(text))
            }
            _ => self.path(pair).map(ExpressionKind::Path),
        }
    }

    pub(super) fn integer(self, pair: &Pair<Rule>) -> Read<Spanned<usize>> {
        let span = self.span(pair);
        let number = ascii_number(pair.as_str()).parse();
        number.map(|number| Spanned::new(number, span)).map_err(|_| SyntaxError::NumberTooLarge { span })
    }

    fn negation(self, sign: &Pair<Rule>, term: Term) -> Read<Term> {
        if sign.as_rule() == Rule::foreign_not {
            return Err(self.not_sign(sign));
        }
        let condition = term.into_condition()?;
        let span = self.span(sign).to(condition.span);
        Ok(Term::Condition(Spanned::new(ConditionKind::Not(Box::new(condition)), span)))
    }

    fn infix(self, left: Term, sign: &Pair<Rule>, right: Read<Term>) -> Read<Term> {
        let span = self.span(sign);
        match sign.as_rule() {
            Rule::kw_and => Ok(Term::Condition(all(left.into_condition()?, right?.into_condition()?))),
            Rule::kw_or => Ok(Term::Condition(any(left.into_condition()?, right?.into_condition()?))),
            Rule::foreign_sign => Err(foreign_sign(sign.as_str(), span)),
            rule => match (operator(rule), arithmetic(rule)) {
                (Some(operator), _) => self.comparison(left, Spanned::new(operator, span), right),
                (_, Some(sign)) => self.arithmetic(left, Spanned::new(sign, span), right?),
                _ => Err(SyntaxError::Unreadable { span }),
            },
        }
    }

    fn comparison(self, left: Term, operator: Spanned<Operator>, right: Read<Term>) -> Read<Term> {
        if let Some(middle) = left.compared_to() {
            return Err(self.chained(middle, &operator));
        }
        let right = match right {
            Err(SyntaxError::EmptyQuotes { span }) => Err(self.null(operator, span)),
            Ok(Term::Expression(right)) if is_null(right.span.of(self.text)) => {
                Err(self.null(operator, right.span))
            }
            right => right?.into_expression(),
        }?;
        let left = left.into_expression()?;
        let span = left.span.to(right.span);
        Ok(Term::Condition(Spanned::new(ConditionKind::Compare { left, operator, right }, span)))
    }

    fn arithmetic(self, left: Term, operator: Spanned<Arithmetic>, right: Term) -> Read<Term> {
        let (left, right) = (Box::new(left.into_expression()?), Box::new(right.into_expression()?));
        let span = left.span.to(right.span);
        Ok(Term::Expression(Spanned::new(ExpressionKind::Arithmetic { left, operator, right }, span)))
    }

    /// `in …`, `is …`, `between …` after an operand.
    fn tail(self, left: Expression, pair: Pair<Rule>) -> Read<Term> {
        let span = left.span.to(self.span(&pair));
        let rule = pair.as_rule();
        let mut inside = pair.into_inner().peekable();
        let kind = match rule {
            Rule::in_tail => {
                let negated = inside.next_if(|pair| pair.as_rule() == Rule::kw_not).is_some();
                self.members(left, negated, self.expect(inside.nth(1), span)?)?
            }
            Rule::is_tail => {
                let word = self.span(&self.expect(inside.next(), span)?);
                if inside.next_if(|pair| pair.as_rule() == Rule::kw_latest).is_some() {
                    return Ok(Term::Condition(Spanned::new(ConditionKind::IsLatest { left }, span)));
                }
                let not = inside.next_if(|pair| pair.as_rule() == Rule::kw_not);
                let value = self.expect(inside.next(), span)?;
                if value.as_rule() != Rule::kw_missing {
                    return Err(self.foreign_is(word, not.as_ref(), &value));
                }
                ConditionKind::IsMissing { left, negated: not.is_some() }
            }
            Rule::contains_tail => {
                let negated = inside.next_if(|pair| pair.as_rule() == Rule::kw_not).is_some();
                let text = self.words(self.expect(inside.nth(1), span)?)?;
                ConditionKind::Contains { left, text, negated }
            }
            _ => return Err(self.between(inside, span)),
        };
        Ok(Term::Condition(Spanned::new(kind, span)))
    }

    /// What `contains` looks for: quoted or bare words, a figure as it is written.
    fn words(self, pair: Pair<Rule>) -> Read<Spanned<String>> {
        let span = self.span(&pair);
        let operand = self.operand(pair)?.into_expression()?.node;
        let text =
            if let ExpressionKind::Quoted(text) = operand { text } else { one_blank(span.of(self.text)) };
        Ok(Spanned::new(text, span))
    }

    /// `(GaWC, GPCI)`, `2013..2019`, `2013-2019`
    fn members(self, left: Expression, negated: bool, pair: Pair<Rule>) -> Read<ConditionKind> {
        let (span, bare) = (self.span(&pair), pair.as_rule() == Rule::in_bare);
        let mut range = false;
        let mut items = Vec::new();
        for pair in pair.into_inner() {
            match pair.as_rule() {
                Rule::value => items.push(self.expression(pair)?),
                Rule::kw_to => return Err(self.range_word(&pair, items.last())),
                rule => range |= rule == Rule::dots,
            }
        }
        match (range, <[Expression; 2]>::try_from(items)) {
            (true, Ok([low, high])) => Ok(ConditionKind::InRange { left, low, high, negated }),
            (false, Ok(items)) if !bare => Ok(ConditionKind::InList { left, items: items.into(), negated }),
            (false, Err(items)) if !bare => Ok(ConditionKind::InList { left, items, negated }),
            (_, Err(items)) => match &items[..] {
                [Spanned { node: ExpressionKind::Years(from, to), span }] => {
                    let year = |year: &i32| Spanned::new(ExpressionKind::Number(f64::from(*year)), *span);
                    Ok(ConditionKind::InRange { left, low: year(from), high: year(to), negated })
                }
                _ => Err(self.without_brackets(span)),
            },
            (_, Ok(_)) => Err(self.without_brackets(span)),
        }
    }
}

fn operator(rule: Rule) -> Option<Operator> {
    Some(match rule {
        Rule::equal => Operator::Equal,
        Rule::not_equal => Operator::NotEqual,
        Rule::less => Operator::Less,
        Rule::less_or_equal => Operator::LessOrEqual,
        Rule::greater => Operator::Greater,
        Rule::greater_or_equal => Operator::GreaterOrEqual,
        _ => return None,
    })
}

fn arithmetic(rule: Rule) -> Option<Arithmetic> {
    Some(match rule {
        Rule::add => Arithmetic::Add,
        Rule::subtract => Arithmetic::Subtract,
        Rule::multiply => Arithmetic::Multiply,
        Rule::divide => Arithmetic::Divide,
        _ => return None,
    })
}
