//! What the grammar's rules are called in messages.

use super::lower::Rule;

/// At most this many are listed; a longer list tells nothing.
const SHOWN: usize = 6;

/// What could stand at a place, in words: "a name, a comma or the end of the query".
pub(super) fn expected(rules: &[Rule], whole: &str, has_on: bool) -> String {
    let mut words: Vec<Word> = rules.iter().filter_map(|&rule| word(rule)).collect();
    words.sort_unstable();
    words.dedup();
    if words.contains(&Word::Compare) {
        words.retain(|word| {
            !matches!(
                word,
                Word::Calculate | Word::Equal | Word::Keyword("in" | "is" | "not" | "contains" | "between")
            )
        });
    }
    // Any clause is possible wherever one is.
    if words.contains(&Word::Keyword("where")) && words.contains(&Word::Keyword("limit")) {
        words.retain(|word| !matches!(word, Word::Keyword(clause) if CLAUSES.contains(clause)));
        words.push(Word::Clause);
        if !has_on {
            words.push(Word::Keyword("on"));
        }
        words.sort_unstable();
    }
    let words: Vec<String> = words.iter().take(SHOWN).map(|word| word.text(whole)).collect();
    match words.split_last() {
        None => format!("the end of the {whole}"),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}

/// What can follow, for completion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Follow {
    /// A word of the language.
    Keyword(&'static str),
    /// A name.
    Name,
    /// A sign of comparison.
    Compare,
    /// A file in quotes.
    File,
}

/// What could stand at a place, for completion.
pub(super) fn follow(rules: &[Rule]) -> Vec<Follow> {
    let mut follow: Vec<Follow> = rules
        .iter()
        .filter_map(|&rule| word(rule))
        .filter_map(|word| match word {
            Word::Keyword(keyword) => Some(Follow::Keyword(keyword)),
            Word::Name | Word::Value | Word::Condition => Some(Follow::Name),
            Word::Compare | Word::Equal => Some(Follow::Compare),
            Word::File => Some(Follow::File),
            Word::Number
            | Word::Year
            | Word::Count
            | Word::Verb
            | Word::Close
            | Word::Range
            | Word::Comma
            | Word::Calculate
            | Word::Clause
            | Word::End => None,
        })
        .collect();
    follow.sort_unstable();
    follow.dedup();
    follow
}

/// The keywords that may stand here, if nothing but a keyword may.
pub(super) fn only_keywords(rules: &[Rule]) -> Vec<&'static str> {
    let words = rules.iter().filter_map(|&rule| word(rule));
    let keywords = words.map(|word| if let Word::Keyword(keyword) = word { Some(keyword) } else { None });
    keywords.collect::<Option<Vec<_>>>().unwrap_or_default()
}

const CLAUSES: [&str; 18] = [
    "on", "for", "by", "where", "with", "using", "order", "limit", "as", "since", "after", "until", "before",
    "between", "from", "except", "top", "bottom",
];

/// In the order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Word {
    Name,
    Number,
    Year,
    File,
    Value,
    Condition,
    Count,
    Verb,
    Close,
    Range,
    Comma,
    Equal,
    Compare,
    Calculate,
    Keyword(&'static str),
    Clause,
    End,
}

impl Word {
    fn text(self, whole: &str) -> String {
        match self {
            Self::Name => "a name".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Year => "a year".to_owned(),
            Self::File => "a file name in quotes".to_owned(),
            Self::Value => "a value".to_owned(),
            Self::Condition => "a condition".to_owned(),
            Self::Count => "a whole number".to_owned(),
            Self::Verb => "a verb".to_owned(),
            Self::Close => "`)`".to_owned(),
            Self::Range => "`..`".to_owned(),
            Self::Comma => "a comma".to_owned(),
            Self::Equal => "`=`".to_owned(),
            Self::Compare => "a comparison such as `=`".to_owned(),
            Self::Calculate => "a sign such as `+`".to_owned(),
            Self::Keyword(word) => format!("`{word}`"),
            Self::Clause => "a clause such as `where`".to_owned(),
            Self::End => format!("the end of the {whole}"),
        }
    }
}

