//! `juxta lint`: what is wrong with scripts, without running them.

use std::path::PathBuf;

use super::cli::{Exit, Look, read_or_tell};
use super::lessons;
use super::terminal::Output;
use base::suggest::count;
use output::diagnostic;
use session::Session;

/// Tells what is wrong with each script; none of them is run.
pub fn run(session: &Session, files: &[PathBuf], look: &Look, output: &mut Output) -> Exit {
    let mut exit = Exit::Done;
    let mut findings = 0;
    for path in files {
        if path.extension().is_some_and(|ending| ending == "toml") {
            exit = exit.max(lessons::lint(std::slice::from_ref(path), look, output));
            continue;
        }
        let Some(source) = read_or_tell(path, &mut exit, output) else { continue };
        for finding in session.lint(&source) {
            findings += 1;
            output.drawn(&diagnostic::draw(&finding, &source, look.errors));
            exit = exit.max(Exit::Query);
        }
    }
    if findings > 0 {
        output.remark(&format!("{} in {}", count(findings, "finding"), count(files.len(), "script")));
    }
    exit
}
