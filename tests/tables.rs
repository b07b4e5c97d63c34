//! `examples/tables.juxta` reproduces every table and every figure of the thesis that has data, as a table and as a
//! picture, with its source. Which ones have data is read off the data.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use juxta::answer::Answer;
use juxta::base::source::Source;
use juxta::data::Value;
use juxta::output::diagnostic::Style;
use juxta::output::render::Format;
use juxta::session::{Outcome, Session};

/// Topics that only name things: their rows are no content of a table.
const NAMES: [&str; 4] = ["sources", "cities", "claims", "indices"];

type Record = BTreeMap<String, String>;

#[test]
fn every_table_and_figure_with_data_is_reproduced() {
    let answers = answers();
    let rows = rows_by_source();
    let with_data: Vec<&String> = rows.keys().collect();
    assert!(with_data.len() >= 18, "{with_data:?}");
    for (id, topics) in &rows {
        let cites = |answer: &Answer| answer.sources.iter().any(|source| *source.id == **id);
        let of = |form: Format| answers.iter().filter(move |(format, _)| *format == form);
        let tables: Vec<&Arc<Answer>> =
            of(Format::Table).map(|(_, answer)| answer).filter(|answer| cites(answer)).collect();
        let pictures = of(Format::Chart).filter(|(_, answer)| cites(answer)).count();
        assert!(!tables.is_empty(), "no table cites {id}");
        assert!(pictures > 0, "no picture cites {id}");
        // The topic that holds most of it is reproduced row by row.
        let Some((topic, records)) = topics.iter().max_by_key(|(_, records)| records.len()) else { continue };
        let words: Vec<String> = tables.iter().flat_map(|answer| words(answer)).collect();
        for record in records {
            for name in identity(topic) {
                let value = &record[&name];
                let said = value.is_empty() || words.iter().any(|word| word.contains(value.as_str()));
                assert!(said, "{id}: no table says `{value}`, the {name} of a row of {topic}");
            }
        }
    }
}

/// The answers of the script, each with its form.
fn answers() -> Vec<(Format, Arc<Answer>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/tables.juxta");
    let source = Source::new("tables.juxta", fs::read_to_string(path).expect("the script is there"));
    let mut session = Session::new().expect("the data inside can be read");
    let mut answers = Vec::new();
    for done in session.run_all(&source) {
        match done.unwrap_or_else(|failure| panic!("{}", failure.render(&source, Style::default()))) {
            (_, Outcome::Answer { answer, format }) => answers.push((format, answer)),
            (_, Outcome::Text(_) | Outcome::Said(_)) => {}
        }
    }
    answers
}

/// What a table says: its query, its heads and its cells.
fn words(answer: &Answer) -> Vec<String> {
    let mut words = vec![answer.query.to_string()];
    for table in &answer.tables {
        words.extend(table.columns.iter().map(|head| head.name.to_string()));
        words.extend(table.rows.iter().flatten().map(|cell| match &cell.value {
            Value::Text(text) => text.to_string(),
            Value::Years(years) => years.to_string(),
            Value::Set(members) => members.join(", "),
            Value::Number { value, .. } | Value::Bounded { value, .. } => value.to_string(),
            Value::Missing(_) => String::new(),
        }));
    }
    words
}

/// The preferred rows of each table and figure, by topic.
fn rows_by_source() -> BTreeMap<String, BTreeMap<String, Vec<Record>>> {
    let sources = records("sources").into_iter();
    let shown = |source: &Record| ["table", "figure"].contains(&source["kind"].as_str());
    let shown: Vec<String> =
        sources.filter(shown).map(|mut source| source.remove("id").unwrap_or_default()).collect();
    let mut rows: BTreeMap<String, BTreeMap<String, Vec<Record>>> = BTreeMap::new();
    for entry in fs::read_dir(folder()).expect("the data are there") {
        let path = entry.expect("an entry can be read").path();
        let topic = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension().is_none_or(|ending| ending != "csv") || NAMES.contains(&topic.as_str()) {
            continue;
        }
        for record in records(&topic) {
            let source = record.get("source").filter(|source| shown.contains(source)).cloned();
            if let Some(source) = source.filter(|_| record["status"] == "preferred") {
                rows.entry(source).or_default().entry(topic.clone()).or_default().push(record);
            }
        }
    }
    rows
}

/// The fields that say which row of a topic is meant.
fn identity(topic: &str) -> Vec<String> {
    let text = fs::read_to_string(folder().join(format!("schemas/{topic}.json"))).expect("there is a schema");
    let schema: serde_json::Value = serde_json::from_str(&text).expect("a schema is JSON");
    let fields = schema["fields"].as_array().expect("a schema has fields");
    let named = fields.iter().filter(|field| {
        let role = field["juxta:role"].as_str().unwrap_or_default();
        ["case", "key", "time"].contains(&role) && field["name"] != "edition"
    });
    named.filter_map(|field| field["name"].as_str().map(str::to_owned)).collect()
}

fn records(topic: &str) -> Vec<Record> {
    let reader = csv::Reader::from_path(folder().join(format!("{topic}.csv")));
    let mut reader = reader.expect("the table is there");
    reader.deserialize().map(|record| record.expect("the table can be read")).collect()
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import/packages/thesis")
}
