//! What may know what: the rules of the house, read off the sources.

use std::fs;
use std::path::{Path, PathBuf};

/// A part of the crate, and the parts it may use. A part that is not listed may use every other.
const KNOWS: &[(&str, &[&str])] = &[
    ("order", &[]),
    ("source", &[]),
    ("word", &[]),
    ("visible", &[]),
    ("stop", &[]),
    ("suggest", &["dataset::fold", "stop"]),
    ("dataset", &["order", "suggest", "stop"]),
    ("syntax", &["order", "source", "suggest", "word", "dataset::fold"]),
    ("schema", &["dataset", "word"]),
    ("query", &["dataset", "word", "schema"]),
    ("resolve", &["order", "source", "suggest", "word", "dataset", "syntax", "query", "schema", "answer"]),
    ("answer", &["dataset", "word", "schema"]),
    ("eval", &["order", "source", "suggest", "word", "stop", "dataset", "query", "schema", "answer"]),
    ("render", &["visible", "order", "suggest", "word", "stop", "dataset", "schema", "answer"]),
    ("cite", &["order", "dataset", "answer"]),
    ("write", &["suggest"]),
    ("export", &["answer", "cite", "render", "write"]),
    ("report", &["source", "suggest", "syntax", "answer", "cite", "render", "session", "write"]),
    ("diagnostic", &["visible", "order", "source", "render", "syntax::keyword"]),
    ("lookup", &["order", "suggest", "word", "stop", "dataset", "query", "answer", "eval"]),
    ("meant", &["suggest", "word", "dataset", "syntax", "resolve::quoted"]),
    ("command", &["syntax::keyword"]),
    (
        "help",
        &["visible", "suggest", "word", "dataset::fold", "syntax::keyword", "render", "settings", "command"],
    ),
    (
        "learn",
        &["source", "suggest", "word", "dataset", "syntax", "answer", "eval", "session", "help", "command"],
    ),
    ("settings", &["source", "suggest", "render", "syntax::ast"]),
];

/// A crate, and the only places that may know it. Places end in `/` when they are folders.
const CRATES: &[(&str, &[&str])] = &[
    ("pest", &["src/syntax/"]),
    ("pest_derive", &["src/syntax/"]),
    ("tabled", &["src/render/table.rs"]),
    ("rustyline", &["src/shell/"]),
    ("clap", &["src/shell/"]),
    ("ctrlc", &["src/shell/"]),
    ("terminal_size", &["src/shell/"]),
    ("csv", &["src/dataset/", "src/render/"]),
    ("pulldown_cmark", &["src/report/"]),
    ("strsim", &["src/suggest.rs"]),
    ("toml", &["src/learn/file.rs"]),
    ("parquet", &["src/dataset/parquet/"]),
];

/// The only names of miette that an error may use outside of `src/diagnostic`.
const MIETTE: &[&str] = &["Diagnostic", "LabeledSpan", "SourceSpan"];

const LONGEST: usize = 400;

/// Files that are longer, and why.
const LONGER: &[(&str, &str)] = &[
    (
        "src/resolve/error.rs",
        "one enum: all messages of a stage stand side by side, so that they keep one voice",
    ),
    (
        "src/syntax/error.rs",
        "one enum: all messages of a stage stand side by side, so that they keep one voice",
    ),
];

