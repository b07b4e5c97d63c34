//! How the text of a table is written, in words.

use crate::dataset::dialect::{Dialect, Marks};
use crate::dataset::remark::{About, Remark};
use crate::dataset::sample::Sample;
use crate::suggest::count;

/// What separates cells, and which lines are no part of the table.
pub fn written(dialect: &Dialect, text: &str) -> Vec<Remark> {
    let delimiter = match dialect.delimiter {
        b'\t' => "a tab".to_owned(),
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

/// The texts that stand for missing values, where there are any beside empty cells.
pub fn marks_used(sample: &Sample, heading: &[(usize, String)], missing: &Marks) -> Option<Remark> {
    let mut used: Vec<String> = Vec::new();
    for cell in heading.iter().flat_map(|(place, _)| sample.column(*place)) {
        if !cell.is_empty() && missing.find(&cell).is_some() && !used.iter().any(|mark| *mark == cell) {
            used.push(cell.into_owned());
        }
    }
    let used: Vec<String> = used.iter().map(|mark| format!("`{mark}`")).collect();
    let verb = if used.len() == 1 { "stands" } else { "stand" };
    (!used.is_empty())
        .then(|| Remark::new(About::Missing, format!("{} {verb} for no value", used.join(", "))))
}
