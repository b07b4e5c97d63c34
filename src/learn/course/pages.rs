//! The pages that a lesson shows: its beginning, a task, an answer, its end.

use super::{Course, Kind, Lesson, Page, Reply, Session, State, add, count, defined, run};
use crate::library;
use crate::words::WORDS;

impl Course {
    /// Greets, and asks the first question.
    pub fn greet(&mut self, session: &mut Session) -> Reply {
        let Lesson { title, goal, text, data, .. } = &*self.lesson;
        for path in data {
            // The judge has read it before; what the student has loaded already stays.
            _ = session.load(&path.node);
        }
        let number = self.lesson.number;
        let number = number
            .map_or("Lesson".into(), |number| format!("Lesson {number} of {}", library::names().count()));
        let mut page = Page::new("lesson");
        page.strong(&format!("{number}: {title}"));
        page.text(goal);
        add(&mut page, text);
        let words = WORDS.iter().filter(|(word, _)| self.lesson.allow_show || *word != "show");
        page.list(
            "While you learn, you can also type",
            words.map(|(word, about)| ((*word).to_owned(), (*about).to_owned())),
        );
        match self.notes.iter().flatten().filter(|note| note.state.is_done()).count() {
            0 => {}
            done if done == self.notes.len() => {
                page.text("You have been through this lesson; it begins once more.");
            }
            done => page.text(&format!("You have done {} and go on from there.", count(done, "task"))),
        }
        self.ask(&mut page, session);
        Reply { page, noted: false }
    }

    pub(super) fn solution(&self, at: usize, page: &mut Page) {
        let task = &self.lesson.tasks[at];
        if matches!(task.kind, Kind::Open) {
            return page.text("This question has no one answer. Write what you think behind `answer`.");
        }
        let lines = task.solution();
        let word = task.accepted().map(|accepted| format!("answer {}", accepted.texts[0].node));
        page.text(match (lines.len(), &word) {
            (0, _) => "The answer:",
            (_, None) => "One right answer:",
            (_, Some(_)) => "This shows it, and this is the answer:",
        });
        lines.into_iter().chain(word.as_deref()).for_each(|line| page.example(line));
    }

    pub(super) fn ask(&self, page: &mut Page, session: &mut Session) {
        let Some(at) = self.task() else { return };
        self.define_before(at, session);
        let task = &self.lesson.tasks[at];
        page.strong(&format!("Task {} of {}", at + 1, self.lesson.tasks.len()));
        add(page, &task.text);
        page.strong(&format!("Your task: {}", task.ask.node.trim()));
        if matches!(task.kind, Kind::Open) {
            page.text("There is no right or wrong here. Type `answer` and what you think, or `skip`.");
        }
    }

    pub(super) fn farewell(&self, page: &mut Page) {
        let number = |state| self.notes.iter().flatten().filter(|note| note.state == state).count();
        let all = [
            (State::Right, "right"),
            (State::Shown, "with the answer shown"),
            (State::Told, "in your own words"),
            (State::Skipped, "skipped"),
        ];
        let parts =
            all.map(|(state, words)| (number(state), words)).into_iter().filter(|(number, _)| *number > 0);
        let parts: Vec<String> = parts.map(|(number, words)| format!("{number} {words}")).collect();
        page.strong("The end of this lesson");
        page.text(&format!("Of {}: {}.", count(self.lesson.tasks.len(), "task"), parts.join(", ")));
        let next = self.lesson.number.filter(|number| *number < library::names().count());
        page.text(&match next {
            Some(number) => format!(
                "Go on with the next lesson: `learn {}`. `again` begins this one once more.",
                number + 1
            ),
            None => "`learn` lists all lessons. `again` begins this one once more.".to_owned(),
        });
    }

    /// Defines what earlier tasks would have defined. What the student has defined rightly stays; a wrong definition of
    /// a skipped task would make later answers wrong without a reason that can be seen.
    fn define_before(&self, at: usize, session: &mut Session) {
        for (task, note) in self.lesson.tasks.iter().zip(&self.notes).take(at) {
            let Kind::Define { statements, .. } = &task.kind else { continue };
            let right = note.as_ref().is_some_and(|note| matches!(note.state, State::Right | State::Shown));
            for text in statements {
                let name = defined(&text.node).unwrap_or_default();
                if !right || !session.definitions().any(|(other, _)| other.eq_ignore_ascii_case(&name)) {
                    _ = run(session, &text.node);
                }
            }
        }
    }
}
