//! What a shell asks a session beside running statements: what there is, and what was meant instead of a mistake.

use std::sync::Arc;

use miette::Diagnostic;

use super::{Failure, Read, Session};
use crate::intent;
use crate::lookup;
use answer::Answer;
use base::fold::fold;
use base::source::{Source, Span, Spanned};
use base::suggest::typed;
use data::{Catalog, Topic, names};
use resolve::{self, ResolveError, UnknownName};
use syntax::ast::{Statement, StatementKind};
use syntax::keyword::{KeywordKind, keyword};
use syntax::word::Verb;
use syntax::{self, Fix, Part, SyntaxError, TokenKind};

impl Session {
    /// The last result.
    pub fn last(&self) -> Option<&Arc<Answer>> {
        self.last.as_ref().map(|last| &last.answer)
    }

    /// All data.
    pub fn store(&self) -> &Catalog {
        &self.store
    }

    /// The topics that can be read, in reading order.
    pub fn topics(&self) -> impl Iterator<Item = &Arc<Topic>> {
        self.store.entries().filter_map(|entry| entry.topic().ok())
    }

    /// The names that are defined, each with its statement.
    pub fn definitions(&self) -> impl Iterator<Item = (&str, &str)> {
        self.definitions.iter().map(|definition| {
            (definition.name.node.as_str(), definition.statement.of(&definition.source).trim())
        })
    }

    /// Looks for a word in the names of topics, fields and labels.
    ///
    /// # Errors
    ///
    /// A topic that cannot be read.
    pub fn find(&self, word: &str) -> Result<Answer, Failure> {
        Ok(lookup::find(&self.store, word).map_err(ResolveError::from)?)
    }

    /// Tells what the topic, the field or the label under the span is.
    ///
    /// # Errors
    ///
    /// Nothing is called so.
    pub fn describe(&self, source: &Source, span: Span) -> Result<Answer, Failure> {
        let name = span.of(&source.text).trim_matches(['"', '\'', '“', '”']).to_owned();
        match lookup::describe(&self.store, &name).map_err(ResolveError::from)? {
            Some(answer) => Ok(answer),
            None => {
                let unknown = self.scope(source, span).unknown_anywhere(&Spanned::new(name, span));
                Err(ResolveError::from(unknown.map_err(ResolveError::from)?).into())
            }
        }
    }

    /// The statement under the span with its mistake mended, if that would run; else the query that the message
    /// about it advises.
    pub fn mended(&self, source: &Source, span: Span, failure: &Failure) -> Option<String> {
        match failure {
            Failure::Syntax(error) => error.fix().and_then(Fix::query).map(str::to_owned),
            Failure::Resolve(error @ ResolveError::Unknown { .. }) => {
                self.corrected(error, &source.text, span)
            }
            Failure::Resolve(error) => {
                error.example().filter(|example| self.accepts(example)).map(str::to_owned)
            }
            Failure::Eval(_)
            | Failure::Answer { .. }
            | Failure::Setting(_)
            | Failure::Load { .. }
            | Failure::Data(_)
            | Failure::Read { .. }
            | Failure::Format { .. }
            | Failure::Citation { .. }
            | Failure::Ending { .. }
            | Failure::Render(_)
            | Failure::Internal { .. }
            | Failure::Write(_) => None,
        }
    }

