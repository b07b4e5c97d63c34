//! The command line: what goes in, what comes out where, and how the program ends.

use std::fs;

use crate::support::{Ran, feed, folder, juxta, run};

const DONE: Option<i32> = Some(0);
const QUERY: Option<i32> = Some(1);
const USAGE: Option<i32> = Some(2);
const FILE: Option<i32> = Some(3);

#[test]
fn a_statement_answers_on_stdout() {
    let ran = run(["-c", "show conferences where city = Seoul and year = 2012"]);
    assert_eq!(ran.code, DONE);
    assert!(ran.stdout.contains("│ Seoul │"), "{}", ran.stdout);
    assert_eq!(ran.stderr, "");
}

#[test]
fn several_statements_share_one_session() {
    let ran = run([
        "-c",
        "define both as Beijing, Seoul",
        "-c",
        "compare both on rankings.GPCI",
        "-c",
        "expect 1 row",
    ]);
    assert_eq!(ran.code, DONE, "{}", ran.stderr);
    assert!(ran.stdout.contains("GPCI"), "{}", ran.stdout);
}

#[test]
fn scripts_run_in_order_and_share_one_session() {
    let folder = folder("scripts");
    let (first, second) = (folder.join("first.juxta"), folder.join("second.juxta"));
    fs::write(&first, "define both as Beijing, Seoul").unwrap();
    fs::write(&second, "compare both on rankings.GPCI\nexpect 1 row\n").unwrap();
    let ran = run([&first, &second]);
    assert_eq!(ran.code, DONE, "{}", ran.stderr);
    let ran = run([&second, &first]);
    assert_eq!(ran.code, QUERY);
    assert!(ran.stderr.contains("both"), "{}", ran.stderr);
}

#[test]
fn stdin_is_a_script() {
    for arguments in [&[][..], &["-"][..]] {
        let ran = feed(juxta(arguments), b"show conferences limit 1\n\xef\xbb\xbf");
        assert_eq!(ran.code, DONE, "{}", ran.stderr);
        assert!(ran.stdout.contains("Beijing"), "{}", ran.stdout);
    }
    let ran = feed(juxta(["-"]), "\u{feff}show conferences limit 1".as_bytes());
    assert_eq!(ran.code, DONE, "{}", ran.stderr);
}

#[test]
fn nothing_to_do_is_done() {
    for script in ["\n", "# only a comment\n", ";;\n"] {
        let ran = feed(juxta(["-"]), script.as_bytes());
        assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (DONE, "", ""), "{script}");
    }
}

#[test]
fn every_format_has_its_shape() {
    let shaped = |format: &str, begins: &str| {
        let ran = run(["--format", format, "-c", "show conferences where year = 2012"]);
        assert_eq!(ran.code, DONE, "{format}: {}", ran.stderr);
        assert!(ran.stdout.contains(begins), "{format}: no {begins} in\n{}", ran.stdout);
        assert!(ran.stdout.ends_with('\n'), "{format}");
        assert_eq!(ran.stderr, "", "{format}");
        ran.stdout
    };
    shaped("table", "│ city");
    shaped("plain", "Beijing");
    assert!(shaped("csv", "city,year,meetings").starts_with("city,year,meetings"));
    assert!(shaped("tsv", "city\tyear\tmeetings").starts_with("city\tyear\tmeetings"));
    shaped("markdown", "| city");
    shaped("html", "<table");
    shaped("latex", "\\begin{tabular");
    let json = shaped("json", "{");
    let parsed: serde_json::Value = serde_json::from_str(&json).expect("one object a line");
    assert_eq!(parsed["tables"][0]["rows"][0]["year"], 2012, "{json}");
}

#[test]
fn json_is_one_object_a_line() {
    let ran = run([
        "--format",
        "json",
        "-c",
        "show conferences",
        "-c",
        "show topics",
        "-c",
        "compare Beijing, Seoul on rankings",
    ]);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(lines.len(), 3);
    for line in lines {
        let object: serde_json::Value = serde_json::from_str(line).expect("a line is an object");
        for key in ["query", "verb", "title", "tables", "findings", "left_out", "notes", "sources"] {
            assert!(object.get(key).is_some(), "no {key} in {line}");
        }
    }
}

