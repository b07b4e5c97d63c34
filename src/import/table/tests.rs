//! Tables of cells that may be figures, labels or nothing, by the reader of small files and by that of large ones.

#![allow(clippy::wildcard_enum_match_arm, reason = "a test panics at what it does not expect")]

use proptest::prelude::*;

use super::*;
use data::field::FieldId;
use data::value::Value;

/// A figure as a reader would take it that knows nothing else: digits, a point, a sign of per cent.
fn figure(cell: &str) -> Option<f64> {
    let cell = cell.strip_suffix('%').unwrap_or(cell);
    let is_plain = cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    if is_plain { cell.parse().ok() } else { None }
}

/// How many cells of a column are said to be missing.
fn told(remarks: &[Remark], column: &str) -> usize {
    let of = format!(" of `{column}`");
    let before = remarks
        .iter()
        .filter(|remark| remark.about == About::Missing)
        .flat_map(|remark| remark.text.split_once(&of));
    let number =
        |(text, _): (&str, &str)| text.rsplit(' ').nth(1).and_then(|word| word.parse::<usize>().ok());
    before.filter_map(number).sum()
}

fn cell() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "7",
        "12",
        "-3",
        "0.25",
        "2.5",
        "3.5%",
        "4%",
        "007",
        "01001",
        "10-14",
        "65+",
        "<1",
        "1-2",
        "NA",
        "KR",
        "EU",
        "--",
        "-",
        "..",
        "n/a",
        "#N/A",
        "–",
        "x",
        ".",
        "",
        "+",
        "word",
        "two words",
        "2020",
        "2020-01-31",
        "99",
        "-88",
        "6\" pipe",
    ])
}

/// A column is of a few kinds of cells, or all of a table would be words.
fn column(rows: usize) -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(cell(), 1..6)
        .prop_flat_map(move |kinds| prop::collection::vec(prop::sample::select(kinds), rows))
}

fn table() -> impl Strategy<Value = (Vec<&'static str>, Vec<&'static str>)> {
    (2usize..12).prop_flat_map(|rows| (column(rows), column(rows)))
}

/// Reads a table as if it were small, or as if it were large.
fn reads(path: &Path, large: bool) -> Result<(Topic, Recognized), ImportError> {
    let resource = resource("t", path);
    let progress = Progress::default();
    let file = Large::looked_through(path, None, &progress)?;
    match file.filter(|_| large) {
        Some(file) => read(&resource, "t.csv", Body::Large(&file, &progress), &Hints::default()),
        None => {
            let text = files::text(path, files::bytes(path)?, None)?.text;
            read(&resource, "t.csv", Body::Text(text.into()), &Hints::default())
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_cell_is_its_figure_or_its_text_or_missing_and_told((a, b) in table()) {
        let rows = a.iter().zip(&b).enumerate().map(|(at, (a, b))| format!("c{at},{a},{b}\n"));
        let path = std::env::temp_dir().join(format!("juxta_cells_{}.csv", std::process::id()));
        std::fs::write(&path, format!("name,a,b\n{}", rows.collect::<String>())).expect("it can be written");
        for large in [false, true] {
            let (topic, _) = match reads(&path, large) {
                Ok(read) => read,
                // Refused, with the line.
                Err(error) => {
                    prop_assert!(matches!(error, ImportError::DecimalMarks { .. } | ImportError::Ragged { .. }), "{error}");
                    continue;
                }
            };
            for (name, cells) in [("a", &a), ("b", &b)] {
                let id = topic.field(name).expect("every column is a field");
                let (values, mut missing) = (topic.column(id).unwrap(), 0);
                prop_assert_eq!(values.len(), cells.len());
                for (row, cell) in cells.iter().enumerate() {
                    match values.value(row) {
                        Value::Number { value, .. } => prop_assert_eq!(Some(value), figure(cell), "{} in {}", cell, name),
                        Value::Text(text) => prop_assert_eq!(&*text, *cell),
                        Value::Missing(_) => missing += usize::from(!cell.is_empty()),
                        other => prop_assert!(false, "{cell} became {other:?}"),
                    }
                }
                prop_assert_eq!(told(&topic.remarks, name), missing, "{}: {:?}", name, topic.remarks);
                // A figure that is no figure by itself has a reason.
                if topic.is_words(id) {
                    let figures = cells.iter().filter(|cell| figure(cell).is_some()).count();
                    let others = cells.iter().filter(|cell| !cell.is_empty() && figure(cell).is_none()).count();
                    let named = topic.remarks.iter().any(|remark| remark.told && remark.text.contains(&format!("`{name}`")));
                    prop_assert!(figures <= others || named, "{}: {:?}", name, topic.remarks);
                }
            }
            prop_assert_eq!(topic.column(FieldId(0)).unwrap().len(), a.len());
        }
    }
}
