//! Words of time and order: what they are short for, and that they take no name away.

use super::{one, tree};
use crate::{SyntaxError, format, is_bare_name, statements};

#[test]
fn they_are_conditions_and_limits() {
    let cases = [
        ("show t since 2015", "(show (of t) (where (GreaterOrEqual (time) 2015)))"),
        ("show t after 2015", "(show (of t) (where (Greater (time) 2015)))"),
        ("show t until 2019", "(show (of t) (where (LessOrEqual (time) 2019)))"),
        ("show t before 2019", "(show (of t) (where (Less (time) 2019)))"),
        ("show t between 2010 and 2019", "(show (of t) (where (range (time) 2010 2019)))"),
        ("show t From ２０１０ To 2019", "(show (of t) (where (range (time) 2010 2019)))"),
        (
            "show t since 2010 where a = 1 or b until 2019",
            "(show (of t) (where (and (or (Equal a 1) b) (GreaterOrEqual (time) 2010) (LessOrEqual (time) 2019))))",
        ),
        (
            "show t where c = New York since 2015",
            "(show (of t) (where (and (Equal c New York) (GreaterOrEqual (time) 2015))))",
        ),
        (
            "show t where c = Seoul between 2010 and 2019 as csv",
            "(show (of t) (where (and (Equal c Seoul) (range (time) 2010 2019))) (as csv))",
        ),
        (
            "show t where a > b + 1 from 2010 to 2019",
            "(show (of t) (where (and (Greater a (Add b 1)) (range (time) 2010 2019))))",
        ),
        (
            "compare A, B on t except GCI, Hong Kong since 2015",
            "(compare (of A, B) (on t) (where (and (except GCI, Hong Kong) (GreaterOrEqual (time) 2015))))",
        ),
        ("show t except \"a, b\" limit 3", "(show (of t) (where (except a, b)) (limit 3))"),
        ("rank cities on t top 5", "(rank (of cities) (on t) (order (place) asc) (limit 5))"),
        (
            "rank cities on t.x order by x desc bottom 5",
            "(rank (of cities) (on t.x) (order (place) desc, x desc) (limit 5))",
        ),
        ("show t order by a, b desc top 3", "(show (of t) (order a, b desc) (limit 3))"),
        ("show t bottom 3 order by a, b desc", "(show (of t) (order a desc, b asc) (limit 3))"),
        (
            "compare A, B on t using mean since 2015",
            "(compare (of A, B) (on t) (where (GreaterOrEqual (time) 2015)) (using mean))",
        ),
        ("explain t on A for B except C", "(explain (of t) (on A) (for B) (where (except C)))"),
        ("tabulate t by x since 2015", "(tabulate (of t) (by x) (where (GreaterOrEqual (time) 2015)))"),
        (
            "cite show t since 2015 # why\n as csl",
            "(cite (show (of t) (where (GreaterOrEqual (time) 2015))) as csl)",
        ),
    ];
    for (text, wanted) in cases {
        assert_eq!(tree(text), wanted, "{text}");
    }
}

/// What only looks like a clause: no year, no number, no name behind the word, or the name goes on.
#[test]
fn they_take_no_name_away() {
    let same = |name: &str| {
        for (text, wanted) in [
            (format!("show {name}"), format!("(show (of {name}))")),
            (format!("show {name}, x on t"), format!("(show (of {name}, x) (on t))")),
            (format!("show x, {name} on t"), format!("(show (of x, {name}) (on t))")),
            (
                format!("show t where a = {name} and b"),
                format!("(show (of t) (where (and (Equal a {name}) b)))"),
            ),
            (format!("show t where {name} = 1"), format!("(show (of t) (where (Equal {name} 1)))")),
            (format!("show t by {name}, y"), format!("(show (of t) (by {name}, y))")),
            (format!("show t order by {name} desc"), format!("(show (of t) (order {name} desc))")),
            (format!("define {name} in t as {name}"), format!("(define {name} in t (set {name}))")),
            (format!("define x as a = {name}"), format!("(define x (condition (Equal a {name})))")),
            (format!("load \"x.csv\" as {name}"), format!("(load \"x.csv\" as {name})")),
            (format!("cite {name}"), format!("(cite {name})")),
            (format!("expect {name} = 1"), format!("(expect (Equal {name} 1))")),
        ] {
            assert_eq!(tree(&text), wanted, "{text}");
        }
    };
    for word in ["since", "after", "until", "before", "except", "top", "bottom", "latest"] {
        for name in [word.to_owned(), format!("{word} 5"), format!("the {word}"), format!("{word} all of it")]
        {
            same(&name);
        }
    }
    for name in
        ["since 2015", "top 10 list", "QS top 100 list", "war since", "the until x", "years after school"]
    {
        same(name);
    }
    for word in ["between", "from"] {
        same(word);
        same(&format!("{word} the wars"));
    }
    // The word and what fits it end a name at the end of a query; everywhere else they belong to it.
    for name in ["Rome after 1870", "World except China", "QS top 100"] {
        assert!(!is_bare_name(name), "{name}");
        assert_eq!(tree(&format!("compare {name}, x on t")), format!("(compare (of {name}, x) (on t))"));
        assert_eq!(tree(&format!("compare x, {name} on t")), format!("(compare (of x, {name}) (on t))"));
        assert_eq!(tree(&format!("define x as {name}")), format!("(define x (set {name}))"));
        assert_eq!(tree(&format!("load 'x.csv' as {name}")), format!("(load \"x.csv\" as {name})"));
        assert_eq!(
            tree(&format!("show t where a = {name} or b")),
            format!("(show (of t) (where (or (Equal a {name}) b)))")
        );
        assert_eq!(
            tree(&format!("show t where a = \"{name}\"")),
            format!("(show (of t) (where (Equal a {name:?})))")
        );
    }
}

#[test]
fn two_that_say_the_same_are_refused() {
    for text in [
        "show t since 2010 since 2015",
        "show t since 2010 after 2015",
        "show t since 2010 between 2010 and 2015",
        "show t from 2010 to 2015 before 2014",
        "show t except a except b",
        "rank t on x top 5 limit 5",
        "rank t on x limit 5 bottom 5",
    ] {
        match one(text) {
            Err(SyntaxError::DoubledClause { fix, .. }) => assert!(fix.query().is_some(), "{text}"),
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn without_an_order_nothing_is_on_top() {
    for (text, mended) in [
        ("show t top 5", "show t limit 5"),
        ("compare A, B on t bottom 3 as csv", "compare A, B on t limit 3 as csv"),
    ] {
        match one(text) {
            Err(SyntaxError::NoOrder { fix, .. }) => assert_eq!(fix.query(), Some(mended)),
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn a_line_may_begin_with_one() {
    let count = |text: &str| statements(text).len();
    for clause in
        ["since 2015", "between 2010 and 2012", "from 2010 to 2012", "except GCI", "top 5", "Bottom 5"]
    {
        assert_eq!(count(&format!("show t\n  {clause}\nshow u")), 2, "{clause}");
    }
    for line in ["since", "top cities", "from t", "before lunch", "after 12345"] {
        assert_eq!(count(&format!("show t\n{line}")), 2, "{line}");
    }
}

#[test]
fn they_are_laid_out_as_clauses() {
    let text = "rank cities on rankings.GCI   SINCE 2015 Except Seoul,\"New York\"  TOP 5\n\
        show t FROM 2010 TO 2012 where From = To\n\
        compare Beijing, Seoul, Tokyo, Shanghai on rankings.GCI where rank <= 30 except New York, Singapore since 2015\n";
    insta::assert_snapshot!(format(text).unwrap());
}
