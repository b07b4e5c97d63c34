//! Whole sittings at the prompt: what is kept, what can be stopped, and sessions from the first line to the last.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Duration;

use rustix::process::Signal;

use crate::support::folder;
use crate::terminal::{Terminal, juxta};

const UP: &str = "\u{1b}[A";

#[test]
fn two_sessions_share_a_history() {
    let folder = folder("history");
    let open = || Terminal::of(juxta(&folder), &folder, (24, 100));
    let (mut first, mut second) = (open(), open());
    first.line("show topics limit 1");
    second.line("show indices limit 1");
    first.line("show stages limit 1");
    drop((first, second));
    let history = fs::read_to_string(folder.join(".local/state/juxta/history")).expect("a history");
    let lines: Vec<&str> = history.lines().skip(1).collect();
    assert_eq!(lines, ["show topics limit 1", "show indices limit 1", "show stages limit 1"]);
    let mut third = open();
    third.press(&UP.repeat(2));
    third.wait("juxta> show indices limit 1");
}

#[test]
fn what_worked_is_saved_and_runs() {
    let mut terminal = Terminal::start("save");
    terminal.line("save \"homework.juxta\"");
    assert!(terminal.screen().contains("nothing has worked yet"));
    terminal.line("define pair as Beijing, Seoul");
    terminal.line("compare pair on rankngs");
    terminal.line("compare pair on rankings where year = 2020");
    terminal.line("save \"homework.juxta\"");
    assert!(
        terminal.screen().contains("wrote homework.juxta: 2 statements; one that failed is left out"),
        "{}",
        terminal.screen()
    );
    terminal.line("save \"homework.juxta\"");
    assert!(terminal.screen().contains("is there already"));
    terminal.line("save \"homework.juxta\" force");
    let run = juxta(&terminal.folder).arg("homework.juxta").output().expect("it runs");
    assert!(run.status.success(), "{run:?}");
    assert!(String::from_utf8_lossy(&run.stdout).contains("GPCI"));
}

#[test]
fn long_results_are_cut_and_shown_whole_on_request() {
    let folder = folder("long");
    let mut command = juxta(&folder);
    command.env("PAGER", "cat");
    let mut terminal = Terminal::of(command, &folder, (24, 100));
    terminal.line("show rankings.rank");
    assert!(terminal.screen().contains("95 more rows: `last` shows everything"), "{}", terminal.screen());
    let before = terminal.written().len();
    terminal.line("last");
    let rows = terminal.written()[before..].lines().filter(|line| line.contains('│')).count();
    assert_eq!(rows, 111, "{}", terminal.screen());
    terminal.line("last as csv");
    assert!(terminal.screen().contains("New York,GCG"), "{}", terminal.screen());
}

/// A table that comes through a pipe is being read for as long as the pipe is open, however fast or busy the machine is.
#[test]
fn ctrl_c_stops_a_long_statement_and_not_the_program() {
    let folder = folder("stop");
    let pipe = folder.join("big.csv");
    assert!(Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()), "no pipe");
    let mut terminal = Terminal::of(juxta(&folder), &folder, (24, 100));
    terminal.press("load \"big.csv\" as big\r");
    // Opening waits until the program reads at the other end.
    let mut table = fs::File::options().write(true).open(&pipe).expect("a pipe");
    table.write_all(b"name,year,figure\n").expect("a reader");
    terminal.signal(Signal::INT);
    terminal.wait("stopped; everything is as it was");
    // What was stopped goes on to the end of the pipe, and leaves nothing behind.
    table.write_all(b"a,2000,1\nb,2000,2\n").expect("a reader");
    drop(table);
    terminal.line("show topics limit 1");
    terminal.line("show big");
    assert!(terminal.screen().contains("[E101]"), "{}", terminal.screen());
}

