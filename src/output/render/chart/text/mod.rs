//! Charts made of characters, in Unicode and in ASCII.

mod items;
mod lines;
mod matrix;

use super::{Body, Has, chart};
use crate::render::notes::{push_lines, push_notes, push_title};
use crate::render::options::{Border, Options};
use crate::render::signs::Signs;
use crate::render::width::{push_blanks, push_cut, width};
use answer::Answer;

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
        Body::Matrix(matrix) => pen.matrix(&mut out, matrix),
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
    /// The better end of a track.
    end: &'static str,
    best: &'static str,
    /// The points of series.
    marks: [&'static str; 6],
    /// Several points at one place.
    several: &'static str,
    /// Between the points of a series.
    between: &'static str,
    axis: &'static str,
    corner: &'static str,
    floor: &'static str,
    /// Where the lead changes.
    crossing: &'static str,
    to: &'static str,
    /// Grounds from light to dark.
    grounds: [&'static str; 4],
}

impl Ink {
    fn has(&self, has: Has) -> &'static str {
        let unicode = self.dot == "●";
        match has {
            Has::Yes if unicode => "●",
            Has::No if unicode => "○",
            Has::Mixed if unicode => "◐",
            Has::Yes => "1",
            Has::No => "0",
            Has::Mixed => "/",
        }
    }
}

const UNICODE: Ink = Ink {
    bar: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
    track: "─",
    dot: "●",
    end: "▸",
    best: "◀ best",
    marks: ["●", "○", "◆", "◇", "■", "□"],
    several: "◉",
    between: "·",
    axis: "│",
    corner: "└",
    floor: "─",
    crossing: "×",
    to: "→",
    grounds: ["░", "▒", "▓", "█"],
};

const ASCII: Ink = Ink {
    bar: ["", "", "", "", "#", "#", "#", "#"],
    track: "-",
    dot: "o",
    end: ">",
    best: "< best",
    marks: ["o", "+", "#", "@", "%", "="],
    several: "&",
    between: ".",
    axis: "|",
    corner: "+",
    floor: "-",
    crossing: "x",
    to: "->",
    grounds: [".", ":", "=", "#"],
};

struct Pen {
    ink: &'static Ink,
    room: usize,
    signs: Signs,
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

/// Ends a line without blanks behind it.
fn end_line(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}
