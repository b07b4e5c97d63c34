//! Citations as sentences.

use super::{Kind, Work};

/// One sentence a line.
pub fn write(works: &[Work]) -> String {
    works.iter().map(|work| write_sentence(work) + "\n").collect()
}

/// `Kearney (2020). 2020 Global Cities Index. https://… (Table 3-4)`
pub fn write_sentence(work: &Work) -> String {
    let mut text = work.maker.clone();
    if !work.year.is_empty() {
        text += &format!("{}({})", if text.is_empty() { "" } else { " " }, work.year);
    }
    if !text.is_empty() {
        text.push_str(". ");
    }
    text.push_str(&work.title);
    text.push_str(match work.kind {
        Kind::Original => "",
        Kind::Thesis => " (thesis)",
        Kind::Data => " (data set)",
        Kind::Program => " (program)",
    });
    text.push_str(if work.title.ends_with(['.', '?', '!']) { "" } else { "." });
    if !work.url.is_empty() {
        text = format!("{text} {}", work.url);
    }
    match (work.kind, work.note.as_str()) {
        (_, "") => text,
        (Kind::Original, place) => format!("{text} [{place}]"),
        (_, note) => {
            let mut letters = note.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            format!("{text} {first}{}.", letters.as_str())
        }
    }
}
