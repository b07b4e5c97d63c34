//! Several topics in one query: what stands beside what is what a plain join by hand gives.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use juxta::base::source::Source;
use juxta::data::Years;
use juxta::evaluate::plain;
use juxta::session::{Outcome, Session};
use proptest::prelude::*;

use crate::support::folder;

/// Countries, each as three publishers write it.
const COUNTRIES: [[&str; 3]; 7] = [
    ["Korea, Rep.", "South Korea", "KOR"],
    ["Korea, Dem. People's Rep.", "North Korea", "PRK"],
    ["Japan", "Japan", "JPN"],
    ["Congo, Dem. Rep.", "Democratic Republic of the Congo", "COD"],
    ["Congo, Rep.", "Republic of the Congo", "COG"],
    ["Egypt, Arab Rep.", "Egypt", "EGY"],
    ["Viet Nam", "Vietnam", "VNM"],
];

/// Figures by country and year.
type Figures = BTreeMap<(usize, i32), u8>;

fn figures() -> impl Strategy<Value = Figures> {
    prop::collection::btree_map((0..COUNTRIES.len(), 2010..2014_i32), 1..99_u8, 1..20)
}

fn run(session: &mut Session, text: &str) -> Vec<Outcome> {
    let source = Source::new("test", text);
    session.run_all(&source).map(|done| done.unwrap_or_else(|error| panic!("{text}: {error}")).1).collect()
}

/// The rows of the first table, as texts, and the notes below it.
fn answer(session: &mut Session, query: &str) -> (Vec<Vec<String>>, Vec<String>) {
    let Some(Outcome::Answer { answer, .. }) = run(session, query).pop() else {
        panic!("no answer: {query}")
    };
    let table = &answer.tables[0];
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| plain(&cell.value)).collect());
    (rows.collect(), answer.notes.clone())
}

/// A session with a table for each of these, each in the spelling of its number; `t0`, `t1` …
fn load(test: &str, tables: &[&Figures]) -> Session {
    let folder = folder(test);
    let mut session = Session::new().expect("the data inside can be read");
    for (at, table) in tables.iter().enumerate() {
        let mut text = format!("who,year,v{at}\n");
        for ((country, year), value) in *table {
            writeln!(text, "\"{}\",{year},{value}", COUNTRIES[*country][at]).expect("a text can be written");
        }
        let path = folder.join(format!("t{at}.csv"));
        fs::write(&path, text).expect("a file can be written");
        run(&mut session, &format!("load {path:?} as t{at} with case = who, time = year, higher = v{at}"));
    }
    session
}

