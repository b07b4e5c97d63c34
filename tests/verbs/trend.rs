//! What `trend` says, against a plain reading of `method.md`, section D6.

use std::fmt::Write;

use proptest::prelude::*;

use super::{answer, cell, figure, findings, sentences, table};
use juxta::answer::Answer;

/// A series: the figures of 2000 and the years after it, some of them not known.
type Figures = Vec<Option<i16>>;

fn csv(series: &[(&str, &Figures)]) -> String {
    let mut csv = "city,year,v\n".to_owned();
    for (city, figures) in series {
        for (year, figure) in (2000..).zip(*figures) {
            let figure = figure.map_or_else(String::new, |figure| figure.to_string());
            writeln!(csv, "{city},{year},{figure}").unwrap();
        }
    }
    csv
}

fn known(figures: &Figures) -> Vec<(i32, f64)> {
    (2000..).zip(figures).filter_map(|(year, figure)| Some((year, f64::from((*figure)?)))).collect()
}

fn two(p: &Figures, q: &Figures, with: &str) -> Answer {
    answer(&csv(&[("P", p), ("Q", q)]), with, "trend P, Q on t.v").unwrap()
}

fn figures(from: i16) -> impl Strategy<Value = Figures> {
    prop::collection::vec(prop::option::weighted(0.7, from..12), 3..7)
}

/// Who is larger where the two differ, in the years in which both are known.
fn signs(p: &Figures, q: &Figures) -> Vec<(i32, i16)> {
    let both = (2000..).zip(p.iter().zip(q));
    both.filter_map(|(year, (p, q))| Some((year, ((*p)? - (*q)?).signum()))).collect()
}

