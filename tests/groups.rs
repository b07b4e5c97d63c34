//! Groups of cases: each figure, each number of cases and each sentence about them is what a loop over the rows gives.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use juxta::answer::Table;
use juxta::evaluate::plain;
use juxta::session::Session;
use proptest::prelude::*;

use crate::support::answers::{ask, loaded};

const REGIONS: [&str; 3] = ["Asia", "Europe", "Africa"];
const COUNTRIES: [&str; 7] = ["Japan", "China", "India", "France", "Poland", "Kenya", "Ghana"];

/// The region of a country.
fn region(country: usize) -> usize {
    [0, 0, 0, 1, 1, 2, 2][country]
}

/// One figure of several.
type Figure<'a> = &'a dyn Fn(&[f64]) -> Option<f64>;

/// A figure and a weight of a country in a year.
type Rows = BTreeMap<(usize, i32), (Option<u8>, Option<u8>)>;

fn rows() -> impl Strategy<Value = Rows> {
    let figure = || prop::option::weighted(0.8, 0..99_u8);
    prop::collection::btree_map((0..COUNTRIES.len(), 2010..2013_i32), (figure(), figure()), 4..21)
        .prop_filter("columns of figures", |rows| {
            rows.values().any(|row| row.0.is_some()) && rows.values().any(|row| row.1.is_some())
        })
}

fn load(test: &str, rows: &Rows) -> Session {
    let mut text = "country,year,region,x,w\n".to_owned();
    for ((country, year), (x, w)) in rows {
        let cell = |figure: &Option<u8>| figure.map_or_else(String::new, |figure| figure.to_string());
        let (name, region) = (COUNTRIES[*country], REGIONS[region(*country)]);
        writeln!(text, "{name},{year},{region},{},{}", cell(x), cell(w)).expect("a text can be written");
    }
    loaded(test, "g", &text, "case = country, time = year, higher = x, measure = w")
}

/// A table as texts for keys and figures for the rest.
fn figures(table: &Table, keys: usize) -> Vec<(Vec<String>, Vec<Option<f64>>)> {
    let row = |row: &Vec<juxta::answer::Cell>| {
        let text = |cell: &juxta::answer::Cell| plain(&cell.value);
        let figure = |cell: &juxta::answer::Cell| cell.value.as_number();
        (row[..keys].iter().map(text).collect(), row[keys..].iter().map(figure).collect())
    };
    table.rows.iter().map(row).collect()
}

fn close(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * (1.0 + b.abs()),
        (None, None) => true,
        _ => false,
    }
}

/// The known figures of a region.
fn known(rows: &Rows, of: usize, year: Option<i32>) -> Vec<(usize, i32, f64)> {
    let here =
        rows.iter().filter(|((country, when), _)| region(*country) == of && year.is_none_or(|y| y == *when));
    here.filter_map(|((country, year), (x, _))| Some((*country, *year, f64::from((*x)?)))).collect()
}

/// The quantile of type 7, by its definition: the figure at the place 1 + (n − 1)p of n in order.
fn quantile(figures: &[f64], part: f64) -> Option<f64> {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (sorted.len().checked_sub(1)? as f64) * part;
    let (low, high) = (sorted[place as usize], sorted[(place as usize + 1).min(sorted.len() - 1)]);
    Some(low * (1.0 - place.fract()) + high * place.fract())
}

fn mean(figures: &[f64]) -> Option<f64> {
    (!figures.is_empty()).then(|| figures.iter().sum::<f64>() / figures.len() as f64)
}

