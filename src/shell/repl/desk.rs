//! What a line at the prompt does: statements go to the session, commands are carried out here.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use super::folders;
use super::screen::{self, Screen};
use super::stop;
use crate::answer::Answer;
use crate::command::{Command, CommandKind};
use crate::diagnostic::Style;
use crate::help::{self, Page};
use crate::highlight;
use crate::render::{Format, Options};
use crate::session::{Failure, Outcome, Session};
use crate::shell::cli::Look;
use crate::shell::output::{Closed, Output};
use crate::source::{Source, Span};
use crate::suggest::count;
use crate::syntax;
use crate::transcript::Transcript;

/// A session with a person in front of it.
pub struct Desk<'o> {
    session: Session,
    transcript: Transcript,
    screen: Screen,
    look: Look,
    output: &'o mut Output,
}

/// What comes after a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// An empty line.
    Line,
    /// A line that is filled in already.
    Edit(String),
    /// The end.
    Leave,
}

impl<'o> Desk<'o> {
    /// A desk for a session.
    pub fn new(session: Session, look: Look, output: &'o mut Output) -> Self {
        stop::listen();
        let screen = Screen::of(&session.settings.options, look.fixed_width);
        Self { session, transcript: Transcript::default(), screen, look, output }
    }

    /// The session as it is now.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Says something that is no result.
    pub fn say(&mut self, text: &str) {
        self.output.remark(text);
    }

    /// Runs the user's start-up file, if there is one. A mistake in it is told, and the prompt opens all the same.
    ///
    /// # Errors
    ///
    /// The reader of the results has gone.
    pub fn start_up(&mut self) -> Result<(), Closed> {
        let Some(text) = folders::start_file().and_then(|path| std::fs::read_to_string(path).ok()) else {
            return Ok(());
        };
        let source = Source::new("init.juxta", text);
        for span in syntax::statements(&source.text) {
            self.statement(&source, span, true)?;
        }
        self.transcript = Transcript::default();
        self.output.flush()
    }

    /// Runs what was typed: one statement or command, or several that were pasted. A mistake stops the rest.
    ///
    /// # Errors
    ///
    /// The reader of the results has gone.
    pub fn run(&mut self, text: &str) -> Result<Next, Closed> {
        self.screen.fit(&mut self.session.settings.options);
        let source = Source::new("prompt", text);
        let mut next = Next::Line;
        for span in syntax::statements(text) {
            match Command::read(span.of(text)) {
                Some(command) => next = self.command(command, &source, span)?,
                None if self.statement(&source, span, false)? => {}
                None => break,
            }
            if next != Next::Line {
                break;
            }
        }
        self.output.flush()?;
        Ok(next)
    }

    /// Runs a statement, and says what it did unless that goes without saying; false when it failed.
    fn statement(&mut self, source: &Source, span: Span, silent: bool) -> Result<bool, Closed> {
        let statement = match syntax::statement(&source.text, span) {
            Ok(statement) => statement,
            Err(error) => {
                self.failed(source, span, &error.into());
                return Ok(false);
            }
        };
        let (mut session, work) = (self.session.clone(), (source.clone(), statement.clone()));
        let done = stop::unless_stopped(move || {
            let outcome = session.run(&work.0, &work.1);
            (session, outcome)
        });
        match done {
            None => {
                self.say("stopped; everything is as it was before the statement");
                Ok(false)
            }
            Some((session, Ok(outcome))) => {
                self.session = session;
                self.transcript.worked(source, &statement);
                match outcome {
                    Outcome::Answer { answer, format } => {
                        let options = self.session.settings.options.clone();
                        self.show(&answer, format, &options)?;
                    }
                    Outcome::Text(text) => self.output.result(&text)?,
                    Outcome::Said(_) if silent => {}
                    Outcome::Said(text) => self.say(&text),
                }
                Ok(true)
            }
            Some((_, Err(failure))) => {
                self.failed(source, span, &failure);
                Ok(false)
            }
        }
    }

    fn failed(&mut self, source: &Source, span: Span, failure: &Failure) {
        let corrected = self.transcript.failed(&self.session, source, span, failure);
        self.tell(source, failure);
        if corrected {
            self.say("`fix` puts the corrected statement on the next line.");
        }
    }

    fn tell(&mut self, source: &Source, failure: &Failure) {
        let Options { width, color, .. } = self.session.settings.options;
        let style = Style {
            width: width.unwrap_or(self.look.errors.width),
            color: color && self.look.errors.color,
            plain: self.session.settings.format == Format::Plain,
        };
        self.output.error(&failure.render(source, style));
    }

    fn command(&mut self, command: Command<'_>, source: &Source, span: Span) -> Result<Next, Closed> {
        // The argument is a part of the source's own text.
        let start = span.of(&source.text).find(command.rest).unwrap_or(0) + span.start;
        let argument = Span::new(start, start + command.rest.len());
        let rest = command.rest;
        match command.kind {
            CommandKind::Quit => return Ok(Next::Leave),
            CommandKind::Fix => match self.transcript.mended().cloned() {
                Some(mended) => {
                    if !mended.corrected {
                        self.say("no correction is known; this is the statement as it was");
                    }
                    return Ok(Next::Edit(mended.text));
                }
                None => self.say("there is nothing to fix: the last statement worked"),
            },
            CommandKind::Help => return self.help(rest, source, argument).map(|()| Next::Line),
            CommandKind::Topics => return self.statement_text("show topics"),
            CommandKind::Find if rest.is_empty() => self.say("find what? try: find rank"),
            CommandKind::Find => {
                let found = self.session.find(rest);
                self.answer(found, source)?;
            }
            CommandKind::Describe if rest.is_empty() => self.say("describe what? try: describe rankings"),
            CommandKind::Describe => {
                let described = self.session.describe(source, argument);
                self.answer(described, source)?;
            }
            CommandKind::Last => self.last(rest)?,
            CommandKind::Plan => self.plan(rest)?,
            CommandKind::Save => self.save(rest),
        }
        Ok(Next::Line)
    }

