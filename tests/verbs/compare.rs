//! What `compare` says, against a plain reading of `method.md`, sections C3 and D7.

use std::collections::BTreeSet;
use std::fmt::Write;

use proptest::prelude::*;

use super::{answer, cell, figure, findings, last, sentences, table};
use crate::support::folder;
use juxta::answer::{Answer, Table};
use juxta::data::Value;
use juxta::evaluate::plain;

const CITIES: [&str; 3] = ["P", "Q", "R"];

/// What three cities answer to one question.
type Answers = [Option<i8>; 3];

fn answers() -> impl Strategy<Value = Answers> {
    prop::array::uniform3(prop::option::weighted(0.8, -3i8..4))
}

/// The cities at one end, as they are told; `None` where nobody can be.
fn end(answers: &Answers, higher: bool) -> Option<String> {
    let known: Vec<(i8, &str)> =
        answers.iter().zip(CITIES).filter_map(|(figure, city)| Some(((*figure)?, city))).collect();
    let end =
        known.iter().map(|(figure, _)| *figure).reduce(|a, b| if higher { a.max(b) } else { a.min(b) })?;
    let at_end: Vec<&str> =
        known.iter().filter(|(figure, _)| *figure == end).map(|(_, city)| *city).collect();
    match (known.len(), at_end.len()) {
        (0 | 1, _) => None,
        (known, ends) if known == ends => Some("tie".into()),
        _ => Some(at_end.join(", ")),
    }
}

fn led(answer: &Answer) -> Option<Vec<usize>> {
    let finding = findings(answer, "leads").next()?;
    let names = ["items", "leads P", "leads Q", "leads R", "ties", "among the known"];
    let figure = |name: &&str| finding.figures.iter().find(|(other, _)| other == name)?.1.as_number();
    Some(names.iter().map(|name| figure(name).expect(name) as usize).collect())
}

/// The figures of the finding, of questions and whether more is better.
fn wanted(questions: &[(Answers, bool)]) -> Option<Vec<usize>> {
    let ends: Vec<(String, &Answers)> =
        questions.iter().filter_map(|(answers, higher)| Some((end(answers, *higher)?, answers))).collect();
    let of = |name: &str| ends.iter().filter(|(end, _)| end == name).count();
    let [p, q, r] = CITIES.map(of);
    let partly = ends.iter().filter(|(_, answers)| answers.contains(&None)).count();
    (!ends.is_empty()).then(|| vec![ends.len(), p, q, r, ends.len() - p - q - r, partly])
}

fn written(figure: Option<i8>) -> String {
    figure.map_or_else(String::new, |figure| figure.to_string())
}

/// A table with a column a question, and a city that is not compared so that every column holds figures.
fn wide(years: &[[Answers; 3]], time: bool) -> String {
    let mut csv = format!("city{},more,less,neither\n", if time { ",year" } else { "" });
    for (year, questions) in (2000..).zip(years) {
        let year = if time { format!(",{year}") } else { String::new() };
        for (at, city) in CITIES.iter().enumerate() {
            let [a, b, c] = questions.map(|answers| written(answers[at]));
            writeln!(csv, "{city}{year},{a},{b},{c}").unwrap();
        }
        writeln!(csv, "Z{year},1,2,3").unwrap();
    }
    csv
}

/// The same questions with a key in front, all of them with one better end.
fn long(questions: &[Answers]) -> String {
    let mut csv = "city,question,v\n".to_owned();
    for (question, answers) in questions.iter().enumerate() {
        for (figure, city) in answers.iter().zip(CITIES) {
            writeln!(csv, "{city},question {question},{}", written(*figure)).unwrap();
        }
        writeln!(csv, "Z,question {question},1").unwrap();
    }
    csv
}

