//! What other languages would write: the error for each habit, with the edit that mends it.

use pest::iterators::Pair;

use super::{Lowering, Read, Rule};
use crate::ast::{Expression, Operator, Path, Verb};
use crate::error::SyntaxError;
use crate::fix::Fix;
use crate::token::{closing, is_blank, tokens, words};
use base::source::{Span, Spanned};
use base::suggest::closest;

impl Lowering<'_> {
    /// `where a where b`; the two are joined, or the second goes where only one can hold.
    pub(super) fn doubled(self, (other, first): (Rule, Span), clause: &Pair<Rule>) -> SyntaxError {
        let span = self.span(clause);
        let (before, _) = written(other);
        let (word, joint) = written(clause.as_rule());
        let words = word.split(' ').count();
        let inside = |clause: Span| after_words(clause.of(self.text), words).trim();
        let (advice, fix) = match joint {
            Some(joint) => {
                let part = |text: &str| if has_or(text) { format!("({text})") } else { text.to_owned() };
                let between = Span::new(first.end, span.start).of(self.text).trim();
                let joined = format!("{word} {}{joint}{} {between}", part(inside(first)), part(inside(span)));
                ("join the two", Fix::replace(first.to(span), joined))
            }
            None => ("keep one", Fix::replace(span, "")),
        };
        SyntaxError::DoubledClause { first, span, before, clause: word, advice, fix }
    }

    /// `from rankings`, `in rankings`
    pub(super) fn topic_word<'i>(self, mut pairs: impl Iterator<Item = Pair<'i, Rule>>) -> SyntaxError {
        let span = pairs.next().map(|word| self.span(&word)).unwrap_or_default();
        let written = span.of(self.text).to_owned();
        // `in 2020` is a year and no topic.
        if let Some(year) = pairs.next().filter(|name| is_year(name.as_str())) {
            let (start, meant) = (span, "where year =");
            let fix = Fix::replace(span.to(self.span(&year)), format!("{meant} {}", year.as_str()));
            return SyntaxError::ForeignClause { span: start, written: "in", meant, fix };
        }
        SyntaxError::FromForOn { span, written, fix: Fix::replace(span, "on") }
    }

    /// `group by scope`, `sort by founded`
    pub(super) fn group_by<'i>(self, pairs: impl Iterator<Item = Pair<'i, Rule>>) -> SyntaxError {
        let words: Vec<_> = pairs.take(2).collect();
        let sorts = words.first().is_some_and(|word| word.as_str().eq_ignore_ascii_case("sort"));
        let (written, meant) = if sorts { ("sort by", "order by") } else { ("group by", "by") };
        let span = words.iter().map(|word| self.span(word)).reduce(Span::to).unwrap_or_default();
        SyntaxError::ForeignClause { span, written, meant, fix: Fix::replace(span, meant) }
    }

    /// `compare Beijing, Seoul rankings`; one name of one word may be the topic itself.
    pub(super) fn missing_on(self, verb: Spanned<Verb>, last: &Path, count: usize) -> Read<()> {
        let text = last.span.of(self.text);
        let name = last.names.first().map_or("", |name| name.span.of(self.text));
        let words: Vec<&str> =
            if name.starts_with(|c| closing(c).is_some()) { vec![name] } else { words(name).collect() };
        let fix = match &words[..] {
            [_, inner @ .., _]
                if let Some(word) = inner.iter().find(|word| closest(word, ["on"]).is_some()) =>
            {
                return Err(self.misspelt_on(last.span, word));
            }
            // Without a topic it is the overview; whether the last word is one is known later.
            _ if verb.node == Verb::Compare && count > 1 => return Ok(()),
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
        let at = tokens(name.of(self.text)).find(|token| token.span.of(name.of(self.text)) == word);
        let start = name.start + at.map_or(0, |token| token.span.start);
        let span = Span::new(start, start + word.len());
        SyntaxError::Misspelt { span, word: word.to_owned(), meant: "on", fix: Fix::replace(span, "on") }
    }

    /// `!shared`, `~SURV`
    pub(super) fn not_sign(self, sign: &Pair<Rule>) -> SyntaxError {
        let span = self.span(sign);
        SyntaxError::NotSign { span, written: sign.as_str().to_owned(), fix: Fix::replace(span, "not ") }
    }

    /// `2013 <= year <= 2019`, `city = Seoul year = 2020`
    pub(super) fn chained(self, middle: Span, operator: &Spanned<Operator>) -> SyntaxError {
        let text = middle.of(self.text);
        let words = text.split_once(is_blank).filter(|_| !text.chars().any(|c| closing(c).is_some()));
        let fix = match words {
            Some((value, field)) => Fix::replace(middle, format!("{value} and {field}")),
            None => Fix::replace(operator.span, format!("and {text} {}", operator.node.sign())),
        };
        SyntaxError::ChainedComparison { span: operator.span, fix }
    }

    /// `= null`, `<> ""`
    pub(super) fn null(self, operator: Spanned<Operator>, value: Span) -> SyntaxError {
        let meant = if operator.node == Operator::NotEqual { "is not missing" } else { "is missing" };
        let fix = Fix::replace(operator.span.to(value), meant);
        SyntaxError::NullForMissing { span: value, written: value.of(self.text).to_owned(), meant, fix }
    }

    /// `2013 to 2019`
    pub(super) fn range_word(self, word: &Pair<Rule>, low: Option<&Expression>) -> SyntaxError {
        let span = self.span(word);
        let rest = self.text.get(span.end..).unwrap_or("");
        let blank = rest.len() - rest.trim_start().len();
        let around = Span::new(low.map_or(span.start, |low| low.span.end), span.end + blank);
        SyntaxError::Between { span, written: "to", fix: Fix::replace(around, "..") }
    }

    /// `in GPCI, GCI`
    pub(super) fn without_brackets(self, span: Span) -> SyntaxError {
        SyntaxError::ListWithoutBrackets {
            span,
            fix: Fix::replace(span, format!("({})", span.of(self.text))),
        }
    }

    /// `is Seoul`, `is not Seoul`, `is null`
    pub(super) fn foreign_is(self, word: Span, not: Option<&Pair<Rule>>, value: &Pair<Rule>) -> SyntaxError {
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

    /// `aspect = Membership in UCLG`
    pub(super) fn keyword_in_name(self, start: Span, tail: &Pair<Rule>) -> SyntaxError {
        let span = start.to(self.span(tail));
        let name = span.of(self.text).trim_matches('"');
        let word = words(tail.as_str()).next().unwrap_or_default().to_owned();
        SyntaxError::KeywordInName { span, word, fix: Fix::replace(span, format!("\"{name}\"")) }
    }

    /// `between 2013 and 2019`
    pub(super) fn between<'i>(self, pairs: impl Iterator<Item = Pair<'i, Rule>>, whole: Span) -> SyntaxError {
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

    /// `define capitals = …`
    pub(super) fn define_sign(self, pair: &Pair<Rule>) -> SyntaxError {
        let span = self.span(pair);
        SyntaxError::DefineSign { span, written: pair.as_str().to_owned(), fix: Fix::replace(span, " as ") }
    }

    /// `SELECT rank FROM rankings WHERE year = 2020`
    pub(super) fn select(self, pair: Pair<Rule>) -> SyntaxError {
        let span = self.span(&pair);
        let mut words = pair.into_inner();
        let select = words.next().map_or(span, |word| self.span(&word));
        let from = words.find(|pair| pair.as_rule() == Rule::kw_from).map(|word| self.span(&word));
        let fix = Fix::replace(from.map_or(select, |from| select.to(from)), "show");
        SyntaxError::Select { span: select, fix }
    }
}

/// The words that a clause begins with, and what stands between two of it that are joined.
fn written(rule: Rule) -> (&'static str, Option<&'static str>) {
    match rule {
        Rule::r#where => ("where", Some(" and ")),
        Rule::on => ("on", Some(", ")),
        Rule::by => ("by", Some(", ")),
        Rule::with => ("with", Some(", ")),
        Rule::order => ("order by", Some(", ")),
        Rule::except => ("except", Some(", ")),
        Rule::outcome => ("for", None),
        Rule::using => ("using", None),
        Rule::limit => ("limit", None),
        Rule::since => ("since", None),
        Rule::after => ("after", None),
        Rule::until => ("until", None),
        Rule::before => ("before", None),
        Rule::between => ("between", None),
        Rule::from => ("from", None),
        Rule::top => ("top", None),
        Rule::bottom => ("bottom", None),
        _ => ("as", None),
    }
}

/// `==`, `&&`, `=<`
pub(super) fn foreign_sign(written: &str, span: Span) -> SyntaxError {
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
pub(super) fn is_null(text: &str) -> bool {
    text.eq_ignore_ascii_case("null") || text.eq_ignore_ascii_case("nil")
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A text without its first words.
fn after_words<'t>(text: &'t str, words: usize) -> &'t str {
    let is_blank = |c| is_blank(c) || c == '\n';
    let rest = |text: &'t str| text.trim_start_matches(is_blank);
    (0..words).fold(text, |text, _| rest(text).trim_start_matches(|c| !is_blank(c)))
}

fn has_or(condition: &str) -> bool {
    words(condition).any(|word| word.eq_ignore_ascii_case("or"))
}
