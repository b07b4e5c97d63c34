//! Bytes as a table, from `load` to every verb.

#![no_main]

#[path = "../../tests/properties/statements.rs"]
mod statements;
#[path = "../../tests/properties/tables.rs"]
#[expect(dead_code, reason = "each target tries one of its properties")]
mod tables;

mod ground;

mod session;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    ground::sweep();
    tables::table_holds(session::session(), ground::folder(), bytes);
});
