//! The words after `with` and `using`.

use super::error::{ResolveError, all};
use super::scope::Scope;
use base::fold::fold;
use base::source::Span;
use query::{Aggregate, Coefficient, Explanation, Normalise, Pairing, Summarize};
use syntax::ast::{self, Name, Verb};

/// Something that is shown on request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// The difference of two subjects.
    Gap,
    /// One subject's figure divided by the other's.
    Ratio,
    /// Who leads.
    Leader,
    /// Per cent of the whole.
    Shares,
    /// How unequal the parts are.
    Concentration,
    /// Source and place of every row.
    Sources,
    /// Every claim, with status and reason.
    Claims,
    /// Rows without a value.
    Missing,
    /// Every case as it was coded.
    Cases,
}

impl Extra {
    const ALL: [(&'static str, Self); 9] = [
        ("gap", Self::Gap),
        ("ratio", Self::Ratio),
        ("leader", Self::Leader),
        ("shares", Self::Shares),
        ("concentration", Self::Concentration),
        ("sources", Self::Sources),
        ("claims", Self::Claims),
        ("missing", Self::Missing),
        ("cases", Self::Cases),
    ];
}

/// What a word after `with` does to the answer of a verb.
enum Use {
    /// Something is added.
    Adds,
    /// Nothing: the answer holds it anyway, as the text says.
    Always(&'static str),
    /// Nothing, and it is not there either.
    No,
}

impl Extra {
    fn in_answer(self, verb: Verb) -> Use {
        match (verb, self) {
            (Verb::Compare, Self::Ratio | Self::Sources)
            | (Verb::Show, Self::Claims | Self::Sources)
            | (Verb::Explain, Self::Cases) => Use::Adds,
            (Verb::Compare | Verb::Trend, Self::Gap) => {
                Use::Always("the gap is shown wherever two are compared")
            }
            (Verb::Compare, Self::Leader) => {
                Use::Always("the leader is shown wherever two are compared, best and worst wherever more are")
            }
            (Verb::Tabulate, Self::Shares | Self::Concentration) => {
                Use::Always("shares and concentration are part of every `tabulate`")
            }
            (Verb::Explain, Self::Missing) => Use::Always("cases that miss a value are named below"),
            (Verb::Match | Verb::Agree | Verb::Check, Self::Missing) => Use::No,
            (_, Self::Missing) => Use::Always("what is missing is shown in its place, or named below"),
            _ => Use::No,
        }
    }
}

/// What is to be said about words after `with` that add nothing, because every answer holds it.
///
/// # Errors
///
/// A word that the verb has no use for.
pub fn notes(scope: Scope<'_>, statement: Span, query: &ast::Query) -> Result<Vec<String>, ResolveError> {
    let verb = query.verb.node;
    let mut notes: Vec<String> = Vec::new();
    for name in &query.extras {
        let known = Extra::ALL.iter().find(|(word, _)| *word == fold(&name.node));
        let Some(&(word, extra)) = known else { continue };
        match extra.in_answer(verb) {
            Use::Adds => {}
            Use::Always(text) => {
                let note = format!("`with {word}` adds nothing: {text}.");
                if !notes.contains(&note) {
                    notes.push(note);
                }
            }
            Use::No => {
                // The clause goes with its last word.
                let clause = query.place(ast::Clause::With).unwrap_or(name.span);
                let example = scope.edited(statement, clause, "");
                let (verb, advice) = (verb.name(), "leave it out");
                return Err(ResolveError::NoUse { verb, clause: word, span: name.span, advice, example });
            }
        }
    }
    Ok(notes)
}

/// Resolves the words after `with`.
///
/// # Errors
///
/// Words that are no extras.
pub fn extras(scope: Scope<'_>, query: &ast::Query) -> Result<Vec<Extra>, ResolveError> {
    let adds = |(_, extra): &&(&str, Extra)| matches!(extra.in_answer(query.verb.node), Use::Adds);
    let possible: Vec<&str> = Extra::ALL.iter().filter(adds).map(|(word, _)| *word).collect();
    let find = |name: &Name| {
        let known = Extra::ALL.iter().find(|(word, _)| *word == fold(&name.node)).map(|(_, extra)| *extra);
        known.ok_or_else(|| scope.unknown(name, "extra", &possible).into())
    };
    all(query.extras.iter().map(find))
}

/// How an answer is found, where there is a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `using mean`
    Summarize(Summarize),
    /// `using minmax`
    Normalise(Normalise),
    /// `agree … using rho`
    Coefficient(Coefficient),
    /// `match … using msdo`
    Pairing(Pairing),
    /// `explain … using agreement`
    Explanation(Explanation),
}

impl Method {
    /// The figures of several rows, if it makes some.
    pub fn as_summarize(self) -> Option<Summarize> {
        if let Self::Summarize(summarize) = self { Some(summarize) } else { None }
    }

