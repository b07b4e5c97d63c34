//! The sources of the program, for the rules that no compiler holds.

use std::fs;
use std::path::{Path, PathBuf};

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of a crate.
pub struct File {
    /// From the root of the repository: `src/engine/evaluate/rank.rs`.
    pub name: String,
    pub text: String,
}

impl File {
    /// Lines without comments, counted from 1; tests inside the file are left out.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(at, line)| (at + 1, line));
        lines
            .take_while(|(_, line)| *line != "#[cfg(test)]")
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// What follows `root::` in the code, names in braces one by one.
    pub fn uses(&self, root: &str) -> impl Iterator<Item = (usize, String)> {
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

/// Every file of the crates, tests left out: these may look at everything.
pub fn sources() -> impl Iterator<Item = File> {
    let mut folders = vec![PathBuf::from("src")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(root().join(&folder)).expect("the sources are there");
        for entry in entries.map(|entry| folder.join(entry.expect("an entry can be read").file_name())) {
            if root().join(&entry).is_dir() {
                folders.extend((!entry.ends_with("tests")).then_some(entry));
            } else if entry.extension().is_some_and(|ending| ending == "rs") && !entry.ends_with("tests.rs") {
                let text = fs::read_to_string(root().join(&entry)).expect("a source is text");
                files.push(File { name: entry.display().to_string(), text });
            }
        }
    }
    assert!(files.len() > 300, "the sources are looked for in the wrong place");
    files.into_iter()
}
