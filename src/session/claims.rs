//! Runs the query of a claim as a session would, and holds what the claim expects against its result.

use crate::{Failure, Session};
use base::source::Source;
use data::Catalog;
use evaluate::{EvalError, Judgement};
use query::Ask;
use syntax::ast::StatementKind;

/// Judges a claim: `query` is asked of the data, and `expects` is what its result must hold.
///
/// The claim is judged in a session of its own: what the user has defined does not change what an author has said.
pub fn judge(store: &Catalog, query: &str, expects: &str) -> Judgement {
    let source = Source::new("claim", format!("{query}\nexpect {expects}\n"));
    let mut session = Session::with_store(store.clone());
    for statement in Session::statements(&source) {
        let done = statement.map_err(Failure::from).and_then(|statement| {
            if let StatementKind::Query(query) = &statement.node
                && let Ask::Claims(_) = session.resolve(&source, statement.span, query)?.ask
            {
                // A claim about claims would never come to an end.
                return Err(EvalError::ClaimAboutClaims.into());
            }
            session.run(&source, &statement)
        });
        match done {
            Ok(_) => {}
            Err(Failure::Eval(EvalError::Expectation { reason, .. })) => {
                return Judgement::Contradicted(reason);
            }
            Err(failure) => return Judgement::NotAnswered(failure.to_string()),
        }
    }
    Judgement::Supported
}
