//! The layout of a text, and what it means.

#![no_main]

#[path = "../../tests/properties/layout.rs"]
mod layout;

mod session;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    layout::layout_holds(session::session(), text);
});
