//! `where year is latest`: each figure is that of the newest year that has one, found here by a loop over the rows.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use juxta::answer::Cell;
use juxta::evaluate::plain;
use juxta::session::Session;
use proptest::prelude::*;

use crate::support::answers::{ask, loaded, run};
use crate::support::folder;

const COUNTRIES: [&str; 5] = ["Japan", "China", "India", "France", "Poland"];
const KEYS: [&str; 2] = ["urban", "rural"];

/// Two figures by country, key and year.
type Rows = BTreeMap<(usize, usize, i32), [Option<u8>; 2]>;

fn rows() -> impl Strategy<Value = Rows> {
    let figures = || [prop::option::weighted(0.6, 0..99_u8), prop::option::weighted(0.6, 0..99_u8)];
    let key = (0..COUNTRIES.len(), 0..KEYS.len(), 2010..2015_i32);
    prop::collection::btree_map(key, figures(), 4..40).prop_filter("columns of figures", |rows| {
        (0..2).all(|at| rows.values().any(|figures| figures[at].is_some()))
    })
}

fn load(test: &str, rows: &Rows) -> Session {
    let mut text = "country,place,year,a,b\n".to_owned();
    // The order of the file is not that of the years.
    for ((country, key, year), figures) in rows.iter().rev() {
        let [a, b] = figures.map(|figure| figure.map_or_else(String::new, |figure| figure.to_string()));
        writeln!(text, "{},{},{year},{a},{b}", COUNTRIES[*country], KEYS[*key])
            .expect("a text can be written");
    }
    loaded(test, "t", &text, "case = country, key = place, time = year, higher = a, lower = b")
}

/// The newest figure of a case and key, and its year.
fn newest(rows: &Rows, country: usize, key: usize, measure: usize, until: i32) -> Option<(u8, i32)> {
    let here = rows.iter().filter(|((c, k, year), _)| (*c, *k) == (country, key) && *year <= until);
    here.filter_map(|((.., year), figures)| Some((figures[measure]?, *year))).max_by_key(|(_, year)| *year)
}

fn groups(rows: &Rows, until: i32) -> BTreeSet<(usize, usize)> {
    rows.keys().filter(|(.., year)| *year <= until).map(|(country, key, _)| (*country, *key)).collect()
}

