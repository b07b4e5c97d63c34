//! Where statements end.

use crate::{is_complete, statements};

/// The statements of a text, and whether it needs another line.
fn split(text: &str) -> (Vec<&str>, bool) {
    (statements(text).into_iter().map(|span| span.of(text)).collect(), is_complete(text))
}

#[test]
fn lines_and_semicolons_end_statements() {
    assert_eq!(split(""), (vec![], true));
    assert_eq!(split(" # only a comment"), (vec![], true));
    assert_eq!(split("a\nb"), (vec!["a", "b"], true));
    assert_eq!(split("a\r\nb\r\n"), (vec!["a", "b"], true));
    assert_eq!(split("a; b；c"), (vec!["a", "b", "c"], true));
    assert_eq!(split(";;\n;"), (vec![], true));
    assert_eq!(split("a \"x;y # z\" # c; d\nb"), (vec!["a \"x;y # z\"", "b"], true));
}

#[test]
fn a_line_may_go_on() {
    let one = |text| assert_eq!(split(text), (vec![text], true), "{text}");
    one("compare Beijing,\nSeoul on rankings");
    one("compare Beijing、\n首尔 on rankings");
    one("compare Beijing\non rankings\nwhere year = 2020\n  and shared");
    one("compare Beijing on\n\nrankings where\n year =\n 2020");
    one("show x where (a = 1\n\n or\n b = 2\n)");
    one("show x # one\n# two\n\n where a = 1");
    one("define x as a /\n b");
}

#[test]
fn the_value_of_a_setting_may_be_any_word() {
    assert_eq!(split("set plain on\nshow x"), (vec!["set plain on", "show x"], true));
    assert_eq!(split("SET color on"), (vec!["SET color on"], true));
    assert_eq!(split("settle on\nx"), (vec!["settle on\nx"], true));
}

#[test]
fn a_sign_that_sticks_to_its_word_does_not_go_on() {
    assert_eq!(split("show x where tier = Alpha-\nshow y").0.len(), 2);
    assert_eq!(split("show x where tier = A+\nshow y").0.len(), 2);
    assert_eq!(split("show x where a = b +\n1").0.len(), 1);
    assert_eq!(split("show onward\nshow y").0.len(), 2);
}

#[test]
fn an_open_quote_ends_with_its_line() {
    assert_eq!(split("show \"x\nshow y"), (vec!["show \"x", "show y"], true));
    assert_eq!(split("show (\"x\nshow y"), (vec!["show (\"x", "show y"], true));
    assert_eq!(split("show Xi'an\nshow y").0.len(), 2);
    assert_eq!(split("show cities' x\nshow y").0.len(), 2);
}

#[test]
fn what_waits_for_another_line() {
    for text in [
        "a,",
        "a (",
        "a (b\n",
        "a where",
        "a ORDER BY\n",
        "a = ",
        "a and # c",
        "a \"b",
        "a，",
        "a ..",
        "x\ny,",
    ] {
        assert!(!is_complete(text), "{text}");
    }
    for text in ["a", "a)", "a \"b\n", "a, b", "a (b)", "a Alpha-", "a;", "a,;", "a 'b' "] {
        assert!(is_complete(text), "{text}");
    }
}
