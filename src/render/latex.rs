//! Tables for a paper: LaTeX with the package booktabs.

use super::grid::{Column, Grid};
use super::notes::{data_text, left_out, no_rows, prose_parts, remarks, source_text};
use super::signs::Signs;
use super::width::push_clean;
use crate::answer::{Answer, Table};

/// Text wider than this gets a column that wraps.
const LINE: usize = 40;

/// The whole answer as a floating table with its notes below.
pub fn render(answer: &Answer) -> String {
    let mut out = String::from("% \\usepackage{booktabs}\n\\begin{table}\n\\caption{");
    push_prose(&mut out, &answer.title);
    out.push_str("}\n");
    for (at, table) in answer.tables.iter().enumerate() {
        if !table.rows.is_empty() {
            push_table(&mut out, table);
        } else if at == 0 {
            push_paragraph(&mut out, no_rows(answer));
        }
    }
    out.push_str("\\par\\footnotesize\n");
    answer.findings.iter().for_each(|finding| push_paragraph(&mut out, &finding.text));
    if let Some(text) = left_out(&answer.left_out) {
        push_paragraph(&mut out, &text);
    }
    remarks(answer, Signs::Unicode).iter().for_each(|remark| push_paragraph(&mut out, remark));
    push_paragraph(&mut out, &format!("Query: `{}`", answer.query));
    if let Some(data) = &answer.data {
        push_paragraph(&mut out, &data_text(data));
    }
    if !answer.sources.is_empty() {
        let sources: Vec<String> = answer.sources.iter().map(source_text).collect();
        push_paragraph(&mut out, &format!("Sources: {}.", sources.join("; ")));
    }
    out.push_str("\\end{table}\n");
    out
}

fn push_table(out: &mut String, table: &Table) {
    let grid = Grid::new(table, usize::MAX, Signs::Unicode);
    let sentences = grid.columns.iter().filter(|column| is_sentence(column)).count();
    out.push_str("\\begin{tabular}{");
    for column in &grid.columns {
        match (column.right, is_sentence(column)) {
            (true, _) => out.push('r'),
            (false, false) => out.push('l'),
            // Columns of sentences share half the line.
            (false, true) => out.push_str(&format!("p{{{:.2}\\linewidth}}", 0.5 / sentences as f64)),
        }
    }
    out.push_str("}\n\\toprule\n");
    push_row(out, grid.heads.iter().map(|head| grid.text(head)));
    out.push_str("\\midrule\n");
    for row in grid.rows() {
        push_row(out, row.iter().map(|cell| grid.text(cell)));
    }
    out.push_str("\\bottomrule\n\\end{tabular}\n");
}

fn is_sentence(column: &Column) -> bool {
    !column.right && column.whole > LINE
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

fn push_paragraph(out: &mut String, text: &str) {
    push_prose(out, text);
    out.push_str("\\par\n");
}

/// Writes a sentence of ours: what stands between backticks is code.
fn push_prose(out: &mut String, text: &str) {
    for (code, part) in prose_parts(text) {
        out.push_str(if code { "\\texttt{" } else { "" });
        push_escaped(out, part);
        out.push_str(if code { "}" } else { "" });
    }
}

fn push_escaped(out: &mut String, text: &str) {
    let mut clean = String::with_capacity(text.len());
    push_clean(&mut clean, text);
    for c in clean.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '`' => out.push_str("\\textasciigrave{}"),
            '|' => out.push_str("\\textbar{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '≤' => out.push_str("$\\leq$"),
            '≥' => out.push_str("$\\geq$"),
            '↑' => out.push_str("$\\uparrow$"),
            '↓' => out.push_str("$\\downarrow$"),
            '·' => out.push_str("\\textperiodcentered{}"),
            c => out.push(c),
        }
    }
}
