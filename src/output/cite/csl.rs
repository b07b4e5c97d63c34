//! Citations for reference managers: CSL-JSON.

use serde_json::{Map, Value, json};

use super::{Kind, Work};

/// A list with one object a work.
pub fn write(works: &[Work]) -> String {
    let items: Vec<Value> = works.iter().map(item).collect();
    // Keys are strings, so nothing here can fail.
    serde_json::to_string_pretty(&items).unwrap_or_default() + "\n"
}

fn item(work: &Work) -> Value {
    let kind = match work.kind {
        Kind::Original if work.url.is_empty() => "report",
        Kind::Original => "webpage",
        Kind::Thesis => "thesis",
        Kind::Data => "dataset",
        Kind::Program => "software",
    };
    let mut item = Map::new();
    item.insert("id".into(), json!(work.key));
    item.insert("type".into(), json!(kind));
    item.insert("title".into(), json!(work.title));
    if !work.maker.is_empty() {
        // An office has no family name.
        item.insert("author".into(), json!([{ "literal": work.maker }]));
    }
    // A span of years is no date that CSL knows, but it may be said in words.
    match work.year.parse::<i32>() {
        Ok(year) => _ = item.insert("issued".into(), json!({ "date-parts": [[year]] })),
        Err(_) if !work.year.is_empty() => _ = item.insert("issued".into(), json!({ "literal": work.year })),
        Err(_) => {}
    }
    if !work.url.is_empty() {
        item.insert("URL".into(), json!(work.url));
    }
    if !work.note.is_empty() {
        item.insert("note".into(), json!(work.note));
    }
    Value::Object(item)
}
