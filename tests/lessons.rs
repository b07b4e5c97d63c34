//! Lessons: solved by a student who is right, by one who makes every known mistake, by one who types the answers in.

use std::fs;

use juxta::answer::Answer;
use juxta::base::source::Source;
use juxta::learn::{self, Lesson, State};
use juxta::output::diagnostic::{self, Style};
use juxta::output::render::Format;
use juxta::session::{Outcome, Session};

use crate::student::{Student, solution};
use crate::support::folder;

fn all() -> Vec<Lesson> {
    learn::list().expect("the lessons inside can be read")
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
            // What cannot be loaded cannot be handed in either.
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
            "compare Beijing, Seoul on case_selection where attribute in (state system, \"center-local relation\", decentralization, autonomy, mode, start)",
        ),
        ("2", 5, "check claims where claim = C1 and verdict = supported or claim = C1"),
        ("2", 6, "compare Beijing, Seoul on gpci where function = Economy"),
        ("2", 9, "rank San Francisco, Shanghai, Beijing on rankings.GCI.change"),
        ("5", 11, "check claims where claim in (C6, C8, C9, C10, C11, C16, C19)"),
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
        ("5", 11, "check claims where verdict not in (supported, depends, \"not testable\")"),
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

fn ask(session: &Session, query: &str) -> Result<std::sync::Arc<Answer>, ()> {
    let source = Source::new("query", query);
    let mut session = session.clone();
    let mut last = Err(());
    for done in session.run_all(&source) {
        if let (_, Outcome::Answer { answer, .. }) = done.map_err(drop)? {
            last = Ok(answer);
        }
    }
    last
}

fn table(session: &Session, answer: &Answer) -> String {
    session.write(answer, Format::Csv)
}
