//! A lesson file as it is written: TOML, read into the model of a lesson.

use std::path::PathBuf;

use serde::Deserialize;
use toml::Spanned as Placed;

use super::error::LessonError;
use super::lesson::{Accepted, Kind, Lesson, Mistake, Reference, Rule, Task, Text, Wrong};
use base::source::{Source, Span, Spanned};
use base::suggest::{closest, one_of};
use syntax::word::Verb;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: String,
    goal: String,
    #[serde(default)]
    text: String,
    #[serde(default = "yes")]
    allow_show: bool,
    #[serde(default)]
    data: Vec<Placed<PathBuf>>,
    #[serde(default)]
    task: Vec<RawTask>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTask {
    ask: Placed<String>,
    #[serde(default)]
    text: String,
    query: Option<Placed<String>>,
    #[serde(default)]
    also: Vec<Placed<String>>,
    #[serde(default)]
    define: Vec<Placed<String>>,
    check: Option<Placed<String>>,
    error: Option<Placed<String>>,
    #[serde(default)]
    then: String,
    #[serde(default)]
    answer: Vec<Placed<String>>,
    #[serde(default)]
    choices: Vec<String>,
    #[serde(default)]
    expect: Vec<Placed<String>>,
    #[serde(default)]
    open: bool,
    table: Option<Placed<String>>,
    #[serde(default)]
    columns: Vec<Placed<String>>,
    #[serde(default)]
    figures: Vec<Placed<String>>,
    #[serde(default)]
    ordered: bool,
    #[serde(default)]
    more_rows: bool,
    tolerance: Option<f64>,
    verb: Option<Placed<String>>,
    #[serde(default)]
    hints: Vec<Placed<String>>,
    #[serde(default)]
    wrong: Vec<Placed<RawWrong>>,
    #[serde(default)]
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWrong {
    query: Option<Placed<String>>,
    answer: Option<Placed<String>>,
    error: Option<Placed<String>>,
    say: String,
}

fn yes() -> bool {
    true
}

/// Reads a lesson; `name` is that of its file.
///
/// # Errors
///
/// Everything that is wrong with how it is written. What it asks is not run; see [`lint`](super::lint).
pub fn read(name: &str, source: Source) -> Result<Lesson, Vec<LessonError>> {
    let file: File = toml::from_str(&source.text).map_err(|error| vec![unreadable(&error, &source)])?;
    let mut errors = Vec::new();
    let mut tasks = Vec::new();
    for raw in file.task {
        match task(raw) {
            Ok(task) => tasks.push(task),
            Err(found) => errors.extend(found),
        }
    }
    if tasks.is_empty() && errors.is_empty() {
        errors.push(LessonError::Unreadable {
            reason: "it has no task".into(),
            help: "begin one with a line `[[task]]`, then `ask = \"…\"`".into(),
            span: Span::new(source.text.len(), source.text.len()),
        });
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Lesson {
        name: name.to_owned(),
        number: None,
        title: file.title,
        goal: file.goal,
        text: file.text,
        allow_show: file.allow_show,
        data: file.data.into_iter().map(placed).collect(),
        tasks,
        source,
    })
}

fn unreadable(error: &toml::de::Error, source: &Source) -> LessonError {
    let end = source.text.len();
    let span = error.span().map_or(Span::new(end, end), Span::from);
    let message = error.message();
    let mut words = message.split('`').skip(1).step_by(2);
    let (reason, help) = if message.starts_with("unknown field") {
        let word = words.next().unwrap_or_default();
        let meant = closest(word, words.collect::<Vec<_>>());
        let help = meant
            .map_or_else(|| EVERY_WORD.to_owned(), |meant| format!("did you mean `{meant}`? {EVERY_WORD}"));
        (format!("no lesson has a word `{word}` here"), help)
    } else if message.starts_with("missing field") {
        (format!("`{}` is missing", words.next().unwrap_or_default()), EVERY_WORD.to_owned())
    } else if message.starts_with("invalid type") {
        let wanted = if message.contains("sequence") { "a list of texts" } else { "another kind of value" };
        let help = "texts stand in quotes, lists of texts in brackets: hints = [\"…\", \"…\"]";
        (format!("{wanted} is wanted here"), help.to_owned())
    } else {
        let help = "texts stand in quotes, long ones between \"\"\" and \"\"\"; a quote inside a text is written \\\"";
        (message.replace('\n', ", "), help.to_owned())
    };
    LessonError::Unreadable { reason, help, span }
}

const EVERY_WORD: &str = "every word that a lesson and a task can have stands in examples/lessons/README.md";

fn task(raw: RawTask) -> Result<Task, Vec<LessonError>> {
    let ask = placed(raw.ask);
    let mut errors = Vec::new();
    let answered = !raw.answer.is_empty();
    let mut found = Vec::new();
    found.extend((!raw.define.is_empty()).then_some("define"));
    found.extend(raw.error.is_some().then_some("error"));
    found.extend((answered && raw.error.is_none()).then_some("answer"));
    found.extend(raw.open.then_some("open"));
    if found.is_empty() && raw.query.is_some() {
        found.push("query");
    }
    let [kind] = found[..] else {
        let found =
            if found.is_empty() { "nothing to do".into() } else { one_of(&found).replace(" or ", " and ") };
        return Err(vec![LessonError::Kind { found, span: ask.span }]);
    };
    let wanted = |word: &str| match word {
        "check" => "define",
        "then" => "error",
        "choices" => "answer",
        _ => "query",
    };
    let mut useless = |given: bool, word: &'static str, kinds: &[&str]| {
        if given && !kinds.contains(&kind) {
            errors.push(LessonError::Useless { word, kind, wanted: wanted(word), span: ask.span });
        }
    };
    useless(!raw.also.is_empty(), "also", &["query"]);
    useless(raw.verb.is_some(), "verb", &["query"]);
    useless(raw.table.is_some(), "table", &["query"]);
    useless(!raw.columns.is_empty(), "columns", &["query", "define"]);
    useless(!raw.figures.is_empty(), "figures", &["query"]);
    useless(raw.ordered, "ordered", &["query"]);
    useless(raw.more_rows, "more_rows", &["query"]);
    useless(raw.check.is_some(), "check", &["define"]);
    useless(!raw.then.is_empty(), "then", &["error"]);
    useless(!raw.choices.is_empty(), "choices", &["answer", "error"]);
    useless(!raw.expect.is_empty(), "expect", &["answer", "query"]);
    let missing = |word: &str| LessonError::Unreadable {
        reason: format!("a task with `{kind}` needs `{word}` too"),
        help: EVERY_WORD.into(),
        span: ask.span,
    };
    let verb = match raw.verb.map(placed) {
        None => None,
        Some(word) => match Verb::ALL.iter().find(|verb| verb.name() == word.node) {
            Some(verb) => Some(Spanned::new(*verb, word.span)),
            None => {
                let names: Vec<&str> = Verb::ALL.iter().map(|verb| verb.name()).collect();
                errors.push(LessonError::Unreadable {
                    reason: format!("`{}` is no verb", word.node),
                    help: format!("the verbs are {}", names.join(", ")),
                    span: word.span,
                });
                None
            }
        },
    };
    let accepted = Accepted { texts: all(raw.answer), choices: raw.choices };
    let rule = Rule {
        table: raw.table.map(placed),
        columns: all(raw.columns),
        figures: all(raw.figures),
        ordered: raw.ordered,
        more_rows: raw.more_rows,
        tolerance: raw.tolerance,
    };
    let query = raw.query.map(placed);
    let kind = match kind {
        "open" => Some(Kind::Open),
        "define" => match raw.check.map(placed) {
            Some(check) => Some(Kind::Define { statements: all(raw.define), check, rule }),
            None => {
                errors.push(missing("check"));
                None
            }
        },
        "answer" => Some(Kind::Answer { accepted, query, expect: all(raw.expect) }),
        "error" => match (query, raw.error.map(placed), answered && !raw.then.is_empty()) {
            (Some(query), Some(code), true) => {
                Some(Kind::Refused { query, code, then: raw.then, answer: accepted })
            }
            (None, ..) => {
                errors.push(missing("query"));
                None
            }
            _ => {
                errors.push(missing("then` and `answer"));
                None
            }
        },
        _ => query.map(|query| {
            Kind::Query(Reference { query, also: all(raw.also), expect: all(raw.expect), rule, verb })
        }),
    };
    let mut mistakes = Vec::new();
    for wrong in raw.wrong {
        let span = Span::from(wrong.span());
        match mistake(wrong.into_inner(), span) {
            Ok(wrong) => mistakes.push(wrong),
            Err(error) => errors.push(error),
        }
    }
    match kind {
        Some(kind) if errors.is_empty() => {
            let hints = all(raw.hints);
            Ok(Task { ask, text: raw.text, kind, hints, wrong: mistakes, why: raw.why })
        }
        _ => Err(errors),
    }
}

fn mistake(raw: RawWrong, span: Span) -> Result<Wrong, LessonError> {
    let by = match (raw.query.map(placed), raw.answer.map(placed), raw.error.map(placed)) {
        (Some(query), None, None) => Mistake::Query(query),
        (None, Some(answer), None) => Mistake::Answer(answer),
        (None, None, Some(code)) => Mistake::Error(code),
        _ => {
            return Err(LessonError::Unreadable {
                reason: "a wrong answer is known by one of `query`, `answer` and `error`".into(),
                help: "for example: wrong = [{ query = \"…\", say = \"…\" }]".into(),
                span,
            });
        }
    };
    Ok(Wrong { by, say: raw.say })
}

fn placed<T>(value: Placed<T>) -> Spanned<T> {
    let span = Span::from(value.span());
    Spanned::new(value.into_inner(), span)
}

fn all(texts: Vec<Placed<String>>) -> Vec<Text> {
    texts.into_iter().map(placed).collect()
}
