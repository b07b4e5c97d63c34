//! The part of a source that an error shows: whole lines, cut around the labels where they are long.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthChar;

use crate::visible::{push_line, sign_at};
use base::order;
use base::source::{Source, Span};

/// A few lines of a source, fit to be printed.
#[derive(Debug)]
pub(super) struct Excerpt {
    pub name: String,
    text: String,
    /// How many lines of the source lie before the first one here.
    lines_before: usize,
    /// Where a label begins here, and at which character of its line in the source.
    columns: Vec<(usize, usize)>,
}

impl Excerpt {
    /// The lines that hold the spans, and where the spans lie in them.
    pub fn new(source: &Source, spans: &[Span], width: usize) -> (Self, Vec<Span>) {
        let text = &*source.text;
        let from = spans.iter().map(|span| span.start).min().unwrap_or(0);
        let to = spans.iter().map(|span| span.end).max().unwrap_or(0);
        let from = text.get(..from).unwrap_or("").rfind('\n').map_or(0, |newline| newline + 1);
        let to = to + text.get(to..).unwrap_or("").find('\n').unwrap_or(text.len() - to);

        let mut excerpt = String::new();
        let mut shown = vec![None::<Span>; spans.len()];
        let mut at = from;
        for line in Span::new(from, to).of(text).split_inclusive('\n') {
            for kept in windows(line, at, spans, width.saturating_sub(10)) {
                for (offset, c) in kept.text.char_indices() {
                    let begin = excerpt.len();
                    match sign_at(kept.text, offset) {
                        _ if matches!(c, '\t' | '\n') => excerpt.push(c),
                        _ if c == '\r' => excerpt.push(' '),
                        Some(sign) => excerpt.push_str(&sign),
                        None => excerpt.push(c),
                    }
                    let offset = kept.start + offset;
                    for (span, shown) in spans.iter().zip(&mut shown) {
                        if (span.start..span.end).contains(&offset) {
                            let start = shown.map_or(begin, |shown| shown.start);
                            *shown = Some(Span::new(start, excerpt.len()));
                        }
                    }
                }
                excerpt.push_str(kept.after);
            }
            at += line.len();
        }
        let shown: Vec<Span> = shown.into_iter().map(Option::unwrap_or_default).collect();
        let column = |span: &Span| {
            let before = text.get(..span.start).unwrap_or("");
            before.rsplit('\n').next().unwrap_or("").chars().count()
        };
        let columns = shown.iter().map(|shown| shown.start).zip(spans.iter().map(column)).collect();
        let lines_before = text.get(..from).unwrap_or("").matches('\n').count();
        let mut name = String::new();
        push_line(&mut name, &source.name);
        (Self { name, text: excerpt, lines_before, columns }, shown)
    }

    /// The line of the source, counted from 1, that holds a byte of the excerpt.
    pub fn line_of(&self, offset: usize) -> usize {
        self.lines_before + self.text.get(..offset).unwrap_or("").matches('\n').count() + 1
    }
}

/// miette asks twice: without context for the place in the headline, with context for the lines to draw.
impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        _lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        let before = self.text.get(..start).ok_or(MietteError::OutOfBounds)?;
        let after = self.text.get(end..).ok_or(MietteError::OutOfBounds)?;
        let first = before.rfind('\n').map_or(0, |newline| newline + 1);
        let last = end + after.find('\n').unwrap_or(after.len());
        let column = match self.columns.iter().find(|(at, _)| lines_before == 0 && *at == start) {
            Some((_, column)) => *column,
            None => 0,
        };
        let lines = self.text.get(first..last).ok_or(MietteError::OutOfBounds)?;
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            lines.as_bytes(),
            (first, last - first).into(),
            self.line_of(first) - 1,
            column,
            lines.matches('\n').count() + 1,
        )))
    }
}

/// A part of a line that is shown.
struct Kept<'t> {
    start: usize,
    text: &'t str,
    after: &'static str,
}

/// The parts of a line to show: all of it when it fits, else the surroundings of each label.
fn windows<'t>(line: &'t str, at: usize, spans: &[Span], room: usize) -> Vec<Kept<'t>> {
    if line.len() <= room || line.chars().map(|c| c.width().unwrap_or(1)).sum::<usize>() <= room {
        return vec![Kept { start: at, text: line, after: "" }];
    }
    let end = at + line.len();
    let mut wanted: Vec<Span> =
        spans.iter().filter(|span| span.start < end && span.end > at).copied().collect();
    if wanted.is_empty() {
        wanted.push(Span::new(at, at + 1));
    }
    order::sort_by_key(&mut wanted, |span| span.start);
    let share = room / wanted.len();
    let mut parts: Vec<Span> = Vec::new();
    for span in wanted {
        let start = span.start.max(at) - at;
        let length = (span.end.min(end) - at).saturating_sub(start).min(share);
        let around = (share - length) / 2;
        let from = line.floor_char_boundary(start.saturating_sub(around));
        let to = line.ceil_char_boundary((start + length + around).min(line.len()));
        match parts.last_mut() {
            Some(last) if from <= last.end => last.end = last.end.max(to),
            _ => parts.push(Span::new(from, to)),
        }
    }
    let mut kept = Vec::new();
    if parts.first().is_some_and(|first| first.start > 0) {
        kept.push(Kept { start: at, text: "", after: "…" });
    }
    for part in parts {
        let whole = part.end == line.len();
        kept.push(Kept {
            start: at + part.start, text: part.of(line), after: if whole { "" } else { "…" }
        });
    }
    if line.ends_with('\n') && kept.last().is_some_and(|last| last.after == "…") {
        kept.push(Kept { start: end, text: "", after: "\n" });
    }
    kept
}