/// As the first table writes a country that has it.
fn label(country: usize, tables: &[&Figures]) -> &'static str {
    let has = |table: &&&Figures| table.keys().any(|(other, _)| *other == country);
    let at = tables.iter().position(|table| has(&table)).expect("a table has it");
    COUNTRIES[country][at]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_row_stands_beside_that_of_the_same_case_and_year(
        a in figures(),
        b in figures(),
        c in figures(),
        year in 2010..2014_i32,
    ) {
        let tables = [&a, &b, &c];
        let mut session = load("align_rows", &tables);
        let (rows, notes) = answer(&mut session, "show t0, t1, t2");
        let mut expected = BTreeSet::new();
        let keys: BTreeSet<(usize, i32)> = tables.iter().flat_map(|table| table.keys().copied()).collect();
        for &(country, year) in &keys {
            let mut row = vec![label(country, &tables).to_owned(), year.to_string()];
            for table in tables {
                row.push(table.get(&(country, year)).map_or("no answer".into(), ToString::to_string));
            }
            expected.insert(row);
        }
        let found: BTreeSet<Vec<String>> = rows.iter().cloned().collect();
        prop_assert_eq!(found.len(), rows.len(), "a row stands twice");
        prop_assert_eq!(&found, &expected);

        // The sentence below counts what matched.
        let countries = tables.map(|table| table.keys().map(|(country, _)| *country).collect::<BTreeSet<_>>());
        let all = (0..COUNTRIES.len()).filter(|country| countries.iter().all(|has| has.contains(country))).count();
        let cases = if countries[0].len() == 1 { "case" } else { "cases" };
        let sentence = format!(
            "`t0`: {} {cases}, `t1`: {}, `t2`: {}; {all} in all.",
            countries[0].len(), countries[1].len(), countries[2].len(),
        );
        prop_assert!(notes.contains(&sentence), "{:?} without {}", notes, sentence);
        for (at, has) in countries.iter().enumerate() {
            let without: BTreeSet<&str> = (0..COUNTRIES.len())
                .filter(|country| !has.contains(country) && countries.iter().any(|other| other.contains(country)))
                .map(|country| label(country, &tables))
                .collect();
            let told = notes.iter().find_map(|note| note.strip_prefix(&format!("Not in `t{at}`: ")));
            let told = told.map_or("", |names| names.strip_suffix('.').unwrap_or(names));
            // Names have commas of their own.
            let length: usize = without.iter().map(|name| name.len() + 2).sum();
            prop_assert_eq!(told.len(), length.saturating_sub(2), "{} {:?}", told, without);
            prop_assert!(without.iter().all(|name| told.contains(name)), "{} {:?}", told, without);
        }

        // A condition on the field of one topic restricts all of them.
        let (rows, _) = answer(&mut session, &format!("show t0, t1, t2 where year = {year} and t1.v1 >= 50"));
        let kept = expected.iter().filter(|row| row[1] == year.to_string() && row[3].parse::<u8>().is_ok_and(|v| v >= 50));
        prop_assert_eq!(rows.into_iter().collect::<BTreeSet<_>>(), kept.cloned().collect::<BTreeSet<_>>());
    }

    #[test]
    fn a_comparison_on_several_topics_is_the_comparisons_on_each(a in figures(), b in figures(), year in 2010..2014_i32) {
        let tables = [&a, &b];
        let mut session = load("align_stacked", &tables);
        let known: BTreeSet<usize> = tables.iter().flat_map(|table| table.keys().map(|(country, _)| *country)).collect();
        let known: Vec<usize> = known.into_iter().collect();
        prop_assume!(known.len() > 1);
        let (one, two) = (known[0], known[1]);
        let query = format!("compare \"{}\", \"{}\" on t0, t1 where year = {year}", COUNTRIES[one][2], COUNTRIES[two][1]);
        // Codes are no names.
        let query = query.replace(COUNTRIES[one][2], label(one, &tables));
        let Some(Outcome::Answer { answer, .. }) = run(&mut session, &query).pop() else { panic!("no answer") };
        let table = &answer.tables[0];
        let mut expected = Vec::new();
        for (at, table) in tables.iter().enumerate() {
            let there: Vec<usize> = [one, two].into_iter().filter(|of| table.keys().any(|(other, _)| other == of)).collect();
            let [x, y] = [one, two].map(|of| table.get(&(of, year)).copied());
            if there.is_empty() || (x.is_none() && y.is_none()) {
                continue;
            }
            let cell = |value: Option<u8>| value.map(|value| value.to_string());
            let leader = match (x, y) {
                (Some(x), Some(y)) if x > y => Some(label(one, &tables).to_owned()),
                (Some(x), Some(y)) if y > x => Some(label(two, &tables).to_owned()),
                _ => None,
            };
            let gap = x.zip(y).map(|(x, y)| x.abs_diff(y).to_string());
            expected.push((format!("t{at}"), format!("v{at}"), cell(x), cell(y), gap, leader));
        }
        let found: Vec<_> = table
            .rows
            .iter()
            .map(|row| {
                let text = |name: &str| table.column(name).map(|at| plain(&row[at].value));
                let known = |name: &str| text(name).filter(|text| text.parse::<f64>().is_ok());
                let leader = text("leader").filter(|name| [one, two].iter().any(|of| label(*of, &tables) == *name));
                let [topic, measure] = ["topic", "measure"].map(|name| text(name).expect("it is there"));
                let [x, y] = [one, two].map(|of| known(label(of, &tables)));
                (topic, measure, x, y, known("gap"), leader)
            })
            .collect();
        prop_assert_eq!(found, expected, "{}", query);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_figure_of_two_tables_is_that_of_the_same_case_and_year(a in figures(), b in figures()) {
        let tables = [&a, &b];
        let mut session = load("align_define", &tables);
        run(&mut session, "define ratio in t0 as v0 / t1.v1");
        let (rows, _) = answer(&mut session, "show t0.ratio");
        let found: BTreeMap<(String, String), Option<f64>> =
            rows.into_iter().map(|row| ((row[0].clone(), row[1].clone()), row[2].parse().ok())).collect();
        prop_assert_eq!(found.len(), a.len());
        for (&(country, year), value) in &a {
            let key = (COUNTRIES[country][0].to_owned(), year.to_string());
            let expected = b.get(&(country, year)).map(|other| f64::from(*value) / f64::from(*other));
            match (found[&key], expected) {
                (Some(found), Some(expected)) => prop_assert!((found - expected).abs() <= expected * 1e-2, "{:?}", key),
                (found, expected) => prop_assert_eq!(found, expected, "{:?}", key),
            }
        }
    }

    #[test]
    fn the_report_names_each_case_of_one_table_only(a in figures(), b in figures()) {
        let tables = [&a, &b];
        let mut session = load("align_report", &tables);
        let (rows, _) = answer(&mut session, "check t0, t1");
        let countries = tables.map(|table| table.keys().map(|(country, _)| *country).collect::<BTreeSet<_>>());
        let years = tables.map(|table| table.keys().map(|(_, year)| *year).collect::<BTreeSet<_>>());
        let mut expected = BTreeSet::new();
        for (at, other) in [(0, 1), (1, 0)] {
            for &country in countries[at].difference(&countries[other]) {
                expected.insert(("unmatched".to_owned(), format!("t{at}"), COUNTRIES[country][at].to_owned()));
            }
            if years[at].difference(&years[other]).next().is_some() {
                expected.insert(("years".to_owned(), format!("t{at}"), "not applicable".to_owned()));
            }
        }
        for &country in countries[0].intersection(&countries[1]) {
            if COUNTRIES[country][0] != COUNTRIES[country][1] {
                expected.insert(("respelled".to_owned(), "t0".to_owned(), COUNTRIES[country][0].to_owned()));
            }
        }
        let found: BTreeSet<_> = rows.iter().map(|row| (row[0].clone(), row[1].clone(), row[2].clone())).collect();
        prop_assert_eq!(found.len(), rows.len());
        prop_assert_eq!(&found, &expected);
        // What is counted can be expected.
        for kind in ["unmatched", "respelled", "repeated", "unclear", "years", "units"] {
            let count = expected.iter().filter(|(found, ..)| found == kind).count();
            run(&mut session, &format!("check t0, t1\nexpect {kind} = {count}"));
        }
        let both = countries[0].intersection(&countries[1]).count();
        run(&mut session, &format!("check t0, t1\nexpect matched = {both}"));
    }
}

