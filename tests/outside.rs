//! What a folder that somebody sends must not reach, what never ends, and what several sessions write at once.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::support::{Ran, ends, feed, folder, juxta};

/// Runs the program in a folder, with the user's folders inside it.
fn there(folder: &Path, arguments: &[&str], input: &str) -> Ran {
    let mut command = juxta(arguments);
    command.current_dir(folder).env("HOME", folder);
    feed(command, input.as_bytes())
}

#[test]
fn a_package_shows_nothing_but_its_own_folder() {
    let all = folder("outside");
    let home = all.join("in");
    fs::create_dir_all(home.join("tables")).expect("a folder");
    let table = "name,n\na,1\nb,2\n";
    for path in ["secret.csv", "in/t.csv", "in/tables/t.csv"] {
        fs::write(all.join(path), table).expect("a table");
    }
    fs::write(all.join("schema.json"), "{\"fields\": [{\"name\": \"name\"}, {\"name\": \"n\"}]}")
        .expect("a schema");
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink("../secret.csv", home.join("link.csv")).expect("a link");
        symlink("..", home.join("up")).expect("a link");
        symlink("t.csv", home.join("same.csv")).expect("a link");
    }
    let absolute = all.join("secret.csv").display().to_string();
    let load = |resource: &str| {
        fs::write(home.join("datapackage.json"), format!("{{\"resources\": [{resource}]}}"))
            .expect("a package");
        there(&all, &["--data", "in", "-c", "show p"], "")
    };
    for path in
        ["../secret.csv", &absolute, "tables/../../secret.csv", "http://x/y.csv", "link.csv", "up/secret.csv"]
    {
        let ran = load(&format!("{{\"name\": \"p\", \"path\": {path:?}}}"));
        ends(&ran, 3);
        assert!(ran.stderr.contains("[E230]") && ran.stdout.is_empty(), "{path}: {}", ran.stderr);
    }
    let ran = load("{\"name\": \"p\", \"path\": \"t.csv\", \"schema\": \"../schema.json\"}");
    assert!(ran.stderr.contains("[E230]"), "{}", ran.stderr);
    for path in ["t.csv", "./t.csv", "tables/t.csv", "same.csv"] {
        ends(&load(&format!("{{\"name\": \"p\", \"path\": {path:?}}}")), 0);
    }
    // A table that the user names himself may be anywhere.
    ends(&there(&home, &["--data", "../secret.csv", "-c", "show secret"], ""), 0);
    ends(&there(&home, &["--data", "link.csv", "-c", "show link"], ""), 0);
    for path in ["../secret.csv", &absolute, "link.csv"] {
        let lesson = format!(
            "title = \"t\"\ngoal = \"g\"\ndata = [{path:?}]\n[[task]]\nask = \"x\"\nopen = true\nhints = [\"h\"]\n"
        );
        fs::write(home.join("l.toml"), lesson).expect("a lesson");
        let ran = there(&all, &["learn", "in/l.toml"], "show secret\n");
        assert!(ran.stderr.contains("[E705]") && ran.stdout.is_empty(), "{path}: {ran:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_never_ends_is_told() {
    let home = folder("endless");
    std::os::unix::fs::symlink("/dev/zero", home.join("z.toml")).expect("a link");
    std::os::unix::fs::symlink("/dev/zero", home.join("z.csv")).expect("a link");
    fs::write(home.join("datapackage.json"), "{\"resources\": [{\"name\": \"p\", \"path\": \"z.csv\"}]}")
        .expect("a package");
    for arguments in [
        &["/dev/zero"][..],
        &["fmt", "/dev/zero"],
        &["lint", "/dev/zero"],
        &["report", "/dev/zero", "--to", "x.md"],
        &["learn", "z.toml"],
        &["learn", "1", "--check", "/dev/zero"],
        &["--data", "z.csv", "-c", "show z"],
        &["--data", "datapackage.json", "-c", "show p"],
        &["package", "z.csv"],
    ] {
        let ran = there(&home, arguments, "");
        assert!(matches!(ran.code, Some(1 | 3)) && !ran.stderr.is_empty(), "{arguments:?}: {ran:?}");
    }
    let mut command = juxta(["-"]);
    command.stdin(Stdio::from(fs::File::open("/dev/zero").expect("it is there")));
    let ran = feed(command, b"");
    assert_eq!(ran.code, Some(3), "{}", ran.stderr);
    assert!(ran.stderr.contains("64 megabytes"), "{}", ran.stderr);
}

#[test]
fn sessions_that_learn_at_once_keep_every_note() {
    let home = folder("at-once");
    let tasks: Vec<(usize, usize)> =
        (1..=6).flat_map(|lesson| (1..=4).map(move |task| (lesson, task))).collect();
    std::thread::scope(|scope| {
        for (lesson, task) in &tasks {
            let home = &home;
            scope.spawn(move || {
                let ran = there(home, &["learn", &lesson.to_string()], &format!("task {task}\nskip\n"));
                assert_eq!(ran.code, Some(0), "{}", ran.stderr);
            });
        }
    });
    let path = home.join(".local/state/juxta/progress");
    let text = fs::read_to_string(&path).expect("progress");
    assert_eq!(text.lines().filter(|line| line.contains("\tskipped\t")).count(), tasks.len(), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).expect("progress").permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn long_statements_take_time_by_their_length() {
    let names: Vec<String> = (0..10_000).map(|at| format!("qx{at}")).collect();
    let ran = feed(juxta(["--quiet", "-"]), format!("show {} on rankings", names.join(", ")).as_bytes());
    ends(&ran, 1);
    assert!(ran.stderr.contains("10000 names") && ran.stderr.lines().count() < 60, "{}", ran.stderr);
    let years: Vec<String> = (0..40_000).map(|year| format!("year = {year}")).collect();
    ends(&feed(juxta(["fmt", "-"]), format!("show rankings where {}", years.join(" or ")).as_bytes()), 0);
    let comments = "# why\n".repeat(40_000);
    ends(&feed(juxta(["fmt", "-"]), format!("show Seoul,\n{comments}Beijing on rankings").as_bytes()), 0);
    let sets: String = (0..20_000).map(|at| format!("define s{at} as Beijing, Seoul\n")).collect();
    ends(&feed(juxta(["--quiet", "-"]), sets.as_bytes()), 0);
}

#[test]
fn braces_in_a_citation_are_balanced() {
    let home = folder("braces");
    fs::write(home.join("t.csv"), "name,n\na,1\nb,2\n").expect("a table");
    let package = "{\"title\": \"a } lone { } brace \\\\} }\", \"resources\": [{\"name\": \"p\", \"path\": \"t.csv\"}]}";
    fs::write(home.join("datapackage.json"), package).expect("a package");
    let ran = there(&home, &["--data", "datapackage.json", "-c", "show p", "cite as bibtex"], "");
    ends(&ran, 0);
    let (_, works) = ran.stdout.split_once("@misc").expect("a citation");
    // BibTeX counts braces, whatever stands before them.
    let mut depth = 0;
    for c in works.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        assert!(depth >= 0, "{works}");
    }
    assert_eq!(depth, 0, "{works}");
}

/// However a program ends, no table stands beside a page that tells of another one, and what it left is swept.
#[cfg(unix)]
#[test]
fn a_killed_export_leaves_no_page_of_another_result() {
    use std::time::Duration;

    let folder = folder("killed");
    let script = |year: usize| {
        format!("compare Beijing, Seoul on rankings where year = {year}\nexport to \"out.csv\" force\n")
    };
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
    let tables = [2019, 2020].map(|year| {
        there(&folder, &["-"], &script(year));
        read("out.csv")
    });
    assert_ne!(tables[0], tables[1]);
    let mut killed = 0;
    for round in 0..40u64 {
        let mut command = juxta(["-"]);
        command.current_dir(&folder).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the program starts");
        let text: String = (0..60).map(|at| script(2019 + at % 2)).collect();
        {
            use std::io::Write;
            let mut input = child.stdin.take().expect("it reads");
            // Who was killed reads no further.
            let _ = input.write_all(text.as_bytes());
        }
        std::thread::sleep(Duration::from_millis(2 + round * 3 % 40));
        killed += usize::from(child.kill().is_ok());
        let _ = child.wait();
        let (table, page) = (read("out.csv"), read("out.csv.README.md"));
        if let Some(told) = page.split("where year = ").nth(1).and_then(|rest| rest.get(..4)) {
            assert_eq!(table, tables[usize::from(told == "2020")], "{page}");
        }
    }
    assert!(killed > 20);
    there(&folder, &["-"], &script(2020));
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["out.csv", "out.csv.README.md"]);
}
