//! What every form promises, on real answers: all those of the examples, and a table in seven scripts.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use juxta::answer::{Answer, Table};
use juxta::base::source::Source;
use juxta::output::diagnostic::Style;
use juxta::output::render::{Format, Options, render};
use juxta::session::{Outcome, Session};
use pulldown_cmark::{Event, Parser, Tag};

use crate::support::{ends, run};

/// The answers of every example, and those of the seven scripts.
fn answers() -> Vec<Arc<Answer>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let scripts = fs::read_dir(folder).expect("examples/ is there");
    let scripts = scripts.map(|entry| entry.expect("an entry can be read").path());
    let scripts = scripts.filter(|path| path.extension().is_some_and(|ending| ending == "juxta"));
    let mut answers: Vec<Arc<Answer>> =
        scripts.flat_map(|path| answered(&fs::read_to_string(path).expect("a script is text"))).collect();
    answers.extend(answered(&format!("{SCRIPTS}\nshow topics\nshow scripts\ncheck profile\n{COMPARED}")));
    answers
}

const SCRIPTS: &str = "load \"tests/scripts.csv\" as scripts with note = script";
const COMPARED: &str =
    "compare Reykjavík, 서울특별시, 北京市, القاهرة, กรุงเทพมหานคร, Київ, \"🎏 👩‍👩‍👧\" on scripts";

fn answered(script: &str) -> Vec<Arc<Answer>> {
    let source = Source::new("script", script);
    let mut session = Session::new().expect("the data inside can be read");
    let outcomes = session
        .run_all(&source)
        .map(|done| done.unwrap_or_else(|failure| panic!("{}", failure.render(&source, Style::default()))));
    let answers = outcomes.filter_map(|(_, outcome)| match outcome {
        Outcome::Answer { answer, .. } => Some(answer),
        Outcome::Text(_) | Outcome::Said(_) => None,
    });
    answers.collect()
}

fn text(answer: &Answer, format: Format) -> String {
    render(answer, format, &Options::default()).expect("every answer has this form")
}

/// The tables that a form for readers shows.
fn shown(answer: &Answer) -> impl Iterator<Item = &Table> {
    answer.tables.iter().filter(|table| !table.rows.is_empty())
}

#[test]
fn golden_files_in_seven_scripts() {
    let table = &answered(&format!("{SCRIPTS}\nshow scripts"))[0];
    let compared = &answered(&format!("{SCRIPTS}\n{COMPARED}"))[0];
    for format in Format::ALL {
        let answer = if matches!(format, Format::Chart | Format::Svg) { compared } else { table };
        insta::assert_snapshot!(format!("scripts_{}", format.word()), text(answer, format));
    }
    let page = Options { picture: true, ..Options::default() };
    insta::assert_snapshot!("scripts_page", render(compared, Format::Html, &page).expect("there is a page"));
}

#[test]
fn json_follows_the_schema_that_ships() {
    let printed = run(["schema"]);
    ends(&printed, 0);
    let schema: serde_json::Value = serde_json::from_str(&printed.stdout).expect("the schema is JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("the schema is a schema");
    let mut verbs = BTreeSet::new();
    for answer in answers() {
        let mut json: serde_json::Value =
            serde_json::from_str(&text(&answer, Format::Json)).expect("it is JSON");
        let errors: Vec<String> =
            validator.iter_errors(&json).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}\n{}", answer.query, errors.join("\n"));
        verbs.insert(json["verb"].as_str().unwrap_or_default().to_owned());
        // A schema that lets everything pass would prove nothing.
        json["tables"][0]["columns"][0]["kind"] = "colour".into();
        assert!(!validator.is_valid(&json));
    }
    assert_eq!(verbs.len(), 9, "{verbs:?}");
}

#[test]
fn markdown_shows_the_text_as_it_is() {
    for answer in answers() {
        let markdown = text(&answer, Format::Markdown);
        let (mut tables, mut cells, mut cell) = (0, Vec::new(), None::<String>);
        for event in Parser::new_ext(&markdown, pulldown_cmark::Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Table(_)) => tables += 1,
                Event::Start(Tag::TableCell) => cell = Some(String::new()),
                Event::End(pulldown_cmark::TagEnd::TableCell) => cells.extend(cell.take()),
                Event::Text(text) if cell.is_some() => cell.as_mut().expect("it is open").push_str(&text),
                Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Link { .. } | Tag::Emphasis) => {
                    panic!("{}: {event:?}", answer.query)
                }
                event => assert!(cell.is_none(), "{}: {event:?} in a table", answer.query),
            }
        }
        assert_eq!(tables, shown(&answer).count(), "{markdown}");
        for word in words(&answer) {
            assert!(cells.iter().any(|cell| cell.contains(&word)), "{}: no cell says {word:?}", answer.query);
        }
    }
}

#[test]
fn values_read_back_as_rfc_4180_says() {
    for answer in answers() {
        let table = &answer.tables[0];
        for (format, delimiter) in [(Format::Csv, b','), (Format::Tsv, b'\t')] {
            let text = text(&answer, format);
            // Nothing is quoted in values separated by tabs.
            let mut reader = csv::ReaderBuilder::new();
            let mut reader =
                reader.delimiter(delimiter).quoting(format == Format::Csv).from_reader(text.as_bytes());
            let heads = reader.headers().expect("there are heads").clone();
            assert!(
                table.columns.iter().zip(&heads).all(|(column, head)| &*column.name == head),
                "{heads:?}"
            );
            // A record with more or fewer fields than the first is an error.
            let rows: Result<Vec<_>, _> = reader.records().collect();
            assert_eq!(rows.map(|rows| rows.len()).ok(), Some(table.rows.len()), "{}", answer.query);
        }
    }
}

#[test]
fn pictures_are_xml_that_listeners_can_follow() {
    let mut drawn = 0;
    for answer in answers() {
        let Ok(svg) = render(&answer, Format::Svg, &Options::default()) else { continue };
        let document = roxmltree::Document::parse(&svg).unwrap_or_else(|error| panic!("{error}\n{svg}"));
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        let named = root.attribute("aria-labelledby").unwrap_or_default();
        for id in named.split(' ') {
            let node = document.descendants().find(|node| node.attribute("id") == Some(id));
            let said = node.and_then(|node| node.text()).unwrap_or_default();
            assert!(!said.trim().is_empty(), "{}: {id} says nothing", answer.query);
        }
        assert_eq!(named.split(' ').count(), 2, "a title and a description");
        // Every shape stands inside the picture.
        let width: f64 = root.attribute("width").and_then(|width| width.parse().ok()).unwrap_or_default();
        for node in document.descendants() {
            let at = |name| node.attribute(name).and_then(|at| at.parse::<f64>().ok());
            let right = at("x").or(at("cx")).or(at("x2")).unwrap_or(0.0) + at("width").unwrap_or(0.0);
            assert!((0.0..=width).contains(&right), "{}: {node:?}", answer.query);
        }
        drawn += 1;
    }
    assert!(drawn > 40, "only {drawn} pictures");
}

/// The words in the cells of the tables, one line each.
fn words(answer: &Answer) -> Vec<String> {
    let cells = shown(answer).flat_map(|table| table.rows.iter().flatten());
    let words = cells.filter_map(|cell| match &cell.value {
        juxta::data::Value::Text(text) if !text.contains(['\n', '\t', '\r']) => Some(text.trim().to_string()),
        _ => None,
    });
    words.collect()
}
