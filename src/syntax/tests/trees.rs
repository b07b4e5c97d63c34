//! Valid statements and their trees.

use super::{one, tree};
use crate::parse;
use base::source::Source;

#[test]
fn queries() {
    let cases = [
        (
            "compare Beijing, Seoul on rankings where year = 2020",
            "(compare (of Beijing, Seoul) (on rankings) (where (Equal year 2020)))",
        ),
        ("show topics", "(show (of topics))"),
        (
            "show networks where founded < 1990 order by founded",
            "(show (of networks) (where (Less founded 1990)) (order founded))",
        ),
        ("tabulate networks by scope, function", "(tabulate (of networks) (by scope, function))"),
        ("check claims", "(check (of claims))"),
        ("show Beijing on sister_cities with claims", "(show (of Beijing) (on sister_cities) (with claims))"),
        (
            "compare liberal, traditional, middle on schools where shared",
            "(compare (of liberal, traditional, middle) (on schools) (where shared))",
        ),
        (
            "explain lipset on DEV, URB for not SURV using qca parsimonious with cases",
            "(explain (of lipset) (on DEV, URB) (for not SURV) (with cases) (using qca, parsimonious))",
        ),
        ("agree GPCI, GCI on rankings using w", "(agree (of GPCI, GCI) (on rankings) (using w))"),
        (
            "compare Beijing, Seoul on rankings where year in 2013..2019 and not (index = GCG or tier >= Alpha-) order by change desc limit 3 as json",
            "(compare (of Beijing, Seoul) (on rankings) (where (and (range year 2013 2019) (not (or (Equal index GCG) (GreaterOrEqual tier Alpha-))))) (order change desc) (limit 3) (as json))",
        ),
        // A day is a label, not arithmetic.
        ("show claims where date = 1979-03-14", "(show (of claims) (where (Equal date 1979-03-14)))"),
        ("show claims where claim = inferred", "(show (of claims) (where (Equal claim inferred)))"),
        ("show claims where score is missing", "(show (of claims) (where (missing score)))"),
        ("show claims where score is not missing", "(show (of claims) (where (not missing score)))"),
        (
            "show claims where statement contains \"free market\" and not note contains covid",
            "(show (of claims) (where (and (contains statement \"free market\") (not (contains note \"covid\")))))",
        ),
        (
            "show t where note not contains 2019-2020",
            "(show (of t) (where (not-contains note \"2019-2020\")))",
        ),
        (
            "show t where city.country contains Korea",
            "(show (of t) (where (contains city.country \"Korea\")))",
        ),
        // The word takes no name away.
        ("show t where contains = 3", "(show (of t) (where (Equal contains 3)))"),
        ("show t where water contains >= 3", "(show (of t) (where (GreaterOrEqual water contains 3)))"),
        ("show t where contains contains x", "(show (of t) (where (contains contains \"x\")))"),
        ("show Box contains milk on t by contains", "(show (of Box contains milk) (on t) (by contains))"),
        ("show claims where index in (GaWC, GPCI)", "(show (of claims) (where (in index GaWC GPCI)))"),
        (
            "show claims where index not in (GaWC, GPCI)",
            "(show (of claims) (where (not in index GaWC GPCI)))",
        ),
        ("show claims where name != Paris", "(show (of claims) (where (NotEqual name Paris)))"),
        (
            "rank cities on rankings.GCI where year = 2020 limit 10",
            "(rank (of cities) (on rankings.GCI) (where (Equal year 2020)) (limit 10))",
        ),
        (
            "agree Seoul.joined, Seoul.hosted using jaccard on organizations",
            "(agree (of Seoul.joined, Seoul.hosted) (on organizations) (using jaccard))",
        ),
        (
            "show stages where from < 1980 order by from, to desc",
            "(show (of stages) (where (Less from 1980)) (order from, to desc))",
        ),
        (
            "compare Seoul, Tokyo where year = 2020 on gpci",
            "(compare (of Seoul, Tokyo) (on gpci) (where (Equal year 2020)))",
        ),
    ];
    for (text, wanted) in cases {
        assert_eq!(tree(text), wanted, "{text}");
    }
}

