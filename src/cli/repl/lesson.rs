//! A lesson at the prompt: what is typed is carried out as ever, and then judged.

use super::desk::{Desk, Next};
use crate::lessons::ProgressFile;
use crate::terminal::Closed;
use base::source::Source;
use learn::{self, Attempt, Course, LessonError, Reply, Word, library};
use session::{Failure, Outcome, Session};
use syntax::ast::Statement;

impl Desk<'_> {
    /// The prompt of the open lesson; `None` where the usual one stands.
    pub fn prompt(&self) -> Option<String> {
        self.lesson.as_ref().and_then(Course::prompt)
    }

    /// Does what a line says to the open lesson; `None` when it is a statement or a command of the prompt.
    pub(super) fn line(&mut self, text: &str) -> Result<Option<Next>, Closed> {
        let Some(course) = &mut self.lesson else { return Ok(None) };
        let Some(word) = course.read(text.trim()).filter(|_| !text.trim().contains('\n')) else {
            return Ok(None);
        };
        let kept = matches!(word, Word::Answer(_) | Word::Skip | Word::Task(_)).then(|| remark(word));
        let reply = course.word(word, &mut self.session);
        if let Some(kept) = kept {
            self.transcript.remark(&kept);
        }
        self.reply(&reply)?;
        Ok(Some(Next::Line))
    }

    /// `learn`, `learn 2`, `learn my-lesson.toml`, `learn reset`
    pub(super) fn learn(&mut self, rest: &str) -> Result<(), Closed> {
        let rest = rest.trim_matches(['"', '\'', '“', '”']);
        if rest.is_empty() {
            return self.show_page(&ProgressFile::open().overview());
        }
        if let Some(lesson) =
            rest.strip_prefix("reset").filter(|rest| rest.is_empty() || rest.starts_with(' '))
        {
            let said = ProgressFile::forget(lesson.trim());
            self.say(&said);
            return Ok(());
        }
        let (name, task) = library::task(rest);
        match learn::find(name) {
            Ok(lesson) => {
                let notes = ProgressFile::open().progress.notes(&lesson.name, lesson.tasks.len());
                let source = lesson.source.clone();
                match Course::open(lesson, notes) {
                    Ok(mut course) => {
                        self.transcript.remark(&format!("learn {name}"));
                        let mut reply = course.greet(&mut self.session);
                        if let Some(task) = task {
                            reply = course.word(Word::Task(task), &mut self.session);
                        }
                        self.lesson = Some(course);
                        self.reply(&reply)
                    }
                    Err(error) => self.wrong_lesson(&source, &[error]),
                }
            }
            Err((source, errors)) => self.wrong_lesson(&source, &errors),
        }
    }

    fn wrong_lesson(&mut self, source: &Source, errors: &[LessonError]) -> Result<(), Closed> {
        errors.iter().for_each(|error| self.tell_error(source, error));
        Ok(())
    }

    pub(super) fn judge(
        &mut self,
        before: &Session,
        source: &Source,
        statement: &Statement,
        outcome: &Outcome,
    ) -> Result<(), Closed> {
        let Some(course) = &mut self.lesson else { return Ok(()) };
        let reply = course.ran(Attempt { before, source, statement, outcome }, &mut self.session);
        self.reply(&reply)
    }

    pub(super) fn judge_failure(&mut self, failure: &Failure) -> Result<(), Closed> {
        let Some(course) = &mut self.lesson else { return Ok(()) };
        let reply = course.failed(failure, &mut self.session);
        self.reply(&reply)
    }

    fn reply(&mut self, reply: &Reply) -> Result<(), Closed> {
        if !reply.page.blocks.is_empty() {
            self.output.result("\n")?;
            self.show_page(&reply.page)?;
            self.output.result("\n")?;
        }
        if let Some(course) = self.lesson.as_mut().filter(|_| reply.noted) {
            let notes = course.fresh_notes();
            let said = ProgressFile::keep(&course.lesson().name, notes);
            self.say(&said);
        }
        Ok(())
    }
}

/// A word of a lesson as a saved session keeps it.
fn remark(word: Word<'_>) -> String {
    match word {
        Word::Answer(text) => format!("answer {text}"),
        Word::Task(number) => format!("task {number}"),
        Word::Hint | Word::Show | Word::Skip | Word::Free | Word::Back | Word::Again => "skip".to_owned(),
    }
}
