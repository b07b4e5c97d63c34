//! Data that nobody means well with: tables, packages and places of every kind end in a result or in a message.

use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;

use crate::support::{Ran, ends, feed, folder, juxta, run};

/// Loads a table as `t`, and shows it where that works.
#[track_caller]
fn table(folder: &Path, bytes: impl AsRef<[u8]>, code: i32) -> Ran {
    let path = folder.join("t.csv");
    fs::write(&path, bytes).expect("the table can be written");
    let ran = run([
        "--quiet".as_ref(),
        // A long path to the table shall not break the words that are looked for.
        "--width=400".as_ref(),
        "--data".as_ref(),
        path.as_os_str(),
        "-c".as_ref(),
        "show t limit 3".as_ref(),
    ]);
    ends(&ran, code);
    ran
}

#[test]
fn tables_of_every_kind() {
    let folder = folder("tables");
    let good = "name,n\nZürich,1\nSeoul,2\n";
    let shows =
        |ran: Ran| assert!(ran.stdout.contains("Zürich") && ran.stdout.contains("Seoul"), "{}", ran.stdout);
    shows(table(&folder, good, 0));
    shows(table(&folder, good.trim_end(), 0));
    shows(table(&folder, good.replace('\n', "\r\n"), 0));
    shows(table(&folder, good.replace('\n', "\r"), 0));
    shows(table(&folder, format!("\u{feff}{good}"), 0));
    shows(table(&folder, good.replace(',', ";"), 0));
    shows(table(&folder, good.replace(',', "\t"), 0));
    shows(table(&folder, format!("{good}\n\n"), 0));
    let utf16 = |order: fn(u16) -> [u8; 2]| {
        format!("\u{feff}{good}").encode_utf16().flat_map(order).collect::<Vec<u8>>()
    };
    shows(table(&folder, utf16(u16::to_le_bytes), 0));
    shows(table(&folder, utf16(u16::to_be_bytes), 0));
    shows(table(&folder, good.chars().map(|c| c as u8).collect::<Vec<u8>>(), 0));
}

#[test]
fn tables_that_are_none() {
    let folder = folder("no_tables");
    let says = |ran: Ran, words: &str| assert!(ran.stderr.contains(words), "{}", ran.stderr);
    says(table(&folder, b"name,n\n\0\x01\x02,1\n", 3), "bytes");
    says(table(&folder, b"\xff\xfea", 3), "t.csv");
    says(table(&folder, b"\xff\xfe\x00\xd8", 3), "t.csv");
    says(table(&folder, b"PK\x03\x04\x14\x00\x06\x00", 3), "t.csv");
    says(table(&folder, "", 3), "holds no table");
    says(table(&folder, "\n\n\n", 3), "holds no table");
    says(table(&folder, "name,n\n", 3), "holds no table");
    says(table(&folder, "name,n\na,1\nb,2,3\n", 3), "line 3");
    says(table(&folder, "name,n\na,1\nb\n", 3), "line 3");
    says(table(&folder, "name,name\na,1\n", 3), "twice");
    says(table(&folder, "name,\na,1\n", 3), "column 2");
    says(table(&folder, ",\n,\n", 3), "holds no table");
    says(table(&folder, "n,m\n1,2\n", 3), "names to compare");
    // An open quote takes in all that follows.
    let open = table(&folder, "name,n\n\"a,1\nb,2\n", 3);
    says(open, "t.csv");
}

#[test]
fn tables_of_great_size() {
    let folder = folder("large_tables");
    // Wide tables are for files; drawn with borders they only take time.
    let csv = |text: String| {
        let path = folder.join("large.csv");
        fs::write(&path, text).unwrap();
        let arguments = ["--quiet".as_ref(), "--format=csv".as_ref(), "--data".as_ref(), path.as_os_str()];
        let ran = run(arguments.into_iter().chain(["-c".as_ref(), "show large limit 3".as_ref()]));
        ends(&ran, 0);
        assert!(ran.stdout.starts_with("name,"));
    };
    let columns: Vec<String> = (1..=10_000).map(|at| format!("c{at}")).collect();
    let row = vec!["1"; 10_000].join(",");
    csv(format!("name,{}\na,{row}\nb,{row}\n", columns.join(",")));
    let field = "x".repeat(10_000_000);
    csv(format!("name,n\na,{field}\nb,1\n"));
    csv(format!("name,{field}\na,1\nb,1\n"));
    table(&folder, format!("name,n\n{field}\n"), 3);
    let rows: String = (1..=100_000).map(|at| format!("n{at},{at}\n")).collect();
    csv(format!("name,n\n{rows}"));
}