/// A row of a table of made-up places: which place, its year if it has one, a figure.
type Row = (u8, Option<i32>, u8);

/// What the years of a table are.
#[derive(Clone, Copy, Debug)]
enum When {
    /// One after the other.
    Near,
    /// So far apart that most years of most places have no row.
    Apart,
    /// Spans.
    Spans,
}

impl When {
    fn of(self, year: Option<i32>) -> Option<Years> {
        let year = year?;
        Some(match self {
            Self::Near => Years { from: 1000 + year, to: 1000 + year },
            Self::Apart => Years { from: 1000 + year * 97, to: 1000 + year * 97 },
            Self::Spans => Years { from: 1000 + year, to: 1001 + year },
        })
    }
}

/// Rows of few places, in some years.
fn scattered() -> impl Strategy<Value = (When, Vec<Row>)> {
    let row = (0..6_u8, prop::option::weighted(0.9, 0..40_i32), 1..99_u8);
    let whens = prop::sample::select(vec![When::Near, When::Apart, When::Spans]);
    // A table without any year has no years.
    let has_years = |rows: &Vec<Row>| rows.iter().any(|(_, year, _)| year.is_some());
    (whens, prop::collection::vec(row, 1..25).prop_filter("a year", has_years))
}

/// A session with the tables `t0`, `t1`: rows of places, by year.
fn load_rows(test: &str, tables: [&[Row]; 2], whens: [When; 2]) -> Session {
    let folder = folder(test);
    let mut session = Session::new().expect("the data inside can be read");
    for (at, (rows, when)) in tables.into_iter().zip(whens).enumerate() {
        let mut text = format!("who,year,v{at}\n");
        for (place, year, value) in rows {
            let year = when.of(*year).map_or(String::new(), |years| years.to_string());
            writeln!(text, "place {place},{year},{value}").expect("a text can be written");
        }
        let path = folder.join(format!("t{at}.csv"));
        fs::write(&path, text).expect("a file can be written");
        let how = format!("with case = who, time = year, measure = v{at}");
        run(&mut session, &format!("load {path:?} as t{at} {how}"));
    }
    session
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn years_may_be_few_far_apart_or_missing_and_rows_that_share_one_are_told(
        (when, a) in scattered(),
        (other_when, b) in scattered(),
    ) {
        let whens = [when, other_when];
        let mut session = load_rows("align_scattered", [&a, &b], whens);
        let year_of = |at: usize, year: Option<i32>| whens[at].of(year).map(|years| years.to_string());
        let mut stands: BTreeMap<(u8, Option<String>), [Vec<u8>; 2]> = BTreeMap::new();
        for (at, rows) in [&a, &b].into_iter().enumerate() {
            for &(place, year, value) in rows {
                stands.entry((place, year_of(at, year))).or_default()[at].push(value);
            }
        }
        let repeated: BTreeSet<(usize, u8, Option<String>, usize)> = stands
            .iter()
            .flat_map(|((place, year), tables)| {
                let many = (0..2).filter(|&at| tables[at].len() > 1);
                many.map(move |at| (at, *place, year.clone(), tables[at].len()))
            })
            .collect();

        // The report names each of them.
        let (rows, _) = answer(&mut session, "check t0, t1");
        let found: BTreeSet<_> = rows.iter().filter(|row| row[0] == "repeated").map(|row| row[1..].join("; ")).collect();
        let told = |(at, place, year, rows): &(usize, u8, Option<String>, usize)| {
            let when = year.as_ref().map(|year| format!(" in {year}")).unwrap_or_default();
            format!("t{at}; place {place}; {rows} rows{when}")
        };
        prop_assert_eq!(found, repeated.iter().map(told).collect::<BTreeSet<_>>());

        let source = Source::new("test", "show t0, t1");
        let answered = session.run_all(&source).last().expect("there is a statement");
        if let Some(first) = (0..2).find(|at| repeated.iter().any(|(table, ..)| table == at)) {
            // The first row that shares its case and year with one before it.
            let rows = [&a, &b][first];
            let key = |row: &Row| (row.0, year_of(first, row.1));
            let at = (1..rows.len()).find(|&at| rows[..at].iter().any(|before| key(before) == key(&rows[at])));
            let (place, year) = key(&rows[at.expect("there is one")]);
            let when = year.as_ref().map(|year| format!(" in {year}")).unwrap_or_default();
            let count = stands[&(place, year)][first].len();
            let error = answered.expect_err("several rows cannot stand beside one").to_string();
            let expected = format!("{count} rows for place {place}{when},");
            prop_assert!(error.contains(&expected), "{} without {}", error, expected);
            return Ok(());
        }
        prop_assert!(answered.is_ok());
        let (rows, _) = answer(&mut session, "show t0, t1");
        let cell = |values: &[u8]| values.first().map_or("no answer".to_owned(), ToString::to_string);
        let line = |((place, year), tables): (&(u8, Option<String>), &[Vec<u8>; 2])| {
            let year = year.clone().unwrap_or("not stated".to_owned());
            vec![format!("place {place}"), year, cell(&tables[0]), cell(&tables[1])]
        };
        let expected: BTreeSet<Vec<String>> = stands.iter().map(line).collect();
        prop_assert_eq!(rows.len(), expected.len());
        prop_assert_eq!(rows.into_iter().collect::<BTreeSet<_>>(), expected);
    }
}

