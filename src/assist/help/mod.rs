//! Help as data: pages in `pages.md` and `errors.md`, lists made from the tables of the language itself.
//!
//! Every example of a page is run by a test, so no page can promise what does not work.

mod page;

#[cfg(test)]
mod tests;

pub use page::{Block, Page};

use std::sync::OnceLock;

use crate::command::COMMANDS;
use base::fold::fold;
use base::suggest::closest;
use syntax::keyword::{KEYWORDS, Keyword, KeywordKind, example, keyword};
use syntax::word::Verb;

/// The pages on words.
fn pages() -> &'static str {
    static PAGES: OnceLock<&str> = OnceLock::new();
    PAGES.get_or_init(|| pack::unpack(include_bytes!(concat!(env!("OUT_DIR"), "/pages.md"))))
}

/// The pages on codes of errors.
fn errors() -> &'static str {
    static ERRORS: OnceLock<&str> = OnceLock::new();
    ERRORS.get_or_init(|| pack::unpack(include_bytes!(concat!(env!("OUT_DIR"), "/errors.md"))))
}

/// The example that greets, heads the help and stands in the README.
pub const FIRST: &str = "compare Beijing, Seoul on rankings where year = 2020";

/// What there is to know, in one screen.
pub fn overview() -> Page {
    let mut page = Page::new("help");
    page.text("Juxta asks the same questions of each case and sets the answers side by side.");
    page.example(FIRST);
    let verbs = Verb::ALL.iter().filter_map(|verb| keyword(verb.name()));
    page.list("A query begins with a verb", verbs.map(row));
    let words = |kind| of_kind(kind).map(|(word, _)| word).collect::<Vec<_>>().join(", ");
    // All of it fits a screen of 24 lines.
    page.text(&format!(
        "and goes on with clauses: {}. Other statements: {}.",
        words(KeywordKind::Clause),
        words(KeywordKind::Statement)
    ));
    let only_here =
        COMMANDS.iter().filter(|entry| keyword(entry.word).is_none_or(|word| word.text == "last"));
    page.list("Only at the prompt", only_here.map(|entry| (entry.usage.to_owned(), entry.about.to_owned())));
    let listed = |name: &&str| keyword(name).is_some() || COMMANDS.iter().any(|entry| entry.word == *name);
    let more: Vec<&str> = sections(pages()).map(|(names, _)| names[0]).filter(|name| !listed(name)).collect();
    page.text(&format!("help WORD explains each of them, and: {}.", more.join(", ")));
    page
}

/// The page on a word of the language, a subject of help or an error code; `None` when there is none.
pub fn page(word: &str) -> Option<Page> {
    let wanted = fold(word);
    let find =
        |text: &'static str| sections(text).find(|(names, _)| names.iter().any(|name| fold(name) == wanted));
    if let Some((names, body)) = find(pages()).or_else(|| find(errors())) {
        let mut page = Page::parse(names[0], body);
        if names[0] == "set" {
            page.list("The settings", session::settings::list());
        }
        return Some(page);
    }
    let entry = COMMANDS.iter().find(|entry| fold(entry.word) == wanted);
    entry.map(of_command).or_else(|| keyword(word).map(of_keyword))
}

/// The words that help knows nearest to one that it does not.
pub fn near(word: &str) -> Option<&'static str> {
    closest(word, subjects())
}

/// Every word that help explains under its own name, the most useful first.
pub fn subjects() -> impl Iterator<Item = &'static str> {
    let pages = sections(pages()).chain(sections(errors())).map(|(names, _)| names[0]);
    let words = KEYWORDS.iter().map(|keyword| keyword.text).chain(COMMANDS.iter().map(|entry| entry.word));
    let mut seen = std::collections::HashSet::new();
    pages.chain(words).filter(move |word| seen.insert(*word))
}

/// A word without a page of its own still has its line, and its example.
fn of_keyword(keyword: &Keyword) -> Page {
    let mut page = Page::new(keyword.text);
    page.text(&format!("`{}`: {}", keyword.text, keyword.about));
    if let Some((_, example)) = example(keyword.text) {
        page.example(example);
    }
    page
}

fn of_command(entry: &crate::command::CommandEntry) -> Page {
    let mut page = Page::new(entry.word);
    page.text(&format!("`{}`: {}. It works at the prompt only.", entry.usage, entry.about));
    page
}

fn of_kind(kind: KeywordKind) -> impl Iterator<Item = (String, String)> {
    KEYWORDS.iter().filter(move |keyword| keyword.kind == kind).map(row)
}

fn row(keyword: &Keyword) -> (String, String) {
    (keyword.text.to_owned(), keyword.about.to_owned())
}

/// The sections of a text: the names in the heading, and what stands below it.
fn sections(text: &'static str) -> impl Iterator<Item = (Vec<&'static str>, &'static str)> {
    let parts = text.split("## ").filter(|part| !part.trim().is_empty());
    parts.filter_map(|part| {
        let (heading, body) = part.split_once('\n')?;
        Some((heading.split(',').map(str::trim).collect(), body))
    })
}
