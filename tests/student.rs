//! A student at a prompt, without the terminal.

use std::fmt::Write as _;

use juxta::base::source::Source;
use juxta::learn::{Attempt, Course, Lesson, Reply, State};
use juxta::output::visible::Visible;
use juxta::session::Session;

/// A student at a prompt, without the terminal.
pub struct Student {
    pub course: Course,
    pub session: Session,
    pub said: String,
}

impl Student {
    pub fn new(lesson: Lesson) -> Self {
        let tasks = lesson.tasks.len();
        let course = Course::open(lesson, vec![None; tasks]).expect("the lesson opens");
        let session = Session::new().expect("the data inside can be read");
        let mut student = Self { course, session, said: String::new() };
        let reply = student.course.greet(&mut student.session);
        student.hear(&reply);
        student
    }

    /// Types a line; what the lesson says to it.
    pub fn types(&mut self, line: &str) -> String {
        let before = self.said.len();
        _ = writeln!(self.said, "\n> {line}");
        if let Some(word) = self.course.read(line) {
            let reply = self.course.word(word, &mut self.session);
            self.hear(&reply);
        } else {
            let source = Source::new("prompt", line);
            for statement in Session::statements(&source) {
                let before = self.session.clone();
                let done = self.session.run_read(&source, statement);
                let reply = match &done {
                    Ok((statement, outcome)) => {
                        let attempt = Attempt { before: &before, source: &source, statement, outcome };
                        self.course.ran(attempt, &mut self.session)
                    }
                    Err(failure) => {
                        _ = writeln!(self.said, "({failure})");
                        self.course.failed(failure, &mut self.session)
                    }
                };
                self.hear(&reply);
            }
        }
        self.said[before..].to_owned()
    }

    fn hear(&mut self, reply: &Reply) {
        let text = reply.page.render(100, false, Visible::new).to_string();
        if !text.is_empty() {
            _ = writeln!(self.said, "\n{}", text.trim_end());
        }
    }

    pub fn states(&self) -> Vec<Option<State>> {
        self.course.notes().iter().map(|note| note.as_ref().map(|note| note.state)).collect()
    }
}

/// The lines that solve a task.
pub fn solution(lesson: &Lesson, at: usize) -> Vec<String> {
    let task = &lesson.tasks[at];
    let statements = task.solution().into_iter().map(str::to_owned);
    match task.accepted() {
        Some(accepted) => statements.chain([format!("answer {}", accepted.texts[0].node)]).collect(),
        None if task.solution().is_empty() => vec!["answer because the text does not say".to_owned()],
        None => statements.collect(),
    }
}