/// The sentences on who overtakes whom, of figures of which more is better.
fn overtakings(signs: &[(i32, i16)]) -> Vec<String> {
    let mut told = Vec::new();
    let mut before = 0;
    for (at, &(year, sign)) in signs.iter().enumerate() {
        if sign != 0 && before != 0 && sign != before {
            let (ahead, behind) = if sign > 0 { ("P", "Q") } else { ("Q", "P") };
            let last = signs[at - 1].0;
            told.push(match year - last {
                1 => format!("{ahead} overtakes {behind} in {year}."),
                _ => format!(
                    "{ahead} overtakes {behind} between {last} and {year}, of which nothing is known of both."
                ),
            });
        }
        before = if sign == 0 { before } else { sign };
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn who_overtakes_whom_is_told_and_when_it_can_be_known(p in figures(-3), q in figures(-3)) {
        prop_assume!(known(&p).len() > 1 && known(&q).len() > 1);
        let answer = two(&p, &q, "with higher = v");
        let told: Vec<&str> = findings(&answer, "crossing").map(|finding| finding.text.as_str()).collect();
        prop_assert_eq!(told, overtakings(&signs(&p, &q)));
        let equal = signs(&p, &q).iter().filter(|(_, sign)| *sign == 0).count();
        prop_assert_eq!(findings(&answer, "touch").count(), usize::from(equal > 0));
    }

    #[test]
    fn where_less_is_better_the_lower_one_overtakes(p in figures(1), q in figures(1)) {
        prop_assume!(known(&p).len() > 1 && known(&q).len() > 1);
        let (higher, lower) = (two(&p, &q, "with higher = v"), two(&p, &q, "with lower = v"));
        let ahead = |answer: &Answer| {
            findings(answer, "crossing").map(|finding| finding.figures[1].1.clone()).collect::<Vec<_>>()
        };
        let (ups, downs) = (ahead(&higher), ahead(&lower));
        prop_assert_eq!(ups.len(), downs.len());
        prop_assert!(ups.iter().zip(&downs).all(|(up, down)| up != down));
    }

    #[test]
    fn what_changed_is_what_the_formulas_say(p in figures(-3)) {
        let points = known(&p);
        prop_assume!(!points.is_empty());
        let answer = answer(&csv(&[("P", &p)]), "with flow = v", "trend t").unwrap();
        let change = table(&answer, "change").unwrap();
        let of = |column: &str| figure(change, "P", column);
        let (first, last) = (points[0], points[points.len() - 1]);
        let (years, n) = (f64::from(last.0 - first.0), points.len() as f64);
        let several = points.len() > 1;
        let values = || points.iter().map(|point| point.1);
        let (most, least) = (values().fold(f64::MIN, f64::max), values().fold(f64::MAX, f64::min));
        let year_of = |value: f64| points.iter().find(|point| point.1 == value).unwrap().0.to_string();
        let close = |a: Option<f64>, b: Option<f64>| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-9 * b.abs().max(1.0),
            (a, b) => a == b,
        };
        prop_assert_eq!((of("first"), of("last")), (Some(first.1), Some(last.1)));
        prop_assert_eq!(of("change"), several.then_some(last.1 - first.1));
        let percent = several && first.1 > 0.0 && least >= 0.0;
        prop_assert!(close(of("% change"), percent.then(|| 100.0 * (last.1 / first.1 - 1.0))));
        let rate = percent && last.1 > 0.0;
        prop_assert!(close(of("CAGR"), rate.then(|| 100.0 * ((last.1 / first.1).powf(1.0 / years) - 1.0))));
        let (mean, at) = (values().sum::<f64>() / n, points.iter().map(|p| f64::from(p.0)).sum::<f64>() / n);
        let rise: f64 = points.iter().map(|p| (f64::from(p.0) - at) * (p.1 - mean)).sum();
        let run: f64 = points.iter().map(|p| (f64::from(p.0) - at).powi(2)).sum();
        prop_assert!(close(of("slope"), several.then(|| rise / run)));
        prop_assert!(close(of("mean"), Some(mean)) && close(of("total"), Some(values().sum())));
        prop_assert_eq!((of("highest"), of("lowest")), (Some(most), Some(least)));
        prop_assert_eq!(cell(change, "P", "highest year"), Some(year_of(most)));
        prop_assert_eq!(cell(change, "P", "lowest year"), Some(year_of(least)));
        let said = sentences(&answer).contains("there is no base");
        prop_assert_eq!(said, several && !percent);
    }

    #[test]
    fn apart_and_together_are_what_the_figures_do(p in figures(-3), q in figures(-3)) {
        let both: Vec<(f64, f64)> = p.iter().zip(&q).filter_map(|(p, q)| Some((f64::from((*p)?), f64::from((*q)?)))).collect();
        prop_assume!(known(&p).len() > 1 && known(&q).len() > 1);
        let answer = two(&p, &q, "");
        let told: Vec<_> = findings(&answer, "convergence").collect();
        prop_assert_eq!(told.len(), usize::from(both.len() > 1));
        let text = sentences(&answer);
        prop_assert!(!text.contains("inf") && !text.contains("NaN"));
        let [first, .., last] = both.as_slice() else { return Ok(()) };
        let gap = |pair: &(f64, f64)| (pair.0 - pair.1).abs();
        let how = |before: f64, after: f64| match after - before {
            more if more > 1e-9 => "apart",
            less if less < -1e-9 => "together",
            _ => "as far",
        };
        prop_assert!(told[0].text.starts_with(&match how(gap(first), gap(last)) {
            "as far" => "P and Q are as far apart in ".to_owned(),
            how => format!("P and Q draw {how}: the gap goes from {} in ", gap(first)),
        }), "{}", told[0].text);
        // sigma-convergence: of two figures the coefficient of variation is |a − b| / (a + b).
        let positive = both.iter().all(|&(p, q)| p > 0.0 && q > 0.0) && gap(first) + gap(last) > 0.0;
        prop_assert_eq!(told[0].text.contains("coefficient of variation"), positive, "{}", told[0].text);
        let relative = |pair: &(f64, f64)| gap(pair) / (pair.0 + pair.1);
        let turns = how(gap(first), gap(last)) != how(relative(first), relative(last))
            && how(relative(first), relative(last)) != "as far";
        prop_assert_eq!(told[0].text.contains("against their size"), positive && turns, "{}", told[0].text);
    }

    #[test]
    fn places_gained_are_a_plus_and_the_smallest_is_the_best(p in prop::collection::vec(1i16..30, 2..6)) {
        let ranks: Figures = p.iter().copied().map(Some).collect();
        let csv = csv(&[("P", &ranks)]).replace(",v\n", ",rank\n");
        let answer = answer(&csv, "", "trend t").unwrap();
        let change = table(&answer, "change").unwrap();
        let of = |column: &str| figure(change, "P", column);
        prop_assert_eq!(of("change"), Some(f64::from(p[0]) - f64::from(p[p.len() - 1])));
        prop_assert_eq!(of("best"), p.iter().min().map(|&best| f64::from(best)));
        prop_assert_eq!(of("worst"), p.iter().max().map(|&worst| f64::from(worst)));
        for column in ["% change", "CAGR", "slope", "mean", "total"] {
            prop_assert_eq!(of(column), None);
        }
    }
}

#[test]
fn a_state_is_not_added_up_and_a_flow_is() {
    let csv = "city,year,people,meetings\nP,2000,10,3\nP,2001,12,4\n";
    let total = |with: &str, measure: &str| {
        let answer = answer(csv, with, &format!("trend t.{measure}")).unwrap();
        (figure(table(&answer, "change").unwrap(), "P", "total"), sentences(&answer).contains("with flow = "))
    };
    assert_eq!(total("", "people"), (None, true));
    assert_eq!(total("with flow = meetings", "people"), (None, true));
    assert_eq!(total("with flow = meetings", "meetings"), (Some(7.0), false));
}

