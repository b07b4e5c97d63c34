//! Text that LaTeX sets as it is.

use crate::render::notes::prose_parts;
use crate::render::width::push_clean;

/// A sentence of ours on lines of its own.
pub fn paragraph(text: &str) -> String {
    prose(text) + "\\par\n"
}

/// A sentence of ours: what stands between backticks is code.
pub fn prose(text: &str) -> String {
    let mut out = String::new();
    for (code, part) in prose_parts(text) {
        out.push_str(if code { "\\texttt{" } else { "" });
        push_escaped(&mut out, part);
        out.push_str(if code { "}" } else { "" });
    }
    out
}

/// Writes text so that no character of it is a command.
pub fn push_escaped(out: &mut String, text: &str) {
    let mut clean = String::with_capacity(text.len());
    push_clean(&mut clean, text);
    for c in clean.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', c]),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("$\\sim$"),
            '^' => out.push_str("\\textasciicircum{}"),
            '`' => out.push_str("\\textasciigrave{}"),
            '|' => out.push_str("\\textbar{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '≤' => out.push_str("$\\leq$"),
            '≥' => out.push_str("$\\geq$"),
            '≠' => out.push_str("$\\neq$"),
            '↑' => out.push_str("$\\uparrow$"),
            '↓' => out.push_str("$\\downarrow$"),
            '→' => out.push_str("$\\rightarrow$"),
            '²' => out.push_str("$^2$"),
            '³' => out.push_str("$^3$"),
            '·' => out.push_str("\\textperiodcentered{}"),
            c => out.push(c),
        }
    }
}

/// Whether pdflatex has no letter for a character: it reads Latin, and the marks of typographers.
pub fn needs_unicode(c: char) -> bool {
    c > '\u{17f}' && !matches!(c, '–' | '—' | '‘' | '’' | '‚' | '“' | '”' | '„' | '•' | '…' | '€')
}

/// Whether a character is Chinese, Japanese or Korean.
pub fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
