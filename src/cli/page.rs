//! `juxta report`: a script as a page to hand out.

use std::path::{Path, PathBuf};

use super::cli::{Exit, Look, read};
use super::script::tell_failure;
use super::terminal::Output;
use base::suggest::count;
use output::write::write;
use report::{Form, Layout, Report, default_path};
use session::Session;

/// Where a page goes, and how it looks.
pub struct Target {
    /// The file; without one, the script's name with another ending.
    pub to: Option<PathBuf>,
    /// Whether it may replace a file that is there.
    pub force: bool,
    /// How the page is laid out.
    pub layout: Layout,
}

/// Runs a script and writes its page; when anything in it fails, nothing is written.
pub fn run(session: &mut Session, script: &Path, target: &Target, look: &Look, output: &mut Output) -> Exit {
    let to = target.to.clone().unwrap_or_else(|| default_path(script));
    let Some(form) = Form::of(&to) else {
        output.error(&format!(
            "a report cannot be written to `{}`: its name must end in .html or .md\n",
            to.display()
        ));
        return Exit::Usage;
    };
    let source = match read(script) {
        Ok(source) => source,
        Err(message) => {
            output.error(&message);
            return Exit::File;
        }
    };
    let report = match Report::new(session, &source) {
        Ok(report) => report,
        Err(failure) => return tell_failure(&failure, &source, look, output),
    };
    let documents = report.documents(&to, form, &target.layout);
    if let Err(error) = write(&documents, target.force) {
        return tell_failure(&error.into(), &source, look, output);
    }
    if report.exports > 0 {
        output.remark(&format!("left out: {}; a report writes itself only", count(report.exports, "export")));
    }
    let names: Vec<String> =
        documents.iter().map(|document| format!("`{}`", document.path.display())).collect();
    output.remark(&format!("wrote {}", names.join(", ")));
    Exit::Done
}
