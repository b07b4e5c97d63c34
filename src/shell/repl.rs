//! The prompt.

use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

use super::cli::{Exit, Look};
use super::output::{Closed, Output};
use super::script::{show, tell};
use crate::session::Session;
use crate::source::Source;
use crate::syntax;

/// Reads statements from the terminal until the user leaves. A mistake leaves everything as it was.
///
/// # Errors
///
/// The reader of the results has gone.
pub fn run(session: &mut Session, look: &Look, output: &mut Output) -> Result<Exit, Closed> {
    let mut editor = match DefaultEditor::new() {
        Ok(editor) => editor,
        Err(error) => {
            output.error(&format!("the prompt can not be opened: {error}\n"));
            return Ok(Exit::File);
        }
    };
    output.remark(concat!(
        "juxta ",
        env!("CARGO_PKG_VERSION"),
        " · works offline · every figure with its source\n",
        "Try: compare Beijing, Seoul on rankings where year = 2020\n",
        "What there is: show topics    Leave: Ctrl-D"
    ));
    let mut pending = String::new();
    loop {
        let prompt = if pending.is_empty() { "juxta> " } else { "  ...> " };
        match editor.readline(prompt) {
            Ok(line) => {
                pending.push_str(&line);
                pending.push('\n');
            }
            Err(ReadlineError::Interrupted) => {
                if pending.is_empty() {
                    output.remark("Leave with Ctrl-D.");
                }
                pending.clear();
                continue;
            }
            Err(ReadlineError::Eof) => return Ok(Exit::Done),
            Err(error) => {
                output.error(&format!("the line can not be read: {error}\n"));
                return Ok(Exit::File);
            }
        }
        if !syntax::is_complete(&pending) {
            continue;
        }
        let text = std::mem::take(&mut pending);
        if text.trim().is_empty() {
            continue;
        }
        // A history that can not be kept is no reason to stop.
        let _ = editor.add_history_entry(text.trim_end());
        if matches!(text.trim().to_ascii_lowercase().as_str(), "quit" | "exit" | "quit()" | "exit()") {
            return Ok(Exit::Done);
        }
        let source = Source::new("prompt", text);
        for statement in Session::statements(&source) {
            match statement.and_then(|statement| session.run(&source, &statement)) {
                Ok(outcome) => show(session, &outcome, output)?,
                Err(failure) => {
                    tell(&failure, &source, look, output);
                    break;
                }
            }
        }
        output.flush()?;
    }
}
