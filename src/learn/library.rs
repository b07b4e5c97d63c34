//! The lessons inside the program, and where others are found. A lesson is read when somebody asks for it.

use std::path::Path;

use super::error::LessonError;
use super::file;
use super::lesson::Lesson;
use assist::complete::Candidate;
use base::source::Source;
use base::suggest::reason;
use import::files;

macro_rules! lessons {
    ($($name:literal)*) => {
        &[$(($name, include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".toml")))),*]
    };
}

/// Name and packed text of each lesson, in the order in which they are learned.
const LESSONS: &[(&str, &[u8])] = lessons![
    "same-questions" "better-worse" "shares-types" "change" "who-says-so" "patterns" "two-sources" "groups-averages"
];

/// The lessons by their numbers, as a line may go on with them.
pub fn candidates() -> Vec<Candidate> {
    let lessons = list().unwrap_or_default();
    let numbers = (1..).zip(lessons).map(|(number, lesson)| Candidate::new(number.to_string(), lesson.title));
    numbers.chain([Candidate::new("reset", "forget all progress")]).collect()
}

/// The names of the lessons inside, in order.
pub fn names() -> impl Iterator<Item = &'static str> {
    LESSONS.iter().map(|(name, _)| *name)
}

/// The lessons inside, in order.
///
/// # Errors
///
/// None in a program that passed its tests.
pub fn list() -> Result<Vec<Lesson>, (Source, Vec<LessonError>)> {
    (0..LESSONS.len()).map(inside).collect()
}

/// A lesson by its number, its name or its file.
///
/// # Errors
///
/// There is none, or its file cannot be read.
pub fn find(wanted: &str) -> Result<Lesson, (Source, Vec<LessonError>)> {
    let number = wanted.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let at = number.or_else(|| LESSONS.iter().position(|(name, _)| name.eq_ignore_ascii_case(wanted)));
    if let Some(at) = at.filter(|&at| at < LESSONS.len()) {
        return inside(at);
    }
    let path = Path::new(wanted);
    if path.extension().is_none_or(|ending| ending != "toml") {
        let known: Vec<String> =
            (1..).zip(names()).map(|(number, name)| format!("{number} ({name})")).collect();
        let error = LessonError::Unknown { name: wanted.to_owned(), known: known.join(", ") };
        return Err((Source::new("learn", wanted), vec![error]));
    }
    match Source::open(path) {
        Ok(source) => open(path, source),
        Err(error) => {
            let error = LessonError::NoFile { path: wanted.to_owned(), reason: reason(&error) };
            Err((Source::new("learn", wanted), vec![error]))
        }
    }
}

/// The lesson and the task of a name: `2.3` is the third task of the second lesson, as the prompt calls it.
pub fn task(name: &str) -> (&str, Option<usize>) {
    let parts = name.split_once(['.', ' ']);
    let numbers =
        parts.and_then(|(lesson, task)| Some((lesson, lesson.parse::<usize>().ok()?, task.parse().ok()?)));
    numbers.map_or((name, None), |(lesson, _, task)| (lesson, Some(task)))
}

fn open(path: &Path, source: Source) -> Result<Lesson, (Source, Vec<LessonError>)> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("lesson").to_owned();
    let mut lesson = file::read(&name, source.clone()).map_err(|errors| (source.clone(), errors))?;
    // Tables are named from where the lesson is, so that both can be handed out together.
    let folder = path.parent().unwrap_or(Path::new(""));
    for data in &mut lesson.data {
        let named = data.node.clone();
        data.node = files::inside(folder, &named).map_err(|error| {
            let query = format!("load \"{}\"", named.display());
            let reason = error.to_string();
            (
                source.clone(),
                vec![LessonError::Fails { role: "loading the data", reason, query, span: data.span }],
            )
        })?;
    }
    Ok(lesson)
}

fn inside(at: usize) -> Result<Lesson, (Source, Vec<LessonError>)> {
    let (name, packed) = LESSONS[at];
    let source = Source::new(format!("{name}.toml"), pack::unpack(packed));
    let lesson = file::read(name, source.clone()).map_err(|errors| (source, errors))?;
    Ok(Lesson { number: Some(at + 1), ..lesson })
}
