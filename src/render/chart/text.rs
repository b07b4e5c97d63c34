//! Charts made of characters, in Unicode and in ASCII.

use super::{Body, Chart, Item, Lines, chart};
use crate::answer::Answer;
use crate::render::notes::{push_lines, push_notes, push_title};
use crate::render::options::{Border, Options};
use crate::render::signs::Signs;
use crate::render::width::{push_blanks, push_cut, width};

/// The columns of a chart where nothing limits it.
const ROOM: usize = 80;

/// The chart of an answer with its notes below; none where there is nothing to draw.
pub fn render(answer: &Answer, options: &Options) -> Option<String> {
    let ascii = options.border == Border::Ascii;
    let signs = if ascii { Signs::Ascii } else { Signs::Unicode };
    let chart = chart(answer, signs)?;
    let pen = Pen {
        ink: if ascii { &ASCII } else { &UNICODE },
        room: options.width.unwrap_or(ROOM).min(120),
        signs,
    };
    let mut out = String::new();
    push_title(&mut out, &answer.title, options);
    match &chart.body {
        Body::Items(items) => pen.items(&mut out, &chart, items),
        Body::Lines(lines) => pen.lines(&mut out, &chart, lines),
    }
    push_lines(&mut out, &chart.legend, options);
    push_notes(&mut out, answer, signs, options);
    Some(out)
}

/// What a chart is drawn with.
struct Ink {
    /// A bar in eighths of a column; the last one is full.
    bar: [&'static str; 8],
    track: &'static str,
    dot: &'static str,
    /// Heights of a line.
    heights: [&'static str; 8],
    gap: &'static str,
    to: &'static str,
    best: &'static str,
}

const UNICODE: Ink = Ink {
    bar: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
    track: "─",
    dot: "●",
    heights: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    gap: " ",
    to: "→",
    best: "◀ best",
};

const ASCII: Ink = Ink {
    bar: ["", "", "", "", "#", "#", "#", "#"],
    track: "-",
    dot: "o",
    heights: ["1", "2", "3", "4", "5", "6", "7", "8"],
    gap: " ",
    to: "->",
    best: "< best",
};

struct Pen {
    ink: &'static Ink,
    room: usize,
    signs: Signs,
}

impl Pen {
    fn items(&self, out: &mut String, chart: &Chart, items: &[Item]) {
        let grouped = chart.series.len() > 1;
        let names: Vec<&str> = match grouped {
            true => chart.series.iter().map(String::as_str).collect(),
            false => items.iter().map(|item| item.label.as_str()).collect(),
        };
        let drawn = |item: &Item| item.points.iter().any(|point| point.at.is_some());
        let texts = items.iter().filter(|item| drawn(item)).flat_map(|item| &item.points);
        let texts = texts.map(|point| width(&point.text)).max().unwrap_or(0).min(self.room / 3);
        let name = names.iter().map(|name| width(name)).max().unwrap_or(0).min(self.room / 3);
        let indent = if grouped { 2 } else { 0 };
        let taken = indent + name + 2 + texts + 2 + width(self.ink.best) + 1;
        let track = self.room.saturating_sub(taken).clamp(8, 50);
        for item in items {
            if grouped {
                let about = match item.about.chars().next() {
                    None => String::new(),
                    Some('(') => format!(" {}", item.about),
                    Some(_) => format!(": {}", item.about),
                };
                push_cut(out, &format!("{}{about}", item.label), self.room, self.signs.cut());
                out.push('\n');
            }
            for (at, point) in item.points.iter().enumerate() {
                push_blanks(out, indent);
                let label = if grouped { chart.series.get(at) } else { Some(&item.label) };
                pad(out, label.map_or("", String::as_str), name, false, self.signs);
                out.push_str("  ");
                let room = if point.at.is_some() { texts } else { self.room.saturating_sub(taken - texts) };
                pad(out, &point.text, room, point.at.is_some(), self.signs);
                if let Some(place) = point.at {
                    out.push_str("  ");
                    if item.bars { self.bar(out, place, track) } else { self.dot(out, place, track) }
                }
                if point.best {
                    out.push(' ');
                    out.push_str(self.ink.best);
                }
                out.truncate(out.trim_end().len());
                out.push('\n');
            }
        }
    }

    fn bar(&self, out: &mut String, place: f64, track: usize) {
        let eighths = (place * track as f64 * 8.0).round() as usize;
        (0..eighths / 8).for_each(|_| out.push_str(self.ink.bar[7]));
        if let Some(part) = (eighths % 8).checked_sub(1) {
            out.push_str(self.ink.bar[part]);
        } else if eighths == 0 {
            // Nothing is seen as a thin line, so that zero is not taken for a missing figure.
            out.push_str(self.ink.bar[0]);
        }
    }

    fn dot(&self, out: &mut String, place: f64, track: usize) {
        let before = (place * (track - 1) as f64).round() as usize;
        (0..before).for_each(|_| out.push_str(self.ink.track));
        out.push_str(self.ink.dot);
        (before + 1..track).for_each(|_| out.push_str(self.ink.track));
    }

    fn lines(&self, out: &mut String, chart: &Chart, lines: &Lines) {
        let name = chart.series.iter().map(|name| width(name)).max().unwrap_or(0).min(self.room / 3);
        let changes: Vec<String> = lines.texts.iter().map(|texts| self.change(texts)).collect();
        let change = changes.iter().map(|change| width(change)).max().unwrap_or(0);
        let room = self.room.saturating_sub(name + 2 + change + 2).max(8);
        let times = lines.times.len().max(1);
        let wide = (room / times).clamp(1, 6);
        if let [first, .., last] = lines.times.as_slice()
            && times * wide > width(first) + width(last)
        {
            push_blanks(out, name + 2);
            pad(out, first, (times * wide).saturating_sub(width(last)), false, self.signs);
            out.push_str(last);
            out.push('\n');
        }
        for ((series, values), change) in chart.series.iter().zip(&lines.values).zip(&changes) {
            pad(out, series, name, false, self.signs);
            out.push_str("  ");
            for value in values {
                let step = value.map(|value| (lines.height(value) * 7.0).round() as usize);
                let ink = step.and_then(|step| self.ink.heights.get(step)).unwrap_or(&self.ink.gap);
                (0..wide).for_each(|_| out.push_str(ink));
            }
            out.push_str("  ");
            out.push_str(change);
            out.push('\n');
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

/// Writes a text into so many columns.
fn pad(out: &mut String, text: &str, room: usize, right: bool, signs: Signs) {
    let blanks = room.saturating_sub(width(text));
    if right {
        push_blanks(out, blanks);
    }
    push_cut(out, text, room, signs.cut());
    if !right {
        push_blanks(out, blanks);
    }
}
