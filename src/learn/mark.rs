//! Marks a file of answers as if each line had been typed in a lesson, so that a teacher can mark a class.

use serde::Serialize;

use super::course::{Course, Reply};
use super::error::LessonError;
use super::judge::Attempt;
use super::lesson::Lesson;
use super::library;
use super::progress::{Note, State};
use super::words::Word;
use assist::help::Block;
use base::source::Source;
use session::Session;
use syntax::ast::StatementKind;

/// A lesson as a file of answers leaves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Marked {
    /// The shape of this object; it changes only with a version of the program.
    pub version: u32,
    /// The file.
    pub file: String,
    /// The lesson's name.
    pub lesson: String,
    /// Its title.
    pub title: String,
    /// How many tasks are right, open questions that are answered among them.
    pub right: usize,
    /// How many tasks there are.
    pub of: usize,
    /// Every task.
    pub tasks: Vec<MarkedTask>,
}

/// A task as a file of answers leaves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MarkedTask {
    /// Its number.
    pub task: usize,
    /// What it asks.
    pub ask: String,
    /// `right`, `told` (an open question that is answered), `shown`, `skipped`, `tried`, or `none`.
    pub state: &'static str,
    /// How many attempts were made.
    pub tries: usize,
    /// The answer to an open question, for the teacher to read.
    pub answer: String,
    /// What was said to the last attempt, where it was not right.
    pub said: String,
}

impl Marked {
    /// Whether everything is right.
    pub fn is_right(&self) -> bool {
        self.right == self.of
    }
}

/// Marks the answers of a source. `lesson` is theirs; without one, a line `learn 2` says which lesson they are for.
///
/// Lines of a lesson may stand behind a `#`, as `save` writes them: `# answer 2013`.
///
/// # Errors
///
/// No lesson is named, or it cannot be read; the source is then that of the lesson.
pub fn mark(answers: &Source, lesson: Option<Lesson>) -> Result<Vec<Marked>, (Source, Vec<LessonError>)> {
    let mut all: Vec<Marker> =
        lesson.map(|lesson| Marker::new(answers, lesson)).transpose()?.into_iter().collect();
    let mut text = String::new();
    for line in answers.text.lines() {
        let bare = line.trim_start_matches(['#', ' ', '\t']).trim_end();
        if let Some(name) = bare.strip_prefix("learn ").map(str::trim).filter(|name| !name.contains(' ')) {
            let lesson = library::find(name)?;
            if all.last().is_none_or(|marker| marker.course.lesson().name != lesson.name) {
                all.push(Marker::new(answers, lesson)?);
            }
            continue;
        }
        let Some(marker) = all.last_mut() else { continue };
        if text.is_empty() {
            let remark = line.trim_start().starts_with('#');
            let word = if remark { Word::read(bare).filter(is_kept) } else { marker.course.read(line) };
            if let Some(word) = word {
                marker.word(word);
                continue;
            }
        }
        text = text + line + "\n";
        if syntax::is_complete(&text) {
            marker.statements(&std::mem::take(&mut text));
        }
    }
    if let Some(marker) = all.last_mut() {
        marker.statements(&text);
    }
    if all.is_empty() {
        let error = LessonError::NoLesson { path: answers.name.to_string() };
        return Err((answers.clone(), vec![error]));
    }
    Ok(all.into_iter().map(|marker| marker.marked(answers)).collect())
}

/// The words that are kept as remarks in a saved session.
fn is_kept(word: &Word<'_>) -> bool {
    match word {
        Word::Answer(text) => !text.is_empty(),
        Word::Skip | Word::Task(_) => true,
        Word::Hint | Word::Show | Word::Free | Word::Back | Word::Again => false,
    }
}

struct Marker {
    course: Course,
    session: Session,
    said: Vec<String>,
}

impl Marker {
    fn new(answers: &Source, lesson: Lesson) -> Result<Self, (Source, Vec<LessonError>)> {
        let (source, tasks) = (lesson.source.clone(), lesson.tasks.len());
        let course = Course::open(lesson, vec![None; tasks]).map_err(|error| (source, vec![error]))?;
        let session = Session::new().map_err(|error| {
            let error = LessonError::NoFile { path: answers.name.to_string(), reason: error.to_string() };
            (answers.clone(), vec![error])
        })?;
        let mut marker = Self { course, session, said: vec![String::new(); tasks] };
        marker.course.greet(&mut marker.session);
        Ok(marker)
    }

    fn word(&mut self, word: Word<'_>) {
        let at = self.course.task();
        let reply = self.course.word(word, &mut self.session);
        self.keep(at, &reply);
    }

    fn statements(&mut self, text: &str) {
        let source = Source::new("answers", text);
        for statement in Session::statements(&source) {
            let (at, before) = (self.course.task(), self.session.clone());
            // Who marks a file does not let it write files.
            if statement.as_ref().is_ok_and(|statement| matches!(statement.node, StatementKind::Export(_))) {
                continue;
            }
            let done = self.session.run_read(&source, statement);
            let reply = match &done {
                Ok((statement, outcome)) => {
                    let attempt = Attempt { before: &before, source: &source, statement, outcome };
                    self.course.ran(attempt, &mut self.session)
                }
                Err(failure) => {
                    if let Some(at) = at {
                        self.said[at] = failure.to_string();
                    }
                    self.course.failed(failure, &mut self.session)
                }
            };
            self.keep(at, &reply);
        }
    }

    /// Keeps what was said to an attempt that leads no further.
    fn keep(&mut self, at: Option<usize>, reply: &Reply) {
        let Some(at) = at else { return };
        if self.course.task() != Some(at) {
            self.said[at].clear();
        } else if let Some(Block::Text(text) | Block::Strong(text)) = reply.page.blocks.first() {
            self.said[at].clone_from(text);
        }
    }

    fn marked(self, answers: &Source) -> Marked {
        let lesson = self.course.lesson();
        let tasks = lesson.tasks.iter().zip(self.course.notes()).zip(self.said).enumerate();
        let tasks: Vec<MarkedTask> = tasks
            .map(|(at, ((task, note), said))| {
                let Note { tries, text, .. } = note.clone().unwrap_or_default();
                let state = note.as_ref().map_or("none", |note| note.state.word());
                MarkedTask { task: at + 1, ask: task.ask.node.clone(), state, tries, answer: text, said }
            })
            .collect();
        let good = [State::Right.word(), State::Told.word()];
        Marked {
            version: 1,
            file: answers.name.to_string(),
            lesson: lesson.name.clone(),
            title: lesson.title.clone(),
            right: tasks.iter().filter(|task| good.contains(&task.state)).count(),
            of: tasks.len(),
            tasks,
        }
    }
}
