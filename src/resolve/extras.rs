//! The words after `with` and `using`.

use super::error::{ResolveError, all};
use super::scope::Scope;
use crate::dataset::fold::fold;
use crate::query::Aggregate;
use crate::syntax::ast::{self, Name};

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
}

impl Extra {
    const ALL: [(&'static str, Self); 8] = [
        ("gap", Self::Gap),
        ("ratio", Self::Ratio),
        ("leader", Self::Leader),
        ("shares", Self::Shares),
        ("concentration", Self::Concentration),
        ("sources", Self::Sources),
        ("claims", Self::Claims),
        ("missing", Self::Missing),
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

/// A way to make one figure of many, or to put figures on one scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `using mean`
    Aggregate(Aggregate),
    /// `using minmax`
    MinMax,
    /// `using zscore`
    ZScore,
}

impl Method {
    const ALL: [(&'static str, Self); 8] = [
        ("mean", Self::Aggregate(Aggregate::Mean)),
        ("median", Self::Aggregate(Aggregate::Median)),
        ("sum", Self::Aggregate(Aggregate::Sum)),
        ("min", Self::Aggregate(Aggregate::Min)),
        ("max", Self::Aggregate(Aggregate::Max)),
        ("count", Self::Aggregate(Aggregate::Count)),
        ("minmax", Self::MinMax),
        ("zscore", Self::ZScore),
    ];
}

/// Resolves the word after `using`.
///
/// # Errors
///
/// A word that is no method, or more than one word.
pub fn method(scope: Scope<'_>, query: &ast::Query) -> Result<Option<Method>, ResolveError> {
    let Some(names) = &query.method else { return Ok(None) };
    let methods = all(names.node.iter().map(|name| choose(scope, name, "method", &Method::ALL)))?;
    Ok(methods.into_iter().next_back())
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
