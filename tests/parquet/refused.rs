//! Parquet files that cannot be read are refused with a reason and a way out, whenever that shows.

use std::fs;

use std::path::Path;

use juxta::base::source::Source;
use juxta::session::Session;
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::said;
use super::write::{How, Values, write};
use crate::support::{folder, printed};

#[test]
fn broken_files_are_refused_at_the_load() {
    let folder = folder("parquet_refused");
    let rows = |of: fn(i64) -> i64| Values::Whole((0..500).map(|row| Some(of(row))).collect());
    let city = Values::Words((0..500).map(|row| Some(format!("city {row}"))).collect());
    write(&folder, &[("city", city), ("n", rows(|row| row * 7919 % 500))], &How::default());
    let whole = fs::read(folder.join("t.parquet")).unwrap();
    let path = folder.join("broken.parquet");
    let says = |bytes: &[u8], words: &str| {
        fs::write(&path, bytes).unwrap();
        let said = said(&path, 3);
        assert!(said.contains("broken.parquet` cannot be read: ") && said.contains(words), "{said}");
        assert!(said.contains("[E226]") && said.contains("compare the sizes"), "{said}");
    };
    says(&whole[..whole.len() / 2], "");
    says(&whole[..whole.len() - 3], "");
    says(b"PAR1 is how such a file begins, and this one is none PAR1", "");
    says(b"PARE", "it is encrypted");
}

#[test]
fn columns_that_are_no_cells_are_left_out_and_said() {
    let mut session = Session::new().unwrap();
    let said = session.load(Path::new("tests/parquet/nested.parquet")).unwrap();
    for words in [
        "its fields are city, n\n",
        "left out: `tags`, which holds lists;",
        "`where`, which holds fields inside",
    ] {
        assert!(said.contains(words), "no {words} in\n{said}");
    }
    let none = super::said(Path::new("tests/parquet/only_nested.parquet"), 3);
    assert!(none.contains("`tags` holds lists [E227]") && none.contains("unnest(\"tags\")"), "{none}");
}

/// What is broken in a column that no query has used yet shows when one uses it: then there is no answer.
#[test]
fn a_column_that_turns_out_to_be_broken_gives_no_answer() {
    let folder = folder("parquet_later");
    let rows = 0..15_000i64;
    let columns = [
        ("city", Values::Words(rows.clone().map(|row| Some(format!("city {}", row % 300))).collect())),
        ("year", Values::Whole(rows.clone().map(|row| Some(1950 + row / 300)).collect())),
        ("n", Values::Whole(rows.clone().map(|row| Some(row * 7919 % 500)).collect())),
        ("m", Values::Real(rows.map(|row| Some(row as f64 / 8.0)).collect())),
    ];
    write(&folder, &columns, &How { group: 3000, ..How::default() });
    let path = folder.join("t.parquet");
    // The sample does not reach the third of five groups.
    break_chunk(&path, 2, 2);
    let mut session = Session::new().unwrap();
    let mut run = |query: &str| {
        let source = Source::new("script", query);
        let statement = Session::statements(&source).next().unwrap().unwrap();
        session.run(&source, &statement).map_err(|failure| failure.to_string())
    };
    run(&format!("load \"{}\" as t", path.display())).unwrap();
    run("trend \"city 1\", \"city 2\" on t.m").unwrap();
    for _ in 0..2 {
        let failed = run("trend \"city 1\", \"city 2\" on t.n").unwrap_err();
        assert!(failed.contains("t.parquet` cannot be read"), "{failed}");
    }
    // The last result is still that of the query before.
    run("expect 50 rows").unwrap();
    run("show topics").unwrap();
}