    /// The coefficient, if it is one.
    pub fn as_coefficient(self) -> Option<Coefficient> {
        if let Self::Coefficient(coefficient) = self { Some(coefficient) } else { None }
    }

    /// The pairing, if it is one.
    pub fn as_pairing(self) -> Option<Pairing> {
        if let Self::Pairing(pairing) = self { Some(pairing) } else { None }
    }

    /// The explanation, if it is one.
    pub fn as_explanation(self) -> Option<Explanation> {
        if let Self::Explanation(explanation) = self { Some(explanation) } else { None }
    }

    const SCALES: [(&'static str, Self); 2] =
        [("minmax", Self::Normalise(Normalise::MinMax)), ("zscore", Self::Normalise(Normalise::ZScore))];

    /// The aggregates, then the scales.
    const MADE: [(&'static str, Self); Summarize::ALL.len() + Self::SCALES.len()] = {
        let mut made = [Self::SCALES[0]; Summarize::ALL.len() + Self::SCALES.len()];
        let mut at = 0;
        while at < made.len() {
            made[at] = match at.checked_sub(Summarize::ALL.len()) {
                None => (Summarize::ALL[at].method(), Self::Summarize(Summarize::ALL[at])),
                Some(scale) => Self::SCALES[scale],
            };
            at += 1;
        }
        made
    };

    /// The methods of a verb, as they are written.
    fn of(verb: Verb) -> &'static [(&'static str, Self)] {
        match verb {
            Verb::Agree => &[
                ("rho", Self::Coefficient(Coefficient::Rho)),
                ("tau", Self::Coefficient(Coefficient::Tau)),
                ("w", Self::Coefficient(Coefficient::W)),
                ("jaccard", Self::Coefficient(Coefficient::Jaccard)),
                ("overlap", Self::Coefficient(Coefficient::Overlap)),
            ],
            Verb::Match => &[
                ("msdo", Self::Pairing(Pairing::SimilarDifferentOutcome)),
                ("mdso", Self::Pairing(Pairing::DifferentSameOutcome)),
            ],
            Verb::Explain => &[
                ("agreement", Self::Explanation(Explanation::Agreement)),
                ("difference", Self::Explanation(Explanation::Difference)),
                ("joint", Self::Explanation(Explanation::Joint)),
                ("qca", Self::Explanation(Explanation::Conservative)),
                ("conservative", Self::Explanation(Explanation::Conservative)),
                ("parsimonious", Self::Explanation(Explanation::Parsimonious)),
            ],
            // A scale puts cases side by side, not years.
            // Parts of a whole are added up or counted.
            Verb::Tabulate => &[
                ("sum", Self::Summarize(Summarize::One(Aggregate::Sum))),
                ("count", Self::Summarize(Summarize::One(Aggregate::Count))),
            ],
            Verb::Trend | Verb::Rank => &Self::MADE[..Summarize::ALL.len()],
            Verb::Show | Verb::Compare | Verb::Check => &Self::MADE,
        }
    }
}

/// Resolves the words after `using`.
///
/// # Errors
///
/// Words that are no methods of the verb.
pub fn methods(scope: Scope<'_>, query: &ast::Query) -> Result<Vec<Method>, ResolveError> {
    let names = query.method.iter().flat_map(|names| &names.node);
    all(names.map(|name| choose(scope, name, "method", Method::of(query.verb.node))))
}

fn choose<T: Copy>(scope: Scope<'_>, name: &Name, kind: &str, all: &[(&str, T)]) -> Result<T, ResolveError> {
    let word = fold(&name.node);
    // What spreadsheets and others call it.
    let word = match word.as_str() {
        "average" | "avg" => "mean",
        "std" | "stdev" | "stddev" | "standard deviation" => "sd",
        _ => &word,
    };
    match all.iter().find(|(known, _)| *known == word) {
        Some((_, choice)) => Ok(*choice),
        None => {
            let known: Vec<&str> = all.iter().map(|(known, _)| *known).collect();
            Err(scope.unknown(name, kind, &known).into())
        }
    }
}