#[test]
fn what_is_known_of_two_tables_is_explained_in_five_lines() {
    let folder = folder("align_explain");
    fs::write(
        folder.join("wdi.csv"),
        "country,year,gdp\n\"Korea, Rep.\",2020,31.7\nJapan,2020,39.9\n\"Congo, Dem. Rep.\",2020,0.5\nGermany,2020,46.7\n",
    )
    .expect("a file can be written");
    fs::write(
        folder.join("vdem.csv"),
        "country_name,year,polyarchy\nSouth Korea,2020,0.85\nJapan,2020,0.84\nDemocratic Republic of the Congo,2020,0.34\nGermany,2020,0.87\n",
    )
    .expect("a file can be written");
    let mut session = Session::new().expect("the data inside can be read");
    let lines = format!(
        "load {:?}\nload {:?}\ndefine RICH in wdi as gdp > 20\ndefine DEM in vdem as polyarchy > 0.5\nexplain countries on wdi.RICH for vdem.DEM where year = 2020 using qca",
        folder.join("wdi.csv"),
        folder.join("vdem.csv")
    );
    let Some(Outcome::Answer { answer, .. }) = run(&mut session, &lines).pop() else { panic!("no answer") };
    let findings: Vec<&str> = answer.findings.iter().map(|finding| finding.text.as_str()).collect();
    assert!(findings.iter().any(|text| text.contains("RICH <-> DEM")), "{findings:?}");
}

