//! The prompt as a person meets it: keys in, a screen out.

use std::fs;
use std::io::Write;
use std::process::Stdio;
use std::time::Duration;

use rustix::process::Signal;

use crate::support::folder;
use crate::terminal::{Terminal, juxta};

const LEFT: &str = "\u{1b}[D";
const RIGHT: &str = "\u{1b}[C";
const UP: &str = "\u{1b}[A";
const BACKSPACE: &str = "\u{7f}";
const CTRL_C: &str = "\u{3}";
const CTRL_D: &str = "\u{4}";

#[test]
fn the_first_example_runs_as_it_is_shown() {
    let mut terminal = Terminal::start("welcome");
    let screen = terminal.screen();
    assert_eq!(screen.lines().count(), 4, "{screen}");
    let example = screen.lines().find_map(|line| line.strip_prefix("Try: ")).expect("an example").to_owned();
    terminal.line(&example);
    assert!(terminal.screen().contains("GPCI"), "{}", terminal.screen());
    assert!(!terminal.screen().contains("[E"), "{}", terminal.screen());
}

#[test]
fn tab_lists_what_can_follow_and_fills_it_in() {
    let mut terminal = Terminal::start("tab");
    terminal.press("compare be\t");
    terminal.wait("Berlin");
    assert!(terminal.screen().contains("北京"), "{}", terminal.screen());
    terminal.press("i\t, Seo\t on rankings wh\tyear = 2020\r");
    terminal.wait("juxta> compare Beijing, Seoul on rankings where year = 2020");
    terminal.wait("Sources");
}

#[test]
fn a_hint_can_not_be_put_in() {
    let mut terminal = Terminal::start("hint");
    terminal.press("compare ");
    terminal.wait("compare Beijing, Seoul on rankings");
    terminal.press(RIGHT);
    terminal.press("\r");
    terminal.wait("nothing is said after `compare`");
}

#[test]
fn unknown_names_are_underlined_before_enter() {
    let mut terminal = Terminal::start("underline");
    terminal.press("compare Beijng, Seoul on rankings");
    terminal.wait("on rankings");
    terminal.press(" ");
    terminal.press(LEFT);
    terminal.press(LEFT);
    terminal.press(CTRL_C);
    terminal.wait("Ctrl-D leaves");
    assert!(terminal.written().contains("\u{1b}[4;31mBeijng\u{1b}[0m"), "{}", terminal.written());
    assert_eq!(terminal.underlined(), "Beijng");
}

#[test]
fn ctrl_c_clears_and_ctrl_d_leaves() {
    let mut terminal = Terminal::start("leave");
    terminal.press("compare Beijing");
    terminal.wait("compare Beijing");
    terminal.press(CTRL_C);
    terminal.wait("Ctrl-C clears the line; Ctrl-D leaves.");
    terminal.line("topics");
    terminal.press(CTRL_D);
    assert_eq!(terminal.ended().code(), Some(0));
}

#[test]
fn quit_leaves_however_it_is_written() {
    for word in ["quit", "exit()", ".quit", ":q"] {
        let mut terminal = Terminal::start("quit");
        terminal.press(&format!("{word}\r"));
        assert_eq!(terminal.ended().code(), Some(0), "{word}");
    }
}

#[test]
fn chinese_and_korean_are_edited_by_the_character() {
    let mut terminal = Terminal::start("cjk");
    terminal.press("compare 北京市, 서울");
    terminal.wait("compare 北京市, 서울");
    terminal.press(&LEFT.repeat(4));
    terminal.press(BACKSPACE);
    terminal.wait("compare 北京, 서울");
    terminal.press("\u{5} on rankings where year＝2020\r");
    terminal.wait("Sources");
    assert!(terminal.screen().contains("│ Beijing │"), "{}", terminal.screen());
}

#[test]
fn pasted_lines_are_statements_of_their_own() {
    let mut terminal = Terminal::start("paste");
    terminal.press("\u{1b}[200~compare Beijing,\n  Seoul on gpci\n# a remark\nshow indices limit 1\nhelp where\n\u{1b}[201~\r");
    terminal.wait("`where` chooses which rows count");
    terminal.wait("The first 1 of 5 rows");
    assert!(terminal.written().contains("GPCI functions"), "{}", terminal.written());
}

#[test]
fn keys_pressed_ahead_are_not_lost() {
    let mut terminal = Terminal::start("ahead");
    terminal.press("show topics limit 1\rshow indices limit 1\rcompare Beijing,\rSeoul on gpci\r");
    terminal.wait("GPCI functions: Beijing, Seoul");
}

#[test]
fn a_statement_goes_on_in_the_next_line() {
    let mut terminal = Terminal::start("lines");
    terminal.press("compare Beijing,\r");
    terminal.wait("  ...>");
    terminal.press("Se\t");
    terminal.wait("...> Seoul");
    terminal.press(" on rankings where\r");
    terminal.press("year = 2020\r");
    terminal.wait("Sources");
    // A command ends with its line, even if its last word wants more in a statement.
    terminal.line("? where");
    terminal.press("compare Beijing,\r");
    terminal.wait("  ...>");
    terminal.press(CTRL_C);
    terminal.wait("Ctrl-D leaves");
    terminal.line("show topics limit 2");
    assert!(terminal.screen().contains("The first 2 of"), "{}", terminal.screen());
}

