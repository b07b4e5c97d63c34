//! The command line: flags, and which shell they start.

use std::ffi::OsString;
use std::io::{IsTerminal, stdin};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use super::arguments::{Arguments, Command, Flags, When, statements_alone};
use super::terminal::{Closed, Output, mistakes_are_seen, results_are_seen};
use super::{fmt, lessons, lint, manual, package, page, plan, progress, repl, script};
use base::panics;
use base::source::Source;
use base::suggest::reason;
use output::diagnostic::Style;
use output::render::{Border, Format, SCHEMA};
use report::Layout;
use session::Session;
use syntax::textmate;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Everything was done.
    Done = 0,
    /// A query or an expectation failed.
    Query = 1,
    /// The command line was used wrongly.
    Usage = 2,
    /// A file could not be read or written.
    File = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// How mistakes look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// On stderr.
    pub errors: Style,
    /// Whether the command line says how wide tables are.
    pub fixed_width: bool,
}

/// Runs the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    panics::hush();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    panics::catch(|| begin(arguments)).unwrap_or_else(|panic| {
        Output::new(false).error(&format!("{}\n", session::internal(&panic)));
        Exit::Query.into()
    })
}

fn begin(arguments: Vec<OsString>) -> ExitCode {
    let arguments =
        match statements_alone(&arguments).map_or_else(|| Arguments::try_parse_from(arguments), Ok) {
            Ok(arguments) => arguments,
            Err(error) => {
                let (mut output, text) = (Output::new(false), error.render().to_string());
                // Help and version are no mistakes; they go to stdout.
                if error.use_stderr() {
                    output.error(&text);
                    return Exit::Usage.into();
                }
                let _ = output.result(&text).and_then(|()| output.flush());
                return Exit::Done.into();
            }
        };
    let mut output = Output::new(arguments.options.quiet);
    if arguments.command.is_some() && !(arguments.files.is_empty() && arguments.statements.is_empty()) {
        output.error("a command such as `learn` or `fmt` comes without scripts and `-c` before it\n");
        return Exit::Usage.into();
    }
    let ended = start(arguments, &mut output).and_then(|exit| output.flush().map(|()| exit));
    match ended {
        Ok(exit) => exit.into(),
        Err(Closed::Reader) => Exit::Done.into(),
        Err(Closed::Failed(error)) => {
            output.error(&format!("results cannot be written: {}\n", reason(&error)));
            Exit::File.into()
        }
    }
}

