//! The statements that are not queries.

use pest::iterators::Pair;

use super::term::Term;
use super::{Lowering, Read, Rule, is_name, unquoted};
use crate::ast::{
    Cite, Cited, Define, DefineBody, Expect, Export, ExpressionKind, Load, Name, Path, Set, StatementKind,
};
use crate::error::SyntaxError;
use crate::fix::Fix;
use base::source::{Span, Spanned};

impl Lowering<'_> {
    pub(super) fn kind(self, pair: Pair<Rule>) -> Read<StatementKind> {
        let span = self.span(&pair);
        let rule = pair.as_rule();
        Ok(match rule {
            Rule::query => StatementKind::Query(self.query(pair)?),
            Rule::define => StatementKind::Define(self.define(pair)?),
            Rule::load => StatementKind::Load(self.load(pair)?),
            Rule::set => StatementKind::Set(self.set(pair)?),
            Rule::expect => StatementKind::Expect(self.expectation(pair)?),
            Rule::export => StatementKind::Export(self.export(pair)?),
            Rule::cite => StatementKind::Cite(self.cite(pair)?),
            Rule::describe => {
                let name = self.expect(pair.into_inner().nth(1), span)?;
                StatementKind::Describe(Spanned::new(name.as_str().trim().to_owned(), self.span(&name)))
            }
            Rule::foreign_select => return Err(self.select(pair)),
            Rule::foreign_prompt => {
                return Err(SyntaxError::PromptWord { span, word: pair.as_str().to_owned() });
            }
            _ => return Err(SyntaxError::Unreadable { span }),
        })
    }

    fn define(self, pair: Pair<Rule>) -> Read<Define> {
        let span = self.span(&pair);
        let mut names = Vec::new();
        let mut terms = Vec::new();
        for pair in pair.into_inner() {
            match pair.as_rule() {
                Rule::expression => terms.push(self.term(pair)?),
                Rule::foreign_as => return Err(self.define_sign(&pair)),
                _ if is_name(&pair) => names.push(self.name(&pair)?),
                _ => {}
            }
        }
        let mut names = names.into_iter();
        let name = names.next().ok_or(SyntaxError::Unreadable { span })?;
        Ok(Define { name, topic: names.next(), body: body(terms)? })
    }

    fn load(self, pair: Pair<Rule>) -> Read<Load> {
        let span = self.span(&pair);
        let mut pairs = pair.into_inner().skip(1);
        let path = self.file(&self.expect(pairs.next(), span)?)?;
        let mut load = Load { path, name: None, roles: Vec::new() };
        for pair in pairs {
            match pair.as_rule() {
                Rule::role => load.roles.push(self.role(pair)?),
                _ if is_name(&pair) => load.name = Some(self.name(&pair)?),
                _ => {}
            }
        }
        Ok(load)
    }

    fn role(self, pair: Pair<Rule>) -> Read<(Name, Name)> {
        let span = self.span(&pair);
        let mut names = pair.into_inner().filter(is_name);
        let role = self.name(&self.expect(names.next(), span)?)?;
        Ok((role, self.name(&self.expect(names.next(), span)?)?))
    }

    fn file(self, pair: &Pair<Rule>) -> Read<Spanned<String>> {
        let span = self.span(pair);
        let path = unquoted(pair.as_str()).trim();
        match pair.as_rule() {
            Rule::quoted if path.is_empty() => Err(SyntaxError::EmptyQuotes { span }),
            Rule::quoted => Ok(Spanned::new(path.to_owned(), span)),
            _ => {
                let fix = Fix::replace(span, format!("\"{}\"", pair.as_str()));
                Err(SyntaxError::UnquotedFile { span, fix })
            }
        }
    }

    fn set(self, pair: Pair<Rule>) -> Read<Set> {
        let mut pairs = pair.into_inner().filter(|pair| is_name(pair) || pair.as_rule() == Rule::setting);
        let name = pairs.next().map(|name| self.name(&name)).transpose()?;
        let value = pairs.next().map(|value| {
            let quoted = value.as_rule() == Rule::quoted;
            let text = if quoted { unquoted(value.as_str()) } else { value.as_str() };
            Spanned::new(text.trim().to_owned(), self.span(&value))
        });
        Ok(Set { name, value })
    }

    fn expectation(self, pair: Pair<Rule>) -> Read<Expect> {
        let span = self.span(&pair);
        let mut pairs = pair.into_inner().skip(1);
        let first = self.expect(pairs.next(), span)?;
        if first.as_rule() == Rule::row_count {
            let count = self.expect(first.into_inner().next(), span)?;
            return Ok(Expect::Rows(self.integer(&count)?));
        }
        let condition = self.condition(first).map_err(rows_missing)?;
        let filter = match pairs.next() {
            Some(clause) => Some(self.condition(self.expect(clause.into_inner().nth(1), span)?)?),
            None => None,
        };
        Ok(Expect::Holds { condition, filter })
    }

    fn export(self, pair: Pair<Rule>) -> Read<Export> {
        let span = self.span(&pair);
        let mut path = None;
        let mut force = false;
        for pair in pair.into_inner() {
            match pair.as_rule() {
                Rule::quoted | Rule::foreign_file => path = Some(self.file(&pair)?),
                rule => force |= rule == Rule::kw_force,
            }
        }
        Ok(Export { path: path.ok_or(SyntaxError::Unreadable { span })?, force })
    }

    fn cite(self, pair: Pair<Rule>) -> Read<Cite> {
        let mut cite = Cite { of: None, format: None };
        let mut form = false;
        for pair in pair.into_inner() {
            match pair.as_rule() {
                Rule::kw_as => form = true,
                Rule::query => {
                    let span = self.span(&pair);
                    let mut query = self.query(pair)?;
                    cite.format = query.format.take();
                    cite.of = Some(Cited::Query(Box::new(Spanned::new(query, span))));
                }
                _ if is_name(&pair) && form => cite.format = Some(self.name(&pair)?),
                _ if is_name(&pair) => cite.of = Some(Cited::Topic(self.name(&pair)?)),
                _ => {}
            }
        }
        Ok(cite)
    }
}