fn deviation(figures: &[f64]) -> Option<f64> {
    let (mean, n) = (mean(figures)?, figures.len() as f64);
    (figures.len() > 1)
        .then(|| (figures.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0)).sqrt())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn each_figure_of_a_group_is_that_of_its_rows(rows in rows()) {
        let mut session = load("groups_compare", &rows);
        let there: Vec<usize> =
            (0..3).filter(|at| rows.keys().any(|(country, _)| region(*country) == *at)).collect();
        let names: Vec<&str> = there.iter().map(|&at| REGIONS[at]).collect();
        let query = format!("compare {} on g.x using mean, sd, min, max, sum, quartiles, count", names.join(", "));
        let answer = ask(&mut session, &query);
        let values: Vec<Vec<f64>> =
            there.iter().map(|&at| known(&rows, at, None).iter().map(|known| known.2).collect()).collect();
        let sum = |of: &[f64]| (!of.is_empty()).then(|| of.iter().sum::<f64>());
        let least = |of: &[f64]| of.iter().copied().reduce(f64::min);
        let greatest = |of: &[f64]| of.iter().copied().reduce(f64::max);
        let found = figures(&answer.tables[0], 1);
        let named: [(&str, Figure<'_>); 8] = [
            ("x mean", &mean),
            ("x sd", &deviation),
            ("x min", &least),
            ("x max", &greatest),
            ("x sum", &sum),
            ("x q1", &|of| quantile(of, 0.25)),
            ("x median", &|of| quantile(of, 0.5)),
            ("x q3", &|of| quantile(of, 0.75)),
        ];
        for (name, figure) in named {
            let expected: Vec<Option<f64>> = values.iter().map(|of| figure(of)).collect();
            let row = found.iter().find(|(keys, _)| keys[0] == name);
            match row {
                // Of no figures there is no row.
                None => prop_assert!(expected.iter().all(Option::is_none), "{} of {:?}", name, found),
                Some((_, row)) => {
                    // Behind the unit stand the groups.
                    for (at, expected) in expected.iter().enumerate() {
                        prop_assert!(close(row[1 + at], *expected), "{} {:?} {:?}", name, row, expected);
                    }
                }
            }
        }
        let count = found.iter().find(|(keys, _)| keys[0] == "count").expect("rows are counted");
        for (at, &of) in there.iter().enumerate() {
            let all = rows.keys().filter(|(country, _)| region(*country) == of).count();
            prop_assert_eq!(count.1[1 + at], Some(all as f64));
        }

        // The table behind them counts figures, and cases where these are not as many.
        let n = answer.tables.iter().find(|table| table.name == "n").expect("a table `n`");
        let cases = |of: usize| known(&rows, of, None).iter().map(|known| known.0).collect::<BTreeSet<_>>().len();
        let sizes = |count: &dyn Fn(usize) -> usize| -> Vec<Option<f64>> {
            there.iter().map(|&of| Some(count(of) as f64)).collect()
        };
        let (cases, all) = (sizes(&cases), sizes(&|of| known(&rows, of, None).len()));
        let both = cases != all;
        let table = figures(n, 1 + usize::from(both));
        let last = |row: &(Vec<String>, Vec<Option<f64>>)| row.1.clone();
        match both {
            true => prop_assert_eq!(table.iter().map(last).collect::<Vec<_>>(), [cases, all]),
            false => prop_assert_eq!(table.iter().map(last).collect::<Vec<_>>(), [all]),
        }

        // Who has no figure at all is named, and nobody else.
        for &of in &there {
            let with: BTreeSet<usize> = known(&rows, of, None).iter().map(|known| known.0).collect();
            let members: BTreeSet<usize> =
                rows.keys().map(|(country, _)| *country).filter(|country| region(*country) == of).collect();
            let beginning = format!("{}: `x` is not known of ", REGIONS[of]);
            let told = answer.notes.iter().find_map(|note| note.strip_prefix(&beginning));
            let told: BTreeSet<&str> =
                told.into_iter().flat_map(|told| told.trim_end_matches('.').split(", ")).collect();
            let expected: BTreeSet<&str> = members.difference(&with).map(|&country| COUNTRIES[country]).collect();
            prop_assert_eq!(told, expected, "{:?}", answer.notes);

            let years: BTreeSet<i32> = known(&rows, of, None).iter().map(|known| known.1).collect();
            let uneven = years.len() > 1 && with.len() > 1 && known(&rows, of, None).len() != with.len() * years.len();
            let beginning = format!("{}: `x` is made of ", REGIONS[of]);
            prop_assert_eq!(answer.notes.iter().any(|note| note.starts_with(&beginning)), uneven, "{:?}", answer.notes);
        }
    }

    #[test]
    fn a_weighted_mean_counts_each_row_by_its_weight(rows in rows(), year in 2010..2013_i32) {
        let mut session = load("groups_weights", &rows);
        prop_assume!(rows.keys().any(|(country, when)| region(*country) == 0 && *when == year));
        let query = format!("compare Asia on g.x using mean weighted w where year = {year}");
        let answer = ask(&mut session, &query);
        let here: Vec<(f64, Option<f64>)> = rows
            .iter()
            .filter(|((country, when), _)| region(*country) == 0 && *when == year)
            .filter_map(|(_, (x, w))| Some((f64::from((*x)?), w.map(f64::from))))
            .collect();
        let weighted: Vec<(f64, f64)> = here.iter().filter_map(|(x, w)| Some((*x, (*w)?))).collect();
        let total: f64 = weighted.iter().map(|(_, w)| w).sum();
        let expected = (total > 0.0).then(|| weighted.iter().map(|(x, w)| x * w).sum::<f64>() / total);
        let found = figures(&answer.tables[0], 1);
        let row = found.first().and_then(|row| row.1[1]);
        prop_assert!(close(row, expected), "{:?} {:?}", found, expected);
        let without = here.len() - weighted.len();
        let told = answer.notes.iter().any(|note| note.contains("without a weight"));
        prop_assert_eq!(told, without > 0, "{:?}", answer.notes);
    }

    #[test]
    fn groups_take_their_places_by_their_figures(rows in rows()) {
        let mut session = load("groups_rank", &rows);
        let answer = ask(&mut session, "rank region on g.x using mean, count");
        let mut expected: Vec<(Option<f64>, usize, usize, &str)> = Vec::new();
        for (of, name) in REGIONS.iter().enumerate() {
            let all = rows.keys().filter(|(country, _)| region(*country) == of).count();
            let known = known(&rows, of, None);
            let cases: BTreeSet<usize> = known.iter().map(|known| known.0).collect();
            let values: Vec<f64> = known.iter().map(|known| known.2).collect();
            if all > 0 {
                expected.push((mean(&values), all, cases.len(), name));
            }
        }
        // place | region | mean | count | n
        let found = figures(&answer.tables[0], 2);
        prop_assert_eq!(found.len(), expected.len());
        for (keys, row) in &found {
            let (mean, all, cases, _) =
                expected.iter().find(|(.., name)| *name == keys[1]).expect("a region of the table");
            prop_assert!(close(row[0], *mean), "{:?} {:?}", row, mean);
            prop_assert_eq!(row[1], Some(*all as f64));
            prop_assert_eq!(row[2], Some(*cases as f64));
            let place = mean.map(|mean| 1 + expected.iter().filter(|other| other.0 > Some(mean + 1e-9)).count());
            prop_assert_eq!(&keys[0], &place.map_or("not applicable".into(), |place| place.to_string()));
        }
    }

    #[test]
    fn a_trend_of_groups_tells_when_its_cases_change(rows in rows()) {
        let mut session = load("groups_trend", &rows);
        prop_assume!((0..2).all(|of| rows.keys().any(|(country, _)| region(*country) == of)));
        let answer = ask(&mut session, "trend Asia, Europe on g.x using mean");
        let n = answer.tables.iter().find(|table| table.name == "n").expect("a table `n`");
        for ((keys, means), (_, sizes)) in figures(&answer.tables[0], 1).iter().zip(figures(n, 1)) {
            let year = keys[0].parse().expect("a year");
            for of in 0..2 {
                let known: Vec<f64> = known(&rows, of, Some(year)).iter().map(|known| known.2).collect();
                prop_assert!(close(means[of], mean(&known)), "{} {:?}", year, means);
                prop_assert_eq!(sizes[of], Some(known.len() as f64));
            }
        }
        for (of, name) in REGIONS.iter().enumerate().take(2) {
            let mut sets: Vec<BTreeSet<usize>> = (2010..2013)
                .map(|year| known(&rows, of, Some(year)).iter().map(|known| known.0).collect())
                .collect();
            sets.retain(|set| !set.is_empty());
            let changes = sets.windows(2).any(|pair| pair[0] != pair[1]);
            let told = |note: &String| {
                note.starts_with(name) && (note.contains("not the same cases") || note.contains("not always"))
            };
            prop_assert_eq!(answer.notes.iter().any(told), changes, "{:?}", answer.notes);
        }
    }

    #[test]
    fn a_condition_makes_two_groups(rows in rows(), limit in 0..99_u8) {
        let mut session = load("groups_condition", &rows);
        let query = format!("define BIG in g as w >= {limit}; compare BIG on g.x using sum, count");
        let answer = ask(&mut session, &query);
        let heads: Vec<&str> = answer.tables[0].columns.iter().map(|head| &*head.name).collect();
        prop_assert_eq!(&heads[2..4], ["BIG", "not BIG"]);
        let found = figures(&answer.tables[0], 1);
        let all = |is_big: bool| {
            rows.values().filter(move |(_, w)| w.is_some_and(|w| (w >= limit) == is_big)).map(|(x, _)| *x)
        };
        for (at, is_big) in [true, false].into_iter().enumerate() {
            let known: Vec<f64> = all(is_big).flatten().map(f64::from).collect();
            let sum = (!known.is_empty()).then(|| known.iter().sum::<f64>());
            let row = |name: &str| found.iter().find(|(keys, _)| keys[0] == name);
            prop_assert!(close(row("x").and_then(|row| row.1[1 + at]), sum), "{:?} {:?}", found, sum);
            let rows = all(is_big).count();
            let count = row("count").and_then(|row| row.1[1 + at]).unwrap_or(0.0);
            prop_assert_eq!(count, rows as f64);
        }
    }
}

