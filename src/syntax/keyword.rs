//! The words with a meaning of their own: one table for the grammar, the splitter, the completer and the highlighter.

use super::ast::Verb;

/// A word of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// As it is written: `where`.
    pub text: &'static str,
    /// Where it may stand.
    pub kind: KeywordKind,
}

/// Where a keyword may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeywordKind {
    /// Begins a query: `compare`.
    Verb,
    /// Begins another statement: `define`.
    Statement,
    /// Begins a clause: `where`. Ends a name wherever it stands.
    Clause,
    /// Stands between or before operands: `and`. Ends a name wherever it stands.
    Operator,
    /// Has a meaning in one place only, and is an ordinary word in all others: `desc`, `rows`.
    Place,
    /// A condition by itself: `shared`. To the grammar it is a name like any other.
    Flag,
}

impl Keyword {
    /// Whether the word ends a name wherever it stands, so that a name with it inside needs quotes.
    pub fn reserved(self) -> bool {
        matches!(self.kind, KeywordKind::Clause | KeywordKind::Operator)
    }
}

/// Every keyword, by kind.
pub const KEYWORDS: [Keyword; 41] = {
    use KeywordKind::{Clause, Flag, Operator, Place, Statement, Verb};
    [
        word("show", Verb),
        word("compare", Verb),
        word("rank", Verb),
        word("tabulate", Verb),
        word("trend", Verb),
        word("agree", Verb),
        word("match", Verb),
        word("explain", Verb),
        word("check", Verb),
        word("define", Statement),
        word("load", Statement),
        word("set", Statement),
        word("expect", Statement),
        word("export", Statement),
        word("cite", Statement),
        word("on", Clause),
        word("for", Clause),
        word("by", Clause),
        word("where", Clause),
        word("with", Clause),
        word("using", Clause),
        word("order", Clause),
        word("limit", Clause),
        word("as", Clause),
        word("and", Operator),
        word("or", Operator),
        word("not", Operator),
        word("in", Operator),
        word("is", Operator),
        word("missing", Place),
        word("asc", Place),
        word("ascending", Place),
        word("desc", Place),
        word("descending", Place),
        word("row", Place),
        word("rows", Place),
        word("last", Place),
        word("to", Place),
        word("force", Place),
        word("shared", Flag),
        word("different", Flag),
    ]
};

/// The keyword a word is, whatever its case.
pub fn keyword(word: &str) -> Option<&'static Keyword> {
    KEYWORDS.iter().find(|keyword| keyword.text.eq_ignore_ascii_case(word))
}

/// A word that begins a statement, and a statement that begins with it.
pub fn example(word: &str) -> Option<(&'static str, &'static str)> {
    const STATEMENTS: [(&str, &str); 4] = [
        ("define", "define capitals as Beijing, Seoul"),
        ("load", "load \"wages.csv\" as wages"),
        ("expect", "expect 4 rows"),
        ("export", "export to \"result.md\""),
    ];
    let verb = Verb::of(word).map(|verb| (verb.name(), verb.example()));
    verb.or_else(|| STATEMENTS.into_iter().find(|(start, _)| start.eq_ignore_ascii_case(word)))
}

const fn word(text: &'static str, kind: KeywordKind) -> Keyword {
    Keyword { text, kind }
}