#[test]
fn other_statements() {
    let cases = [
        ("define capitals as Beijing, Seoul, New York", "(define capitals (set Beijing, Seoul, New York))"),
        ("define home as Seoul", "(define home (set Seoul))"),
        ("define home as \"Seoul\"", "(define home (set Seoul))"),
        ("define STB in lipset as cabinets < 10", "(define STB in lipset (condition (Less cabinets 10)))"),
        ("define LOW as not HIGH", "(define LOW (condition (not HIGH)))"),
        (
            "define grdp_per_head in profile as grdp_usd / population",
            "(define grdp_per_head in profile (measure (Divide grdp_usd population)))",
        ),
        (
            "define avg in wdi as Mean(gdp where year in 2010..2019) / index(gdp, 2010)",
            "(define avg in wdi (measure (Divide (mean gdp (where (range year 2010 2019))) (index gdp 2010))))",
        ),
        // A word is a function only where a bracket stands directly behind it.
        ("define index in t as rank / share", "(define index in t (measure (Divide rank share)))"),
        ("define size as profile.population", "(define size (measure profile.population))"),
        ("define half as 0.5", "(define half (measure 0.5))"),
        (
            "load \"x.csv\" as wages with case = country, time = year",
            "(load \"x.csv\" as wages case=country time=year)",
        ),
        ("load 'folder/datapackage.json'", "(load \"folder/datapackage.json\")"),
        ("set width 100", "(set width \"100\")"),
        ("set width = 100", "(set width \"100\")"),
        ("set border \"ascii\"", "(set border \"ascii\")"),
        ("set", "(set)"),
        ("set width", "(set width)"),
        ("expect 4 rows", "(expect 4 rows)"),
        ("expect 1 row", "(expect 1 rows)"),
        (
            "expect leader = Seoul where index = GPCI",
            "(expect (Equal leader Seoul) where (Equal index GPCI))",
        ),
        ("export to \"x.md\" force", "(export \"x.md\" force)"),
        ("export last to \"x.md\"", "(export \"x.md\")"),
        ("cite", "(cite)"),
        ("cite rankings as bibtex", "(cite rankings as bibtex)"),
        ("cite as csl", "(cite as csl)"),
        ("cite show conferences as text", "(cite (show (of conferences)) as text)"),
        ("cite matches", "(cite matches)"),
    ];
    for (text, wanted) in cases {
        assert_eq!(tree(text), wanted, "{text}");
    }
}

#[test]
fn names_may_be_several_words_in_any_script() {
    let cases = [
        ("compare New York, Hong Kong on rankings", "(compare (of New York, Hong Kong) (on rankings))"),
        ("compare New   York ,Hong\tKong on rankings", "(compare (of New York, Hong Kong) (on rankings))"),
        ("compare 베이징, 서울 on rankings", "(compare (of 베이징, 서울) (on rankings))"),
        (
            "compare 北京、首尔 on rankings where year ＝ ２０２０",
            "(compare (of 北京, 首尔) (on rankings) (where (Equal year 2020)))",
        ),
        (
            "compare 北京，「首尔」 on rankings．GCI where year in （２０１９，２０２０）",
            "(compare (of 北京, 首尔) (on rankings.GCI) (where (in year 2019 2020)))",
        ),
        (
            "show networks where score ＜ ５．５ and rank ＞＝ －４",
            "(show (of networks) (where (and (Less score 5.5) (GreaterOrEqual rank -4))))",
        ),
        (
            "show \"Mayors for Peace\", 'C40', “Metropolis”, ‘CITYNET’ on networks",
            "(show (of Mayors for Peace, C40, Metropolis, CITYNET) (on networks))",
        ),
        (
            "show Xi'an, Côte d’Ivoire, R&D, Sa\u{303}o Paulo, القاهرة, กรุงเทพ on networks",
            "(show (of Xi'an, Côte d’Ivoire, R&D, Sa\u{303}o Paulo, القاهرة, กรุงเทพ) (on networks))",
        ),
        ("show 'Xi'an' on networks", "(show (of Xi'an) (on networks))"),
        (
            "show 100 Resilient Cities, C40, 2019-2020 on networks",
            "(show (of 100 Resilient Cities, C40, 2019-2020) (on networks))",
        ),
        (
            "show onward, orange, bystander, forum, wherever, asia, island on networks",
            "(show (of onward, orange, bystander, forum, wherever, asia, island) (on networks))",
        ),
        (
            "show match show set rows missing to load check on networks",
            "(show (of match show set rows missing to load check) (on networks))",
        ),
        ("show not-for-profit, in-house on networks", "(show (of not-for-profit, in-house) (on networks))"),
        ("show gpci.\"R&D\".points", "(show (of gpci.R&D.points))"),
    ];
    for (text, wanted) in cases {
        assert_eq!(tree(text), wanted, "{text}");
    }
}

