//! What holds at every cursor of a text that is being typed.

use juxta::assist::complete::{complete, hint};
use juxta::assist::highlight;
use juxta::session::Session;

/// Completion, hints and marks answer at every cursor; what is completed begins on a letter of the text.
pub fn typing_holds(session: &Session, text: &str) {
    for (cursor, _) in text.char_indices().chain([(text.len(), ' ')]) {
        completion_holds(session, text, cursor);
    }
    marks_hold(session, text);
}

/// Completion answers at one cursor.
pub fn completion_holds(session: &Session, text: &str, cursor: usize) {
    let completion = complete(session, text, cursor, juxta::learn::candidates);
    assert!(completion.start <= cursor && text.is_char_boundary(completion.start), "{text:?} at {cursor}");
}

/// Hints and marks stand on letters of the text.
pub fn marks_hold(session: &Session, text: &str) {
    let _ = hint(session, text);
    for (span, _) in highlight::marks(text) {
        assert!(text.get(span.start..span.end).is_some(), "a mark of {text:?} is no part of it");
    }
    for span in highlight::unknown(session, text) {
        assert!(text.get(span.start..span.end).is_some(), "an unknown name of {text:?} is no part of it");
    }
    let _ = highlight::paint(text);
}
