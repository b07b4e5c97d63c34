//! One table: figures in narrow columns, sentences in columns that wrap.

use super::text::{prose, push_escaped};
use crate::render::fit::fit;
use crate::render::grid::Grid;
use crate::render::signs::Signs;
use answer::Table;

/// About the letters of a line of an article, at its usual size and at that of footnotes.
const LINE: usize = 64;
const SMALL_LINE: usize = 76;
/// About the letters of a line when the page is turned.
const TURNED_LINE: usize = 118;
/// More lines than this are longer than a page.
const PAGE: usize = 38;

/// Whether a table is longer than a page.
pub fn is_long(table: &Table) -> bool {
    let grid = Grid::new(table, usize::MAX, Signs::Unicode);
    let widths = Layout::new(&grid).widths;
    let lines = grid.rows().map(|row| {
        let cells = row.iter().zip(&widths);
        cells.map(|(cell, width)| cell.width().div_ceil((*width).max(1))).max().unwrap_or(1)
    });
    lines.sum::<usize>() > PAGE
}

/// A table; a long one has its caption inside and its heads on every page.
pub fn render(table: &Table, caption: Option<&str>, long: bool) -> String {
    let grid = Grid::new(table, usize::MAX, Signs::Unicode);
    let Layout { small, turned, columns, .. } = Layout::new(&grid);
    let mut out = String::new();
    if turned {
        out.push_str("% This table is wider than a page: put it inside \\begin{landscape}, of the package pdflscape.\n");
    }
    out.push_str(if small { "{\\footnotesize\n" } else { "" });
    let environment = if long { "longtable" } else { "tabular" };
    out.push_str(&format!("\\begin{{{environment}}}{{{columns}}}\n"));
    if let Some(caption) = caption {
        out.push_str(&format!("\\caption{{{}}}\\\\\n", prose(caption)));
    }
    out.push_str("\\toprule\n");
    push_row(&mut out, grid.heads.iter().map(|head| grid.text(head)));
    out.push_str(if long { "\\midrule\n\\endhead\n\\bottomrule\n\\endlastfoot\n" } else { "\\midrule\n" });
    for row in grid.rows() {
        push_row(&mut out, row.iter().map(|cell| grid.text(cell)));
    }
    out.push_str(if long { "" } else { "\\bottomrule\n" });
    out.push_str(&format!("\\end{{{environment}}}\n"));
    out.push_str(if small { "\\par}\n" } else { "" });
    out
}

/// How the columns share a line.
struct Layout {
    small: bool,
    turned: bool,
    columns: String,
    /// The letters of a line in each column.
    widths: Vec<usize>,
}

impl Layout {
    fn new(grid: &Grid) -> Self {
        // The room between two columns is that of about two and a half letters.
        let gaps = grid.columns.len() * 5 / 2;
        let whole: usize = grid.columns.iter().map(|column| column.whole).sum();
        if whole + gaps <= SMALL_LINE {
            let columns = grid.columns.iter().map(|column| if column.right { 'r' } else { 'l' }).collect();
            let widths = grid.columns.iter().map(|column| column.whole).collect();
            return Self { small: whole + gaps > LINE, turned: false, columns, widths };
        }
        let needs = grid.needs();
        let within = |line: usize| fit(&needs, line.saturating_sub(gaps)).map(|widths| (line, widths));
        let easy = within(SMALL_LINE).filter(|(_, widths)| !grid.crowded(widths));
        let fitting = easy.or_else(|| within(TURNED_LINE));
        let (line, widths) =
            fitting.unwrap_or_else(|| (TURNED_LINE, needs.iter().map(|need| need.least).collect()));
        let column = |(at, width): (usize, &usize)| {
            let column = &grid.columns[at];
            let side = if column.right { "left" } else { "right" };
            match *width >= column.whole {
                true if column.right => "r".to_owned(),
                true => "l".to_owned(),
                // Heads wrap in such columns too.
                false => format!(
                    ">{{\\ragged{side}\\arraybackslash}}p{{{:.3}\\linewidth}}",
                    *width as f64 / line as f64
                ),
            }
        };
        let columns = widths.iter().enumerate().map(column).collect();
        Self { small: true, turned: line == TURNED_LINE, columns, widths }
    }
}

fn push_row<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (at, cell) in cells.enumerate() {
        out.push_str(if at > 0 { " & " } else { "" });
        // After a line break, brackets would be read as its length.
        out.push_str(if at == 0 && cell.starts_with(['[', '*']) { "{}" } else { "" });
        push_escaped(out, cell);
    }
    out.push_str(" \\\\\n");
}
