//! `contains`: which rows hold a text, against the plain meaning of the words on every small table.

use std::fs;

use juxta::base::source::Source;
use juxta::session::{Outcome, Session};

use crate::support::folder;

/// The rows of a query on `t`, by their numbers, and how many rows were left out.
fn rows(session: &mut Session, query: &str) -> Result<(Vec<String>, usize), String> {
    let source = Source::new("test", query);
    let done = session.run_all(&source).next().expect("one statement").map_err(|e| e.to_string())?;
    let (_, Outcome::Answer { answer, .. }) = done else { panic!("no answer") };
    let table = &answer.tables[0];
    let at = table.column("n").expect("a column");
    let rows = table.rows.iter().map(|row| juxta::evaluate::plain(&row[at].value)).collect();
    Ok((rows, answer.left_out.len()))
}

#[test]
fn rows_hold_a_text_as_plain_reading_has_it() {
    // Case and accents do not count; a set, a missing cell, Korean whose syllables begin alike, Chinese.
    let texts =
        ["a", "A b", "b; a", "", "ab", "Ébène", "서울과 석유", "석유", "赵可金; 陈维", "COVID-19", "covid"];
    let folder = folder("contains");
    let quoted = |text: &&str| format!("\"{text}\"");
    let table: String = (1..).zip(&texts).map(|(n, text)| format!("r{n},{}\n", quoted(text))).collect();
    fs::write(folder.join("t.csv"), format!("n,words\n{table}")).expect("a file can be written");
    let mut session = Session::new().expect("the data inside can be read");
    session.load(&folder.join("t.csv")).expect("it can be loaded");
    let plain = |text: &str| text.to_lowercase().replace(['é', 'è'], "e");
    for wanted in [
        "a",
        "A",
        "b",
        "ab",
        "a b",
        "ebene",
        "서",
        "석",
        "서울",
        "赵可金",
        "陈",
        "covid",
        "COVID-19",
        "19",
        "zz",
    ] {
        let holds = |text: &&str| plain(text).contains(&plain(wanted));
        let named = |keep: &dyn Fn(&&str) -> bool| -> Vec<String> {
            let kept = (1..).zip(&texts).filter(|(_, text)| !text.is_empty() && keep(text));
            kept.map(|(n, _)| format!("r{n}")).collect()
        };
        let query = |condition: &str| format!("show t where {condition}");
        let asked =
            |session: &mut Session, condition: &str| rows(session, &query(condition)).expect(condition);
        let (found, left_out) = asked(&mut session, &format!("words contains \"{wanted}\""));
        assert_eq!(found, named(&holds), "{wanted}");
        // The missing cell neither holds it nor does not, and that is said.
        assert_eq!(left_out, 1, "{wanted}");
        for not in [format!("words not contains \"{wanted}\""), format!("not words contains \"{wanted}\"")] {
            assert_eq!(asked(&mut session, &not), (named(&|text| !holds(text)), 1), "{not}");
        }
    }
}

#[test]
fn a_field_may_be_called_contains() {
    let folder = folder("contains_field");
    fs::write(folder.join("u.csv"), "n,contains,water contains\nBox contains milk,milk,3\nJar,jam,4\n")
        .expect("a file can be written");
    let mut session = Session::new().expect("the data inside can be read");
    session.load(&folder.join("u.csv")).expect("it can be loaded");
    let box_only = Ok((vec!["Box contains milk".to_owned()], 0));
    for condition in
        ["contains = milk", "contains contains mil", "water contains = 3", "n contains \"contains\""]
    {
        assert_eq!(rows(&mut session, &format!("show u where {condition}")), box_only, "{condition}");
    }
    assert_eq!(rows(&mut session, "show Box contains milk on u"), box_only);
    let mistake = rows(&mut session, "show gpci where rank contains 3").expect_err("figures hold no words");
    assert_eq!(mistake, "`rank` holds figures, and `contains` looks into words");
}