const DIRECTED: &str = "with higher = more, lower = less";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn every_measure_with_a_better_end_is_one_question(
        years in prop::collection::vec(prop::array::uniform3(answers()), 1..4), time: bool
    ) {
        let years = if time { years } else { years[..1].to_vec() };
        let answer = answer(&wide(&years, time), DIRECTED, "compare P, Q, R on t").unwrap();
        let questions: Vec<(Answers, bool)> =
            years.iter().flat_map(|[more, less, _]| [(*more, true), (*less, false)]).collect();
        prop_assert_eq!(led(&answer), wanted(&questions));
        // Row by row: the measures stand in order, and those that nobody answers are rows too.
        let rows = table(&answer, "rows").unwrap();
        let measure = rows.column("measure").unwrap();
        let directed = rows.rows.iter().filter(|row| plain(&row[measure].value) != "neither");
        for (row, (answers, higher)) in directed.zip(&questions) {
            for (name, higher) in [("best", *higher), ("worst", !higher)] {
                let shown = &row[rows.column(name).unwrap()].value;
                let shown = (!shown.is_missing()).then(|| plain(shown));
                prop_assert_eq!(shown, end(answers, higher));
            }
        }
        let partly = questions.iter().any(|(answers, higher)| end(answers, *higher).is_some() && answers.contains(&None));
        prop_assert_eq!(sentences(&answer).contains("among the known:"), partly);
    }

    #[test]
    fn who_leads_is_the_same_in_a_wide_and_in_a_long_table(questions in prop::array::uniform3(answers())) {
        let all = "with lower = more, lower = less, lower = neither";
        let wide = answer(&wide(&[questions], false), all, "compare P, Q, R on t").unwrap();
        let long = answer(&long(&questions), "with lower = v", "compare P, Q, R on t").unwrap();
        prop_assert_eq!(led(&wide), wanted(&questions.map(|answers| (answers, false))));
        prop_assert_eq!(led(&wide), led(&long));
    }
}

/// A row: city, year, tenths.
type Row = (usize, i32, Option<i16>);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((0usize..2, 2016i32..2020, prop::option::weighted(0.8, -50i16..50)), 0..14)
}

fn many(rows: &[Row]) -> String {
    let mut csv = "city,year,v\nP,2015,\nQ,2015,\n".to_owned();
    for (city, year, tenths) in rows {
        let tenths = tenths.map_or_else(String::new, |tenths| format!("{:.1}", f64::from(tenths) / 10.0));
        writeln!(csv, "{},{year},{tenths}", CITIES[*city]).unwrap();
    }
    csv + "Z,2015,0.5\n"
}

