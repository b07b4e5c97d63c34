//! Sentences, one a row: for screen readers and for `grep`.

use super::grid::Grid;
use super::notes::{push_more, push_no_rows, push_notes, push_title};
use super::options::Options;
use super::signs::Signs;
use answer::{Answer, Kind, Table};

/// The whole answer, a sentence a row.
pub fn render(answer: &Answer, options: &Options) -> String {
    // Readers of sentences wrap lines themselves, and color says nothing to them.
    let options = Options { width: None, color: false, ..options.clone() };
    let mut out = String::new();
    push_title(&mut out, &sentence(&answer.title), &options);
    for (at, table) in answer.tables.iter().enumerate() {
        if table.rows.is_empty() {
            if at == 0 {
                push_no_rows(&mut out, answer, &options);
            }
            continue;
        }
        if at > 0 {
            push_title(&mut out, &sentence(table.name), &options);
        }
        push_rows(&mut out, table, &options);
    }
    push_notes(&mut out, answer, Signs::Words, &options);
    out
}

/// `GPCI, 2020, rank (lower is better), place: Beijing 15, Seoul 8, gap 7 places, leader Seoul.`
fn push_rows(out: &mut String, table: &Table, options: &Options) {
    let limit = options.rows.unwrap_or(usize::MAX).max(1);
    let grid = Grid::new(table, limit, Signs::Words);
    for row in grid.rows() {
        let start = out.len();
        let mut after_key = "";
        for ((column, head), cell) in grid.columns.iter().zip(&grid.heads).zip(row) {
            let text = grid.text(cell);
            let key = matches!(table.columns[column.index].kind, Kind::Key | Kind::Time | Kind::Unit);
            if text.is_empty() {
                continue;
            }
            // Keys name the row; a figure among them begins what is said about it.
            let first = out.len() == start;
            match (key && cell.lead().is_none() && !cell.missing, first) {
                (true, _) => {
                    out.push_str(if first { "" } else { ", " });
                    after_key = ": ";
                }
                (false, _) => {
                    out.push_str(if first || !after_key.is_empty() { after_key } else { ", " });
                    after_key = "";
                    out.push_str(grid.text(head));
                    out.push(' ');
                }
            }
            out.push_str(text);
        }
        if !out.ends_with('.') {
            out.push('.');
        }
        out.push('\n');
    }
    push_more(out, table.rows.len().saturating_sub(limit), Signs::Words, options);
}

fn sentence(text: &str) -> String {
    match text.trim_end() {
        "" => String::new(),
        text if text.ends_with(['.', '!', '?']) => text.to_owned(),
        text => format!("{text}."),
    }
}