    /// A mistake with advice that works: who reads a statement alone knows no data, so what it proposes is tried here.
    pub(super) fn advised(&self, source: &Source, error: SyntaxError) -> Failure {
        let Some(statement) = place_of(&error, &source.text) else { return error.into() };
        if let SyntaxError::PartOfWord { part, .. } = &error {
            let query = self.containing(&source.text, statement, part);
            let query = query.or_else(|| self.whole_words(&source.text, statement, part));
            return error.with_query(query).into();
        }
        let proposed = error.fix().and_then(Fix::query);
        if proposed.is_some_and(|proposed| self.accepts(proposed)) {
            return error.into();
        }
        let loose = Some(statement.of(&source.text)).filter(|_| error.is_loose());
        // A verb put before words that are no names is a guess, and not worth mending.
        let proposed = proposed.filter(|_| !matches!(error, SyntaxError::NoVerb { .. }));
        let advice = proposed
            .and_then(|proposed| self.spelled(proposed))
            .or_else(|| self.meant(loose?))
            .or_else(|| self.runs_by_itself(proposed.filter(|_| loose.is_some())?))
            .or_else(|| error.verb_example().map(str::to_owned));
        error.with_query(advice).into()
    }

    /// Whether the statement under the span can be read and its names are known; it is not run.
    ///
    /// # Errors
    ///
    /// Its mistake.
    pub fn check(&self, source: &Source, span: Span) -> Result<(), Failure> {
        let statement = syntax::statement(&source.text, span)?;
        let scope = self.scope(source, statement.span);
        match &statement.node {
            StatementKind::Query(query) => resolve::resolve(scope, statement.span, query).map(drop)?,
            StatementKind::Define(define) => resolve::define(scope, statement.span, define).map(drop)?,
            StatementKind::Expect(expect) => {
                if let Some(answer) = self.last() {
                    resolve::expect(scope, answer, expect).map(drop)?;
                }
            }
            StatementKind::Set(set) => self.settings.clone().apply(set).map(drop)?,
            StatementKind::Export(export) => Self::form(export).map(drop)?,
            StatementKind::Load(_) | StatementKind::Describe(_) | StatementKind::Cite(_) => {}
        }
        Ok(())
    }

    /// A mistake whose advice has been run: what does not work is not advised.
    pub(super) fn with_advice(&self, source: &Source, span: Span, failure: Failure) -> Failure {
        match failure {
            Failure::Resolve(error) => self.with_correction(source, span, error),
            Failure::Format { name, span, example } if !self.accepts(&example) => {
                // The form alone is what is wrong here; the rest fails for its own reason.
                Failure::Format { name, span, example: format!("{} as csv", Verb::Show.example()) }
            }
            Failure::Syntax(_)
            | Failure::Eval(_)
            | Failure::Format { .. }
            | Failure::Answer { .. }
            | Failure::Setting(_)
            | Failure::Load { .. }
            | Failure::Data(_)
            | Failure::Read { .. }
            | Failure::Internal { .. }
            | Failure::Citation { .. }
            | Failure::Ending { .. }
            | Failure::Render(_)
            | Failure::Write(_) => failure,
        }
    }

    /// A mistake in meaning with a statement that runs: the corrected one, or another that may be meant.
    fn with_correction(&self, source: &Source, span: Span, error: ResolveError) -> Failure {
        if let ResolveError::Unknown { .. } = error {
            // `country includes Korea` reads as one name that is not known.
            if let Some(part) = syntax::part_of_word(span.of(&source.text), span.start) {
                return self.advised(source, part);
            }
            let corrected = self.corrected(&error, &source.text, span);
            return error.with_help(corrected).into();
        }
        let Some(example) = error.example().filter(|example| !self.accepts(example)) else {
            return error.into();
        };
        let verb = || Verb::of(example.split_whitespace().next()?).map(|verb| verb.example().to_owned());
        let typed = span.of(&source.text);
        let says_all = |query: &String| {
            let kept = words(query);
            words(typed).iter().all(|word| kept.contains(word) || self.says(query, word))
        };
        let meant = || self.meant(typed).filter(says_all);
        let better = self.spelled(example).or_else(meant).or_else(verb);
        match better {
            Some(better) => error.with_example(better).into(),
            None => error.into(),
        }
    }

