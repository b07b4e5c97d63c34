//! Rows of cells that are already padded to their columns, in one piece of memory.

use super::grid::{Column, Grid, Shown};
use super::signs::Signs;
use super::width::{push_blanks, push_cut, width};
use super::wrap::wrap;
use crate::visible::{END, Style};

/// Printed lines, each with one padded cell a column.
pub struct Sheet {
    text: String,
    /// Where each cell ends.
    ends: Vec<usize>,
}

/// How the cells of a grid are put on a sheet.
pub struct Layout<'a> {
    /// The grid.
    pub grid: &'a Grid,
    /// The width of each column.
    pub widths: &'a [usize],
    /// How a cut is marked.
    pub signs: Signs,
    /// Blanks left and right of each cell.
    pub padding: (usize, usize),
    /// Whether marks make heads bold and missing values dim.
    pub color: bool,
}

impl Layout<'_> {
    /// The heads.
    pub fn heads(&self) -> Sheet {
        let mut sheet = self.sheet(1);
        self.push_row(&mut sheet, &self.grid.heads, true);
        sheet
    }

    /// The rows.
    pub fn body(&self) -> Sheet {
        let mut sheet = self.sheet(self.grid.rows().len());
        self.grid.rows().for_each(|row| self.push_row(&mut sheet, row, false));
        sheet
    }

    /// An empty sheet with room for so many lines.
    fn sheet(&self, lines: usize) -> Sheet {
        let columns = self.widths.len();
        let width = self.widths.iter().sum::<usize>() + columns * (self.padding.0 + self.padding.1);
        Sheet { text: String::with_capacity(lines * width), ends: Vec::with_capacity(lines * columns) }
    }

    fn push_row(&self, sheet: &mut Sheet, cells: &[Shown], head: bool) {
        if cells.iter().zip(self.widths).all(|(cell, &width)| cell.width() <= width) {
            for (column, cell) in cells.iter().enumerate() {
                self.push_line(sheet, column, cell, self.grid.text(cell), cell.width(), head);
            }
            return;
        }
        let lines: Vec<Vec<&str>> =
            (0..cells.len()).map(|column| self.wrapped(column, &cells[column], head)).collect();
        for at in 0..lines.iter().map(Vec::len).max().unwrap_or(0) {
            for (column, lines) in lines.iter().enumerate() {
                let line = lines.get(at).copied().unwrap_or("");
                self.push_line(sheet, column, &cells[column], line, width(line), head);
            }
        }
    }

    fn wrapped(&self, column: usize, cell: &Shown, head: bool) -> Vec<&str> {
        let text = self.grid.text(cell);
        if cell.width() <= self.widths[column] {
            return vec![text];
        }
        let mut lines = Vec::new();
        let whole_words = head || self.grid.columns[column].label;
        wrap(text, self.widths[column], whole_words, |line| lines.push(line));
        lines
    }

    /// Adds one line of a cell, padded to its column.
    fn push_line(&self, sheet: &mut Sheet, column: usize, cell: &Shown, line: &str, wide: usize, head: bool) {
        let room = self.widths[column];
        let before = blanks_before(&self.grid.columns[column], cell, wide, room);
        push_blanks(&mut sheet.text, self.padding.0 + before);
        let style = if !self.color || line.is_empty() {
            ""
        } else if head {
            Style::Bold.begin()
        } else if cell.missing {
            Style::Dim.begin()
        } else {
            ""
        };
        sheet.text.push_str(style);
        let start = sheet.text.len();
        let wide = if wide <= room {
            sheet.text.push_str(line);
            wide
        } else {
            push_cut(&mut sheet.text, line, room, self.signs.cut());
            width(&sheet.text[start..])
        };
        if !style.is_empty() {
            sheet.text.push_str(END);
        }
        push_blanks(&mut sheet.text, room.saturating_sub(before + wide) + self.padding.1);
        sheet.ends.push(sheet.text.len());
    }
}

impl Sheet {
    /// The lines, each with `columns` cells.
    pub fn lines(&self, columns: usize) -> impl Iterator<Item = impl Iterator<Item = &str>> {
        (0..self.ends.len() / columns.max(1)).map(move |line| {
            let first = line * columns;
            (first..first + columns).map(|at| {
                let start = if at == 0 { 0 } else { self.ends[at - 1] };
                &self.text[start..self.ends[at]]
            })
        })
    }
}

fn blanks_before(column: &Column, cell: &Shown, wide: usize, room: usize) -> usize {
    match cell.lead() {
        _ if !column.right => 0,
        Some(lead) => room.saturating_sub(column.tail + lead),
        None => room.saturating_sub(wide),
    }
}
