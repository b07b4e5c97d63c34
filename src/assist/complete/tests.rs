//! What is offered where.

use super::{Candidate, complete, hint};
use crate::help;
use base::fold::fold;

use base::source::Source;
use session::Session;
use syntax::ast::{Statement, StatementKind};
use syntax::{TokenKind, tokens};

fn session() -> Session {
    let mut session = Session::new().unwrap();
    let source =
        Source::new("test", "define pair as Beijing, Seoul; compare pair on rankings where year = 2020");
    for statement in Session::statements(&source) {
        session.run(&source, &statement.unwrap()).unwrap();
    }
    session
}

/// The lessons of a front.
fn lessons() -> Vec<Candidate> {
    vec![Candidate::new("1", "The same questions")]
}

/// The line with the first candidate put in, and the names of the first few.
fn shown(session: &Session, text: &str) -> String {
    let completion = complete(session, text, text.len(), lessons);
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
        "rank cities ",
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
        "load \"../import/packages/thesis/sister",
        "load \"../import/packages/the",
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
        "export to \"Car",
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
        "rank cities on ",
        "explain lipset on ",
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

/// Wherever a word stands in an example of the help, its beginning and Tab offer it.
#[test]
fn every_statement_completes_at_every_slot() {
    let mut missing = Vec::new();
    let mut tried = 0;
    let pages = help::subjects().filter(|subject| !subject.starts_with('E')).filter_map(help::page);
    for page in pages {
        let mut session = Session::new().unwrap();
        // The files of these examples are not there.
        for example in page.examples().filter(|example| !example.contains("wages")) {
            let source = Source::new("help", example);
            let mut not_offered = Vec::new();
            for token in tokens(example).filter(|token| token.kind == TokenKind::Word) {
                tried += 1;
                if !is_new(&example[..token.span.start], token.span.of(example))
                    && !offers(&session, &example[..token.span.start], token.span.of(example))
                {
                    not_offered.push(format!("{}⇥ {}", &example[..token.span.start], token.span.of(example)));
                }
            }
            // What one example defines, the next one may complete; no example leaves a file behind.
            let statements = Session::statements(&source).flatten();
            let stays = |s: &Statement| !matches!(s.node, StatementKind::Export(_));
            let _ = statements.filter(stays).try_for_each(|s| session.run(&source, &s).map(drop));
            missing.extend(not_offered);
        }
    }
    assert!(tried > 200, "{tried}");
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Whether a word is offered after its first letter, or at least before its last: another name may begin like it.
fn offers(session: &Session, before: &str, word: &str) -> bool {
    let letters: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    let ends = [letters.get(1), letters.last()].into_iter().flatten().copied().filter(|&end| end > 0);
    let mut ends = ends.chain((letters.len() == 1).then_some(0));
    ends.any(|end| {
        let typed = format!("{before}{}", &word[..end]);
        let completion = complete(session, &typed, typed.len(), lessons);
        let wanted = fold(&format!("{before}{word}"));
        let line = |text: &str| fold(&format!("{}{text}", &typed[..completion.start]));
        completion.candidates.iter().any(|candidate| line(&candidate.text).starts_with(&wanted))
    })
}

/// Figures, and names that the user makes up.
fn is_new(before: &str, word: &str) -> bool {
    let before = before.trim_end();
    word.starts_with(|c: char| c.is_ascii_digit()) || before.ends_with("define") || before.ends_with("\" as")
}
