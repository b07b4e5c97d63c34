//! The command line: flags, and which shell they start.

use std::ffi::OsString;
use std::io::{IsTerminal, Read, stderr, stdin, stdout};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use super::output::{Closed, Output};
use super::{fmt, learn, lint, manual, plan, repl, report, script};
use crate::diagnostic::Style;
use crate::render::{Border, Format};
use crate::report::Layout;
use crate::session::Session;
use crate::source::Source;
use crate::suggest::reason;

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

/// Compare: the same questions asked of each case, side by side, every figure with its source.
#[derive(Debug, Parser)]
#[command(name = "juxta", version, about, after_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    /// Scripts to run, `-` for stdin; without any, the prompt
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Run statements and leave
    #[arg(short = 'c', value_name = "QUERY", num_args = 1..)]
    statements: Vec<String>,

    #[command(flatten)]
    options: Flags,
}

#[derive(Debug, clap::Args)]
struct Flags {
    /// Form of results: table, plain, csv, tsv, json, markdown, html, latex, chart, svg
    #[arg(long, value_name = "FORM", global = true)]
    format: Option<String>,

    /// A data package or a CSV file to load first; may be given several times
    #[arg(long, value_name = "PATH", global = true)]
    data: Vec<PathBuf>,

    /// Columns of a line; without it, the terminal's, and no limit in a pipe
    #[arg(long, value_name = "N", global = true)]
    width: Option<usize>,

    /// When to use color
    #[arg(long, value_name = "WHEN", value_enum, default_value = "auto", global = true)]
    color: When,

    /// Print results and mistakes only
    #[arg(long, short, global = true)]
    quiet: bool,

    /// Go on after a mistake; the exit code still tells of it
    #[arg(long, global = true)]
    keep_going: bool,

    /// Open the prompt without running the start-up file
    #[arg(long, global = true)]
    no_init: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show every stage of one query: text, tree, resolved query, selection, answer
    Plan {
        /// The query
        query: String,
    },
    /// Put scripts into their one layout
    Fmt {
        /// Only tell which scripts would change
        #[arg(long)]
        check: bool,
        /// Scripts to lay out, `-` for stdin to stdout
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
    /// Make a page of a script: comments as prose, results as tables and charts, one bibliography
    Report {
        /// The script, `-` for stdin
        #[arg(value_name = "FILE")]
        script: PathBuf,
        /// The page, .html or .md; without it, the script's name with .html
        #[arg(long, value_name = "PAGE")]
        to: Option<PathBuf>,
        /// Replace a page that is there
        #[arg(long)]
        force: bool,
        /// Leave statements and checks out
        #[arg(long)]
        no_code: bool,
        /// The language of the prose, for screen readers and browsers
        #[arg(long, value_name = "LANG", default_value = "en")]
        lang: String,
    },
    /// Print the completions of a shell: bash, zsh, fish and others
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
    /// Learn at the prompt: six lessons, or one of your own
    #[command(after_help = LEARN)]
    Learn {
        /// Number or name of a lesson, a file my-lesson.toml, or `reset` to forget all progress
        #[arg(value_name = "LESSON")]
        lesson: Vec<String>,
        /// Mark files of answers instead; with `--format json` one object a lesson, one a line
        #[arg(long, value_name = "FILE", num_args = 1..)]
        check: Vec<PathBuf>,
        /// Tell what is wrong with lesson files instead; without any, with the lessons inside
        #[arg(long, value_name = "FILE", num_args = 0..)]
        lint: Option<Vec<PathBuf>>,
    },
    /// Tell what is wrong with scripts and lessons, without running them
    Lint {
        /// Scripts and lessons (`.toml`) to read, `-` for stdin
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

const EXAMPLES: &str = "Examples:
  juxta -c 'compare Beijing, Seoul on rankings where year = 2020'
  juxta homework.juxta
  juxta --format csv -c 'show conferences' > conferences.csv

Exit codes: 0 done, 1 a query or an expectation failed, 2 wrong use, 3 a file could not be read or written";

const LEARN: &str = "Examples:
  juxta learn                              the lessons, and how far you have come
  juxta learn 1                            the first one
  juxta learn my-lesson.toml               a lesson of your own
  juxta learn 1 --check answers.juxta      mark answers; exit code 0 when all are right
  juxta learn --lint my-lesson.toml        is anything wrong with it?";

/// Runs the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no mistakes; they go to stdout.
            let _ = error.print();
            return if error.use_stderr() { Exit::Usage } else { Exit::Done }.into();
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
            output.error(&format!("results can not be written: {}\n", reason(&error)));
            Exit::File.into()
        }
    }
}

