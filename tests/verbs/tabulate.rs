//! Random small tables against a plain reference: counts, sums, shares, concentration, dissimilarity, spans.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proptest::prelude::*;

use super::{answer, cell, figure, findings, last, sentences, table};
use crate::support::folder;
use juxta::answer::{Answer, Cell, Table};
use juxta::data::Value;
use juxta::evaluate::plain;

/// City, part, figure; a figure may be missing, a part too.
type Row = (&'static str, Option<&'static str>, Option<i32>);

fn rows(negative: bool) -> impl Strategy<Value = Vec<Row>> {
    let least = if negative { -9 } else { 0 };
    let row = (
        prop::sample::select(vec!["P", "Q"]),
        prop::option::weighted(0.9, prop::sample::select(vec!["a", "b", "c", "d"])),
        prop::option::weighted(0.9, least..40),
    );
    prop::collection::vec(row, 2..16).prop_filter("both cities and more than one part", |rows| {
        let cities: BTreeSet<&str> = rows.iter().map(|row| row.0).collect();
        let parts: BTreeSet<&str> = rows.iter().filter_map(|row| row.1).collect();
        cities.len() == 2 && parts.len() > 1
    })
}

/// The table with its columns in an order.
fn csv(rows: &[Row], order: &[usize]) -> String {
    let line = |cells: [String; 4]| order.iter().map(|&at| cells[at].as_str()).collect::<Vec<_>>().join(",");
    let mut text = line(["city", "part", "people", "flag"].map(str::to_owned)) + "\n";
    for (at, (city, part, people)) in rows.iter().enumerate() {
        let people = people.map_or("..".to_owned(), |people| people.to_string());
        // An empty cell would be a merged one where `part` stands first.
        text += &line([city.to_string(), part.unwrap_or("..").to_owned(), people, (at % 2).to_string()]);
        text += "\n";
    }
    text
}

const WITH: &str = "with case = city, key = part, missing = \"..\"";

fn ask(rows: &[Row], order: &[usize], statement: &str) -> Answer {
    let csv = csv(rows, order);
    answer(&csv, WITH, statement).unwrap_or_else(|error| panic!("{error}\n{csv}"))
}

fn of<'a>(rows: &'a [Row], city: &'a str, part: &'a str) -> impl Iterator<Item = Option<i32>> + 'a {
    rows.iter().filter(move |row| row.0 == city && row.1 == Some(part)).map(|row| row.2)
}

fn parts(rows: &[Row]) -> BTreeSet<&'static str> {
    rows.iter().filter_map(|row| row.1).collect()
}

