//! What must hold for every text, sensible or not.

use proptest::prelude::*;

use base::source::Source;

use crate::{is_complete, parse, statements};

pub const VALID: [&str; 10] = [
    "compare Beijing, Seoul on rankings where year = 2020",
    "compare 北京、首尔 on rankings．GCI where year in （２０１９，２０２０） as json",
    "show stages where from < 1980 and not (a is missing or b not in (1, -2.5%)) order by from desc limit 3",
    "explain lipset on DEV, URB for not SURV using qca parsimonious with cases",
    "define STB in lipset as cabinets / 2 + 1 < 10",
    "load \"x.csv\" as wages with case = country, time = year",
    "expect leader = Seoul where index = GPCI",
    "export last to 'its.md' force",
    "rank New York, Seoul on rankings since 2010 until 2019 except GCI, New York top 5",
    "show x where a = b from 2010 to 2019 order by since desc bottom 3",
];

const PIECES: [&str; 42] = [
    "(",
    ")",
    ",",
    "\"",
    "'",
    "“",
    "”",
    "\n",
    ";",
    "#",
    " ",
    "on",
    "where",
    "and",
    "not ",
    "in",
    "is",
    "=",
    "==",
    "<",
    "..",
    ".",
    "-",
    "+",
    "!",
    "1,000",
    "2019-2020",
    "vs",
    "from",
    "since ",
    " between 2010 and",
    "2015",
    " top",
    "except",
    "\nbefore",
    "\0",
    "é",
    "서울",
    "\u{301}",
    "$",
    "order",
    "as ",
];

/// A valid statement with a few pieces put in, taken out or doubled.
fn mutated() -> impl Strategy<Value = String> {
    let edit = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4_usize);
    (0..VALID.len(), prop::collection::vec(edit, 1..6)).prop_map(|(valid, edits)| {
        let mut text: Vec<char> = VALID[valid].chars().collect();
        for (place, piece, kind) in edits {
            let at = place.index(text.len() + 1);
            let end = (at + piece.index(6)).min(text.len());
            match kind {
                0 => drop(text.drain(at..end)),
                1 => text.splice(at..at, text[at..end].to_vec()).for_each(drop),
                _ => text.splice(at..at, PIECES[piece.index(PIECES.len())].chars()).for_each(drop),
            }
        }
        text.into_iter().collect()
    })
}

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![mutated(), mutated(), soup(), any::<String>()]
}

/// Reads the text; fails where something panics or lies outside the text.
fn holds(text: &str) -> Result<(), TestCaseError> {
    let spans = statements(text);
    let mut end = 0;
    for span in &spans {
        prop_assert!(end <= span.start && span.start < span.end && span.end <= text.len());
        prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        end = span.end;
    }
    let source = Source::new("test", text);
    let script = parse(&source);
    prop_assert_eq!(script.len(), spans.len());
    for (result, span) in script.iter().zip(&spans) {
        match result {
            Ok(statement) => prop_assert_eq!(statement.span, *span),
            Err(error) => {
                prop_assert!(!matches!(error, crate::SyntaxError::Unreadable { .. }), "{:?}", error);
            }
        }
    }
    // A text waits for a line exactly when a word on that line would belong to its last statement.
    let more = format!("{text}\nx");
    let joined = statements(&more).len() == spans.len();
    let unclosed = !joined && !is_complete(text);
    prop_assert!(joined != is_complete(text) || unclosed, "{:?}", more);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in text()) {
        holds(&text)?;
    }
}

#[test]
fn seeds_of_the_mutations_parse() {
    for text in VALID.iter() {
        assert!(parse(&Source::new("test", *text)).iter().all(Result::is_ok), "{text}");
    }
}
