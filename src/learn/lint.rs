//! Whether a lesson can be learned from: every query runs, every mistake is one, and no answer can be typed in.

use super::error::LessonError;
use super::hidden::Hidden;
use super::judge::{Attempt, Judge, Verdict};
use super::lesson::{Accepted, Kind, Lesson, Mistake, Reference, Rule, Task, Text};
use super::relation::{self, Relation};
use super::run::{ask, code, defined, run};
use super::word::{self, Said};
use answer::Answer;
use base::source::Source;
use base::suggest::one_of;
use session::{Failure, Session};

/// Everything that is wrong with a lesson, in the order of its tasks.
pub fn lint(lesson: &Lesson) -> Vec<LessonError> {
    let lesson = std::sync::Arc::new(lesson.clone());
    let judge = match Judge::new(lesson.clone()) {
        Ok(judge) => judge,
        Err(error) => return vec![error],
    };
    let tasks = lesson.tasks.iter().enumerate();
    tasks.flat_map(|(at, task)| Linter { judge: &judge, at, task, found: Vec::new() }.all()).collect()
}

struct Linter<'l> {
    judge: &'l Judge,
    at: usize,
    task: &'l Task,
    found: Vec<LessonError>,
}

impl Linter<'_> {
    fn all(mut self) -> Vec<LessonError> {
        let hinted = self.task.hints.iter().any(|hint| !hint.node.trim().is_empty());
        if !hinted && !matches!(self.task.kind, Kind::Open) {
            self.found.push(LessonError::NoHint { span: self.task.ask.span });
        }
        let session = self.judge.reference(self.at);
        match &self.task.kind {
            Kind::Query(reference) => self.query(&session, reference),
            Kind::Define { statements, check, rule } => self.define(&session, statements, check, rule),
            Kind::Refused { query, code, answer, .. } => {
                self.refused(&session, query, code);
                self.words(answer, |_| None);
            }
            Kind::Answer { accepted, query, expect } => {
                self.answer(&session, accepted, query.as_ref(), expect);
            }
            Kind::Open => {}
        }
        self.found
    }

    fn query(&mut self, session: &Session, reference: &Reference) {
        let Reference { query, also, expect, rule, verb } = reference;
        let before = self.found.len();
        let right = match ask(session, &query.node) {
            Ok(right) => right,
            Err(failure) => {
                return self.found.push(fails("the reference query", &query.node, query.span, &failure));
            }
        };
        if let Some(verb) = verb.as_ref().filter(|verb| verb.node != right.verb) {
            let (found, wanted) =
                (format!("begins with `{}`", right.verb.name()), verb.node.name().to_owned());
            self.found.push(LessonError::Demand { found, wanted, span: query.span });
        }
        let mut asked = session.clone();
        // It has been run before.
        _ = run(&mut asked, &query.node);
        self.expect(&asked, expect, None);
        self.columns(reference, &right);
        if self.found.len() > before {
            return;
        }
        let hidden = Hidden::new(session, &right, rule, |session| ask(session, &query.node).ok());
        if hidden.is_none() {
            return self.found.push(LessonError::Blind { span: query.span });
        }
        for text in std::iter::once(query).chain(also) {
            self.right(session, text);
        }
        self.mistakes(session);
    }

    /// Whether all that is compared is there.
    fn columns(&mut self, reference: &Reference, right: &Answer) {
        let rule = &reference.rule;
        let tables: Vec<&str> = right.tables.iter().map(|table| table.name).collect();
        if let Some(name) = rule.table.as_ref().filter(|name| !tables.contains(&name.node.as_str())) {
            let (name, span) = (name.node.clone(), name.span);
            return self.found.push(LessonError::NoColumn {
                what: "table",
                name,
                known: one_of(&tables),
                span,
            });
        }
        let Err(lacks) = Relation::of(right, rule, &relation::columns(right, rule)) else { return };
        let heads = right.tables.iter().flat_map(|table| &table.columns);
        let heads: Vec<&str> = heads.map(|head| &*head.name).collect();
        let figures = right.findings.iter().flat_map(|finding| &finding.figures);
        let figures: Vec<&str> = figures.map(|(name, _)| name.as_str()).collect();
        let all = [
            ("column", &rule.columns, &lacks.columns, heads),
            ("figure", &rule.figures, &lacks.figures, figures),
        ];
        for (what, named, lacking, known) in all {
            for text in named.iter().filter(|text| lacking.contains(&text.node)) {
                let (name, span, known) = (text.node.clone(), text.span, one_of(&known));
                self.found.push(LessonError::NoColumn { what, name, known, span });
            }
        }
    }

    fn define(&mut self, session: &Session, statements: &[Text], check: &Text, rule: &Rule) {
        for text in statements {
            let Some(name) = defined(&text.node) else {
                let (found, wanted) = ("defines nothing".into(), "define".into());
                self.found.push(LessonError::Demand { found, wanted, span: text.span });
                continue;
            };
            let check = Text::new(check.node.replace("{name}", &name), check.span);
            let meaning = |session: &Session| {
                let mut session = session.clone();
                run(&mut session, &text.node).map_err(|failure| (text, failure))?;
                ask(&session, &check.node).map_err(|failure| (&check, failure))
            };
            match meaning(session) {
                Err((text, failure)) => {
                    self.found.push(fails("the reference", &text.node, text.span, &failure));
                }
                Ok(right) => {
                    let again = |session: &Session| meaning(session).ok();
                    match Hidden::new(session, &right, rule, again) {
                        None => self.found.push(LessonError::Blind { span: text.span }),
                        Some(_) => self.right(session, text),
                    }
                }
            }
        }
        self.mistakes(session);
    }

    fn refused(&mut self, session: &Session, query: &Text, wanted: &Text) {
        let found = match ask(session, &query.node) {
            Ok(_) => "is answered".to_owned(),
            Err(failure) if code(&failure) == wanted.node => return,
            Err(failure) => format!("is refused with {}", code(&failure)),
        };
        self.found.push(LessonError::Demand { found, wanted: wanted.node.clone(), span: query.span });
    }

    fn answer(&mut self, session: &Session, accepted: &Accepted, query: Option<&Text>, expect: &[Text]) {
        let mut session = session.clone();
        if let Some(query) = query
            && let Err(failure) = run(&mut session, &query.node)
        {
            return self.found.push(fails("the query", &query.node, query.span, &failure));
        }
        let first = &accepted.texts[0];
        self.expect(&session, expect, Some(first));
        let asks = |text: &&Text| text.node.contains("{answer}");
        let all_hold = |answer: &str| expect.iter().all(|text| held(&session, text, answer).is_ok());
        let tells = expect.iter().any(|text| asks(&text));
        self.words(accepted, |answer| tells.then(|| all_hold(answer)));
    }

    /// What the lesson says of a result must be true.
    fn expect(&mut self, session: &Session, expect: &[Text], answer: Option<&Text>) {
        for text in expect {
            let said = answer.filter(|_| text.node.contains("{answer}")).unwrap_or(text);
            if let Err(failure) = held(session, text, answer.map_or("", |answer| &answer.node)) {
                let (answer, reason) = (said.node.clone(), failure.to_string());
                self.found.push(LessonError::Refuted { answer, reason, span: said.span });
            }
        }
    }

    /// Looks through wrong words; `holds` is whether the data bear one out, where that can be told.
    fn words(&mut self, accepted: &Accepted, holds: impl Fn(&str) -> Option<bool>) {
        let choices = &accepted.choices;
        for text in &accepted.texts {
            if !choices.is_empty() && !choices.contains(&text.node) {
                let (answer, reason) = (text.node.clone(), format!("the choices are {}", one_of(choices)));
                self.found.push(LessonError::Refuted { answer, reason, span: text.span });
            }
        }
        for wrong in &self.task.wrong {
            if let Mistake::Answer(text) = &wrong.by
                && (word::judge(&text.node, accepted) == Said::Right || holds(&text.node) == Some(true))
            {
                self.found.push(LessonError::NotWrong { span: text.span });
            }
        }
    }

    /// A statement that must be judged right.
    fn right(&mut self, session: &Session, text: &Text) {
        match self.verdict(session, text) {
            Err(failure) => self.found.push(fails("this answer", &text.node, text.span, &failure)),
            Ok(Verdict::Right | Verdict::Part(_)) => {}
            Ok(Verdict::Wrong(reason)) => {
                let reason = reason.trim_end_matches('.').to_owned();
                self.found.push(LessonError::NotRight { reason, span: text.span });
            }
            Ok(_) => self
                .found
                .push(LessonError::NotRight { reason: "it is no answer at all".into(), span: text.span }),
        }
    }

    /// Statements that must be judged wrong.
    fn mistakes(&mut self, session: &Session) {
        for wrong in &self.task.wrong {
            let Mistake::Query(text) = &wrong.by else { continue };
            match self.verdict(session, text) {
                Err(failure) => self.found.push(fails("this wrong answer", &text.node, text.span, &failure)),
                Ok(Verdict::Wrong(said)) if said == wrong.say => {}
                Ok(Verdict::Wrong(_)) => {
                    let reason =
                        "another wrong answer above gives the same, or it differs in what is not compared";
                    self.found.push(LessonError::Shadowed { reason: reason.into(), span: text.span });
                }
                Ok(_) => self.found.push(LessonError::NotWrong { span: text.span }),
            }
        }
    }

    fn verdict(&self, session: &Session, text: &Text) -> Result<Verdict, Failure> {
        let source = Source::new("lesson", text.node.as_str());
        let mut session = session.clone();
        let mut verdict = Verdict::Aside;
        for statement in Session::statements(&source) {
            let statement = statement?;
            let before = session.clone();
            let outcome = session.run(&source, &statement)?;
            let attempt =
                Attempt { before: &before, source: &source, statement: &statement, outcome: &outcome };
            verdict = self.judge.statement(self.at, attempt);
        }
        Ok(verdict)
    }
}

/// Whether the last result of a session holds what is expected of it.
fn held(session: &Session, expect: &Text, answer: &str) -> Result<(), Failure> {
    run(&mut session.clone(), &format!("expect {}", expect.node.replace("{answer}", answer))).map(drop)
}

fn fails(role: &'static str, query: &str, span: base::source::Span, failure: &Failure) -> LessonError {
    LessonError::Fails { role, reason: failure.to_string(), query: query.to_owned(), span }
}
