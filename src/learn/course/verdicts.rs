//! What follows from an answer: that it is right, wrong, or a part of what is asked.

use super::{Course, Kind, Page, Reply, Session, State, Verdict, add, defined};

impl Course {
    pub(super) fn answer(&mut self, at: usize, text: &str, session: &mut Session) -> Reply {
        let mut page = Page::new("lesson");
        let task = &self.lesson.tasks[at];
        match &task.kind {
            Kind::Open if text.is_empty() => {
                page.text("Write your answer in your own words behind `answer`.");
            }
            Kind::Open => {
                self.note(at, |note| {
                    note.state = State::Told;
                    text.clone_into(&mut note.text);
                });
                page.text("Kept. Nobody marks it.");
                add(&mut page, &self.lesson.tasks[at].why);
                self.next(&mut page, session);
                return Reply { page, noted: true };
            }
            Kind::Refused { .. } if !self.refused => {
                page.text("First run the statement that the task asks for, and read what Juxta says to it.");
            }
            Kind::Query(_) | Kind::Define { .. } => {
                page.text("This task is answered by a statement, not by a word: type it, and press Enter.");
            }
            Kind::Answer { .. } | Kind::Refused { .. } => {
                let verdict = self.judge.answer(at, text);
                return self.conclude(at, verdict, session);
            }
        }
        Reply { page, noted: false }
    }

    pub(super) fn conclude(&mut self, at: usize, verdict: Verdict, session: &mut Session) -> Reply {
        let mut page = Page::new("lesson");
        match verdict {
            Verdict::Aside => {
                if matches!(self.lesson.tasks[at].kind, Kind::Answer { .. }) {
                    page.text("Now type your answer.");
                }
                return Reply { page, noted: false };
            }
            Verdict::Wrong(words) => {
                self.note(at, |note| note.tries += 1);
                page.text(&words);
                let left = self.lesson.tasks[at].all_hints().len().saturating_sub(self.hinted);
                if left > 0 {
                    page.text(&format!("`hint` helps ({left} left)."));
                }
            }
            Verdict::Refused => {
                self.refused = true;
                page.strong("Right: this is refused, and the message says why.");
                if let Kind::Refused { then, .. } = &self.lesson.tasks[at].kind {
                    add(&mut page, then);
                }
            }
            Verdict::Part(name) => {
                if !self.defined.contains(&name) {
                    self.defined.push(name.clone());
                }
                let missing = self.undefined(at);
                if missing.is_empty() {
                    return self.right(at, page, session);
                }
                page.text(&format!("`{name}` is right. Still to define: {}.", missing.join(", ")));
            }
            Verdict::Right => return self.right(at, page, session),
        }
        Reply { page, noted: true }
    }

    fn right(&mut self, at: usize, mut page: Page, session: &mut Session) -> Reply {
        self.note(at, |note| {
            note.tries += 1;
            note.state = if note.state == State::Shown { State::Shown } else { State::Right };
        });
        page.strong("Right.");
        add(&mut page, &self.lesson.tasks[at].why);
        self.next(&mut page, session);
        Reply { page, noted: true }
    }

    fn undefined(&self, at: usize) -> Vec<String> {
        let Kind::Define { statements, .. } = &self.lesson.tasks[at].kind else { return Vec::new() };
        let names = statements.iter().filter_map(|text| defined(&text.node));
        names.filter(|name| !self.defined.contains(name)).map(|name| format!("`{name}`")).collect()
    }
}
