//! The line editor: a prompt, a history that outlives the program, statements of several lines.

use std::path::PathBuf;

use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{ColorMode, CompletionType, Config};

use super::assistant::Assistant;
use super::folders;
use assist::command::Command;
use learn::Word;
use session::Session;

/// Reads whole statements.
pub struct Editor {
    lines: rustyline::Editor<Assistant, FileHistory>,
    history: Option<PathBuf>,
}

/// What the user did.
#[derive(Debug)]
pub enum Input {
    /// Typed a statement, or pasted several.
    Text(String),
    /// Pressed Ctrl-C.
    Interrupted,
    /// Pressed Ctrl-D.
    End,
    /// Nothing can be read.
    Failed(String),
}

const PROMPT: &str = "juxta> ";

impl Editor {
    /// Opens the editor on the terminal.
    ///
    /// # Errors
    ///
    /// The terminal cannot be used.
    pub fn new(session: &Session, color: bool) -> rustyline::Result<Self> {
        let config = Config::builder()
            .completion_type(CompletionType::List)
            .completion_show_all_if_ambiguous(true)
            .max_history_size(10_000)?
            .history_ignore_dups(true)?
            .color_mode(if color { ColorMode::Enabled } else { ColorMode::Disabled })
            .build();
        let mut lines = rustyline::Editor::with_config(config)?;
        lines.set_helper(Some(Assistant::new(session.clone())));
        let history = folders::history();
        if let Some(path) = &history {
            // The first time there is none.
            _ = lines.load_history(path);
        }
        Ok(Self { lines, history })
    }

    /// Makes the assistant know the session as it is now.
    pub fn know(&mut self, session: &Session) {
        if let Some(assistant) = self.lines.helper_mut() {
            *assistant = Assistant::new(session.clone());
        }
    }

    /// Reads a statement, line after line until it is complete. `initial` stands in the first line already; `lesson` is
    /// the prompt of an open lesson.
    pub fn read(&mut self, initial: &str, lesson: Option<String>) -> Input {
        let prompt = lesson.as_deref().unwrap_or(PROMPT);
        let goes_on = format!("{:>1$}", "...> ", prompt.len());
        let mut text = String::new();
        loop {
            if let Some(assistant) = self.lines.helper_mut() {
                assistant.above.clone_from(&text);
                assistant.lesson = lesson.is_some();
            }
            let read = match text.is_empty() {
                true => self.lines.readline_with_initial(prompt, (initial, "")),
                false => self.lines.readline(&goes_on),
            };
            match read {
                Ok(line) => text = text + &line + "\n",
                Err(ReadlineError::Interrupted) => return Input::Interrupted,
                Err(ReadlineError::Eof) => return Input::End,
                Err(error) => return Input::Failed(error.to_string()),
            }
            if is_complete(&text, lesson.is_some()) {
                self.remember(text.trim());
                return Input::Text(text);
            }
        }
    }

    /// Writes a line to the history at once, behind what other sessions have written.
    fn remember(&mut self, text: &str) {
        // A history that cannot be kept is no reason to stop.
        let added = self.lines.add_history_entry(text).unwrap_or(false);
        if let (true, Some(path)) = (added, &self.history) {
            _ = self.lines.append_history(path);
        }
    }
}

/// A command ends with its line, whatever its last word is: `help where`. So does a word of an open lesson.
pub fn is_complete(text: &str, lesson: bool) -> bool {
    if lesson && Word::read(text).is_some() {
        return true;
    }
    let last = syntax::statements(text).last().map(|span| span.of(text)).unwrap_or_default();
    let command = Command::read(last).filter(|command| command.kind != assist::command::CommandKind::Plan);
    command.is_some() || syntax::is_complete(text)
}
