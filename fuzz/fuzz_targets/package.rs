//! A descriptor and a table, parted by a line of three hyphens.

#![no_main]

#[path = "../../tests/properties/statements.rs"]
mod statements;
#[path = "../../tests/properties/tables.rs"]
#[expect(dead_code, reason = "each target tries one of its properties")]
mod tables;

mod ground;

mod session;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    ground::sweep();
    let (descriptor, table) = text.split_once("\n---\n").unwrap_or((text, ""));
    tables::package_holds(session::session(), ground::folder(), descriptor, table);
});
