//! Tree to query: names become ids, and what the levels of measurement forbid is refused with the reason.

mod error;

mod definitions;

mod scope;

mod target;

mod frame;

mod latest;

mod stacked;

mod overview;

mod alignment;

mod group;
mod subject;

mod variable;

mod formula;
mod function;
mod long_table;

mod unknown_label;
mod value;

mod condition;

mod columns;

mod rows;

mod except;
mod extras;

mod common_clauses;

mod show;

mod compare;

mod rank;

mod tabulate;

mod wholes;

mod trend;

mod agree;

mod coded;

mod making;
mod match_cases;

mod explain;

mod declared;

mod check;

mod define;

mod expect;

pub use define::define;
pub use definitions::{Definition, Definitions};
pub use error::{ResolveError, UnknownName};
pub use expect::expect;
pub use scope::{Scope, quoted};

use base::source::Span;
use query::Query;
use syntax::ast::{self, Verb};

/// The words that a verb understands in place of a name or a topic.
pub fn lists(verb: Verb) -> &'static [&'static str] {
    match verb {
        Verb::Show => &show::LISTS,
        Verb::Check => &[check::COVERAGE],
        Verb::Compare
        | Verb::Rank
        | Verb::Tabulate
        | Verb::Trend
        | Verb::Agree
        | Verb::Match
        | Verb::Explain => &[],
    }
}

/// Resolves a query. `statement` is its place in the scope's text.
///
/// # Errors
///
/// Unknown names, all of them at once; anything the method forbids, with the reason and a query that works.
pub fn resolve(scope: Scope<'_>, statement: Span, query: &ast::Query) -> Result<Query, ResolveError> {
    let latest = latest::split(scope, query)?;
    let (scope, query) = match &latest {
        Some(latest) => (Scope { latest: Some(&latest.before), ..scope }, &latest.query),
        None => (scope, query),
    };
    let mut resolved = match query.verb.node {
        Verb::Show => show::resolve(scope, statement, query),
        Verb::Compare => compare::resolve(scope, statement, query),
        Verb::Rank => rank::resolve(scope, statement, query),
        Verb::Tabulate => tabulate::resolve(scope, statement, query),
        Verb::Trend => trend::resolve(scope, statement, query),
        Verb::Agree => agree::resolve(scope, statement, query),
        Verb::Match => match_cases::resolve(scope, statement, query),
        Verb::Explain => explain::resolve(scope, statement, query),
        Verb::Check => check::resolve(scope, statement, query),
    }?;
    resolved.notes.extend(extras::notes(scope, statement, query)?);
    Ok(resolved)
}
