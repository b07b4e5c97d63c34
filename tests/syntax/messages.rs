//! Wrong statements and what is said about them, source and message together.

use juxta::base::source::Source;
use juxta::output::diagnostic::{Style, render};
use juxta::syntax::{SyntaxError, parse};

/// The messages about each text, one after another; every mended query must parse.
#[track_caller]
fn messages(texts: &[&str]) -> String {
    let mut all = String::new();
    for text in texts {
        let source = Source::new("test", *text);
        let errors: Vec<SyntaxError> = parse(&source).into_iter().filter_map(Result::err).collect();
        assert!(!errors.is_empty(), "{text}: no error");
        for error in errors {
            if let Some(query) = error.fix().and_then(|fix| fix.query()) {
                assert!(parse(&Source::new("fix", query)).iter().all(Result::is_ok), "{text}: {query}");
            }
            all += &render(&error, &source, Style::default());
        }
        all.push('\n');
    }
    all
}

/// The query that the message about a text advises.
#[track_caller]
fn mended(text: &str) -> String {
    let error = super::one(text).expect_err(text);
    let query = error.fix().and_then(|fix| fix.query());
    query.unwrap_or_else(|| panic!("{text}: nothing advised in {error:?}")).to_owned()
}

#[test]
fn habits_of_other_languages_are_named() {
    insta::assert_snapshot!(messages(&[
        "compare Beijing, Seoul on rankings where year == 2020",
        "compare Beijing, Seoul on rankings where year = 2020 && index == GCI",
        "compare Beijing, Seoul on rankings where year = 2020 || shared",
        "compare Beijing, Seoul on rankings where !shared",
        "explain lipset on DEV for ~SURV using qca",
        "SELECT * FROM rankings WHERE year = 2020 ORDER BY rank",
        "select rank, score from rankings where year == 2020 group by index",
        "compare Beijing vs Seoul on rankings",
        "compare Beijing, Seoul, and Tokyo on rankings",
        "show conferences where year between 2013 and 2019",
        "show conferences where year in 2013 to 2019",
        "compare Beijing, Seoul from rankings",
        "compare Beijing, Seoul in rankings",
        "show rankings where rank => 3",
        "show rankings where city is not Seoul",
        "show rankings where score is null",
        "show rankings where score <> null",
        "show rankings where score = ''",
        "show networks sort by founded",
        "show networks where year: 2020",
        "show conferences where 2013 <= year <= 2019",
        "define capitals = Beijing, Seoul",
        "load wages.csv as wages",
        "quit()",
    ]));
}

#[test]
fn clauses_are_checked() {
    insta::assert_snapshot!(messages(&[
        "show networks order founded",
        "show networks where scope = global where founded < 1990",
        "show networks by scope by function",
        "show networks limit 3 limit 4",
        "show networks limit ten",
        "show networks limit 99999999999999999999999",
        "compare Beijing, Seoul on rankings where",
        "compare Beijing, Seoul on rankings where year = 2020 and",
        "compare Beijing, Seoul on rankings as",
        "show networks where ties > 1,000,000",
        "show networks where index in GPCI, GCI",
        "show networks where 2020",
        "show networks where rank + 1",
        "show networks where (rank < 3) = 1",
        "show networks where founded < 1990 1991",
        "where year = 2020",
    ]));
}

#[test]
fn names_and_topics_are_asked_for() {
    insta::assert_snapshot!(messages(&[
        "compare",
        "compair Beijing, Seoul on rankings",
        "Beijing, Seoul on rankings",
        "compare Beijing Seoul rankings",
        "agree GPCI, GCI rankings",
        "agree GPCI, GCI",
        "compare Beijing, Seoul onn rankings",
        "compare Beijing, Seoul on rankings whre year = 2020",
        "compare 北京、首尔 on rankings whre year ＝ ２０２０",
        "compare , Seoul on rankings",
        "compare Beijing,, Seoul on rankings",
        "compare Beijing, on rankings",
        "compare Beijing,",
        "compare Mayors for Peace, C40 on networks",
        "compare Beijing on rankings.",
        "compare \"\", Seoul on rankings",
    ]));
}

