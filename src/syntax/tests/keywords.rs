//! The table of keywords and the grammar hold the same words.

use std::collections::BTreeSet;

use crate::keyword::{KEYWORDS, Keyword, KeywordKind, keyword};

const GRAMMAR: &str = include_str!("../../../grammar/juxta.pest");

/// Words that only the rules for other languages' habits read.
const FOREIGN: [&str; 8] = ["versus", "vs", "group", "sort", "select", "help", "quit", "exit"];

fn literals(text: &str) -> BTreeSet<&str> {
    text.split("^\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn table_and_grammar_agree() {
    let flag = |word: &&Keyword| word.kind != KeywordKind::Flag;
    let table: BTreeSet<&str> = KEYWORDS.iter().filter(flag).map(|word| word.text).chain(FOREIGN).collect();
    assert_eq!(table, literals(GRAMMAR));
}

#[test]
fn reserved_words_end_a_name() {
    let (_, rest) = GRAMMAR.split_once("\nstop = _{").expect("the rule");
    let stop = literals(rest.split('}').next().unwrap_or(""));
    let reserved: BTreeSet<&str> =
        KEYWORDS.iter().filter(|word| word.reserved()).map(|word| word.text).collect();
    assert_eq!(stop, reserved);
    for word in KEYWORDS {
        let text = format!("show a {} on x", word.text);
        // These two are habits of other languages too, and end a name wherever they stand.
        let habit = matches!(word.text, "between" | "from");
        assert_eq!(super::one(&text).is_ok(), !word.reserved() && !habit, "{text}");
    }
}

#[test]
fn case_does_not_count() {
    assert_eq!(keyword("WHERE"), keyword("where"));
    assert_eq!(keyword("wherever"), None);
}
