//! The one layout of scripts: laid out twice it is the same, and it means what was written.

use proptest::prelude::*;

use super::anything;
use super::sexpr;
use crate::{TokenKind, format, parse, tokens};
use base::source::Source;

#[test]
fn layouts() {
    let written = "\n\n# The five rankings.\n\n\nCOMPARE  Beijing ,Seoul   ON rankings WHERE year=2020 ;cite AS bibtex # who?\n\
        define \"late  ties\" in decades AS decade>=1990 and  ties / 2 -1>-4\n  # not yet\n\
        rank cities\n  ON gpci.Economy # one function\n  # of six\n  order BY points DESC, city\n  limit 10\n\n\n\
        set  width   90\nexpect 4 ROWS\nEXPECT rank is not MISSING where index in (GPCI,GCI)\nexport LAST to 'x.md' FORCE\n\
        compare Beijing, Seoul, Tokyo, Shanghai, Singapore, \"Hong Kong\" on rankings.GCI where year in 2015 .. 2020 and rank <= 30 order by gap desc\n\
        compare 北京、首尔 on rankings，gpci where （year＝2020） and x in (1, -2.5%) as json\n\n";
    insta::assert_snapshot!(format(written).unwrap());
}

#[test]
fn names_keep_their_case() {
    for text in [
        "show Desc",
        "rank x on y order by Desc",
        "show x where not Missing",
        "show Box Contains milk",
        "show x where Contains = 3",
        "cite Rankings",
        "expect Shared",
        "define avg in wdi as mean(gdp where year in 2010..2019) / Index(gdp, 2010)",
        "show x where Mean in (1, 2)",
    ] {
        assert_eq!(format(text).unwrap(), format!("{text}\n"));
    }
}

#[test]
fn what_can_not_be_read_is_not_laid_out() {
    assert_eq!(format("show topics\nnonsense here\nshow \"x\n").unwrap_err().len(), 2);
    assert_eq!(format("").unwrap(), "");
    assert_eq!(format("\n\n# only this\n\n").unwrap(), "# only this\n");
}

/// A script of valid statements with blanks, line breaks, comments and capitals where they change nothing.
fn script() -> impl Strategy<Value = String> {
    let spaces =
        prop::sample::select(vec!["", " ", "   ", "\t", "\n", "\n\n", "  # why\n", "\n # own line\n"]);
    let statement = (0..anything::VALID.len(), prop::collection::vec((spaces.clone(), any::<bool>()), 60));
    let between = prop::sample::select(vec!["\n", "\n\n\n", ";", " # end\n", "\n# next\n", "\n\n# next\n\n"]);
    prop::collection::vec((statement, between), 1..5).prop_map(|statements| {
        let spread = |(at, spaces): (usize, Vec<(&str, bool)>)| {
            let text = anything::VALID[at];
            let mut spaces = spaces.into_iter();
            let mut spread = String::new();
            let mut end = 0;
            for token in tokens(text) {
                let apart = token.span.start > end;
                let (blank, capital) = spaces.next().unwrap_or((" ", false));
                // A line may only end where the statement goes on.
                let blank = if apart && blank.is_empty()
                    || blank.contains('\n') && !goes_on(text, token.span.start)
                {
                    if apart { " " } else { "" }
                } else if !apart && token.kind != TokenKind::Comma {
                    ""
                } else {
                    blank
                };
                let word = token.span.of(text);
                let reserved = crate::keyword::keyword(word).is_some_and(|word| word.reserved());
                spread += blank;
                spread += &if capital && reserved { word.to_uppercase() } else { word.to_owned() };
                end = token.span.end;
            }
            spread
        };
        statements.into_iter().map(|(statement, between)| spread(statement) + between).collect()
    })
}

/// Whether a line break before the token at `at` leaves the statement whole.
fn goes_on(text: &str, at: usize) -> bool {
    at > 0 && crate::statements(&format!("{}\n{}", &text[..at], &text[at..])).len() == 1
}

fn trees(text: &str) -> Vec<String> {
    parse(&Source::new("test", text)).iter().flatten().map(sexpr::statement).collect()
}

fn comments(text: &str) -> Vec<&str> {
    let comments = tokens(text).filter(|token| token.kind == TokenKind::Comment);
    comments.map(|token| token.span.of(text).trim_end()).collect()
}

/// Laying out is idempotent, and keeps trees and comments.
fn holds(text: &str) -> Result<(), TestCaseError> {
    let Ok(once) = format(text) else { return Ok(()) };
    let twice = format(&once).map_err(|errors| TestCaseError::fail(format!("{once}\n{errors:?}")))?;
    prop_assert_eq!(&once, &twice, "{}", text);
    prop_assert_eq!(trees(text), trees(&once), "{}", once);
    prop_assert_eq!(comments(text), comments(&once), "{}", once);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_script_keeps_its_meaning(text in script()) {
        prop_assert!(format(&text).is_ok(), "{}", text);
        holds(&text)?;
    }

    #[test]
    fn any_text_keeps_its_meaning(text in anything::text()) {
        holds(&text)?;
    }
}