    fn statement_text(&mut self, text: &str) -> Result<Next, Closed> {
        let source = Source::new("prompt", text);
        self.statement(&source, Span::new(0, text.len()), false)?;
        Ok(Next::Line)
    }

    fn help(&mut self, topic: &str, source: &Source, span: Span) -> Result<(), Closed> {
        if topic.is_empty() {
            return self.show_page(&help::overview());
        }
        // `compare Beijing ?` asks about its verb.
        let first = topic.split_whitespace().next().unwrap_or(topic);
        if let Some(page) = help::page(topic).or_else(|| help::page(first)) {
            return self.show_page(&page);
        }
        match self.session.describe(source, span) {
            Ok(answer) => self.answer(Ok(answer), source),
            Err(_) => {
                let near = help::near(topic).map(|near| format!("; did you mean `help {near}`?"));
                let near = near.unwrap_or_else(|| "; `help` lists what there is".to_owned());
                self.say(&format!("there is no help on `{topic}`{near}"));
                Ok(())
            }
        }
    }

    fn show_page(&mut self, page: &Page) -> Result<(), Closed> {
        let Options { width, color, .. } = self.session.settings.options;
        let columns = width.unwrap_or(100).min(100);
        let paint = |example: &str| if color { highlight::paint(example) } else { example.to_owned() };
        self.output.result(&page.render(columns, paint))
    }

    fn answer(&mut self, answer: Result<Answer, Failure>, source: &Source) -> Result<(), Closed> {
        match answer {
            Ok(answer) => {
                let options = self.session.settings.options.clone();
                self.show(&answer, self.session.settings.format, &options)
            }
            Err(failure) => {
                self.tell(source, &failure);
                Ok(())
            }
        }
    }

    /// The last result with all its rows, or in another form.
    fn last(&mut self, rest: &str) -> Result<(), Closed> {
        let form = rest.strip_prefix("as ").unwrap_or(rest).trim();
        let format = match form {
            "" | "all" => Some(self.session.settings.format),
            word => Format::from_word(word).filter(|format| !matches!(format, Format::Chart | Format::Svg)),
        };
        let (Some(format), Some(answer)) = (format, self.session.last().cloned()) else {
            self.say(match format {
                None => "a result has no such form; `help as` lists the forms",
                Some(_) => "there is no result yet",
            });
            return Ok(());
        };
        let options = Options { rows: None, ..self.session.settings.options.clone() };
        self.show(&answer, format, &options)
    }

    fn plan(&mut self, query: &str) -> Result<(), Closed> {
        let query = if query.is_empty() { self.transcript.query().unwrap_or("") } else { query };
        if query.is_empty() {
            self.say("plan of what? try: plan show topics");
            return Ok(());
        }
        let source = Source::new("plan", query);
        match self.session.plan(&source) {
            Ok(stages) => {
                let stages = stages.iter().map(|(name, stage)| format!("── {name}\n{}\n", stage.trim_end()));
                self.output.result(&stages.collect::<Vec<_>>().join("\n"))
            }
            Err(failure) => {
                self.tell(&source, &failure);
                Ok(())
            }
        }
    }

    /// `save "homework.juxta"`, `save homework.juxta force`
    fn save(&mut self, rest: &str) {
        let (name, force) = match rest.strip_suffix("force").filter(|name| name.ends_with([' ', '"', '”']))
        {
            Some(name) => (name, true),
            None => (rest, false),
        };
        let name = name.trim().trim_matches(['"', '\'', '“', '”']);
        let (worked, failed) = self.transcript.counts();
        if name.is_empty() || worked == 0 {
            return self.say(match worked {
                0 => "nothing has worked yet that could be saved",
                _ => "save where? try: save \"homework.juxta\"",
            });
        }
        let said = match write(Path::new(name), &self.transcript.script(), force) {
            Ok(()) => {
                let left_out = if failed > 0 {
                    format!(" ({} left out)", count(failed, "failed one"))
                } else {
                    String::new()
                };
                format!("wrote {name}: {}{left_out}. Run it again: juxta {name}", count(worked, "statement"))
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                format!("`{name}` is there already; to replace it: save \"{name}\" force")
            }
            Err(error) => format!("can not write `{name}`: {error}"),
        };
        self.say(&said);
    }

    fn show(&mut self, answer: &Answer, format: Format, options: &Options) -> Result<(), Closed> {
        let mut session = self.session.clone();
        session.settings.options = options.clone();
        let text = session.write(answer, format);
        // Only who asks for every row gets more than the screen holds.
        let long = options.rows.is_none() && matches!(format, Format::Table | Format::Plain);
        let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
        if long && !dumb && self.screen.overflows(&text) {
            self.output.flush()?;
            if screen::page(&text) {
                return Ok(());
            }
        }
        self.output.result(&text)
    }
}

fn write(path: &Path, text: &str, force: bool) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    match force {
        true => options.write(true).create(true).truncate(true),
        false => options.write(true).create_new(true),
    };
    options.open(path)?.write_all(text.as_bytes())
}
