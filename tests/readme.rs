//! What the README shows is what the program does.

use std::fs;
use std::path::Path;

use juxta::base::source::Source;
use juxta::output::diagnostic::Style;
use juxta::session::Session;

use crate::support::{feed, juxta};

#[test]
fn every_query_of_the_readme_runs() {
    let Some(readme) = readme() else { return };
    let mut session = Session::new().expect("the data inside is readable");
    for block in blocks(&readme).filter(|block| block.language == "juxta") {
        // The line in the README, so that a message points there.
        let source = Source::new("README.md", format!("{}{}", "\n".repeat(block.line), block.text));
        for done in session.run_all(&source) {
            if let Err(failure) = done {
                panic!("{}", failure.render(&source, Style::default()));
            }
        }
    }
}

/// A block of a console begins with `$ juxta …`; what follows is what the program prints.
#[test]
fn every_output_of_the_readme_is_that_of_the_program() {
    let Some(readme) = readme() else { return };
    for block in blocks(&readme).filter(|block| block.language == "console") {
        for (command, expected) in commands(block.text) {
            let Some(arguments) = command.strip_prefix("juxta ") else { continue };
            let mut command = juxta(words(arguments));
            command.current_dir(env!("CARGO_MANIFEST_DIR")).stderr(std::process::Stdio::piped());
            let ran = feed(command, b"");
            let shown = trimmed(&format!("{}{}", ran.stdout, ran.stderr));
            assert_eq!(trimmed(&expected), shown, "README.md, line {}: juxta {arguments}", block.line);
        }
    }
}

#[test]
fn blocks_and_commands_are_found() {
    let text = "# A\n```juxta\nshow topics\n```\ntext\n```console\n$ juxta -c 'show x' --quiet\none\n\n$ juxta --help\n```\n";
    let found: Vec<Block> = blocks(text).collect();
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].language, found[0].line, found[0].text), ("juxta", 2, "show topics\n"));
    let commands = commands(found[1].text);
    assert_eq!(
        commands,
        [("juxta -c 'show x' --quiet", "one\n\n".to_owned()), ("juxta --help", String::new())]
    );
    assert_eq!(words("-c 'show x' --quiet \"a b\""), ["-c", "show x", "--quiet", "a b"]);
}

struct Block<'t> {
    language: &'t str,
    /// The line of the fence, counted from 1.
    line: usize,
    text: &'t str,
}

fn readme() -> Option<String> {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).ok()
}

/// The fenced blocks of a page.
fn blocks(page: &str) -> impl Iterator<Item = Block<'_>> {
    let fences = page.match_indices("```").filter(|(at, _)| *at == 0 || page[..*at].ends_with('\n'));
    let fences: Vec<usize> = fences.map(|(at, _)| at).collect();
    let blocks = fences.chunks_exact(2).map(|fence| (fence[0], fence[1])).collect::<Vec<_>>();
    blocks.into_iter().map(move |(open, close)| {
        let (first, text) = page[open + 3..close].split_once('\n').unwrap_or_default();
        Block { language: first.trim(), line: page[..open].matches('\n').count() + 1, text }
    })
}

/// Each command after `$ `, and the lines up to the next.
fn commands(text: &str) -> Vec<(&str, String)> {
    let mut commands: Vec<(&str, String)> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command, String::new())),
            (None, Some((_, output))) => output.extend([line, "\n"]),
            (None, None) => {}
        }
    }
    commands
}

/// A command line as a shell parts it: blanks part words, except in quotes.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut quote, mut inside) = (vec![String::new()], None, false);
    for c in line.chars() {
        match (c, quote) {
            ('\'' | '"', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            (' ', None) => inside = false,
            (c, _) => {
                if !inside && words.last().is_some_and(|word| !word.is_empty()) {
                    words.push(String::new());
                }
                inside = true;
                words.last_mut().expect("there is a word").push(c);
            }
        }
    }
    words
}

/// The same text without blanks at the ends of lines and empty lines at its end.
fn trimmed(text: &str) -> String {
    text.trim_end().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}
