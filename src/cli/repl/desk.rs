//! What a line at the prompt does: statements go to the session, commands are carried out here.

use std::sync::Arc;

use miette::Diagnostic;

use super::folders;
use super::screen::{self, Screen};
use super::stop::{self, Finished};
use crate::cli::Look;
use crate::terminal::{Closed, Output};
use answer::Answer;
use assist::command::Command;
use assist::transcript::Transcript;
use base::source::{Source, Span};
use learn::Course;
use output::diagnostic::{self, Style};
use output::render::{AllRows, Format, Options, wrap};
use output::visible::visible;
use session::settings::{Fit, Settings};
use session::{Failure, Outcome, Session};

/// A session with a person in front of it.
pub struct Desk<'o> {
    pub(super) session: Session,
    pub(super) transcript: Transcript,
    /// The lesson that is open.
    pub(super) lesson: Option<Course>,
    screen: Screen,
    look: Look,
    pub(super) output: &'o mut Output,
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
    pub fn new(mut session: Session, look: Look, output: &'o mut Output) -> Self {
        stop::listen();
        let mut screen = Screen::default();
        let Settings { options, fit, .. } = &mut session.settings;
        *fit = Fit { width: if look.fixed_width { None } else { options.width }, rows: options.rows };
        screen.fit(&mut session.settings);
        session.settings.options.all = AllRows::Last;
        Self { session, transcript: Transcript::default(), lesson: None, screen, look, output }
    }

    /// The session as it is now.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Says something that is no result, in lines that break between words.
    pub fn say(&mut self, text: &str) {
        let columns = self.session.settings.options.width.unwrap_or(usize::MAX);
        let mut lines = Vec::new();
        let text = visible(text);
        for line in text.lines() {
            wrap(line, columns, true, |line| lines.push(line));
        }
        self.output.remark(&lines.join("\n"));
    }

    /// Runs the user's start-up file, if there is one. A mistake in it is told, and the prompt opens all the same.
    ///
    /// # Errors
    ///
    /// The reader of the results has gone.
    pub fn start_up(&mut self) -> Result<(), Closed> {
        let Some(source) = folders::start_file().and_then(|path| Source::open(&path).ok()) else {
            return Ok(());
        };
        let source = Source::new("init.juxta", source.text);
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
        self.screen.fit(&mut self.session.settings);
        if let Some(next) = self.line(text)? {
            self.output.flush()?;
            return Ok(next);
        }
        let source = Source::new("prompt", text);
        let mut next = Next::Line;
        for span in syntax::statements(text) {
            if let Some(line) = self.line(span.of(text))? {
                next = line;
                continue;
            }
            match Command::read(span.of(text)) {
                Some(command) => next = self.command(command, &source, span)?,
                None if self.refines(span.of(text))? => {}
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

    /// Runs the last query with the change that a line asks for, and shows it whole; false where it asks for none.
    fn refines(&mut self, line: &str) -> Result<bool, Closed> {
        let Some(query) = self.session.refined(line) else { return Ok(false) };
        self.output.remark(&visible(&query));
        let source = Source::new("prompt", query);
        let whole = Span::new(0, source.text.len());
        self.statement(&source, whole, false).map(|_| true)
    }

    /// Runs a statement, and says what it did unless that goes without saying; false when it failed.
    pub(super) fn statement(&mut self, source: &Source, span: Span, silent: bool) -> Result<bool, Closed> {
        let text = source.clone();
        let done = self.patiently(move |mut session| {
            let outcome = session.run_read(&text, Session::statement(&text, span));
            let mended = outcome.as_ref().err().and_then(|failure| session.mended(&text, span, failure));
            (session, outcome, mended)
        });
        match done {
            None => Ok(false),
            Some((session, Ok((statement, outcome)), _)) => {
                let before = std::mem::replace(&mut self.session, session);
                self.transcript.worked(source, &statement);
                match &outcome {
                    Outcome::Answer { answer, format } => {
                        let options = self.session.settings.options.clone();
                        self.show(answer, *format, &options)?;
                    }
                    Outcome::Text(text) => self.output.data(text)?,
                    Outcome::Said(_) if silent => {}
                    Outcome::Said(text) => self.say(text),
                }
                self.judge(&before, source, &statement, &outcome)?;
                Ok(true)
            }
            Some((_, Err(failure), mended)) => {
                self.tell(source, &failure);
                if self.transcript.failed(source, span, mended) {
                    self.say("`fix` puts the corrected statement on the next line.");
                }
                self.judge_failure(&failure)?;
                Ok(false)
            }
        }
    }

    /// Works with the session as it is, until Ctrl-C is pressed.
    pub(super) fn patiently<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(Session) -> T + Send + 'static,
    ) -> Option<T> {
        let session = self.session.clone();
        let progress = session.progress().clone();
        match stop::unless_stopped(&progress, move || work(session)) {
            Finished::Done(done) => return Some(done),
            Finished::Stopped => self.say("stopped; everything is as it was before the statement"),
            Finished::Panicked(panic) => self.say(&session::internal(&panic)),
        }
        None
    }

    pub(super) fn tell(&mut self, source: &Source, failure: &Failure) {
        self.tell_error(source, failure);
    }

    pub(super) fn tell_error(&mut self, source: &Source, error: &dyn Diagnostic) {
        let Options { width, color, .. } = self.session.settings.options;
        let style = Style {
            width: width.unwrap_or(self.look.errors.width),
            color: color && self.look.errors.color,
            plain: self.session.settings.format == Format::Plain,
        };
        self.output.drawn(&diagnostic::draw(error, source, style));
    }

    pub(super) fn show(
        &mut self,
        answer: &Arc<Answer>,
        format: Format,
        options: &Options,
    ) -> Result<(), Closed> {
        let (answer, options_) = (answer.clone(), options.clone());
        let written = self.patiently(move |mut session| {
            session.settings.options = options_;
            session.write(&answer, format)
        });
        let Some(text) = written else { return Ok(()) };
        // Only who asks for every row gets more than the screen holds.
        let long = options.rows.is_none() && matches!(format, Format::Table | Format::Plain);
        if long && !screen::is_dumb() && self.screen.overflows(&text) && self.output.page(&text)? {
            return Ok(());
        }
        self.output.written(&text, format)
    }
}