#[test]
fn signs_have_several_spellings() {
    let spellings = [
        ("!=", &["<>", "≠", "！＝", "＜＞"][..]),
        ("<=", &["≤", "＜＝"]),
        (">=", &["≥", "＞＝"]),
        ("..", &["...", "…"]),
    ];
    for (usual, others) in spellings {
        let query = |sign: &str| match usual {
            ".." => format!("show gpci where rank in 1 {sign} 3"),
            _ => format!("show gpci where rank {sign} 3"),
        };
        for other in others {
            assert_eq!(tree(&query(other)), tree(&query(usual)), "{other}");
        }
    }
}

#[test]
fn a_sign_at_the_end_of_a_word_belongs_to_it() {
    let right = |text: &str| tree(&format!("show rankings where tier = {text}"));
    for tier in ["Alpha++", "Alpha+", "Alpha-", "A+"] {
        assert_eq!(right(tier), format!("(show (of rankings) (where (Equal tier {tier})))"));
    }
    assert_eq!(right("(Alpha-)"), right("Alpha-"));
    assert_eq!(right("a + b"), right("a+b"));
    assert_eq!(right("5+3"), "(show (of rankings) (where (Equal tier (Add 5 3))))");
    assert_eq!(right("a -4"), "(show (of rankings) (where (Equal tier (Subtract a 4))))");
}

#[test]
fn values() {
    let value = |text: &str| tree(&format!("show x where y = {text}"));
    for (text, wanted) in [
        ("-4", "-4"),
        ("55.6", "55.6"),
        ("50%", "50"),
        ("2019-2020", "2019-2020"),
        ("2019–2020", "2019-2020"),
        ("2010s", "2010s"),
        ("\"a b\"", "\"a b\""),
    ] {
        assert_eq!(value(text), format!("(show (of x) (where (Equal y {wanted})))"), "{text}");
    }
    assert_eq!(tree("show x where year in 2013-2019"), tree("show x where year in 2013..2019"));
    assert_eq!(tree("show x where year in (2013..2019)"), tree("show x where year in 2013..2019"));
}

#[test]
fn precedence_as_if_bracketed() {
    let pairs = [
        ("a or b and c", "a or (b and c)"),
        ("not a and b", "(not a) and b"),
        ("not a = 1", "not (a = 1)"),
        ("not a in (1)", "not (a in (1))"),
        ("a = b + 1", "a = (b + 1)"),
        ("a + b * c = 1", "(a + (b * c)) = 1"),
        ("a - b - c = 1", "((a - b) - c) = 1"),
        ("a / b * c = 1", "((a / b) * c) = 1"),
        ("a + 1 in 1..3", "(a + 1) in 1..3"),
        ("a + 1 is missing", "(a + 1) is missing"),
        ("not not a", "not (not a)"),
        ("a and b and c", "(a and b) and c"),
    ];
    for (bare, bracketed) in pairs {
        assert_eq!(
            tree(&format!("show x where {bare}")),
            tree(&format!("show x where {bracketed}")),
            "{bare}"
        );
    }
}

#[test]
fn case_comments_and_line_breaks_do_not_count() {
    let plain = tree("compare Beijing, Seoul on rankings where year = 2020 order by rank desc");
    let loud = tree("COMPARE Beijing, Seoul ON rankings Where year = 2020 ORDER BY rank DESC");
    let long = tree(
        "compare Beijing,  # the first\n  Seoul on rankings\n  # a line between\n\n  where year =\n 2020\n  order by rank desc # end",
    );
    assert_eq!(plain, loud);
    assert_eq!(plain, long);
}

#[test]
fn spans_count_from_the_start_of_the_source() {
    let text = "show topics\n  compare 베이징, 서울 on rankings # fine\n";
    let script = parse(&Source::new("test", text));
    let spans: Vec<&str> = script.iter().flatten().map(|statement| statement.span.of(text)).collect();
    assert_eq!(spans, ["show topics", "compare 베이징, 서울 on rankings"]);
    let Ok(base::source::Spanned { node: crate::ast::StatementKind::Query(query), .. }) = &script[1] else {
        panic!("{script:?}");
    };
    assert_eq!(query.names[1].span.of(text), "서울");
    assert_eq!(query.on[0].span.of(text), "rankings");
}

#[test]
fn long_flat_conditions_are_not_deep() {
    let text = format!("show x where {}", vec!["a = 1"; 20_000].join(" or "));
    assert!(one(&text).is_ok());
}
