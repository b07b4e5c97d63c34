//! The names in a text that the data know.

use std::sync::Arc;

use super::ask::{Asked, Place, Subject};
use base::fold::{alike, begin_alike};
use base::suggest::{closest, plural};
use data::{Catalog, CatalogEntry, DataError, Role, Topic, names};
use syntax::synonyms::{habit, leading};
use syntax::word::Verb;
use syntax::{Token, TokenKind, tokens};

/// Reads a text from left to right, the longest names first.
pub struct Reader<'a> {
    store: &'a Catalog,
    text: &'a str,
    asked: Asked,
}

/// No name is longer than so many words.
const LONGEST: usize = 6;
/// Labels of a field with more of them are not searched for a near one: that would take too long for a message.
const SEARCHED: usize = 5_000;
/// A shorter word is near to too many others.
const SHORTEST: usize = 4;
/// Words that every sentence needs, so that none of them is a name by itself.
const COMMON: [&str; 48] = [
    "a", "about", "all", "an", "and", "any", "are", "as", "at", "between", "by", "can", "city", "could",
    "do", "does", "for", "from", "give", "have", "here", "how", "in", "is", "many", "me", "more", "most",
    "much", "of", "on", "please", "tell", "than", "that", "the", "their", "there", "this", "to", "what",
    "when", "where", "which", "who", "why", "with", "year",
];

impl<'a> Reader<'a> {
    /// A reader at the beginning of a text.
    pub fn new(store: &'a Catalog, text: &'a str) -> Self {
        Self { store, text, asked: Asked::default() }
    }

    /// Everything that is known of the text.
    ///
    /// # Errors
    ///
    /// A topic that cannot be read.
    pub fn read(mut self) -> Result<Asked, DataError> {
        let all: Vec<Token> = tokens(self.text).collect();
        let is_word = |token: &Token| matches!(token.kind, TokenKind::Word | TokenKind::Quoted);
        for run in all.split(|token| !is_word(token)) {
            let mut at = 0;
            while at < run.len() {
                at += self.name(&run[at..])?;
            }
        }
        Ok(self.asked)
    }

    /// Reads the name that some words begin with; the number of its words, or of words without a meaning.
    fn name(&mut self, words: &[Token]) -> Result<usize, DataError> {
        for length in (1..=words.len().min(LONGEST)).rev() {
            let span = words[0].span.to(words[length - 1].span);
            let written = span.of(self.text);
            let name = written.trim_matches(['"', '\'', '“', '”', '‘', '’', '「', '」']);
            if COMMON.contains(&&*written.to_ascii_lowercase()) {
                break;
            }
            if length == 1 && self.verb(name, span.start) || self.known(name)? {
                return Ok(length);
            }
        }
        // What the data call so comes first: `change` is a measure of rankings.
        if self.habit(words[0].span.of(self.text)) {
            return Ok(1);
        }
        let word = words[0].span.of(self.text);
        if !word.is_ascii() {
            self.inside(word)?;
        } else if let Some(near) = self.near(word)? {
            self.known(&near)?;
        }
        Ok(1)
    }

    fn verb(&mut self, word: &str, start: usize) -> bool {
        // `rank` and `match` are verbs where a statement begins, and ordinary words elsewhere.
        let first = self.text.get(..start).is_some_and(|before| before.trim().is_empty());
        let verb = Verb::of(word).filter(|_| first);
        self.asked.verb = self.asked.verb.or(verb);
        verb.is_some()
    }

    fn habit(&mut self, word: &str) -> bool {
        let Some(habit) = habit(word).filter(|habit| habit.verb().is_some()) else { return false };
        self.asked.chart |= habit.chart;
        self.asked.verb = self.asked.verb.or(habit.verb());
        true
    }

    fn known(&mut self, name: &str) -> Result<bool, DataError> {
        // `gpci` is a topic, and GPCI a judge that can agree with another.
        let judge = self.asked.verb == Some(Verb::Agree) && self.label(name)?;
        if judge {
            return Ok(true);
        }
        if let Some(entry) = self.topic(name).or_else(|| self.topic(&plural(name))) {
            self.asked.topics.push(entry.topic()?.clone());
            return Ok(true);
        }
        if name.bytes().all(|byte| byte.is_ascii_digit()) {
            match name.len() {
                4 => self.asked.year.get_or_insert(name.to_owned()),
                _ => self.asked.number.get_or_insert(name.to_owned()),
            };
            return Ok(true);
        }
        Ok(self.label(name)? || self.measure(name)?)
    }

    fn label(&mut self, name: &str) -> Result<bool, DataError> {
        let found = names::everywhere(self.store, name)?;
        let Some((topic, field, code)) = found.first() else { return Ok(false) };
        let label = topic.words(*field)?.get(*code as usize).cloned();
        let place = |(topic, field, _): &(Arc<Topic>, _, _)| Place {
            topic: topic.name.clone(),
            role: topic.meta(*field).role,
        };
        let places = found.iter().map(place).collect();
        self.asked.subjects.extend(label.map(|name| Subject { name, places }));
        Ok(true)
    }

    /// `sister cities` is `sister_cities`.
    fn topic(&self, name: &str) -> Option<&'a CatalogEntry> {
        self.store.entries().find(|entry| alike(&entry.name, name))
    }

    fn measure(&mut self, name: &str) -> Result<bool, DataError> {
        // A word and its plural begin alike.
        let called =
            |text: &str| begin_alike(text, name) && (alike(text, name) || alike(&plural(text), name));
        let before = self.asked.measures.len();
        for entry in self.store.entries() {
            let topic = entry.topic()?;
            let measures = topic.fields.iter().filter(|field| field.role == Role::Measure);
            let found = measures.filter(|field| called(&field.name) || called(&field.title));
            self.asked.measures.extend(found.map(|field| (topic.clone(), field.name.clone())));
        }
        Ok(self.asked.measures.len() > before)
    }

    /// Names in a word that is written without blanks, with what a grammar hangs onto them: `베이징과`, `北京和首尔`.
    fn inside(&mut self, word: &str) -> Result<(), DataError> {
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST * 2);
            let mut read = first.len_utf8();
            if let Some(habit) = leading(rest) {
                self.habit(habit.written);
                read = habit.written.len();
            } else {
                let mut ends: Vec<usize> = ends.skip(1).collect();
                while let Some(end) = ends.pop() {
                    if self.known(&rest[..end])? {
                        read = end;
                        break;
                    }
                }
            }
            rest = &rest[read..];
        }
        Ok(())
    }

    /// The name that a word was most likely meant to be.
    fn near(&self, word: &str) -> Result<Option<String>, DataError> {
        if word.len() < SHORTEST || COMMON.contains(&&*word.to_ascii_lowercase()) {
            return Ok(None);
        }
        let mut known: Vec<Arc<str>> = Vec::new();
        for entry in self.store.entries() {
            let topic = entry.topic()?;
            known.push(topic.name.clone());
            known.extend(topic.measures().into_iter().map(|id| topic.meta(id).name.clone()));
            for case in topic.with_role(Role::Case) {
                let labels = topic.words(case)?;
                known.extend(labels.iter().filter(|_| labels.len() <= SEARCHED).cloned());
            }
        }
        Ok(closest(word, known.iter().map(AsRef::as_ref)).map(str::to_owned))
    }
}