fn text(cell: &Cell) -> String {
    let value = plain(&cell.value);
    if cell.suffix.is_empty() { value } else { format!("{value} {}", cell.suffix) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_row_shows_the_newest_figure_of_each_measure(rows in rows(), until in 2011..2015_i32) {
        let mut session = load("latest_show", &rows);
        prop_assume!(rows.keys().any(|(.., year)| *year <= until));
        let answer = ask(&mut session, &format!("show t where year is latest until {until}"));
        let mut expected = BTreeSet::new();
        let mut spans: [BTreeSet<i32>; 2] = Default::default();
        for (country, key) in groups(&rows, until) {
            let of_row = rows.keys().filter(|(c, k, year)| (*c, *k) == (country, key) && *year <= until);
            let of_row = of_row.map(|(.., year)| *year).max().expect("a row");
            let mut row = vec![COUNTRIES[country].to_owned(), KEYS[key].to_owned(), of_row.to_string()];
            for (measure, span) in spans.iter_mut().enumerate() {
                row.push(match newest(&rows, country, key, measure, until) {
                    None => "not stated".into(),
                    Some((figure, year)) => {
                        span.insert(year);
                        if year == of_row { figure.to_string() } else { format!("{figure} ({year})") }
                    }
                });
            }
            expected.insert(row);
        }
        let found: Vec<Vec<String>> =
            answer.tables[0].rows.iter().map(|row| row.iter().map(text).collect()).collect();
        prop_assert_eq!(found.iter().cloned().collect::<BTreeSet<_>>(), expected);
        prop_assert_eq!(found.len(), groups(&rows, until).len());

        // The sentence below tells the years.
        let span = |years: &BTreeSet<i32>| match (years.first(), years.last()) {
            (Some(first), Some(last)) if first == last => Some(first.to_string()),
            (Some(first), Some(last)) => Some(format!("{first} to {last}")),
            _ => None,
        };
        let told = answer.notes.iter().find(|note| note.starts_with("The newest figure"));
        let expected = match (span(&spans[0]), span(&spans[1])) {
            (None, None) => None,
            (Some(only), None) | (None, Some(only)) => Some(format!("of {only}.")),
            (Some(a), Some(b)) if a == b => Some(format!("of {a}.")),
            (Some(a), Some(b)) => Some(format!("`a` of {a}, `b` of {b}.")),
        };
        let expected = expected.map(|expected| format!("The newest figure of each is taken: {expected}"));
        prop_assert_eq!(told, expected.as_ref());
    }

    #[test]
    fn a_comparison_takes_the_newest_of_each_case(rows in rows()) {
        let mut session = load("latest_compare", &rows);
        prop_assume!((0..2).all(|country| rows.keys().any(|key| key.0 == country)));
        let answer = ask(&mut session, "compare Japan, China on t where year is latest");
        let newest_of = |measure: usize| {
            let all = (0..2).flat_map(|country| (0..2).map(move |key| (country, key)));
            all.filter_map(|(country, key)| Some(newest(&rows, country, key, measure, 9999)?.1)).max()
        };
        for row in &answer.tables[0].rows {
            let key = KEYS.iter().position(|key| *key == plain(&row[0].value)).expect("a key");
            let measure = ["a", "b"].iter().position(|name| *name == plain(&row[1].value)).expect("a measure");
            for country in 0..2 {
                let expected = newest(&rows, country, key, measure, 9999);
                let cell = &row[3 + country];
                match expected {
                    None => prop_assert!(cell.value.is_missing()),
                    Some((figure, year)) => {
                        let older = Some(year) != newest_of(measure);
                        let suffix = if older { format!(" ({year})") } else { String::new() };
                        prop_assert_eq!(text(cell), format!("{}{}", figure, suffix));
                    }
                }
            }
        }
        // A question that a case has a row for is asked, whether it is answered or not.
        let all = groups(&rows, 9999);
        let answered = (0..2).flat_map(|key| [key, key]).filter(|&key| (0..2).any(|case| all.contains(&(case, key))));
        prop_assert_eq!(answer.tables[0].rows.len(), answered.count());
    }

    #[test]
    fn conditions_and_aggregates_see_the_newest_figures(rows in rows(), limit in 0..99_u8) {
        prop_assume!((0..2).all(|at| rows.keys().any(|key| key.1 == at)));
        let mut session = load("latest_condition", &rows);
        let query = format!("show t.a where year is latest and a >= {limit}");
        let answer = ask(&mut session, &query);
        let all = groups(&rows, 9999);
        let figures = || all.iter().filter_map(|&(country, key)| newest(&rows, country, key, 0, 9999));
        prop_assert_eq!(answer.tables[0].rows.len(), figures().filter(|(figure, _)| *figure >= limit).count());
        let answer = ask(&mut session, "compare urban, rural on t.a using sum, count where year is latest");
        for (at, key) in KEYS.iter().enumerate() {
            let of = || all.iter().filter(|group| group.1 == at);
            let known = of().filter_map(|&(country, key)| newest(&rows, country, key, 0, 9999));
            let known: Vec<u32> = known.map(|(figure, _)| u32::from(figure)).collect();
            let column = answer.tables[0].columns.iter().position(|head| *head.name == **key).expect("a column");
            let row = |name: &str| {
                let row = answer.tables[0].rows.iter().find(|row| row.iter().any(|cell| plain(&cell.value) == name));
                row.map_or_else(|| "none".into(), |row| plain(&row[column].value))
            };
            if !known.is_empty() {
                prop_assert_eq!(row("a"), known.iter().sum::<u32>().to_string());
            }
            if of().next().is_some() {
                prop_assert_eq!(row("count"), of().count().to_string());
            }
        }
    }
}

#[test]
fn figures_of_one_year_that_differ_have_no_newest() {
    let table = "country,year,x\nJapan,2010,1\nJapan,2011,2\nJapan,2011,3\nChina,2010,5\n";
    let mut session = loaded("latest_ties", "t", table, "case = country, time = year, higher = x");
    let answer = ask(&mut session, "show t where year is latest");
    let found: Vec<String> = answer.tables[0].rows.iter().map(|row| text(&row[2])).collect();
    assert_eq!(found, ["not defined", "5"]);
}

#[test]
fn topics_side_by_side_take_their_newest_figures() {
    let folder = folder("latest_frame");
    let (a, b) = (folder.join("a.csv"), folder.join("b.csv"));
    fs::write(&a, "who,year,x\nJapan,2010,1\nJapan,2012,\nChina,2012,4\n").expect("a file");
    fs::write(&b, "land,year,y\nJPN,2019,7\nCHN,2018,8\nCHN,2019,9\n").expect("a file");
    let mut session = Session::new().expect("the data inside can be read");
    run(&mut session, &format!("load {a:?} as a with case = who, time = year, higher = x"));
    run(&mut session, &format!("load {b:?} as b with case = land, time = year, higher = y"));
    let answer = ask(&mut session, "show countries on a.x, b.y where year is latest");
    let rows: Vec<Vec<String>> =
        answer.tables[0].rows.iter().map(|row| row.iter().map(text).collect()).collect();
    assert_eq!(rows, [["Japan", "1 (2010)", "7"], ["China", "4", "9"]]);
    let note = "The newest figure of each is taken: `x` of 2010 to 2012, `y` of 2019.";
    assert!(answer.notes.iter().any(|told| told == note), "{:?}", answer.notes);
}
