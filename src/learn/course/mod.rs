//! A student's way through a lesson: a line goes in, what to say comes out. No terminal, no file.

mod pages;

mod verdicts;

use std::sync::Arc;

use super::error::LessonError;
use super::judge::{Attempt, Judge, Verdict};
use super::lesson::{Kind, Lesson, Task};
use super::progress::{Note, State};
use super::run::{defined, run};
use super::words::Word;
use assist::command::Command;
use assist::help::Page;
use base::suggest::count;
use session::{Failure, Session};
use syntax::keyword::{KeywordKind, keyword};

/// A student's way through a lesson.
#[derive(Clone, Debug)]
pub struct Course {
    lesson: Arc<Lesson>,
    judge: Judge,
    /// The task at hand; behind the last one when the lesson is over.
    at: usize,
    notes: Vec<Option<Note>>,
    /// The notes that have been handed on to be remembered.
    remembered: Vec<Option<Note>>,
    /// How many hints of the task have been read since it began.
    hinted: usize,
    /// Whether the statement that is to be refused has been.
    refused: bool,
    /// The definitions of the task that are right already.
    defined: Vec<String>,
    free: bool,
}

/// What is said to the student.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The words; none when there is nothing to say.
    pub page: Page,
    /// Whether there is something new to remember.
    pub noted: bool,
}

impl Course {
    /// Opens a lesson at the first task that is not done; from the beginning when all are.
    ///
    /// # Errors
    ///
    /// The data of the lesson cannot be read.
    pub fn open(lesson: Lesson, notes: Vec<Option<Note>>) -> Result<Self, LessonError> {
        let lesson = Arc::new(lesson);
        let judge = Judge::new(lesson.clone())?;
        let is_open = |note: &Option<Note>| note.as_ref().is_none_or(|note| !note.state.is_done());
        let at = notes.iter().position(is_open).unwrap_or(0);
        let remembered = notes.clone();
        let defined = Vec::new();
        Ok(Self { lesson, judge, at, notes, remembered, hinted: 0, refused: false, defined, free: false })
    }

    /// The lesson.
    pub fn lesson(&self) -> &Lesson {
        &self.lesson
    }

    /// What is remembered of each task.
    pub fn notes(&self) -> &[Option<Note>] {
        &self.notes
    }

    /// The notes that are new since this was asked last, by their tasks counted from 0.
    pub fn fresh_notes(&mut self) -> Vec<(usize, Note)> {
        let pairs = self.notes.iter().zip(&self.remembered).enumerate();
        let fresh = pairs.filter(|(_, (now, before))| now != before);
        let fresh = fresh.filter_map(|(task, (now, _))| Some((task, now.clone()?))).collect();
        self.remembered.clone_from(&self.notes);
        fresh
    }

    /// The task at hand, counted from 0; `None` when the lesson is over.
    pub fn task(&self) -> Option<usize> {
        (self.at < self.lesson.tasks.len()).then_some(self.at)
    }

    /// The prompt: `lesson 2.3> `; `None` while the student plays, or when the lesson is over.
    pub fn prompt(&self) -> Option<String> {
        let task = self.task().filter(|_| !self.free)? + 1;
        let number = self.lesson.number.map_or(String::new(), |number| format!("{number}."));
        Some(format!("lesson {number}{task}> "))
    }

