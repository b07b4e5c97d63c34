//! Input that nobody means well with: a clear message and the right exit code, never a panic and never a wait.

use crate::support::{Ran, ends, feed, juxta};

#[track_caller]
fn script(text: impl AsRef<[u8]>, code: i32) -> Ran {
    let ran = feed(juxta(["--quiet", "-"]), text.as_ref());
    ends(&ran, code);
    ran
}

#[test]
fn text_that_is_none() {
    let ran = feed(juxta(["-"]), b"show topics\n\xff\xfe\n");
    assert_eq!(ran.code, Some(3), "{}", ran.stderr);
    assert!(ran.stderr.contains("line 2"), "{}", ran.stderr);
    for text in
        ["\0", "show \0topics", "show \u{7}topics", "show \u{1b}[31mtopics", "\u{202e}show topics", "\u{85}"]
    {
        script(text, 1);
    }
    // A comment may hold anything.
    script("show conferences # \u{7}\u{1b}[31m", 0);
}

#[test]
fn a_line_of_a_million_letters() {
    let long = "x".repeat(1_000_000);
    script(&long, 1);
    script(format!("show {long}"), 1);
    script(format!("show rankings where city = \"{long}\""), 1);
    script(format!("show conferences #{long}"), 0);
    script(format!("show conferences{}", " ".repeat(1_000_000)), 0);
    script(format!("show conferences where year = {}", "9".repeat(1_000_000)), 1);
    script(format!("show conferences limit {}", "9".repeat(1_000_000)), 1);
    script("서울".repeat(200_000), 1);
}

#[test]
fn a_line_of_ten_thousand_words() {
    let many = 10_000;
    script(format!("show rankings where {}", "x ".repeat(many)), 1);
    script(format!("compare {} on rankings", "Beijing, ".repeat(many)), 1);
    script(format!("compare {}Seoul on rankings", "Beijing, ".repeat(many)), 0);
    script(format!("compare {}Seoul on rankings", "Beijing ".repeat(many)), 1);
    script(format!("show conferences where year = 2012{}", " or year = 2012".repeat(many)), 0);
    script(format!("show rankings where index in (GPCI{})", ", GCI".repeat(many)), 0);
    script(format!("compare Beijing, Seoul on rankings{}", ", rankings.rank".repeat(many)), 0);
    script(format!("show conferences order by year{}", ", year".repeat(many)), 0);
}

#[test]
fn deep_nesting() {
    let deep = 10_000;
    script(format!("show rankings where {}rank = 1{}", "(".repeat(deep), ")".repeat(deep)), 1);
    script(format!("show rankings where {}rank = 1", "(".repeat(deep)), 1);
    script(format!("show rankings where rank = 1{}", ")".repeat(deep)), 1);
    script(format!("show rankings where {}rank = 1", "not ".repeat(deep)), 1);
    script(format!("show rankings where {}rank = 1", "not (".repeat(deep)), 1);
    script(format!("show rankings where {}rank = 1", "!".repeat(deep)), 1);
    script(format!("define x in profile as {}area{}", "(".repeat(deep), ")".repeat(deep)), 1);
    script(format!("define x in profile as area{}", " + area".repeat(deep)), 1);
    script(format!("define x in profile as {}area", "-".repeat(deep)), 1);
    script(format!("show {}", "a.".repeat(deep)), 1);
}

#[test]
fn definitions_that_build_on_each_other() {
    // Each is short, but all of them together are deep.
    let chain = |links: usize| {
        let links = (1..links).map(|at| format!("define x{at} in profile as x{} + x{}\n", at - 1, at - 1));
        format!("define x0 in profile as area + 1\n{}", links.collect::<String>())
    };
    let ran = feed(juxta(["--quiet", "-"]), chain(40).as_bytes());
    ends(&ran, 1);
    script("define x in profile as y + 1", 1);
    script("define x in profile as x + 1", 1);
    script("define x in profile as area + 1\ndefine x in profile as x + 1\nshow profile.x", 1);
}

#[test]
fn quotes_and_nothing_else() {
    for text in [
        "\"",
        "\"\"",
        "\"\"\"",
        "'",
        "''",
        "“",
        "”",
        "「",
        "“”",
        "show \"",
        "show \"\n\"",
        "compare \"\", '' on \"\"",
    ] {
        script(text, 1);
    }
    script("\"".repeat(100_000), 1);
    script("' ".repeat(100_000), 1);
}

#[test]
fn scraps() {
    for text in [
        ",",
        ".",
        "..",
        "=",
        "(",
        ")",
        "()",
        "-",
        "%",
        "1",
        "1.",
        ".5",
        "limit",
        "by",
        "on",
        "and",
        "not",
        "show",
        "show on",
        "show .",
        "show ,",
        "show *",
        "show rankings.",
        "show rankings..rank",
        "show rankings where",
        "show rankings where and",
        "show rankings limit -1",
        "show rankings limit 1.5",
        "show rankings order by",
        "compare",
        "compare on",
        "set",
        "expect",
        "export",
        "cite",
        "load",
        "load \"\"",
        "define",
        "define x",
        "define as",
        "define x as",
        "compare ,,, on ,,,",
        "show rankings where year in 9..",
        "show rankings where year in ..9",
        "show rankings where year in ()",
        "show rankings where rank = 1/",
        "show rankings as",
        "compare Beijing on rankings with",
        "compare Beijing on rankings using",
    ] {
        let ran = feed(juxta(["--quiet", "-"]), text.as_bytes());
        let code = ran.code;
        assert!(matches!(code, Some(0 | 1 | 3)), "{text}: {code:?}\n{}", ran.stderr);
        assert_eq!(code == Some(0), ran.stderr.is_empty(), "{text}: {}", ran.stderr);
    }
}

#[test]
fn strange_figures() {
    for (text, code) in [
        ("show conferences where year = 99999999999", 0),
        ("show conferences where year in 2020..2010", 0),
        ("show conferences where year < -5", 0),
        ("show conferences where year > 2147483647", 0),
        ("show conferences where year <= 0", 0),
        ("show conferences where meetings = 1/0", 0),
        ("define x in conferences as meetings / 0\nshow conferences.x", 0),
        ("define x in conferences as meetings / 0\ncompare Beijing, Seoul on conferences.x", 0),
        ("define x in conferences as meetings / 0\ntrend Beijing, Seoul on conferences.x", 0),
        ("show conferences limit 0", 0),
        ("trend Beijing, Seoul on conferences limit 0", 0),
        ("compare Beijing, Seoul on conferences where meetings < 0", 0),
        ("rank cities on conferences where meetings < 0", 0),
        ("tabulate conferences by city where meetings < 0", 0),
        ("trend Beijing, Seoul on conferences where meetings < 0", 0),
    ] {
        script(text, code);
    }
}

#[test]
fn many_statements() {
    script("set width 80\n".repeat(20_000), 0);
    script(";\n".repeat(100_000), 0);
    script((0..2_000).map(|at| format!("define set {at} as Beijing, Seoul\n")).collect::<String>(), 0);
    let mistakes = feed(juxta(["--quiet", "--keep-going", "-"]), "x\n".repeat(1_000).as_bytes());
    assert_eq!((mistakes.code, mistakes.stderr.matches('×').count()), (Some(1), 1_000));
}
