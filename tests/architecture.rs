//! The rules of the house that no compiler holds: what stands in `ARCHITECTURE.md` is so, and each library has its door.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::support::sources::{root, sources};

/// A library, and the only places of the program that may name it. Places end in `/` when they are folders.
const DOORS: &[(&str, &[&str])] = &[
    ("pest", &["src/syntax/"]),
    ("pest_derive", &["src/syntax/"]),
    ("rustyline", &["src/cli/repl/"]),
    ("clap", &["src/cli/"]),
    ("ctrlc", &["src/cli/"]),
    ("terminal_size", &["src/cli/"]),
    ("csv", &["src/import/", "src/output/render/", "src/names/build.rs"]),
    ("pulldown_cmark", &["src/report/"]),
    ("strsim", &["src/base/suggest.rs"]),
    ("toml", &["src/learn/file.rs"]),
    ("parquet", &["src/import/parquet/"]),
];

/// The only names of miette that an error may use outside of `src/output/diagnostic`.
const MIETTE: &[&str] = &["Diagnostic", "LabeledSpan", "Severity", "SourceSpan"];

const LONGEST: usize = 400;

/// Files that are longer, and why.
const LONGER: &[(&str, &str)] = &[
    (
        "src/engine/resolve/error.rs",
        "one enum: all messages of a stage stand side by side, so that they keep one voice",
    ),
    (
        "src/syntax/error.rs",
        "one enum: all messages of a stage stand side by side, so that they keep one voice",
    ),
    (
        "src/import/error.rs",
        "one enum: all messages of a stage stand side by side, so that they keep one voice",
    ),
];

/// What each crate may know, as its manifest says: by the folder below `src`, those of the folders that it names.
fn known() -> BTreeMap<String, BTreeSet<String>> {
    let manifest = |path: &str| -> toml::Table {
        let text = fs::read_to_string(root().join(path)).expect("a manifest is there");
        text.parse().expect("a manifest is TOML")
    };
    let workspace = manifest("Cargo.toml");
    let members: BTreeMap<String, String> = workspace["workspace"]["dependencies"]
        .as_table()
        .expect("the workspace lists its members")
        .iter()
        .filter_map(|(name, member)| Some((name.clone(), member.get("path")?.as_str()?.to_owned())))
        .collect();
    let known = |path: &String| {
        let table = manifest(&format!("{path}/Cargo.toml"));
        let names =
            table.get("dependencies").and_then(toml::Value::as_table).expect("it knows something").keys();
        let folders = names.filter_map(|name| members.get(name));
        folders.map(|path| path.trim_start_matches("src/").to_owned()).collect()
    };
    members.values().map(|path| (path.trim_start_matches("src/").to_owned(), known(path))).collect()
}

#[test]
fn the_table_says_what_the_manifests_say() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("it is there");
    let rows = text.lines().skip_while(|line| !line.starts_with("| folder of `src`")).skip(2);
    let cells = rows.take_while(|line| line.starts_with('|')).map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [folder, _, knows] = cells[..] else { panic!("{row}: three cells") };
        let knows =
            knows.split(", ").filter(|name| *name != "–").map(|name| name.trim_matches('`').to_owned());
        (folder.trim_matches(['`', '/']).to_owned(), knows.collect())
    });
    let told: BTreeMap<String, BTreeSet<String>> = cells.collect();
    assert_eq!(told, known());
}

#[test]
fn each_library_has_its_door() {
    let mut broken = Vec::new();
    for file in sources() {
        for (name, places) in DOORS {
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
    for (name, _) in DOORS {
        assert!(sources().any(|file| file.uses(name).next().is_some()), "nothing uses `{name}`");
    }
}

#[test]
fn miette_is_set_up_in_one_place() {
    let mut broken = Vec::new();
    for file in sources().filter(|file| !file.name.starts_with("src/output/diagnostic/")) {
        for (line, path) in file.uses("miette") {
            if !MIETTE.contains(&path.split("::").next().unwrap_or_default()) {
                broken.push(format!("{}:{line}: uses miette::{path}", file.name));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn only_the_command_line_prints() {
    let mut broken = Vec::new();
    // A build script speaks to Cargo.
    let may_print = |name: &str| name.starts_with("src/cli/") || name.ends_with("/build.rs");
    for file in sources().filter(|file| !may_print(&file.name)) {
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

/// `fuzz/` is a workspace of its own, so that no build of the program looks at its lock file.
#[test]
fn the_fuzzer_knows_the_crates_of_the_program() {
    let crates = |lock: &str| -> BTreeSet<String> {
        let text = fs::read_to_string(root().join(lock)).expect("the lock file can be read");
        let names = text.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
        names.filter(|name| name.starts_with("juxta-") && *name != "juxta-fuzz").map(str::to_owned).collect()
    };
    assert_eq!(
        crates("Cargo.lock"),
        crates("fuzz/Cargo.lock"),
        "`cargo metadata` in `fuzz` brings its lock file up to date"
    );
}

/// A function that stands alone says what it does: `series::find_series`, not `series::of`.
#[test]
fn free_functions_are_verbs() {
    let mut broken = Vec::new();
    for file in sources() {
        for (at, line) in file.code().filter(|(_, line)| !line.starts_with(' ')) {
            let Some((before, name)) = line.split_once("fn ") else { continue };
            let name = name.split(['(', '<']).next().unwrap_or_default();
            let is_free = before.is_empty() || before.starts_with("pub") || before.starts_with("const");
            if is_free && ["of", "on", "at", "known", "tell"].contains(&name) {
                broken.push(format!("{}:{at}: fn {name}", file.name));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
