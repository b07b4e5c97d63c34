//! Lines of characters: a mark a series, a field of rows, and the times below it.

use super::{Pen, end_line, pad};
use crate::render::chart::{Chart, Lines};
use crate::render::width::{push_blanks, width};

/// The rows of the field.
const ROWS: usize = 11;
/// The most columns from one time to the next.
const STEP: usize = 8;

impl Pen {
    pub fn lines(&self, out: &mut String, chart: &Chart, lines: &Lines) {
        let (low, high) = (&lines.end_texts.0, &lines.end_texts.1);
        let (bottom, top) = if lines.turned { (high, low) } else { (low, high) };
        let margin = width(low).max(width(high));
        let steps = lines.times.len().saturating_sub(1);
        let columns = (steps * STEP + 1).min(self.room.saturating_sub(margin + 5)).max(8);
        let column = |at: usize| (at * (columns - 1) + steps / 2) / steps.max(1);
        let field = self.field(lines, columns, &column);
        for (at, row) in field.iter().enumerate() {
            let label = match at {
                0 => top.as_str(),
                _ if at + 1 == ROWS => bottom,
                _ => "",
            };
            pad(out, label, margin, true, self.signs);
            out.push(' ');
            out.push_str(self.ink.axis);
            row.iter().for_each(|sign| out.push_str(sign));
            end_line(out);
        }
        push_blanks(out, margin + 1);
        out.push_str(self.ink.corner);
        let crosses = |at: usize| lines.crossings.iter().any(|&time| column(time) == at);
        for at in 0..columns {
            out.push_str(if crosses(at) { self.ink.crossing } else { self.ink.floor });
        }
        out.push('\n');
        push_blanks(out, margin + 2);
        self.times(out, lines, columns + 3, &column);
        self.key(out, chart, lines);
    }

    /// The points of every series, and the way between neighbors.
    fn field(
        &self,
        lines: &Lines,
        columns: usize,
        column: &dyn Fn(usize) -> usize,
    ) -> Vec<Vec<&'static str>> {
        let mut field = vec![vec![" "; columns]; ROWS];
        let row = |value: f64| ((1.0 - lines.height(value)) * (ROWS - 1) as f64).round() as usize;
        for values in &lines.values {
            for (at, pair) in values.windows(2).enumerate() {
                let &[Some(from), Some(to)] = pair else { continue };
                let (start, end) = (column(at), column(at + 1));
                (start + 1..end).for_each(|x| {
                    let way = (x - start) as f64 / (end - start) as f64;
                    field[row(from + (to - from) * way)][x] = self.ink.between;
                });
            }
        }
        for (series, values) in lines.values.iter().enumerate() {
            let mark = self.ink.marks[series % self.ink.marks.len()];
            for (at, value) in values.iter().enumerate() {
                let Some(place) = value.map(|value| &mut field[row(value)][column(at)]) else { continue };
                *place = if [" ", self.ink.between].contains(place) { mark } else { self.ink.several };
            }
        }
        field
    }

    /// As many times as have room beside each other.
    fn times(&self, out: &mut String, lines: &Lines, columns: usize, column: &dyn Fn(usize) -> usize) {
        let mut used = 0;
        for (at, time) in lines.times.iter().enumerate() {
            let (wide, start) = (width(time), column(at).saturating_sub(width(time) / 2));
            if (at == 0 || start > used) && start + wide <= columns {
                push_blanks(out, start - used);
                out.push_str(time);
                used = start + wide;
            }
        }
        end_line(out);
    }

    /// `● Beijing  140 → 91`
    fn key(&self, out: &mut String, chart: &Chart, lines: &Lines) {
        let name = chart.series.iter().map(|name| width(name)).max().unwrap_or(0).min(self.room / 3);
        for (series, (label, texts)) in chart.series.iter().zip(&lines.texts).enumerate() {
            out.push_str(self.ink.marks[series % self.ink.marks.len()]);
            out.push(' ');
            pad(out, label, name, false, self.signs);
            out.push_str("  ");
            out.push_str(&self.change(texts));
            end_line(out);
        }
        if !lines.crossings.is_empty() {
            out.push_str(self.ink.crossing);
            out.push_str(" lines cross or meet\n");
        }
    }

    /// `140 → 91`
    fn change(&self, texts: &[String]) -> String {
        let mut known = texts.iter().filter(|text| !text.is_empty());
        match (known.next(), known.next_back()) {
            (Some(first), Some(last)) => format!("{first} {} {last}", self.ink.to),
            (Some(only), None) => only.clone(),
            _ => String::new(),
        }
    }
}
