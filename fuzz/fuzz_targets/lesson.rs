//! Bytes as a lesson file.

#![no_main]

#[path = "../../tests/properties/lessons.rs"]
mod lessons;

mod ground;

mod session;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    ground::sweep();
    lessons::lesson_holds(session::session(), ground::folder(), bytes);
});
