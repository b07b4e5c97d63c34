//! `juxta learn`: lessons from the command line, marks without a terminal, and where progress is kept.

use std::fs::OpenOptions;
use std::io::{IsTerminal, stdin};
use std::path::{Path, PathBuf};

use super::cli::{Exit, Look, read, read_or_tell};
use super::repl::desk::{Desk, Next};
use super::repl::{editor::is_complete, folders};
use super::terminal::{Closed, Output};
use assist::help::Page;
use base::source::Source;
use base::suggest::count;
use learn::{self, Lesson, LessonError, Marked, Note, Progress, State, library};
use output::diagnostic;
use output::render::Format;
use output::write::{Document, keep};
use session::Session;

/// The progress of the user, as its file was when it was read.
pub struct ProgressFile {
    /// What is remembered.
    pub progress: Progress,
}

impl ProgressFile {
    /// Reads the file as it is now: another session may have written it.
    pub fn open() -> Self {
        Self { progress: folders::progress().as_deref().map(read_progress).unwrap_or_default() }
    }

    /// Remembers notes on tasks of a lesson, beside what other sessions note; says what keeps them from being written.
    pub fn keep(lesson: &str, notes: Vec<(usize, Note)>) -> String {
        let put = |progress: &mut Progress| {
            notes.into_iter().for_each(|(task, note)| progress.put(lesson, task, note));
            true
        };
        change(put).err().unwrap_or_default()
    }

    /// Forgets a lesson, by its number or name, or all of them.
    pub fn forget(lesson: &str) -> String {
        let name = match lesson {
            "" => None,
            lesson => Some(learn::find(lesson).map_or_else(|_| lesson.to_owned(), |found| found.name)),
        };
        match (change(|progress| progress.forget(name.as_deref())), &name) {
            (Err(reason), _) => reason,
            (Ok(false), _) => "nothing is kept of it".to_owned(),
            (Ok(true), None) => "forgotten: every lesson begins anew".to_owned(),
            (Ok(true), Some(name)) => format!("forgotten: the lesson `{name}` begins anew"),
        }
    }

    /// Every lesson, and how far the user has come.
    pub fn overview(&self) -> Page {
        let mut page = Page::new("lessons");
        let lessons = learn::list().unwrap_or_default();
        let rows = (1..).zip(&lessons).map(|(number, lesson)| {
            let notes = self.progress.notes(&lesson.name, lesson.tasks.len());
            (format!("learn {number}"), format!("{} ({})", lesson.title, standing(&notes)))
        });
        page.list("The lessons", rows);
        let open = |(_, lesson): &(usize, &Lesson)| {
            let notes = self.progress.notes(&lesson.name, lesson.tasks.len());
            notes.iter().any(|note| note.as_ref().is_none_or(|note| !note.state.is_done()))
        };
        match (1..).zip(&lessons).find(open) {
            Some((number, lesson)) => {
                page.text(&format!("{} Type this, and press Enter:", lesson.goal));
                page.example(&format!("learn {number}"));
            }
            None => page.text("You have been through all of them. `learn reset` begins anew."),
        }
        page
    }
}

fn read_progress(path: &Path) -> Progress {
    let text = std::fs::read(path).unwrap_or_default();
    Progress::read(&String::from_utf8_lossy(&text))
}

/// Changes the file as it is now, while other sessions wait; whether there was anything to change.
fn change(change: impl FnOnce(&mut Progress) -> bool) -> Result<bool, String> {
    let path = folders::progress().ok_or("there is no folder to keep your progress in")?;
    // The lock is not the file: that one is replaced.
    let mut options = OpenOptions::new();
    let lock = options.create(true).truncate(false).write(true).open(path.with_extension("lock"));
    // Where nothing can be locked, the last one writes.
    let _lock = lock.ok().filter(|lock| lock.lock().is_ok());
    let mut progress = read_progress(&path);
    if !change(&mut progress) {
        return Ok(false);
    }
    let document = Document { path, text: progress.write() };
    keep(&document).map(|()| true).map_err(|error| format!("your progress is not kept: {error}"))
}

