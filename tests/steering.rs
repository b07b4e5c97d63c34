//! Files and answers that mean to steer the terminal of whoever looks at them: everything is shown, nothing is obeyed.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use proptest::prelude::*;

use crate::support::{feed, folder};
use crate::terminal::{Terminal, juxta};

/// A title, a clipboard, a link, a screen that is cleared, writing that is turned around, letters that nobody sees.
const EVIL: &str = "\u{1b}]0;t\u{7}\u{1b}]52;c;aGk=\u{1b}\\\u{1b}]8;;http://x\u{7}\u{9b}2J\u{1b}[7m\u{202e}\u{2066}\u{200b}evil";

/// Whatever of a text a terminal would obey, beside lines and the styles of the program.
fn obeyed(written: &str) -> Vec<char> {
    let mut rest = String::new();
    let mut parts = written.split('\u{1b}');
    rest.push_str(parts.next().unwrap_or_default());
    for part in parts {
        // The styles of the program, and those of miette.
        let ours = [
            "[0m", "[1m", "[2m", "[1;34m", "[34m", "[32m", "[36m", "[4;31m", "[90m", "[31m", "[36;1;4m",
            "[35;1m", "[33;1m", "[32;1m", "[K",
        ];
        match ours.into_iter().find(|code| part.starts_with(code)) {
            Some(code) => rest.push_str(&part[code.len()..]),
            None => rest.push_str(&format!("\u{1b}{part}")),
        }
    }
    let steers = |c: &char| {
        c.is_control() && !matches!(c, '\n' | '\r' | '\t')
            || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    rest.chars().filter(steers).collect()
}

/// What a terminal gets when the program runs on it.
fn seen<S: AsRef<OsStr>>(folder: &Path, arguments: &[S]) -> String {
    let mut command = juxta(folder);
    command.args(arguments);
    let mut terminal = Terminal::without_prompt(command, folder, (24, 200));
    terminal.ended();
    // The last bytes may still be on their way.
    let mut before = usize::MAX;
    while before != terminal.written().len() {
        before = terminal.written().len();
        std::thread::sleep(std::time::Duration::from_millis(30));
    }
    terminal.written()
}

/// Files that are full of a text, wherever they can hold one.
fn hostile(folder: &Path, evil: &str) {
    let cell = evil.replace('"', "\"\"");
    // So few control characters that the file still is a table.
    let rows: String = (0..200).map(|at| format!("a plain name {at},{at},2001\n")).collect();
    let table = format!("name,\"n{cell}\",year\n\"a{cell}\",1,2001\n{rows}");
    fs::write(folder.join("t.csv"), table).expect("it can be written");
    let text = serde_json::to_string(evil).expect("it can be written");
    let package = format!(
        "{{\"title\": {text}, \"version\": {text}, \"licenses\": [{{\"name\": {text}}}], \"resources\": [{{\"name\": \"p\", \"path\": \"t.csv\", \"title\": {text}, \"description\": {text}}}]}}"
    );
    fs::write(folder.join("datapackage.json"), package).expect("it can be written");
    let lesson = format!(
        "title = {text}\ngoal = {text}\ntext = {text}\n[[task]]\nask = {text}\nopen = true\nwhy = {text}\nhints = [{text}]\n[[task]]\nask = \"x\"\nanswer = [{text}]\n"
    );
    // JSON writes `\u001b` as TOML does.
    fs::write(folder.join("l.toml"), lesson).expect("it can be written");
    fs::write(
        folder.join("a.juxta"),
        format!("learn l.toml\nanswer {}x\nanswer {0}y\n", evil.replace(['\n', '\r'], " ")),
    )
    .expect("it can be written");
    fs::write(
        folder.join("s.juxta"),
        format!("show \"{evil}\" on t\nshow {evil}\n# {evil}\nshow topics limit 1"),
    )
    .expect("it can be written");
}

const COMMANDS: &[&[&str]] = &[
    &["--data", "t.csv", "-c", "show t"],
    &["--data", "t.csv", "-c", "describe t"],
    &["--data", "t.csv", "-c", "show t as plain"],
    &["--data", "t.csv", "-c", "show t as csv"],
    &["--data", "t.csv", "-c", "show t as tsv"],
    &["--data", "t.csv", "-c", "show t as json"],
    &["--data", "t.csv", "-c", "show t as markdown"],
    &["--data", "t.csv", "-c", "show t as html"],
    &["--data", "t.csv", "-c", "show t as latex"],
    &["--data", "t.csv", "-c", "rank t as chart"],
    &["--data", "t.csv", "-c", "rank t as svg"],
    &["--data", "t.csv", "-c", "show t.nothing"],
    &["--data", "datapackage.json", "-c", "show p", "cite", "cite as bibtex", "cite as csl"],
    &["--data", "datapackage.json", "-c", "show topics"],
    &["--color", "always", "--data", "t.csv", "-c", "show t", "show x"],
    &["learn", "l.toml", "--check", "a.juxta"],
    &["learn", "l.toml", "--check", "a.juxta", "--format", "json"],
    &["learn", "--lint", "l.toml"],
    &["s.juxta"],
    &["--keep-going", "--format", "plain", "s.juxta"],
    &["lint", "s.juxta"],
    &["fmt", "--check", "s.juxta"],
    &["plan", "show x"],
    &["report", "s.juxta"],
];

#[test]
fn nothing_in_a_file_reaches_a_terminal_raw() {
    let folder = folder("steering");
    hostile(&folder, EVIL);
    for arguments in COMMANDS {
        let written = seen(&folder, arguments);
        assert!(!written.trim().is_empty(), "{arguments:?}");
        assert_eq!(obeyed(&written), [], "{arguments:?}: {written:?}");
    }
    // What was typed is no better than what was read.
    for arguments in [
        ["-c", EVIL].as_slice(),
        &["-c", &format!("show \"{EVIL}\"")],
        &["--format", EVIL],
        &[&format!("--{EVIL}")],
        &[&format!("{EVIL}.juxta")],
        &["--data", &format!("{EVIL}.csv")],
        &["learn", EVIL],
        &["fmt", EVIL],
        &["report", EVIL, "--to", EVIL],
        &["plan", EVIL],
    ] {
        let written = seen(&folder, arguments);
        assert_eq!(obeyed(&written), [], "{arguments:?}: {written:?}");
    }
}

#[test]
fn files_and_pipes_keep_what_the_data_say() {
    let folder = folder("steering-pipe");
    hostile(&folder, EVIL);
    let piped = |arguments: &[&str]| {
        let mut command = crate::support::juxta(arguments);
        command.current_dir(&folder);
        feed(command, b"").stdout
    };
    let csv = piped(&["--data", "t.csv", "-c", "show t as csv"]);
    assert!(csv.contains(EVIL), "{csv:?}");
    let json: serde_json::Value =
        serde_json::from_str(&piped(&["--data", "t.csv", "-c", "show t as json"])).unwrap();
    assert!(json.to_string().contains("202e") || json["tables"].to_string().contains('\u{202e}'), "{json}");
    let marks = piped(&["learn", "l.toml", "--check", "a.juxta"]);
    assert_eq!(obeyed(&marks), [], "{marks:?}");
}

#[test]
fn the_prompt_shows_signs_in_lists_lessons_and_lines() {
    let folder = folder("steering-prompt");
    hostile(&folder, EVIL);
    let mut terminal = Terminal::of(juxta(&folder), &folder, (40, 160));
    for line in [
        "load \"t.csv\"",
        "show t",
        "last as csv",
        "describe t",
        "find evil",
        "load \"datapackage.json\" as p",
        "show p",
        "cite",
        "plan show t",
        "learn l.toml",
        "hint",
        "again",
        &format!("answer {}", "evil"),
    ] {
        terminal.line(line);
    }
    terminal.press("show t.\t\t");
    terminal.wait("name");
    terminal.press("\u{3}");
    terminal
        .until("an empty line", |terminal| terminal.screen().contains("clears the line") && terminal.waits());
    terminal.press("show t where name = \t\t");
    terminal.wait("plain name");
    let written = terminal.written();
    for part in ["\u{1b}]", "\u{9b}", "\u{202e}", "\u{2066}", "\u{200b}"] {
        assert!(!written.contains(part), "{part:?} in {written:?}");
    }
    assert!(written.contains("␛]0;t␇"), "{written:?}");
}

proptest! {
    // Each case starts the program some times.
    #![proptest_config(ProptestConfig { cases: 4, ..ProptestConfig::default() })]

    #[test]
    fn no_text_steers_a_terminal(
        evil in "[\u{1}-\u{8}\u{b}-\u{1f}\u{7f}-\u{9f}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{fdd0}\\[\\];0-9mJKa-z서👩 ]{1,24}",
        first in 0..COMMANDS.len(),
    ) {
        let folder = crate::support::folder("steering-any");
        hostile(&folder, &format!("{evil}x"));
        for arguments in COMMANDS.iter().cycle().skip(first).step_by(5).take(5) {
            let written = seen(&folder, arguments);
            prop_assert_eq!(obeyed(&written), [], "{:?}: {:?}", arguments, written);
        }
    }
}
