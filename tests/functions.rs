//! Functions: on random tables against plain arithmetic on a list of rows, and by hand.

use std::collections::HashMap;
use std::fs;

use juxta::session::Session;
use proptest::prelude::*;

use crate::support::{answers, folder, said};

/// A row: case, key, year, figure in tenths.
type Row = (usize, usize, i32, Option<i32>);

/// The functions whose answer a plain reading tells.
const FUNCTIONS: [&str; 17] = [
    "lag(x)",
    "lag(x, 2)",
    "change(x)",
    "growth(x)",
    "index(x, 2001)",
    "share(x)",
    "zscore(x)",
    "rank(x)",
    "mean(x where year in 2001..2002)",
    "median(x)",
    "min(x)",
    "max(x)",
    "sum(x)",
    "count(x where x > 0)",
    "first(x)",
    "last(x)",
    "x / first(x where year = 2001)",
];

fn loaded(name: &str, table: &str) -> Session {
    answers::loaded(name, "t", table, "case = who, key = what, time = year, quantity = x")
}

/// The figures of a formula in the order of the table.
fn figures(session: &mut Session, formula: &str) -> Vec<Option<f64>> {
    said(session, &format!("define made in t as {formula}"));
    // Beside the figure of each row, one of the case stands in all of them.
    let answer = answers::ask(session, "show t.x, t.made");
    let table = &answer.tables[0];
    let at = table.column("made").expect("a column");
    table.rows.iter().map(|row| row[at].value.as_number()).collect()
}

fn mean(of: &[f64]) -> Option<f64> {
    (!of.is_empty()).then(|| of.iter().sum::<f64>() / of.len() as f64)
}