#[test]
fn a_case_that_fits_two_is_told_and_stated() {
    let folder = folder("align_unclear");
    fs::write(folder.join("a.csv"), "country,x\nCongo,1\nJapan,2\nFrance,3\n")
        .expect("a file can be written");
    fs::write(folder.join("b.csv"), "country,y\nCongo-Kinshasa,5\nCongo-Brazzaville,6\nJapan,7\nFrance,8\n")
        .expect("a file can be written");
    let mut session = Session::new().expect("the data inside can be read");
    let load = ["a", "b"].map(|name| format!("load {:?} as {name}", folder.join(format!("{name}.csv"))));
    run(&mut session, &load.join("\n"));
    let (rows, notes) = answer(&mut session, "show a, b");
    assert_eq!(rows.len(), 5, "{rows:?}");
    assert!(notes.iter().any(|note| note.starts_with("`Congo` in `a` fits ")), "{notes:?}");
    run(&mut session, "define Congo in a as \"Democratic Republic of the Congo\"");
    let (rows, notes) = answer(&mut session, "show a, b");
    let congo = rows.iter().find(|row| row[0] == "Congo").expect("it is there");
    assert_eq!(congo[1..], ["1".to_owned(), "5".to_owned()], "{rows:?}");
    assert!(!notes.iter().any(|note| note.contains(" fits ")), "{notes:?}");
}

/// A session with tables of these names and texts.
fn load_texts(test: &str, tables: &[(&str, &str)]) -> Session {
    let folder = folder(test);
    let mut session = Session::new().expect("the data inside can be read");
    for (name, text) in tables {
        let path = folder.join(format!("{name}.csv"));
        fs::write(&path, text).expect("a file can be written");
        run(&mut session, &format!("load {path:?}"));
    }
    session
}

#[test]
fn a_table_of_which_few_cases_are_known_stands_beside_one_that_is_known() {
    let capitals = "city,x\nLondon,1\nParis,2\nTokyo,3\n";
    let places =
        "place,y\nLondon,5\n東京,6\nLittle Snoring,7\nGreat Snoring,8\nWestward Ho,9\nNether Wallop,10\n";
    let mut session = load_texts("align_few_known", &[("capitals", capitals), ("places", places)]);
    let (rows, notes) = answer(&mut session, "show capitals, places where city = London");
    assert_eq!(rows, [["London", "1", "5"]], "{notes:?}");
    assert!(notes.contains(&"`capitals`: 3 cases, `places`: 6; 2 in both.".to_owned()), "{notes:?}");
    // The other way round, and in a definition.
    let (rows, _) = answer(&mut session, "show places, capitals where place = Tokyo");
    assert_eq!(rows, [["東京", "6", "3"]]);
    run(&mut session, "define both in capitals as x + places.y");
    let (rows, _) = answer(&mut session, "show capitals.both where city = Tokyo");
    assert_eq!(rows, [["Tokyo", "9"]]);
}