#[test]
fn an_unknown_form_is_wrong_use() {
    let ran = run(["--format", "excel", "-c", "show topics"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (USAGE, ""));
    assert!(ran.stderr.contains("`excel`") && ran.stderr.contains("csv"), "{}", ran.stderr);
}

#[test]
fn wrong_use_is_told_as_such() {
    for arguments in [&["--colour"][..], &["-c"], &["--width", "wide"], &["--color", "maybe"], &["plan"]] {
        let ran = run(arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (USAGE, ""), "{arguments:?}");
        assert!(!ran.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn options_may_come_before_a_command() {
    let ran = run(["--width", "90", "plan", "show topics"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (DONE, ""));
    let both = run(["-c", "show topics", "--width", "90", "plan", "show topics"]);
    assert_eq!((both.code, both.stdout.as_str()), (USAGE, ""));
    assert!(both.stderr.contains("`-c`"), "{}", both.stderr);
}

#[test]
fn help_and_version_are_results() {
    let help = run(["--help"]);
    assert_eq!((help.code, help.stderr.as_str()), (DONE, ""));
    assert!(help.stdout.contains("juxta -c 'compare Beijing, Seoul"), "{}", help.stdout);
    let version = run(["--version"]);
    assert_eq!(version.code, DONE);
    assert!(version.stdout.contains(env!("CARGO_PKG_VERSION")), "{}", version.stdout);
}

#[test]
fn data_is_a_table_or_a_package() {
    let folder = folder("data");
    fs::write(folder.join("wages.csv"), "country,wage\nNorway,45\nPeru,9\n").unwrap();
    fs::write(
        folder.join("datapackage.json"),
        r#"{ "name": "pay", "resources": [{ "name": "pay", "path": "wages.csv" }] }"#,
    )
    .unwrap();
    let table = folder.join("wages.csv").into_os_string();
    let ran = run([
        "--data".into(),
        table,
        "-c".into(),
        "show wages where wage > 10".into(),
        "-c".into(),
        "expect 1 row".into(),
    ]);
    assert_eq!(ran.code, DONE, "{}", ran.stderr);
    assert!(ran.stdout.contains("Norway"), "{}", ran.stdout);
    assert!(ran.stderr.contains("`wages` has 2 rows"), "{}", ran.stderr);
    for package in [folder.to_path_buf(), folder.join("datapackage.json")] {
        let ran = run(["--data".into(), package.into_os_string(), "-c".into(), "show pay".into()]);
        assert_eq!(ran.code, DONE, "{}", ran.stderr);
        assert!(ran.stdout.contains("Peru"), "{}", ran.stdout);
    }
    let ran = run([
        "--data".into(),
        folder.join("salaries.csv").into_os_string(),
        "-c".into(),
        "show topics".into(),
    ]);
    assert_eq!((ran.code, ran.stdout.as_str()), (FILE, ""));
    assert!(ran.stderr.contains("salaries.csv"), "{}", ran.stderr);
}

#[test]
fn width_limits_results_and_messages() {
    let widest = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    let query = "compare Beijing, Seoul on rankings";
    let (narrow, free) = (run(["--width", "60", "-c", query]), run(["-c", query]));
    assert!(widest(&free.stdout) > 60, "{}", free.stdout);
    assert!(widest(&narrow.stdout) <= 60, "{}", narrow.stdout);
    let wrong = run(["--width", "60", "-c", "show weather"]);
    assert!(widest(&wrong.stderr) <= 60, "{}", wrong.stderr);
}

#[test]
fn color_is_for_those_who_want_it() {
    let colored = |ran: &Ran| (ran.stdout.contains('\u{1b}'), ran.stderr.contains('\u{1b}'));
    let script = ["-c", "compare Beijing, Seoul on rankings", "-c", "show weather"];
    let with = |flags: &[&str], variables: &[(&str, &str)]| {
        let mut command = juxta(flags.iter().chain(&script));
        command.envs(variables.iter().copied());
        colored(&feed(command, b""))
    };
    assert_eq!(with(&[], &[]), (false, false), "a pipe");
    assert_eq!(with(&["--color", "always"], &[]), (true, true));
    assert_eq!(with(&["--color", "never"], &[("FORCE_COLOR", "1")]), (false, false));
    assert_eq!(with(&[], &[("FORCE_COLOR", "1")]), (true, true));
    assert_eq!(with(&[], &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]), (false, false));
    assert_eq!(
        with(&["--color", "always"], &[("NO_COLOR", "1")]),
        (true, true),
        "a flag is said later than a variable"
    );
}

#[test]
fn quiet_keeps_remarks_but_not_mistakes() {
    let define = "define both as Beijing, Seoul";
    assert!(run(["-c", define]).stderr.contains("both"));
    assert_eq!(run(["--quiet", "-c", define]).stderr, "");
    let ran = run(["--quiet", "-c", "show weather"]);
    assert_eq!(ran.code, QUERY);
    assert!(ran.stderr.contains("weather"), "{}", ran.stderr);
}

#[test]
fn plan_shows_every_stage() {
    let ran = run(["plan", "compare Beijing, Seoul on rankings where year = 2020"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (DONE, ""));
    let stages: Vec<&str> = ran.stdout.lines().filter_map(|line| line.strip_prefix("── ")).collect();
    assert_eq!(stages, ["text", "tree", "query", "cells", "answer"]);
    let wrong = run(["plan", "compare Beijing, Seoul on weather"]);
    assert_eq!((wrong.code, wrong.stdout.as_str()), (QUERY, ""));
    assert!(wrong.stderr.contains("weather"), "{}", wrong.stderr);
    let nothing = run(["plan", ""]);
    assert_eq!((nothing.code, nothing.stdout.as_str()), (QUERY, ""));
    assert!(nothing.stderr.contains("no statement"), "{}", nothing.stderr);
}