    /// The statement with `contains` in place of what looks into words elsewhere, if that works and says the same.
    fn containing(&self, text: &str, statement: Span, part: &Part) -> Option<String> {
        let not = if part.negated { "not " } else { "" };
        let condition = format!("{} {not}contains \"{}\"", typed(&part.field), part.part);
        let before = Span::new(statement.start, part.span.start).of(text);
        let after = Span::new(part.span.end, statement.end).of(text);
        let query = format!("{before}{condition}{after}");
        (!part.at_end && self.runs(&query)).then(|| syntax::one_line(&query))
    }

    /// The statement with the labels that hold a part of a word in place of the condition on it, if that works.
    fn whole_words(&self, text: &str, statement: Span, part: &Part) -> Option<String> {
        const MOST: usize = 12;
        let wanted = fold(&part.part);
        let written: Vec<&str> =
            syntax::tokens(statement.of(text)).map(|token| token.span.of(statement.of(text))).collect();
        // The topics that the statement names come first.
        let (named, others): (Vec<_>, Vec<_>) =
            self.topics().partition(|topic| written.contains(&&*topic.name));
        named.into_iter().chain(others).find_map(|topic| {
            // It is only advised: where labels cannot be read, nothing is.
            let labels = topic.words(topic.field(&part.field)?).ok()?;
            let holding = labels.iter().filter(|label| fold(label).contains(&wanted)).take(MOST + 1);
            let holding: Vec<String> = holding.map(|label| typed(label)).collect();
            let (field, not) = (typed(&part.field), if part.negated { "not " } else { "" });
            let condition = match holding.as_slice() {
                [] => return None,
                [only] => format!("{field} {}= {only}", if part.negated { "!" } else { "" }),
                some if some.len() <= MOST => format!("{field} {not}in ({})", some.join(", ")),
                _ => return None,
            };
            let before = Span::new(statement.start, part.span.start).of(text);
            let after = Span::new(part.span.end, statement.end).of(text);
            let query = format!("{before}{condition}{after}");
            self.runs(&query).then(|| syntax::one_line(&query))
        })
    }

    /// The statement with its unknown names replaced, if that works. Where no name is near, another order of the words
    /// may be meant, unless they are conditions.
    fn corrected(&self, error: &ResolveError, text: &str, span: Span) -> Option<String> {
        let ResolveError::Unknown { names, more: 0, .. } = error else { return None };
        let far = |name: &UnknownName| name.suggestion.is_none() && name.silent.is_none();
        let known = |name: &UnknownName| {
            names::everywhere(&self.store, &name.name).is_ok_and(|places| !places.is_empty())
        };
        // `compare Beijing with Seoul`: a case stands where an extra is wanted.
        let movable =
            |name: &UnknownName| match clause(Span::new(span.start, name.span.start).of(text)).as_deref() {
                None | Some("on") => true,
                Some("with") => known(name),
                Some(_) => false,
            };
        let meant = match names.iter().any(far) && names.iter().all(movable) {
            true => self.meant(span.of(text)),
            false => None,
        };
        let keeps_all = |query: &String| {
            self.keeps_topics(span.of(text), query)
                && names.iter().all(|name| !far(name) || self.says(query, &name.name))
        };
        meant.filter(keeps_all).or_else(|| self.replaced(error, text, span))
    }

    /// Whether a query is about each topic that a text names.
    fn keeps_topics(&self, text: &str, query: &str) -> bool {
        let (typed, kept) = (words(text), words(query));
        let names = self.store.entries().map(|entry| entry.name.to_lowercase());
        names.filter(|name| typed.contains(name)).all(|name| kept.contains(&name))
    }

    /// Whether a query says something that a name says by itself.
    fn says(&self, query: &str, name: &str) -> bool {
        let said = words(query);
        let read = intent::queries(&self.store, name).unwrap_or_default();
        read.iter().flat_map(|read| words(read)).any(|word| said.contains(&word))
    }

    fn replaced(&self, error: &ResolveError, text: &str, span: Span) -> Option<String> {
        error.corrected(text, span).into_iter().find(|text| self.runs(text))
    }

