//! How far a student has come: a text that people can read, one line a task.

use std::fmt::Write;

/// How a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Begun, and not yet right.
    Tried,
    /// Right.
    Right,
    /// Right after the answer had been shown.
    Shown,
    /// Left out.
    Skipped,
    /// An open question that has been answered; nobody marks it.
    Told,
}

impl State {
    const ALL: [Self; 5] = [Self::Tried, Self::Right, Self::Shown, Self::Skipped, Self::Told];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Tried => "tried",
            Self::Right => "right",
            Self::Shown => "shown",
            Self::Skipped => "skipped",
            Self::Told => "told",
        }
    }

    /// How far it is: no session takes a task back that another has done.
    fn rank(self) -> u8 {
        match self {
            Self::Tried => 0,
            Self::Skipped => 1,
            Self::Shown => 2,
            Self::Right | Self::Told => 3,
        }
    }

    /// Whether the student is done with the task.
    pub fn is_done(self) -> bool {
        self != Self::Tried
    }
}

/// What is remembered of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// How it stands.
    pub state: State,
    /// How many attempts were made.
    pub tries: usize,
    /// How many hints were read.
    pub hints: usize,
    /// The answer to an open question.
    pub text: String,
}

impl Note {
    /// Adds what another session knows of the same task.
    fn join(&mut self, other: Self) {
        let (tries, hints) = (self.tries.max(other.tries), self.hints.max(other.hints));
        // Of two that stand alike the later one holds the words that were said last.
        if other.state.rank() >= self.state.rank() {
            *self = other;
        }
        (self.tries, self.hints) = (tries, hints);
    }
}

impl Default for Note {
    fn default() -> Self {
        Self { state: State::Tried, tries: 0, hints: 0, text: String::new() }
    }
}

/// What is remembered of all lessons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Lesson, task counted from 1, note; in the order in which they were first done.
    lines: Vec<(String, usize, Note)>,
}

const HEADING: &str = "# Your progress in the lessons of Juxta: lesson, task, how it stands, tries, hints, your words.\n\
                       # `juxta learn reset` forgets it. A line that cannot be read is left out.\n";

impl Progress {
    /// Reads a file of progress; what cannot be read is left out.
    pub fn read(text: &str) -> Self {
        let mut progress = Self::default();
        for line in text.lines() {
            if let Some((lesson, task, note)) = read_line(line) {
                progress.put(&lesson, task - 1, note);
            }
        }
        progress
    }

    /// The file.
    pub fn write(&self) -> String {
        let mut text = HEADING.to_owned();
        for (lesson, task, Note { state, tries, hints, text: words }) in &self.lines {
            // A text takes all that is written to it.
            _ = writeln!(text, "{lesson}\t{task}\t{}\t{tries}\t{hints}\t{words}", state.word());
        }
        text
    }

    /// The notes on a lesson of so many tasks.
    pub fn notes(&self, lesson: &str, tasks: usize) -> Vec<Option<Note>> {
        let find = |task: usize| {
            let line = self.lines.iter().find(|(name, number, _)| name == lesson && *number == task + 1);
            line.map(|(_, _, note)| note.clone())
        };
        (0..tasks).map(find).collect()
    }

    /// Puts a note on a task, counted from 0, to what is known of it: another session may have come further.
    pub fn put(&mut self, lesson: &str, task: usize, note: Note) {
        let note = Note { text: note.text.split_whitespace().collect::<Vec<_>>().join(" "), ..note };
        match self.lines.iter_mut().find(|(name, number, _)| name == lesson && *number == task + 1) {
            Some((_, _, known)) => known.join(note),
            None => self.lines.push((lesson.to_owned(), task + 1, note)),
        }
    }

    /// Forgets a lesson, or all of them; false when there was nothing to forget.
    pub fn forget(&mut self, lesson: Option<&str>) -> bool {
        let before = self.lines.len();
        self.lines.retain(|(name, ..)| lesson.is_some_and(|lesson| lesson != name));
        self.lines.len() < before
    }
}

fn read_line(line: &str) -> Option<(String, usize, Note)> {
    let mut parts = line.splitn(6, '\t');
    let mut part = || parts.next().map(str::trim);
    let (lesson, task, state) = (part()?, part()?.parse().ok()?, part()?);
    let state = State::ALL.into_iter().find(|other| other.word() == state)?;
    let mut number = || part().and_then(|part| part.parse().ok()).unwrap_or(0);
    let (tries, hints) = (number(), number());
    let text = part().unwrap_or_default().to_owned();
    // More tasks than this no lesson has.
    let fits = !lesson.is_empty() && !lesson.starts_with('#') && (1..=10_000).contains(&task);
    fits.then(|| (lesson.to_owned(), task, Note { state, tries, hints, text }))
}

#[cfg(test)]
mod tests {
    use super::{Note, Progress, State};
    use proptest::prelude::*;

    fn note(state: State, text: &str) -> Option<Note> {
        Some(Note { state, tries: 3, hints: 1, text: text.into() })
    }

    fn put(progress: &mut Progress, lesson: &str, notes: &[Option<Note>]) {
        for (task, note) in notes.iter().enumerate() {
            note.iter().for_each(|note| progress.put(lesson, task, note.clone()));
        }
    }

    #[test]
    fn nothing_that_is_done_is_taken_back() {
        for (first, then, joined) in [
            (State::Right, State::Tried, State::Right),
            (State::Tried, State::Right, State::Right),
            (State::Skipped, State::Right, State::Right),
            (State::Shown, State::Skipped, State::Shown),
            (State::Told, State::Tried, State::Told),
        ] {
            let mut progress = Progress::default();
            put(&mut progress, "change", &[note(first, "one"), note(State::Told, "one")]);
            put(&mut progress, "change", &[note(then, "two"), note(State::Told, "two")]);
            let notes = progress.notes("change", 2);
            assert_eq!(notes[0].as_ref().map(|note| note.state), Some(joined));
            assert_eq!(notes[1].as_ref().map(|note| &*note.text), Some("two"));
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut progress = Progress::default();
        let notes = [note(State::Right, ""), None, note(State::Told, "two cities are few")];
        put(&mut progress, "change", &notes);
        put(&mut progress, "patterns", &[note(State::Skipped, "")]);
        let again = Progress::read(&progress.write());
        assert_eq!(again, progress);
        assert_eq!(again.notes("change", 3), notes);
        assert_eq!(again.notes("change", 1), notes[..1]);
        let mut forgotten = again.clone();
        assert!(forgotten.forget(Some("change")) && !forgotten.forget(Some("change")));
        assert_eq!(forgotten.notes("change", 3), [None, None, None]);
        assert!(forgotten.notes("patterns", 1)[0].is_some());
    }

    #[test]
    fn damage_costs_one_line_and_no_more() {
        let mut progress = Progress::default();
        put(&mut progress, "change", &[note(State::Right, ""), note(State::Right, "")]);
        let text = progress.write().replacen("right", "r\0ght", 1)
            + "garbage\nchange\t0\tright\nchange\t-1\tright\n\u{feff}";
        assert_eq!(Progress::read(&text).notes("change", 2), [None, note(State::Right, "")]);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[a-z\t\n0-9#-]{0,80}") {
            let progress = Progress::read(&text);
            prop_assert_eq!(Progress::read(&progress.write()), progress);
        }
    }
}
