//! Lessons: solved by a student who is right, by one who makes every known mistake, by one who types the answers in.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use juxta::answer::Answer;
use juxta::diagnostic::{self, Style};
use juxta::learn::{self, Attempt, Course, Lesson, Progress, Reply, State};
use juxta::render::Format;
use juxta::session::{Outcome, Session};
use juxta::source::Source;

use crate::support::{feed, folder, juxta};
use crate::terminal::{self, Terminal};

/// A student at a prompt, without the terminal.
struct Student {
    course: Course,
    session: Session,
    said: String,
}

impl Student {
    fn new(lesson: Lesson) -> Self {
        let tasks = lesson.tasks.len();
        let course = Course::open(lesson, vec![None; tasks]).expect("the lesson opens");
        let session = Session::new().expect("the data inside can be read");
        let mut student = Self { course, session, said: String::new() };
        let reply = student.course.greet(&mut student.session);
        student.hear(&reply);
        student
    }

    /// Types a line; what the lesson says to it.
    fn types(&mut self, line: &str) -> String {
        let before = self.said.len();
        _ = writeln!(self.said, "\n> {line}");
        if let Some(word) = self.course.read(line) {
            let reply = self.course.word(word, &mut self.session);
            self.hear(&reply);
        } else {
            let source = Source::new("prompt", line);
            for statement in Session::statements(&source) {
                let before = self.session.clone();
                let done = statement.and_then(|statement| {
                    self.session.run(&source, &statement).map(|outcome| (statement, outcome))
                });
                let reply = match &done {
                    Ok((statement, outcome)) => {
                        let attempt = Attempt { before: &before, source: &source, statement, outcome };
                        self.course.ran(attempt, &mut self.session)
                    }
                    Err(failure) => {
                        _ = writeln!(self.said, "({failure})");
                        self.course.failed(failure, &mut self.session)
                    }
                };
                self.hear(&reply);
            }
        }
        self.said[before..].to_owned()
    }

    fn hear(&mut self, reply: &Reply) {
        let text = reply.page.render(100, str::to_owned, str::to_owned);
        if !text.is_empty() {
            _ = writeln!(self.said, "\n{}", text.trim_end());
        }
    }

    fn states(&self) -> Vec<Option<State>> {
        self.course.notes().iter().map(|note| note.as_ref().map(|note| note.state)).collect()
    }
}

fn all() -> Vec<Lesson> {
    learn::list().expect("the lessons inside can be read")
}

/// The lines that solve a task.
fn solution(lesson: &Lesson, at: usize) -> Vec<String> {
    let task = &lesson.tasks[at];
    let statements = task.solution().into_iter().map(str::to_owned);
    match task.accepted() {
        Some(accepted) => statements.chain([format!("answer {}", accepted.texts[0].node)]).collect(),
        None if task.solution().is_empty() => vec!["answer because the text does not say".to_owned()],
        None => statements.collect(),
    }
}

#[test]
fn nothing_is_wrong_with_the_lessons_inside() {
    for lesson in all() {
        let errors = learn::lint(&lesson);
        let told: String =
            errors.iter().map(|error| diagnostic::render(error, &lesson.source, Style::default())).collect();
        assert_eq!(told, "", "{}", lesson.name);
    }
}

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
fn a_right_student_gets_through() {
    for lesson in all() {
        let name = lesson.name.clone();
        let mut student = Student::new(lesson.clone());
        for at in 0..lesson.tasks.len() {
            solution(&lesson, at).iter().for_each(|line| _ = student.types(line));
            assert_eq!(
                student.course.task(),
                Some(at + 1).filter(|next| *next < lesson.tasks.len()),
                "{}",
                student.said
            );
        }
        let right = |state: &Option<State>| matches!(state, Some(State::Right | State::Told));
        assert!(student.states().iter().all(right), "{}", student.said);
        insta::assert_snapshot!(format!("{name}_right"), student.said);
    }
}

#[test]
fn every_known_mistake_is_told_in_its_own_words() {
    for lesson in all() {
        let name = lesson.name.clone();
        let mut student = Student::new(lesson.clone());
        student.said.clear();
        for (at, task) in lesson.tasks.iter().enumerate() {
            for wrong in &task.wrong {
                let line = wrong.line();
                // An answer to a refusal comes after the refusal.
                if line.starts_with("answer") && task.accepted().is_some() {
                    task.solution().iter().take(1).for_each(|query| _ = student.types(query));
                }
                let said = student.types(&line).replace('\n', " ");
                let words = wrong.say.split_whitespace().next_back().unwrap_or_default();
                assert!(said.contains(words), "{name}, task {}: {line}\n{said}", at + 1);
                assert_eq!(student.course.task(), Some(at), "{name}, task {}: {line}", at + 1);
            }
            student.types("skip");
        }
        insta::assert_snapshot!(format!("{name}_mistakes"), student.said);
    }
}

