//! Fields of characters under their heads.

use super::{Pen, end_line, pad};
use crate::render::chart::{Field, Has, Matrix, Row};
use crate::render::width::{push_cut, width};

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

    fn row(&self, out: &mut String, row: &Row, label: usize, widths: &[usize]) {
        pad(out, &row.label, label, false, self.signs);
        for (field, &wide) in row.fields.iter().zip(widths) {
            out.push_str("  ");
            match field {
                Field::Empty => pad(out, "", wide, false, self.signs),
                Field::Has(has) => pad(out, self.ink.has(*has), wide, false, self.signs),
                Field::Ground(text, depth) => {
                    let text = match self.ground(*depth) {
                        "" => text.clone(),
                        ground => format!("{ground} {text}"),
                    };
                    pad(out, &text, wide, false, self.signs);
                }
            }
        }
        if !row.aside.is_empty() {
            out.push_str("  ");
            let taken = label + widths.iter().map(|wide| wide + 2).sum::<usize>() + 2;
            push_cut(out, &row.aside, self.room.saturating_sub(taken).max(8), self.signs.cut());
        }
        end_line(out);
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
