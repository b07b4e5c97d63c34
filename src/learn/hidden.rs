//! The hidden copy of the data: the same questions with other answers, so that only a query that asks finds them.

use std::sync::Arc;

use super::difference::difference;
use super::lesson::Rule;
use answer::{Answer, Cell, Kind};
use base::fold::fold;
use base::source::Span;
use data::{Catalog, HiddenCopy};
use session::Session;
use syntax::ast::StatementKind;

/// How a case is called that a query names by heart.
const NEW_NAME: &str = "Newtown";

/// A copy of the data on which the reference gives something else.
#[derive(Clone, Debug)]
pub struct Hidden {
    variant: Arc<HiddenCopy>,
    original: Catalog,
    /// What the reference gives there.
    pub answer: Arc<Answer>,
}

impl Hidden {
    /// Finds a copy for a reference query. `ask` runs it; `answer` is what it gives on the original data.
    ///
    /// None is found when the reference gives the same whatever the data are.
    pub fn new(
        reference: &Session,
        answer: &Answer,
        rule: &Rule,
        ask: impl Fn(&Session) -> Option<Arc<Answer>>,
    ) -> Option<Self> {
        const TRIES: u64 = 12;
        let original = reference.store().clone();
        let rename = case(answer, &original);
        (1..=TRIES).find_map(|seed| {
            let rename = rename.as_ref().map(|name| (name.clone(), NEW_NAME.into()));
            let variant = Arc::new(HiddenCopy { seed, rename });
            let hidden = ask(&reference.on(original.varied(&original, &variant)))?;
            let new = difference(&hidden, answer, rule).is_some();
            new.then(|| Self { variant, original: original.clone(), answer: hidden })
        })
    }

    /// A student's session on the hidden copy. What the student has loaded stays as it is: it is no part of the lesson.
    pub fn session(&self, student: &Session) -> Session {
        student.on(student.store().varied(&self.original, &self.variant))
    }
}

/// A case in the result that the query does not name.
fn case(answer: &Answer, store: &Catalog) -> Option<Arc<str>> {
    let topic = store.topic(&topic_of(&answer.query)?)?.ok()?;
    let cases = topic.labels(topic.case()).ok()??;
    let query = fold(&answer.query);
    let table = answer.tables.first()?;
    let keys = |row: &'_ Vec<Cell>| {
        let cells = table.columns.iter().zip(row).filter(|(head, _)| head.kind == Kind::Key);
        cells.map(|(_, cell)| cell.value.clone()).collect::<Vec<_>>()
    };
    table.rows.iter().flat_map(keys).find_map(|value| {
        let label = value.as_text().filter(|label| !query.contains(&fold(label)))?;
        cases.dictionary.exact(label).map(|_| label.clone())
    })
}

/// The topic that a query asks: the one behind `on`, else its first name.
fn topic_of(query: &str) -> Option<String> {
    let statement = syntax::statement(query, Span::new(0, query.len())).ok()?;
    let StatementKind::Query(query) = statement.node else { return None };
    let path = query.on.first().or(query.names.first())?;
    path.names.first().map(|name| name.node.clone())
}
