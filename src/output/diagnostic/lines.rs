//! A message in lines. Words wrap; a statement to copy stays on one line, or breaks where it runs all the same.

use crate::render::{width, wrap};
use syntax::keyword::{KeywordKind, keyword};

/// The lines of a text within `room` columns.
pub fn lines(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut rest = text;
    // What is quoted stands between backticks, and keeps the sign that follows it.
    while let Some((words, quoted)) = rest.split_once('`') {
        wrap_words(&mut lines, words, room);
        let end = quoted.find('`').map_or(quoted.len(), |end| end + 1);
        let after = quoted[end..].find(|c: char| c.is_whitespace() || c == '`').unwrap_or(quoted.len() - end);
        let (quoted, after) = quoted.split_at(end + after);
        add(&mut lines, &format!("`{quoted}"), room);
        rest = after;
    }
    wrap_words(&mut lines, rest, room);
    lines
}

/// Words go on in the last line; a blank before them is kept, so that a sign stays with the name before it.
fn wrap_words(lines: &mut Vec<String>, text: &str, room: usize) {
    let mut rest = text;
    while !rest.is_empty() {
        let blanks = rest.len() - rest.trim_start().len();
        let word = &rest[blanks..];
        let end = word.find(char::is_whitespace).unwrap_or(word.len());
        match (blanks, &word[..end]) {
            (_, "") => lines.last_mut().into_iter().for_each(|line| line.push(' ')),
            (0, word) => lines.last_mut().into_iter().for_each(|line| line.push_str(word)),
            (_, word) => add_word(lines, word, room),
        }
        rest = &word[end..];
    }
}

fn add_word(lines: &mut Vec<String>, word: &str, room: usize) {
    // Chinese and Japanese go on without blanks for as long as they like.
    let mut parts = Vec::new();
    wrap(word, room, true, |part| parts.push(part));
    for (at, part) in parts.into_iter().enumerate() {
        let blank = if at == 0 { " " } else { "" };
        push(lines, part, blank, room);
    }
}

/// Adds what is quoted: whole on this line, whole on the next, or else in parts.
fn add(lines: &mut Vec<String>, quoted: &str, room: usize) {
    let last = lines.last().map_or("", String::as_str);
    let blank = if last.ends_with(' ') { " " } else { "" };
    if let Some(last) = lines.last_mut() {
        last.truncate(last.trim_end().len());
    }
    if width(quoted) <= room {
        return push(lines, quoted, blank, room);
    }
    // From the beginning of a line it can be copied in one piece.
    if lines.last().is_some_and(|last| !last.is_empty()) {
        lines.push(String::new());
    }
    breakable(quoted).into_iter().for_each(|part| push(lines, part, " ", room));
}

/// Adds a part to the last line if it fits, else begins a line with it.
fn push(lines: &mut Vec<String>, part: &str, blank: &str, room: usize) {
    match lines.last_mut() {
        Some(last) if last.is_empty() => last.push_str(part),
        Some(last) if width(last) + blank.len() + width(part) <= room => {
            last.push_str(blank);
            last.push_str(part);
        }
        _ => lines.push(part.to_owned()),
    }
}

/// A statement goes on in a line that begins with a clause, or after a comma.
fn breakable(statement: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, _) in statement.match_indices(' ') {
        let rest = &statement[at + 1..];
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let clause = keyword(word).is_some_and(|word| word.kind == KeywordKind::Clause);
        if clause || statement[..at].ends_with([',', ';']) {
            parts.push(&statement[from..at]);
            from = at + 1;
        }
    }
    parts.push(&statement[from..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::lines;

    const QUERY: &str = "`compare Beijing, Seoul on rankings where year = 2020`";

    #[test]
    fn a_statement_is_not_broken_while_a_line_can_hold_it() {
        let text = format!("names are kept apart by commas: {QUERY}");
        assert_eq!(lines(&text, 100).concat(), text);
        assert_eq!(lines(&text, 60), ["names are kept apart by commas:", QUERY]);
        assert_eq!(
            lines(&text, 30),
            [
                "names are kept apart by",
                "commas:",
                "`compare Beijing, Seoul",
                "on rankings where year = 2020`"
            ]
        );
    }

    #[test]
    fn signs_stay_with_the_name_before_them() {
        assert_eq!(lines("one of `a`, `b`; no more", 10), ["one of", "`a`, `b`;", "no more"]);
        assert_eq!(lines("", 10), [""]);
    }
}