fn standing(notes: &[Option<Note>]) -> String {
    let done = notes.iter().flatten().filter(|note| note.state.is_done()).count();
    let skipped = notes.iter().flatten().filter(|note| note.state == State::Skipped).count();
    match (done, skipped) {
        (0, _) => count(notes.len(), "task"),
        (done, 0) => format!("{done} of {} tasks done", notes.len()),
        (done, skipped) => format!("{done} of {} tasks done, {skipped} of them skipped", notes.len()),
    }
}

/// Says what is wrong with the name or the file of a lesson; `None` when it can be opened.
pub fn refuse(name: &str, look: &Look, output: &mut Output) -> Option<Exit> {
    let (lesson, _) = library::task(name);
    if lesson.is_empty() || lesson.starts_with("reset") {
        return None;
    }
    let (source, errors) = learn::find(lesson).err()?;
    Some(tell_errors(&source, &errors, look, output))
}

/// Reads lines from stdin as a student would type them, without a terminal.
///
/// # Errors
///
/// The reader of the results has gone.
pub fn run(session: Session, first: &str, look: Look, output: &mut Output) -> Result<Exit, Closed> {
    let mut desk = Desk::new(session, look, output);
    desk.run(first)?;
    if stdin().is_terminal() {
        return Ok(Exit::Done);
    }
    let Ok(source) = read(Path::new("-")) else { return Ok(Exit::File) };
    let mut text = String::new();
    for line in source.text.lines() {
        text = text + line + "\n";
        if is_complete(&text, desk.prompt().is_some()) && desk.run(&std::mem::take(&mut text))? == Next::Leave
        {
            return Ok(Exit::Done);
        }
    }
    desk.run(&text)?;
    Ok(Exit::Done)
}

/// Marks files of answers. Exit 0 when all of them are right.
///
/// # Errors
///
/// The reader of the results has gone.
pub fn mark(
    session: &Session,
    lesson: Option<&str>,
    files: &[PathBuf],
    look: &Look,
    output: &mut Output,
) -> Result<Exit, Closed> {
    let mut exit = Exit::Done;
    for path in files {
        let Some(source) = read_or_tell(path, &mut exit, output) else { continue };
        let marked = lesson.map(learn::find).transpose().and_then(|lesson| learn::mark(&source, lesson));
        match marked {
            Ok(all) => {
                for marked in all {
                    exit = exit.max(if marked.is_right() { Exit::Done } else { Exit::Query });
                    if session.settings.format == Format::Json {
                        output.data(&(serde_json::to_string(&marked).unwrap_or_default() + "\n"))?;
                    } else {
                        output.result(&report(&marked))?;
                    }
                }
            }
            Err((source, errors)) => exit = exit.max(tell_errors(&source, &errors, look, output)),
        }
    }
    Ok(exit)
}

fn report(marked: &Marked) -> String {
    let mut text =
        format!("{}: {} of {} right in `{}`\n", marked.file, marked.right, marked.of, marked.title);
    for task in &marked.tasks {
        let said = [&task.answer, &task.said].into_iter().find(|text| !text.is_empty());
        let said = said.map_or(String::new(), |said| format!(": {said}"));
        text += &format!("  {:>2}  {}{said}\n", task.task, task.state);
    }
    text
}

/// Tells what is wrong with lesson files, or with the lessons inside when none is named.
pub fn lint(files: &[PathBuf], look: &Look, output: &mut Output) -> Exit {
    let mut exit = Exit::Done;
    let mut found = 0;
    let names: Vec<String> = match files {
        [] => learn::names().map(str::to_owned).collect(),
        files => files.iter().map(|path| path.display().to_string()).collect(),
    };
    for name in &names {
        let (source, errors) = match learn::find(name) {
            Ok(lesson) => (lesson.source.clone(), learn::lint(&lesson)),
            Err(wrong) => wrong,
        };
        found += errors.len();
        exit = exit.max(tell_errors(&source, &errors, look, output));
    }
    if found > 0 {
        output.remark(&format!("{} in {}", count(found, "finding"), count(names.len(), "lesson")));
    }
    exit
}

fn tell_errors(source: &Source, errors: &[LessonError], look: &Look, output: &mut Output) -> Exit {
    let mut exit = Exit::Done;
    for error in errors {
        output.drawn(&diagnostic::draw(error, source, look.errors));
        exit = exit.max(if error.is_file() { Exit::File } else { Exit::Query });
    }
    exit
}
