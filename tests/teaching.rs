//! What a teacher does with lessons: writing one, looking it through, marking a class; and lessons from a shell.

use std::fs;
use std::path::{Path, PathBuf};

use juxta::base::source::Source;
use juxta::learn::{self, Progress, State};
use juxta::output::diagnostic::{self, Style};

use crate::student::{Student, solution};
use crate::support::{feed, folder, juxta};
use crate::terminal::{self, Terminal};

#[test]
fn every_lesson_of_the_folder_is_inside() {
    let files = fs::read_dir(lessons()).expect("examples/lessons is there").flatten().map(|file| file.path());
    let toml = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let mut names: Vec<String> =
        toml.map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned()).collect();
    let mut inside: Vec<String> = learn::names().map(str::to_owned).collect();
    names.sort();
    inside.sort();
    assert_eq!(names, inside);
}

#[test]
fn mistakes_in_a_lesson_file_are_told_with_their_place() {
    insta::glob!("lessons/*.toml", |path| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(path).expect("a lesson is text");
        let near = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(path);
        let (source, errors) = match learn::find(&near.display().to_string()) {
            Ok(lesson) => (lesson.source.clone(), learn::lint(&lesson)),
            Err(wrong) => wrong,
        };
        assert!(!errors.is_empty(), "{name} is right");
        let source = Source::new(name, source.text);
        let told: String =
            errors.iter().map(|error| diagnostic::render(error, &source, Style::default())).collect();
        insta::assert_snapshot!(format!("{text}\n----\n{told}"));
    });
}

#[test]
fn the_lesson_of_the_guide_can_be_learned_and_its_answers_marked() {
    let guide = fs::read_to_string(lessons().join("README.md")).expect("the guide is there");
    let block = |fence: &str| {
        let start = guide.find(fence).expect("a block") + fence.len();
        guide[start..].split("```").next().expect("its end").to_owned()
    };
    let folder = folder("lessons_guide");
    fs::write(folder.join("my-lesson.toml"), block("```toml\n")).expect("a file can be written");
    let path = folder.join("my-lesson.toml").display().to_string();
    let lesson = learn::find(&path).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    assert_eq!(learn::lint(&lesson), []);
    let mut student = Student::new(lesson.clone());
    for at in 0..lesson.tasks.len() {
        solution(&lesson, at).iter().for_each(|line| _ = student.types(line));
    }
    assert_eq!(student.states(), [Some(State::Right), Some(State::Right), Some(State::Told)]);
    let answers = Source::new("homework.juxta", block("```juxta\n"));
    let marked = learn::mark(&answers, None).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    assert_eq!((marked.len(), marked[0].lesson.as_str(), marked[0].right), (1, "same-questions", 1));
    let words = [
        "title",
        "goal",
        "text",
        "allow_show",
        "data",
        "ask",
        "why",
        "hints",
        "wrong",
        "also",
        "verb",
        "columns",
        "table",
        "figures",
        "ordered",
        "more_rows",
        "tolerance",
        "choices",
        "expect",
        "define",
        "check",
        "answer",
        "error",
        "then",
        "open",
    ];
    assert!(words.iter().all(|word| guide.contains(&format!("`{word}"))), "the guide explains every word");
}

fn lessons() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/lessons")
}

