//! What helps while a line is being typed: completion, a hint of what comes next, color.

use std::borrow::Cow;
use std::cell::Cell;
use std::time::{Duration, Instant};

use rustyline::completion::Completer;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::validate::Validator;
use rustyline::{CompletionType, Context, Helper};

use super::screen;
use assist::complete::{self, Candidate};
use assist::highlight;
use learn::WORDS;
use output::render::{Format, width};
use output::visible::{Style, Visible, visible};
use session::Session;

/// Knows the session as it was when the line began.
pub struct Assistant {
    /// The session.
    pub session: Session,
    /// The lines of the statement above this one.
    pub above: String,
    /// Whether the words of a lesson mean something.
    pub lesson: bool,
    /// Whether names of this line took long to look up, as among a million labels.
    slow: Cell<bool>,
}

impl Assistant {
    /// An assistant for a new line.
    pub fn new(session: Session) -> Self {
        Self { session, above: String::new(), lesson: false, slow: Cell::new(false) }
    }
}

/// Once a key took longer than this, names are no longer looked up until Enter.
const PATIENCE: Duration = Duration::from_millis(150);

/// A candidate as rustyline lists it.
pub struct Choice {
    shown: String,
    text: String,
}

impl rustyline::completion::Candidate for Choice {
    fn display(&self) -> &str {
        &self.shown
    }

    fn replacement(&self) -> &str {
        &self.text
    }
}

impl Completer for Assistant {
    type Candidate = Choice;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Choice>)> {
        let above = self.above.len();
        let mut completion =
            complete::complete(&self.session, &(self.above.clone() + line), above + at, learn::candidates);
        let typed = &line[..at];
        if self.lesson && self.above.is_empty() && completion.start == 0 {
            let words = WORDS.iter().filter(|(usage, _)| usage.starts_with(typed));
            let candidate = |(usage, about): &(&str, &'static str)| {
                Candidate::new(usage.split(' ').next().unwrap_or(usage), *about)
            };
            completion.candidates.splice(0..0, words.map(candidate));
        }
        let Some(start) = completion.start.checked_sub(above) else { return Ok((at, Vec::new())) };
        let rows = screen::size().map_or(usize::MAX, |(_, rows)| rows);
        let columns = self.session.settings.options.width;
        Ok((start, cut(choices(completion.candidates, columns), rows)))
    }
}

/// As many choices as the screen can hold with the line above and below them: nobody wants to page through a list
/// while typing.
fn cut(mut choices: Vec<Choice>, rows: usize) -> Vec<Choice> {
    let most = rows.saturating_sub(3).max(5);
    if choices.len() > most {
        let more = choices.len() - (most - 1);
        // It replaces nothing that the others would not.
        let text = common_start(&choices).to_owned();
        choices.truncate(most - 1);
        choices.push(Choice { shown: format!("and {more} more: type a letter"), text });
    }
    choices
}

/// What all choices begin with.
fn common_start(choices: &[Choice]) -> &str {
    let Some((first, rest)) = choices.split_first() else { return "" };
    let same = |(a, b): &(char, char)| a == b;
    let length = |choice: &Choice| -> usize {
        let both = first.text.chars().zip(choice.text.chars());
        both.take_while(same).map(|(c, _)| c.len_utf8()).sum()
    };
    let length = rest.iter().map(length).min().unwrap_or(first.text.len());
    first.text.get(..length).unwrap_or_default()
}

/// The names in one column, what they are in the next.
fn choices(candidates: Vec<Candidate>, columns: Option<usize>) -> Vec<Choice> {
    // What cannot be shown as it is cannot be typed either.
    let typed = |candidate: &Candidate| candidate.text == visible(&candidate.text);
    let candidates: Vec<Candidate> = candidates.into_iter().filter(typed).collect();
    let widest = candidates.iter().map(|candidate| width(&candidate.name)).max().unwrap_or(0);
    let columns = columns.unwrap_or(80).saturating_sub(2);
    let shown = |candidate: &Candidate| {
        if candidate.about.is_empty() {
            return candidate.name.clone();
        }
        let mut shown = format!("{}{}  ", candidate.name, " ".repeat(widest - width(&candidate.name)));
        for c in visible(&candidate.about).chars() {
            shown.push(c);
            if width(&shown) >= columns {
                shown.pop();
                break;
            }
        }
        shown
    };
    candidates
        .into_iter()
        .map(|candidate| Choice { shown: shown(&candidate), text: candidate.text })
        .collect()
}

/// A text, and behind it one that is grey, as a terminal gets both.
fn grey(text: &str, grey: &str) -> String {
    let mut shown = Visible::new(text);
    shown.push_styled(Style::Grey, grey);
    shown.to_string()
}

/// A hint that cannot be put into the line.
pub struct Grey(String);

impl rustyline::hint::Hint for Grey {
    fn display(&self) -> &str {
        &self.0
    }

    fn completion(&self) -> Option<&str> {
        None
    }
}

impl Hinter for Assistant {
    type Hint = Grey;

    fn hint(&self, line: &str, at: usize, _: &Context<'_>) -> Option<Grey> {
        // Without color a hint looks like something that was typed.
        let plain = !self.session.settings.options.color || self.session.settings.format == Format::Plain;
        if at < line.len() || plain {
            return None;
        }
        complete::hint(&self.session, &(self.above.clone() + line)).map(|hint| Grey(visible(&hint)))
    }
}

impl Highlighter for Assistant {
    fn highlight<'l>(&self, line: &'l str, at: usize) -> Cow<'l, str> {
        if !self.session.settings.options.color {
            return Cow::Owned(visible(line));
        }
        let above = self.above.len();
        let text = self.above.clone() + line;
        let part = above..text.len();
        if self.slow.get() {
            return Cow::Owned(highlight::paint_part(&text, part).to_string());
        }
        let start = Instant::now();
        let painted = highlight::paint_known(&self.session, &text, part, at);
        self.slow.set(start.elapsed() > PATIENCE);
        Cow::Owned(painted.to_string())
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(grey("", hint))
    }

    fn highlight_candidate<'c>(&self, candidate: &'c str, _: CompletionType) -> Cow<'c, str> {
        match candidate.split_once("  ") {
            Some((name, about)) if self.session.settings.options.color => {
                Cow::Owned(grey(&format!("{name}  "), about))
            }
            _ => Cow::Owned(visible(candidate)),
        }
    }

    fn highlight_char(&self, _: &str, _: usize, _: CmdKind) -> bool {
        self.session.settings.options.color
    }
}

impl Validator for Assistant {}

impl Helper for Assistant {}