/// The program is held while it reads, so that half a second passes however fast the machine is.
#[cfg(target_os = "linux")]
#[test]
fn a_line_tells_how_far_a_load_has_come_and_ctrl_c_leaves_the_table_as_it_was() {
    let folder = folder("reading");
    fs::write(folder.join("small.csv"), "name,year,figure\na,2000,1\nb,2000,2\n").expect("a table");
    let thousand: String =
        (0..1000).map(|row| format!("case {},{},{row}.5\n", row % 7, 1950 + row % 60)).collect();
    let big = folder.join("big.csv");
    fs::write(&big, format!("name,year,figure\n{}", thousand.repeat(4000))).expect("a table");
    let mut terminal = Terminal::of(juxta(&folder), &folder, (24, 100));
    terminal.line("load \"small.csv\" as wages");
    terminal.press("load \"big.csv\" as wages\r");
    terminal.until("reading", |terminal| terminal.has_open(&big));
    terminal.signal(Signal::STOP);
    std::thread::sleep(Duration::from_millis(600));
    terminal.signal(Signal::CONT);
    terminal.wait("MB");
    terminal.signal(Signal::STOP);
    let screen = terminal.screen();
    let line = screen.lines().find(|line| line.starts_with("reading ")).unwrap_or_else(|| panic!("{screen}"));
    assert!(line.contains(" %, ") && line.contains(" rows, ") && line.contains(" of 71 MB"), "{line}");
    terminal.signal(Signal::INT);
    terminal.signal(Signal::CONT);
    terminal.wait("stopped; everything is as it was");
    fs::remove_file(big).expect("the table is there");
    terminal.line("show wages");
    assert!(!terminal.screen().contains("reading "), "{}", terminal.screen());
    assert!(terminal.screen().contains("│ b    │ 2000 │      2 │"), "{}", terminal.screen());
}

/// Twelve conditions of chance: a parsimonious formula is searched for as long as the budget allows.
#[cfg(target_os = "linux")]
#[test]
fn a_stopped_statement_leaves_the_processor() {
    let folder = folder("stopped");
    let names: Vec<String> = (0..12).map(|at| format!("c{at}")).collect();
    let mut table = format!("name,{},y\n", names.join(","));
    let mut chance: u32 = 1;
    let mut bits = || {
        chance = chance.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        chance >> 8
    };
    for case in 0..300 {
        let (row, outcome) = (bits(), bits());
        let row: Vec<String> = (0..12).map(|at| (row >> at & 1).to_string()).collect();
        table += &format!("case {case},{},{}\n", row.join(","), outcome >> 8 & 1);
    }
    fs::write(folder.join("hard.csv"), table).expect("a table");
    let mut terminal = Terminal::of(juxta(&folder), &folder, (24, 100));
    terminal.line("load \"hard.csv\" as hard");
    let statement = format!("explain hard on {} for y using qca parsimonious", names.join(", "));
    let before = terminal.worked();
    terminal.line(&statement);
    let whole = terminal.worked() - before;
    let before = terminal.worked();
    terminal.press(&format!("{statement}\r"));
    terminal.until("work", |terminal| terminal.worked() > before + whole / 8);
    terminal.signal(Signal::INT);
    terminal.wait("stopped; everything is as it was");
    terminal.until("rest", |terminal| {
        let worked = terminal.worked();
        std::thread::sleep(Duration::from_millis(300));
        terminal.worked() == worked
    });
    let part = terminal.worked() - before;
    assert!(part < whole * 2 / 3, "{part:?} of {whole:?}: it went on");
    terminal.line("show topics limit 1");
    assert!(terminal.screen().contains("The first 1 of"), "{}", terminal.screen());
}

#[test]
fn the_start_file_runs_first() {
    let folder = folder("start");
    fs::create_dir_all(folder.join(".config/juxta")).expect("a folder");
    fs::write(folder.join(".config/juxta/init.juxta"), "set border ascii\ndefine pair as Beijing, Seoul\n")
        .expect("a file");
    let mut terminal = Terminal::of(juxta(&folder), &folder, (24, 100));
    terminal.line("compare pair on gpci");
    assert!(terminal.screen().contains("+----"), "{}", terminal.screen());
    let mut command = juxta(&folder);
    command.arg("--no-init");
    let mut terminal = Terminal::of(command, &folder, (24, 100));
    terminal.line("compare pair on gpci");
    assert!(terminal.screen().contains("[E101]"), "{}", terminal.screen());
}

