//! What stands around the tables, as text: title, findings, what was left out, notes, sources.

use std::fmt::Write;

use super::figure::push_value;
use super::options::Options;
use super::signs::Signs;
use super::width::width;
use super::wrap::wrap;
use crate::visible::{END, Style, push_line};
use answer::{Answer, LeftOut, SourceLine};
use data::catalog::PackageInfo;
use data::{Direction, Value};
use syntax::word::Verb;

/// Writes a title on lines of its own.
pub fn push_title(out: &mut String, title: &str, options: &Options) {
    if !title.is_empty() {
        push_styled(out, title, Style::Bold, options);
    }
}

/// Says that there are no rows, and where the reason stands.
pub fn push_no_rows(out: &mut String, answer: &Answer, options: &Options) {
    push_lines(out, no_rows(answer), options);
}

/// Why a table has no rows.
pub fn no_rows(answer: &Answer) -> &'static str {
    if answer.verb == Verb::Check {
        "No findings."
    } else if answer.left_out.is_empty() {
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
            &format!("{cut}{blank}{count} more row{plural}: `{}` shows everything.", options.all.typed()),
            Style::Dim,
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
    for remark in remarks(answer, signs) {
        push_styled(out, &remark, Style::Dim, options);
    }
    push_sources(out, answer, signs, options);
}

/// `Left out: GDCI, GCI (year 2021 is outside …); 2 rows (…).` Neighbors with one reason share it.
pub fn left_out(items: &[LeftOut]) -> Option<String> {
    if items.is_empty() {
        return None;
    }
    let mut text = "Left out: ".to_owned();
    for (at, group) in items.chunk_by(|a, b| a.reason == b.reason).enumerate() {
        text.push_str(if at == 0 { "" } else { "; " });
        for (at, left_out) in group.iter().enumerate() {
            text.extend([if at == 0 { "" } else { ", " }, &left_out.item]);
        }
        match group.first().map_or("", |left_out| left_out.reason.trim_end_matches('.')) {
            "" => {}
            reason => text.extend([" (", reason, ")"]),
        }
    }
    text.push('.');
    Some(text)
}

/// What the signs in the tables mean, as far as they occur, and the notes.
pub fn remarks(answer: &Answer, signs: Signs) -> Vec<String> {
    let cells = || answer.tables.iter().flat_map(|table| &table.rows).flatten();
    let mut remarks = Vec::new();
    if cells().any(|cell| cell.disputed) {
        let what = if signs == Signs::Words { "Disputed figures" } else { "* disputed" };
        remarks.push(format!("{what}: `show TOPIC with claims` lists every claim."));
    }
    let filled = || answer.tables.iter().filter(|table| !table.rows.is_empty());
    let heads = || filled().flat_map(|table| &table.columns).filter_map(|head| head.direction);
    let occurs =
        |direction| heads().chain(cells().filter_map(|cell| cell.direction)).any(|of| of == direction);
    let mut legend = String::new();
    for (direction, words) in [(Direction::Higher, "higher is better"), (Direction::Lower, "lower is better")]
    {
        // Where the sign is made of words, they need no legend.
        if signs != Signs::Words && occurs(direction) {
            let between = if legend.is_empty() { "" } else { ", " };
            legend.extend([between, signs.direction(direction), " ", words]);
        }
    }
    if !legend.is_empty() {
        remarks.push(legend);
    }
    remarks.extend(answer.notes.iter().map(|note| ["Note: ", note].concat()));
    remarks
}

/// `Table 3-2 (Mori Memorial Foundation, 2020)`
pub fn source_text(source: &SourceLine) -> String {
    let mut text = String::new();
    push_source(&mut text, source);
    text
}

fn push_source(out: &mut String, source: &SourceLine) {
    match (&*source.place, &*source.text) {
        (place, "") => out.push_str(place),
        ("", text) => out.push_str(text),
        (place, text) => out.extend([place, " (", text, ")"]),
    }
}

/// `Data: City profiles, version 1.0.0, license CC-BY-4.0.`
pub fn data_text(data: &PackageInfo) -> String {
    let licenses = data.licenses.join(", ");
    let parts = [("", data.title.as_str()), ("version ", &data.version), ("license ", &licenses)];
    let parts = parts.iter().filter(|(_, text)| !text.is_empty()).map(|(word, text)| format!("{word}{text}"));
    format!("Data: {}.", parts.collect::<Vec<_>>().join(", "))
}

/// The parts of a sentence of ours, each with whether it stood between backticks: those are pieces of queries.
pub fn prose_parts(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let paired = text.matches('`').count().is_multiple_of(2);
    let parts = text.split(move |c| paired && c == '`').enumerate();
    parts.map(|(at, part)| (at % 2 == 1, part))
}

fn push_sources(out: &mut String, answer: &Answer, signs: Signs, options: &Options) {
    let length = |source: &SourceLine| source.place.len() + source.text.len() + 16;
    let mut line = String::with_capacity(answer.sources.iter().map(length).sum());
    for (at, source) in answer.sources.iter().enumerate() {
        line.push_str(if at == 0 { "Sources: " } else { signs.between() });
        _ = write!(line, "[{}] ", at + 1);
        push_source(&mut line, source);
    }
    if !line.is_empty() {
        push_styled(out, &line, Style::Dim, options);
    }
}

fn push_styled(out: &mut String, text: &str, style: Style, options: &Options) {
    let color = options.color;
    if color {
        out.push_str(style.begin());
    }
    push_lines(out, text, options);
    if color {
        // The style ends before the line does.
        out.pop();
        out.push_str(END);
        out.push('\n');
    }
}

/// Writes text wrapped to the width; further lines are set in.
pub fn push_lines(out: &mut String, text: &str, options: &Options) {
    const INDENT: &str = "  ";
    let start = out.len();
    push_line(out, text);
    out.truncate(out.trim_end().len().max(start));
    let Some(room) = options.width.filter(|&room| width(&out[start..]) > room) else {
        return out.push('\n');
    };
    let clean = out.split_off(start);
    let mut first = true;
    wrap(&clean, room.saturating_sub(INDENT.len()).max(1), false, |line| {
        out.push_str(if first { "" } else { INDENT });
        first = false;
        out.push_str(line);
        out.push('\n');
    });
}