#[test]
fn each_part_knows_only_what_it_may() {
    let mut broken = Vec::new();
    for file in sources() {
        let Some((part, may)) = KNOWS.iter().find(|(part, _)| *part == file.part()) else { continue };
        for (line, path) in file.uses("crate") {
            let own = path == *part || path.starts_with(&format!("{part}::"));
            let allowed = may.iter().any(|may| path == *may || path.starts_with(&format!("{may}::")));
            if !own && !allowed {
                broken.push(format!("{}:{line}: `{part}` may not know `{path}`", file.name));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn each_crate_has_its_place() {
    let mut broken = Vec::new();
    for file in sources() {
        for (name, places) in CRATES {
            let at_home = places.iter().any(|place| match place.ends_with('/') {
                true => file.name.starts_with(place),
                false => file.name == *place,
            });
            if !at_home {
                broken
                    .extend(file.uses(name).map(|(line, _)| format!("{}:{line}: knows `{name}`", file.name)));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn miette_is_set_up_in_one_place() {
    let mut broken = Vec::new();
    for file in sources().filter(|file| file.part() != "diagnostic") {
        for (line, path) in file.uses("miette") {
            if !MIETTE.contains(&path.split("::").next().unwrap_or_default()) {
                broken.push(format!("{}:{line}: uses miette::{path}", file.name));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn only_the_shell_prints() {
    let mut broken = Vec::new();
    for file in sources().filter(|file| file.part() != "shell") {
        for (at, line) in file.code() {
            let prints = ["print!(", "println!(", "dbg!(", "stdout()", "stderr()"];
            if prints.iter().any(|word| line.contains(word)) {
                broken.push(format!("{}:{at}: {}", file.name, line.trim()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn files_are_short() {
    for (name, reason) in LONGER {
        let file = sources().find(|file| file.name == *name);
        assert!(
            file.is_some_and(|file| file.text.lines().count() > LONGEST),
            "{name} is short now: {reason}"
        );
    }
    let long = sources().filter(|file| file.text.lines().count() > LONGEST);
    let broken: Vec<String> =
        long.map(|file| file.name).filter(|name| !LONGER.iter().any(|(other, _)| other == name)).collect();
    assert!(broken.is_empty(), "longer than {LONGEST} lines: {}", broken.join(", "));
}

#[test]
fn the_rules_speak_of_parts_that_are_there() {
    for (part, may) in KNOWS {
        assert!(sources().any(|file| file.part() == *part), "there is no part `{part}`");
        for part in may.iter().filter_map(|path| path.split("::").next()) {
            assert!(sources().any(|file| file.part() == part), "there is no part `{part}`");
        }
    }
    for (name, _) in CRATES {
        assert!(sources().any(|file| file.uses(name).next().is_some()), "nothing uses `{name}`");
    }
}

/// A file of the crate.
struct File {
    /// From the root of the repository: `src/eval/rank.rs`.
    name: String,
    text: String,
}

impl File {
    /// The part of the crate it belongs to: `eval`, `source`.
    fn part(&self) -> &str {
        let path = self.name.trim_start_matches("src/");
        path.split(['/', '.']).next().unwrap_or_default()
    }

    /// Lines without comments, counted from 1; tests inside the file are left out.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(at, line)| (at + 1, line));
        lines
            .take_while(|(_, line)| *line != "#[cfg(test)]")
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// What follows `root::` in the code, names in braces one by one.
    fn uses(&self, root: &str) -> impl Iterator<Item = (usize, String)> {
        let root = format!("{root}::");
        self.code().flat_map(move |(at, line)| {
            let found = line.match_indices(&root).filter(|(start, _)| {
                let before = line[..*start].chars().next_back();
                before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':')
            });
            let paths = found.flat_map(|(start, root)| names(&line[start + root.len()..]));
            paths.map(|path| (at, path)).collect::<Vec<_>>()
        })
    }
}

/// `{a, b::c}` is `a` and `b::c`; anything else is one path.
fn names(text: &str) -> Vec<String> {
    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let path = |text: &str| text.trim().chars().take_while(|&c| is_path(c)).collect::<String>();
    match text.strip_prefix('{') {
        Some(list) => list.split('}').next().unwrap_or_default().split(',').map(path).collect(),
        None => vec![path(text)],
    }
}

fn sources() -> impl Iterator<Item = File> {
    let mut folders = vec![PathBuf::from("src")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(root().join(&folder)).expect("the sources are there");
        for entry in entries.map(|entry| folder.join(entry.expect("an entry can be read").file_name())) {
            if root().join(&entry).is_dir() {
                // Tests may look at everything.
                folders.extend((!entry.ends_with("tests")).then_some(entry));
            } else if entry.extension().is_some_and(|ending| ending == "rs") && !entry.ends_with("tests.rs") {
                let text = fs::read_to_string(root().join(&entry)).expect("a source is text");
                files.push(File { name: entry.display().to_string(), text });
            }
        }
    }
    files.into_iter()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
