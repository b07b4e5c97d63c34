//! Mistakes of newcomers, in a folder for the stage that finds them, with the message that each one gets.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use insta::{Settings, assert_snapshot};
use juxta::base::source::Source;
use juxta::output::diagnostic::Style;
use juxta::session::{Failure, Session};
use juxta::syntax::word::Verb;
use miette::Diagnostic;

use crate::support::sources::sources;

const STYLE: Style = Style { width: 90, color: false, plain: false };

#[test]
fn every_mistake_has_its_message() {
    insta::glob!("errors/*/*.juxta", snapshot);
}

/// Each snapshot lies beside its sample.
fn snapshot(path: &Path) {
    let Sample { name, source, failure, .. } = Sample::new(path);
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(path.parent().expect("a sample lies in a folder"));
    settings.set_prepend_module_to_snapshot(false);
    settings.remove_snapshot_suffix();
    settings.remove_input_file();
    settings.set_omit_expression(true);
    let text = format!("{}\n{}", source.text, failure.render(&source, STYLE));
    settings.bind(|| assert_snapshot!(name, text));
}

#[test]
fn every_mistake_is_found_by_the_stage_it_is_filed_under() {
    each_sample(|sample| {
        let found = match &sample.failure {
            Failure::Syntax(_) => "syntax",
            Failure::Load { .. } | Failure::Data(_) | Failure::Read { .. } => "data",
            Failure::Resolve(_) | Failure::Setting(_) | Failure::Format { .. } | Failure::Citation { .. } => {
                "resolve"
            }
            Failure::Eval(_)
            | Failure::Answer { .. }
            | Failure::Ending { .. }
            | Failure::Render(_)
            | Failure::Internal { .. }
            | Failure::Write(_) => "run",
        };
        if sample.stage == found { Ok(()) } else { Err(format!("found by {found}")) }
    });
}

/// What a help proposes stands between backticks; all of it works where the mistake was made.
#[test]
fn every_statement_in_a_help_works() {
    each_sample(|sample| {
        let help = sample.help();
        for proposal in proposals(&help) {
            let source = Source::new("help", proposal);
            // The file of an example is not there, and none is written: all there is to see is that it can be read.
            let only_read = proposal.contains("\"wages.csv\"") || proposal.starts_with("export");
            Session::statements(&source)
                .try_for_each(|read| match only_read {
                    true => read.map(drop).map_err(Failure::from),
                    false => sample.session.run_read(&source, read).map(drop),
                })
                .map_err(|failure| format!("`{proposal}` fails\n{}", failure.render(&source, STYLE)))?;
        }
        Ok(())
    });
}

/// A mistake in a query can be answered by a query, but for these.
const WITHOUT_PROPOSAL: &[&str] = &["prompt_word"];

#[test]
fn every_mistake_in_a_query_is_answered_by_a_query() {
    each_sample(|sample| {
        let help = sample.help();
        let proposed = proposals(&help).next().is_some();
        let expected = !WITHOUT_PROPOSAL.contains(&&*sample.name);
        match (sample.stage.as_str(), proposed == expected) {
            ("data" | "run", _) | (_, true) => Ok(()),
            _ => Err(format!("proposal: {proposed}; help: {help}")),
        }
    });
}

#[test]
fn no_line_is_wider_than_asked() {
    each_sample(|sample| {
        let text = sample.failure.render(&sample.source, STYLE);
        match text.lines().find(|line| line.chars().count() > STYLE.width) {
            Some(line) => Err(line.to_owned()),
            None => Ok(()),
        }
    });
}

struct Sample {
    stage: String,
    name: String,
    source: Source,
    failure: Failure,
    /// As it was before the mistake.
    session: Session,
}

impl Sample {
    /// Runs a script up to its first mistake.
    fn new(path: &Path) -> Self {
        let text = fs::read_to_string(path).expect("the sample is text");
        let stage =
            path.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default();
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let source = Source::new(format!("{name}.juxta"), text);
        let mut session = Session::new().expect("the data inside is readable");
        let failure = session.run_all(&source).find_map(Result::err);
        let Some(failure) = failure else { panic!("{}: nothing is wrong with it", path.display()) };
        Self { stage: stage.into(), name: name.into(), source, failure, session }
    }

    fn help(&self) -> String {
        self.failure.help().map(|help| help.to_string()).unwrap_or_default()
    }
}

/// Tries every sample, and tells of all that fail at once.
fn each_sample(mut test: impl FnMut(&mut Sample) -> Result<(), String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let inside =
        |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let files = inside(&folder).flat_map(|stage| inside(&stage).collect::<Vec<_>>());
    let mut failed = Vec::new();
    let mut tried = 0;
    for path in files.filter(|path| path.extension().is_some_and(|ending| ending == "juxta")) {
        let mut sample = Sample::new(&path);
        tried += 1;
        if let Err(reason) = test(&mut sample) {
            failed.push(format!("{}/{}: {reason}", sample.stage, sample.name));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(tried > 60, "only {tried} samples");
}

/// The statements between backticks: those that begin with a word statements begin with, and go on.
fn proposals(help: &str) -> impl Iterator<Item = &str> {
    let begins = |text: &&str| {
        let word = text.split_whitespace().next().unwrap_or_default();
        let statement = matches!(word, "define" | "load" | "set" | "expect" | "export" | "cite");
        text.contains(' ') && (statement || Verb::of(word).is_some())
    };
    help.split('`').skip(1).step_by(2).filter(begins)
}

/// A code is what a handout names, so it stands for one mistake.
#[test]
fn every_code_names_one_mistake() {
    let mut seen = BTreeSet::new();
    for file in sources() {
        for code in file.text.split("code(").skip(1).filter_map(|rest| rest.split(')').next()) {
            let is_code =
                code.starts_with(['E', 'W']) && code[1..].bytes().all(|digit| digit.is_ascii_digit());
            assert!(!is_code || seen.insert(code.to_owned()), "{}: {code} is taken", file.name);
        }
    }
    for stage in ["E0", "E1", "E2", "E3", "E4", "E5", "E7"] {
        assert!(seen.iter().any(|code| code.starts_with(stage)), "no code of {stage}00 is seen");
    }
}