fn made(how: &str, figures: &[f64]) -> Option<f64> {
    let n = figures.len();
    let mut ordered = figures.to_vec();
    ordered.sort_by(f64::total_cmp);
    let sum: f64 = figures.iter().sum();
    Some(match how {
        _ if n == 0 => return None,
        "sum" => sum,
        "mean" => sum / n as f64,
        "min" => ordered[0],
        "max" => ordered[n - 1],
        _ => f64::midpoint(ordered[(n - 1) / 2], ordered[n / 2]),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn figures_of_many_rows_tell_of_how_many_and_of_which_years(rows in rows(), how in 0usize..5) {
        let how = ["sum", "mean", "min", "max", "median"][how];
        let answer = answer(&many(&rows), "with higher = v", &format!("compare P, Q on t.v using {how}")).unwrap();
        let (shown, n) = (table(&answer, "rows").unwrap(), table(&answer, "n").unwrap());
        let mut years: Vec<BTreeSet<i32>> = Vec::new();
        for (at, city) in CITIES[..2].iter().enumerate() {
            let known = rows.iter().filter(|row| row.0 == at).filter_map(|row| Some((row.1, f64::from(row.2?) / 10.0)));
            let known: Vec<(i32, f64)> = known.collect();
            let figures: Vec<f64> = known.iter().map(|(_, figure)| *figure).collect();
            prop_assert_eq!(figure(n, "v", city), Some(figures.len() as f64));
            match (figure(shown, "v", city), made(how, &figures)) {
                (Some(a), Some(b)) => prop_assert!((a - b).abs() < 1e-9, "{a} {b}"),
                (a, b) => prop_assert_eq!(a, b),
            }
            if !known.is_empty() {
                years.push(known.iter().map(|(year, _)| *year).collect());
            }
        }
        let told = sentences(&answer);
        let differ = years.windows(2).any(|pair| pair[0] != pair[1]);
        prop_assert_eq!(told.contains("Different times are compared"), differ, "{}", told);
        let distinct: BTreeSet<_> = rows.iter().collect();
        prop_assert_eq!(told.contains("equal in every field"), distinct.len() < rows.len(), "{}", told);
    }

    #[test]
    fn a_count_is_of_rows_and_has_no_better_end(rows in rows(), least in -50i16..50) {
        let query = format!("compare P, Q on t.v using count where v >= {:.1}", f64::from(least) / 10.0);
        let answer = answer(&many(&rows), "with lower = v", &query).unwrap();
        prop_assert!(answer.findings.is_empty());
        let table = table(&answer, "rows").unwrap();
        let counts = [0, 1].map(|city| rows.iter().filter(|row| row.0 == city && row.2 >= Some(least)).count());
        if counts == [0, 0] {
            // Nobody answers, so there is no row.
            prop_assert!(table.rows.is_empty());
            return Ok(());
        }
        prop_assert!(cell(table, "count", "unit").as_deref() == Some("row"));
        prop_assert!(table.rows.iter().flatten().all(|cell| cell.direction.is_none()));
        for (at, city) in CITIES[..2].iter().enumerate() {
            // The row of 2015 is there and has no figure: what it would be is not known.
            let shown = figure(table, "count", city);
            prop_assert!(shown == Some(counts[at] as f64) || counts[at] == 0 && shown.is_none(), "{shown:?} {counts:?}");
        }
    }

    #[test]
    fn a_figure_on_a_scale_is_judged_as_it_stands_there(figures in prop::array::uniform4(prop::option::weighted(0.9, -9i8..10)), end in 0usize..3, z: bool) {
        let mut csv = "city,v\n".to_owned();
        for (figure, city) in figures.iter().zip(["A", "B", "C", "D"]) {
            writeln!(csv, "{city},{}", written(*figure)).unwrap();
        }
        csv += "Z,1\n";
        let with = ["", "with higher = v", "with lower = v"][end];
        let how = if z { "zscore" } else { "minmax" };
        let answer = answer(&csv, with, &format!("compare A, B, C, D on t using {how}")).unwrap();
        let Some(table) = table(&answer, "rows").filter(|table| !table.rows.is_empty()) else {
            prop_assert_eq!(figures, [None; 4]);
            return Ok(());
        };
        let known: Vec<f64> = figures.iter().flatten().map(|figure| f64::from(*figure)).collect();
        let n = known.len() as f64;
        let mean = known.iter().sum::<f64>() / n;
        let sd = (known.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
        let (low, high) = known.iter().fold((f64::MAX, f64::MIN), |(low, high), &x| (low.min(x), high.max(x)));
        let usable = known.len() >= 3 && high > low;
        for (wanted, city) in figures.iter().zip(["A", "B", "C", "D"]) {
            let wanted = wanted.filter(|_| usable).map(|x| {
                let x = f64::from(x);
                match (z, end == 2) {
                    (true, turned) => (x - mean) / sd * if turned { -1.0 } else { 1.0 },
                    (false, false) => (x - low) / (high - low),
                    (false, true) => (high - x) / (high - low),
                }
            });
            match (figure(table, "v", city), wanted) {
                (Some(a), Some(b)) => prop_assert!((a - b).abs() < 1e-9, "{a} {b}"),
                (a, b) => prop_assert_eq!(a, b),
            }
        }
        // The best has the highest figure that is shown, and no unit is left.
        prop_assert_eq!(cell(table, "v", "unit"), Some(String::new()));
        let shown = ["A", "B", "C", "D"].map(|city| figure(table, "v", city));
        let top = shown.iter().flatten().copied().fold(f64::MIN, f64::max);
        let best: Vec<&str> = ["A", "B", "C", "D"].into_iter().zip(shown).filter(|(_, x)| *x == Some(top)).map(|(city, _)| city).collect();
        let said = cell(table, "v", "best").filter(|best| best != "not defined" && best != "not applicable");
        prop_assert_eq!(said, (usable && end > 0).then(|| best.join(", ")));
    }
}

/// The answer of a statement on a table, and what is said below it.
fn said(csv: &str, with: &str, statement: &str) -> (Table, String) {
    let answer = answer(csv, with, statement).unwrap();
    (table(&answer, "rows").unwrap().clone(), sentences(&answer))
}

#[test]
fn rows_that_say_the_same_are_one_answer() {
    let csv = "country,year,rate,gdp\nUSA,2018,25.84,17\nUSA,2018,25.84,17\nUSA,2019,25.89,18\nUSA,2019,25.89,18\n\
               FRA,2018,34.43,2\nFRA,2019,32.02,3\n";
    let (table, told) = said(csv, "", "compare USA, FRA on t.rate where year = 2019");
    assert_eq!(figure(&table, "2019", "USA"), Some(25.89));
    assert!(told.contains("Said again in 1 row of `t`: equal answers are one."), "{told}");
    let (table, told) = said(csv, "", "compare USA, FRA on t.gdp using sum");
    assert_eq!(figure(&table, "gdp", "USA"), Some(70.0));
    assert!(
        told.contains("2 rows of `t` stand there twice, equal in every field; each is counted."),
        "{told}"
    );
    // The message names the figures that differ, not those that are equal.
    let other = csv.replace("USA,2019,25.89,18\nFRA", "USA,2019,25.89,19\nFRA");
    let error = answer(&other, "", "compare USA, FRA on t where year = 2019").unwrap_err();
    assert!(error.contains("`18` and `19`"), "{error}");
}

#[test]
fn totals_beside_their_parts_are_told() {
    let csv =
        "country,year,region,v\nFrance,2019,,10\nFrance,2019,North,4\nItaly,2019,,20\nItaly,2019,South,9\n";
    let (_, told) = said(csv, "with key = region", "compare France, Italy on t.v using sum");
    assert!(told.contains("`region` is missing in 2 of 4 rows"), "{told}");
    for (kept, france) in [("region is missing", 10.0), ("not region is missing", 4.0)] {
        let query = format!("compare France, Italy on t.v where {kept} using sum");
        let (table, told) = said(csv, "with key = region", &query);
        assert_eq!(figure(&table, "v", "France"), Some(france));
        assert!(!told.contains("sum up"), "{told}");
    }
    let csv = csv.replace(",,", ",Total,");
    let (_, told) = said(&csv, "with key = region", "compare France, Italy on t.v using sum");
    assert!(told.contains("`where region != Total` leaves it out"), "{told}");
    let (_, told) =
        said(&csv, "with key = region", "compare France, Italy on t.v where region != Total using sum");
    assert!(!told.contains("Total` beside"), "{told}");
    for (key, label) in [("sex", "Both sexes"), ("age", "_T"), ("sex", "T"), ("age", "All ages")] {
        let csv = format!("country,{key},v\nA,x,1\nA,y,2\nA,{label},3\nB,x,4\nB,y,5\nB,{label},9\n");
        let (_, told) = said(&csv, "", "compare A, B on t.v using sum");
        assert!(told.contains(&format!("`{key}` holds `{label}` beside other labels")), "{told}");
    }
}

#[test]
fn figures_in_different_units_are_not_made_one() {
    let answer = |query: &str| super::last(query).unwrap();
    let icca = answer("compare Beijing, Seoul on icca.participants_mean using mean");
    assert!(sentences(&icca).contains("in different units"), "{}", sentences(&icca));
    let table = table(&icca, "rows").unwrap();
    assert_eq!(cell(table, "participants_mean", "gap").as_deref(), Some("not defined"));
}

#[test]
fn tables_of_nothing_end_in_words() {
    let says = |csv: &str, query: &str| match answer(csv, "", query) {
        Ok(answer) => format!("{} rows. {}", answer.tables[0].rows.len(), sentences(&answer)),
        Err(error) => error,
    };
    for csv in ["name\na\na\nb\n", "name\na\nb\n", "name,year\na,2001\nb,2001\na,2002\n"] {
        let said = says(csv, "compare a, b on t");
        assert!(said.contains("nothing to compare"), "{said}");
        let said = says(csv, "compare a, b on t using count");
        assert!(said.starts_with("1 rows"), "{said}");
        says(csv, "agree a, b on t");
    }
    for csv in
        ["name,x\na,\na,\nb,\n", "name,x\na,1\n", "name,x\na,1\na,2\nb,3\n", "name,x,y\na,u,1\na,v,2\nb,w,\n"]
    {
        for how in [
            "",
            "using count",
            "using mean",
            "using minmax",
            "using median",
            "using mean, minmax",
            "with ratio",
        ] {
            says(csv, &format!("compare a, b on t {how}"));
            says(csv, &format!("compare a on t {how}"));
            says(csv, &format!("compare names on t by name {how}"));
        }
    }
}

#[test]
fn every_topic_can_be_counted() {
    let topics = super::last("show topics").unwrap();
    let topic = topics.tables[0].column("topic").unwrap();
    let mut counted = 0;
    for row in &topics.tables[0].rows {
        let Value::Text(topic) = &row[topic].value else { continue };
        // More cases than stand side by side are refused, and that is all.
        match super::last(&format!("compare on {topic} using count")) {
            Ok(answer) => {
                counted += 1;
                assert!(answer.findings.is_empty(), "{topic}");
                assert!(answer.tables[0].rows.len() == 1, "{topic}");
            }
            Err(error) => assert!(error.contains("side by side"), "{topic}: {error}"),
        }
    }
    assert!(counted > 15, "{counted}");
}

proptest! {
    #[test]
    fn a_ratio_is_of_figures_that_are_not_below_zero(a in -3i16..9, b in -3i16..9) {
        let answer = answer(&format!("city,v\nP,{a}\nQ,{b}\n"), "", "compare P, Q on t with ratio").unwrap();
        let is_multiple = a >= 0 && b > 0;
        let ratio = answer.tables[0].rows[0][answer.tables[0].column("ratio").unwrap()].value.as_number();
        prop_assert_eq!(ratio.is_some(), is_multiple);
        prop_assert!(ratio.is_none_or(|ratio| (ratio - f64::from(a) / f64::from(b)).abs() <= 0.005));
        prop_assert_eq!(sentences(&answer).contains("No ratio of `v`"), !is_multiple);
    }
}

const STEPS: [&str; 3] = ["low", "middle", "high"];

/// A statement on a package of one table `t` in a folder of that name: two cities in the years from 2000, each year with a step of a scale or without.
fn of_steps(name: &str, steps: &[Vec<Option<usize>>; 2], statement: &str) -> Result<Answer, String> {
    let folder = folder(name);
    let package = r#"{"name": "p", "resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [
        {"name": "city", "type": "string", "juxta:role": "case"},
        {"name": "year", "type": "year", "juxta:role": "time"},
        {"name": "tier", "type": "string", "categories": ["low", "middle", "high"], "categoriesOrdered": true,
         "juxta:role": "measure", "juxta:level": "ordinal", "juxta:direction": "higher", "juxta:unit": "tier"}
    ]}}]}"#;
    let mut csv = "city,year,tier\n".to_owned();
    for (city, steps) in CITIES.iter().zip(steps) {
        for (year, step) in (2000..).zip(steps) {
            writeln!(csv, "{city},{year},{}", step.map_or("", |step| STEPS[step])).unwrap();
        }
    }
    std::fs::write(folder.join("datapackage.json"), package).unwrap();
    std::fs::write(folder.join("t.csv"), csv).unwrap();
    last(&format!("load \"{}\"\n{statement}", folder.display().to_string().replace('\\', "/")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_greatest_and_the_least_step_are_steps(
        p in prop::collection::vec(prop::option::weighted(0.8, 0usize..3), 1..6),
        q in prop::collection::vec(prop::option::weighted(0.8, 0usize..3), 1..6)
    ) {
        for (method, greatest) in [("max", true), ("min", false)] {
            let ends = [&p, &q].map(|steps| {
                let known = steps.iter().copied().flatten();
                if greatest { known.max() } else { known.min() }
            });
            let steps = [p.clone(), q.clone()];
            let answer = of_steps("end-steps", &steps, &format!("compare P, Q on t.tier using {method}")).unwrap();
            let [row] = answer.tables[0].rows.as_slice() else { return Err(TestCaseError::fail("one row")) };
            let cell = |column: &str| answer.tables[0].column(column).map(|at| &row[at].value);
            let told = |column: &str| cell(column).map(plain);
            for (city, end) in CITIES.iter().zip(ends) {
                match end {
                    Some(end) => prop_assert_eq!(told(city), Some(STEPS[end].to_owned())),
                    // A hole is shown, even where nothing is known of anybody.
                    None => prop_assert!(matches!(cell(city), Some(Value::Missing(_)))),
                }
            }
            if let [Some(a), Some(b)] = ends {
                let leader = match a.cmp(&b) {
                    std::cmp::Ordering::Less => "Q",
                    std::cmp::Ordering::Equal => "tie",
                    std::cmp::Ordering::Greater => "P",
                };
                prop_assert_eq!(told("leader"), Some(leader.to_owned()));
                prop_assert_eq!(told("gap"), Some(a.abs_diff(b).to_string()));
            }
        }
    }
}

#[test]
fn steps_have_no_mean_and_no_middle() {
    let steps = [vec![Some(0), Some(2)], vec![Some(1), Some(1)]];
    for method in ["mean", "sum", "median", "minmax"] {
        let refused =
            of_steps("middle-steps", &steps, &format!("compare P, Q on t.tier using {method}")).unwrap_err();
        assert!(refused.contains("means nothing"), "{method}: {refused}");
    }
    for statement in
        ["compare P, Q on t.tier using max by year", "trend t.tier using max", "trend t.tier using min"]
    {
        let answer = of_steps("middle-steps", &steps, statement)
            .unwrap_or_else(|error| panic!("{statement}: {error}"));
        assert!(!answer.tables[0].rows.is_empty(), "{statement}");
    }
}
