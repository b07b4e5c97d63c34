//! A page of HTML that needs nothing beside it.

use super::grid::Grid;
use super::markup::push_escaped;
use super::notes::{data_text, left_out, no_rows, prose_parts, remarks, source_text};
use super::signs::Signs;
use crate::answer::{Answer, Kind, Table};

/// The whole answer as a page.
pub fn render(answer: &Answer) -> String {
    let mut out = String::from("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n");
    push_element(&mut out, "title", &answer.title);
    for (at, table) in answer.tables.iter().enumerate() {
        match (at, table.rows.is_empty()) {
            (0, true) => push_element(&mut out, "p", &format!("{}. {}", answer.title, no_rows(answer))),
            (_, true) => {}
            (0, false) => push_table(&mut out, table, &answer.title),
            (_, false) => push_table(&mut out, table, table.name),
        }
    }
    push_list(&mut out, "ul", "", answer.findings.iter().map(|finding| finding.text.clone()));
    if let Some(text) = left_out(&answer.left_out) {
        push_element(&mut out, "p", &text);
    }
    push_list(&mut out, "ul", "", remarks(answer, Signs::Unicode).into_iter());
    push_element(&mut out, "p", &format!("Query: `{}`", answer.query));
    if let Some(data) = &answer.data {
        push_element(&mut out, "p", &data_text(data));
    }
    push_list(&mut out, "ol", "Sources", answer.sources.iter().map(source_text));
    out
}

fn push_table(out: &mut String, table: &Table, caption: &str) {
    let grid = Grid::new(table, usize::MAX, Signs::Unicode);
    out.push_str("<table>\n");
    push_element(out, "caption", caption);
    out.push_str("<thead>\n<tr>");
    for (column, head) in grid.columns.iter().zip(&grid.heads) {
        push_cell(out, "th scope=\"col\"", column.right, grid.text(head));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in grid.rows() {
        out.push_str("<tr>");
        for (at, (column, cell)) in grid.columns.iter().zip(row).enumerate() {
            // The first key names the row for screen readers.
            let names = at == 0 && table.columns[column.index].kind == Kind::Key;
            push_cell(out, if names { "th scope=\"row\"" } else { "td" }, column.right, grid.text(cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

fn push_cell(out: &mut String, tag: &str, right: bool, text: &str) {
    out.push('<');
    out.push_str(tag);
    out.push_str(if right { " style=\"text-align: right\">" } else { ">" });
    push_escaped(out, text);
    out.push_str(if tag == "td" { "</td>" } else { "</th>" });
}

fn push_list(out: &mut String, tag: &str, title: &str, items: impl Iterator<Item = String>) {
    let mut items = items.peekable();
    if items.peek().is_none() {
        return;
    }
    if !title.is_empty() {
        push_element(out, "p", &format!("{title}:"));
    }
    out.push_str(&format!("<{tag}>\n"));
    items.for_each(|item| push_element(out, "li", &item));
    out.push_str(&format!("</{tag}>\n"));
}

/// Writes a sentence of ours: what stands between backticks is code.
fn push_element(out: &mut String, tag: &str, text: &str) {
    out.push_str(&format!("<{tag}>"));
    for (code, part) in prose_parts(text) {
        // A title holds text only.
        let code = code && tag != "title";
        out.push_str(if code { "<code>" } else { "" });
        push_escaped(out, part);
        out.push_str(if code { "</code>" } else { "" });
    }
    out.push_str(&format!("</{tag}>\n"));
}
