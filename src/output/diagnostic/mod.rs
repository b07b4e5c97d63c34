//! Errors drawn for people: the only place that sets miette up.

mod excerpt;

mod lines;

#[cfg(test)]
mod tests;

use std::error::Error;
use std::fmt;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity, SourceCode};

use self::excerpt::Excerpt;
use crate::visible::{Visible, push_line};
use base::source::{Source, Span};

/// How errors are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether to send color codes.
    pub color: bool,
    /// Sentences without boxes, for screen readers.
    pub plain: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { width: 80, color: false, plain: false }
    }
}

/// Draws an error with the place in the source that it is about. Ends with a newline.
pub fn draw(error: &dyn Diagnostic, source: &Source, style: Style) -> Visible {
    let shown = Shown::new(error, source, style.width.max(40));
    // All that is drawn was made harmless before, so that escape sequences are those of the colors.
    let mut text = Visible::of_escapes(&if style.plain { shown.sentences() } else { shown.drawing(style) });
    for other in error.related().into_iter().flatten() {
        text.append(&draw(other, source, style));
    }
    text
}

/// The same as text.
pub fn render(error: &dyn Diagnostic, source: &Source, style: Style) -> String {
    draw(error, source, style).to_string()
}

/// An error whose texts are harmless and whose labels lie inside the excerpt.
#[derive(Debug)]
struct Shown<'e> {
    error: &'e dyn Diagnostic,
    message: String,
    code: String,
    help: Option<String>,
    labels: Vec<LabeledSpan>,
    excerpt: Excerpt,
}

impl<'e> Shown<'e> {
    fn new(error: &'e dyn Diagnostic, source: &Source, width: usize) -> Self {
        let code = error.code().map(|code| format!(" [{code}]")).unwrap_or_default();
        let labels: Vec<LabeledSpan> = error.labels().into_iter().flatten().collect();
        let spans: Vec<Span> = labels.iter().map(|label| clamped(label, &source.text)).collect();
        let (excerpt, spans) = Excerpt::new(source, &spans, width);
        let labels = labels.iter().zip(spans).map(|(label, span)| {
            let text = label.label().map(harmless);
            if label.primary() {
                LabeledSpan::new_primary_with_span(text, span)
            } else {
                LabeledSpan::new_with_span(text, span)
            }
        });
        Self {
            error,
            message: harmless(&error.to_string()),
            code,
            help: error.help().map(|help| harmless(&help.to_string())),
            labels: labels.collect(),
            excerpt,
        }
    }

    fn drawing(self, style: Style) -> String {
        let theme = if style.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let columns = style.width.max(40);
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_links(false)
            .with_width(columns)
            .with_wrap_lines(false);
        // miette sets the message in by four columns and the help by eight.
        let wrapped = |text: &str, set_in| lines::lines(text, columns - set_in).join("\n");
        let message = wrapped(&format!("{}{}", self.message, self.code), 5);
        let help = self.help.as_ref().map(|help| wrapped(help, 10));
        let shown = Self { message, code: String::new(), help, ..self };
        let mut text = String::new();
        match handler.render_report(&mut text, &shown) {
            Ok(()) => text,
            Err(_) => shown.sentences(),
        }
    }

    /// `script.juxta, line 1: no city `Beijng`; did you mean `Beijing`?` and the help on a second line.
    fn sentences(&self) -> String {
        let mut text = match self.labels.first() {
            Some(label) => format!("{}, line {}: ", self.excerpt.name, self.excerpt.line_of(label.offset())),
            None => String::new(),
        };
        text.push_str(&self.message);
        for label in self.labels.iter().filter_map(LabeledSpan::label) {
            text.push_str("; ");
            text.push_str(label);
        }
        text.push_str(&self.code);
        if let Some(help) = &self.help {
            text.push_str("\nhelp: ");
            text.push_str(help);
        }
        text + "\n"
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.message, self.code)
    }
}

/// What stands behind an error is part of its message.
impl Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn severity(&self) -> Option<Severity> {
        self.error.severity()
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        (!self.labels.is_empty()).then_some(&self.excerpt as &dyn SourceCode)
    }
}

/// A label's place, moved inside the text and onto something that can be seen.
fn clamped(label: &LabeledSpan, text: &str) -> Span {
    let start = text.floor_char_boundary(label.offset().min(text.len()));
    let end = text.ceil_char_boundary(label.offset().saturating_add(label.len()).min(text.len()));
    if !text.get(start..end).unwrap_or("").trim().is_empty() {
        return Span::new(start, end);
    }
    let word = |c: char| !c.is_whitespace();
    let after = text.get(start..).unwrap_or("").chars().next().filter(|&c| word(c));
    if let Some(c) = after {
        return Span::new(start, start + c.len_utf8());
    }
    // At the end there is nothing to mark but the last word.
    let before = text.get(..start).unwrap_or("").trim_end();
    let last = before.rfind(char::is_whitespace).map_or(0, |blank| text.ceil_char_boundary(blank + 1));
    Span::new(last, before.len())
}

/// A text without anything that a terminal would obey, and without names that nobody could read.
fn harmless(text: &str) -> String {
    const LONGEST: usize = 400;
    // What is quoted stands between backticks, so in every second part.
    let parts = text.split('`').enumerate().map(|(at, part)| match part.char_indices().nth(40) {
        Some((end, _)) if at % 2 == 1 && part.len() > LONGEST => format!("{}…", &part[..end]),
        _ => part.to_owned(),
    });
    let text = parts.collect::<Vec<_>>().join("`");
    let mut line = String::with_capacity(text.len());
    push_line(&mut line, &text);
    line
}
