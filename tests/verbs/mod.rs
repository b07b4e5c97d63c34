//! Answers on a small table of a test's own, and what stands in them.

mod agree;
mod bounds;
mod compare;
mod excluded;
mod explain;
mod match_cases;
mod mill;
mod overview;
mod tabulate;
mod trend;

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use juxta::answer::{Answer, Finding, Table};
use juxta::base::source::Source;
use juxta::evaluate::plain;
use juxta::session::{Outcome, Session};

/// The answer of a statement on the table `t`, or the message of what is wrong with it.
pub fn answer(csv: &str, with: &str, statement: &str) -> Result<Answer, String> {
    static MADE: AtomicUsize = AtomicUsize::new(0);
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let path: PathBuf = std::env::temp_dir().join(format!("juxta-own-{}-{number}.csv", std::process::id()));
    std::fs::write(&path, csv).unwrap();
    let script =
        format!("load \"{}\" as t {with}\n{statement}", path.display().to_string().replace('\\', "/"));
    let answer = last(&script);
    std::fs::remove_file(&path).unwrap();
    answer
}

/// The last answer of a script.
pub fn last(script: &str) -> Result<Answer, String> {
    let mut session = Session::new().unwrap();
    let source = Source::new("test", script);
    let mut last = Err("no answer".to_owned());
    for done in session.run_all(&source) {
        if let (_, Outcome::Answer { answer, .. }) = done.map_err(|error| error.to_string())? {
            last = Ok(Answer::clone(&answer));
        }
    }
    last
}

/// A table of an answer.
pub fn table<'a>(answer: &'a Answer, name: &str) -> Option<&'a Table> {
    answer.tables.iter().find(|table| table.name == name)
}

/// A cell as it is written in a sentence, found by the first cell of its row and the name of its column.
pub fn cell(table: &Table, row: &str, column: &str) -> Option<String> {
    let at = table.column(column)?;
    let row = table.rows.iter().find(|cells| plain(&cells[0].value) == row)?;
    Some(plain(&row[at].value))
}

/// The figure of a cell.
pub fn figure(table: &Table, row: &str, column: &str) -> Option<f64> {
    let at = table.column(column)?;
    let row = table.rows.iter().find(|cells| plain(&cells[0].value) == row)?;
    row[at].value.as_number()
}

/// The findings of a kind.
pub fn findings<'a>(answer: &'a Answer, kind: &'a str) -> impl Iterator<Item = &'a Finding> {
    answer.findings.iter().filter(move |finding| finding.kind == kind)
}

/// All sentences of an answer.
pub fn sentences(answer: &Answer) -> String {
    let texts = answer.findings.iter().map(|finding| finding.text.as_str());
    texts.chain(answer.notes.iter().map(String::as_str)).collect::<Vec<&str>>().join("\n")
}
