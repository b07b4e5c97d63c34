//! `juxta package`: a descriptor beside tables that have none.

use std::path::PathBuf;

use super::cli::{Exit, Look};
use super::script::tell_failure;
use super::terminal::Output;
use base::source::{Source, Span};
use base::suggest::count;
use import::infer_package::infer_package;
use output::write::{Document, write};
use session::Failure;

/// Writes the descriptor of some tables into their folder, beside it a tidy copy of each that needs one.
pub fn run(tables: &[PathBuf], force: bool, look: &Look, output: &mut Output) -> Exit {
    let folders = tables.iter().map(|path| path.parent());
    if folders.clone().any(|folder| folder != tables[0].parent()) {
        output.error("the tables of a package lie in one folder; run `juxta package` once for each folder\n");
        return Exit::Usage;
    }
    let name = tables[0].display().to_string();
    let source = Source::new("package", name.as_str());
    let files = match infer_package(tables) {
        Ok(files) => files,
        Err(error) => {
            let failure = Failure::Load { error: error.into(), span: Span::new(0, name.len()) };
            return tell_failure(&failure, &source, look, output);
        }
    };
    let documents: Vec<Document> = files.into_iter().map(|(path, text)| Document { path, text }).collect();
    if let Err(error) = write(&documents, force) {
        return tell_failure(&error.into(), &source, look, output);
    }
    let written: Vec<String> =
        documents.iter().map(|document| format!("`{}`", document.path.display())).collect();
    output.remark(&format!("written: {}", written.join(", ")));
    output.remark(&format!(
        "{} described; correct roles, levels, units and directions in it, then `load \"{}\"`",
        count(tables.len(), "table"),
        documents[0].path.display()
    ));
    Exit::Done
}