#[test]
fn a_file_of_answers_is_marked() {
    let folder = folder("lessons_marked");
    let answers = "# learn 1\ncompare Seoul,\n  Beijing on profile\nshow topics\ncompare Beijing, Seoul on profile.grdp_usd\n\
                   # a remark: skip this\n# skip\ndefine grdp_per_head in profile as grdp_usd / population\n# task 5\nSeoul\n# answer 14\n";
    let file = folder.join("a.juxta");
    fs::write(&file, answers).expect("a file can be written");
    let path = file.display().to_string();
    let run = |arguments: &[&str]| {
        let mut command = juxta(arguments);
        command.current_dir(&folder);
        feed(command, b"")
    };
    let json = run(&["learn", "--check", &path, "--format", "json"]);
    assert_eq!(json.code, Some(1), "{}", json.stderr);
    let marked: serde_json::Value = serde_json::from_str(&json.stdout).expect("one object");
    let states: Vec<&str> =
        marked["tasks"].as_array().expect("tasks").iter().filter_map(|task| task["state"].as_str()).collect();
    assert_eq!(states[..6], ["right", "skipped", "right", "none", "right", "none"], "{}", json.stdout);
    assert_eq!((&marked["right"], &marked["of"]), (&3.into(), &12.into()));
    assert_eq!(marked["tasks"][1]["tries"], 1);
    let plain = run(&["learn", "1", "--check", &path]);
    insta::assert_snapshot!(plain.stdout.replace(&path, "a.juxta"));

    // Everything right: the code says so.
    let lesson = learn::find("1").expect("the lesson is there");
    let lines: Vec<String> = (0..lesson.tasks.len()).flat_map(|at| solution(&lesson, at)).collect();
    fs::write(&file, lines.join("\n")).expect("a file can be written");
    assert_eq!(run(&["learn", "1", "--check", &path]).code, Some(0));
    // Who marks a file does not let it write files, however it asks.
    let stolen = folder.join("stolen.csv");
    fs::write(&file, format!("show topics\nexport to \"{}\" force\n", stolen.display()))
        .expect("a file can be written");
    run(&["learn", "1", "--check", &path]);
    assert!(!stolen.exists());
    let nameless = run(&["learn", "--check", &path]);
    assert_eq!(nameless.code, Some(1));
    assert!(nameless.stderr.contains("E715"), "{}", nameless.stderr);
    assert_eq!(run(&["learn", "--check", "none.juxta"]).code, Some(3));
    assert_eq!(run(&["learn", "--lint"]).code, Some(0));
    assert_eq!(run(&["learn", "--lint", "none.toml"]).code, Some(3));
    assert_eq!(run(&["lint", &lessons().join("change.toml").display().to_string()]).code, Some(0));
}

#[test]
fn lessons_work_without_a_terminal_and_remember() {
    let folder = folder("lessons_piped");
    let run = |arguments: &[&str], input: &str| {
        let mut command = juxta(arguments);
        command.env("HOME", &folder).current_dir(&folder);
        feed(command, input.as_bytes())
    };
    assert_eq!(run(&["learn", "9"], "").code, Some(1));
    assert_eq!(run(&["learn", "none.toml"], "").code, Some(3));
    assert!(run(&["learn", "2.3"], "").stdout.contains("Task 3 of 14"));
    let list = run(&["learn"], "");
    assert_eq!(list.code, Some(0), "{}", list.stderr);
    assert!(list.stdout.contains("learn 6"), "{}", list.stdout);
    let first = run(&["learn", "1"], "compare Beijing, Seoul on profile\nskip\nquit\ncompare\n");
    assert_eq!(first.code, Some(0), "{}", first.stderr);
    assert!(first.stdout.contains("Task 3 of 12"), "{}", first.stdout);
    let file = folder.join(".local/state/juxta/progress");
    let text = fs::read_to_string(&file).expect("progress is kept");
    assert_eq!(Progress::read(&text).notes("same-questions", 3)[2], None);
    assert!(text.contains("same-questions\t1\tright\t1\t0"), "{text}");
    // Half of it is lost, and a line has been damaged: the rest is still there.
    fs::write(&file, text.replace("\t2\tskipped", "\t2\tsk\u{0}") + "\nx\ty").expect("a file can be written");
    let again = run(&["learn", "1"], "hint\n");
    assert!(
        again.stdout.contains("Task 2 of 12") && again.stdout.contains("Hint 1 of 2"),
        "{}",
        again.stdout
    );
    assert!(run(&["learn"], "").stdout.contains("1 of 12 tasks done"));
    assert_eq!(run(&["learn", "reset"], "").code, Some(0));
    assert!(!fs::read_to_string(&file).expect("progress is kept").contains("same-questions"));
    let wrong = run(&["learn", "9"], "");
    assert!(wrong.stderr.contains("E701"), "{}", wrong.stderr);
    // A place that cannot be written is told, and the lesson goes on.
    fs::remove_file(&file).and_then(|()| fs::create_dir(&file)).expect("a folder in its place");
    let closed = run(&["learn", "1"], "skip\n");
    assert!(
        closed.stderr.contains("progress is not kept") && closed.stdout.contains("Task 2"),
        "{}",
        closed.stderr
    );
}

