//! Words by which people begin who have not met the verbs yet, and the words that say the same here.

use crate::word::Verb;

/// What a habit is written like here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Habit {
    /// The word that people know.
    pub written: &'static str,
    /// The word of the language.
    pub meant: &'static str,
    /// Whether the answer is wanted as a drawing.
    pub chart: bool,
}

impl Habit {
    /// The verb that is meant, if it is one.
    pub fn verb(self) -> Option<Verb> {
        Verb::of(self.meant)
    }
}

/// The habit behind a word, whatever its case.
pub fn habit(word: &str) -> Option<Habit> {
    HABITS.into_iter().find(|habit| habit.written == word.to_lowercase())
}

/// The habit that a text begins with, where words are not kept apart by blanks: `比较北京和首尔`.
pub fn leading(text: &str) -> Option<Habit> {
    HABITS.into_iter().find(|habit| !habit.written.is_ascii() && text.starts_with(habit.written))
}

/// English, Korean and Chinese: the languages of the class and of the data.
const HABITS: [Habit; 51] = [
    to("list", "show"),
    to("display", "show"),
    to("print", "show"),
    to("get", "show"),
    to("view", "show"),
    to("see", "show"),
    to("give", "show"),
    to("browse", "show"),
    to("보여줘", "show"),
    to("보기", "show"),
    to("显示", "show"),
    to("顯示", "show"),
    to("contrast", "compare"),
    to("vs", "compare"),
    to("versus", "compare"),
    to("difference", "compare"),
    to("비교해줘", "compare"),
    to("비교하기", "compare"),
    to("비교", "compare"),
    to("比较", "compare"),
    to("比較", "compare"),
    to("对比", "compare"),
    to("top", "rank"),
    to("best", "rank"),
    to("highest", "rank"),
    to("worst", "rank"),
    to("sort", "rank"),
    to("순위", "rank"),
    to("排名", "rank"),
    to("count", "tabulate"),
    to("crosstab", "tabulate"),
    to("evolution", "trend"),
    to("growth", "trend"),
    to("change", "trend"),
    to("추세", "trend"),
    to("变化", "trend"),
    to("趋势", "trend"),
    drawn("plot"),
    drawn("chart"),
    drawn("graph"),
    drawn("draw"),
    to("verify", "check"),
    to("검증", "check"),
    to("检查", "check"),
    to("let", "define"),
    to("var", "define"),
    to("import", "load"),
    to("open", "load"),
    to("read", "load"),
    to("write", "export"),
    to("expects", "expect"),
];

const fn to(written: &'static str, meant: &'static str) -> Habit {
    Habit { written, meant, chart: false }
}

const fn drawn(written: &'static str) -> Habit {
    Habit { written, meant: "trend", chart: true }
}
