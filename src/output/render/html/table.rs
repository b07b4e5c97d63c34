//! Tables that screen readers can follow: a caption, and heads that say what they head.

use crate::render::grid::Grid;
use crate::render::markup::push_escaped;
use crate::render::signs::Signs;
use answer::{Kind, Table};

/// Writes a table; one that is wider than the page scrolls by itself.
pub fn push(out: &mut String, table: &Table, caption: &str) {
    let grid = Grid::new(table, usize::MAX, Signs::Unicode);
    out.push_str("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"");
    push_escaped(out, caption);
    out.push_str("\">\n<table>\n<caption>");
    push_escaped(out, caption);
    out.push_str("</caption>\n<thead>\n<tr>");
    for (column, head) in grid.columns.iter().zip(&grid.heads) {
        push_cell(out, "th scope=\"col\"", column.right, grid.text(head));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    // The first key names the row for screen readers.
    let key = grid.columns.iter().position(|column| table.columns[column.index].kind == Kind::Key);
    for row in grid.rows() {
        out.push_str("<tr>");
        for (at, (column, cell)) in grid.columns.iter().zip(row).enumerate() {
            let tag = if Some(at) == key { "th scope=\"row\"" } else { "td" };
            push_cell(out, tag, column.right, grid.text(cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

fn push_cell(out: &mut String, tag: &str, right: bool, text: &str) {
    out.push('<');
    out.push_str(tag);
    out.push_str(if right { " class=\"figure\">" } else { ">" });
    push_escaped(out, text);
    out.push_str(if tag == "td" { "</td>" } else { "</th>" });
}
