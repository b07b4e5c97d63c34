//! The reader of large files beside the reader of small ones, on hostile text.

use super::*;
use crate::cells::Cells;
use std::sync::Arc;

use crate::dialect::{ColumnMarks, Figures, Marks};
use crate::package::Labelled;
use base::cancel::CancellationToken;
use data::field::Level;
use proptest::prelude::*;

const NAMES: [&str; 4] = ["city", "year", "rank", "score"];
const KINDS: [Kind; 4] =
    [Kind::Labels, Kind::Years, Kind::Numbers(Figures::PLAIN), Kind::Numbers(Figures::PLAIN)];

fn fields() -> Vec<Arc<Field>> {
    let field = |name: &&str| Arc::new(Field::computed(name, Level::Nominal));
    NAMES.iter().map(field).collect()
}

fn dialect(quote: u8) -> Dialect {
    let mut missing = ColumnMarks::everywhere(Marks::new(&["", "NA", ".."].map(Labelled::bare)));
    // A label of the first column is no value in the last one.
    missing.set(3, Marks::new(&["", "NA", "0.5"].map(Labelled::bare)));
    Dialect { missing, quote, blanks_before_quotes: quote == b'\'', ..Dialect::default() }
}

fn in_blocks(text: &str, block: usize, quote: u8) -> Result<Vec<Column>, ImportError> {
    let (fields, dialect) = (fields(), dialect(quote));
    let plan = plan(&fields, &dialect, block);
    read(&mut text.as_bytes(), &plan, &Progress::default(), |_| Ok(())).map(|(columns, _)| columns)
}

fn plan<'a>(fields: &'a [Arc<Field>], dialect: &'a Dialect, block: usize) -> Plan<'a> {
    let wanted = fields.iter().zip(KINDS).enumerate();
    let wanted = wanted
        .map(|(place, (field, kind))| Wanted { place, kind, marks: dialect.missing.of(place), field })
        .collect();
    Plan { path: "t.csv", dialect, wanted, block }
}

/// The same by the reader of small tables: one thread, one column after the other.
fn plainly(text: &str, quote: u8) -> Result<Vec<Column>, ImportError> {
    let (fields, dialect) = (fields(), dialect(quote));
    let cells = Cells::cut("t.csv", text.trim_start_matches('\u{feff}').to_owned().into(), &dialect)?;
    let column = |(at, kind): (usize, &Kind)| {
        let mut builder = Builder::new(*kind, &fields[at], dialect.missing.of(at));
        for (row, cell) in cells.column(at).enumerate() {
            builder.push(&cell, dialect.missing.of(at)).map_err(|expected| ImportError::Cell {
                path: "t.csv".into(),
                place: format!("line {}", cells.line(row)),
                value: cell.into_owned(),
                field: NAMES[at].into(),
                expected,
            })?;
        }
        Ok(builder.finish())
    };
    KINDS.iter().enumerate().map(column).collect()
}

fn values(columns: &[Column]) -> Vec<String> {
    let values = |column: &Column| (0..column.len()).map(|row| format!("{:?}", column.value(row))).collect();
    let mut text: Vec<String> = columns.iter().flat_map(|column| -> Vec<String> { values(column) }).collect();
    if let Some(Column::Labels(labels)) = columns.first() {
        text.extend(labels.dictionary.labels().iter().map(ToString::to_string));
    }
    text
}

fn cell(kind: usize) -> BoxedStrategy<String> {
    match kind {
        0 => prop_oneof![
            "[A-C]{1,3}",
            " ?서울 ?|NAples|NA|\u{a0}|x y|5\" pipe",
            "a long label of [12] kinds",
            "\"([a-c]|\"\"|,|\n|\r\n){0,6}\"",
            // Text behind a closing quote, and quotes behind blanks.
            "\"([a-c]|\"\"|,|\n){0,4}\" ?[a-c]{1,3}(\" ?)?",
            " {1,2}\"([a-c]|\"\"){0,4}\" ?"
        ]
        .boxed(),
        1 => prop_oneof!["19[0-9]{2}", "2019-2020|2000-|\\.\\.||\"1999\"| 2001 "].boxed(),
        2 => prop_oneof!["[0-9]{1,3}", "-?[0-9]{5,11}|NA|\"7\"| 8|1e3"].boxed(),
        _ => prop_oneof!["[0-9]{1,2}\\.[0-9]{0,2}", "-?[0-9]{1,4}\\.[0-9]{5,10}|NA|0\\.5|-0"].boxed(),
    }
}

fn table() -> impl Strategy<Value = String> {
    let row = (cell(0), cell(1), cell(2), cell(3)).prop_map(|(a, b, c, d)| format!("{a},{b},{c},{d}"));
    let end = prop::sample::select(vec!["\n", "\r\n", "\n\n", "\r"]);
    let rows = prop::collection::vec((row, end), 0..40);
    (rows, any::<bool>(), any::<bool>()).prop_map(|(rows, mark, last)| {
        let mark = if mark { "\u{feff}" } else { "" };
        let rows: String = rows.into_iter().map(|(row, end)| format!("{row}{end}")).collect();
        let text = format!("{mark}city,year,rank,score\n{rows}");
        if last { text } else { text.trim_end().to_owned() }
    })
}

proptest! {
    #[test]
    fn blocks_on_several_threads_give_what_one_reader_gives(text in table(), block in 1usize..200, single: bool) {
        let (text, quote) = if single { (text.replace('"', "'"), b'\'') } else { (text, b'"') };
        let (blocks, plain) = (in_blocks(&text, block, quote).unwrap(), plainly(&text, quote).unwrap());
        prop_assert_eq!(values(&blocks), values(&plain));
        prop_assert_eq!(values(&in_blocks(&text, BLOCK, quote).unwrap()), values(&plain));
    }

    #[test]
    fn the_line_of_a_mistake_is_told(
        text in table(), block in 1usize..200, wrong in prop::sample::select(vec!["a,x,1,1", "a,1999,1", "a,1999,\"1"])
    ) {
        let text = format!("{text}\n{wrong}\n");
        let message = |error: ImportError| error.to_string();
        prop_assert_eq!(in_blocks(&text, block, b'"').map_err(message).err(), plainly(&text, b'"').map_err(message).err());
    }
}

#[test]
fn bytes_that_are_no_text_are_told_with_their_line() {
    let (fields, dialect) = (fields(), dialect(b'"'));
    let text = b"city,year,rank,score\na,1999,1,1\nK\xf6ln,1999,1,1\n";
    let error = read(&mut text.as_slice(), &plan(&fields, &dialect, 12), &Progress::default(), |_| Ok(()))
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "`t.csv` is not text that Juxta can read: byte 0xf6 in line 3 is not UTF-8"
    );
}

#[test]
fn reading_can_be_stopped() {
    let (fields, dialect) = (fields(), dialect(b'"'));
    let text = b"city,year,rank,score\na,1999,1,1\n".as_slice();
    let read = || read(&mut &*text, &plan(&fields, &dialect, 12), &Progress::default(), |_| Ok(())).is_ok();
    let stop = CancellationToken::default();
    assert_eq!(stop.during(read), Some(true));
    stop.cancel();
    assert_eq!(stop.during(read), None);
}