    /// A text that is one statement that works, once the misspelt names in it are replaced.
    fn spelled(&self, text: &str) -> Option<String> {
        let whole = Span::new(0, text.len());
        match self.check(&Source::new("suggestion", text), whole) {
            Err(Failure::Resolve(error @ ResolveError::Unknown { .. })) => self.replaced(&error, text, whole),
            _ => None,
        }
    }

    /// A query that a text may ask for, though it is none: one that runs, and has an answer.
    fn meant(&self, text: &str) -> Option<String> {
        const LONGEST: usize = 400;
        // Conditions are not words in any order.
        let is_sign = |token: syntax::Token| token.kind == TokenKind::Sign;
        let text = Some(text).filter(|text| text.len() <= LONGEST && !syntax::tokens(text).any(is_sign))?;
        let queries = intent::queries(&self.store, text).ok()?;
        queries.iter().find_map(|query| self.runs_by_itself(query))
    }

    /// A text that is one statement that works, or else the one that its own mistake advises.
    fn runs_by_itself(&self, text: &str) -> Option<String> {
        let whole = Span::new(0, text.len());
        let text = match self.check(&Source::new("suggestion", text), whole) {
            Err(Failure::Resolve(error)) => error.example()?.to_owned(),
            Err(Failure::Syntax(error)) => error.fix()?.query()?.to_owned(),
            Err(_) => return None,
            Ok(()) => text.to_owned(),
        };
        self.runs(&text).then_some(text)
    }

    /// Whether a text can be typed: each of its statements works after those before it.
    fn accepts(&self, text: &str) -> bool {
        let source = Source::new("suggestion", text);
        let mut session = self.clone();
        Self::statements(&source).all(|statement| session.tries(&source, &statement))
    }

    /// Whether a text is one statement that works.
    fn runs(&self, text: &str) -> bool {
        let source = Source::new("suggestion", text);
        let mut statements = Self::statements(&source);
        let (Some(statement), None) = (statements.next(), statements.next()) else { return false };
        let asks = |statement: &Statement| {
            matches!(statement.node, StatementKind::Query(_) | StatementKind::Define(_))
        };
        statement.as_ref().is_ok_and(asks) && self.clone().tries(&source, &statement)
    }

    /// Whether a statement works in a session that is thrown away; what reads or writes a file is only looked at.
    fn tries(&mut self, source: &Source, statement: &Read) -> bool {
        let Ok(statement) = statement else { return false };
        match &statement.node {
            StatementKind::Export(export) => Self::form(export).is_ok(),
            StatementKind::Load(_) => true,
            StatementKind::Query(_)
            | StatementKind::Define(_)
            | StatementKind::Expect(_)
            | StatementKind::Set(_)
            | StatementKind::Cite(_)
            | StatementKind::Describe(_) => self.done(source, statement).is_ok(),
        }
    }
}

/// The words of a text that are no words of the language.
fn words(text: &str) -> Vec<String> {
    let words = syntax::tokens(text).filter(|token| token.kind != TokenKind::Sign);
    let words = words.map(|token| token.span.of(text).trim_matches('"').to_lowercase());
    words.filter(|word| keyword(word).is_none()).collect()
}

/// The clause that a text has come to.
fn clause(text: &str) -> Option<String> {
    let words: Vec<String> =
        syntax::tokens(text).map(|token| token.span.of(text).to_ascii_lowercase()).collect();
    let is_clause = |word: &&String| keyword(word).is_some_and(|word| word.kind == KeywordKind::Clause);
    words.iter().rfind(is_clause).cloned()
}

/// The statement in which a mistake stands.
fn place_of(error: &SyntaxError, text: &str) -> Option<Span> {
    let at = error.labels()?.next()?.offset();
    syntax::statements(text).into_iter().find(|span| span.start <= at && at <= span.end)
}
