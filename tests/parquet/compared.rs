//! The same table as CSV and as Parquet gives the same answers.

use std::path::Path;

use juxta::session::Session;
use parquet::basic::{Compression, GzipLevel, ZstdLevel};
use proptest::prelude::*;

use super::write::{How, Values, write};
use crate::support::{ends, folder, printed, run, said};

/// All verbs, on a table of cities.
const QUERIES: &[&str] = &[
    "describe t",
    "show t",
    "show Seoul on t",
    "show t where score is missing",
    "compare Seoul, Beijing on t where kind = a",
    "compare Seoul, Beijing on t.price where year = 2000 and kind != b",
    "compare Seoul, Beijing on t.score by kind where year = 2000 using mean",
    "compare Seoul, Beijing, 부산 on t.score, t.n using mean",
    "compare Seoul, Beijing on t.n where year in 1999..2001 using sum",
    "rank cities on t.score where year = 2001 order by score desc",
    "rank city on t.n order by n desc limit 3",
    "tabulate t by kind",
    "tabulate Seoul, Beijing on t by kind",
    "tabulate t by ok, kind",
    "tabulate t by decade",
    "trend Seoul, Beijing on t.score using mean",
    "trend Seoul on t.price using median",
    "agree Seoul, 부산 on t.score where year = 2001",
    "agree Seoul, Beijing on t where ok = true",
    "define cheap in t as price < 50; define many in t as n > 2000; define good in t as score > 50; match t on cheap, \
     many for good using msdo where year = 2001; explain t on cheap, many for good using qca where year = 2001",
    "check t",
    "check coverage",
    "define dear in t as price > 20\ntabulate t by dear",
    "define each in t as score / n\nshow t.each",
];

/// What a session says to each of the queries, and to a mistake; the names of the files are made alike.
fn answers(path: &Path, hints: &str, queries: &[&str]) -> Vec<String> {
    let mut session = Session::new().expect("the data inside can be read");
    session.settings.options.width = Some(120);
    let load = format!("load \"{}\" as t{hints}", path.display());
    let tell = |session: &mut Session, script: &str| {
        let text = said(session, script);
        // How a text is written is said of texts alone; their rows are counted as lines.
        let text = text.split("how it was read").next().unwrap_or_default().to_owned();
        text.replace(".csv", ".parquet")
    };
    let loaded = tell(&mut session, &load);
    let mut all = vec![loaded.lines().next().unwrap_or_default().to_owned()];
    all.extend(queries.iter().map(|query| format!("{query}\n{}", tell(&mut session, query))));
    all
}

#[track_caller]
fn same_answers(folder: &Path, csv: &str, parquet: &str, hints: &str, queries: &[&str]) {
    let csv = answers(&folder.join(csv), hints, queries);
    for (csv, parquet) in csv.iter().zip(answers(&folder.join(parquet), hints, queries)) {
        assert!(*csv == parquet, "of CSV:\n{csv}\nof Parquet:\n{parquet}");
    }
}

fn table() -> impl Strategy<Value = Vec<(&'static str, Values)>> {
    fn maybe<T: Clone + std::fmt::Debug>(
        value: impl Strategy<Value = T>,
        rows: usize,
    ) -> impl Strategy<Value = Vec<Option<T>>> {
        prop::collection::vec(prop::option::weighted(0.9, value), rows)
    }
    let words = |words: &'static [&'static str]| prop::sample::select(words).prop_map(str::to_owned);
    (1usize..40).prop_flat_map(move |rows| {
        let cities = words(&[
            "Seoul",
            "Beijing",
            "부산",
            "Washington, DC",
            "a city with a long name",
            " Köln ",
            "two\nlines",
        ]);
        let kinds = words(&["a", "b", "北", "NA", ""]);
        let score = prop_oneof![
            (-50i32..500).prop_map(|tenths| f64::from(tenths) / 10.0),
            (0i32..9).prop_map(f64::from),
            prop::sample::select(vec![0.1 + 0.2, 1e-7, 1e20, 12_345.678_912_3]),
        ];
        let day = (10_000i32..12_000).prop_map(|day| (day, date(day)));
        (
            maybe(cities, rows),
            maybe(kinds, rows),
            maybe(1995i64..2003, rows),
            maybe(score, rows),
            maybe(prop_oneof![0i64..9, -3_000_000_000i64..9_007_199_254_740_999], rows),
            maybe(-999i32..9999, rows),
            maybe(any::<bool>(), rows),
            maybe(day, rows),
        )
            .prop_map(|(mut city, kind, year, score, n, price, ok, day)| {
                // A name above an empty cell is taken for a merged cell in a table of text, and in no other.
                if matches!(city[..], [_, None, ..]) {
                    city[0] = None;
                }
                vec![
                    ("city", Values::Words(city)),
                    ("kind", Values::Words(kind)),
                    ("year", Values::Whole(year)),
                    ("score", Values::Real(score)),
                    ("n", Values::Whole(n)),
                    ("price", Values::Hundredths(price)),
                    ("ok", Values::Truth(ok)),
                    ("day", Values::Days(day)),
                ]
            })
    })
}

