//! Fields of characters under their heads.

use super::{Pen, end_line, pad};
use crate::render::chart::{Field, Has, Matrix, Row};
use crate::render::width::width;
use crate::render::wrap::wrap;

impl Pen {
    pub fn matrix(&self, out: &mut String, matrix: &Matrix) {
        let label = matrix.rows.iter().map(|row| width(&row.label)).max().unwrap_or(0).min(self.room / 3);
        let columns = matrix.columns.len().max(1);
        let text = |field: &Field| match field {
            Field::Empty => 0,
            // A ground stands before its text.
            Field::Ground(text, depth) => width(text) + if *depth > 0.0 { 2 } else { 0 },
            Field::Has(_) => 1,
        };
        let most = (self.room.saturating_sub(label) / columns).saturating_sub(2).max(3);
        let widths: Vec<usize> = (0..matrix.columns.len())
            .map(|at| {
                let fields = matrix.rows.iter().filter_map(|row| row.fields.get(at));
                fields.map(text).max().unwrap_or(0).max(width(&matrix.columns[at])).min(most)
            })
            .collect();
        pad(out, "", label, false, self.signs);
        for (column, &wide) in matrix.columns.iter().zip(&widths) {
            out.push_str("  ");
            pad(out, column, wide, false, self.signs);
        }
        end_line(out);
        for row in &matrix.rows {
            self.row(out, row, label, &widths);
        }
        self.explain(out, matrix);
    }

    /// A row; long texts take several lines.
    fn row(&self, out: &mut String, row: &Row, label: usize, widths: &[usize]) {
        let taken = label + widths.iter().map(|wide| wide + 2).sum::<usize>() + 2;
        let aside = lines(&row.aside, self.room.saturating_sub(taken).max(8));
        let fields = row.fields.iter().zip(widths).map(|(field, &wide)| match field {
            Field::Empty => Vec::new(),
            Field::Has(has) => vec![self.ink.has(*has).to_owned()],
            Field::Ground(text, depth) => match self.ground(*depth) {
                "" => lines(text, wide),
                ground => lines(&format!("{ground} {text}"), wide),
            },
        });
        let fields: Vec<Vec<String>> = fields.collect();
        let most = fields.iter().chain([&aside]).map(Vec::len).max().unwrap_or(0).max(1);
        let part = |lines: &Vec<String>, at: usize| lines.get(at).cloned().unwrap_or_default();
        for at in 0..most {
            pad(out, if at == 0 { &row.label } else { "" }, label, false, self.signs);
            for (lines, &wide) in fields.iter().zip(widths) {
                out.push_str("  ");
                pad(out, &part(lines, at), wide, false, self.signs);
            }
            out.push_str("  ");
            out.push_str(&part(&aside, at));
            end_line(out);
        }
    }

    fn ground(&self, depth: f64) -> &'static str {
        let grounds = self.ink.grounds;
        let step = (depth * grounds.len() as f64).ceil() as usize;
        step.checked_sub(1).and_then(|step| grounds.get(step)).copied().unwrap_or_default()
    }

    /// What the signs that occur say.
    fn explain(&self, out: &mut String, matrix: &Matrix) {
        let occurs = |has: &Has| {
            matrix.rows.iter().flat_map(|row| &row.fields).any(|field| *field == Field::Has(*has))
        };
        let signs: Vec<String> = [Has::Yes, Has::No, Has::Mixed]
            .into_iter()
            .filter(occurs)
            .map(|has| format!("{} {}", self.ink.has(has), has.word()))
            .collect();
        if !signs.is_empty() {
            out.push_str(&signs.join(", "));
            out.push('\n');
        }
    }
}

fn lines(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if !text.is_empty() {
        wrap(text, room.max(1), false, |line| lines.push(line.to_owned()));
    }
    lines
}
