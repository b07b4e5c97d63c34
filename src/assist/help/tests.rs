//! Help is true: every example runs, every wrong example gives the code it stands under, every word has a page.

use std::collections::BTreeSet;
use std::path::Path;

use miette::Diagnostic;

use super::{Block, errors, overview, page, pages, sections, subjects};
use crate::command::COMMANDS;
use base::source::Source;
use output::visible::Visible;
use session::{Failure, Session};
use syntax::keyword::KEYWORDS;

/// Runs a statement; `Err` has the code of its mistake.
fn run(session: &mut Session, text: &str) -> Result<(), String> {
    let source = Source::new("help", text);
    for done in session.run_all(&source) {
        done.map_err(|failure| code(&failure))?;
    }
    Ok(())
}

fn code(failure: &Failure) -> String {
    failure.code().map(|code| code.to_string()).unwrap_or_default()
}

/// Examples that need files the reader has, or statements that are not there yet.
fn runs(example: &str) -> bool {
    !["load ", "export "].iter().any(|start| example.starts_with(start))
}

#[test]
fn every_example_runs() {
    for (names, body) in sections(pages()) {
        let mut session = Session::new().unwrap();
        for example in super::Page::parse(names[0], body).examples().filter(|example| runs(example)) {
            assert_eq!(run(&mut session, example), Ok(()), "{}: {example}", names[0]);
        }
    }
    assert_eq!(run(&mut Session::new().unwrap(), super::FIRST), Ok(()));
}

#[test]
fn every_wrong_example_gives_its_code() {
    let mut surprises = Vec::new();
    for (names, body) in sections(errors()) {
        let mut session = Session::new().unwrap();
        run(&mut session, super::FIRST).unwrap();
        let mut wrong = false;
        for block in super::Page::parse(names[0], body).blocks {
            match block {
                Block::Text(text) => wrong = text == "Not:",
                Block::Example(example) => {
                    let expected = if wrong { Err(names[0].to_owned()) } else { Ok(()) };
                    let got = run(&mut session, &example);
                    if got != expected {
                        surprises.push((names[0], example, got));
                    }
                }
                Block::Strong(_) | Block::List(..) => {}
            }
        }
    }
    assert_eq!(surprises, []);
}

#[test]
fn every_code_has_a_page() {
    let mut codes = BTreeSet::new();
    collect_codes(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."), &mut codes);
    assert!(codes.len() > 40, "{codes:?}");
    let explained: BTreeSet<String> = sections(errors()).map(|(names, _)| names[0].to_owned()).collect();
    assert_eq!(codes, explained, "src/assist/help/errors.md explains every code, and no other");
}

fn collect_codes(folder: &Path, codes: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect_codes(&path, codes);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(path).unwrap();
            for part in text.split("code(E").skip(1) {
                let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
                codes.extend((digits.len() == 3).then(|| format!("E{digits}")));
            }
        }
    }
}

#[test]
fn every_word_has_a_page() {
    let words = KEYWORDS.iter().map(|word| word.text).chain(COMMANDS.iter().map(|entry| entry.word));
    for word in words.chain(subjects()) {
        let page = page(word).unwrap_or_else(|| panic!("no help on {word}"));
        assert!(!page.blocks.is_empty(), "{word}");
    }
}

#[test]
fn references_lead_somewhere() {
    for (names, body) in sections(pages()) {
        for line in body.lines().filter_map(|line| line.strip_prefix("See also: ")) {
            for word in line.split(", ") {
                assert!(page(word).is_some(), "{}: {word}", names[0]);
            }
        }
    }
}

#[test]
fn no_name_has_two_pages() {
    let mut seen = BTreeSet::new();
    for (names, _) in sections(pages()).chain(sections(errors())) {
        for name in names {
            assert!(seen.insert(name), "{name}");
        }
    }
}

#[test]
fn the_overview_fits_a_page() {
    insta::assert_snapshot!(overview().render(80, false, Visible::new).to_string());
}

#[test]
fn a_page_shows_text_and_examples() {
    let pages = ["rank", "E101", "set", "agree", "fix", "desc"]
        .map(|word| page(word).unwrap().render(80, false, Visible::new).to_string());
    insta::assert_snapshot!(pages.join("----\n"));
}