#[test]
fn a_lesson_at_a_terminal() {
    let home = folder("lesson");
    let open = |arguments: &[&str]| {
        let mut command = terminal::juxta(&home);
        command.args(arguments);
        Terminal::of(command, &home, (40, 100))
    };
    let mut terminal = open(&["learn"]);
    assert!(
        terminal.screen().contains("learn 1  The same questions of every case (12 tasks)"),
        "{}",
        terminal.screen()
    );
    terminal.line("learn 1");
    assert!(terminal.screen().contains("Task 1 of 12"), "{}", terminal.screen());
    // All that helps at the prompt helps here: completion, `fix`, help.
    terminal.press("compare Beijing, Seo\t on prof\t");
    terminal.wait("lesson 1.1> compare Beijing, Seoul on profile");
    terminal.press("\u{3}");
    terminal.wait("Ctrl-D leaves");
    terminal.line("compare Beijng, Seoul on profile");
    terminal.press("fix\r");
    terminal.wait("lesson 1.1> compare Beijing, Seoul on profile");
    terminal.press("\r");
    terminal.wait("lesson 1.2>");
    terminal.line("help with");
    terminal.line("hint");
    assert!(terminal.screen().contains("Hint 1 of 2"), "{}", terminal.screen());
    terminal.line("free");
    assert!(terminal.screen().trim_end().ends_with("juxta>"), "{}", terminal.screen());
    terminal.line("compare Beijing, Seoul on profile.grdp_usd with ratio");
    let since = terminal.screen().rsplit("> free").next().unwrap_or_default().to_owned();
    assert!(!since.contains("Right."), "{since}");
    terminal.line("back");
    terminal.line("skip");
    assert!(terminal.screen().trim_end().ends_with("lesson 1.3>"), "{}", terminal.screen());
    // An answer may end with a word of the language.
    terminal.line("task 12");
    terminal.line("answer because of where");
    assert!(terminal.screen().contains("Not yet."), "{}", terminal.screen());
    terminal.line("save \"homework.juxta\"");
    drop(terminal);
    let saved = fs::read_to_string(home.join("homework.juxta")).expect("it is saved");
    assert!(saved.contains("# learn 1\n") && saved.contains("# answer because of where"), "{saved}");
    // The next day: the lesson goes on where it was left.
    let terminal = open(&["learn", "1"]);
    assert!(terminal.screen().contains("Task 3 of 12"), "{}", terminal.screen());
}

/// A table of the teacher's own, answers that are not shown, a mistake that is known by its refusal.
#[test]
fn a_lesson_on_a_table_of_ones_own() {
    let folder = folder("lessons_own");
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect("a file can be written");
    write(
        "wages.csv",
        "country,year,wage\nKorea,2020,30\nJapan,2020,28\nChina,2020,12\nKorea,2021,33\nJapan,2021,29\nChina,2021,15\n",
    );
    write("typed.csv", "country,wage\nKorea,33\nJapan,29\n");
    let path = folder.join("wages.toml");
    write(
        "wages.toml",
        r#"
title = "Wages"
goal = "You learn to rank."
data = ["wages.csv"]
allow_show = false
[[task]]
ask = "Which two countries paid most in 2021?"
query = "rank country on wages.wage where year = 2021 order by wage desc limit 2"
columns = ["country", "wage"]
ordered = true
hints = ["rank country on wages.wage …"]
wrong = [{ error = "E106", say = "Say which end comes first: order by wage desc" }]
"#,
    );
    let lesson = learn::find(&path.display().to_string()).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    assert_eq!(learn::lint(&lesson), []);
    let mut student = Student::new(lesson);
    assert!(student.types("show").contains("answers are not shown"));
    assert!(
        student.types("rank country on wages.wage where year = 2021").contains("Say which end comes first")
    );
    student.types(&format!("load \"{}\" as typed", folder.join("typed.csv").display()));
    for typed in ["show typed", "rank Korea, Japan on wages.wage where year = 2021 order by wage desc"] {
        assert!(student.types(typed).contains("not for others"), "{}", student.said);
    }
    student.types("rank country on wages.wage where year in 2021..2021 order by wage desc limit 2");
    assert_eq!(student.states(), [Some(State::Right)], "{}", student.said);
}