/// The session in the README, typed again: after a prompt stands what is typed, `⇥` is the Tab key, and the line below
/// `fix` is filled in already.
#[test]
fn the_session_of_the_readme_is_what_happens() {
    let readme = include_str!("../README.md");
    let (_, after) = readme.split_once("```session\n$ juxta\n").expect("a session in the README");
    let (session, _) = after.split_once("\n```").expect("an end of it");
    let folder = folder("readme");
    let mut command = juxta(&folder);
    command.env("NO_COLOR", "1");
    let mut terminal = Terminal::of(command, &folder, (300, 100));
    let typed: Vec<&str> = session.lines().filter_map(|line| line.strip_prefix("juxta> ")).collect();
    let mut filled_in = false;
    for line in &typed {
        match line.strip_suffix('⇥') {
            _ if filled_in => {
                terminal.wait(&format!("juxta> {line}"));
                terminal.line("");
                filled_in = false;
            }
            Some(start) => {
                terminal.press(&format!("{start}\t"));
                terminal.until("a list", |terminal| {
                    terminal.screen().matches(&format!("juxta> {start}")).count() == 2
                });
                // The line below the list is cleared for the next one.
                terminal.press("\u{15}");
                terminal.until("an empty line", Terminal::waits);
            }
            None if *line == "fix" => {
                terminal.press("fix\r");
                filled_in = true;
            }
            None => terminal.line(line),
        }
    }
    let screen = terminal.screen();
    assert_eq!(
        screen.trim_end().trim_end_matches("juxta>").trim_end(),
        session.replace('⇥', ""),
        "\n{screen}"
    );
}

/// More of a session, all of it on one tall screen.
/// What a statement does is the same at the prompt and in a script.
#[test]
fn a_description_at_the_prompt_is_the_last_result() {
    let terminal = &mut Terminal::start("described");
    for line in ["show topics limit 1", "describe rankings", "export to \"x.md\""] {
        terminal.line(line);
    }
    let typed = fs::read_to_string(terminal.folder.join("x.md")).expect("it was written");
    let script = "show topics limit 1\ndescribe rankings\nexport to \"y.md\"\n";
    fs::write(terminal.folder.join("s.juxta"), script).expect("the script can be written");
    let ended = juxta(&terminal.folder).arg("s.juxta").stdout(Stdio::null()).status();
    assert!(ended.expect("the program starts").success());
    let run = fs::read_to_string(terminal.folder.join("y.md")).expect("it was written");
    assert_eq!(typed, run);
    assert!(typed.contains("Query: `describe rankings`"), "{typed}");
}

#[test]
fn a_session_on_the_real_data() {
    let folder = folder("session");
    let mut command = juxta(&folder);
    command.env("NO_COLOR", "1").env("PAGER", "cat");
    let mut terminal = Terminal::of(command, &folder, (400, 100));
    for line in [
        "find GDCI",
        "compare Beijing, Seoul on rankings where year = 2020",
        "compare Beijng, Seoul on rankings where yaer = 2020",
    ] {
        terminal.line(line);
    }
    terminal.press("fix\r");
    terminal.wait("juxta> compare Beijing, Seoul on rankings where year = 2020\n");
    for line in [
        "",
        "trend Beijing, Seoul on conferences",
        "describe gpci",
        "? missing",
        "help E105",
        "? nearst",
        "compare peking, 서울 on gpci where leader = Beijing",
        "last as markdown",
        "set plain on",
        "rank cities on rankings.GCI limit 3",
        "save \"homework.juxta\"",
    ] {
        terminal.line(line);
    }
    insta::assert_snapshot!(terminal.screen());
}
