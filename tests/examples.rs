//! Every script of `examples/` runs, and its whole output is a snapshot: query and table together.

use std::path::Path;

use juxta::base::source::Source;
use juxta::output::diagnostic::Style;
use juxta::session::{Outcome, Session};

const WIDTH: usize = 100;

#[test]
fn every_script_runs_and_prints_what_it_printed() {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    assert!(scripts.read_dir().expect("examples/ is there").count() >= 12, "scripts are missing");
    insta::glob!("../examples", "*.juxta", |path| {
        let text = std::fs::read_to_string(path).expect("a script is text");
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        insta::assert_snapshot!("script", output(&Source::new(name, text)));
    });
}

/// Each statement as it is written, and below it what it prints.
fn output(source: &Source) -> String {
    let mut session = Session::new().expect("the data inside can be read");
    session.settings.options.width = Some(WIDTH);
    let style = Style { width: WIDTH, ..Style::default() };
    let mut output = String::new();
    let mut all = session.run_all(source);
    while let Some(done) = all.next() {
        let (statement, outcome) =
            done.unwrap_or_else(|failure| panic!("{}:\n{}", source.name, failure.render(source, style)));
        let written = statement.span.of(&source.text).trim();
        let printed = match outcome {
            Outcome::Answer { answer, format } => all.session().write(&answer, format),
            Outcome::Text(text) => text,
            Outcome::Said(said) if said.is_empty() => String::new(),
            Outcome::Said(said) => said + "\n",
        };
        // Expectations stand together below the table they look at.
        let gap = if written.starts_with("expect") || output.is_empty() { "" } else { "\n" };
        output = format!("{output}{gap}> {written}\n{printed}");
    }
    output
}
