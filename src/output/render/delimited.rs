//! Values separated by commas or tabs: the first table only, figures as programs read them.

use super::figure::push_raw;
use answer::{Answer, Cell, Table};

/// Comma-separated values (RFC 4180, with line feeds).
pub fn csv(answer: &Answer) -> String {
    let Some(table) = answer.tables.first() else { return String::new() };
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in records(table) {
        // Every record has as many fields as the first, and memory takes all of them.
        _ = writer.write_record(record);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// Values separated by tabs; a tab, a line break or a backslash inside a value is written `\t`, `\n`, `\\`.
pub fn tsv(answer: &Answer) -> String {
    let Some(table) = answer.tables.first() else { return String::new() };
    let mut out = String::new();
    for record in records(table) {
        for (at, field) in record.iter().enumerate() {
            if at > 0 {
                out.push('\t');
            }
            for c in field.chars() {
                match c {
                    '\t' => out.push_str("\\t"),
                    '\n' => out.push_str("\\n"),
                    '\r' => out.push_str("\\r"),
                    '\\' => out.push_str("\\\\"),
                    c => out.push(c),
                }
            }
        }
        out.push('\n');
    }
    out
}

/// The heads and the rows; where any cell is disputed, a last column names the columns it stands in.
fn records(table: &Table) -> impl Iterator<Item = Vec<String>> {
    let disputed = table.rows.iter().flatten().any(|cell| cell.disputed);
    let heads = table.columns.iter().map(|head| head.name.to_string());
    let heads = heads.chain(disputed.then(|| table.columns.free("disputed"))).collect();
    let rows = table.rows.iter().map(move |row| {
        let fields = (0..table.columns.len()).map(|column| field(row.get(column)));
        fields.chain(disputed.then(|| disputed_columns(table, row).collect::<Vec<_>>().join("; "))).collect()
    });
    std::iter::once(heads).chain(rows)
}

/// The names of the columns in which a row is disputed.
pub fn disputed_columns<'a>(table: &'a Table, row: &'a [Cell]) -> impl Iterator<Item = &'a str> {
    table.columns.iter().zip(row).filter(|(_, cell)| cell.disputed).map(|(head, _)| &*head.name)
}

fn field(cell: Option<&Cell>) -> String {
    let mut text = String::new();
    if let Some(cell) = cell {
        push_raw(&mut text, &cell.value);
    }
    text
}
