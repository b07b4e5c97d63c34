//! The words after `with` and `using`.

use super::error::{ResolveError, all};
use super::scope::Scope;
use crate::dataset::fold::fold;
use crate::query::{Aggregate, Coefficient, Explanation, Pairing};
use crate::syntax::ast::{self, Name, Verb};

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

/// Resolves the words after `with`.
///
/// # Errors
///
/// Words that are no extras.
pub fn extras(scope: Scope<'_>, query: &ast::Query) -> Result<Vec<Extra>, ResolveError> {
    all(query.extras.iter().map(|name| choose(scope, name, "extra", &Extra::ALL)))
}

/// How an answer is found, where there is a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `using mean`
    Aggregate(Aggregate),
    /// `using minmax`
    MinMax,
    /// `using zscore`
    ZScore,
    /// `agree … using rho`
    Coefficient(Coefficient),
    /// `match … using msdo`
    Pairing(Pairing),
    /// `explain … using agreement`
    Explanation(Explanation),
}

impl Method {
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
            _ => &[
                ("mean", Self::Aggregate(Aggregate::Mean)),
                ("median", Self::Aggregate(Aggregate::Median)),
                ("sum", Self::Aggregate(Aggregate::Sum)),
                ("min", Self::Aggregate(Aggregate::Min)),
                ("max", Self::Aggregate(Aggregate::Max)),
                ("count", Self::Aggregate(Aggregate::Count)),
                ("minmax", Self::MinMax),
                ("zscore", Self::ZScore),
            ],
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
    // `average` and `avg` are what spreadsheets call it.
    let word = if matches!(word.as_str(), "average" | "avg") { "mean" } else { &word };
    match all.iter().find(|(known, _)| *known == word) {
        Some((_, choice)) => Ok(*choice),
        None => {
            let known: Vec<&str> = all.iter().map(|(known, _)| *known).collect();
            Err(scope.unknown(name, kind, &known).into())
        }
    }
}