/// The result of the reference as a file, loaded and shown: the same table, typed in.
#[test]
fn an_answer_that_is_typed_in_is_not_right() {
    let folder = folder("lessons_typed_in");
    let (mut told, mut asked) = (0, 0);
    for lesson in all() {
        for (at, task) in lesson.tasks.iter().enumerate() {
            let [query] = task.solution()[..] else { continue };
            let mut student = Student::new(lesson.clone());
            student.types(&format!("task {}", at + 1));
            let Ok(answer) = ask(&student.session, query) else { continue };
            if task.accepted().is_some() || query.starts_with("define") {
                continue;
            }
            asked += 1;
            let file = folder.join(format!("{}-{at}.csv", lesson.name));
            fs::write(&file, table(&student.session, &answer)).expect("a file can be written");
            // What can not be loaded can not be handed in either.
            student.types(&format!("load \"{}\" as typed", file.display()));
            let said = student.types("show typed");
            assert_eq!(student.course.task(), Some(at), "{}, task {}: {said}", lesson.name, at + 1);
            told += usize::from(said.contains("but not for others"));
        }
    }
    // The others are told apart before: a file knows no units, no bounds and no reasons.
    assert!(told > 5 && asked > 30, "{told} of {asked} were found out on the hidden copy");
}

#[test]
fn names_and_constants_in_the_place_of_a_question_are_found_out() {
    const SURVIVED: &str = "Belgium, Czechoslovakia, Estonia, Finland, France, Ireland, Italy, Netherlands, Romania, Sweden, United Kingdom";
    let members = format!("define STB in lipset as country in ({SURVIVED})");
    for (lesson, task, line) in [
        (
            "1",
            6,
            "compare Beijing, Seoul on case_selection where attribute in (state system, \"centre-local relation\", decentralisation, autonomy, mode, start)",
        ),
        ("2", 5, "check claims where claim = C1 and verdict = supported or claim = C1"),
        ("2", 6, "compare Beijing, Seoul on gpci where function = Economy"),
        ("2", 9, "rank San Francisco, Shanghai, Beijing on rankings.GCI.change"),
        ("5", 11, "check claims where claim in (C6, C8, C9, C10, C11, C16)"),
        ("6", 3, members.as_str()),
    ] {
        let mut student = Student::new(learn::find(lesson).expect("the lesson is there"));
        student.types(&format!("task {task}"));
        let said = student.types(line);
        let honest = line.starts_with("check claims where claim = C1");
        assert_eq!(said.contains("but not for others"), !honest, "{line}: {said}");
    }
}

#[test]
fn whatever_finds_the_answer_is_right() {
    for (lesson, task, line) in [
        ("1", 1, "compare Seoul, Beijing on profile"),
        ("1", 1, "compare 베이징, 서울 on profile with ratio"),
        ("1", 1, "compare cities on profile"),
        ("1", 6, "compare Beijing, Seoul on case_selection where not shared"),
        ("1", 8, "compare Beijing, Seoul on multilateral.joined with ratio"),
        ("1", 10, "check Beijing, Seoul on coverage"),
        ("1", 11, "compare middle, liberal, traditional on schools"),
        ("2", 1, "compare Beijing, Seoul on rankings where year in 2020..2020"),
        ("2", 1, "compare Seoul, Beijing on rankings where year = 2020 order by index"),
        ("2", 5, "check claims"),
        ("2", 6, "compare Seoul, Beijing on gpci.points where leader = Beijing"),
        (
            "2",
            9,
            "rank cities on rankings.change where index = GCI and year = 2020 order by change desc limit 3",
        ),
        ("2", 10, "agree GCI, GPCI on rankings"),
        ("2", 11, "agree GCG, GDCI, GCI, GPCI, GaWC on rankings"),
        ("3", 1, "tabulate Seoul, Beijing on sister_cities by continent"),
        ("3", 3, "define eurasia in sister_cities as continent = Asia or continent = Europe"),
        ("3", 8, "check Seoul on sister_cities where verdict != holds and verdict != differs"),
        ("3", 12, "tabulate networks by specialisation, scope"),
        ("3", 14, "tabulate Seoul on organizations by un_family where role != joined"),
        (
            "3",
            15,
            "define narrow in organizations as organization != HRW and organization != WWF and organization != IBA and organization != SIAC",
        ),
        ("4", 1, "trend Seoul, Beijing on conferences with gap"),
        ("4", 7, "trend Beijing, Seoul on conferences where not year > 2014"),
        ("4", 11, "show Seoul on conferences.meetings where year = 2016 with claims"),
        ("5", 3, "check Beijing, Seoul on partnerships where check = \"part sum\""),
        ("5", 11, "check claims where verdict != supported and verdict != \"not testable\""),
        ("6", 1, "explain cafeteria on beans, pasta, fries, steak for ill using agreement"),
        ("6", 3, "define STB in lipset as not cabinets >= 10"),
        ("6", 8, "match lipset on STB, IND, LIT, URB, DEV for SURV using msdo"),
        ("6", 10, "explain lipset on STB, IND, LIT, URB, DEV for SURV using qca"),
        ("6", 10, "explain lipset on DEV, URB, LIT, IND, STB for SURV using qca parsimonious"),
        ("6", 12, "answer STB*ind*DEV*LIT + LIT*STB*DEV*~URB"),
        ("6", 13, "explain lipset on STB, IND, LIT, URB, DEV for SURV using qca parsimonious"),
        ("6", 15, "explain lipset on STB, IND, LIT, URB, DEV for not SURV using qca"),
        ("6", 17, "explain krook on LP, WM, WS, QU, ES for WNP using qca parsimonious"),
        ("6", 19, "answer LP*WM and LP*~ES"),
    ] {
        let mut student = Student::new(learn::find(lesson).expect("the lesson is there"));
        student.types(&format!("task {task}"));
        let said = student.types(line);
        assert_ne!(student.course.task(), Some(task - 1), "{lesson}.{task}: {said}");
    }
}

