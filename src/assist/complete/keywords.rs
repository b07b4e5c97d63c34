//! The words of the language that can stand at the cursor, in the case that the user types.

use super::place::{Place, is_upper};
use super::probe::{self, clause_fits};
use super::{Candidate, begins, slot};
use base::order;
use session::Session;
use syntax::keyword::{KEYWORDS, Keyword, KeywordKind};
use syntax::{self, Follow, tokens};

/// The words that can follow, in the order in which they are taught.
pub fn offer_keywords(session: &Session, place: &Place<'_>) -> Vec<Candidate> {
    let follow = syntax::next(place.before());
    // A field that stands alone wants a comparison before anything else.
    let bare = follow.contains(&Follow::Compare) && slot::wants_value(place.before());
    let compares = |keyword: &Keyword| matches!(keyword.text, "in" | "is" | "contains" | "not");
    // Figures and years hold no words.
    let has_words = || probe::fits(session, &format!("{} contains x", place.before()));
    let negated = tokens(place.before())
        .last()
        .is_some_and(|word| word.span.of(place.before()).eq_ignore_ascii_case("not"));
    let can_follow = |keyword: &Keyword| match compares(keyword) && follow.contains(&Follow::Compare) {
        true => bare,
        false => (keyword.text != "contains" || negated) && follow.contains(&Follow::Keyword(keyword.text)),
    };
    // Behind the verb `since` is a name.
    let behind_verb = tokens(place.before()).count() == 1;
    let fitting = KEYWORDS.iter().filter(|keyword| {
        begins(keyword.text, place.word())
            && !(behind_verb && keyword.kind == KeywordKind::Contextual)
            && can_follow(keyword)
            && (keyword.text != "contains" || has_words())
            && !place.clauses.contains(&keyword.text)
            && clause_fits(session, place.before(), keyword.text)
    });
    let mut fitting: Vec<&Keyword> = fitting.collect();
    order::sort_by_key(&mut fitting, |keyword| !(bare && compares(keyword)));
    // Without a topic nothing else helps.
    if probe::lacks_topic(session, place.before()) && fitting.iter().any(|keyword| keyword.text == "on") {
        fitting.retain(|keyword| keyword.text == "on");
    }
    let sign = (bare && place.word().is_empty())
        .then(|| Candidate { text: "= ".into(), ..Candidate::new("=", "the same") });
    sign.into_iter().chain(fitting.into_iter().map(|keyword| candidate(keyword, place.upper))).collect()
}

/// The words that begin a statement.
pub fn first(typed: &str) -> Vec<Candidate> {
    let begin = KEYWORDS
        .iter()
        .filter(|keyword| matches!(keyword.kind, KeywordKind::Verb | KeywordKind::Statement))
        .filter(|keyword| begins(keyword.text, typed));
    begin.map(|keyword| candidate(keyword, is_upper(typed))).collect()
}

fn candidate(keyword: &Keyword, upper: bool) -> Candidate {
    let written = if keyword.text == "order" { "order by" } else { keyword.text };
    let written = if upper { written.to_uppercase() } else { written.to_owned() };
    Candidate { text: format!("{written} "), name: written, about: keyword.about.to_owned() }
}
