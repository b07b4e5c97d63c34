//! `juxta fmt`: scripts in their one layout.

use std::path::{Path, PathBuf};

use super::cli::{Exit, Look, read_or_tell};
use super::script::tell_failure;
use super::terminal::{Closed, Output};
use base::suggest::count;
use output::write::{Document, write};

/// Lays out scripts in place, `-` from stdin to stdout; with `check` it only tells which ones would change.
///
/// # Errors
///
/// The reader of the results has gone.
pub fn run(files: &[PathBuf], check: bool, look: &Look, output: &mut Output) -> Result<Exit, Closed> {
    let mut exit = Exit::Done;
    let mut changed = 0;
    for path in files {
        let Some(source) = read_or_tell(path, &mut exit, output) else { continue };
        let text = match syntax::format(&source.text) {
            Ok(text) => text,
            Err(errors) => {
                for error in errors {
                    exit = exit.max(tell_failure(&error.into(), &source, look, output));
                }
                continue;
            }
        };
        let stdin = path == Path::new("-");
        if stdin && !check {
            output.data(&text)?;
        } else if text != *source.text {
            changed += 1;
            if check {
                output.result(&format!("{}\n", source.name))?;
                exit = exit.max(Exit::Query);
            } else if let Err(error) = write(&[Document { path: path.clone(), text }], true) {
                exit = exit.max(tell_failure(&error.into(), &source, look, output));
            }
        }
    }
    if changed > 0 {
        let done = if check { "would change; `juxta fmt` without --check writes them" } else { "written" };
        output.remark(&format!("{} {done}", count(changed, "script")));
    }
    Ok(exit)
}
