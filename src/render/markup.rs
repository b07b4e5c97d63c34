//! Text inside HTML and SVG: what would be read as markup is escaped.

use super::width::push_clean;

/// A text that may stand between tags and in an attribute.
pub fn text(text: &str) -> String {
    let mut out = String::new();
    push_escaped(&mut out, text);
    out
}

/// Adds a text that may stand between tags and in an attribute.
pub fn push_escaped(out: &mut String, text: &str) {
    let mut clean = String::with_capacity(text.len());
    push_clean(&mut clean, text);
    for c in clean.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML has no place for these, even escaped, and HTML calls them mistakes.
            '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
}
