//! Texts as statements, in a session with a small table beside it.

#![no_main]

#[path = "../../tests/properties/statements.rs"]
mod statements;

mod ground;

mod session;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    ground::sweep();
    std::fs::write(ground::folder().join("t.csv"), "city,year,rank\nA,2019,1\nB,2020,2\n").expect("the folder can be written");
    statements::statements_hold(&mut session::session().clone(), text);
});
