//! What is known only as a bound or as a span, in every verb that subtracts, adds, tests or computes with it.

use proptest::prelude::*;

use super::{answer, cell};
use juxta::evaluate::plain;

/// A year, or a span of years, as it is written, and its first and last year.
fn years() -> impl Strategy<Value = (String, i32, i32)> {
    (1950i32..2000, prop_oneof![Just(0), 1i32..30]).prop_map(|(from, long)| {
        let text = if long == 0 { from.to_string() } else { format!("{from}-{}", from + long) };
        (text, from, from + long)
    })
}

fn csv(a: &str, b: &str) -> String {
    format!("name,year,since\nA,{a},{a}\nB,{b},{b}\nC,1900,1900\n")
}

/// The ends of a figure in a sentence: `≥5`, `≤9`, `5 to 9`, `5`.
fn ends(text: &str) -> (f64, f64) {
    let number = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN);
    match (text.strip_prefix('≥'), text.strip_prefix('≤'), text.split_once(" to ")) {
        (Some(low), ..) => (number(low), f64::INFINITY),
        (_, Some(high), _) => (f64::NEG_INFINITY, number(high)),
        (.., Some((low, high))) => (number(low), number(high)),
        _ => (number(text), number(text)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_gap_between_spans_holds_whichever_years_were_meant(
        (a, from, to) in years(), (b, other_from, other_to) in years(), x in 0i32..30, y in 0i32..30
    ) {
        let answer = answer(&csv(&a, &b), "", "compare A, B on t.year").unwrap();
        let gap = answer.tables[0].column("gap").unwrap();
        let (low, high) = ends(&plain(&answer.tables[0].rows[0][gap].value));
        let truth = (to.min(from + x) - other_to.min(other_from + y)).abs();
        prop_assert!(low <= f64::from(truth) && f64::from(truth) <= high, "{} and {}: {} to {}", a, b, low, high);
        // The ends can be met, so the bound is no wider than it must be.
        let all = (from..=to).flat_map(|a| (other_from..=other_to).map(move |b| (a - b).abs()));
        prop_assert_eq!(high, f64::from(all.clone().max().unwrap()));
        prop_assert_eq!(low.max(0.0), f64::from(all.min().unwrap()));
    }

    #[test]
    fn a_computed_figure_holds_whichever_year_was_meant((a, from, to) in years(), x in 0i32..30) {
        let csv = format!("name,year,n\nA,{a},7\nB,1960,3\n");
        let answer = answer(&csv, "", "define age in t as 2020 - year\nshow t.age").unwrap();
        let (low, high) = ends(&cell(&answer.tables[0], "A", "age").unwrap());
        let truth = f64::from(2020 - to.min(from + x));
        prop_assert!(low <= truth && truth <= high, "{}: {} to {}", a, low, high);
        prop_assert_eq!((low, high), (f64::from(2020 - to), f64::from(2020 - from)));
    }

    #[test]
    fn a_condition_on_a_computed_span_holds_or_fails_only_where_that_is_certain((a, from, to) in years(), than in 1950i32..2030) {
        let csv = format!("name,year,n\nA,{a},7\nB,1960,3\n");
        for (sign, holds) in [("<", i32::lt as fn(&i32, &i32) -> bool), (">=", i32::ge), ("=", i32::eq)] {
            let statement = format!("define begun in t as year + 0\nshow t where begun {sign} {than} and name = A");
            let answer = answer(&csv, "", &statement).unwrap();
            let all: Vec<bool> = (from..=to).map(|year| holds(&year, &than)).collect();
            let certain = all.iter().all(|holds| *holds);
            prop_assert_eq!(answer.tables[0].rows.len(), usize::from(certain), "{} {} {}", a, sign, than);
            let open = !certain && all.iter().any(|holds| *holds);
            prop_assert_eq!(open, answer.left_out.iter().any(|left| left.reason.contains("unknown")));
        }
    }
}

#[test]
fn sums_and_means_of_bounds_are_bounds() {
    let show = |using: &str| {
        let statement = format!("compare Beijing, Seoul on multilateral.joined using {using}");
        let answer = answer("name,n\na,1\n", "", &statement).unwrap();
        let at = answer.tables[0].column("Beijing").unwrap();
        plain(&answer.tables[0].rows[0][at].value)
    };
    for using in ["sum", "mean", "median", "min", "max"] {
        let shown = show(using);
        assert!(shown.starts_with("<10"), "{using}: {shown}");
    }
}