fn rows_of(table: &Table) -> BTreeMap<String, Vec<Value>> {
    let line =
        |cells: &Vec<Cell>| (plain(&cells[0].value), cells.iter().map(|cell| cell.value.clone()).collect());
    table.rows.iter().map(line).collect()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn rows_are_counted(rows in rows(true), order in Just(vec![0usize, 1, 2, 3]).prop_shuffle()) {
        let answer = ask(&rows, &order, "tabulate P, Q on t by part");
        let shown = table(&answer, "rows").unwrap();
        let names: BTreeSet<String> = rows_of(shown).into_keys().collect();
        prop_assert_eq!(names, parts(&rows).into_iter().map(str::to_owned).collect::<BTreeSet<_>>());
        let mut shares = BTreeMap::new();
        for city in ["P", "Q"] {
            let counts: Vec<f64> = parts(&rows).iter().map(|part| of(&rows, city, part).count() as f64).collect();
            let total: f64 = counts.iter().sum();
            let mut sum = 0.0;
            for (part, count) in parts(&rows).iter().zip(&counts) {
                prop_assert_eq!(figure(shown, part, city), Some(*count));
                let share = figure(shown, part, &format!("{city} share"));
                prop_assert_eq!(share.is_some(), total > 0.0);
                prop_assert!(share.is_none_or(|share| near(share, 100.0 * count / total)));
                sum += share.unwrap_or(0.0);
            }
            prop_assert!(total == 0.0 || near(sum, 100.0));
            let of_city: Vec<f64> = counts.iter().map(|count| count / total).collect();
            let finding = findings(&answer, "composition").find(|finding| finding.figures[0].0.ends_with(city)).unwrap();
            prop_assert_eq!(finding.figures[0].1.as_number(), Some(total));
            let hhi = finding.figures[1].1.as_number();
            prop_assert_eq!(hhi.is_some(), total > 0.0);
            prop_assert!(hhi.is_none_or(|hhi| near(hhi, of_city.iter().map(|share| share * share).sum())));
            shares.insert(city, of_city);
        }
        let wanted = shares["P"].iter().zip(&shares["Q"]).map(|(p, q)| (p - q).abs()).sum::<f64>() / 2.0;
        let found = findings(&answer, "dissimilarity").next().and_then(|finding| finding.figures[0].1.as_number());
        prop_assert_eq!(found.is_some(), wanted.is_finite());
        prop_assert!(found.is_none_or(|found| near(found, wanted)));
        let without = rows.iter().filter(|row| row.1.is_none()).count();
        prop_assert_eq!(without > 0, answer.left_out.iter().any(|left| left.reason.contains("`part` is missing")));
    }

    #[test]
    fn figures_are_added_and_what_is_not_known_is_no_zero(
        rows in rows(false), order in Just(vec![0usize, 1, 2, 3]).prop_shuffle()
    ) {
        let answer = ask(&rows, &order, "tabulate P, Q on t.people by part");
        let shown = table(&answer, "rows").unwrap();
        let mut complete = BTreeMap::new();
        for city in ["P", "Q"] {
            let sums: Vec<Option<i32>> = parts(&rows)
                .iter()
                .map(|part| match of(&rows, city, part).collect::<Vec<_>>().as_slice() {
                    [] => None,
                    figures => figures.iter().copied().sum(),
                })
                .collect();
            let total: Option<i32> = sums.iter().copied().sum();
            for (part, sum) in parts(&rows).iter().zip(&sums) {
                let column = format!("{city} share");
                prop_assert_eq!(figure(shown, part, city), sum.map(f64::from), "{} of {}\n{:?}", part, city, rows);
                match (figure(shown, part, &column), total.filter(|total| *total > 0)) {
                    (Some(share), Some(total)) => prop_assert!(near(share, 100.0 * f64::from(sum.unwrap()) / f64::from(total))),
                    (share, total) => prop_assert_eq!((share, total), (None, None)),
                }
                // A figure or a share that is not exact is no 0, and says what it is.
                let text = cell(shown, part, city).unwrap();
                prop_assert_eq!(text == "0", *sum == Some(0));
            }
            let known: i32 = rows.iter().filter(|row| row.0 == city && row.1.is_some()).filter_map(|row| row.2).sum();
            let finding = findings(&answer, "composition").find(|finding| finding.figures[0].0.ends_with(city)).unwrap();
            match (&finding.figures[0].1, total) {
                (Value::Number { value, .. }, Some(total)) => prop_assert_eq!(*value, f64::from(total)),
                (Value::Bounded { value, .. }, None) => prop_assert_eq!(*value, f64::from(known)),
                (Value::Missing(_), None) => prop_assert_eq!(known, 0),
                other => prop_assert!(false, "{:?}", other),
            }
            prop_assert_eq!(finding.figures[1].1.as_number().is_some(), total.is_some_and(|total| total > 0));
            complete.insert(city, total.is_some_and(|total| total > 0).then_some(sums));
        }
        let has = findings(&answer, "dissimilarity").next().is_some();
        prop_assert_eq!(has, complete.values().all(Option::is_some));
        prop_assert!(has || complete.values().any(Option::is_none) && sentences(&answer).contains("No dissimilarity"));
    }

    #[test]
    fn shares_that_are_bounds_hold_whatever_the_missing_figures_are(rows in rows(false), fill in prop::collection::vec(0i32..60, 16)) {
        let answer = ask(&rows, &[0, 1, 2, 3], "tabulate t.people by part");
        let shown = table(&answer, "rows").unwrap();
        let filled: Vec<(Option<&str>, i32)> =
            rows.iter().zip(&fill).map(|(row, fill)| (row.1, row.2.unwrap_or(*fill))).collect();
        let total: i32 = filled.iter().filter(|row| row.0.is_some()).map(|row| row.1).sum();
        let values = rows_of(shown);
        for part in parts(&rows) {
            let sum: i32 = filled.iter().filter(|row| row.0 == Some(part)).map(|row| row.1).sum();
            let holds = |value: &Value, truth: f64| value.range().is_none_or(|range| range.low - 1e-9 <= truth && truth <= range.high + 1e-9);
            prop_assert!(holds(&values[part][1], f64::from(sum)));
            if total > 0 {
                prop_assert!(holds(&values[part][2], 100.0 * f64::from(sum) / f64::from(total)), "{:?}", values[part]);
            }
        }
    }

    #[test]
    fn the_place_of_a_column_changes_nothing(
        rows in rows(true), order in Just(vec![0usize, 1, 2, 3]).prop_shuffle(), asked in 0usize..5
    ) {
        let statement = [
            "tabulate P, Q on t by part", "tabulate t by flag", "tabulate t.people by part",
            "tabulate t by part, city", "tabulate t.people by city, part",
        ][asked];
        let (here, there) = (ask(&rows, &[0, 1, 2, 3], statement), ask(&rows, &order, statement));
        prop_assert_eq!(rows_of(&here.tables[0]), rows_of(&there.tables[0]));
        prop_assert_eq!(sentences(&here), sentences(&there));
    }

    #[test]
    fn a_cross_table_of_a_figure_adds_the_same(rows in rows(true)) {
        let answer = ask(&rows, &[0, 1, 2, 3], "tabulate t.people by part, city");
        for part in parts(&rows) {
            for city in ["P", "Q"] {
                let figures: Vec<Option<i32>> = of(&rows, city, part).collect();
                let sum: Option<i32> = figures.iter().copied().sum();
                let wanted = sum.filter(|_| !figures.is_empty()).map(f64::from);
                let has = rows.iter().any(|row| row.0 == city && row.1.is_some());
                prop_assert_eq!(figure(&answer.tables[0], part, city), if has { wanted } else { None });
            }
        }
    }

    #[test]
    fn a_span_is_counted_in_no_decade_that_it_may_not_be_in(spans in prop::collection::vec((1950i32..2010, 0i32..15), 1..12)) {
        let mut csv = "name,year,n\n".to_owned();
        for (at, (from, long)) in spans.iter().enumerate() {
            let year = if *long == 0 { from.to_string() } else { format!("{from}-{}", from + long) };
            csv += &format!("x{at},{year},1\n");
        }
        let answer = answer(&csv, "", "tabulate t by decade").unwrap();
        let mut wanted: BTreeMap<String, f64> = BTreeMap::new();
        for (from, long) in &spans {
            let (first, last) = (from / 10 * 10, (from + long) / 10 * 10);
            let name = if first == last { format!("{first}s") } else { format!("{first}s-{last}s") };
            *wanted.entry(name).or_default() += 1.0;
        }
        let found = rows_of(&answer.tables[0]).into_iter().map(|(name, row)| (name, row[1].as_number().unwrap()));
        prop_assert_eq!(found.collect::<BTreeMap<_, _>>(), wanted.clone());
        // With a span nobody knows how concentrated they are.
        let several = wanted.keys().any(|name| name.contains('-'));
        let hhi = findings(&answer, "composition").next().unwrap().figures[1].1.as_number();
        prop_assert_eq!(hhi.is_none(), several);
        // Every decade that is asked for finds the spans that touch it.
        let decade = spans[0].0 / 10 * 10;
        let touch = spans.iter().filter(|(from, long)| *from < decade + 10 && from + long >= decade).count();
        let answer = super::answer(&csv, "", &format!("show t where decade = {decade}s")).unwrap();
        prop_assert_eq!(answer.tables[0].rows.len(), touch);
    }
}