#[test]
fn nothing_that_is_typed_ends_a_lesson() {
    let odd = [
        "",
        ";",
        "answer",
        "answer \u{0}",
        "task 0",
        "task 99999999999999999999",
        "task -1",
        "again 2 3",
        "show show",
        "hint;hint",
        "learn 1",
        "answer ~*+",
        "+",
        "~",
        "answer 1e999",
        "answer -",
        "answer ,,,",
        "answer .",
        "—",
        "北京",
        "\u{202e}answer x",
        "compare",
        "compare Beijing",
        "define",
        "define STB in lipset as",
        "load \"none.csv\"",
        "explain lipset",
        "free",
        "back",
        "skip",
    ];
    for lesson in ["2", "6"] {
        let mut student = Student::new(learn::find(lesson).expect("the lesson is there"));
        for number in 1..=student.course.lesson().tasks.len() {
            student.types(&format!("task {number}"));
            odd.iter().for_each(|line| _ = student.types(line));
        }
        student.types("task 1");
        assert_eq!(student.course.task(), Some(0));
    }
}

#[test]
fn what_is_right_comes_before_what_is_wrong() {
    let mut student = Student::new(learn::find("2").expect("the lesson is there"));
    student.said.clear();
    for line in [
        "show topics",
        "compare Beijing, Tokyo on rankings where year = 2020",
        "compare Beijing, Seoul on rankings where year = 2020 and index != GCG",
        "compare Beijing, Seoul on rankings where year = 2019",
        "compare Beijing, Seoul on rankings.rank where year = 2020",
        "compare Beijng, Seoul on rankings",
        "answer 3",
        "hint",
        "hint",
        "again",
        "free",
        "compare Beijing, Seoul on profile",
        "back",
        "show",
        "compare Seoul, Beijing on rankings where year = 2020",
        "task 9",
        "rank cities on rankings.GCI.change order by change asc",
        "show rankings.change where index = GCI order by change desc limit 3",
        "task 20",
        "skip",
        "task 14",
        "answer",
        "answer They ask other questions.",
        "hint",
        "again",
    ] {
        student.types(line);
    }
    insta::assert_snapshot!(student.said);
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

/// A folder for a student at a shell.
fn home(name: &str) -> PathBuf {
    folder(name)
}

fn lessons() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/lessons")
}

#[test]
fn a_file_of_answers_is_marked() {
    let folder = home("lessons_marked");
    let answers = "# learn 1\ncompare Seoul,\n  Beijing on profile\nshow topics\ncompare Beijing, Seoul on profile.grdp_usd\n\
                   # a remark: skip this\n# skip\ndefine grdp_per_head in profile as grdp_usd / population\n# task 5\nSeoul\n# answer 13\n";
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
    let folder = home("lessons_piped");
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
    let wrong = run(&["learn", "7"], "");
    assert!(wrong.stderr.contains("E701"), "{}", wrong.stderr);
    // A place that can not be written is told, and the lesson goes on.
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

fn ask(session: &Session, query: &str) -> Result<std::sync::Arc<Answer>, ()> {
    let source = Source::new("query", query);
    let mut session = session.clone();
    let mut last = Err(());
    for statement in Session::statements(&source) {
        let outcome = statement.and_then(|statement| session.run(&source, &statement)).map_err(drop)?;
        if let Outcome::Answer { answer, .. } = outcome {
            last = Ok(answer);
        }
    }
    last
}

fn table(session: &Session, answer: &Answer) -> String {
    session.write(answer, Format::Csv)
}
