//! Completion, hints and marks at every cursor of a text.

#![no_main]

#[path = "../../tests/properties/typing.rs"]
mod typing;

mod session;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    typing::typing_holds(session::session(), text);
});
