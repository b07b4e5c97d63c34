//! What can be wrong with the text of a statement, and the words for it.

#![allow(
    missing_docs,
    reason = "a variant is shown by the text that causes it; its fields are the words of its message"
)]

use miette::Diagnostic;
use thiserror::Error;

use super::fix::Fix;
use super::substring::Part;
use crate::word::Verb;
use base::source::Span;

/// A statement that cannot be read. Each variant is shown by the text that causes it.
#[derive(Clone, Debug, PartialEq, Error, Diagnostic)]
pub enum SyntaxError {
    /// `compair Beijing, Seoul on rankings`
    #[error("unknown word `{word}`")]
    #[diagnostic(code(E001), help("write `{meant}`{fix}"))]
    Misspelt {
        #[label("did you mean `{meant}`?")]
        span: Span,
        word: String,
        meant: &'static str,
        fix: Fix,
    },

    /// `Beijing, Seoul on rankings`
    #[error("a query begins with a verb")]
    #[diagnostic(
        code(E002),
        help(
            "the verbs are show, compare, rank, tabulate, trend, agree, match, explain and check{}",
            fix.or("compare Beijing, Seoul on rankings")
        )
    )]
    NoVerb {
        #[label("this is no verb")]
        span: Span,
        fix: Fix,
    },

    /// `compare`
    #[error("nothing is said after `{verb}`")]
    #[diagnostic(code(E003), help("for example: `{example}`"))]
    VerbAlone {
        #[label("more is needed")]
        span: Span,
        verb: &'static str,
        example: &'static str,
    },

    /// `compare Beijing, Seoul rankings`
    #[error("`{verb}` needs `on` before the topic")]
    #[diagnostic(code(E004), help("first the names with commas, then `on` and a topic{fix}"))]
    MissingOn {
        #[label("no `on` after this")]
        span: Span,
        verb: &'static str,
        fix: Fix,
    },

    /// `… where year = 2020 where index = GCI`
    #[error("{}", twice(before, clause))]
    #[diagnostic(code(E005), help("{advice}{fix}"))]
    DoubledClause {
        #[label("first here")]
        first: Span,
        #[label("again here")]
        span: Span,
        before: &'static str,
        clause: &'static str,
        advice: &'static str,
        fix: Fix,
    },

    /// `compare Beijing and Seoul on rankings`, `compare Beijing vs Seoul on rankings`
    #[error("`{word}` stands between two names")]
    #[diagnostic(
        code(E006),
        help("commas keep names apart, and a name with `{word}` inside needs quotes{fix}")
    )]
    JoinedNames {
        #[label("write a comma")]
        span: Span,
        word: String,
        fix: Fix,
    },

    /// `compare Beijing, Seoul from rankings`, `compare Beijing, Seoul in rankings`
    #[error("the topic comes after `on`, not `{written}`")]
    #[diagnostic(code(E007), help("write `on`{fix}"))]
    FromForOn {
        #[label("`on`")]
        span: Span,
        written: String,
        fix: Fix,
    },

    /// `tabulate networks group by scope`
    #[error("`{written}` is written `{meant}` here")]
    #[diagnostic(code(E008), help("write `{meant}`{fix}"))]
    ForeignClause {
        #[label("`{meant}`")]
        span: Span,
        written: &'static str,
        meant: &'static str,
        fix: Fix,
    },

    /// `show networks order founded`
    #[error("`by` is missing after `order`")]
    #[diagnostic(code(E009), help("write `order by`{fix}"))]
    OrderWithoutBy {
        #[label("`order by`")]
        span: Span,
        fix: Fix,
    },

    /// `SELECT rank FROM rankings`
    #[error("this looks like SQL")]
    #[diagnostic(code(E010), help("`show` takes the topic alone and prints all of its fields{fix}"))]
    Select {
        #[label("a query begins with a verb such as `show`")]
        span: Span,
        fix: Fix,
    },

    /// `quit()` or `find rank` in a script
    #[error("`{word}` belongs to the prompt")]
    #[diagnostic(
        code(E011),
        help("`juxta` alone opens the prompt; a script holds statements, and ends where its text ends")
    )]
    PromptWord {
        #[label("not a statement")]
        span: Span,
        word: String,
    },

    /// `where year == 2020`, `where a && b`, `where rank =< 3`
    #[error("`{written}` is written `{meant}` here")]
    #[diagnostic(code(E012), help("write `{meant}`{fix}"))]
    ForeignSign {
        #[label("`{meant}`")]
        span: Span,
        written: String,
        meant: &'static str,
        fix: Fix,
    },

    /// `where !shared`, `for ~SURV`
    #[error("`{written}` is written `not` here")]
    #[diagnostic(code(E013), help("write `not`{fix}"))]
    NotSign {
        #[label("`not`")]
        span: Span,
        written: String,
        fix: Fix,
    },

    /// `where year between 2013 and 2019`, `where year in 2013 to 2019`
    #[error("a range is written with `in` and two dots")]
    #[diagnostic(code(E014), help("both ends count{fix}"))]
    Between {
        #[label("not `{written}`")]
        span: Span,
        written: &'static str,
        fix: Fix,
    },

    /// `where city is Seoul`, `where city is not Seoul`
    #[error("`{written}` is written `{meant}` here")]
    #[diagnostic(code(E015), help("only `is missing`, `is not missing` and `year is latest` use `is`{fix}"))]
    IsForEquals {
        #[label("`{meant}`")]
        span: Span,
        written: &'static str,
        meant: &'static str,
        fix: Fix,
    },

    /// `where score = null`, `where score is null`, `where score <> ""`
    #[error("a value that is not there cannot equal `{written}`")]
    #[diagnostic(code(E016), help("write `{meant}`{fix}"))]
    NullForMissing {
        #[label("`{meant}`")]
        span: Span,
        written: String,
        meant: &'static str,
        fix: Fix,
    },

    /// `where 2013 <= year <= 2019`
    #[error("two comparisons in a row need `and` between them")]
    #[diagnostic(code(E017), help("compare twice{fix}"))]
    ChainedComparison {
        #[label("second sign")]
        span: Span,
        fix: Fix,
    },

    /// `where index in GPCI, GCI`
    #[error("a list after `in` needs brackets")]
    #[diagnostic(code(E018), help("put the values in brackets{fix}"))]
    ListWithoutBrackets {
        #[label("no brackets around this")]
        span: Span,
        fix: Fix,
    },

    /// `where ties > 1,000`
    #[error("a comma inside a number makes it two")]
    #[diagnostic(code(E019), help("write the digits without commas{fix}"))]
    NumberWithComma {
        #[label("two numbers")]
        span: Span,
        fix: Fix,
    },

    /// `compare "", Seoul on rankings`
    #[error("nothing is between the quotes")]
    #[diagnostic(code(E020), help("write a name; for a value that is not there, `is missing`"))]
    EmptyQuotes {
        #[label("empty")]
        span: Span,
    },

    /// `where 2020`, `where rank + 1`
    #[error("this is a value, but a condition is needed")]
    #[diagnostic(code(E021), help("say what it should equal{fix}"))]
    ConditionNeeded {
        #[label("neither true nor false by itself")]
        span: Span,
        fix: Fix,
    },

    /// `where (rank < 3) = 1`
    #[error("this is a condition, but a value is needed")]
    #[diagnostic(code(E022), help("join conditions with `and`, `or` and `not`"))]
    ValueNeeded {
        #[label("true or false, no value")]
        span: Span,
    },

    /// `define capitals as Beijing, rank < 3`
    #[error("a set is made of names")]
    #[diagnostic(code(E023), help("for example: `define capitals as Beijing, Seoul`"))]
    NameNeeded {
        #[label("not a name")]
        span: Span,
    },

    /// `define capitals = Beijing, Seoul`
    #[error("`define` needs `as` before the meaning")]
    #[diagnostic(code(E024), help("write `as`{fix}"))]
    DefineSign {
        #[label("`as`")]
        span: Span,
        written: String,
        fix: Fix,
    },

    /// `load wages.csv as wages`
    #[error("a file name needs quotes")]
    #[diagnostic(code(E025), help("put it in quotes{fix}"))]
    UnquotedFile {
        #[label("no quotes around this")]
        span: Span,
        fix: Fix,
    },

    /// `compare "Seoul on rankings`
    #[error("a quote is never closed")]
    #[diagnostic(code(E026), help("a quote ends on the line it begins on{fix}"))]
    UnclosedQuote {
        #[label("opened here")]
        span: Span,
        fix: Fix,
    },

    /// `where (year = 2020`
    #[error("a bracket is never closed")]
    #[diagnostic(code(E027), help("write `)`{fix}"))]
    UnclosedBracket {
        #[label("opened here")]
        open: Span,
        #[label("not closed up to here")]
        end: Span,
        fix: Fix,
    },

    /// `where year = 2020)`
    #[error("a bracket closes that was never opened")]
    #[diagnostic(code(E028), help("take it out, or open it before{fix}"))]
    SurplusBracket {
        #[label("no `(` from here on")]
        start: Span,
        #[label("closed here")]
        close: Span,
        fix: Fix,
    },

    /// more than 64 brackets inside one another
    #[error("this is nested too deeply")]
    #[diagnostic(code(E029), help("{limit} levels are the most; `define` can name a part of it"))]
    TooDeep {
        #[label("level {limit} and no further")]
        span: Span,
        limit: usize,
    },

    /// `compare $Seoul on rankings`, a control character
    #[error("the character {name} has no meaning here")]
    #[diagnostic(code(E030), help("take it out; a name that holds it needs quotes{fix}"))]
    StrangeCharacter {
        #[label("this one")]
        span: Span,
        name: String,
        fix: Fix,
    },

    /// `limit 99999999999999999999`
    #[error("this number is too large")]
    #[diagnostic(code(E031), help("numbers up to 300 digits can be compared, and rows counted up to 18"))]
    NumberTooLarge {
        #[label("too many digits")]
        span: Span,
    },

    /// `compare Beijing, Seoul on rankings where`
    #[error("the {whole} ends after `{word}`")]
    #[diagnostic(code(E032), help("write {expected} next{fix:#}"))]
    EndsEarly {
        #[label("more is needed")]
        span: Span,
        whole: &'static str,
        word: String,
        expected: String,
        fix: Fix,
    },

    /// `compare , Seoul on rankings`, `limit ten`
    #[error("{found} is out of place")]
    #[diagnostic(code(E033), help("expected {expected}{fix}"))]
    Unexpected {
        #[label("not possible here")]
        span: Span,
        found: String,
        expected: String,
        fix: Fix,
    },

    /// `where aspect = Membership in UCLG`
    #[error("`{word}` ends a name")]
    #[diagnostic(code(E034), help("a name with a word of the language inside needs quotes{fix}"))]
    KeywordInName {
        #[label("one name?")]
        span: Span,
        word: String,
        fix: Fix,
    },

    /// `where country like '%Korea%'`, `where country includes Korea`
    #[error("`{looks}` looks into words, and has no meaning here")]
    #[diagnostic(
        code(E035),
        help("`contains` finds words in a text, `=` and `in` compare whole names{}", fix.or("show cities where country contains Korea"))
    )]
    PartOfWord {
        #[label("not a comparison here")]
        span: Span,
        looks: String,
        part: Box<Part>,
        fix: Fix,
    },

    /// `show rankings top 5`
    #[error("nothing says which rows of `{verb}` come first")]
    #[diagnostic(
        code(E036),
        help("`order by` says it, `rank` has places, and `limit` takes rows as they stand{fix}")
    )]
    NoOrder {
        #[label("`{word}` of what order?")]
        span: Span,
        verb: &'static str,
        word: &'static str,
        fix: Fix,
    },

    /// `define avg in profile as average(population)`
    #[error("there is no function `{word}`")]
    #[diagnostic(code(E037), help("the functions are {all}{fix}"))]
    NoFunction {
        #[label("a bracket makes a function of it")]
        span: Span,
        word: String,
        all: String,
        fix: Fix,
    },

    /// `define i in conferences as index(meetings)`
    #[error("`{function}` needs {needs}, and here {} {given}", if *given == 1 { "is" } else { "are" })]
    #[diagnostic(code(E038), help("it reads `{example}`{fix}"))]
    Arguments {
        #[label("{needs} in the brackets")]
        span: Span,
        function: &'static str,
        needs: &'static str,
        given: usize,
        example: String,
        fix: Fix,
    },

    /// `define i in conferences as index(meetings, base)`
    #[error("`{function}` needs {needs} after the comma")]
    #[diagnostic(code(E040), help("it reads `{example}`{fix}"))]
    FunctionNumber {
        #[label("{needs}")]
        span: Span,
        function: &'static str,
        needs: &'static str,
        example: String,
        fix: Fix,
    },

    /// `define g in conferences as growth(meetings where year > 2015)`
    #[error("`{function}` has no use for `where`")]
    #[diagnostic(
        code(E039),
        help("`where` chooses among the rows of mean, median, min, max, sum, count, first and last{fix}")
    )]
    FunctionWhere {
        #[label("leave this out")]
        span: Span,
        function: &'static str,
        fix: Fix,
    },

    /// A tree of another shape than the grammar promises.
    #[error("this statement could not be read")]
    #[diagnostic(code(E099), help("a fault in Juxta, not in the text: a report with this line would help"))]
    Unreadable {
        #[label("from here on")]
        span: Span,
    },
}

