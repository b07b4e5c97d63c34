//! Values separated by commas or tabs: the first table only, figures as programs read them.

use super::figure::push_raw;
use answer::{Answer, Cell, Table};
use data::Value;

/// Comma-separated values (RFC 4180, with line feeds).
///
/// With a `guard`, an apostrophe stands before labels that a spreadsheet would take for formulas.
pub fn csv(answer: &Answer, guard: bool) -> String {
    let Some(table) = answer.tables.first() else { return String::new() };
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in records(table, guard) {
        // Every record has as many fields as the first, and memory takes all of them.
        _ = writer.write_record(record);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// Values separated by tabs; a tab, a line break or a backslash inside a value is written `\t`, `\n`, `\\`.
pub fn tsv(answer: &Answer, guard: bool) -> String {
    let Some(table) = answer.tables.first() else { return String::new() };
    let mut out = String::new();
    for record in records(table, guard) {
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
fn records(table: &Table, guard: bool) -> impl Iterator<Item = Vec<String>> {
    let disputed = table.rows.iter().flatten().any(|cell| cell.disputed);
    let heads = table.columns.iter().map(move |head| guarded(head.name.to_string(), guard));
    let heads = heads.chain(disputed.then(|| table.columns.free("disputed"))).collect();
    let rows = table.rows.iter().map(move |row| {
        let fields = (0..table.columns.len()).map(|column| field(row.get(column), guard));
        fields.chain(disputed.then(|| disputed_columns(table, row).collect::<Vec<_>>().join("; "))).collect()
    });
    std::iter::once(heads).chain(rows)
}

/// The names of the columns in which a row is disputed.
pub fn disputed_columns<'a>(table: &'a Table, row: &'a [Cell]) -> impl Iterator<Item = &'a str> {
    table.columns.iter().zip(row).filter(|(_, cell)| cell.disputed).map(|(head, _)| &*head.name)
}

fn field(cell: Option<&Cell>, guard: bool) -> String {
    let mut text = String::new();
    let Some(cell) = cell else { return text };
    push_raw(&mut text, &cell.value);
    match cell.value {
        Value::Text(_) | Value::Set(_) => guarded(text, guard),
        Value::Number { .. } | Value::Bounded { .. } | Value::Years(_) | Value::Missing(_) => text,
    }
}

fn guarded(text: String, guard: bool) -> String {
    if guard && is_formula(&text) { format!("'{text}") } else { text }
}

/// Whether a spreadsheet takes a text for a formula.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Whether CSV or TSV of an answer hold words that a spreadsheet takes for formulas.
pub fn looks_like_formulas(answer: &Answer) -> bool {
    let Some(table) = answer.tables.first() else { return false };
    let is_word = |cell: &&Cell| matches!(cell.value, Value::Text(_) | Value::Set(_));
    let mut words = table.rows.iter().flatten().filter(is_word).map(|cell| field(Some(cell), false));
    table.columns.iter().any(|head| is_formula(&head.name)) || words.any(|word| is_formula(&word))
}