/// What a function gives for one row, told by looking at every row for it.
fn plain(rows: &[Row], (who, what, year, x): Row, formula: &str) -> Option<f64> {
    let figure = |x: Option<i32>| x.map(|x| f64::from(x) / 10.0);
    let x = figure(x);
    let of_case = || rows.iter().filter(|row| (row.0, row.1) == (who, what));
    let in_year = |year: i32| of_case().find(|row| row.2 == year).and_then(|row| figure(row.3));
    let known = |of: Vec<&Row>| of.into_iter().filter_map(|row| figure(row.3)).collect::<Vec<f64>>();
    let mine = known(of_case().collect());
    let theirs = known(rows.iter().filter(|row| (row.1, row.2) == (what, year)).collect());
    let positive = |x: &f64| *x > 0.0;
    match formula {
        "lag(x)" => in_year(year - 1),
        "lag(x, 2)" => in_year(year - 2),
        "change(x)" => Some(x? - in_year(year - 1)?),
        "growth(x)" => {
            let before = in_year(year - 1).filter(positive)?;
            Some((x? / before - 1.0) * 100.0)
        }
        "index(x, 2001)" => Some(x? / in_year(2001).filter(positive)? * 100.0),
        "share(x)" => Some(x? / Some(theirs.iter().sum()).filter(positive)? * 100.0),
        "zscore(x)" => {
            let (x, mean) = (x?, mean(&theirs)?);
            let squares: f64 = theirs.iter().map(|y| (y - mean).powi(2)).sum();
            let deviation = (squares / (theirs.len() as f64 - 1.0)).sqrt();
            (theirs.len() > 1 && deviation > 1e-9).then(|| (x - mean) / deviation)
        }
        "rank(x)" => x.map(|x| theirs.iter().filter(|y| **y > x).count() as f64 + 1.0),
        "mean(x where year in 2001..2002)" => {
            mean(&known(of_case().filter(|row| (2001..=2002).contains(&row.2)).collect()))
        }
        "median(x)" => {
            let mut sorted = mine;
            sorted.sort_by(f64::total_cmp);
            let n = sorted.len();
            (n > 0).then(|| (sorted[(n - 1) / 2] + sorted[n / 2]) / 2.0)
        }
        "min(x)" => mine.into_iter().reduce(f64::min),
        "max(x)" => mine.into_iter().reduce(f64::max),
        "sum(x)" => (!mine.is_empty()).then(|| mine.iter().sum()),
        "count(x where x > 0)" => Some(mine.iter().filter(|x| **x > 0.0).count() as f64),
        "first(x)" | "last(x)" => {
            let mut years: Vec<&Row> = of_case().filter(|row| row.3.is_some()).collect();
            years.sort_by_key(|row| row.2);
            let row = if formula == "first(x)" { years.first() } else { years.last() };
            row.and_then(|row| figure(row.3))
        }
        _ => in_year(2001).filter(|x| *x != 0.0).and_then(|base| Some(x? / base)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn each_function_gives_what_plain_arithmetic_gives(
        rows in prop::collection::hash_map((0usize..4, 0usize..2, 2000i32..2005), prop::option::of(-20i32..200), 1..40)
    ) {
        let mut rows: Vec<Row> = rows.into_iter().map(|((who, what, year), x)| (who, what, year, x)).collect();
        rows.sort_unstable();
        // One figure at least, with a point, so that the column is one of figures.
        rows.push((9, 9, 1990, Some(15)));
        let cell = |x: Option<i32>| x.map_or(String::new(), |x| format!("{:.1}", f64::from(x) / 10.0));
        let line = |(who, what, year, x): &Row| format!("case{who},q{what},{year},{}\n", cell(*x));
        let table = format!("who,what,year,x\n{}", rows.iter().map(line).collect::<String>());
        let mut session = loaded("functions", &table);
        for formula in FUNCTIONS {
            let made = figures(&mut session, formula);
            prop_assert_eq!(made.len(), rows.len());
            for (row, made) in rows.iter().zip(made) {
                let wanted = plain(&rows, *row, formula);
                let near = match (made, wanted) {
                    (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * b.abs().max(1.0),
                    (None, None) => true,
                    _ => false,
                };
                prop_assert!(near, "{formula} of {row:?}: {made:?}, not {wanted:?}");
            }
        }
    }
}

#[test]
fn figures_of_one_row_are_those_of_the_textbook() {
    // log10(1000) = 3, e by its first digits, 2.675 rounded as it is printed, 2^10.
    let table = "who,what,year,x\na,q,2000,1000\nb,q,2000,2.675\nc,q,2000,-4\nd,q,2000,0\n";
    let mut session = loaded("functions_of_rows", table);
    let made: HashMap<&str, Vec<Option<f64>>> =
        ["log10(x)", "log(x)", "round(x, 2)", "round(x)", "sqrt(x)", "abs(x)", "power(x, 2)", "power(x, -1)"]
            .map(|formula| (formula, figures(&mut session, formula)))
            .into();
    assert_eq!(made["log10(x)"], [Some(3.0), Some(2.675f64.log10()), None, None]);
    assert!((made["log(x)"][0].unwrap() - 6.907_755_278_982_137).abs() < 1e-12);
    assert_eq!(made["round(x, 2)"], [Some(1000.0), Some(2.68), Some(-4.0), Some(0.0)]);
    assert_eq!(made["round(x)"], [Some(1000.0), Some(3.0), Some(-4.0), Some(0.0)]);
    assert_eq!(made["sqrt(x)"][2..], [None, Some(0.0)]);
    assert_eq!(made["abs(x)"][2..], [Some(4.0), Some(0.0)]);
    assert_eq!(made["power(x, 2)"][2..], [Some(16.0), Some(0.0)]);
    assert_eq!(made["power(x, -1)"][2..], [Some(-0.25), None]);
}

#[test]
fn a_function_takes_no_name_away() {
    let table = "who,what,index,rank,share,mean,x\na,q,1,2,3,4,5\nb,q,2,3,4,5,6\n";
    let path = folder("functions_names").join("t.csv");
    fs::write(&path, table).expect("a file can be written");
    let mut session = Session::new().expect("the data inside can be read");
    said(&mut session, &format!("load {path:?} as t with case = who, key = what"));
    for query in [
        "show t.index, t.rank, t.share, t.mean",
        "show t where index > 1 and mean = 5",
        "show t order by share desc",
        "define both in t as index * mean",
        "define growth in t as share * 2",
        "define far in t as zscore(mean)",
        "rank t by who order by index desc",
    ] {
        let said = said(&mut session, query);
        assert!(!said.contains('×') || query.starts_with("rank"), "{query}: {said}");
    }
}
