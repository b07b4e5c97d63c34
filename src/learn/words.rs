//! The words that steer a lesson; they are no statements, and mean something only while a lesson is open.

/// A word that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word<'t> {
    /// The next hint.
    Hint,
    /// The right answer.
    Show,
    /// Go on to the next task.
    Skip,
    /// Try other things; nothing is judged.
    Free,
    /// Go back to the task.
    Back,
    /// The task once more.
    Again,
    /// Go to a task, counted from 1.
    Task(usize),
    /// An answer in words.
    Answer(&'t str),
}

/// Every word as it is written, and what it does.
pub const WORDS: [(&str, &str); 8] = [
    ("hint", "a little help; again for the next one"),
    ("show", "the right answer"),
    ("skip", "on to the next task"),
    ("answer TEXT", "answer in words or figures, where a task asks for them"),
    ("again", "the task once more"),
    ("task N", "go to a task"),
    ("free", "try other queries; nothing is judged"),
    ("back", "from there back to the task"),
];

impl<'t> Word<'t> {
    /// Reads a line; `None` when it is no such word.
    pub fn read(line: &'t str) -> Option<Self> {
        let line = line.trim().trim_end_matches([';', '；']).trim_end();
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim().trim_start_matches([':', '=']).trim();
        let word = word.trim_start_matches(['.', ':', '\\']).trim_end_matches([':', '(', ')']);
        Some(match (word.to_ascii_lowercase().as_str(), rest) {
            ("hint" | "hints", "") => Self::Hint,
            ("show", "" | "answer" | "the answer" | "solution") | ("solution", "") => Self::Show,
            ("skip" | "next", "") => Self::Skip,
            ("free" | "play", "") => Self::Free,
            ("back", "") => Self::Back,
            ("again" | "task", "") => Self::Again,
            ("again" | "task", number) => Self::Task(number.parse().ok()?),
            ("answer", text) => Self::Answer(text),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{WORDS, Word};

    #[test]
    fn words_are_read_however_they_are_written() {
        assert_eq!(Word::read(" Hint; "), Some(Word::Hint));
        assert_eq!(Word::read("show"), Some(Word::Show));
        assert_eq!(Word::read(":skip"), Some(Word::Skip));
        assert_eq!(Word::read("answer: 2013"), Some(Word::Answer("2013")));
        assert_eq!(Word::read("answer"), Some(Word::Answer("")));
        assert_eq!(Word::read("task 3"), Some(Word::Task(3)));
        for statement in
            ["show topics", "hint at it", "compare Beijing, Seoul on gpci", "task three", "skip the rest", ""]
        {
            assert_eq!(Word::read(statement), None, "{statement}");
        }
        for (usage, _) in WORDS {
            assert!(Word::read(&usage.replace('N', "2")).is_some(), "{usage}");
        }
    }
}
