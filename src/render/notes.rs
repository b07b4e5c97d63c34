//! What stands around the tables, as text: title, findings, what was left out, notes, sources.

use std::fmt::Write;

use super::figure::push_value;
use super::options::Options;
use super::signs::Signs;
use super::width::push_clean;
use super::wrap::wrap;
use crate::answer::{Answer, LeftOut};
use crate::dataset::{Direction, Value};

/// Writes a title on lines of its own.
pub fn push_title(out: &mut String, title: &str, options: &Options) {
    if !title.is_empty() {
        push_styled(out, title, "\u{1b}[1m", options);
    }
}

/// Says that there are no rows, and where the reason stands.
pub fn push_no_rows(out: &mut String, answer: &Answer, options: &Options) {
    push_lines(out, no_rows(answer), options);
}

/// Why a table has no rows.
pub fn no_rows(answer: &Answer) -> &'static str {
    if answer.left_out.is_empty() {
        "No rows: nothing in the data answers this query."
    } else {
        "No rows: everything that came into question was left out."
    }
}

/// Says how many rows a reader does not see, and how to see them.
pub fn push_more(out: &mut String, rows: usize, signs: Signs, options: &Options) {
    let cut = if signs == Signs::Words { "" } else { signs.cut() };
    let blank = if cut.is_empty() { "" } else { " " };
    let plural = if rows == 1 { "" } else { "s" };
    let mut count = String::new();
    push_value(&mut count, &Value::count(rows), signs);
    if rows > 0 {
        push_styled(
            out,
            &format!("{cut}{blank}{count} more row{plural}: `set rows all` shows everything."),
            DIM,
            options,
        );
    }
}

/// Writes everything below the tables.
pub fn push_notes(out: &mut String, answer: &Answer, signs: Signs, options: &Options) {
    for finding in &answer.findings {
        push_lines(out, &finding.text, options);
    }
    if let Some(text) = left_out(&answer.left_out) {
        push_lines(out, &text, options);
    }
    if is_disputed(answer) {
        let sign = signs.disputed().trim_matches([' ', '(', ')']);
        let what = if sign == "*" { "* disputed" } else { "Disputed figures" };
        push_styled(out, &format!("{what}: `show TOPIC with claims` lists every claim."), DIM, options);
    }
    if signs != Signs::Words {
        push_directions(out, answer, signs, options);
    }
    for note in &answer.notes {
        push_styled(out, &format!("Note: {note}"), DIM, options);
    }
    push_sources(out, answer, signs, options);
}

/// `Left out: GDCI, GCI (year 2021 is outside …); 2 rows (…).` Neighbors with one reason share it.
pub fn left_out(items: &[LeftOut]) -> Option<String> {
    let groups: Vec<String> = items
        .chunk_by(|a, b| a.reason == b.reason)
        .filter_map(|group| {
            let names: Vec<&str> = group.iter().map(|left_out| left_out.item.as_str()).collect();
            let reason = group.first()?.reason.trim_end_matches('.');
            let names = names.join(", ");
            Some(if reason.is_empty() { names } else { format!("{names} ({reason})") })
        })
        .collect();
    (!groups.is_empty()).then(|| format!("Left out: {}.", groups.join("; ")))
}

/// Whether any cell of the answer is disputed.
pub fn is_disputed(answer: &Answer) -> bool {
    answer.tables.iter().flat_map(|table| &table.rows).flatten().any(|cell| cell.disputed)
}

const DIM: &str = "\u{1b}[2m";

/// Explains the signs of direction that the tables use.
fn push_directions(out: &mut String, answer: &Answer, signs: Signs, options: &Options) {
    let of = |wanted: Direction| {
        answer.tables.iter().filter(|table| !table.rows.is_empty()).any(|table| {
            table.columns.iter().any(|head| head.direction == Some(wanted))
                || table.rows.iter().flatten().any(|cell| cell.direction == Some(wanted))
        })
    };
    let higher =
        of(Direction::Higher).then(|| format!("{} higher is better", signs.direction(Direction::Higher)));
    let lower =
        of(Direction::Lower).then(|| format!("{} lower is better", signs.direction(Direction::Lower)));
    let legend: Vec<String> = higher.into_iter().chain(lower).collect();
    if !legend.is_empty() {
        push_styled(out, &legend.join(", "), DIM, options);
    }
}

fn push_sources(out: &mut String, answer: &Answer, signs: Signs, options: &Options) {
    let mut line = String::new();
    for (at, source) in answer.sources.iter().enumerate() {
        line.push_str(if at == 0 { "Sources: " } else { signs.between() });
        _ = write!(line, "[{}] {}", at + 1, source.place);
        match (source.place.is_empty(), source.text.is_empty()) {
            (_, true) => {}
            (true, false) => line.push_str(&source.text),
            (false, false) => _ = write!(line, " ({})", source.text),
        }
    }
    if !line.is_empty() {
        push_styled(out, &line, DIM, options);
    }
}

fn push_styled(out: &mut String, text: &str, style: &str, options: &Options) {
    let color = options.color;
    if color {
        out.push_str(style);
    }
    push_lines(out, text, options);
    if color {
        // The style ends before the line does.
        out.pop();
        out.push_str("\u{1b}[0m\n");
    }
}

/// Writes text wrapped to the width; further lines are set in.
fn push_lines(out: &mut String, text: &str, options: &Options) {
    const INDENT: &str = "  ";
    let mut clean = String::with_capacity(text.len());
    push_clean(&mut clean, text);
    let Some(room) = options.width.filter(|&room| super::width::width(&clean) > room) else {
        out.push_str(clean.trim_end());
        return out.push('\n');
    };
    let mut first = true;
    wrap(clean.trim_end(), room.saturating_sub(INDENT.len()).max(1), false, |line| {
        out.push_str(if first { "" } else { INDENT });
        first = false;
        out.push_str(line);
        out.push('\n');
    });
}
