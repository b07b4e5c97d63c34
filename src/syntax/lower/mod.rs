//! Pairs to tree: one function a grammar rule, in the order of the grammar. It only re-shapes; nothing is looked up.

mod call;
mod condition;
mod foreign;
mod query;
mod statement;
mod term;
mod trailing;

use pest::iterators::Pair;
use pest_derive::Parser;

use super::ast::{Name, Path, Statement};
use super::error::SyntaxError;
use super::fix::Fix;
use super::token::words;
use base::source::{Span, Spanned};

/// The parser that pest makes of the grammar.
#[derive(Parser)]
#[grammar = "../../grammar/juxta.pest"]
pub(super) struct Grammar;

/// Reads the pairs of one statement.
#[derive(Clone, Copy)]
pub(super) struct Lowering<'t> {
    /// The text of the whole source.
    pub text: &'t str,
    /// Where the statement begins in it.
    pub base: usize,
}

type Read<T> = Result<T, SyntaxError>;

impl Lowering<'_> {
    /// The tree of a whole statement.
    pub fn statement(self, pair: Pair<Rule>) -> Read<Statement> {
        let span = self.span(&pair);
        Ok(Spanned::new(self.kind(pair)?, span))
    }

    fn span(self, pair: &Pair<Rule>) -> Span {
        // pest leaves the blank before an optional part that is not there inside the pair.
        let start = pair.as_span().start();
        let end = start + pair.as_str().trim_end().len();
        Span::new(start, end).shift(self.base)
    }

    /// The paths among some pairs, which must be apart by commas.
    fn paths<'i>(self, pairs: impl Iterator<Item = Pair<'i, Rule>>) -> Read<Vec<Path>> {
        self.list(pairs, |pair| (pair.as_rule() == Rule::path).then(|| self.path(pair)))
    }

    /// The names among some pairs, which must be apart by commas.
    fn names<'i>(self, pairs: impl Iterator<Item = Pair<'i, Rule>>) -> Read<Vec<Name>> {
        self.list(pairs, |pair| is_name(&pair).then(|| self.name(&pair)))
    }

    /// The pairs that `item` reads; all others are keywords and signs.
    fn list<'i, T>(
        self,
        pairs: impl Iterator<Item = Pair<'i, Rule>>,
        item: impl Fn(Pair<'i, Rule>) -> Option<Read<T>>,
    ) -> Read<Vec<T>> {
        let mut items = Vec::new();
        let mut end = None;
        for pair in pairs {
            let span = self.span(&pair);
            if pair.as_rule() == Rule::foreign_comma {
                let from = end.unwrap_or(span.start);
                let fix = Fix::replace(Span::new(from, span.end), ",");
                return Err(SyntaxError::JoinedNames { span, word: pair.as_str().to_owned(), fix });
            }
            if let Some(read) = item(pair) {
                items.push(read?);
                end = Some(span.end);
            }
        }
        Ok(items)
    }

    fn path(self, pair: Pair<Rule>) -> Read<Path> {
        let whole = self.span(&pair);
        let names = pair.into_inner().map(|name| self.name(&name)).collect::<Read<Vec<Name>>>()?;
        let span = names.iter().map(|name| name.span).reduce(Span::to).unwrap_or(whole);
        Ok(Path { names, span })
    }

    fn name(self, pair: &Pair<Rule>) -> Read<Name> {
        let span = self.span(pair);
        let text = if pair.as_rule() == Rule::quoted { unquoted(pair.as_str()) } else { pair.as_str() };
        let name = one_blank(text);
        if name.is_empty() { Err(SyntaxError::EmptyQuotes { span }) } else { Ok(Name::new(name, span)) }
    }

    /// A pair the grammar promises; the error would be a fault of ours.
    fn expect<'i>(self, pair: Option<Pair<'i, Rule>>, whole: Span) -> Read<Pair<'i, Rule>> {
        pair.ok_or(SyntaxError::Unreadable { span: whole })
    }
}

fn is_name(pair: &Pair<Rule>) -> bool {
    matches!(pair.as_rule(), Rule::bare | Rule::word | Rule::quoted | Rule::ordered | Rule::operand_name)
}

/// The text between the quotes.
fn unquoted(quoted: &str) -> &str {
    let mut inside = quoted.chars();
    inside.next();
    inside.next_back();
    inside.as_str()
}

/// The same words with one space between them.
fn one_blank(text: &str) -> String {
    let mut words = words(text);
    let mut folded = String::with_capacity(text.len());
    folded.extend(words.next());
    words.for_each(|word| folded.extend([" ", word]));
    folded
}

/// Digits and signs of East Asian width, as the standard library reads them.
fn ascii_number(text: &str) -> String {
    let ascii = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32),
        '－' | '−' | '–' => Some('-'),
        '．' => Some('.'),
        '%' | '％' => None,
        _ => Some(c),
    };
    text.chars().filter_map(ascii).collect()
}