fn start(arguments: Arguments, output: &mut Output) -> Result<Exit, Closed> {
    // The system takes the memory back when the program ends, faster than we could.
    let mut session = match Session::new() {
        Ok(session) => ManuallyDrop::new(session),
        Err(error) => {
            output.error(&format!("the data inside cannot be read: {error}\n"));
            return Ok(Exit::File);
        }
    };
    let flags = &arguments.options;
    let prompt = matches!(arguments.command, None | Some(Command::Learn { .. }))
        && arguments.files.is_empty()
        && arguments.statements.is_empty()
        && stdin().is_terminal()
        && results_are_seen();
    if let Some(form) = &flags.format {
        match Format::from_word(form) {
            Some(format) => session.settings.format = format,
            None => {
                output.error(&format!(
                    "no result has the form `{form}`; the forms are table, plain, csv, tsv, json, markdown, html, latex, chart and svg\n"
                ));
                return Ok(Exit::Usage);
            }
        }
    }
    let look = look(&mut session, flags, prompt);
    for path in &flags.data {
        let progress = session.progress().clone();
        match progress::beside(&progress, || session.load(path)) {
            Ok(said) => output.remark(&said),
            Err(failure) => {
                let source = Source::new("--data", path.display().to_string());
                script::tell_failure(&failure, &source, &look, output);
                return Ok(Exit::File);
            }
        }
    }
    match &arguments.command {
        Some(Command::Plan { query }) => return plan::run(&session, query, &look, output),
        Some(Command::Fmt { check, files }) => return fmt::run(files, *check, &look, output),
        Some(Command::Report { script, to, force, no_code, lang }) => {
            let layout = Layout { code: !no_code, lang: lang.clone() };
            let target = page::Target { to: to.clone(), force: *force, layout };
            return Ok(page::run(&mut session, script, &target, &look, output));
        }
        Some(Command::Completions { shell }) => {
            output.data(&manual::completions(*shell))?;
            return Ok(Exit::Done);
        }
        Some(Command::Man) => {
            output.data(&manual::page())?;
            return Ok(Exit::Done);
        }
        Some(Command::Grammar) => {
            output.data(&textmate::grammar())?;
            return Ok(Exit::Done);
        }
        Some(Command::Schema) => {
            output.data(SCHEMA)?;
            return Ok(Exit::Done);
        }
        Some(Command::Learn { lesson, check, lint }) => {
            let name = lesson.join(" ");
            if let Some(files) = lint {
                return Ok(lessons::lint(files, &look, output));
            }
            if !check.is_empty() {
                let name = Some(name.as_str()).filter(|name| !name.is_empty());
                return lessons::mark(&session, name, check, &look, output);
            }
            if let Some(exit) = lessons::refuse(&name, &look, output) {
                return Ok(exit);
            }
            let first = format!("learn {name}");
            let session = ManuallyDrop::into_inner(session);
            return match prompt && !name.starts_with("reset") {
                true => repl::run(session, !flags.no_init, Some(&first), look, output),
                false => lessons::run(session, &first, look, output),
            };
        }
        Some(Command::Package { tables, force }) => return Ok(package::run(tables, *force, &look, output)),
        Some(Command::Lint { files }) => return Ok(lint::run(&session, files, &look, output)),
        None => {}
    }
    if prompt {
        return repl::run(ManuallyDrop::into_inner(session), !flags.no_init, None, look, output);
    }
    let mut exit = Exit::Done;
    for statement in &arguments.statements {
        let source = Source::new("-c", statement.as_str());
        exit = exit.max(script::run(&mut session, &source, &look, flags.keep_going, output)?);
        if exit != Exit::Done && !flags.keep_going {
            return Ok(exit);
        }
    }
    let stdin_is_script = arguments.files.is_empty() && arguments.statements.is_empty();
    let standard = PathBuf::from("-");
    let files = if stdin_is_script { std::slice::from_ref(&standard) } else { &arguments.files };
    for path in files {
        exit = exit.max(match read(path) {
            Ok(source) => script::run(&mut session, &source, &look, flags.keep_going, output)?,
            Err(message) => {
                output.error(&message);
                Exit::File
            }
        });
        if exit != Exit::Done && !flags.keep_going {
            break;
        }
    }
    Ok(exit)
}

/// A script as text; the message says what is wrong with the file.
pub fn read(path: &Path) -> Result<Source, String> {
    let (name, read) = match path == Path::new("-") {
        true => ("stdin".to_owned(), Source::read("stdin", stdin().lock())),
        false => (path.display().to_string(), Source::open(path)),
    };
    read.map_err(|error| format!("cannot read `{name}`: {}\n", reason(&error)))
}

/// The same; a file that cannot be read is told of, and makes the exit code.
pub fn read_or_tell(path: &Path, exit: &mut Exit, output: &mut Output) -> Option<Source> {
    let told = |message: String| {
        output.error(&message);
        *exit = (*exit).max(Exit::File);
    };
    read(path).map_err(told).ok()
}

/// Width, color and rows, from the flags, the environment and the terminal.
fn look(session: &mut Session, flags: &Flags, prompt: bool) -> Look {
    let size = terminal_size::terminal_size();
    let columns =
        std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|&n: &usize| n > 0);
    let terminal = size.map(|(width, _)| usize::from(width.0)).filter(|&width| width > 0);
    let width = flags.width.filter(|&width| width > 0);
    let options = &mut session.settings.options;
    options.width = width.or_else(|| if results_are_seen() { columns.or(terminal) } else { None });
    options.rows = prompt.then_some(40);
    let fixed_width = width.or(columns).is_some();
    options.color = color(flags.color, results_are_seen());
    if std::env::var("TERM").is_ok_and(|term| term == "dumb") {
        options.border = Border::Ascii;
    }
    let plain = session.settings.format == Format::Plain;
    let width = width.or(columns).or(terminal).unwrap_or(100).min(160);
    Look { errors: Style { width, color: color(flags.color, mistakes_are_seen()), plain }, fixed_width }
}

fn color(when: When, terminal: bool) -> bool {
    let set = |name| std::env::var(name).is_ok_and(|value: String| !value.is_empty());
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
            !set("NO_COLOR") && !dumb && (terminal || set("FORCE_COLOR"))
        }
    }
}