fn text(csv: &str, with: &str, statement: &str) -> String {
    match answer(csv, with, statement) {
        Ok(answer) => sentences(&answer),
        Err(error) => error,
    }
}

#[test]
fn shares_are_tabulated_as_they_are() {
    let votes = "city,party,votes (%)\nP,a,40\nP,b,60\nQ,a,30\nQ,b,50\nQ,c,20\n";
    let said = text(votes, "", "tabulate P, Q on t by party");
    assert!(said.contains("P: 100 %; concentration (HHI) 0.5200"), "{said}");
    assert!(said.contains("Dissimilarity of P and Q: 0.2000"), "{said}");
    // Two cities are two wholes.
    let said = text(votes, "", "tabulate t by party");
    assert!(said.contains("shares of different wholes cannot be added"), "{said}");
    // What does not add up to a whole is none.
    let said = text(
        "city,party,votes (%)\nP,a,40\nP,b,50\n",
        "with case = city, key = party",
        "tabulate P on t.\"votes (%)\" by party",
    );
    assert!(said.contains("do not add up to 100 %"), "{said}");
    // A rate is a share of another kind: its rows are counted.
    let rates = "country,year,rate (%)\nA,2000,5\nA,2001,6\nB,2000,7\n";
    let said = text(rates, "", "tabulate t by country");
    assert!(
        said.contains("Total: 3 rows") && said.contains("`tabulate t.\"rate (%)\" by country`"),
        "{said}"
    );
}

