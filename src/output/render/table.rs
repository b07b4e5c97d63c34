//! Tables in a frame. The only place that knows tabled: it draws the frame, the columns come here fitted.

use std::ops::Range;

use tabled::grid::config::{Borders, Indent, Sides};
use tabled::grid::dimension::Dimension;
use tabled::tables::CompactTable;

use super::blocks::push_blocks;
use super::fit::fit;
use super::grid::Grid;
use super::notes::{push_more, push_no_rows, push_notes, push_title};
use super::options::{Border, Options};
use super::sheet::{Layout, Sheet};
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
        frame.push_grid(out, &grid, &widths, signs, options);
    } else if !push_turned(out, table, &grid, &frame, signs, options) {
        match widths(&grid, &frame, options.width) {
            Some(widths) => frame.push_grid(out, &grid, &widths, signs, options),
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
            frame.push_grid(out, grid, widths, signs, options);
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

/// The widths of the columns; `None` when the table can not be made narrow enough.
fn widths(grid: &Grid, frame: &Frame, width: Option<usize>) -> Option<Vec<usize>> {
    let whole = || grid.columns.iter().map(|column| column.whole);
    let room = width.map_or(usize::MAX, |width| width.saturating_sub(frame.width(grid.columns.len())));
    if whole().sum::<usize>() <= room { Some(whole().collect()) } else { fit(&grid.needs(), room) }
}

/// The lines and blanks around cells.
struct Frame {
    /// Around the heads; its bottom is the rule below them.
    heads: Borders<char>,
    /// Around the rows.
    body: Borders<char>,
    /// Blanks left and right of a cell.
    padding: (usize, usize),
}

impl Frame {
    fn of(border: Border) -> Self {
        match border {
            Border::Unicode => Self::lines(['╭', '┬', '╮'], ['├', '┼', '┤'], ['╰', '┴', '╯'], '─', '│'),
            Border::Ascii => Self::lines(['+'; 3], ['+'; 3], ['+'; 3], '-', '|'),
            Border::None => Self { heads: Borders::empty(), body: Borders::empty(), padding: (0, 2) },
        }
    }

    fn lines(top: [char; 3], rule: [char; 3], bottom: [char; 3], horizontal: char, vertical: char) -> Self {
        let sides = Borders {
            left: Some(vertical),
            right: Some(vertical),
            vertical: Some(vertical),
            ..Borders::empty()
        };
        let below = |[left, middle, right]: [char; 3]| Borders {
            bottom: Some(horizontal),
            bottom_left: Some(left),
            bottom_intersection: Some(middle),
            bottom_right: Some(right),
            ..sides
        };
        let [left, middle, right] = top;
        Self {
            heads: Borders {
                top: Some(horizontal),
                top_left: Some(left),
                top_intersection: Some(middle),
                top_right: Some(right),
                ..below(rule)
            },
            body: below(bottom),
            padding: (1, 1),
        }
    }

    /// The columns that the frame takes beside the cells.
    fn width(&self, columns: usize) -> usize {
        let padding = columns * (self.padding.0 + self.padding.1);
        if self.body.has_left() { padding + columns + 1 } else { padding.saturating_sub(self.padding.1) }
    }

    fn push_grid(&self, out: &mut String, grid: &Grid, widths: &[usize], signs: Signs, options: &Options) {
        let layout = Layout { grid, widths, signs, padding: self.padding, color: options.color };
        self.push(out, &layout.heads(), &layout.body(), widths);
    }

    fn push(&self, out: &mut String, heads: &Sheet, body: &Sheet, widths: &[usize]) {
        self.push_part(out, heads, widths, self.heads);
        self.push_part(out, body, widths, self.body);
    }

    fn push_part(&self, out: &mut String, sheet: &Sheet, widths: &[usize], borders: Borders<char>) {
        let columns = Widths { widths, padding: self.padding.0 + self.padding.1 };
        let mut table =
            CompactTable::with_dimension(sheet.lines(widths.len()), columns).columns(widths.len());
        let config = table.get_config_mut();
        // The cells come padded.
        *config = config.set_borders(borders).set_padding(Sides::filled(Indent::zero()));
        let start = out.len();
        // Writing into a string does not fail.
        _ = table.fmt(&mut *out);
        if !borders.has_left() {
            trim_lines(out, start);
        }
        out.push('\n');
    }
}

/// The widths of cells with their padding, as tabled asks for them.
struct Widths<'a> {
    widths: &'a [usize],
    padding: usize,
}

impl Dimension for Widths<'_> {
    fn get_width(&self, column: usize) -> usize {
        self.widths.get(column).map_or(0, |width| width + self.padding)
    }

    fn get_height(&self, _: usize) -> usize {
        1
    }
}

/// Without a right border, blanks at the end of a line mean nothing.
fn trim_lines(out: &mut String, start: usize) {
    let lines: Vec<&str> = out[start..].lines().map(str::trim_end).collect();
    let trimmed = lines.join("\n");
    out.truncate(start);
    out.push_str(&trimmed);
}