fn start(arguments: Arguments, output: &mut Output) -> Result<Exit, Closed> {
    // The system takes the memory back when the program ends, faster than we could.
    let mut session = match Session::new() {
        Ok(session) => ManuallyDrop::new(session),
        Err(error) => {
            output.error(&format!("the data inside can not be read: {error}\n"));
            return Ok(Exit::File);
        }
    };
    let flags = &arguments.options;
    let prompt = matches!(arguments.command, None | Some(Command::Learn { .. }))
        && arguments.files.is_empty()
        && arguments.statements.is_empty()
        && stdin().is_terminal()
        && stdout().is_terminal();
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
        match session.load(path) {
            Ok(said) => output.remark(&said),
            Err(failure) => {
                let source = Source::new("--data", path.display().to_string());
                script::tell(&failure, &source, &look, output);
                return Ok(Exit::File);
            }
        }
    }
    match &arguments.command {
        Some(Command::Plan { query }) => return plan::run(&session, query, &look, output),
        Some(Command::Fmt { check, files }) => return fmt::run(files, *check, &look, output),
        Some(Command::Report { script, to, force, no_code, lang }) => {
            let layout = Layout { code: !no_code, lang: lang.clone() };
            let target = report::Target { to: to.clone(), force: *force, layout };
            return Ok(report::run(&mut session, script, &target, &look, output));
        }
        Some(Command::Completions { shell }) => {
            output.result(&manual::completions(*shell))?;
            return Ok(Exit::Done);
        }
        Some(Command::Man) => {
            output.result(&manual::page())?;
            return Ok(Exit::Done);
        }
        Some(Command::Learn { lesson, check, lint }) => {
            let name = lesson.join(" ");
            if let Some(files) = lint {
                return Ok(learn::lint(files, &look, output));
            }
            if !check.is_empty() {
                let name = Some(name.as_str()).filter(|name| !name.is_empty());
                return learn::mark(&session, name, check, &look, output);
            }
            let first = format!("learn {name}");
            let session = ManuallyDrop::into_inner(session);
            return match prompt && !name.starts_with("reset") {
                true => repl::run(session, !flags.no_init, Some(&first), look, output),
                false => learn::run(session, &first, look, output),
            };
        }
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
    let name = if path == Path::new("-") { "stdin".to_owned() } else { path.display().to_string() };
    let mut bytes = Vec::new();
    let read = match name.as_str() {
        "stdin" => stdin().read_to_end(&mut bytes).map(|_| ()),
        _ => std::fs::read(path).map(|read| bytes = read),
    };
    read.map_err(|error| format!("can not read `{name}`: {}\n", reason(&error)))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
        format!("`{name}` is not UTF-8 text: line {line} has a byte that is none; save it as UTF-8\n")
    })?;
    // An editor may put a byte order mark first; it is no part of the script.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(Source::new(name, text))
}

/// Width, color and rows, from the flags, the environment and the terminal.
fn look(session: &mut Session, flags: &Flags, prompt: bool) -> Look {
    let size = terminal_size::terminal_size();
    let columns =
        std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|&n: &usize| n > 0);
    let terminal = size.map(|(width, _)| usize::from(width.0)).filter(|&width| width > 0);
    let width = flags.width.filter(|&width| width > 0);
    let options = &mut session.settings.options;
    options.width = width.or_else(|| if stdout().is_terminal() { columns.or(terminal) } else { None });
    options.rows = prompt.then_some(40);
    let fixed_width = width.or(columns).is_some();
    options.color = color(flags.color, stdout().is_terminal());
    if std::env::var("TERM").is_ok_and(|term| term == "dumb") {
        options.border = Border::Ascii;
    }
    let plain = session.settings.format == Format::Plain;
    let width = width.or(columns).or(terminal).unwrap_or(100).min(160);
    Look { errors: Style { width, color: color(flags.color, stderr().is_terminal()), plain }, fixed_width }
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