fn how() -> impl Strategy<Value = How> {
    let compression = prop::sample::select(vec![
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::ZSTD(ZstdLevel::default()),
        Compression::LZ4_RAW,
    ]);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    (compression, flags, 1usize..50, 1usize..20, prop::sample::select(vec![1usize, 16, 1 << 20])).prop_map(
        |(compression, (dictionary, second_version, delta), group, page, dictionary_size)| How {
            compression,
            dictionary: dictionary && !delta,
            second_version,
            group,
            page,
            dictionary_size,
            delta,
        },
    )
}

/// A day since 1970 as a table writes it, counted year by year.
fn date(mut day: i32) -> String {
    let is_leap = |year: i32| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let mut year = 1970;
    while day >= 365 + i32::from(is_leap(year)) {
        day -= 365 + i32::from(is_leap(year));
        year += 1;
    }
    let lengths = [31, 28 + i32::from(is_leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while day >= lengths[month] {
        day -= lengths[month];
        month += 1;
    }
    format!("{year}-{:02}-{:02}", month + 1, day + 1)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 24 } else { 256 }))]

    #[test]
    fn a_table_gives_the_same_answers_in_both_forms(table in table(), how in how()) {
        let folder = folder("parquet_same");
        write(&folder, &table, &how);
        same_answers(&folder, "t.csv", "t.parquet", "", QUERIES);
        same_answers(&folder, "t.csv", "t.parquet", " with case = city, time = year, missing = \"1999\"", &QUERIES[..8]);
    }
}

/// Files of 150 rows, made by DuckDB, pandas and Polars with their own types, compression and row groups of 40 to 64 rows.
#[test]
fn files_of_other_programs_give_the_answers_of_the_table_that_they_were_made_of() {
    let queries: Vec<&str> = QUERIES.iter().copied().chain(["show t.seen, t.day limit 20"]).collect();
    for file in ["duckdb.parquet", "pandas.parquet", "polars.parquet"] {
        same_answers(Path::new("tests/parquet"), "foreign.csv", file, "", &queries);
    }
}

/// A test that only compares mistakes would compare nothing.
#[test]
fn most_of_the_queries_have_an_answer() {
    let answers = answers(Path::new("tests/parquet/duckdb.parquet"), "", QUERIES);
    let failed: Vec<&String> = answers.iter().filter(|answer| answer.lines().count() < 4).collect();
    assert!(failed.len() * 5 < answers.len(), "{failed:#?}");
}

/// A descriptor that `juxta package` writes describes the Parquet file itself, and its topic answers as the file does.
#[test]
fn a_package_of_a_parquet_file_gives_the_answers_of_the_file() {
    let folder = folder("parquet_package");
    let words = |words: &[&str]| Values::Words(words.iter().map(|word| Some((*word).to_owned())).collect());
    let columns = [
        ("city", words(&["Seoul", "Beijing", "Tokyo", "NA"])),
        ("year", Values::Whole(vec![Some(2019), Some(2020), Some(2021), None])),
        ("score", Values::Real(vec![Some(1.5), None, Some(2.25), Some(3.0)])),
    ];
    write(&folder, &columns, &How::default());
    std::fs::remove_file(folder.join("t.csv")).unwrap();
    ends(&run(["package".as_ref(), folder.join("t.parquet").as_os_str()]), 0);
    let descriptor = std::fs::read_to_string(folder.join("datapackage.json")).unwrap();
    assert!(descriptor.contains("\"path\": \"t.parquet\"") && descriptor.contains("\"NA\""), "{descriptor}");
    for query in ["show t", "rank cities on t.score order by score desc", "trend Seoul, Tokyo on t.score"] {
        let of_file = printed(&format!("load \"{}\" as t\n{query}", folder.join("t.parquet").display()));
        assert_eq!(printed(&format!("load \"{}\"\n{query}", folder.display())), of_file, "{query}");
        assert!(of_file.is_ok(), "{of_file:?}");
    }
}