#[test]
fn figures_below_zero_are_no_parts() {
    let said = text("city,part,n\nP,a,5\nP,b,-3\n", "with key = part", "tabulate P on t.n by part");
    assert!(said.contains("Total: 2; no concentration (HHI), since a figure below zero"), "{said}");
}

#[test]
fn a_table_of_one_column_and_an_empty_one() {
    let said = text("name\na\nb\na\n", "", "tabulate t by name");
    assert!(said.contains("Total: 3 rows"), "{said}");
    let said = text("name,n\na,1\n", "", "tabulate t.n by name where n > 5");
    assert!(said.contains("Total: 0"), "{said}");
}

#[test]
fn a_title_says_no_key_twice() {
    let title = |statement: &str| last(statement).unwrap().title;
    assert_eq!(title("tabulate sister_cities by continent"), "Sister cities by continent: Ties");
    assert_eq!(
        title("tabulate sister_cities by continent, city"),
        "Sister cities by continent and city: Ties"
    );
    assert_eq!(
        title("tabulate sister_cities by city, continent"),
        "Sister cities by city and continent: Ties"
    );
    assert_eq!(title("tabulate sister_cities by city"), "Sister cities by city: Ties");
    assert_eq!(
        title("tabulate Beijing on sister_cities by continent"),
        "Sister cities, Beijing by continent: Ties"
    );
}