#[test]
fn names_that_look_like_the_language() {
    let folder = folder("names");
    let path = folder.join("t.csv");
    fs::write(&path, "on,where,by \"x\",a.b\nshow,=,1,2\n\"a,b\",\"(\",2,3\n\"\u{1b}[31m\",\u{202e},3,4\n")
        .unwrap();
    for query in [
        "show t",
        "compare show, \"a,b\" on t",
        "tabulate t by \"where\"",
        "show t.\"a.b\"",
        "rank \"on\" on t.\"a.b\" order by \"a.b\"",
    ] {
        let ran =
            run(["--quiet".as_ref(), "--data".as_ref(), path.as_os_str(), "-c".as_ref(), query.as_ref()]);
        ends(&ran, 0);
        assert!(!ran.stdout.contains(['\u{1b}', '\u{202e}']), "{query}: {:?}", ran.stdout);
    }
}

#[test]
fn packages_of_every_kind() {
    let says = |name: &str, json: &str, code: i32, words: &str| {
        let folder = folder("packages").join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("t.csv"), "name,n\na,1\nb,2\n").unwrap();
        fs::write(folder.join("datapackage.json"), json).unwrap();
        let ran = run([
            "--quiet".as_ref(),
            "--data".as_ref(),
            folder.as_os_str(),
            "-c".as_ref(),
            "show t".as_ref(),
        ]);
        ends(&ran, code);
        assert!(ran.stderr.contains(words), "{name}: no `{words}` in\n{}", ran.stderr);
    };
    let with = |resource: &str| format!(r#"{{ "name": "p", "resources": [{resource}] }}"#);
    let field = |more: &str| {
        with(&format!(
            r#"{{ "name": "t", "path": "t.csv", "schema": {{ "fields": [
                {{ "name": "name", "type": "string" }}, {{ "name": "n", "type": "integer" {more} }} ] }} }}"#
        ))
    };
    says("good", &field(""), 0, "");
    says("without_schema", &with(r#"{ "name": "t", "path": "t.csv" }"#), 0, "");
    says("empty", "", 3, "line 1");
    says("broken", "{", 3, "line 1");
    says("list", "[]", 3, "datapackage.json");
    says("deep", &"[".repeat(10_000), 3, "datapackage.json");
    says("without_resources", r#"{ "name": "p" }"#, 3, "resources");
    says("no_resource", &with(""), 3, "no table");
    says("without_path", &with(r#"{ "name": "t" }"#), 3, "path");
    says("no_path", &with(r#"{ "name": "t", "path": [] }"#), 3, "no table");
    says("missing_table", &with(r#"{ "name": "t", "path": "u.csv" }"#), 3, "u.csv");
    says("missing_schema", &with(r#"{ "name": "t", "path": "t.csv", "schema": "s.json" }"#), 3, "s.json");
    says(
        "twice",
        &with(r#"{ "name": "t", "path": "t.csv" }, { "name": "T", "path": "t.csv" }"#),
        3,
        "already",
    );
    says("ours", &with(r#"{ "name": "rankings", "path": "t.csv" }"#), 3, "already");
    says(
        "other_fields",
        &with(r#"{ "name": "t", "path": "t.csv", "schema": { "fields": [{ "name": "x" }] } }"#),
        3,
        "schema",
    );
    says("no_fields", &with(r#"{ "name": "t", "path": "t.csv", "schema": { "fields": [] } }"#), 3, "schema");
    says("role", &field(r#", "juxta:role": "hero""#), 3, "hero");
    says("level", &field(r#", "juxta:level": "high""#), 3, "high");
    says("direction", &field(r#", "juxta:direction": "up""#), 3, "up");
    says("bounded_by", &field(r#", "juxta:bounded_by": "x""#), 3, "`x`");
    says("unit_from", &field(r#", "juxta:unit_from": "x""#), 3, "`x`");
    says("alias_of", &field(r#", "juxta:alias_of": "x""#), 3, "`x`");
    let schema = |more: &str| {
        with(&format!(
            r#"{{ "name": "t", "path": "t.csv", "schema": {{ {more}, "fields": [
                {{ "name": "name", "type": "string" }}, {{ "name": "n", "type": "integer" }} ] }} }}"#
        ))
    };
    says("headline", &schema(r#""juxta:headline": ["x"]"#), 3, "`x`");
    says("period", &schema(r#""juxta:period": { "from": "n", "to": "x" }"#), 3, "`x`");
    says("fact", &schema(r#""juxta:fact": ["x"]"#), 3, "`x`");
    // A key into a table that is not there refers to nothing; the figures can be used all the same.
    says(
        "foreign_key",
        &schema(r#""foreignKeys": [{ "fields": "name", "reference": { "resource": "u", "fields": "x" } }]"#),
        0,
        "",
    );
    says(
        "type",
        &field(r#", "type": "date""#).replacen(r#""type": "integer" "#, r#""title": "x" "#, 1),
        0,
        "",
    );
    let wide = with(r#"{ "name": "t", "path": "t.csv", "dialect": { "delimiter": "；" } }"#);
    says("delimiter", &wide, 3, "delimiter");
}

#[test]
fn places_that_are_no_files() {
    let ran = run(["/dev/null"]);
    ends(&ran, 0);
    assert_eq!(ran.stdout, "");
    let ran = run(["--data", "/dev/null", "-c", "show topics"]);
    ends(&ran, 3);
    let ran = run(["-c", "load \"/dev/null\" as nothing"]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    let ran = run(["--data", "/", "-c", "show topics"]);
    ends(&ran, 3);
    let mut full = juxta(["-c", "show rankings"]);
    full.stdout(Stdio::from(File::options().write(true).open("/dev/full").unwrap()));
    let ran = feed(full, b"");
    assert_eq!(ran.code, Some(3), "{}", ran.stderr);
    assert!(ran.stderr.contains("cannot be written: no space left"), "{}", ran.stderr);
    let mut closed = juxta(["-c", "show rankings"]);
    closed.stderr(Stdio::null());
    assert_eq!(feed(closed, b"").code, Some(0));
}

/// A result that does not fit is refused before it is built; what was loaded stays.
#[cfg(target_os = "linux")]
#[test]
fn rows_that_do_not_fit_into_memory_are_not_built() {
    let table = folder("rows_that_do_not_fit").join("many.csv");
    let rows: String = (0..1_000_000).map(|row| format!("{},{row},7,8\n", ["a", "b"][row % 2])).collect();
    std::fs::write(&table, format!("city,number,x,y\n{rows}")).expect("the table can be written");
    let script = format!("load \"{}\" as many\nshow many\nshow many limit 2", table.display());
    let limited = "ulimit -v 500000; exec \"$0\" --keep-going -c \"$1\"";
    let output = std::process::Command::new("sh")
        .args(["-c", limited, env!("CARGO_BIN_EXE_juxta"), &script])
        .output()
        .expect("the shell runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("1000000 rows take 520 MB of memory as a result"), "{told}");
    assert!(told.contains("`show many limit 100` shows the first of them"), "{told}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("2 of 1000000"), "{output:?}");
}

/// Under any limit of the shell a table is read, or refused with a message; no allocation fails.
#[cfg(target_os = "linux")]
#[test]
fn a_limit_on_memory_is_told_and_not_run_into() {
    use std::io::Write;

    let folder = folder("limits");
    let row = "Beijing,Asia,2019,12.5\n";
    let (plain, packed) = (folder.join("t.csv"), folder.join("t.csv.gz"));
    let text = format!("city,area,year,x\n{}", row.repeat(1_200_000));
    fs::write(&plain, &text).expect("the table can be written");
    // A small file that holds a large one.
    let file = fs::File::create(&packed).expect("the table can be written");
    let mut packer = flate2::write::GzEncoder::new(file, flate2::Compression::best());
    packer.write_all(text.as_bytes()).and_then(|()| packer.finish().map(drop)).expect("it can be packed");
    assert!(fs::metadata(&packed).is_ok_and(|about| about.len() < 200_000));
    let (mut read, mut refused) = (0, 0);
    for kilobytes in [60_000, 100_000, 180_000, 260_000, 400_000] {
        for path in [&plain, &packed] {
            for query in ["show t limit 2", "check t", "tabulate t by area"] {
                let limited = format!("ulimit -v {kilobytes}; exec \"$0\" -c \"$1\"");
                let script = format!("load \"{}\" as t with key = area; {query}", path.display());
                let mut command = std::process::Command::new("sh");
                command.args(["-c", &limited, env!("CARGO_BIN_EXE_juxta"), &script]).env_clear();
                let ran = command.output().expect("the shell is there");
                let said = String::from_utf8_lossy(&ran.stderr).into_owned();
                match ran.status.code() {
                    Some(0) => read += 1,
                    Some(1) => {
                        refused += 1;
                        assert!(said.contains("[E2") || said.contains("[E3"), "{kilobytes}: {said}");
                    }
                    other => panic!("{kilobytes} kB, {query}: {other:?} {said}"),
                }
            }
        }
    }
    assert!(read >= 6 && refused >= 6, "{read} read, {refused} refused");
}
