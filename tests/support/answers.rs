//! What a session answers, for tests that look into the tables.

use std::fs;

use juxta::answer::Answer;
use juxta::base::source::Source;
use juxta::session::{Outcome, Session};

use super::folder;

/// A session with a table of its own: the text as the topic of that name, loaded `with` these words.
pub fn loaded(test: &str, topic: &str, text: &str, with: &str) -> Session {
    let path = folder(test).join(format!("{topic}.csv"));
    fs::write(&path, text).expect("a file can be written");
    let mut session = Session::new().expect("the data inside can be read");
    run(&mut session, &format!("load {path:?} as {topic} with {with}"));
    session
}

/// Runs statements that all work; the answer of the last one, if it gives one.
pub fn run(session: &mut Session, text: &str) -> Option<Answer> {
    let source = Source::new("test", text);
    let done = session.run_all(&source).map(|done| done.unwrap_or_else(|error| panic!("{text}: {error}")).1);
    match done.last() {
        Some(Outcome::Answer { answer, .. }) => Some(Answer::clone(&answer)),
        Some(Outcome::Text(_) | Outcome::Said(_)) | None => None,
    }
}

/// The answer of a query.
pub fn ask(session: &mut Session, text: &str) -> Answer {
    run(session, text).unwrap_or_else(|| panic!("no answer: {text}"))
}
