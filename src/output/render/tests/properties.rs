//! What holds for any text in a table.

#![allow(clippy::wildcard_enum_match_arm, reason = "a test panics at what it does not expect")]

use proptest::prelude::*;

use super::super::width::width;
use super::super::{Border, Format, Options, render};
use answer::{Answer, Cell, Head, Kind, Table};
use data::{Missing, Value};
use syntax::word::Verb;

proptest! {
    #[test]
    fn lines_of_a_table_are_equally_wide(answer in any_answer(), limit in proptest::option::of(4..100usize)) {
        for border in [Border::Unicode, Border::Ascii] {
            let text = render(&answer, Format::Table, &Options { width: limit, border, ..Options::default() }).unwrap();
            // Without a frame the terminal was too narrow, and blocks came instead.
            // Only a whole line of its signs is one: a name may begin with a plus.
            let signs = if border == Border::Ascii { "+-" } else { "╭┬╮├┼┤╰┴╯─" };
            let edge = |line: &str| line.len() > 3 && line.chars().all(|sign| signs.contains(sign));
            if !text.lines().next().is_some_and(edge) {
                prop_assert!(limit.is_some());
                continue;
            }
            // A turned table may be several frames, one under the other; each is as wide as its upper edge.
            let (mut frame, mut before) = (0, true);
            for line in text.lines() {
                if before && edge(line) {
                    frame = width(line);
                }
                before = line.starts_with('╰') || border == Border::Ascii && edge(line);
                prop_assert!(limit.is_none_or(|limit| frame <= limit), "{text}");
                prop_assert_eq!(width(line), frame, "{}", text);
            }
        }
    }

    #[test]
    fn csv_reads_back(answer in any_answer()) {
        let text = render(&answer, Format::Csv, &Options::default()).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let records: Vec<Vec<String>> =
            reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
        let table = &answer.tables[0];
        prop_assert_eq!(records.len(), table.rows.len() + 1);
        for (record, row) in records[1..].iter().zip(&table.rows) {
            for (field, cell) in record.iter().zip(row) {
                if let Value::Text(text) = &cell.value {
                    prop_assert_eq!(field, &**text);
                }
            }
        }
    }

    #[test]
    fn json_reads_back(answer in any_answer()) {
        let text = render(&answer, Format::Json, &Options::default()).unwrap();
        prop_assert_eq!(text.lines().count(), 1);
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let table = &answer.tables[0];
        for (at, row) in table.rows.iter().enumerate() {
            for (head, cell) in table.columns.iter().zip(row) {
                let value = &json["tables"][0]["rows"][at][&*head.name];
                match &cell.value {
                    Value::Text(text) => prop_assert_eq!(value.as_str(), Some(&**text)),
                    Value::Number { value: figure, .. } => {
                        let read = value.as_f64().unwrap();
                        prop_assert!((read - figure).abs() <= 1e-9 * figure.abs().max(1.0));
                    }
                    _ => prop_assert!(value.is_null()),
                }
            }
        }
    }

    #[test]
    fn nothing_reaches_the_terminal_raw(answer in any_answer(), plain in any::<bool>()) {
        let format = if plain { Format::Plain } else { Format::Table };
        let text = render(&answer, format, &Options { width: Some(60), ..Options::default() }).unwrap();
        prop_assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
    }
}

/// A table of any text and figures, without a title.
fn any_answer() -> impl Strategy<Value = Answer> {
    let cell = prop_oneof![
        4 => any_text().prop_map(Cell::text),
        2 => (-1e9..1e9f64, 0..4u8).prop_map(|(value, decimals)| Value::number(value, decimals).into()),
        1 => Just(Cell::missing(Missing::NotStated)),
    ];
    let kinds = [Kind::Key, Kind::Subject, Kind::Text, Kind::Number];
    let row = proptest::collection::vec(cell, kinds.len());
    (proptest::collection::vec(row, 1..5), proptest::collection::vec(any_text(), kinds.len())).prop_map(
        move |(rows, names)| {
            let mut answer = Answer::new("show".into(), Verb::Show, "");
            let name = |(at, name): (usize, &String)| format!("{name}{at}");
            let names = names.iter().enumerate().map(name);
            let heads: Vec<Head> = names.zip(kinds).map(|(name, kind)| Head::new(name, kind)).collect();
            answer.tables.push(Table { rows, ..Table::new("rows", heads) });
            answer
        },
    )
}

/// Words, wide characters, marks, emoji, control characters and anything else.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,12}( [a-z]{1,9}){0,6}",
        "[北京市서울กรุงเทพلا👩\u{200d}\u{fe0f}\u{301}1 ，।िa]{0,24}",
        "[\\t\\r\\n\\x1b\\x07|,\"\\\\ a-c]{0,12}",
        any::<String>(),
    ]
}
