//! Queries: a verb, its names and its clauses.

use pest::iterators::Pair;

use super::{Bridge, Read, Rule, is_name};
use crate::source::{Span, Spanned};
use crate::suggest::closest;
use crate::syntax::ast::{Order, Outcome, Path, Query, Verb};
use crate::syntax::error::SyntaxError;
use crate::syntax::fix::Fix;
use crate::syntax::token::closing;

impl Bridge<'_> {
    pub(super) fn query(self, pair: Pair<Rule>) -> Read<Query> {
        let span = self.span(&pair);
        let mut pairs = pair.into_inner().peekable();
        let verb = self.verb(&self.expect(pairs.next(), span)?)?;
        let mut subjects = Vec::new();
        while let Some(pair) = pairs.next_if(|pair| !is_clause(pair.as_rule())) {
            subjects.push(pair);
        }
        let names = self.paths(subjects.into_iter())?;
        let mut query = Query {
            verb,
            names,
            on: Vec::new(),
            outcome: None,
            by: Vec::new(),
            condition: None,
            extras: Vec::new(),
            method: None,
            order: Vec::new(),
            limit: None,
            format: None,
        };
        let mut seen: Vec<(Rule, Span)> = Vec::new();
        for clause in pairs {
            let (rule, span) = (clause.as_rule(), self.span(&clause));
            if let Some(&(_, first)) = seen.iter().find(|(other, _)| *other == rule) {
                return Err(self.doubled(clause, first));
            }
            seen.push((rule, span));
            self.clause(clause, &mut query)?;
        }
        self.complete(query)
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
        match rule {
            Rule::on => query.on = self.paths(inside)?,
            Rule::outcome => query.outcome = Some(self.outcome(inside, span)?),
            Rule::by => query.by = self.names(inside)?,
            Rule::r#where => query.condition = Some(self.condition(self.expect(inside.nth(1), span)?)?),
            Rule::with => query.extras = self.names(inside)?,
            Rule::using => {
                let names = self.names(inside)?;
                let span = names.iter().map(|name| name.span).reduce(Span::to).unwrap_or(span);
                query.method = Some(Spanned::new(names, span));
            }
            Rule::order => query.order = self.order(inside, span)?,
            Rule::limit => query.limit = Some(self.integer(&self.expect(inside.nth(1), span)?)?),
            Rule::format => query.format = Some(self.name(&self.expect(inside.nth(1), span)?)?),
            Rule::foreign_from => return Err(self.from_for_on(inside)),
            Rule::foreign_group => return Err(self.group_by(inside)),
            _ => return Err(SyntaxError::Unreadable { span }),
        }
        Ok(())
    }

    fn outcome<'i>(self, pairs: impl Iterator<Item = Pair<'i, Rule>>, whole: Span) -> Read<Outcome> {
        let mut negated = false;
        for pair in pairs {
            match pair.as_rule() {
                Rule::kw_not => negated = true,
                Rule::foreign_not => return Err(self.not_sign(&pair)),
                _ if is_name(&pair) => return Ok(Outcome { negated, name: self.name(&pair)? }),
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
        let name = self.name(&self.expect(inside.next(), span)?)?;
        let descending = inside.next().map(|word| word.as_rule() == Rule::kw_desc);
        Ok(Order { name, descending })
    }

    fn doubled(self, clause: Pair<Rule>, first: Span) -> SyntaxError {
        let span = self.span(&clause);
        let rule = clause.as_rule();
        let mut inside = clause.into_inner();
        let word = inside.next().map_or(span, |word| self.span(&word));
        let by = inside.next().filter(|pair| pair.as_rule() == Rule::kw_by);
        let word = by.map_or(word, |by| word.to(self.span(&by)));
        let (clause, advice, fix) = match rule {
            Rule::r#where => ("where", "join the two conditions with `and`", Fix::replace(word, "and")),
            Rule::on => ("on", "name all topics after one `on`", Fix::none()),
            Rule::by => ("by", "name all keys after one `by`", Fix::none()),
            Rule::with => ("with", "name all extras after one `with`", Fix::none()),
            Rule::order => ("order by", "name all columns after one `order by`", Fix::none()),
            Rule::outcome => ("for", "keep one", Fix::replace(span, "")),
            Rule::using => ("using", "keep one", Fix::replace(span, "")),
            Rule::limit => ("limit", "keep one", Fix::replace(span, "")),
            _ => ("as", "keep one", Fix::replace(span, "")),
        };
        SyntaxError::DoubledClause { first, span, clause, advice, fix }
    }

    fn from_for_on<'i>(self, mut pairs: impl Iterator<Item = Pair<'i, Rule>>) -> SyntaxError {
        let span = pairs.next().map(|word| self.span(&word)).unwrap_or_default();
        let written = span.of(self.text).to_owned();
        SyntaxError::FromForOn { span, written, fix: Fix::replace(span, "on") }
    }

    fn group_by<'i>(self, pairs: impl Iterator<Item = Pair<'i, Rule>>) -> SyntaxError {
        let words: Vec<_> = pairs.take(2).collect();
        let sorts = words.first().is_some_and(|word| word.as_str().eq_ignore_ascii_case("sort"));
        let (written, meant) = if sorts { ("sort by", "order by") } else { ("group by", "by") };
        let span = words.iter().map(|word| self.span(word)).reduce(Span::to).unwrap_or_default();
        SyntaxError::ForeignClause { span, written, meant, fix: Fix::replace(span, meant) }
    }

    /// Refuses a query that names nothing, or one whose topic has no `on` before it.
    fn complete(self, query: Query) -> Read<Query> {
        let verb = query.verb;
        if query.names.is_empty() && query.on.is_empty() {
            let (name, example) = (verb.node.name(), verb.node.example());
            return Err(SyntaxError::VerbAlone { span: verb.span, verb: name, example });
        }
        let needs_on = !matches!(verb.node, Verb::Show | Verb::Tabulate | Verb::Check);
        match query.names.last() {
            Some(last) if needs_on && query.on.is_empty() => {
                self.missing_on(verb, last, query.names.len())?
            }
            _ => {}
        }
        Ok(query)
    }

    /// `compare Beijing, Seoul rankings`; one name of one word may be the topic itself.
    fn missing_on(self, verb: Spanned<Verb>, last: &Path, count: usize) -> Read<()> {
        let text = last.span.of(self.text);
        let name = last.names.first().map_or("", |name| name.span.of(self.text));
        let words: Vec<&str> = if name.starts_with(|c| closing(c).is_some()) {
            vec![name]
        } else {
            name.split_whitespace().collect()
        };
        let fix = match &words[..] {
            [_, inner @ .., _]
                if let Some(word) = inner.iter().find(|word| closest(word, ["on"]).is_some()) =>
            {
                return Err(self.misspelt_on(last.span, word));
            }
            // Two words before the topic are two subjects more often than one.
            [left, right, topic] if count == 1 => format!("{left}, {right} on {topic}"),
            [subject @ .., topic] if !subject.is_empty() => format!("{} on {topic}", subject.join(" ")),
            _ if count > 1 => format!("{name} on rankings"),
            _ => return Ok(()),
        };
        let rest = text.get(name.len()..).unwrap_or("");
        let fix = Fix::replace(last.span, fix + rest);
        Err(SyntaxError::MissingOn { span: last.span, verb: verb.node.name(), fix })
    }

    /// `compare Beijing, Seoul onn rankings`
    fn misspelt_on(self, name: Span, word: &str) -> SyntaxError {
        let start = name.start + name.of(self.text).find(&format!(" {word} ")).map_or(0, |blank| blank + 1);
        let span = Span::new(start, start + word.len());
        SyntaxError::Misspelt { span, word: word.to_owned(), meant: "on", fix: Fix::replace(span, "on") }
    }
}

fn is_clause(rule: Rule) -> bool {
    !matches!(rule, Rule::path | Rule::comma | Rule::foreign_comma)
}
