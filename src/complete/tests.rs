//! What is offered where.

use super::{complete, hint};
use crate::session::Session;
use crate::source::Source;

fn session() -> Session {
    let mut session = Session::new().unwrap();
    let source =
        Source::new("test", "define pair as Beijing, Seoul; compare pair on rankings where year = 2020");
    for statement in Session::statements(&source) {
        session.run(&source, &statement.unwrap()).unwrap();
    }
    session
}

/// The line with the first candidate put in, and the names of the first few.
fn shown(session: &Session, text: &str) -> String {
    let completion = complete(session, text, text.len());
    let names: Vec<&str> = completion.candidates.iter().map(|c| c.name.as_str()).take(9).collect();
    let more = completion.candidates.len().saturating_sub(names.len());
    let more = if more > 0 { format!(" … {more} more") } else { String::new() };
    let filled = completion.candidates.first().map(|c| format!("{}{}▮", &text[..completion.start], c.text));
    format!("{text}⇥\n    {}\n    {}{more}\n", filled.unwrap_or_default(), names.join(" | "))
}

#[test]
fn places() {
    let session = session();
    let lines = [
        "",
        "c",
        "COMP",
        "compare ",
        "compare be",
        "compare Beijing, ",
        "compare Beijing, Se",
        "compare Beijing ",
        "compare New ",
        "compare New Yo",
        "compare 베",
        "compare pek",
        "compare \"New Y",
        "compare pa",
        "compare Beijing, Seoul on ",
        "trend Beijing, Seoul on ",
        "compare Beijing, Seoul on rankings.",
        "compare Beijing, Seoul on rankings ",
        "COMPARE Beijing, Seoul ON rankings W",
        "compare Beijing, Seoul on rankings where ",
        "compare Beijing, Seoul on rankings where index ",
        "compare Beijing, Seoul on rankings where index = ",
        "compare Beijing, Seoul on rankings where index in (GPCI, ",
        "compare Beijing, Seoul on rankings where year = ",
        "compare Beijing, Seoul on rankings where leader = ",
        "compare Beijing, Seoul on rankings where year = 2020 and ti",
        "compare Beijing, Seoul on rankings where rank is ",
        "compare Beijing, Seoul on rankings where rank is not ",
        "compare Beijing, Seoul on rankings with ",
        "compare Beijing, Seoul on rankings using m",
        "compare Beijing, Seoul on rankings order by ",
        "show rankings order by rank d",
        "show rankings limit 3 ",
        "show rankings as ",
        "tabulate sister",
        "tabulate networks by ",
        "show ranki",
        "rank cities on ",
        "define ",
        "define best ",
        "define best in pro",
        "define best as be",
        "define best in profile as po",
        "load ",
        "load \"Car",
        "load \"Cargo.toml\" ",
        "load \"Cargo.toml\" as x w",
        "load \"Cargo.toml\" with ca",
        "set ",
        "set border ",
        "set pl",
        "expect ",
        "expect leader = ",
        "expect 4 r",
        "export ",
        "export to ",
        "export to \"Cargo.toml\" ",
        "cite ",
        "cite as ",
        "cite rankings ",
        "help wh",
        "? comp",
        "describe rank",
        "describe seo",
        "last ",
        "plan compare bei",
        "save \"Car",
        "quit ",
        "compare 서울 on rankings\nshow rankings wh",
        "show topics; show confe",
    ];
    let all: Vec<String> = lines.iter().map(|line| shown(&session, line)).collect();
    insta::assert_snapshot!(all.concat());
}

#[test]
fn hints() {
    let session = session();
    let lines = [
        "",
        "compare ",
        "compare Beijing",
        "compare Beijing, ",
        "compare Beijing, Seoul ",
        "compare Beijing, Seoul on ",
        "compare Beijing, Seoul on rankings",
        "compare Beijing, Seoul on rankings where ",
        "compare Beijing, Seoul on rankings where year =",
        "show topics as ",
        "set ",
        "help ",
        "find x",
    ];
    let all: Vec<String> =
        lines.iter().map(|line| format!("{line}▮{}\n", hint(&session, line).unwrap_or_default())).collect();
    insta::assert_snapshot!(all.concat());
}
