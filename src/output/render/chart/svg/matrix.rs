//! Fields in rows and columns.

use super::paper::{Paper, Side};
use super::{MARGIN, WIDTH, cut, length, wrapped};
use crate::render::chart::{Field, Has, Matrix, Row};

/// The height of a line inside a field.
const LINE: f64 = 16.0;
/// The most lines that a field or a head takes.
const LINES: usize = 4;
const GAP: f64 = 4.0;
/// The size of the sign that tells whether a case has something.
const SIGN: f64 = 6.0;

/// Where columns begin, and how wide they are.
struct Frame {
    start: f64,
    column: f64,
    /// Where the words behind the fields begin.
    aside: f64,
}

pub fn draw(paper: &mut Paper, matrix: &Matrix, top: f64) -> f64 {
    let frame = Frame::new(matrix);
    let heads: Vec<Vec<String>> =
        matrix.columns.iter().map(|head| lines(head, frame.column - 2.0 * GAP)).collect();
    let tall = heads.iter().map(Vec::len).max().unwrap_or(1) as f64 * LINE;
    for (at, head) in heads.iter().enumerate() {
        let first = top + tall - head.len() as f64 * LINE;
        for (line, text) in head.iter().enumerate() {
            paper.text("label", (frame.middle(at), first + line as f64 * LINE + 8.0), Side::Middle, text);
        }
    }
    let mut y = top + tall;
    for row in &matrix.rows {
        y = frame.row(paper, row, y);
    }
    frame.explain(paper, matrix, y + LINE)
}

impl Frame {
    fn new(matrix: &Matrix) -> Self {
        let longest =
            |texts: &mut dyn Iterator<Item = &String>| texts.map(|text| length(text)).fold(0.0, f64::max);
        let labels = longest(&mut matrix.rows.iter().map(|row| &row.label)).min(200.0);
        let asides = longest(&mut matrix.rows.iter().map(|row| &row.aside)).min(220.0);
        let start = MARGIN + labels + 10.0;
        let room = WIDTH - MARGIN - start - if asides > 0.0 { asides + 14.0 } else { 0.0 };
        let fields = || matrix.rows.iter().flat_map(|row| &row.fields);
        let words = fields().filter_map(|field| match field {
            Field::Ground(text, _) => Some(text),
            Field::Empty | Field::Has(_) => None,
        });
        let widest = longest(&mut words.chain(&matrix.columns)) + 20.0;
        let column = (room / matrix.columns.len().max(1) as f64).min(widest.max(44.0));
        let aside = start + column * matrix.columns.len() as f64 + 14.0;
        Self { start, column, aside }
    }

    fn middle(&self, at: usize) -> f64 {
        self.start + self.column * (at as f64 + 0.5)
    }

    fn row(&self, paper: &mut Paper, row: &Row, top: f64) -> f64 {
        let texts = row.fields.iter().map(|field| match field {
            Field::Ground(text, _) => lines(text, self.column - 2.0 * GAP),
            Field::Empty | Field::Has(_) => Vec::new(),
        });
        let texts: Vec<Vec<String>> = texts.collect();
        let aside = lines(&row.aside, WIDTH - MARGIN - self.aside);
        let most = texts.iter().map(Vec::len).chain([aside.len(), 1]).max().unwrap_or(1) as f64;
        let (height, base) = (most * LINE + 10.0, top + LINE + 1.0);
        paper.text("", (self.start - 10.0, base), Side::Left, &cut(&row.label, 200.0));
        for (at, (field, text)) in row.fields.iter().zip(&texts).enumerate() {
            if let Field::Ground(_, depth) = field {
                let place = (self.start + self.column * at as f64 + 1.0, top + 1.0);
                paper.ground(*depth, place, (self.column - 2.0, height - 2.0));
            }
            if let Field::Has(has) = field {
                let center = (self.middle(at), base - 4.5);
                match has {
                    Has::Yes => paper.full(center, SIGN),
                    Has::No => paper.ring(center, SIGN),
                    Has::Mixed => paper.half(center, SIGN),
                }
            }
            for (line, text) in text.iter().enumerate() {
                paper.text("", (self.middle(at), base + line as f64 * LINE), Side::Middle, text);
            }
        }
        for (line, text) in aside.iter().enumerate() {
            paper.text("dim", (self.aside, base + line as f64 * LINE), Side::Right, text);
        }
        top + height
    }

    /// What the signs that occur say.
    fn explain(&self, paper: &mut Paper, matrix: &Matrix, y: f64) -> f64 {
        let occurs = |has: Has| matrix.rows.iter().any(|row| row.fields.contains(&Field::Has(has)));
        let mut x = MARGIN + SIGN;
        for has in [Has::Yes, Has::No, Has::Mixed].into_iter().filter(|&has| occurs(has)) {
            match has {
                Has::Yes => paper.full((x, y - 4.5), SIGN),
                Has::No => paper.ring((x, y - 4.5), SIGN),
                Has::Mixed => paper.half((x, y - 4.5), SIGN),
            }
            paper.text("small", (x + 12.0, y), Side::Right, has.word());
            x += length(has.word()) + 36.0;
        }
        if x > MARGIN + SIGN { y + 20.0 } else { y }
    }
}

/// A text in lines that fit, the last one cut where there are too many.
fn lines(text: &str, room: f64) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut lines = wrapped(text, room);
    if lines.len() > LINES {
        lines.truncate(LINES);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}
