//! Tables and lists for a page, so written that CommonMark shows the text as it is.

use super::grid::Grid;
use super::notes::{left_out, no_rows};
use super::signs::Signs;
use super::width::push_clean;
use crate::answer::{Answer, Table};

/// The whole answer as Markdown.
pub fn render(answer: &Answer) -> String {
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
    push_list(&mut out, "", answer.findings.iter().map(|finding| finding.text.clone()));
    if let Some(text) = left_out(&answer.left_out) {
        push_paragraph(&mut out, &text);
    }
    push_list(&mut out, "Notes", answer.notes.iter().cloned());
    let sources =
        answer.sources.iter().map(|source| match (source.place.is_empty(), source.text.is_empty()) {
            (_, true) => source.place.to_string(),
            (true, false) => source.text.clone(),
            (false, false) => format!("{} ({})", source.place, source.text),
        });
    push_list(&mut out, "Sources", sources);
    out
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
    if text.matches('`').count() % 2 == 1 {
        return push_escaped(out, text);
    }
    for (at, part) in text.split('`').enumerate() {
        if at % 2 == 0 {
            push_escaped(out, part);
        } else {
            out.push('`');
            push_clean(out, part);
            out.push('`');
        }
    }
}

/// Writes text so that no character of it is read as Markdown.
fn push_escaped(out: &mut String, text: &str) {
    let mut clean = String::with_capacity(text.len());
    push_clean(&mut clean, text);
    for (at, c) in clean.char_indices() {
        let marks = matches!(c, '\\' | '`' | '*' | '_' | '<' | '>' | '|' | '[' | ']' | '~' | '&' | '$' | '#');
        // At the start of a line these would begin a list.
        let begins = at == 0 && matches!(c, '-' | '+' | '=');
        if marks || begins {
            out.push('\\');
        }
        out.push(c);
    }
}
