//! One record a block, for terminals too narrow for a table.

use super::grid::{Grid, Shown};
use super::signs::Signs;
use super::width::{push_blanks, push_cut, width};
use super::wrap::wrap;
use crate::visible::{END, Style};

/// Writes each row as lines of head and value, blocks parted by an empty line.
pub fn push_blocks(out: &mut String, grid: &Grid, room: usize, signs: Signs, color: bool) {
    let widest = grid.heads.iter().map(Shown::width).max().unwrap_or(0);
    let names = widest.min(room / 5 * 2);
    let values = room.saturating_sub(names + 2).max(1);
    for (at, row) in grid.rows().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        for (head, cell) in grid.heads.iter().zip(row) {
            let start = out.len();
            push_cut(out, grid.text(head), names, signs.cut());
            let mut before = names.saturating_sub(width(&out[start..])) + 2;
            if color {
                out.insert_str(start, Style::Bold.begin());
                out.push_str(END);
            }
            wrap(grid.text(cell), values, false, |line| {
                push_blanks(out, before);
                before = names + 2;
                out.push_str(line);
                out.push('\n');
            });
        }
    }
}
