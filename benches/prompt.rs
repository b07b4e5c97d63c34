//! What a keystroke costs: completion, the hint and the colors, on the data inside and on a million labels; how long the
//! first prompt takes, on a pseudo-terminal.

use std::fmt::Write;

use juxta::assist::complete::{complete, hint};
use juxta::assist::highlight::paint_known;
use juxta::base::source::Source;
use juxta::session::Session;

#[allow(dead_code, reason = "the tests use all of it")]
#[path = "../tests/support/mod.rs"]
mod support;

#[allow(dead_code, reason = "the tests use all of it")]
#[path = "../tests/terminal.rs"]
mod terminal;

/// From the start of the program to its first prompt on the screen; the screen is looked at every millisecond.
#[divan::bench(sample_count = 30)]
fn first_prompt(bencher: divan::Bencher<'_, '_>) {
    let folder = support::folder("first_prompt");
    bencher
        .with_inputs(|| terminal::juxta(&folder))
        .bench_values(|command| terminal::Terminal::of(command, &folder, (24, 100)));
}

/// Places in a query where Tab may be pressed.
const LINES: [&str; 6] = [
    "c",
    "compare be",
    "compare Beijing, Seoul on ",
    "compare Beijing, Seoul on rankings where ",
    "compare Beijing, Seoul on rankings where index = ",
    "compare Beijing, Seoul on rankings where year = 2020 order by ",
];

fn main() {
    divan::main();
}

fn session() -> Session {
    Session::new().expect("the data reads")
}

#[divan::bench(args = LINES)]
fn tab(bencher: divan::Bencher<'_, '_>, line: &str) {
    let session = session();
    bencher.bench(|| complete(&session, line, line.len(), juxta::learn::candidates));
}

/// The first Tab reads the topics that it looks through.
#[divan::bench(args = LINES)]
fn first_tab(bencher: divan::Bencher<'_, '_>, line: &str) {
    bencher
        .with_inputs(session)
        .bench_values(|session| complete(&session, line, line.len(), juxta::learn::candidates));
}

#[divan::bench(args = LINES)]
fn key(bencher: divan::Bencher<'_, '_>, line: &str) {
    let session = session();
    bencher.bench(|| (hint(&session, line), paint_known(&session, line, 0..line.len(), line.len())));
}

/// A topic with a million labels, loaded as a student would.
fn large() -> Session {
    let path = std::env::temp_dir().join(format!("juxta-bench-{}.csv", std::process::id()));
    let mut table = String::from("place,figure\n");
    for row in 0..1_000_000 {
        _ = writeln!(table, "Place {row},{}", row % 977);
    }
    std::fs::write(&path, table).expect("the table can be written");
    let mut session = session();
    let source = Source::new("bench", format!("load \"{}\" as large", path.display()));
    for done in session.run_all(&source) {
        drop(done.expect("the table reads"));
    }
    _ = std::fs::remove_file(path);
    session
}

#[divan::bench(args = ["compare pl", "compare \"Place 10\", \"Place 77", "show large where place = pl"], sample_count = 10)]
fn tab_among_a_million(bencher: divan::Bencher<'_, '_>, line: &str) {
    let session = large();
    // The alphabet is made once, at the first Tab.
    drop(complete(&session, line, line.len(), juxta::learn::candidates));
    bencher.bench(|| complete(&session, line, line.len(), juxta::learn::candidates));
}

#[divan::bench(args = ["show large where place = Place 10 limit 3", "compare Nowhere, Elsewhere on large limit 3"], sample_count = 10)]
fn key_among_a_million(bencher: divan::Bencher<'_, '_>, line: &str) {
    let session = large();
    drop(paint_known(&session, line, 0..line.len(), line.len()));
    bencher.bench(|| (hint(&session, line), paint_known(&session, line, 0..line.len(), line.len())));
}
