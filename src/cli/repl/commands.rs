//! What the prompt understands beside statements, carried out.

use std::sync::Arc;

use super::desk::{Desk, Next};
use super::screen;
use crate::terminal::Closed;
use answer::Answer;
use assist::command::{Command, CommandKind};
use assist::help::{self, Page};
use assist::highlight;
use base::source::{Source, Span};
use base::suggest::count;
use output::render::{self, Format, Options};
use output::write::{Document, WriteError, write};
use session::Failure;

impl Desk<'_> {
    /// Carries out a command.
    ///
    /// # Errors
    ///
    /// The reader of the results has gone.
    pub(super) fn command(
        &mut self,
        command: Command<'_>,
        source: &Source,
        span: Span,
    ) -> Result<Next, Closed> {
        // The argument is a part of the source's own text.
        let start = span.of(&source.text).find(command.rest).unwrap_or(0) + span.start;
        let argument = Span::new(start, start + command.rest.len());
        let rest = command.rest;
        match command.kind {
            CommandKind::Quit => return Ok(Next::Leave),
            CommandKind::Clear if screen::is_dumb() => {}
            CommandKind::Clear => self.output.clear(),
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
                let word = rest.to_owned();
                let found = self.patiently(move |session| session.find(&word));
                self.answer(found, source)?;
            }
            CommandKind::Describe if rest.is_empty() => self.say("describe what? try: describe rankings"),
            // A statement like any other: its answer is the last result.
            CommandKind::Describe => return self.statement_text(&format!("describe {rest}")),
            CommandKind::Last => self.last(rest)?,
            CommandKind::Plan => self.plan(rest)?,
            CommandKind::Save => self.save(rest),
            CommandKind::Learn => self.learn(rest)?,
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
            self.show_page(&help::overview())?;
            if self.prompt().is_some() {
                self.say(
                    "\nIn this lesson: `again` repeats the task, `hint` helps, `help learn` tells the rest.",
                );
            }
            return Ok(());
        }
        // `compare Beijing ?` asks about its verb.
        let first = topic.split_whitespace().next().unwrap_or(topic);
        if let Some(page) = help::page(topic).or_else(|| help::page(first)) {
            return self.show_page(&page);
        }
        match self.session.describe(source, span) {
            Ok(answer) => self.answer(Some(Ok(answer)), source),
            Err(_) => {
                let near = help::near(topic).map(|near| format!("; did you mean `help {near}`?"));
                let near = near.unwrap_or_else(|| "; `help` lists what there is".to_owned());
                self.say(&format!("there is no help on `{topic}`{near}"));
                Ok(())
            }
        }
    }

    pub(super) fn show_page(&mut self, page: &Page) -> Result<(), Closed> {
        let Options { width, color, .. } = self.session.settings.options;
        let columns = width.unwrap_or(100).min(100);
        self.output.visible(&page.render(columns, color, highlight::paint))
    }

    /// Shows what was found, unless Ctrl-C came first.
    fn answer(&mut self, answer: Option<Result<Answer, Failure>>, source: &Source) -> Result<(), Closed> {
        match answer {
            None => Ok(()),
            Some(Ok(answer)) => {
                let options = self.session.settings.options.clone();
                self.show(&Arc::new(answer), self.session.settings.format, &options)
            }
            Some(Err(failure)) => {
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
            word => Format::from_word(word),
        };
        let Some(answer) = self.session.last().cloned() else {
            self.say("there is no result yet");
            return Ok(());
        };
        let Some(format) = format else {
            self.say(&format!("no result has the form `{form}`; `help as` lists the forms"));
            return Ok(());
        };
        if let Err(error) = render::check(&answer, format) {
            self.say(&error.to_string());
            return Ok(());
        }
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
        let text = source.clone();
        match self.patiently(move |session| session.plan(&text)) {
            None => Ok(()),
            Some(Ok(stages)) => {
                let stages = stages.iter().map(|(name, stage)| format!("── {name}\n{}\n", stage.trim_end()));
                self.output.result(&stages.collect::<Vec<_>>().join("\n"))
            }
            Some(Err(failure)) => {
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
        let script = Document { path: name.into(), text: self.transcript.script() };
        let said = match write(&[script], force) {
            Ok(()) => {
                let left_out = match failed {
                    0 => String::new(),
                    1 => "; one that failed is left out".to_owned(),
                    more => format!("; {more} that failed are left out"),
                };
                let statements = count(worked, "statement");
                format!("wrote {name}: {statements}{left_out}. Run it again: juxta {name}")
            }
            Err(WriteError::Exists { .. }) => {
                format!("`{name}` is there already; to replace it: save \"{name}\" force")
            }
            Err(error) => error.to_string(),
        };
        self.say(&said);
    }
}
