//! Judges what a student does: by what it gives, on the data and on a hidden copy of them.

use std::path::PathBuf;
use std::sync::Arc;

use super::difference::difference;
use super::error::LessonError;
use super::feedback::{self, TYPED_IN};
use super::hidden::Hidden;
use super::lesson::{Kind, Lesson, Mistake, Reference, Rule, Text};
use super::run::{answered, ask, code, defined, run};
use super::word::{self, Said};
use answer::Answer;
use base::fold::fold;
use base::source::{Source, Spanned};
use session::{Failure, Outcome, Session};
use syntax::ast::{Statement, StatementKind};
use syntax::word::Verb;

/// Knows the right answers of a lesson.
#[derive(Clone, Debug)]
pub struct Judge {
    lesson: Arc<Lesson>,
    base: Session,
}

/// A statement that a student has run.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// The session before it.
    pub before: &'a Session,
    /// Where it stands.
    pub source: &'a Source,
    /// The statement.
    pub statement: &'a Statement,
    /// What it did.
    pub outcome: &'a Outcome,
}

/// What an attempt comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is what the task asks for.
    Right,
    /// It is one of the things that the task asks for: the definition of that name.
    Part(String),
    /// It was refused, as the task wants it.
    Refused,
    /// It is not what the task asks for, and why.
    Wrong(String),
    /// It has nothing to do with the task.
    Aside,
}

impl Judge {
    /// A judge for a lesson.
    ///
    /// # Errors
    ///
    /// The data of the lesson cannot be read.
    pub fn new(lesson: Arc<Lesson>) -> Result<Self, LessonError> {
        let fails = |path: &Spanned<PathBuf>, failure: &Failure| LessonError::Fails {
            role: "loading the data",
            reason: failure.to_string(),
            query: format!("load \"{}\"", path.node.display()),
            span: path.span,
        };
        let mut base = Session::new().map_err(|error| LessonError::NoFile {
            path: lesson.source.name.to_string(),
            reason: error.to_string(),
        })?;
        for path in &lesson.data {
            base.load(&path.node).map_err(|failure| fails(path, &failure))?;
        }
        Ok(Self { lesson, base })
    }

    /// The session in which the right answers to a task are found: all that earlier tasks define is defined.
    pub fn reference(&self, task: usize) -> Session {
        let mut session = self.base.clone();
        for statement in self.definitions(task) {
            // A definition that fails is told by `lint`.
            _ = run(&mut session, statement);
        }
        session
    }

    /// The definitions that the tasks before one ask for.
    fn definitions(&self, task: usize) -> impl Iterator<Item = &str> {
        let before = self.lesson.tasks.iter().take(task);
        before
            .flat_map(|task| match &task.kind {
                Kind::Define { statements, .. } => statements.as_slice(),
                Kind::Query(_) | Kind::Refused { .. } | Kind::Answer { .. } | Kind::Open => &[],
            })
            .map(|text| text.node.as_str())
    }

    /// Judges a statement that was refused.
    pub fn failure(&self, at: usize, failure: &Failure) -> Verdict {
        let (task, code) = (&self.lesson.tasks[at], code(failure));
        if matches!(&task.kind, Kind::Refused { code: wanted, .. } if wanted.node == code) {
            return Verdict::Refused;
        }
        let known =
            task.wrong.iter().find(|wrong| matches!(&wrong.by, Mistake::Error(other) if other.node == code));
        // Without such words the message of the refusal says what there is to say.
        known.map_or(Verdict::Aside, |wrong| Verdict::Wrong(wrong.say.clone()))
    }

    /// Judges a statement that was run.
    pub fn statement(&self, at: usize, attempt: Attempt<'_>) -> Verdict {
        match (&self.lesson.tasks[at].kind, &attempt.statement.node, attempt.outcome) {
            (Kind::Query(reference), StatementKind::Query(_), Outcome::Answer { answer, .. }) => {
                self.query(at, reference, answer, attempt)
            }
            (Kind::Define { statements, check, rule }, StatementKind::Define(define), _) => {
                self.define(at, (statements, check, rule), &define.name.node, attempt)
            }
            (Kind::Refused { .. }, StatementKind::Query(_), _) => {
                Verdict::Wrong("This query is answered. The task asks for one that Juxta refuses.".into())
            }
            _ => Verdict::Aside,
        }
    }

    fn query(&self, at: usize, wanted: &Reference, answer: &Answer, attempt: Attempt<'_>) -> Verdict {
        let reference = self.reference(at);
        let Ok(right) = ask(&reference, &wanted.query.node) else { return Verdict::Aside };
        let verb = (answer.verb == right.verb).then_some(right.verb);
        let first = difference(answer, &right, &wanted.rule);
        let queries = std::iter::once(&wanted.query).chain(&wanted.also);
        let same = |query: &&Text| {
            let result = ask(&reference, &query.node).ok();
            result.filter(|result| difference(answer, result, &wanted.rule).is_none())
        };
        let found = queries.into_iter().find_map(|query| Some((query, same(&query)?)));
        if let Some((query, right)) = found {
            if let Some(verb) = wanted.verb.as_ref().filter(|verb| verb.node != answer.verb) {
                let verb = verb.node.name();
                return Verdict::Wrong(format!(
                    "The result is right. But this task is about `{verb}`: ask again with it."
                ));
            }
            let again = |session: &Session| ask(session, &query.node).ok();
            let student = |session: &Session| {
                session.clone().run(attempt.source, attempt.statement).ok().and_then(answered)
            };
            return self.honest(&reference, &right, &wanted.rule, again, attempt.before, student);
        }
        let Some(difference) = first else { return Verdict::Aside };
        if let Some(say) = self.known(at, answer, &wanted.rule, |query| ask(&reference, query).ok()) {
            return Verdict::Wrong(say);
        }
        // Who looks around has not answered yet.
        if answer.verb == Verb::Show && verb.is_none() {
            return Verdict::Aside;
        }
        Verdict::Wrong(feedback::words(&difference, verb))
    }

