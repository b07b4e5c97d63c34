//! Pictures of answers: the form follows from the verb, and what is drawn can be read too.

use crate::support::printed;

const QUERIES: [(&str, &str); 14] = [
    ("compare", "compare Beijing, Seoul on rankings where year = 2020"),
    ("profile", "compare Beijing, Seoul on profile"),
    ("rank", "rank cities on rankings.GCI limit 8"),
    ("tabulate", "tabulate Beijing, Seoul on sister_cities by continent"),
    ("trend", "trend Beijing, Seoul on conferences where year != 2014"),
    ("four", "compare Beijing, Seoul, Tokyo, London on rankings where year = 2020"),
    ("words", "compare Beijing, Seoul on assessments where form = bilateral"),
    ("tiers", "rank cities on rankings.GaWC.tier limit 12"),
    ("cross", "tabulate networks by scope, specialisation"),
    ("agree", "agree GPCI, GCI, GaWC on rankings"),
    ("match", "match lipset on DEV, URB, LIT, IND, STB for SURV using msdo"),
    ("attributes", "match Beijing, Seoul on case_selection"),
    ("mill", "explain cafeteria for ill using joint"),
    ("truth", "explain lipset on DEV, URB, LIT, IND, STB for SURV using qca"),
];

#[test]
fn every_verb_has_its_form() {
    for (name, query) in QUERIES {
        let text = format!(
            "{}\n{}",
            run(&format!("set width 90\n{query} as chart")),
            run(&format!("set width 90\nset border ascii\n{query} as chart"))
        );
        insta::assert_snapshot!(format!("{name}_text"), text);
        insta::assert_snapshot!(format!("{name}_svg"), run(&format!("{query} as svg")));
    }
}

#[test]
fn ascii_charts_hold_no_other_sign() {
    for (_, query) in QUERIES {
        let text = run(&format!("set border ascii\n{query} as chart"));
        let drawn: String = text.lines().take_while(|line| !line.starts_with("Sources")).skip(1).collect();
        // Units are text of the data.
        assert!(drawn.replace('²', "").is_ascii(), "{drawn}");
    }
}

#[test]
fn pictures_hold_what_listeners_and_readers_need() {
    for (_, query) in QUERIES {
        let svg = run(&format!("{query} as svg"));
        for part in
            ["role=\"img\"", "<title ", "<desc ", "prefers-color-scheme:dark", "Sources: ", "CC-BY-4.0"]
        {
            assert!(svg.contains(part), "{query}: no {part}");
        }
        assert!(svg.contains(&format!("Query: {}", query.replace(">", "&gt;"))), "{svg}");
        assert_eq!(svg, run(&format!("{query} as svg")), "the same bytes each time");
    }
}

#[test]
fn a_year_without_a_figure_breaks_the_line() {
    let lines = |query: &str| run(&format!("{query} as svg")).matches("<polyline").count();
    assert_eq!(lines("trend Beijing, Seoul on conferences"), 2);
    assert_eq!(lines("trend Beijing, Seoul on conferences where year != 2014"), 4);
}

#[test]
fn the_better_end_is_marked() {
    let query = "compare Beijing, Seoul on rankings where year = 2020";
    // One dumbbell an index: ranks, so the lower figure stands further right.
    let svg = run(&format!("{query} as svg"));
    assert_eq!((svg.matches("class=\"span\"").count(), svg.matches("better ▸").count()), (3, 3));
    assert_eq!(svg.matches("◀ best").count(), 4);
    let text = run(&format!("set width 90\n{query} as chart"));
    assert_eq!(text.lines().filter(|line| line.contains('●') && line.contains('▸')).count(), 6);
}

#[test]
fn charts_fit_a_narrow_window() {
    for (name, query) in QUERIES {
        for (width, room) in [("46", 46), ("60", 60)] {
            let text = run(&format!("set width {width}\n{query} as chart"));
            let wide = text.lines().find(|line| line.chars().count() > room);
            assert_eq!(wide, None, "{name} at {width}");
        }
    }
    let narrow = |query: &str| run(&format!("set width 46\n{query} as chart"));
    insta::assert_snapshot!(
        "narrow_truth",
        narrow("explain lipset on DEV, URB, LIT, IND, STB for SURV using qca")
    );
    // Many columns of few rows are turned.
    insta::assert_snapshot!("narrow_cross", narrow("tabulate organizations by city, decade"));
}

#[test]
fn crossings_are_marked() {
    let query = "trend Beijing, Seoul on conferences";
    assert_eq!(run(&format!("{query} as svg")).matches("class=\"crossing\"").count(), 1);
    let text = run(&format!("{query} as chart"));
    let lines: Vec<&str> = text.lines().collect();
    let axis = lines.iter().position(|line| line.contains('×')).expect("the crossing is marked");
    let at = lines[axis].chars().position(|c| c == '×').unwrap_or_default();
    let year: String = lines[axis + 1].chars().skip(at - 2).take(4).collect();
    assert_eq!(year, "2013", "{text}");
}

#[test]
fn figures_of_different_units_have_no_scale_together() {
    let svg = run("compare Beijing, Seoul on profile.grdp_usd, profile.grdp_local as svg");
    assert_eq!(svg.matches("<rect class=\"mark").count(), 2, "only the dollars are drawn");
}

#[test]
fn what_has_no_figures_is_no_chart() {
    let message = printed("show topics as chart").expect_err("there is nothing to draw");
    assert!(message.contains("E406"), "{message}");
    assert!(
        run("set format chart\nshow topics limit 2").contains("rankings"),
        "a session falls back to tables"
    );
}

fn run(script: &str) -> String {
    printed(script).unwrap_or_else(|message| panic!("{message}"))
}
