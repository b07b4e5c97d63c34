//! What holds of every lesson file.

use std::path::Path;

use juxta::learn::{self, Course, Word};
use juxta::session::Session;

/// The words of a student who tries everything.
const WORDS: [&str; 9] = ["hint", "show", "again", "free", "back", "answer 1", "task 1", "skip", "skip"];

/// Reads a lesson, looks it through, and goes through it by every word. Nothing panics.
pub fn lesson_holds(fresh: &Session, folder: &Path, text: &[u8]) {
    let path = folder.join("lesson.toml");
    std::fs::write(&path, text).expect("the folder can be written");
    let Ok(lesson) = learn::find(&path.display().to_string()) else { return };
    let _ = learn::lint(&lesson);
    let notes = vec![None; lesson.tasks.len()];
    let Ok(mut course) = Course::open(lesson, notes) else { return };
    let mut session = fresh.clone();
    for word in WORDS.iter().filter_map(|word| Word::read(word)) {
        let _ = course.word(word, &mut session);
    }
}
