//! Completion, hints and marks, at one cursor: where a text has its first tab, or at its end.

#![no_main]

#[path = "../../tests/properties/typing.rs"]
#[expect(dead_code, reason = "every cursor of each text would leave time for few texts")]
mod typing;

mod session;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let cursor = text.find('\t').unwrap_or(text.len());
    let text = text.replacen('\t', "", 1);
    typing::completion_holds(session::session(), &text, cursor);
    typing::marks_hold(session::session(), &text);
});