/// The last answer of a statement on a package of one table `t`: city, kind, n. `more` says what else its schema says.
fn in_package(
    folder: &Path,
    rows: &[(&str, String, u32)],
    sorted_by: Option<&str>,
    more: &str,
    statement: &str,
) -> Answer {
    let sorted_by = sorted_by.map_or(String::new(), |field| format!(r#", "juxta:sorted_by": "{field}""#));
    let package = format!(
        r#"{{"name": "p", "resources": [{{"name": "t", "path": "t.csv", "schema": {{{more} "fields": [
            {{"name": "city", "type": "string", "juxta:role": "case"}},
            {{"name": "kind", "type": "string", "juxta:role": "key"{sorted_by}}},
            {{"name": "n", "type": "integer", "juxta:role": "measure", "juxta:level": "count"}}
        ]}}}}]}}"#
    );
    let lines = rows.iter().map(|(city, kind, n)| format!("{city},{kind},{n}\n"));
    std::fs::write(folder.join("datapackage.json"), package).unwrap();
    std::fs::write(folder.join("t.csv"), "city,kind,n\n".to_owned() + &lines.collect::<String>()).unwrap();
    let script = format!("load \"{}\"\n{statement}", folder.display().to_string().replace('\\', "/"));
    last(&script).unwrap_or_else(|error| panic!("{error}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn parts_of_two_typologies_are_never_compared(
        p in prop::collection::vec(1u32..9, 1..4), q in prop::collection::vec(1u32..9, 1..4), shared in any::<bool>()
    ) {
        let folder = folder("two-typologies");
        // Where words of both are the same, they still do not mean the same.
        let other = if shared { "a" } else { "b" };
        let of = |city: &'static str, word: &'static str, figures: &[u32]| -> Vec<(&'static str, String, u32)> {
            figures.iter().enumerate().map(|(at, n)| (city, format!("{word}{at}"), *n)).collect()
        };
        let rows = [of("P", "a", &p), of("Q", other, &q)].concat();
        let statement = "tabulate P, Q on t.n by kind";
        let apart = in_package(&folder, &rows, Some("city"), "", statement);
        let together = in_package(&folder, &rows, None, "", statement);
        prop_assert_eq!(findings(&apart, "dissimilarity").count(), 0);
        prop_assert!(sentences(&apart).contains("No dissimilarity: `kind` sorts each city by words of its own"));
        prop_assert!(!sentences(&together).contains("words of its own"));
        // What is said of each alone stays.
        let alone = |answer: &Answer| findings(answer, "composition").map(|finding| finding.text.clone()).collect::<Vec<_>>();
        prop_assert_eq!(alone(&apart), alone(&together));
    }

    #[test]
    fn what_is_said_of_an_incomplete_list_holds_whatever_it_does_not_name(
        p in prop::collection::vec(0usize..3, 1..7), q in prop::collection::vec(0usize..3, 1..7),
        unnamed in prop::collection::vec(0usize..4, 0..5), limit in prop::option::of(0usize..3)
    ) {
        let folder = folder("incomplete-list");
        let kind = |at: &usize| format!("k{at}");
        let rows: Vec<(&str, String, u32)> =
            p.iter().map(|at| ("P", kind(at), 1)).chain(q.iter().map(|at| ("Q", kind(at), 1))).collect();
        let fewer = limit.map_or(String::new(), |limit| format!(r#", "fewer_than": {}"#, p.len() + unnamed.len() + limit + 1));
        let more = format!(r#""juxta:incomplete": [{{"city": "P"{fewer}, "reason": "The text names only some."}}],"#);
        let answer = in_package(&folder, &rows, None, &more, "tabulate P, Q on t by kind");
        let shown = rows_of(table(&answer, "rows").unwrap());
        let holds = |value: &Value, truth: f64| value.range().is_none_or(|range| range.low - 1e-9 <= truth && truth <= range.high + 1e-9);
        let count = |list: &[usize], at: usize| list.iter().filter(|other| **other == at).count() as f64;
        let all = (p.len() + unnamed.len()) as f64;
        for (name, row) in &shown {
            let at: usize = name[1..].parse().unwrap();
            let truth = count(&p, at) + count(&unnamed, at);
            prop_assert!(holds(&row[1], truth), "{} of P: {:?}", name, row[1]);
            prop_assert!(holds(&row[2], 100.0 * truth / all), "share {} of P: {:?}", name, row[2]);
            // The list of the other city is complete.
            prop_assert_eq!(row[3].as_number(), Some(count(&q, at)));
            prop_assert!(row[4].as_number().is_some_and(|share| near(share, 100.0 * count(&q, at) / q.len() as f64)));
        }
        let total = &findings(&answer, "composition").next().unwrap().figures[0].1;
        prop_assert!(holds(total, all), "{:?}", total);
        prop_assert!(sentences(&answer).contains("The text names only some."));
        // Only where nothing can be missing are wholes compared.
        let complete = limit == Some(0) && unnamed.is_empty();
        prop_assert_eq!(findings(&answer, "dissimilarity").count(), usize::from(complete));
    }
}
