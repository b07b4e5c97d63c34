//! Conditions and arithmetic: one flat list of operands and signs becomes a tree by precedence.

use pest::iterators::Pair;
use pest::pratt_parser::{Assoc, ConstPrattParser, Op};

use super::{Bridge, Read, Rule, ascii_number, one_blank, unquoted};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Arithmetic, Condition, ConditionKind, Expression, ExpressionKind, Operator};
use crate::syntax::error::SyntaxError;
use crate::syntax::fix::Fix;
use crate::syntax::token::closing;

/// From loosest to tightest; `true` begins a tighter level.
static PRECEDENCE: ConstPrattParser<Rule, 18> = ConstPrattParser::new_const([
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
    (Op::postfix(Rule::between_tail), false),
    (Op::infix(Rule::add, Assoc::Left), true),
    (Op::infix(Rule::subtract, Assoc::Left), false),
    (Op::infix(Rule::multiply, Assoc::Left), true),
    (Op::infix(Rule::divide, Assoc::Left), false),
]);

/// What an operand can turn out to be.
pub(super) enum Term {
    Condition(Condition),
    Expression(Expression),
}

impl Bridge<'_> {
    pub(super) fn condition(self, pair: Pair<Rule>) -> Read<Condition> {
        self.term(pair)?.into_condition()
    }

    /// The tree of an `expression` or a `value`.
    pub(super) fn term(self, pair: Pair<Rule>) -> Read<Term> {
        PRECEDENCE
            .map_primary(|operand| self.operand(operand))
            .map_prefix(|sign, term| self.negation(&sign, term?))
            .map_postfix(|term, tail| self.tail(term?.into_expression()?, tail))
            .map_infix(|left, sign, right| self.infix(left?, &sign, right))
            .parse(pair.into_inner())
    }

    fn expression(self, pair: Pair<Rule>) -> Read<Expression> {
        self.term(pair)?.into_expression()
    }

    fn operand(self, pair: Pair<Rule>) -> Read<Term> {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::bracket => return Ok(self.term(self.expect(pair.into_inner().nth(1), span)?)?.at(span)),
            Rule::number => self.number(&pair)?,
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

    pub(super) fn not_sign(self, sign: &Pair<Rule>) -> SyntaxError {
        let span = self.span(sign);
        SyntaxError::NotSign { span, written: sign.as_str().to_owned(), fix: Fix::replace(span, "not ") }
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

    /// `2013 <= year <= 2019`, `city = Seoul year = 2020`
    fn chained(self, middle: Span, operator: &Spanned<Operator>) -> SyntaxError {
        let text = middle.of(self.text);
        let words = text.split_once(' ').filter(|_| !text.chars().any(|c| closing(c).is_some()));
        let fix = match words {
            Some((value, field)) => Fix::replace(middle, format!("{value} and {field}")),
            None => Fix::replace(operator.span, format!("and {text} {}", sign(operator.node))),
        };
        SyntaxError::ChainedComparison { span: operator.span, fix }
    }

    /// `= null`, `<> ""`
    fn null(self, operator: Spanned<Operator>, value: Span) -> SyntaxError {
        let meant = if operator.node == Operator::NotEqual { "is not missing" } else { "is missing" };
        let fix = Fix::replace(operator.span.to(value), meant);
        SyntaxError::NullForMissing { span: value, written: value.of(self.text).to_owned(), meant, fix }
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
                let not = inside.next_if(|pair| pair.as_rule() == Rule::kw_not);
                let value = self.expect(inside.next(), span)?;
                if value.as_rule() != Rule::kw_missing {
                    return Err(self.foreign_is(word, not.as_ref(), &value));
                }
                ConditionKind::IsMissing { left, negated: not.is_some() }
            }
            _ => return Err(self.between(inside, span)),
        };
        Ok(Term::Condition(Spanned::new(kind, span)))
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

    /// `2013 to 2019`
    fn range_word(self, word: &Pair<Rule>, low: Option<&Expression>) -> SyntaxError {
        let span = self.span(word);
        let rest = self.text.get(span.end..).unwrap_or("");
        let blank = rest.len() - rest.trim_start().len();
        let around = Span::new(low.map_or(span.start, |low| low.span.end), span.end + blank);
        SyntaxError::Between { span, written: "to", fix: Fix::replace(around, "..") }
    }

    fn without_brackets(self, span: Span) -> SyntaxError {
        SyntaxError::ListWithoutBrackets {
            span,
            fix: Fix::replace(span, format!("({})", span.of(self.text))),
        }
    }

    /// `is Seoul`, `is not Seoul`, `is null`
    fn foreign_is(self, word: Span, not: Option<&Pair<Rule>>, value: &Pair<Rule>) -> SyntaxError {
        let written = not.map_or(word, |not| word.to(self.span(not)));
        let span = self.span(value);
        if is_null(value.as_str())
            || ["na", "none", "empty", "unknown"].iter().any(|word| value.as_str().eq_ignore_ascii_case(word))
        {
            let meant = if not.is_some() { "is not missing" } else { "is missing" };
            let fix = Fix::replace(written.to(span), meant);
            return SyntaxError::NullForMissing { span, written: value.as_str().to_owned(), meant, fix };
        }
        let (name, meant) = if not.is_some() { ("is not", "!=") } else { ("is", "=") };
        SyntaxError::IsForEquals { span: written, written: name, meant, fix: Fix::replace(written, meant) }
    }

    fn between<'i>(self, pairs: impl Iterator<Item = Pair<'i, Rule>>, whole: Span) -> SyntaxError {
        let spans: Vec<Span> = pairs.map(|pair| self.span(&pair)).collect();
        let (span, fix) = match &spans[..] {
            [word, low, _, high] => {
                let range = format!("in {}..{}", low.of(self.text), high.of(self.text));
                (*word, Fix::replace(word.to(*high), range))
            }
            _ => (whole, Fix::none()),
        };
        SyntaxError::Between { span, written: "between", fix }
    }
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
            _ => None,
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
    fn compared_to(&self) -> Option<Span> {
        match self {
            Self::Condition(Spanned { node: ConditionKind::Compare { left, right, .. }, span }) => {
                (left.span.start == span.start).then_some(right.span)
            }
            _ => None,
        }
    }

    fn at(self, span: Span) -> Self {
        match self {
            Self::Condition(condition) => Self::Condition(Spanned { span, ..condition }),
            Self::Expression(expression) => Self::Expression(Spanned { span, ..expression }),
        }
    }
}

