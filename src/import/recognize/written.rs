//! How the text of a table is written, in words.

use crate::dialect::Dialect;
use base::suggest::count;
use data::remark::{About, Remark};

/// What separates cells, and which lines are no part of the table.
pub fn written(dialect: &Dialect, text: &str) -> Vec<Remark> {
    let delimiter = match dialect.delimiter {
        b'\t' => "a tab".to_owned(),
        b' ' => "a blank".to_owned(),
        other => format!("`{}`", other as char),
    };
    let quotes = if dialect.quote == b'"' { "" } else { "; texts stand between `'`" };
    let mut remarks = vec![Remark::new(About::Separator, delimiter + quotes)];
    let table = dialect.table(text);
    let mut skip = |lines: usize, part: &str, place: &str| {
        let clean = |line: &str| line.replace('"', "").trim_matches([',', ';', '\t', '|', ' ']).to_owned();
        let first = part.lines().map(clean).find(|line| !line.is_empty() && !line.starts_with("sep="));
        if let (1.., Some(first)) = (lines, first) {
            let text = format!("{} {place}: `{first}`", count(lines, "line"));
            remarks.push(Remark::told(About::LeftOut, if lines > 1 { format!("{text}, …") } else { text }));
        }
    };
    skip(dialect.preamble, &text[..table.start], "before the heading");
    skip(dialect.footer, &text[table.end..], "after the last row");
    remarks
}