/// A file that is gone, or another one, after it was loaded: whatever asks for a column of it says so and changes nothing.
#[test]
fn every_statement_tells_that_its_file_can_not_be_read() {
    let folder = folder("parquet_gone");
    let rows = 0..15_000i64;
    let columns = [
        ("city", Values::Words(rows.clone().map(|row| Some(format!("city {}", row % 300))).collect())),
        ("key", Values::Words(rows.clone().map(|row| Some(format!("key {}", row / 300))).collect())),
        ("year", Values::Whole(rows.clone().map(|row| Some(1950 + row / 300)).collect())),
        ("n", Values::Whole(rows.clone().map(|row| Some(row * 7919 % 500)).collect())),
        ("m", Values::Real(rows.map(|row| Some(row as f64 / 8.0)).collect())),
    ];
    write(&folder, &columns, &How { group: 3000, dictionary: false, ..How::default() });
    let path = folder.join("t.parquet");
    let load = format!("load \"{}\" as t with case = city, key = key", path.display());
    let statements = [
        "show t",
        "show t.n where m > 3",
        "compare \"city 1\", \"city 2\" on t.n using mean",
        "rank city on t.n where year = 1960 order by n desc",
        "tabulate t by key",
        "tabulate t.n by key",
        "trend \"city 1\", \"city 2\" on t.n using mean",
        "agree n, m on t where year = 1960",
        "match city on t.n, t.m where year = 1960",
        "explain t on n for m using qca",
        "check t",
        "define many in t as n > 250",
        "define rate in t as n / m",
        "describe t",
        "cite rank city on t.n where year = 1960 order by n desc",
        "show \"city 1\"",
    ];
    type Breaks = fn(&Path);
    let gone: Breaks = |path| fs::remove_file(path).expect("the file is there");
    let other: Breaks = |path| {
        let name = |row| Some(format!("p{row}"));
        let columns = [("party", Values::Words((0..9).map(name).collect()))];
        write(path.parent().expect("it lies in a folder"), &columns, &How::default());
    };
    let whole = fs::read(&path).unwrap();
    for breaks in [gone, other] {
        for statement in statements {
            fs::write(&path, &whole).unwrap();
            let mut session = Session::new().unwrap();
            let mut run = |text: &str| {
                let source = Source::new("script", text);
                let statement = Session::statements(&source).next().unwrap().unwrap();
                let lints = session.lint(&source).len();
                let plan = session.plan(&source).map_err(|failure| failure.to_string());
                (session.run(&source, &statement).map_err(|failure| failure.to_string()), lints, plan)
            };
            run(&load).0.unwrap();
            run("compare Beijing, Seoul on rankings where year = 2020").0.unwrap();
            breaks(&path);
            let (ran, lints, plan) = run(statement);
            let failed = ran.expect_err(statement);
            assert!(failed.contains("t.parquet"), "{statement}: {failed}");
            // A look at `check` reads no rows.
            assert!(lints > 0 || statement == "check t", "nothing is said of {statement} before it runs");
            if let Err(failed) = plan {
                assert!(failed.contains("t.parquet"), "the plan of {statement}: {failed}");
            }
            // The last result is still that of the query before, and nothing has been defined.
            run("expect 4 rows").0.unwrap();
            run("show many on t").0.unwrap_err();
        }
    }
}

/// Makes a column of a row group unreadable.
fn break_chunk(path: &Path, group: usize, column: usize) {
    let mut bytes = fs::read(path).expect("the file is there");
    let file = fs::File::open(path).expect("the file is there");
    let file = SerializedFileReader::new(file).expect("its footer is whole");
    let (start, length) = file.metadata().row_group(group).column(column).byte_range();
    bytes[start as usize + 8..(start + length) as usize].fill(0xa5);
    fs::write(path, bytes).expect("the file can be written");
}

/// Row groups without a row that a query asks for are not read: here they cannot be read.
#[test]
fn row_groups_that_a_condition_excludes_are_not_read() {
    let folder = folder("parquet_excluded");
    let rows = 0..30_000i64;
    let columns = [
        ("city", Values::Words(rows.clone().map(|row| Some(format!("city {}", row % 30))).collect())),
        ("land", Values::Words(rows.clone().map(|row| Some(format!("land {}", row / 3000))).collect())),
        ("year", Values::Whole(rows.clone().map(|row| Some(1990 + row / 3000)).collect())),
        ("n", Values::Whole(rows.clone().map(|row| Some(row * 7919 % 500)).collect())),
        ("m", Values::Real(rows.map(|row| Some(row as f64 / 8.0)).collect())),
    ];
    write(&folder, &columns, &How { group: 3000, dictionary: false, ..How::default() });
    let path = folder.join("t.parquet");
    let csv = format!("load \"{}\" as t with case = city", folder.join("t.csv").display());
    let parquet = csv.replace("t.csv", "t.parquet");
    let queries = [
        "compare \"city 1\", \"city 2\" on t.n where year = 1996 using mean",
        "compare \"city 1\", \"city 2\" on t.n where year in 1993..1994 and m > 0 using sum",
        "show t.n where land = \"land 7\" limit 5",
        "trend \"city 1\" on t.n where year > 1995 using mean",
        "compare \"land 6\", \"land 7\" on t.n using mean",
    ];
    let expected: Vec<_> = queries.iter().map(|query| printed(&format!("{csv}\n{query}")).unwrap()).collect();
    for (query, expected) in queries.iter().zip(&expected) {
        assert_eq!(printed(&format!("{parquet}\n{query}")).as_ref(), Ok(expected), "{query}");
    }
    // The third group holds 1992.
    break_chunk(&path, 2, 3);
    for (query, expected) in queries.iter().zip(&expected) {
        assert_eq!(printed(&format!("{parquet}\n{query}")).as_ref(), Ok(expected), "{query}");
    }
    let wanted =
        printed(&format!("{parquet}\ncompare \"city 1\", \"city 2\" on t.n where year = 1992 using mean"));
    assert!(wanted.as_ref().is_err_and(|failure| failure.contains("[E226]")), "{wanted:?}");
}