#[test]
fn quotes_brackets_and_characters_are_checked() {
    insta::assert_snapshot!(messages(&[
        "compare Beijing, \"Seoul on rankings",
        "compare Beijing' on rankings",
        "show networks where (year = 2020",
        "show networks where (year = 2020 order by rank",
        "show networks where year = 2020)",
        "show networks where index in ()",
        "compare $Seoul on rankings",
        "show networks where a [b]",
        "show networks where a @ b",
        "compare Bei\u{7}jing, Seoul on rankings",
        "show \"a\u{1b}[31mb\" on networks",
        "show \u{202e}xyz on networks",
        "compare a\0b on x",
    ]));
}

#[test]
fn other_statements_are_checked() {
    insta::assert_snapshot!(messages(&[
        "define",
        "define x",
        "define x as",
        "define x Beijing, Seoul",
        "define x as Beijing, rank < 3",
        "define x as Beijing, 3",
        "export \"x.md\"",
        "export to x.md",
        "expect 4",
        "set where 3",
        "cite as",
        "load \"x.csv\" with case = country,",
    ]));
}

#[test]
fn labels_find_their_line_in_a_script() {
    insta::assert_snapshot!(messages(&[
        "show topics\n\n# two lines on\ncompare Beijing, Seoul\n  on rankings\n  where year == 2020\nshow x where\n",
    ]));
}

#[test]
fn advice_is_a_whole_query() {
    for (text, query) in [
        (
            "compare Beijing vs Seoul on rankings where year == 2020 && !shared",
            "compare Beijing, Seoul on rankings where year = 2020 and not shared",
        ),
        (
            "compare Beijing and Seoul from rankings order year",
            "compare Beijing, Seoul on rankings order by year",
        ),
        (
            "compare Beijing,\n  Seoul # two\n  on rankings where a == 1",
            "compare Beijing, Seoul on rankings where a = 1",
        ),
        ("show x where a is null and b <> null", "show x where a is missing and b is not missing"),
        ("show x where a or b order by c where d", "show x where (a or b) and d order by c"),
        ("show x by a, b by c", "show x by a, b, c"),
        ("show x where a=b c=d", "show x where a=b and c=d"),
    ] {
        assert_eq!(mended(text), query);
    }
}

#[test]
fn too_deep_is_said_quickly() {
    let deep = |text: &str| matches!(super::one(text), Err(SyntaxError::TooDeep { .. }));
    let many = 10_000;
    assert!(deep(&format!("show x where {}a = 1{}", "(".repeat(many), ")".repeat(many))));
    assert!(deep(&format!("show x where {}", "(".repeat(many))));
    assert!(deep(&format!("show x where {}a", "not ".repeat(many))));
    assert!(deep(&format!("show x where {}a", "! ".repeat(many))));
    assert!(deep(&format!("show x where {}a", "!".repeat(many))));
    assert!(deep(&format!("show x where a = 1{}", " + 1".repeat(many))));
    assert!(deep(&format!("show x where a in {}1{}", "(".repeat(many), ")".repeat(many))));
    for depth in [40, 64] {
        let open = "(".repeat(depth);
        assert!(super::one(&format!("show x where {open}a = 1{}", ")".repeat(depth))).is_ok());
        assert!(super::one(&format!("show x where {open}a = 1")).is_err());
        assert!(super::one(&format!("show x where {}a", "not ".repeat(depth))).is_ok());
    }
}

#[test]
fn a_long_line_is_read_and_shown_in_part() {
    assert!(super::one(&format!("show {} on x", "a".repeat(1_000_000))).is_ok());
    let long = "a, ".repeat(20_000);
    assert!(super::one(&format!("show {long} b on x")).is_ok());
    let source = Source::new("test", format!("show {long} where == {}", "b".repeat(1_000_000)));
    let message = match parse(&source).remove(0) {
        Ok(statement) => panic!("{statement:?}"),
        Err(error) => render(&error, &source, Style::default()),
    };
    assert!(message.len() < 1_000, "{message}");
}