/// The variants whose mistake an edit can mend.
/// What is wrong with two clauses of which only one can hold.
fn twice(before: &str, clause: &str) -> String {
    match before == clause {
        true => format!("`{clause}` is written twice"),
        false => format!("`{before}` and `{clause}` say the same thing twice"),
    }
}

macro_rules! fix_of {
    ($error:expr) => {
        match $error {
            SyntaxError::Misspelt { fix, .. }
            | SyntaxError::NoVerb { fix, .. }
            | SyntaxError::MissingOn { fix, .. }
            | SyntaxError::DoubledClause { fix, .. }
            | SyntaxError::JoinedNames { fix, .. }
            | SyntaxError::FromForOn { fix, .. }
            | SyntaxError::ForeignClause { fix, .. }
            | SyntaxError::OrderWithoutBy { fix, .. }
            | SyntaxError::Select { fix, .. }
            | SyntaxError::ForeignSign { fix, .. }
            | SyntaxError::NotSign { fix, .. }
            | SyntaxError::Between { fix, .. }
            | SyntaxError::IsForEquals { fix, .. }
            | SyntaxError::NullForMissing { fix, .. }
            | SyntaxError::ChainedComparison { fix, .. }
            | SyntaxError::ListWithoutBrackets { fix, .. }
            | SyntaxError::NumberWithComma { fix, .. }
            | SyntaxError::ConditionNeeded { fix, .. }
            | SyntaxError::DefineSign { fix, .. }
            | SyntaxError::UnquotedFile { fix, .. }
            | SyntaxError::UnclosedQuote { fix, .. }
            | SyntaxError::UnclosedBracket { fix, .. }
            | SyntaxError::SurplusBracket { fix, .. }
            | SyntaxError::StrangeCharacter { fix, .. }
            | SyntaxError::EndsEarly { fix, .. }
            | SyntaxError::KeywordInName { fix, .. }
            | SyntaxError::PartOfWord { fix, .. }
            | SyntaxError::NoOrder { fix, .. }
            | SyntaxError::NoFunction { fix, .. }
            | SyntaxError::Arguments { fix, .. }
            | SyntaxError::FunctionNumber { fix, .. }
            | SyntaxError::FunctionWhere { fix, .. }
            | SyntaxError::Unexpected { fix, .. } => Some(fix),
            _ => None,
        }
    };
}