#[test]
fn a_share_changes_in_percentage_points() {
    let csv = "city,year,turnout (%)\nP,2000,10\nP,2010,15\nQ,2000,20\nQ,2010,30\n";
    let answer = answer(csv, "", "trend t").unwrap();
    let change = table(&answer, "change").unwrap();
    let slope = &change.columns[change.columns.find("slope").unwrap().place()];
    assert_eq!((&*slope.unit, figure(change, "P", "slope")), ("pp a year", Some(0.5)));
    assert_eq!((figure(change, "P", "% change"), figure(change, "P", "CAGR")), (None, None));
    assert_eq!(cell(table(&answer, "rows").unwrap(), "2000", "gap").as_deref(), Some("10"));
    assert!(sentences(&answer).contains("draw apart: the gap goes from 10 pp in 2000 to 15 pp in 2010."));
}

#[test]
fn spans_have_no_yearly_rate_and_are_not_added_where_they_overlap() {
    let csv = "city,year,v\nP,1990-1999,4\nP,2000-2009,6\nQ,1990-1999,4\nQ,1995-2005,6\n";
    let answer = answer(csv, "with flow = v", "trend t").unwrap();
    let change = table(&answer, "change").unwrap();
    assert_eq!((figure(change, "P", "CAGR"), figure(change, "P", "slope")), (None, None));
    assert_eq!((figure(change, "P", "total"), figure(change, "Q", "total")), (Some(10.0), None));
    assert!(sentences(&answer).contains("no yearly rate"));
}

#[test]
fn rows_that_cannot_be_used_are_told() {
    let csv = "city,year,v\nP,2000,1\nP,,5\nP,2002,3\nQ,2001,4\n";
    let answer = answer(csv, "with time = year", "trend t").unwrap();
    assert!(answer.left_out.iter().any(|left_out| left_out.item == "1 row"), "{:?}", answer.left_out);
    let text = sentences(&answer);
    assert!(text.contains("Q has a figure in one year only"), "{text}");
    assert!(text.contains("Not the same years are known of all: P 2000 and 2002, Q 2001."), "{text}");
    assert_eq!(figure(table(&answer, "change").unwrap(), "Q", "change"), None);
}

#[test]
fn a_count_of_rows_is_no_rank() {
    let csv = "city,year,rank\nP,2000,7\nP,2001,5\nQ,2000,9\nQ,2001,3\n";
    let answer = answer(csv, "", "trend t using count").unwrap();
    let rows = table(&answer, "rows").unwrap();
    assert_eq!((&*rows.columns[1].unit, rows.columns[1].direction), ("row", None));
    assert_eq!(figure(table(&answer, "change").unwrap(), "P", "total"), Some(2.0));
}

#[test]
fn a_method_that_means_nothing_is_refused() {
    let csv = "city,year,rank\nP,2000,7\nP,2001,5\n";
    for method in ["mean", "sum", "minmax", "zscore"] {
        assert!(answer(csv, "", &format!("trend t using {method}")).is_err(), "{method}");
    }
}

#[test]
fn a_table_without_a_figure_says_so_and_can_be_counted() {
    let csv = "name,year\na,2000\na,2001\nb,2000\n";
    let refused = answer(csv, "", "trend t").unwrap_err();
    assert!(refused.contains("`t` holds no figure that could change"), "{refused}");
    assert!(answer(csv, "", "trend t using count").is_ok());
}

#[test]
fn rows_without_a_label_or_with_one_of_a_list_are_one_series() {
    let csv = "city,region,year,v\nP,North,2000,1\nP,South,2000,3\nP,..,2000,4\nP,North,2001,1\nP,South,2001,6\nP,..,2001,7\n";
    let with = "with case = city, key = region, missing = \"..\"";
    let change = |condition: &str| {
        let answer = answer(csv, with, &format!("trend P on t.v where {condition}"))?;
        Ok::<_, String>(figure(table(&answer, "change").unwrap(), "P", "change"))
    };
    assert_eq!(change("region is missing"), Ok(Some(3.0)));
    assert_eq!(change("region in (South)"), Ok(Some(3.0)));
    assert_eq!(change("region = North"), Ok(Some(0.0)));
    for several in ["region is not missing", "region in (North, South)", "not region is missing"] {
        let refused = change(several).unwrap_err();
        assert!(refused.contains("more than one question here: `North` or `South`"), "{several}: {refused}");
    }
}
