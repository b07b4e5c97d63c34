//! How scripts end: with which code, after which statement, and what is told on the way.

use std::fs;
use std::io::Read;

use crate::support::{feed, folder, juxta, run};

const DONE: Option<i32> = Some(0);
const QUERY: Option<i32> = Some(1);
const FILE: Option<i32> = Some(3);

/// Two statements with a mistake between them.
const BROKEN: &str = "show conferences limit 1\nshow weather\nshow gpci limit 1\n";

#[test]
fn a_script_stops_at_its_first_mistake() {
    let ran = feed(juxta(["-"]), BROKEN.as_bytes());
    assert_eq!(ran.code, QUERY);
    assert!(ran.stdout.contains("meetings") && !ran.stdout.contains("points"), "{}", ran.stdout);
    assert!(ran.stderr.contains("stdin:2:6"), "the place of the mistake\n{}", ran.stderr);
}

#[test]
fn keep_going_goes_on_and_still_tells() {
    let ran = feed(juxta(["--keep-going", "-"]), BROKEN.as_bytes());
    assert_eq!(ran.code, QUERY);
    assert!(ran.stdout.contains("meetings") && ran.stdout.contains("points"), "{}", ran.stdout);
    assert!(ran.stderr.contains("weather"), "{}", ran.stderr);
}

#[test]
fn a_failed_expectation_fails_the_script() {
    let ran = run(["-c", "show conferences", "-c", "expect 3 rows", "-c", "show gpci"]);
    assert_eq!(ran.code, QUERY);
    assert!(!ran.stdout.contains("points"), "{}", ran.stdout);
}

#[test]
fn files_that_can_not_be_read_are_named() {
    let folder = folder("files");
    let binary = folder.join("binary.juxta");
    fs::write(&binary, b"show topics\nshow \xff\n").unwrap();
    let missing = folder.join("missing.juxta");
    for (path, why) in [(&*missing, "no such file"), (&*folder, "is a directory"), (&*binary, "line 2")] {
        let ran = run([path]);
        assert_eq!((ran.code, ran.stdout.as_str()), (FILE, ""), "{}", path.display());
        assert!(ran.stderr.contains(why), "{}", ran.stderr);
        assert!(ran.stderr.contains(&path.display().to_string()), "{}", ran.stderr);
    }
    // The next file is not run, unless that is wanted.
    let good = folder.join("good.juxta");
    fs::write(&good, "show conferences limit 1").unwrap();
    assert_eq!(run([&missing, &good]).stdout, "");
    let ran = run(["--keep-going".as_ref(), missing.as_os_str(), good.as_os_str()]);
    assert_eq!(ran.code, FILE);
    assert!(ran.stdout.contains("meetings"), "{}", ran.stdout);
}

#[test]
fn a_table_that_is_not_there_ends_as_a_file_does() {
    let ran = run(["-c", "load \"missing.csv\" as wages"]);
    assert_eq!(ran.code, FILE);
    assert!(ran.stderr.contains("missing.csv"), "{}", ran.stderr);
}

#[test]
fn a_reader_that_leaves_ends_the_program_quietly() {
    let mut command = juxta(["--format", "csv", "-"]);
    command.stdin(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    let script = "show rankings\n".repeat(2000);
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        let _ = std::io::Write::write_all(&mut stdin, script.as_bytes());
    });
    let mut first = [0; 64];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    // The reading end is closed here, as `head` does when it has seen enough.
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert_eq!(output.status.code(), DONE);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
