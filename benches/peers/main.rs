//! Juxta beside its peers, as whole processes in one run: `cargo bench --bench peers`, with `-- cold`, `-- bulk` or
//! `-- align` for a part of it.
//!
//! Large tables: DuckDB and Polars (PyPI), sqlite3 and Miller (Debian) answer the same questions on the same file; they are
//! put into `target` where they are not there. Small ones: a cold pivot against an empty Rust program and against sqlite3 (Debian's package of that name) with a ready
//! database; a script of 10,000 pivots against the same. Runs alternate, so that a machine whose speed drifts treats
//! all alike; what is printed is the median of the ratios of neighboring runs. Programs are copied first, as installing
//! does: a file that a linker has just written lies in memory in pieces, which nobody who uses a program meets.

#![allow(clippy::print_stdout, reason = "the ratios are what it is for")]

mod align;

mod bulk;

mod generate;

mod programs;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const QUERY: &str = "compare Beijing, Seoul on rankings where year = 2020";
const PIVOT: &str = "SELECT \"index\", year, max(CASE city WHEN 'Beijing' THEN coalesce(nullif(rank, 'n/a'), tier) END) \
    AS Beijing, max(CASE city WHEN 'Seoul' THEN coalesce(nullif(rank, 'n/a'), tier) END) AS Seoul FROM rankings \
    WHERE city IN ('Beijing', 'Seoul') AND status = 'preferred' AND year IN ('2020', '2019-2020') \
    GROUP BY \"index\", year;";
const SCRIPT: usize = 10_000;

fn main() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let juxta = &installed(Path::new(env!("CARGO_BIN_EXE_juxta")), &folder);
    let wanted = |part: &str| {
        let mut parts = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).peekable();
        parts.peek().is_none() || parts.any(|other| other == part)
    };
    if wanted("cold") {
        cold(juxta, &folder);
    }
    if wanted("bulk") {
        bulk::measure(&folder, juxta);
    }
    if wanted("align") {
        align::measure(&folder, juxta);
    }
}

fn cold(juxta: &Path, folder: &Path) {
    let empty = installed(&empty_program(folder), folder);
    let database = sqlite_database(folder);
    let query_script = folder.join("pivots.juxta");
    fs::write(&query_script, format!("{QUERY}\n").repeat(SCRIPT)).expect("the script can be written");
    let sql_script = folder.join("pivots.sql");
    fs::write(&sql_script, format!("{PIVOT}\n").repeat(SCRIPT)).expect("the script can be written");

    let cold = || command(juxta, &["-c", QUERY]);
    println!(
        "one pivot, cold                juxta / empty Rust program   {}",
        ratio(200, cold, || command(&empty, &[]))
    );
    let Some(database) = database else {
        println!("sqlite3 is not here; Debian's package of that name brings it");
        return;
    };
    let sqlite = || command(Path::new("sqlite3"), &["-box", &database, PIVOT]);
    println!("one pivot, cold                juxta / sqlite3, ready db    {}", ratio(200, cold, sqlite));
    let script = || command(juxta, &[&query_script.display().to_string()]);
    for form in ["-box", "-list"] {
        let read = format!(".read {}", sql_script.display());
        let sqlite = || command(Path::new("sqlite3"), &[form, &database, &read]);
        println!(
            "{SCRIPT} pivots in a script      juxta / sqlite3 {form:<5}        {}",
            ratio(7, script, sqlite)
        );
    }
}

/// A program that does nothing, built as the compiler builds it without any option but `-O`.
fn empty_program(folder: &Path) -> PathBuf {
    let source = folder.join("empty.rs");
    fs::write(&source, "fn main() {}\n").expect("the empty program can be written");
    let program = folder.join("empty");
    let built = Command::new("rustc").arg("-O").arg("-o").arg(&program).arg(&source).status();
    assert!(built.expect("rustc runs").success(), "the empty program builds");
    program
}

/// A program where it is installed.
fn installed(program: &Path, folder: &Path) -> PathBuf {
    let bin = folder.join("bin");
    fs::create_dir_all(&bin).expect("the folder can be made");
    let copy = bin.join(program.file_name().unwrap_or_default());
    fs::copy(program, &copy).expect("the program can be copied");
    copy
}

/// The topic `rankings` as a table of sqlite3; `None` where sqlite3 is not installed.
fn sqlite_database(folder: &Path) -> Option<String> {
    let path = folder.join("rankings.db");
    let _ = fs::remove_file(&path);
    let csv = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import/packages/thesis/rankings.csv");
    let import = format!(".import --csv {} rankings", csv.display());
    let database = path.display().to_string();
    let made = Command::new("sqlite3").args([&database, &import]).status().ok()?;
    made.success().then_some(database)
}

fn command(program: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null());
    command
}

/// Runs two commands in turn; the median of their ratios, and the median times.
fn ratio(runs: usize, a: impl Fn() -> Command, b: impl Fn() -> Command) -> String {
    let time = |mut command: Command| {
        let start = Instant::now();
        assert!(command.status().expect("the command runs").success());
        start.elapsed()
    };
    time(a());
    time(b());
    let (mut first, mut second): (Vec<Duration>, Vec<Duration>) =
        (0..runs).map(|_| (time(a()), time(b()))).unzip();
    let mut ratios: Vec<f64> =
        first.iter().zip(&second).map(|(a, b)| a.as_secs_f64() / b.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    first.sort();
    second.sort();
    let mut text = String::new();
    let _ = write!(text, "{:.2}   ({:.2?} / {:.2?})", ratios[runs / 2], first[runs / 2], second[runs / 2]);
    text
}