fn all(left: Condition, right: Condition) -> Condition {
    let span = left.span.to(right.span);
    let kind = match left.node {
        ConditionKind::And(mut parts) => {
            parts.push(right);
            ConditionKind::And(parts)
        }
        node => ConditionKind::And(vec![Spanned { node, span: left.span }, right]),
    };
    Spanned::new(kind, span)
}

fn any(left: Condition, right: Condition) -> Condition {
    let span = left.span.to(right.span);
    let kind = match left.node {
        ConditionKind::Or(mut parts) => {
            parts.push(right);
            ConditionKind::Or(parts)
        }
        node => ConditionKind::Or(vec![Spanned { node, span: left.span }, right]),
    };
    Spanned::new(kind, span)
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

fn sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Equal => "=",
        Operator::NotEqual => "!=",
        Operator::Less => "<",
        Operator::LessOrEqual => "<=",
        Operator::Greater => ">",
        Operator::GreaterOrEqual => ">=",
    }
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

fn foreign_sign(written: &str, span: Span) -> SyntaxError {
    let meant = match written {
        "=>" => ">=",
        "=<" => "<=",
        "&&" | "&" | "＆＆" => "and",
        "||" | "|" => "or",
        _ => "=",
    };
    SyntaxError::ForeignSign {
        span,
        written: written.to_owned(),
        meant,
        fix: Fix::replace(span, format!(" {meant} ")),
    }
}

/// No label of the data is called that, so it can only mean that nothing is there.
fn is_null(text: &str) -> bool {
    text.eq_ignore_ascii_case("null") || text.eq_ignore_ascii_case("nil")
}
