//! Text inside HTML and SVG: what would be read as markup is escaped.

use super::width;

/// A text that may stand between tags and in an attribute.
pub fn text(text: &str) -> String {
    let mut out = String::new();
    push_escaped(&mut out, text);
    out
}

/// Adds a text that may stand between tags and in an attribute.
pub fn push_escaped(out: &mut String, text: &str) {
    width::push_escaped(out, text, |c| {
        Some(match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            // XML has no place for these, even escaped, and HTML calls them mistakes.
            '\u{fffe}' | '\u{ffff}' => "",
            _ => return None,
        })
    });
}
