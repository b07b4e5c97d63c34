//! The prompt as a person meets it: keys in, a screen out.

use std::io::Write;
use std::process::Stdio;

use crate::support::folder;
use crate::terminal::{Terminal, juxta};

const LEFT: &str = "\u{1b}[D";
const RIGHT: &str = "\u{1b}[C";
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
    // On a machine so busy that a key takes long, names of the line are not looked up: those of the next one are.
    while !terminal.written().contains("\u{1b}[4;31mBeijng\u{1b}[0m") {
        let lines = terminal.written().matches("Ctrl-D leaves").count();
        assert!(lines < 20, "{}", terminal.written());
        terminal.press("compare Beijng, Seoul on rankings");
        terminal.wait("on rankings");
        terminal.press(" ");
        terminal.press(LEFT);
        terminal.press(LEFT);
        terminal.press(CTRL_C);
        terminal.until("an end of the line", |terminal| {
            terminal.written().matches("Ctrl-D leaves").count() > lines && terminal.waits()
        });
    }
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
