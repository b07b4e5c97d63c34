//! What holds of every text that is run as statements.

use std::path::Path;

use juxta::base::source::{Source, Span};
use juxta::output::diagnostic::Style;
use juxta::output::render::{self, Format};
use juxta::session::{Failure, Outcome, Session};
use juxta::syntax::ast::{Statement, StatementKind};
use miette::Diagnostic;

/// Every form of a result.
pub const FORMS: [Format; 10] = [
    Format::Table,
    Format::Plain,
    Format::Csv,
    Format::Tsv,
    Format::Json,
    Format::Markdown,
    Format::Html,
    Format::Latex,
    Format::Chart,
    Format::Svg,
];

/// Runs a text in a session. Nothing panics; a statement that fails changes nothing, and what its message advises runs;
/// a result can be written in every form, and its JSON can be read.
pub fn statements_hold(session: &mut Session, text: &str) {
    let source = Source::new("text", text);
    for statement in Session::statements(&source) {
        let statement = match statement {
            Ok(statement) => statement,
            Err(error) => {
                let Err(failure) = session.run_read(&source, Err(error)) else {
                    panic!("{text:?} cannot be read")
                };
                advice_holds(session, &source, place_of(&failure, text), &failure);
                continue;
            }
        };
        if leaves_its_folder(&statement) {
            continue;
        }
        let before = State::of(session);
        match session.run(&source, &statement) {
            Ok(Outcome::Answer { answer, .. }) => {
                for form in FORMS {
                    if let Ok(text) = render::render(&answer, form, &session.settings.options)
                        && form == Format::Json
                    {
                        serde_json::from_str::<serde_json::Value>(&text).expect("JSON can be read");
                    }
                }
            }
            Ok(Outcome::Text(_) | Outcome::Said(_)) => {}
            Err(failure) => {
                assert!(before == State::of(session), "a statement failed and changed something: {text:?}");
                advice_holds(session, &source, statement.span, &failure);
            }
        }
    }
}

/// Draws a message, and runs what it advises.
fn advice_holds(session: &Session, source: &Source, span: Span, failure: &Failure) {
    for plain in [false, true] {
        let message = failure.render(source, Style { plain, ..Style::default() });
        let hidden = |c: char| c.is_control() && c != '\n';
        assert!(!message.contains(hidden), "a message obeys its text: {message:?}");
        assert!(!message.contains("Failed to read"), "a message points outside its text: {message:?}");
    }
    let help = failure.help().map(|help| help.to_string()).unwrap_or_default();
    let tried = help
        .split_once("try: `")
        .and_then(|(_, rest)| rest.rsplit_once('`'))
        .map(|(query, _)| query.to_owned());
    for advice in tried.into_iter().chain(session.mended(source, span, failure)) {
        let advised = Source::new("advice", advice.as_str());
        // Each runs in a session as it is, and leaves it as it is.
        let mut session = session.clone();
        for statement in Session::statements(&advised) {
            let statement = statement
                .unwrap_or_else(|error| panic!("{advice:?} is advised for {:?}: {error}", source.text));
            let names_a_file = matches!(statement.node, StatementKind::Load(_) | StatementKind::Export(_));
            if names_a_file || is_expectation(&statement) {
                continue;
            }
            if let Err(error) = session.run(&advised, &statement) {
                panic!("{advice:?} is advised for {:?}: {error}", source.text);
            }
        }
    }
}

/// Whether a statement only says what a result should be.
fn is_expectation(statement: &Statement) -> bool {
    matches!(statement.node, StatementKind::Expect(_))
}

/// Whether a statement names a file outside the folder that it runs in.
fn leaves_its_folder(statement: &Statement) -> bool {
    let path = match &statement.node {
        StatementKind::Load(load) => &load.path.node,
        StatementKind::Export(export) => &export.path.node,
        _ => return false,
    };
    path.starts_with('~') || Path::new(path).components().count() != 1 || path.contains("..")
}

fn place_of(failure: &Failure, text: &str) -> Span {
    let at = failure.labels().into_iter().flatten().next().map_or(0, |label| label.offset());
    let holds = |span: &Span| span.start <= at && at <= span.end;
    juxta::syntax::statements(text).into_iter().find(holds).unwrap_or(Span::new(0, text.len()))
}

/// All that a statement could change.
#[derive(PartialEq)]
struct State {
    definitions: Vec<(String, String)>,
    topics: Vec<String>,
    settings: juxta::session::settings::Settings,
    last: Option<*const juxta::answer::Answer>,
}

impl State {
    fn of(session: &Session) -> Self {
        let owned = |(name, statement): (&str, &str)| (name.to_owned(), statement.to_owned());
        Self {
            definitions: session.definitions().map(owned).collect(),
            topics: session.store().entries().map(|entry| entry.name.clone()).collect(),
            settings: session.settings.clone(),
            last: session.last().map(std::sync::Arc::as_ptr),
        }
    }
}
