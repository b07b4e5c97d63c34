//! A script as prose and statements.

use super::prose;
use base::source::{Source, Span};

/// A piece of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Comments on lines of their own, as the Markdown that they hold.
    Prose(String),
    /// A statement, and how it is written with what stands behind it on its line.
    Statement { span: Span, written: String },
}

/// The pieces of a script, in order.
pub fn pieces(source: &Source) -> Vec<Piece> {
    let text = &*source.text;
    let mut pieces = Vec::new();
    let mut end = 0;
    let spans = syntax::statements(text);
    for (at, span) in spans.iter().enumerate() {
        if let Some(prose) = comments(&text[end..span.start], end == 0) {
            pieces.push(Piece::Prose(prose));
        }
        // What stands behind a statement on its line belongs to it.
        let next = spans.get(at + 1).map_or(text.len(), |next| next.start);
        let rest = &text[span.end..next];
        let line = rest.find('\n').unwrap_or(rest.len());
        let behind = rest[..line].trim_start_matches([';', '；']).trim_end();
        let behind = if behind.trim_start().starts_with('#') { behind } else { "" };
        pieces.push(Piece::Statement { span: *span, written: format!("{}{behind}", span.of(text)) });
        end = span.end + line;
    }
    pieces.extend(comments(&text[end..], end == 0).map(Piece::Prose));
    pieces
}

/// The Markdown in the comments of a text that holds nothing else.
fn comments(text: &str, begins: bool) -> Option<String> {
    let mut prose = String::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        // The first line may name the program that runs the script.
        if begins && at == 0 && line.starts_with("#!") {
            continue;
        }
        let said = line.strip_prefix('#').unwrap_or_default();
        prose.push_str(said.strip_prefix(' ').unwrap_or(said).trim_end());
        prose.push('\n');
    }
    let prose = prose.trim_matches('\n');
    (!prose.is_empty()).then(|| prose.to_owned())
}

/// The title: the first line of prose when it stands alone, or else the name of the script.
pub fn titled(name: &str, mut pieces: Vec<Piece>) -> (String, Vec<Piece>) {
    if let Some(Piece::Prose(first)) = pieces.first_mut()
        && let Some((title, rest)) = prose::title(first)
    {
        *first = rest;
        if first.is_empty() {
            pieces.remove(0);
        }
        return (title, pieces);
    }
    let file = file_name(name);
    let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
    (prose::escaped(stem), pieces)
}

/// `examples/gpci.juxta` is called `gpci.juxta`.
pub fn file_name(path: &str) -> String {
    let name = std::path::Path::new(path).file_name();
    name.map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned())
}
