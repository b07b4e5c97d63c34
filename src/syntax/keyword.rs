//! The words with a meaning of their own: one table for the grammar, the splitter, the completer and the highlighter.

use super::ast::Verb;

/// A word of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// As it is written: `where`.
    pub text: &'static str,
    /// Where it may stand.
    pub kind: KeywordKind,
    /// What it says, in a few words.
    pub about: &'static str,
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
    /// Begins a clause where one may begin and something that fits follows: `since 2015`. Elsewhere an ordinary word.
    Contextual,
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
pub const KEYWORDS: [Keyword; 54] = {
    use KeywordKind::{Clause, Contextual, Flag, Operator, Place, Statement, Verb};
    [
        word("show", Verb, "what do we know?"),
        word("compare", Verb, "the same questions of each"),
        word("rank", Verb, "who is best?"),
        word("tabulate", Verb, "what is it made of?"),
        word("trend", Verb, "how did it change?"),
        word("agree", Verb, "do these judges agree?"),
        word("match", Verb, "which cases belong together?"),
        word("explain", Verb, "what goes with the outcome?"),
        word("check", Verb, "can I believe it?"),
        word("define", Statement, "name a set, a condition or a measure"),
        word("load", Statement, "read a table of your own"),
        word("set", Statement, "change how results look"),
        word("expect", Statement, "say what the last result must hold"),
        word("export", Statement, "write the last result to a file"),
        word("cite", Statement, "the sources of the last result"),
        word("describe", Statement, "what a topic, a field or a case is"),
        word("on", Clause, "the topic that is asked"),
        word("for", Clause, "the outcome to explain"),
        word("by", Clause, "what the answer is split by"),
        word("where", Clause, "which rows count"),
        word("with", Clause, "what is shown beside the answer"),
        word("using", Clause, "how figures are combined or compared"),
        word("weighted", Place, "how much each row counts in a mean"),
        word("order", Clause, "which rows come first"),
        word("limit", Clause, "the most rows"),
        word("as", Clause, "the form of the result, or a new name"),
        word("since", Contextual, "that year and later"),
        word("after", Contextual, "later than that year"),
        word("until", Contextual, "that year and earlier"),
        word("before", Contextual, "earlier than that year"),
        word("between", Contextual, "from one year `and` another"),
        word("from", Contextual, "from one year `to` another"),
        word("except", Contextual, "without these"),
        word("top", Contextual, "the first rows of the order"),
        word("bottom", Contextual, "the last rows of the order"),
        word("and", Operator, "both conditions"),
        word("or", Operator, "one of the conditions"),
        word("not", Operator, "the opposite"),
        word("in", Operator, "a range or a list; the topic of a definition"),
        word("is", Operator, "before `missing` or `latest`"),
        word("contains", Place, "before words that a text holds"),
        word("missing", Place, "no value"),
        word("latest", Place, "the newest year that has a figure"),
        word("asc", Place, "least first"),
        word("ascending", Place, "least first"),
        word("desc", Place, "greatest first"),
        word("descending", Place, "greatest first"),
        word("row", Place, "counted rows"),
        word("rows", Place, "counted rows"),
        word("last", Place, "the last result"),
        word("to", Place, "before a file name, or the second of two years"),
        word("force", Place, "replace a file that is there"),
        word("shared", Flag, "rows where all subjects answer alike"),
        word("different", Flag, "rows where subjects answer differently"),
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

const fn word(text: &'static str, kind: KeywordKind, about: &'static str) -> Keyword {
    Keyword { text, kind, about }
}