#[test]
fn a_state_is_not_told_to_be_another_on_its_own_territory() {
    let one = "country,x\nSudan,1\nViet Nam,2\nJapan,3\nCzechoslovakia,4\n";
    let other = "country,y\nJapan,1\nCzechia,2\n";
    let mut session = load_texts("align_territory", &[("one", one), ("other", other)]);
    let (rows, _) = answer(&mut session, "check one, other where topic = one");
    let details: Vec<[&str; 2]> = rows.iter().map(|row| [row[2].as_str(), &row[3]]).collect();
    let expected = [
        ["Sudan", "not in `other`"],
        ["Viet Nam", "Vietnam; not in `other`"],
        [
            "Czechoslovakia",
            "Czechoslovakia, until 1992; not in `other`; another state on its territory: Czechia",
        ],
    ];
    assert_eq!(details, expected);
}

#[test]
fn a_statement_means_whom_it_names_as_usual() {
    let mut session = load_texts(
        "align_usual",
        &[("one", "country,x\nYUGOSLAVIA,1\nJapan,2\n"), ("other", "country,y\nSFR Yugoslavia,3\nJapan,4\n")],
    );
    let (_, notes) = answer(&mut session, "show one, other");
    assert!(notes.iter().any(|note| note.starts_with("`YUGOSLAVIA` in `one` fits ")), "{notes:?}");
    run(&mut session, "define YUGOSLAVIA in one as Yugoslavia");
    run(&mut session, "define \"SFR Yugoslavia\" in other as Yugoslavia");
    let (rows, notes) = answer(&mut session, "show one, other where y = 3");
    assert_eq!(rows, [["YUGOSLAVIA", "1", "3"]], "{notes:?}");
    assert!(!notes.iter().any(|note| note.contains(" fits ")), "{notes:?}");
}

#[test]
fn several_rows_of_a_case_become_one_figure_by_using() {
    let folder = folder("align_condensed");
    let (a, b) = (folder.join("a.csv"), folder.join("b.csv"));
    fs::write(&a, "who,year,x\nJapan,2020,1\nChina,2020,2\n").expect("a file");
    fs::write(&b, "land,town,year,y\nJPN,Tokyo,2020,14\nJPN,Osaka,2020,3\nCHN,Beijing,2020,21\n")
        .expect("a file");
    let mut session = Session::new().expect("the data inside can be read");
    run(&mut session, &format!("load {a:?} as a with case = who, time = year, higher = x"));
    run(&mut session, &format!("load {b:?} as b with case = land, key = town, time = year, higher = y"));
    for (how, japan) in [("sum", "17"), ("mean", "8.5"), ("max", "14"), ("count", "2")] {
        let (rows, notes) = answer(&mut session, &format!("show countries on a.x, b.y using {how}"));
        let found: Vec<&str> = rows.iter().map(|row| row.last().expect("a figure").as_str()).collect();
        assert!(found[0].starts_with(japan), "{how}: {rows:?}");
        let how = if how == "max" { "greatest" } else { how };
        let note = format!("`b` has up to 2 rows for one case and year; each figure of it is their {how}.");
        assert!(notes.contains(&note), "{notes:?}");
    }
    // Where no row has to become one, there is nothing to make.
    let source = Source::new("test", "show countries on a.x using sum");
    assert!(session.run_all(&source).next().expect("a statement").is_err());
}

#[test]
fn a_name_that_fits_two_is_told_where_only_one_of_them_is_there() {
    let one = "country,x\nCongo-Kinshasa,1\nJapan,2\nFrance,3\n";
    let other = "country,y\n\"Congo, Dem. Rep.\",4\nJapan,5\nFrance,6\n";
    let mut session = load_texts("align_only_one", &[("one", one), ("other", other)]);
    let told = "`Congo` fits Democratic Republic of the Congo and Republic of the Congo; here `Congo-Kinshasa` is the \
                only one of them.";
    let (rows, notes) = answer(&mut session, "compare Congo, Japan on one, other");
    assert_eq!(rows[0][3..5], ["1", "2"]);
    assert!(notes.contains(&told.to_owned()), "{notes:?}");
    for name in ["Congo-Kinshasa", "Zaire"] {
        let (_, notes) = answer(&mut session, &format!("compare {name}, Japan on one, other"));
        assert!(!notes.iter().any(|note| note.contains(" fits ")), "{notes:?}");
    }
}
