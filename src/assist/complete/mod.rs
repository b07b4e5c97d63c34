//! What can be typed next. The grammar says which words can follow, a placeholder at the cursor says what a name there
//! would be, and the resolver says which names it would understand: nothing is listed here that they know already.

mod place;

mod slot;

mod probe;

mod labels;

mod values;

mod offers;

mod keywords;

mod about;

mod files;

mod hint;

#[cfg(test)]
mod tests;

pub use hint::hint;

use self::place::Place;
use self::slot::Slot;
use crate::command::{Argument, COMMANDS, Command, entry_of};
use crate::help;
use base::fold::fold;
use output::render::Format;
use session::Session;
use syntax::ast::Function;

/// What can be put in place of the text from `start` up to the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// Where the text begins that is replaced.
    pub start: usize,
    /// What can stand there, the likeliest first.
    pub candidates: Vec<Candidate>,
}

/// Something that can be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What is put into the line.
    pub text: String,
    /// How it is called in a list.
    pub name: String,
    /// What it is, in a few words.
    pub about: String,
}

impl Candidate {
    /// A candidate that is typed as it is called.
    pub fn new(name: impl Into<String>, about: impl Into<String>) -> Self {
        let name = name.into();
        Self { text: name.clone(), name, about: about.into() }
    }
}

/// What a front knows of lessons; a front without them has none.
pub type Lessons = fn() -> Vec<Candidate>;

/// No list is longer than a person can look through.
const MOST: usize = 60;

/// Completes a text at the cursor; `lessons` are asked for where a command takes one.
pub fn complete(session: &Session, text: &str, cursor: usize, lessons: Lessons) -> Completion {
    let text = text.get(..cursor).unwrap_or(text);
    let begin = place::statement_start(text);
    let statement = text.get(begin..).unwrap_or_default();
    let mut completion = match Command::read(statement) {
        Some(command) if statement.contains(char::is_whitespace) => {
            command_argument(session, statement, command, lessons)
        }
        _ => refining(session, statement).unwrap_or_else(|| in_statement(session, statement)),
    };
    completion.start += begin;
    completion.candidates.truncate(MOST);
    // What is complete already goes on with a blank.
    if let [only] = completion.candidates.as_mut_slice()
        && text.get(completion.start..) == Some(only.text.as_str())
    {
        only.text.push(' ');
    }
    completion
}

/// A line that begins with a clause goes on with the last query.
fn refining(session: &Session, statement: &str) -> Option<Completion> {
    let line = statement.trim_start();
    let before = format!("{} ", session.refining(line)?);
    let completion = in_statement(session, &format!("{before}{line}"));
    let start = (statement.len() - line.len() + completion.start).checked_sub(before.len())?;
    Some(Completion { start, ..completion })
}

fn in_statement(session: &Session, statement: &str) -> Completion {
    let place = Place::new(statement);
    if place.before().trim().is_empty() {
        let commands = COMMANDS.iter().map(|entry| Candidate::new(entry.word, entry.about));
        let mut candidates = keywords::first(place.word());
        candidates.extend(commands.filter(|entry| begins(&entry.name, place.word())));
        return Completion { start: place.word_start, candidates };
    }
    if let Some((path, endings)) = place.file() {
        let (candidates, start) = files::offers(path, statement, endings);
        return Completion { start, candidates };
    }
    let (slot, mut names) = names(session, place.before_run(), place.run(), place.quoted);
    if place.run().ends_with(char::is_whitespace) {
        // `New ` goes on with `York`, and `Beijing ` with what follows a name.
        names.retain(|candidate| fold(&candidate.name).starts_with(&(fold(place.run()) + " ")));
    }
    let typed = statement.get(place.run_start..place.word_start).unwrap_or_default();
    let several = !typed.is_empty();
    let is_name = names.is_empty() || !several || probe::is_name(session, typed.trim());
    let mut following = Vec::new();
    // Behind a sign of comparison there is a value and nothing else.
    let value = !several && matches!(slot, Some(Slot::Value { .. }));
    if !place.quoted && !value && is_name {
        following = keywords::offer_keywords(session, &place);
        if several {
            following.extend(self::names(session, place.before(), place.word(), false).1);
        }
    }
    // Both begin where the run of words does.
    for candidate in &mut following {
        candidate.text.insert_str(0, typed);
    }
    names.extend(following);
    Completion { start: place.run_start, candidates: names }
}

/// The names that can stand after `before` and begin with what is typed.
fn names(session: &Session, before: &str, typed: &str, quoted: bool) -> (Option<Slot>, Vec<Candidate>) {
    let Some((statement, slot)) = slot::find(before) else { return (None, Vec::new()) };
    let mut candidates = offers::offer(session, &statement, before, &slot, typed);
    let is_function = |text: &str| text.strip_suffix('(').is_some_and(|word| Function::of(word).is_some());
    for candidate in candidates.iter_mut().filter(|candidate| !is_function(&candidate.text)) {
        if quoted {
            candidate.text = format!("\"{}\"", candidate.name);
        } else if matches!(
            slot,
            Slot::Subject { .. } | Slot::Topic | Slot::NameOrTopic | Slot::Name | Slot::Value { .. }
        ) {
            candidate.text = resolve::quoted(&candidate.text);
        }
    }
    (Some(slot), candidates)
}

/// What can stand after a command.
fn command_argument(session: &Session, line: &str, command: Command<'_>, lessons: Lessons) -> Completion {
    let end = line.len();
    // `compare ?` has its argument in front.
    let start = if command.rest.is_empty() { end } else { line.rfind(command.rest).unwrap_or(end) };
    let rest = line.get(start..).unwrap_or_default();
    let entry = COMMANDS.iter().find(|entry| entry.kind == command.kind);
    let argument = entry.map_or(Argument::None, |entry| entry.argument);
    let candidates = match argument {
        Argument::None | Argument::Word => Vec::new(),
        Argument::Topic => help::subjects().map(|word| Candidate::new(word, "")).collect(),
        Argument::Name => offers::anything(session, rest),
        Argument::Form => {
            let form = |format: Format| {
                let form = about::candidate(format.word());
                Candidate::new(format!("as {}", form.name), form.about)
            };
            Format::ALL.map(form).into()
        }
        Argument::Lesson => lessons(),
        Argument::Query => {
            let completion = in_statement(session, rest);
            return Completion { start: start + completion.start, ..completion };
        }
        Argument::File => {
            let (candidates, at) = files::offers(rest.trim_start_matches('"'), line, &[]);
            return Completion { start: at, candidates };
        }
    };
    let candidates = candidates.into_iter().filter(|candidate| begins(&candidate.name, rest)).collect();
    Completion { start, candidates }
}

/// Whether a name begins with what is typed, whatever its case or accents.
fn begins(name: &str, typed: &str) -> bool {
    fold(name).starts_with(&fold(typed))
}

/// Whether a line begins with a command's word.
fn is_command(line: &str) -> bool {
    line.split_whitespace().next().is_some_and(|word| entry_of(word).is_some())
}
