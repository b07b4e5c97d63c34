//! Charts as SVG: real text, a title and a description for those who do not see it, and the source below.

mod dumbbells;
mod items;
mod lines;
mod matrix;
mod paper;

use self::paper::{Paper, Side};
use super::{Body, Chart, chart, description};
use crate::render::notes::{data_text, left_out, remarks, source_text};
use crate::render::signs::Signs;
use crate::render::width::{push_cut, width};
use crate::render::wrap::wrap;
use answer::Answer;

const WIDTH: f64 = 720.0;
const MARGIN: f64 = 20.0;
/// About the width of one column of text.
const COLUMN: f64 = 7.4;
const LINE: f64 = 22.0;

/// The chart of an answer as a picture of its own; none where there is nothing to draw.
pub fn render(answer: &Answer) -> Option<String> {
    let chart = chart(answer, Signs::Unicode)?;
    let mut paper = Paper::default();
    let mut y = MARGIN + 12.0;
    for line in lines_of(&answer.title, 16.0) {
        paper.text("title", (MARGIN, y), Side::Right, &line);
        y += LINE;
    }
    y = draw(&mut paper, &chart, y);
    y += 8.0;
    for line in below(&chart, answer).iter().flat_map(|text| lines_of(text, 11.0)) {
        paper.text("small", (MARGIN, y), Side::Right, &line);
        y += 15.0;
    }
    let id = format!("juxta-{:08x}", hash(&answer.query));
    finish(paper, &id, y, answer)
}

/// The chart alone, for a page that says the rest; `id` is unlike that of any other picture on the page.
pub fn picture(answer: &Answer, id: &str) -> Option<String> {
    let chart = chart(answer, Signs::Unicode)?;
    let mut paper = Paper::default();
    let mut y = draw(&mut paper, &chart, MARGIN + 4.0) + 8.0;
    for line in lines_of(&chart.legend, 11.0) {
        paper.text("small", (MARGIN, y), Side::Right, &line);
        y += 15.0;
    }
    finish(paper, id, y, answer)
}

fn draw(paper: &mut Paper, chart: &Chart, y: f64) -> f64 {
    match &chart.body {
        Body::Items(items) => items::draw(paper, chart, items, y),
        Body::Lines(lines) => lines::draw(paper, chart, lines, y + 8.0),
        Body::Matrix(matrix) => matrix::draw(paper, matrix, y),
    }
}

fn finish(paper: Paper, id: &str, y: f64, answer: &Answer) -> Option<String> {
    // Who listens hears words in the place of signs.
    let words = description(&chart(answer, Signs::Words)?);
    Some(paper.finish(id, (WIDTH, y + MARGIN - 12.0), &answer.title, &words))
}

/// What stands below the picture.
fn below(chart: &Chart, answer: &Answer) -> Vec<String> {
    let mut texts = vec![chart.legend.clone()];
    texts.extend(answer.findings.iter().map(|finding| finding.text.clone()));
    texts.extend(left_out(&answer.left_out));
    texts.extend(remarks(answer, Signs::Unicode));
    if !answer.sources.is_empty() {
        let sources: Vec<String> = answer.sources.iter().map(source_text).collect();
        texts.push(format!("Sources: {}.", sources.join("; ")));
    }
    texts.push(format!("Query: {}", answer.query));
    texts.extend(answer.data.iter().map(|data| data_text(data)));
    texts.iter().map(|text| text.replace('`', "")).collect()
}

/// A text in lines that fit the picture at a size of letters.
fn lines_of(text: &str, size: f64) -> Vec<String> {
    wrapped(text, (WIDTH - 2.0 * MARGIN) * 13.0 / size)
}

/// A text in lines that fit a length, at the usual size.
fn wrapped(text: &str, length: f64) -> Vec<String> {
    let mut lines = Vec::new();
    wrap(text, columns(length), false, |line| lines.push(line.to_owned()));
    lines
}

/// As much of a text as fits a length.
fn cut(text: &str, length: f64) -> String {
    let mut out = String::new();
    push_cut(&mut out, text, columns(length), Signs::Unicode.cut());
    out
}

fn columns(length: f64) -> usize {
    (length / COLUMN).max(1.0) as usize
}

/// About how long a text is.
fn length(text: &str) -> f64 {
    width(text) as f64 * COLUMN
}

/// FNV-1a: short, and the same on every machine.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
