//! Labels of a long table as figures, and figures that no key tells apart: each is said once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use juxta::evaluate::plain;
use juxta::session::Session;
use proptest::prelude::*;

use crate::support::answers::{ask, loaded};

const COUNTRIES: [&str; 3] = ["Japan", "China", "India"];
const LABELS: [&str; 3] = ["infected", "population", "deaths"];

/// Figures by country, year and label.
type Rows = BTreeMap<(usize, i32, usize), u8>;

fn rows() -> impl Strategy<Value = Rows> {
    let key = (0..COUNTRIES.len(), 2010..2013_i32, 0..LABELS.len());
    prop::collection::btree_map(key, 1..99_u8, 6..27).prop_filter("all labels and two countries", |rows| {
        (0..3).all(|label| rows.keys().any(|key| key.2 == label))
            && (0..2).all(|at| rows.keys().any(|key| key.0 == at))
    })
}

fn load(test: &str, rows: &Rows) -> Session {
    let mut text = "country,year,what,value\n".to_owned();
    for ((country, year, label), value) in rows {
        writeln!(text, "{},{year},{},{value}", COUNTRIES[*country], LABELS[*label])
            .expect("a text can be written");
    }
    loaded(test, "t", &text, "case = country, time = year, key = what, higher = value")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn labels_of_a_key_are_figures_of_the_same_case_and_year(rows in rows()) {
        let mut session = load("long_tables", &rows);
        let answer = ask(&mut session, "define rate in t as infected / population; show t.rate");
        // country | year | rate
        let mut found = BTreeMap::new();
        for row in &answer.tables[0].rows {
            prop_assert_eq!(row.len(), 3);
            let before = found.insert((plain(&row[0].value), plain(&row[1].value)), row[2].value.as_number());
            prop_assert!(before.is_none(), "a row stands twice");
        }
        let expected: BTreeMap<(String, String), Option<f64>> = rows
            .keys()
            .map(|(country, year, _)| {
                let of = |label| rows.get(&(*country, *year, label)).map(|value| f64::from(*value));
                let rate = of(0).zip(of(1)).map(|(infected, population)| infected / population);
                ((COUNTRIES[*country].to_owned(), year.to_string()), rate)
            })
            .collect();
        prop_assert_eq!(&found, &expected);

        // A comparison asks the question once a year.
        let answer = ask(&mut session, "compare Japan, China on t.rate");
        let years: Vec<String> = answer.tables[0].rows.iter().map(|row| plain(&row[0].value)).collect();
        let once: BTreeSet<&String> = years.iter().collect();
        prop_assert_eq!(once.len(), years.len());
        for row in &answer.tables[0].rows {
            for (at, country) in COUNTRIES[..2].iter().enumerate() {
                let head = answer.tables[0].columns.iter().position(|head| *head.name == **country).expect("a column");
                let key = ((*country).to_owned(), plain(&row[0].value));
                prop_assert_eq!(row[head].value.as_number(), expected.get(&key).copied().flatten(), "{}", at);
            }
        }
    }

    #[test]
    fn the_mean_of_a_case_is_said_once(rows in rows()) {
        let mut session = load("long_tables_mean", &rows);
        let query = "define usual in t as mean(value where what = infected); compare Japan, China on t.usual";
        let answer = ask(&mut session, query);
        let mean = |country: usize| {
            let here = rows.iter().filter(|((c, _, label), _)| (*c, *label) == (country, 0));
            let values: Vec<f64> = here.map(|(_, value)| f64::from(*value)).collect();
            (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
        };
        let expected: Vec<Option<f64>> = (0..2).map(mean).collect();
        if expected.iter().any(Option::is_some) {
            prop_assert_eq!(answer.tables[0].rows.len(), 1, "{:?}", answer.tables[0].rows);
        }
        for row in &answer.tables[0].rows {
            for (country, expected) in COUNTRIES.iter().zip(&expected) {
                let head = answer.tables[0].columns.iter().position(|head| *head.name == **country).expect("a column");
                match (row[head].value.as_number(), expected) {
                    (Some(found), Some(expected)) => prop_assert!((found - expected).abs() < 1e-9),
                    (None, None) => {}
                    (found, expected) => prop_assert!(false, "{:?} {:?}", found, expected),
                }
            }
        }
        let ranked = ask(&mut session, "rank countries on t.usual");
        let countries: BTreeSet<usize> = rows.keys().map(|key| key.0).collect();
        prop_assert_eq!(ranked.tables[0].rows.len(), countries.len());
    }
}