impl SyntaxError {
    /// The edit that mends the statement, where the mistake has one.
    pub fn fix(&self) -> Option<&Fix> {
        fix_of!(self)
    }

    /// The same mistake with another mended statement, or none.
    #[must_use]
    pub fn with_query(mut self, query: Option<String>) -> Self {
        if let Some(fix) = self.fix_mut() {
            *fix = std::mem::take(fix).with_query(query);
        }
        self
    }

    /// A query with the verb, where that is all that is certain.
    pub fn verb_example(&self) -> Option<&'static str> {
        let Self::MissingOn { verb, .. } = self else { return None };
        Some(Verb::of(verb)?.example())
    }

    /// Whether the words may be right and only their order is not: then another statement may be meant.
    pub fn is_loose(&self) -> bool {
        matches!(
            self,
            Self::Misspelt { .. }
                | Self::NoVerb { .. }
                | Self::MissingOn { .. }
                | Self::JoinedNames { .. }
                | Self::FromForOn { .. }
                | Self::ForeignClause { .. }
                | Self::Select { .. }
                | Self::StrangeCharacter { .. }
                | Self::Unexpected { .. }
        )
    }

    /// The same, to fill in.
    pub(super) fn fix_mut(&mut self) -> Option<&mut Fix> {
        fix_of!(self)
    }

    /// A character that no word and no sign is made of.
    pub(super) fn strange(c: char, span: Span) -> Self {
        let unseen = c.is_control() || pest::unicode::FORMAT(c);
        let name = if unseen { format!("U+{:04X}", u32::from(c)) } else { format!("`{c}`") };
        let instead = match c {
            '[' | '{' => "(",
            ']' | '}' => ")",
            _ => "",
        };
        Self::StrangeCharacter { span, name, fix: Fix::replace(span, instead) }
    }
}
