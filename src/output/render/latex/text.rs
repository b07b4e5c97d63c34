//! Text that LaTeX sets as it is.

use crate::render::notes::prose_parts;
use crate::render::width;

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
    width::push_escaped(out, text, |c| {
        Some(match c {
            '&' => "\\&",
            '%' => "\\%",
            '$' => "\\$",
            '#' => "\\#",
            '_' => "\\_",
            '{' => "\\{",
            '}' => "\\}",
            '\\' => "\\textbackslash{}",
            '~' => "$\\sim$",
            '^' => "\\textasciicircum{}",
            '`' => "\\textasciigrave{}",
            '|' => "\\textbar{}",
            '<' => "\\textless{}",
            '>' => "\\textgreater{}",
            '≤' => "$\\leq$",
            '≥' => "$\\geq$",
            '≠' => "$\\neq$",
            '↑' => "$\\uparrow$",
            '↓' => "$\\downarrow$",
            '→' => "$\\rightarrow$",
            '²' => "$^2$",
            '³' => "$^3$",
            '·' => "\\textperiodcentered{}",
            _ => return None,
        })
    });
}

/// Whether pdflatex has no letter for a character: it reads Latin, and the marks of typographers.
pub fn needs_unicode(c: char) -> bool {
    c > '\u{17f}' && !matches!(c, '–' | '—' | '‘' | '’' | '‚' | '“' | '”' | '„' | '•' | '…' | '€')
}

/// Whether a character is Chinese, Japanese or Korean.
pub fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