/// `expect 4`
fn rows_missing(error: SyntaxError) -> SyntaxError {
    let SyntaxError::ConditionNeeded { span, .. } = error else { return error };
    SyntaxError::ConditionNeeded { span, fix: Fix::replace(Span::new(span.end, span.end), " rows") }
}

/// A set is a list of names; one bare name is a set of one.
fn body(mut terms: Vec<Term>) -> Read<DefineBody> {
    let only = if terms.len() == 1 { terms.pop() } else { None };
    match only {
        Some(Term::Condition(condition)) => return Ok(DefineBody::Condition(condition)),
        Some(Term::Expression(only)) => {
            return Ok(match only.node {
                ExpressionKind::Path(path) if path.names.len() == 1 => DefineBody::Set(vec![path]),
                ExpressionKind::Quoted(name) => DefineBody::Set(vec![quoted_path(name, only.span)]),
                node @ (ExpressionKind::Number(_)
                | ExpressionKind::Years(..)
                | ExpressionKind::Path(_)
                | ExpressionKind::Time
                | ExpressionKind::Call(_)
                | ExpressionKind::Arithmetic { .. }) => {
                    DefineBody::Measure(Spanned { node, span: only.span })
                }
            });
        }
        None => {}
    }
    terms.into_iter().map(member).collect::<Read<_>>().map(DefineBody::Set)
}

fn member(term: Term) -> Read<Path> {
    match term {
        Term::Expression(Spanned { node: ExpressionKind::Path(path), .. }) => Ok(path),
        Term::Expression(Spanned { node: ExpressionKind::Quoted(name), span }) => Ok(quoted_path(name, span)),
        Term::Expression(Spanned { span, .. }) | Term::Condition(Spanned { span, .. }) => {
            Err(SyntaxError::NameNeeded { span })
        }
    }
}

fn quoted_path(name: String, span: Span) -> Path {
    Path { names: vec![Name::new(name, span)], span }
}
