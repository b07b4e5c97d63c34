//! Fields of characters under their heads.

use super::{Pen, end_line, pad};
use crate::render::chart::{Field, Has, Matrix, Row};
use crate::render::fit::{Need, fit};
use crate::render::width::{push_blanks, width};
use crate::render::wrap::{widest_word, wrap};

/// A column with words is not made narrower than this.
const LEAST: usize = 8;

/// What stands side by side: labels, fields, and the words behind them.
struct Widths {
    label: usize,
    fields: Vec<usize>,
    /// None where those words have no room, and stand below.
    aside: Option<usize>,
}

impl Pen {
    pub fn matrix(&self, out: &mut String, matrix: &Matrix) {
        // Where the window is narrow, many columns of few rows stand better as rows.
        let turned = (self.widths(matrix).is_none() && matrix.rows.len() < matrix.columns.len())
            .then(|| matrix.turned());
        let matrix = turned.as_ref().unwrap_or(matrix);
        let widths = self.widths(matrix).unwrap_or_else(|| Widths {
            label: self.room / 3,
            fields: vec![
                (self.room * 2 / 3 / matrix.columns.len().max(1)).saturating_sub(2).max(3);
                matrix.columns.len()
            ],
            aside: None,
        });
        let heads = matrix.columns.iter().map(|head| Field::Ground(head.clone(), 0.0)).collect();
        self.row(out, &Row { label: String::new(), fields: heads, aside: String::new() }, &widths);
        for row in &matrix.rows {
            self.row(out, row, &widths);
        }
        self.explain(out, matrix);
    }

    /// How the columns share the room; none where not even their words fit.
    fn widths(&self, matrix: &Matrix) -> Option<Widths> {
        let need = |texts: &mut dyn Iterator<Item = String>| {
            let mut need = Need { whole: 0, words: 0, least: 0 };
            for text in texts {
                need.whole = need.whole.max(width(&text));
                need.words = need.words.max(widest_word(&text));
            }
            Need { least: need.words.min(LEAST), ..need }
        };
        let column = |(at, head): (usize, &String)| {
            let fields = matrix.rows.iter().filter_map(move |row| row.fields.get(at));
            need(&mut fields.map(|field| self.said(field)).chain([head.clone()]))
        };
        let mut needs = vec![need(&mut matrix.rows.iter().map(|row| row.label.clone()))];
        needs.extend(matrix.columns.iter().enumerate().map(column));
        let aside = need(&mut matrix.rows.iter().map(|row| row.aside.clone()));
        let beside = needs.iter().copied().chain([aside]).collect::<Vec<Need>>();
        let room = |needs: &[Need]| self.room.saturating_sub(2 * needs.len().saturating_sub(1));
        let words = |needs: &[Need]| needs.iter().map(|need| need.words).sum::<usize>() <= room(needs);
        let needs = if aside.whole > 0 && words(&beside) { beside } else { needs };
        let widths = fit(&needs, room(&needs))?;
        let (label, fields) = widths.split_first()?;
        let (fields, aside) = fields.split_at_checked(matrix.columns.len())?;
        Some(Widths { label: *label, fields: fields.to_vec(), aside: aside.first().copied() })
    }

    /// A row; long texts take several lines.
    fn row(&self, out: &mut String, row: &Row, widths: &Widths) {
        let mut columns = vec![(lines(&row.label, widths.label), widths.label)];
        let fields = row.fields.iter().zip(&widths.fields);
        columns.extend(fields.map(|(field, &wide)| (lines(&self.said(field), wide), wide)));
        columns.extend(widths.aside.map(|wide| (lines(&row.aside, wide), wide)));
        let most = columns.iter().map(|(lines, _)| lines.len()).max().unwrap_or(0);
        for at in 0..most {
            for (column, (lines, wide)) in columns.iter().enumerate() {
                push_blanks(out, if column > 0 { 2 } else { 0 });
                pad(out, lines.get(at).map_or("", String::as_str), *wide, false, self.signs);
            }
            end_line(out);
        }
        if widths.aside.is_none() {
            for line in lines(&row.aside, self.room.saturating_sub(4)) {
                push_blanks(out, 4);
                out.push_str(&line);
                end_line(out);
            }
        }
    }

    /// A field as text; a ground stands before its words.
    fn said(&self, field: &Field) -> String {
        match field {
            Field::Empty => String::new(),
            Field::Has(has) => self.ink.has(*has).to_owned(),
            Field::Ground(text, depth) => match self.ground(*depth) {
                "" => text.clone(),
                // A ground and its figure stay together.
                ground if width(text) < LEAST => format!("{ground}\u{a0}{text}"),
                ground => format!("{ground} {text}"),
            },
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
        wrap(text, room.max(1), false, |line| lines.push(line.replace('\u{a0}', " ")));
    }
    lines
}