#[test]
fn a_group_is_found_by_its_field_or_its_topic() {
    let mut session = Session::new().expect("the data inside can be read");
    let figure = |session: &mut Session, query: &str| plain(&ask(session, query).tables[0].rows[0][2].value);
    let plainly = figure(&mut session, "compare Asia, Europe on rankings.GPCI.score using mean");
    let by_field =
        figure(&mut session, "compare continent.Asia, continent.Europe on rankings.GPCI.score using mean");
    assert_eq!(plainly, by_field);
    let by_hand = "show rankings.GPCI.score where continent = Asia";
    let rows = figures(&ask(&mut session, by_hand).tables[0], 0);
    let scores: Vec<f64> = rows.iter().filter_map(|(_, row)| row.iter().flatten().last().copied()).collect();
    assert!(scores.len() > 3, "{scores:?}");
    let expected = mean(&scores).expect("scores");
    let found: f64 = plainly.replace(',', "").parse().expect("a figure");
    assert!((found - expected).abs() < 0.001, "{found} {expected}");
}

#[test]
fn the_first_figure_makes_the_order_even_where_no_group_has_one() {
    // Of one case each there is no standard deviation, and a measure may be called as a figure of another one is.
    let table = "who,region,x sd\na,A,3\nb,B,4\n";
    let mut session = loaded("groups_no_figure", "t", table, "case = who, higher = \"x sd\"");
    let answer = ask(&mut session, "rank region on t.\"x sd\" using sd, count order by \"x sd\" desc");
    let rows = figures(&answer.tables[0], 2);
    assert!(rows.iter().all(|(keys, row)| keys[0] == "not applicable" && row[0].is_none()), "{rows:?}");
    let answer = ask(&mut session, "compare region on t.\"x sd\" using sd");
    let n = answer.tables.iter().find(|table| table.name == "n").expect("a table `n`");
    assert_eq!(plain(&n.rows[0][0].value), "x sd");
}