/// Exhaustive on purpose: a new rule does not compile until it has a word, or none.
fn word(rule: Rule) -> Option<Word> {
    Some(match rule {
        Rule::path
        | Rule::call
        | Rule::called
        | Rule::tested
        | Rule::operand_name
        | Rule::bare
        | Rule::word
        | Rule::quoted
        | Rule::ordered
        | Rule::order_key
        | Rule::role => Word::Name,
        Rule::years | Rule::number => Word::Number,
        Rule::year => Word::Year,
        Rule::value => Word::Value,
        Rule::expression => Word::Condition,
        Rule::integer | Rule::row_count => Word::Count,
        Rule::query | Rule::verb => Word::Verb,
        Rule::close => Word::Close,
        Rule::dots => Word::Range,
        Rule::comma => Word::Comma,
        Rule::not_equal
        | Rule::less_or_equal
        | Rule::greater_or_equal
        | Rule::less
        | Rule::greater
        | Rule::in_tail
        | Rule::is_tail
        | Rule::contains_tail
        | Rule::between_tail => Word::Compare,
        Rule::equal => Word::Equal,
        Rule::add | Rule::subtract | Rule::multiply | Rule::divide => Word::Calculate,
        Rule::foreign_file => Word::File,
        Rule::on | Rule::kw_on => Word::Keyword("on"),
        Rule::outcome | Rule::kw_for => Word::Keyword("for"),
        Rule::by | Rule::kw_by => Word::Keyword("by"),
        Rule::r#where | Rule::kw_where => Word::Keyword("where"),
        Rule::with | Rule::kw_with => Word::Keyword("with"),
        Rule::using | Rule::kw_using => Word::Keyword("using"),
        Rule::weighted | Rule::kw_weighted => Word::Keyword("weighted"),
        Rule::order | Rule::kw_order => Word::Keyword("order"),
        Rule::limit | Rule::kw_limit => Word::Keyword("limit"),
        Rule::format | Rule::kw_as => Word::Keyword("as"),
        Rule::since | Rule::kw_since => Word::Keyword("since"),
        Rule::after | Rule::kw_after => Word::Keyword("after"),
        Rule::until | Rule::kw_until => Word::Keyword("until"),
        Rule::before | Rule::kw_before => Word::Keyword("before"),
        Rule::between | Rule::kw_between => Word::Keyword("between"),
        Rule::from | Rule::kw_from => Word::Keyword("from"),
        Rule::except | Rule::kw_except => Word::Keyword("except"),
        Rule::top | Rule::kw_top => Word::Keyword("top"),
        Rule::bottom | Rule::kw_bottom => Word::Keyword("bottom"),
        Rule::kw_and => Word::Keyword("and"),
        Rule::kw_or => Word::Keyword("or"),
        Rule::kw_not => Word::Keyword("not"),
        Rule::kw_in => Word::Keyword("in"),
        Rule::kw_is => Word::Keyword("is"),
        Rule::kw_contains => Word::Keyword("contains"),
        Rule::kw_missing => Word::Keyword("missing"),
        Rule::kw_latest => Word::Keyword("latest"),
        Rule::kw_rows => Word::Keyword("rows"),
        Rule::kw_to => Word::Keyword("to"),
        Rule::kw_last => Word::Keyword("last"),
        Rule::kw_force => Word::Keyword("force"),
        Rule::kw_asc => Word::Keyword("asc"),
        Rule::kw_desc => Word::Keyword("desc"),
        Rule::EOI => Word::End,
        // Never the first thing to write: an alternative above says it, or it would be a mistake.
        Rule::open
        | Rule::bracket
        | Rule::in_bracket
        | Rule::in_bare
        | Rule::setting
        | Rule::define
        | Rule::load
        | Rule::set
        | Rule::expect
        | Rule::export
        | Rule::cite
        | Rule::describe
        | Rule::kw_define
        | Rule::kw_load
        | Rule::kw_set
        | Rule::kw_expect
        | Rule::kw_export
        | Rule::kw_cite
        | Rule::kw_describe
        | Rule::kw_group
        | Rule::kw_select
        | Rule::foreign_from
        | Rule::foreign_group
        | Rule::foreign_comma
        | Rule::foreign_not
        | Rule::foreign_sign
        | Rule::foreign_as
        | Rule::foreign_select
        | Rule::foreign_prompt
        | Rule::stop
        | Rule::holds
        | Rule::habit => return None,
        // Silent rules and pieces of words never fail by name.
        Rule::statement
        | Rule::clause
        | Rule::prefix
        | Rule::operand
        | Rule::compared
        | Rule::later
        | Rule::dated
        | Rule::counted
        | Rule::left_out
        | Rule::label
        | Rule::gap
        | Rule::begins
        | Rule::postfix
        | Rule::infix
        | Rule::comparison
        | Rule::arithmetic
        | Rule::day
        | Rule::paths
        | Rule::names
        | Rule::name
        | Rule::single
        | Rule::list_sign
        | Rule::plain
        | Rule::letter
        | Rule::ascii
        | Rule::inner
        | Rule::digit
        | Rule::dot
        | Rule::boundary
        | Rule::blank
        | Rule::WHITESPACE
        | Rule::comment => return None,
    })
}
