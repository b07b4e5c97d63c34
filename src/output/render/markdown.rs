//! Tables and lists for a page, so written that CommonMark shows the text as it is.

use super::grid::Grid;
use super::notes::{data_text, left_out, no_rows, prose_parts, remarks, source_text};
use super::signs::Signs;
use crate::visible::push_line;
use answer::{Answer, Table};

/// The whole answer as Markdown.
pub fn render(answer: &Answer) -> String {
    let mut out = result(answer);
    push_origin(&mut out, answer);
    out
}

/// The tables, and what can be read off them.
pub fn result(answer: &Answer) -> String {
    let mut out = String::new();
    push_bold(&mut out, &answer.title);
    for (at, table) in answer.tables.iter().enumerate() {
        if at > 0 && !table.rows.is_empty() {
            push_bold(&mut out, table.name);
        }
        if !table.rows.is_empty() {
            push_table(&mut out, table);
        } else if at == 0 {
            push_paragraph(&mut out, no_rows(answer));
        }
    }
    push_notes(&mut out, answer);
    out
}

/// What a file of bare values needs beside it: what it shows, how to read it, and where the figures come from.
pub fn about(answer: &Answer, file: &str) -> String {
    let mut out = String::from("# ");
    push_escaped(&mut out, file);
    out.push('\n');
    push_paragraph(&mut out, &answer.title);
    push_notes(&mut out, answer);
    push_origin(&mut out, answer);
    out
}

/// A sentence so written that Markdown shows it as it is.
pub fn text(sentence: &str) -> String {
    let mut out = String::new();
    push_escaped(&mut out, sentence);
    out
}

fn push_notes(out: &mut String, answer: &Answer) {
    push_list(out, "", answer.findings.iter().map(|finding| finding.text.clone()));
    if let Some(text) = left_out(&answer.left_out) {
        push_paragraph(out, &text);
    }
    push_list(out, "", remarks(answer, Signs::Unicode).into_iter());
}

/// Where a result comes from.
fn push_origin(out: &mut String, answer: &Answer) {
    push_paragraph(out, &format!("Query: `{}`", answer.query));
    for data in &answer.data {
        push_paragraph(out, &data_text(data));
    }
    push_list(out, "Sources", answer.sources.iter().map(source_text));
}

fn push_table(out: &mut String, table: &Table) {
    separate(out);
    let grid = Grid::new(table, usize::MAX, Signs::Unicode);
    out.push('|');
    for head in &grid.heads {
        push_cell(out, grid.text(head));
    }
    out.push_str("\n|");
    for column in &grid.columns {
        out.push_str(if column.right { " ---: |" } else { " --- |" });
    }
    out.push('\n');
    for row in grid.rows() {
        out.push('|');
        for cell in row {
            push_cell(out, grid.text(cell));
        }
        out.push('\n');
    }
}

fn push_cell(out: &mut String, text: &str) {
    out.push(' ');
    push_escaped(out, text);
    out.push_str(" |");
}

fn push_bold(out: &mut String, text: &str) {
    if !text.is_empty() {
        separate(out);
        out.push_str("**");
        push_escaped(out, text.trim());
        out.push_str("**\n");
    }
}

fn push_paragraph(out: &mut String, text: &str) {
    separate(out);
    push_prose(out, text);
    out.push('\n');
}

fn push_list(out: &mut String, title: &str, items: impl Iterator<Item = String>) {
    for (at, item) in items.enumerate() {
        if at == 0 {
            separate(out);
            if !title.is_empty() {
                out.push_str(title);
                out.push_str(":\n\n");
            }
        }
        out.push_str("- ");
        push_prose(out, &item);
        out.push('\n');
    }
}

/// Blocks are parted by an empty line.
fn separate(out: &mut String) {
    if !out.is_empty() {
        out.push('\n');
    }
}

/// Writes a sentence of ours: what stands between backticks stays code.
fn push_prose(out: &mut String, text: &str) {
    // These would begin a list or a rule.
    if text.starts_with(['-', '+', '=']) {
        out.push('\\');
    }
    for (code, part) in prose_parts(text) {
        if code {
            out.push('`');
            push_line(out, part);
            out.push('`');
        } else {
            push_escaped(out, part);
        }
    }
}

/// Writes text so that no character of it is read as Markdown.
fn push_escaped(out: &mut String, text: &str) {
    let from = out.len();
    push_line(out, text);
    let marks = |byte: u8| {
        matches!(
            byte,
            b'\\'
                | b'`'
                | b'*'
                | b'_'
                | b'<'
                | b'>'
                | b'|'
                | b'['
                | b']'
                | b'{'
                | b'}'
                | b'~'
                | b'&'
                | b'$'
                | b'#'
        )
    };
    if out[from..].bytes().any(marks) {
        let clean = out.split_off(from);
        for c in clean.chars() {
            if u8::try_from(c).is_ok_and(marks) {
                out.push('\\');
            }
            out.push(c);
        }
    }
}