    /// What a line says to the lesson; `None` when it is a statement or a command of the prompt.
    ///
    /// Where a task asks for a word, the word alone is enough.
    pub fn read<'t>(&self, line: &'t str) -> Option<Word<'t>> {
        if let Some(word) = Word::read(line) {
            return Some(word);
        }
        let asks =
            self.task().filter(|_| !self.free).is_some_and(|at| self.asks_a_word(&self.lesson.tasks[at]));
        let first = line.split_whitespace().next()?;
        let is_language = keyword(first)
            .is_some_and(|word| matches!(word.kind, KeywordKind::Verb | KeywordKind::Statement));
        let plain =
            asks && !is_language && !line.trim_start().starts_with('#') && Command::read(line).is_none();
        plain.then(|| Word::Answer(line.trim()))
    }

    fn asks_a_word(&self, task: &Task) -> bool {
        match task.kind {
            Kind::Answer { .. } | Kind::Open => true,
            Kind::Refused { .. } => self.refused,
            Kind::Query(_) | Kind::Define { .. } => false,
        }
    }

    /// Does what a word says.
    pub fn word(&mut self, word: Word<'_>, session: &mut Session) -> Reply {
        let mut page = Page::new("lesson");
        match (word, self.task()) {
            (Word::Task(number), _) => return self.go_to(number, session),
            (Word::Again, None) => return self.go_to(1, session),
            (_, None) => {
                page.text("This lesson is over. `again` begins it once more, `learn` lists all lessons.");
            }
            (Word::Free, _) => {
                self.free = true;
                page.text("Try what you like; nothing is judged. `back` leads back to the task.");
            }
            (Word::Back | Word::Again, Some(_)) => {
                self.free = false;
                self.begin();
                self.ask(&mut page, session);
            }
            (Word::Hint, Some(at)) => return self.hint(at),
            (Word::Show, Some(at)) => return self.show(at),
            (Word::Skip, Some(at)) => {
                self.note(at, |note| {
                    if !note.state.is_done() {
                        note.state = State::Skipped;
                    }
                });
                if self.lesson.allow_show {
                    self.solution(at, &mut page);
                }
                self.next(&mut page, session);
                return Reply { page, noted: true };
            }
            (Word::Answer(text), Some(at)) => return self.answer(at, text, session),
        }
        Reply { page, noted: false }
    }

    /// Judges a statement that has been run; `after` is the session as it is now.
    pub fn ran(&mut self, attempt: Attempt<'_>, after: &mut Session) -> Reply {
        match self.task().filter(|_| !self.free) {
            Some(at) => {
                let verdict = self.judge.statement(at, attempt);
                self.conclude(at, verdict, after)
            }
            None => Reply::nothing(),
        }
    }

    /// Judges a statement that has been refused.
    pub fn failed(&mut self, failure: &Failure, session: &mut Session) -> Reply {
        match self.task().filter(|_| !self.free) {
            Some(at) => {
                let verdict = self.judge.failure(at, failure);
                self.conclude(at, verdict, session)
            }
            None => Reply::nothing(),
        }
    }

    fn hint(&mut self, at: usize) -> Reply {
        let mut page = Page::new("lesson");
        let hints = self.lesson.tasks[at].all_hints();
        match hints.get(self.hinted % hints.len().max(1)) {
            Some(hint) => {
                let number = self.hinted % hints.len() + 1;
                add(&mut page, &format!("Hint {number} of {}: {hint}", hints.len()));
                if number == hints.len() && self.lesson.allow_show {
                    page.text("That was the last hint; `show` tells the answer.");
                }
            }
            None => page.text("There is no hint for this task; `again` repeats the question."),
        }
        self.hinted += 1;
        self.note(at, |note| note.hints += 1);
        Reply { page, noted: true }
    }

    fn show(&mut self, at: usize) -> Reply {
        let mut page = Page::new("lesson");
        if !self.lesson.allow_show {
            page.text("In this lesson answers are not shown; `hint` helps, and `skip` goes on.");
            return Reply { page, noted: false };
        }
        self.note(at, |note| {
            if !note.state.is_done() {
                note.state = State::Shown;
            }
        });
        self.solution(at, &mut page);
        if !matches!(self.lesson.tasks[at].kind, Kind::Open) {
            page.text("Now type it yourself, or `skip`.");
        }
        Reply { page, noted: true }
    }

    fn go_to(&mut self, number: usize, session: &mut Session) -> Reply {
        let mut page = Page::new("lesson");
        let tasks = self.lesson.tasks.len();
        if (1..=tasks).contains(&number) {
            self.at = number - 1;
            self.free = false;
            self.begin();
            self.ask(&mut page, session);
        } else {
            page.text(&format!("This lesson has {}: `task 1` to `task {tasks}`.", count(tasks, "task")));
        }
        Reply { page, noted: false }
    }

    fn next(&mut self, page: &mut Page, session: &mut Session) {
        self.at += 1;
        self.begin();
        match self.task() {
            Some(_) => self.ask(page, session),
            None => self.farewell(page),
        }
    }

    fn begin(&mut self) {
        (self.hinted, self.refused) = (0, false);
        self.defined.clear();
    }

    fn note(&mut self, at: usize, change: impl FnOnce(&mut Note)) {
        change(self.notes[at].get_or_insert_default());
    }
}

impl Reply {
    fn nothing() -> Self {
        Self { page: Page::new("lesson"), noted: false }
    }
}

/// Adds a text of several paragraphs; lines set in by four blanks are examples.
fn add(page: &mut Page, text: &str) {
    page.blocks.extend(Page::parse("", text).blocks);
}