#[test]
fn fix_puts_the_corrected_statement_on_the_line() {
    let mut terminal = Terminal::start("fix");
    terminal.line("fix");
    assert!(terminal.screen().contains("there is nothing to fix"));
    terminal.line("compare Beijng, Seoul on rankings where yaer = 2020");
    assert!(terminal.screen().contains("[E101]"));
    terminal.press("fix\r");
    terminal.wait("juxta> compare Beijing, Seoul on rankings where year = 2020");
    assert!(!terminal.screen().contains("Sources"), "it is not yet run");
    terminal.press("\r");
    terminal.wait("Sources");
}

#[test]
fn tables_follow_the_window() {
    let mut terminal = Terminal::start("resize");
    terminal.line("compare Beijing, Seoul on gpci where function = Economy");
    assert!(terminal.screen().contains("│ function │"), "{}", terminal.screen());
    terminal.resize(60, 60);
    terminal.line("compare Beijing, Seoul on gpci where function = Economy");
    // A frame that is wider than the window would go on in the next line.
    let screen = terminal.screen();
    let framed = screen
        .lines()
        .rev()
        .take_while(|line| !line.starts_with("juxta> compare"))
        .filter(|line| line.starts_with('│'));
    let broken: Vec<&str> = framed.filter(|line| !line.ends_with('│')).collect();
    assert!(broken.is_empty(), "{screen}");
}

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
    assert!(terminal.screen().contains("95 more rows"), "{}", terminal.screen());
    let before = terminal.written().len();
    terminal.line("last");
    let rows = terminal.written()[before..].lines().filter(|line| line.contains('│')).count();
    assert_eq!(rows, 111, "{}", terminal.screen());
    terminal.line("last as csv");
    assert!(terminal.screen().contains("New York,GCG"), "{}", terminal.screen());
}

#[test]
fn ctrl_c_stops_a_long_statement_and_not_the_program() {
    let folder = folder("stop");
    let mut table = String::from("name,year,figure\n");
    for row in 0..400_000 {
        table += &format!("case {row},{},{}\n", 1900 + row % 100, row % 977);
    }
    fs::write(folder.join("big.csv"), table).expect("a table");
    let mut terminal = Terminal::of(juxta(&folder), &folder, (24, 100));
    terminal.press("load \"big.csv\" as big\r");
    std::thread::sleep(Duration::from_millis(120));
    terminal.signal(Signal::INT);
    terminal.wait("stopped; everything is as it was");
    terminal.line("show big");
    assert!(
        terminal.screen().contains("no topic is called `big`") || terminal.screen().contains("[E101]"),
        "{}",
        terminal.screen()
    );
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
    let before = terminal.worked();
    terminal.press(&format!("explain hard on {} for y using qca parsimonious\r", names.join(", ")));
    terminal.until("work", |terminal| terminal.worked() > before + Duration::from_millis(200));
    terminal.signal(Signal::INT);
    terminal.wait("stopped; everything is as it was");
    std::thread::sleep(Duration::from_millis(300));
    let after = terminal.worked();
    std::thread::sleep(Duration::from_millis(500));
    assert!(terminal.worked() <= after + Duration::from_millis(50), "it still works");
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

#[test]
fn without_color_no_code_colors_anything() {
    for (name, value) in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let folder = folder("plain");
        let mut command = juxta(&folder);
        command.env(name, value);
        let mut terminal = Terminal::of(command, &folder, (24, 100));
        terminal.press("compare Beijing, Seoul on gpci\r");
        terminal.wait("Sources");
        let written = terminal.written();
        let colors = written.split("\u{1b}[").skip(1).filter_map(|code| {
            code.split_once(|c: char| c.is_alphabetic() || c == '\u{1b}').map(|(digits, _)| (digits, code))
        });
        let colors: Vec<_> = colors.filter(|(digits, code)| code[digits.len()..].starts_with('m')).collect();
        assert!(colors.is_empty(), "{name}: {colors:?}");
    }
}

#[test]
fn plain_is_sentences_for_results_and_mistakes() {
    let mut terminal = Terminal::start("sentences");
    terminal.line("set plain on");
    terminal.line("compare Beijing, Seoul on rankngs");
    terminal.line("compare Beijing, Seoul on gpci where function = Economy");
    terminal.line("find rank");
    let screen = terminal.screen();
    assert!(!screen.contains(['│', '╭', '─', '×']), "{screen}");
}

#[test]
fn a_pipe_gets_results_and_nothing_else() {
    let folder = folder("pipe");
    let mut child = juxta(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    // The last statement has no end of line, and the one before has several lines.
    let script =
        "compare Beijing,\n  Seoul on gpci where function = Economy as csv\nshow topics limit 1 as csv";
    child.stdin.take().expect("a pipe").write_all(script.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    assert!(text.contains("Economy") && text.contains("profile"), "{text}");
    assert!(!text.contains('\u{1b}') && !text.contains("juxta>"), "{text}");
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
