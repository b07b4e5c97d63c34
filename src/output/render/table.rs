//! Tables in a frame; the columns come here fitted.

use std::ops::Range;

use super::blocks::push_blocks;
use super::fit::fit;
use super::frame::Frame;
use super::grid::Grid;
use super::notes::{push_more, push_no_rows, push_notes, push_title};
use super::options::{Border, Options};
use super::sheet::Layout;
use super::signs::Signs;
use answer::{Answer, Cell, Head, Heads, Kind, Table};

/// Adds the whole answer: its tables, and below them what can be read off them.
pub fn push(out: &mut String, answer: &Answer, options: &Options) {
    let signs = if options.border == Border::Ascii { Signs::Ascii } else { Signs::Unicode };
    push_title(out, &answer.title, options);
    for (at, table) in answer.tables.iter().enumerate() {
        match (at, table.rows.is_empty()) {
            (0, true) => push_no_rows(out, answer, options),
            (0, false) => push_table(out, table, signs, options),
            // A supporting table without rows supports nothing.
            (_, true) => {}
            (_, false) => {
                out.push('\n');
                push_title(out, table.name, options);
                push_table(out, table, signs, options);
            }
        }
    }
    push_notes(out, answer, signs, options);
}

fn push_table(out: &mut String, table: &Table, signs: Signs, options: &Options) {
    let limit = options.rows.unwrap_or(usize::MAX).max(1);
    let grid = Grid::new(table, limit, signs);
    let frame = Frame::of(options.border);
    let fitted = widths(&grid, &frame, options.width).filter(|widths| !grid.crowded(widths));
    if let Some(widths) = fitted {
        push_grid(out, &grid, &widths, &frame, signs, options);
    } else if !push_turned(out, table, &grid, &frame, signs, options) {
        match widths(&grid, &frame, options.width) {
            Some(widths) => push_grid(out, &grid, &widths, &frame, signs, options),
            None => push_blocks(out, &grid, options.width.unwrap_or(usize::MAX), signs, options.color),
        }
    }
    push_more(out, table.rows.len().saturating_sub(limit), signs, options);
}

/// The most rows that stand side by side in a turned table.
const MOST_TURNED: usize = 4;

/// Writes the table turned: one line a column, the rows side by side, as many as fit. `false` when not even one fits.
fn push_turned(
    out: &mut String,
    table: &Table,
    grid: &Grid,
    frame: &Frame,
    signs: Signs,
    options: &Options,
) -> bool {
    let rows = grid.rows().count();
    for most in (1..=rows.min(MOST_TURNED)).rev() {
        // Four rows of which three fit read better two by two than three and one.
        let together = rows.div_ceil(rows.div_ceil(most));
        let turned: Vec<Table> = (0..rows)
            .step_by(together)
            .map(|first| turn(table, grid, first..rows.min(first + together)))
            .collect();
        let grids: Vec<Grid> = turned.iter().map(|table| Grid::new(table, usize::MAX, signs)).collect();
        let fitted: Option<Vec<Vec<usize>>> = grids
            .iter()
            .map(|grid| {
                let widths = widths(grid, frame, options.width)?;
                (together == 1 || !grid.crowded(&widths)).then_some(widths)
            })
            .collect();
        let Some(fitted) = fitted else { continue };
        for (grid, widths) in grids.iter().zip(&fitted) {
            push_grid(out, grid, widths, frame, signs, options);
        }
        return true;
    }
    false
}

/// Some rows of a table as columns; the first column names them.
fn turn(table: &Table, grid: &Grid, rows: Range<usize>) -> Table {
    let Some((first, rest)) = grid.columns.split_first() else { return Table::new(table.name, Heads::NONE) };
    let names: Vec<&str> = grid.rows().filter_map(|row| row.first().map(|cell| grid.text(cell))).collect();
    let mut heads = vec![Head::new(table.columns[first.index].name.clone(), Kind::Key)];
    heads.extend(rows.clone().map(|row| Head::new(names[row], Kind::Subject)));
    let mut turned = Table::new(table.name, Heads::drawn(heads));
    for (at, column) in rest.iter().enumerate() {
        let mut line = vec![Cell::text(grid.text(&grid.heads[at + 1]))];
        line.extend(rows.clone().filter_map(|row| table.rows[row].get(column.index).cloned()));
        turned.rows.push(line);
    }
    turned
}

fn push_grid(
    out: &mut String,
    grid: &Grid,
    widths: &[usize],
    frame: &Frame,
    signs: Signs,
    options: &Options,
) {
    let layout = Layout { grid, widths, signs, padding: frame.padding, color: options.color };
    frame.push(out, &layout.heads(), &layout.body(), widths);
}

/// The widths of the columns; `None` when the table cannot be made narrow enough.
fn widths(grid: &Grid, frame: &Frame, width: Option<usize>) -> Option<Vec<usize>> {
    let whole = || grid.columns.iter().map(|column| column.whole);
    let room = width.map_or(usize::MAX, |width| width.saturating_sub(frame.width(grid.columns.len())));
    if whole().sum::<usize>() <= room { Some(whole().collect()) } else { fit(&grid.needs(), room) }
}
