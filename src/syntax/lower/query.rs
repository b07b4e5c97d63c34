//! Queries: a verb, its names and its clauses.

use pest::iterators::Pair;

use super::trailing::{Trailing, is_trailing, says_the_same};
use super::{Lowering, Read, Rule};
use crate::ast::{Clause, Order, OrderKey, Outcome, Query, Verb};
use crate::error::SyntaxError;
use crate::fix::Fix;
use base::source::{Span, Spanned};

impl Lowering<'_> {
    pub(super) fn query(self, pair: Pair<Rule>) -> Read<Query> {
        let span = self.span(&pair);
        let mut pairs = pair.into_inner().peekable();
        let verb = self.verb(&self.expect(pairs.next(), span)?)?;
        let mut subjects = Vec::new();
        while let Some(pair) = pairs.next_if(|pair| !is_clause(pair.as_rule())) {
            subjects.push(pair);
        }
        let names = self.paths(subjects.into_iter())?;
        let mut query = Query::new(verb, names);
        let mut trailing = Trailing::default();
        let mut seen: Vec<(Rule, Span)> = Vec::new();
        for clause in pairs {
            let (rule, span) = (clause.as_rule(), self.span(&clause));
            if let Some(&first) = seen.iter().find(|(other, _)| says_the_same(*other, rule)) {
                return Err(self.doubled(first, &clause));
            }
            seen.push((rule, span));
            match is_trailing(rule) {
                true => self.trailing(clause, &mut query, &mut trailing)?,
                false => self.clause(clause, &mut query)?,
            }
        }
        self.complete(trailing.put_into(query)?)
    }

    fn verb(self, pair: &Pair<Rule>) -> Read<Spanned<Verb>> {
        let span = self.span(pair);
        let verb = Verb::of(pair.as_str()).ok_or(SyntaxError::Unreadable { span })?;
        Ok(Spanned::new(verb, span))
    }

    fn clause(self, clause: Pair<Rule>, query: &mut Query) -> Read<()> {
        let span = self.span(&clause);
        let rule = clause.as_rule();
        let mut inside = clause.into_inner();
        let clause = match rule {
            Rule::on => {
                query.on = self.paths(inside)?;
                Clause::On
            }
            Rule::outcome => {
                query.outcome = Some(self.outcome(inside, span)?);
                Clause::For
            }
            Rule::by => {
                query.by = self.names(inside)?;
                Clause::By
            }
            Rule::r#where => {
                query.condition = Some(self.condition(self.expect(inside.nth(1), span)?)?);
                Clause::Where
            }
            Rule::with => {
                query.extras = self.names(inside)?;
                Clause::With
            }
            Rule::using => {
                let (weight, names): (Vec<_>, Vec<_>) =
                    inside.partition(|pair| pair.as_rule() == Rule::weighted);
                let weight = weight.into_iter().flat_map(Pair::into_inner);
                query.weight = self.names(weight)?.pop();
                let names = self.names(names.into_iter())?;
                let span = names.iter().map(|name| name.span).reduce(Span::to).unwrap_or(span);
                query.method = Some(Spanned::new(names, span));
                Clause::Using
            }
            Rule::order => {
                query.order = self.order(inside, span)?;
                Clause::Order
            }
            Rule::limit => {
                query.limit = Some(self.integer(&self.expect(inside.nth(1), span)?)?);
                Clause::Limit
            }
            Rule::format => {
                query.format = Some(self.name(&self.expect(inside.nth(1), span)?)?);
                Clause::As
            }
            Rule::foreign_from => return Err(self.topic_word(inside)),
            Rule::foreign_group => return Err(self.group_by(inside)),
            _ => return Err(SyntaxError::Unreadable { span }),
        };
        query.clauses.push(Spanned::new(clause, span));
        Ok(())
    }

    fn outcome<'i>(self, pairs: impl Iterator<Item = Pair<'i, Rule>>, whole: Span) -> Read<Outcome> {
        let mut negated = false;
        for pair in pairs {
            match pair.as_rule() {
                Rule::kw_not => negated = true,
                Rule::foreign_not => return Err(self.not_sign(&pair)),
                Rule::path => return Ok(Outcome { negated, path: self.path(pair)? }),
                _ => {}
            }
        }
        Err(SyntaxError::Unreadable { span: whole })
    }

    fn order<'i>(self, pairs: impl Iterator<Item = Pair<'i, Rule>>, whole: Span) -> Read<Vec<Order>> {
        let mut pairs = pairs.skip(1).peekable();
        if pairs.next_if(|pair| pair.as_rule() == Rule::kw_by).is_none() {
            let word = Span::new(whole.start, whole.start + "order".len());
            return Err(SyntaxError::OrderWithoutBy { span: word, fix: Fix::replace(word, "order by") });
        }
        self.list(pairs, |pair| (pair.as_rule() == Rule::order_key).then(|| self.order_key(pair)))
    }

    fn order_key(self, pair: Pair<Rule>) -> Read<Order> {
        let span = self.span(&pair);
        let mut inside = pair.into_inner();
        let key = OrderKey::Column(self.name(&self.expect(inside.next(), span)?)?);
        let descending = inside.next().map(|word| word.as_rule() == Rule::kw_desc);
        Ok(Order { key, descending })
    }

    /// Refuses a query that names nothing, or one whose topic has no `on` before it.
    fn complete(self, query: Query) -> Read<Query> {
        let verb = query.verb;
        // `check` by itself looks at everything.
        if query.names.is_empty() && query.on.is_empty() && verb.node != Verb::Check {
            let (name, example) = (verb.node.name(), verb.node.example());
            return Err(SyntaxError::VerbAlone { span: verb.span, verb: name, example });
        }
        // `agree wdi.gdp, vdem.polyarchy` says its topics with its measures.
        let are_paths = || query.names.iter().all(|path| path.names.len() > 1);
        let needs_on = match verb.node {
            Verb::Show | Verb::Tabulate | Verb::Check => false,
            Verb::Agree => !are_paths(),
            Verb::Compare | Verb::Rank | Verb::Trend | Verb::Match | Verb::Explain => true,
        };
        match query.names.last() {
            Some(last) if needs_on && query.on.is_empty() => {
                self.missing_on(verb, last, query.names.len())?;
            }
            _ => {}
        }
        Ok(query)
    }
}

fn is_clause(rule: Rule) -> bool {
    !matches!(rule, Rule::path | Rule::comma | Rule::foreign_comma)
}
