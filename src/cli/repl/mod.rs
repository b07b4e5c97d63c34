//! The prompt: reads from the terminal until the user leaves. A mistake leaves everything as it was.

pub(super) mod folders;

mod screen;

mod stop;

mod assistant;

pub(super) mod editor;

pub(super) mod desk;

mod lesson;

mod commands;

use self::desk::{Desk, Next};
use self::editor::{Editor, Input};
use super::cli::{Exit, Look};
use super::terminal::{Closed, Output};
use assist::help;
use session::Session;

/// Runs the prompt; `start` is whether the user's start-up file is run first, `first` is what is done then.
///
/// # Errors
///
/// The reader of the results has gone.
pub fn run(
    session: Session,
    start: bool,
    first: Option<&str>,
    look: Look,
    output: &mut Output,
) -> Result<Exit, Closed> {
    let mut editor = match Editor::new(&session, look.errors.color) {
        Ok(editor) => editor,
        Err(error) => {
            output.error(&format!("the prompt cannot be opened: {error}\n"));
            return Ok(Exit::File);
        }
    };
    if first.is_none() {
        output.remark(&greeting());
    }
    let mut desk = Desk::new(session, look, output);
    if start {
        desk.start_up()?;
    }
    if let Some(first) = first {
        desk.run(first)?;
    }
    let mut initial = String::new();
    loop {
        editor.know(desk.session());
        match editor.read(&std::mem::take(&mut initial), desk.prompt()) {
            Input::Text(text) => match desk.run(&text)? {
                Next::Line => {}
                Next::Edit(line) => initial = line,
                Next::Leave => return Ok(Exit::Done),
            },
            Input::Interrupted => desk.say("Ctrl-C clears the line; Ctrl-D leaves."),
            Input::End => return Ok(Exit::Done),
            Input::Failed(reason) => {
                desk.say(&format!("the line cannot be read: {reason}"));
                return Ok(Exit::File);
            }
        }
    }
}

fn greeting() -> String {
    let mut lines = vec![
        format!("juxta {} · works offline · every figure with its source", env!("CARGO_PKG_VERSION")),
        format!("Try: {}", help::FIRST),
        "What there is: topics   Learn: learn   Help: ?   Complete: Tab   Leave: Ctrl-D".to_owned(),
    ];
    // There the characters of a frame may be two columns wide, and no program can find out.
    let language = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| std::env::var(name).ok());
    if language.is_some_and(|language| ["zh", "ja", "ko"].iter().any(|start| language.starts_with(start))) {
        lines.push("If tables look crooked: set border ascii".to_owned());
    }
    lines.join("\n")
}