    fn define(
        &self,
        at: usize,
        (wanted, check, rule): (&[Text], &Text, &Rule),
        name: &str,
        attempt: Attempt<'_>,
    ) -> Verdict {
        let names: Vec<String> = wanted.iter().filter_map(|text| defined(&text.node)).collect();
        let Some(place) = names.iter().position(|other| fold(other) == fold(name)) else {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            return Verdict::Wrong(format!(
                "The name is another one. This task asks for {}.",
                names.join(", ")
            ));
        };
        let check = check.node.replace("{name}", &names[place]);
        let meaning = |session: &Session, definition: &str| {
            let mut session = session.clone();
            run(&mut session, definition).ok()?;
            ask(&session, &check).ok()
        };
        let student = |session: &Session| {
            let mut session = session.clone();
            session.run(attempt.source, attempt.statement).ok()?;
            ask(&session, &check).ok()
        };
        let reference = self.reference(at);
        let Some(right) = meaning(&reference, &wanted[place].node) else { return Verdict::Aside };
        let Some(answer) = student(attempt.before) else { return Verdict::Aside };
        let Some(difference) = difference(&answer, &right, rule) else {
            let again = |session: &Session| meaning(session, &wanted[place].node);
            let verdict = self.honest(&reference, &right, rule, again, attempt.before, student);
            let is_part = verdict == Verdict::Right && wanted.len() > 1;
            return if is_part { Verdict::Part(names[place].clone()) } else { verdict };
        };
        let same_name = |text: &str| defined(text).is_some_and(|other| fold(&other) == fold(name));
        let wrong = |text: &str| same_name(text).then(|| meaning(&reference, text)).flatten();
        if let Some(say) = self.known(at, &answer, rule, wrong) {
            return Verdict::Wrong(say);
        }
        Verdict::Wrong(format!("{} (That is what `{check}` gives.)", feedback::words(&difference, None)))
    }

    /// Whether an answer that is right is right on the hidden copy too.
    fn honest(
        &self,
        reference: &Session,
        right: &Answer,
        rule: &Rule,
        again: impl Fn(&Session) -> Option<Arc<Answer>>,
        before: &Session,
        student: impl Fn(&Session) -> Option<Arc<Answer>>,
    ) -> Verdict {
        let Some(hidden) = Hidden::new(reference, right, rule, again) else { return Verdict::Right };
        let answer = student(&hidden.session(before));
        match answer.is_some_and(|answer| difference(&answer, &hidden.answer, rule).is_none()) {
            true => Verdict::Right,
            false => Verdict::Wrong(TYPED_IN.into()),
        }
    }

    /// What is said of an answer that is a known mistake.
    fn known(
        &self,
        at: usize,
        answer: &Answer,
        rule: &Rule,
        result: impl Fn(&str) -> Option<Arc<Answer>>,
    ) -> Option<String> {
        let same = |mistake: &Mistake| {
            let Mistake::Query(query) = mistake else { return false };
            result(&query.node).is_some_and(|wrong| is_same(answer, &wrong, rule))
        };
        self.lesson.tasks[at].wrong.iter().find(|wrong| same(&wrong.by)).map(|wrong| wrong.say.clone())
    }

    /// Judges a word or a number.
    pub fn answer(&self, at: usize, text: &str) -> Verdict {
        let task = &self.lesson.tasks[at];
        let Some(accepted) = task.accepted() else { return Verdict::Aside };
        if text.is_empty() {
            return Verdict::Wrong("Answer what? Write the word or the number behind `answer`.".into());
        }
        match word::judge(text, accepted) {
            Said::Right => Verdict::Right,
            Said::Near(say) => Verdict::Wrong(format!("Not yet. {say}")),
            Said::Wrong => {
                let same = |mistake: &Mistake| matches!(mistake, Mistake::Answer(wrong) if word::same(text, &wrong.node));
                let known = task.wrong.iter().find(|wrong| same(&wrong.by));
                Verdict::Wrong(
                    known.map_or_else(
                        || "Not yet. The answer is another one.".into(),
                        |wrong| wrong.say.clone(),
                    ),
                )
            }
        }
    }
}

/// Whether a result is that of a known mistake, in all that the task compares; in everything, where it lacks that.
pub fn is_same(answer: &Answer, wrong: &Answer, rule: &Rule) -> bool {
    use super::difference::Difference::Columns;
    match difference(wrong, wrong, rule) {
        Some(Columns(_)) => {
            difference(answer, wrong, &Rule { ordered: rule.ordered, ..Rule::default() }).is_none()
        }
        _ => difference(answer, wrong, rule).is_none(),
    }
}
