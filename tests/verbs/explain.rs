//! What `explain` says of cases that are hard to explain.

use juxta::answer::{Answer, Table};
use juxta::base::source::Source;
use juxta::data::Value;
use juxta::session::{Outcome, Session};

/// The last answer of a script, or the message of its first mistake.
fn run(script: &str) -> Result<Answer, String> {
    let mut session = Session::new().unwrap();
    let source = Source::new("test", script);
    let mut last = None;
    for done in session.run_all(&source) {
        match done {
            Ok((_, Outcome::Answer { answer, .. })) => last = Some(Answer::clone(&answer)),
            Ok(_) => {}
            Err(error) => return Err(error.to_string()),
        }
    }
    last.ok_or_else(|| "no answer".into())
}

fn table<'a>(answer: &'a Answer, name: &str) -> Option<&'a Table> {
    answer.tables.iter().find(|table| table.name == name)
}

#[test]
fn both_ways_to_name_conditions_ask_the_same() {
    let rows = |query: &str| table(&run(query).unwrap(), "models").unwrap().rows.clone();
    let topic_first = rows("explain lipset on DEV, STB for SURV using qca");
    assert_eq!(topic_first, rows("explain lipset on lipset.DEV, lipset.STB for SURV using qca"));
    assert_eq!(topic_first, rows("explain countries on lipset.DEV, STB for SURV using qca"));
}

#[test]
fn a_case_that_is_not_fully_known_is_left_out_by_name() {
    // The figure of the ranking shows the tiers of Tokyo and Shanghai as a picture only.
    let answer = run("define top in rankings as tier = \"Top Cities\"\n\
         define asian in rankings as continent = Asia\n\
         define ahead in rankings as rank <= 5\n\
         explain cities on rankings.top, rankings.asian for ahead using agreement where index = GDCI")
    .unwrap();
    let named: Vec<&str> = answer.left_out.iter().map(|left_out| left_out.item.as_str()).collect();
    assert!(named.contains(&"Tokyo") && named.contains(&"Shanghai"), "{named:?}");
    assert!(answer.left_out[0].reason.contains("`top`"), "{:?}", answer.left_out);
}

#[test]
fn two_cases_get_no_formula() {
    let answer = run("define large in profile as population > 15000000\n\
         define rich in profile as grdp_usd > 400000000000\n\
         explain Beijing, Seoul on profile.large for rich using qca parsimonious")
    .unwrap();
    assert!(table(&answer, "models").is_none());
    let last = answer.findings.last().unwrap();
    assert!(last.kind == "two cases" && last.text.contains("nothing follows"), "{}", last.text);
}

#[test]
fn a_contradiction_is_marked_and_named() {
    let answer = run("explain lipset on DEV for SURV using qca").unwrap();
    let rows = table(&answer, "rows").unwrap();
    let outcome = rows.place(juxta::answer::schema::TruthColumn::Outcome).unwrap();
    assert!(rows.rows.iter().any(|row| row[outcome].value == Value::text("C")));
    assert!(
        answer
            .findings
            .iter()
            .any(|finding| finding.kind == "contradiction" && finding.text.contains("Austria"))
    );
    assert!(table(&answer, "models").is_none());
}

#[test]
fn an_outcome_that_does_not_vary_is_refused() {
    let none = run("explain AU, GR on lipset.DEV, lipset.URB for SURV using qca").unwrap_err();
    assert!(none.contains("no case has `SURV`"), "{none}");
    let all = run("explain lipset on DEV, URB for SURV using qca where SURV").unwrap_err();
    assert!(all.contains("all 8 cases have `SURV`"), "{all}");
    assert!(run("explain lipset on DEV, URB for SURV using agreement where SURV").is_ok());
}

#[test]
fn more_than_twelve_conditions_are_refused() {
    let define = |at: usize| format!("define c{at} in lipset as urban > {}\n", 20 + 3 * at);
    let names: Vec<String> = (0..13).map(|at| format!("c{at}")).collect();
    let script: String = (0..13).map(define).collect();
    let refused =
        run(&format!("{script}explain lipset on {} for SURV using qca", names.join(", "))).unwrap_err();
    assert!(refused.contains("13 conditions") && refused.contains("12 is the limit"), "{refused}");
    let twelve = run(&format!("{script}explain lipset on {} for SURV using qca", names[..12].join(", ")));
    assert!(twelve.is_ok(), "{:?}", twelve.err());
}

#[test]
fn figures_are_no_conditions() {
    let refused = run("explain lipset on gdp_per_head for SURV").unwrap_err();
    assert!(refused.contains("`gdp_per_head` is no condition"), "{refused}");
}

#[test]
fn no_answer_speaks_of_causes() {
    for query in [
        "explain lipset on DEV, URB, LIT, IND, STB for SURV using qca parsimonious with cases",
        "explain lipset on DEV, URB, LIT, IND, STB for not SURV using difference",
        "explain cafeteria for ill using joint",
        "match lipset for SURV using mdso",
    ] {
        let answer = run(query).unwrap();
        let texts =
            answer.findings.iter().map(|finding| &finding.text).chain(&answer.notes).chain([&answer.title]);
        for text in texts {
            assert!(!text.to_lowercase().contains("caus"), "{text}");
        }
    }
}
