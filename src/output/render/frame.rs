//! The lines and blanks around cells.

use super::options::Border;
use super::sheet::Sheet;

/// How a table is framed.
pub struct Frame {
    signs: Option<&'static Signs>,
    /// Blanks left and right of a cell.
    pub padding: (usize, usize),
}

/// What a frame is drawn with. Of each rule: its left end, where it meets a line between columns, and its right end.
struct Signs {
    top: [&'static str; 3],
    below_heads: [&'static str; 3],
    bottom: [&'static str; 3],
    /// [`RULE`] signs of a line.
    horizontal: &'static str,
    vertical: &'static str,
}

/// So many signs of a line are written at once.
const RULE: usize = 32;

static UNICODE: Signs = Signs {
    top: ["╭", "┬", "╮"],
    below_heads: ["├", "┼", "┤"],
    bottom: ["╰", "┴", "╯"],
    horizontal: "────────────────────────────────",
    vertical: "│",
};

static ASCII: Signs = Signs {
    top: ["+"; 3],
    below_heads: ["+"; 3],
    bottom: ["+"; 3],
    horizontal: "--------------------------------",
    vertical: "|",
};

impl Frame {
    /// The frame of this kind.
    pub fn of(border: Border) -> Self {
        match border {
            Border::Unicode => Self { signs: Some(&UNICODE), padding: (1, 1) },
            Border::Ascii => Self { signs: Some(&ASCII), padding: (1, 1) },
            Border::None => Self { signs: None, padding: (0, 2) },
        }
    }

    /// The columns that the frame takes beside the cells.
    pub fn width(&self, columns: usize) -> usize {
        let padding = columns * (self.padding.0 + self.padding.1);
        if self.signs.is_some() { padding + columns + 1 } else { padding.saturating_sub(self.padding.1) }
    }

    /// Adds heads and rows in their frame.
    pub fn push(&self, out: &mut String, heads: &Sheet, body: &Sheet, widths: &[usize]) {
        match self.signs {
            Some(signs) => {
                self.push_rule(out, signs.top, signs.horizontal, widths);
                push_lines(out, heads, signs.vertical, widths.len());
                self.push_rule(out, signs.below_heads, signs.horizontal, widths);
                push_lines(out, body, signs.vertical, widths.len());
                self.push_rule(out, signs.bottom, signs.horizontal, widths);
            }
            None => {
                push_bare_lines(out, heads, widths.len());
                push_bare_lines(out, body, widths.len());
            }
        }
    }

    fn push_rule(
        &self,
        out: &mut String,
        [left, middle, right]: [&str; 3],
        horizontal: &str,
        widths: &[usize],
    ) {
        for (column, width) in widths.iter().enumerate() {
            out.push_str(if column == 0 { left } else { middle });
            let mut left = self.padding.0 + width + self.padding.1;
            while left > 0 {
                let signs = left.min(RULE);
                out.push_str(&horizontal[..signs * (horizontal.len() / RULE)]);
                left -= signs;
            }
        }
        out.extend([right, "\n"]);
    }
}

/// Lines with a sign around each cell.
fn push_lines(out: &mut String, sheet: &Sheet, vertical: &str, columns: usize) {
    for line in sheet.lines(columns) {
        out.push_str(vertical);
        line.for_each(|cell| out.extend([cell, vertical]));
        out.push('\n');
    }
}

/// Lines without signs: blanks at their ends mean nothing.
fn push_bare_lines(out: &mut String, sheet: &Sheet, columns: usize) {
    for line in sheet.lines(columns) {
        let start = out.len();
        out.extend(line);
        out.truncate(start + out[start..].trim_end().len());
        out.push('\n');
    }
}
