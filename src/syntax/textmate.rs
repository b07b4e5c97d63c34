//! The language as a TextMate grammar, for editors: made of the keyword list, so that it cannot fall behind.
//!
//! Editors read a file line by line, so a word that begins a statement is one that begins a line.

use serde_json::{Value, json};

use super::function::Function;
use super::keyword::{KEYWORDS, KeywordKind};
use base::order;

/// What a word holds anywhere, as `is_letter` has it.
const LETTER: &str = r"[\p{L}\p{M}\p{N}_\x{200C}\x{200D}]";
/// What a word holds between two letters, as `is_inner` has it.
const JOINT: &str = r"[-'’&·・–‐‑]";
const BLANK: &str = r"[ \t\x{3000}\x{A0}]*";

/// The grammar as JSON that ends with a newline.
pub fn grammar() -> String {
    let begins = format!(
        r"(?:^|[;；]){BLANK}((?i:{})){}",
        words(&[KeywordKind::Verb, KeywordKind::Statement]),
        after()
    );
    let patterns = [
        rule("comment.line.number-sign.juxta", "[#＃].*$"),
        rule("string.quoted.juxta", &quoted()),
        json!({ "match": begins, "captures": { "1": { "name": "keyword.control.juxta" } } }),
        rule("keyword.other.juxta", &whole(&format!("(?i:{})", words(&[KeywordKind::Clause])))),
        rule("keyword.other.juxta", &whole(&contextual())),
        rule("keyword.operator.word.juxta", &whole(&format!("(?i:{})", words(&[KeywordKind::Operator])))),
        rule("support.function.juxta", &functions()),
        rule("constant.numeric.juxta", &format!(r"{}[0-9](?:{LETTER}|{JOINT}(?={LETTER}))*", before())),
        rule("keyword.operator.juxta", r"[=＝!！<＜>＞≠≤≥]+|\.\.|…|[*×＊/÷／]"),
        rule("punctuation.separator.juxta", "[,，、;；]"),
    ];
    let grammar = json!({
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "name": "Juxta",
        "scopeName": "source.juxta",
        "fileTypes": ["juxta"],
        "firstLineMatch": r"^#!.*\bjuxta\b",
        "patterns": patterns,
    });
    // Keys are strings, so nothing here can fail.
    serde_json::to_string_pretty(&grammar).unwrap_or_default() + "\n"
}

fn rule(scope: &str, pattern: &str) -> Value {
    json!({ "name": scope, "match": pattern })
}

/// The keywords of some kinds as alternatives, the longer ones first.
fn words(kinds: &[KeywordKind]) -> String {
    let mut words: Vec<&str> =
        KEYWORDS.iter().filter(|keyword| kinds.contains(&keyword.kind)).map(|keyword| keyword.text).collect();
    order::sort_by_key(&mut words, |word| std::cmp::Reverse(word.len()));
    words.join("|")
}

/// A pattern that is no part of a longer word.
fn whole(pattern: &str) -> String {
    format!("{}{pattern}{}", before(), after())
}

/// The words that begin a clause before something that fits, as `could_begin_clause` has it.
fn contextual() -> String {
    let behind = |word: &str| match word {
        "except" => format!(r#"{BLANK}["'“‘「]|[ \t\x{{3000}}\x{{A0}}]+{LETTER}"#),
        "top" | "bottom" => format!(r"{BLANK}[0-9０-９]+{}", after()),
        _ => format!(r"{BLANK}[0-9０-９]{{4}}{}", after()),
    };
    let words = KEYWORDS.iter().filter(|keyword| keyword.kind == KeywordKind::Contextual);
    let words: Vec<String> =
        words.map(|word| format!("(?i:{})(?={})", word.text, behind(word.text))).collect();
    format!("(?:{})", words.join("|"))
}

/// The functions, directly before a bracket.
fn functions() -> String {
    let names: Vec<&str> = Function::ALL.map(Function::name).into();
    format!("{}(?i:{})(?=[(（])", before(), names.join("|"))
}

fn before() -> String {
    format!("(?<!{LETTER})(?<!{LETTER}{JOINT})")
}

fn after() -> String {
    format!("(?!{LETTER}|{JOINT}{LETTER})")
}

/// Quotations; one that is not closed goes to the end of its line.
fn quoted() -> String {
    let single = |open: &str, close: &str| {
        // An apostrophe inside a word neither opens nor closes.
        format!("(?<!{LETTER}){open}(?:[^{close}]|{close}(?={LETTER}))*(?:{close}|$)")
    };
    [
        r#""[^"]*(?:"|$)"#.to_owned(),
        "“[^”]*(?:”|$)".to_owned(),
        "「[^」]*(?:」|$)".to_owned(),
        single("'", "'"),
        single("‘", "’"),
    ]
    .join("|")
}
