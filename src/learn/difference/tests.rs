use proptest::prelude::*;

use super::{Difference, How, difference};
use crate::lesson::{Rule, Text};
use answer::{Answer, Cell, Finding, Head, Kind, Table};
use base::source::{Span, Spanned};
use data::{Bound, Missing, Value};
use syntax::word::Verb;

fn answer(heads: &[(&str, Kind, &str)], rows: &[Vec<Cell>]) -> Answer {
    let heads: Vec<Head> =
        heads.iter().map(|(name, kind, unit)| Head::new(*name, *kind).with_unit(*unit)).collect();
    let mut table = Table::new("rows", heads);
    table.rows = rows.to_vec();
    let mut answer = Answer::new("query".into(), Verb::Compare, "title");
    answer.tables.push(table);
    answer
}

fn text(text: &str) -> Text {
    Spanned::new(text.to_owned(), Span::default())
}

fn number(value: f64) -> Cell {
    Cell::new(Value::number(value, 2))
}

/// City and figure, in a unit.
fn figures(unit: &str, rows: &[(&str, Cell)]) -> Answer {
    let rows: Vec<Vec<Cell>> =
        rows.iter().map(|(city, cell)| vec![Cell::text(*city), cell.clone()]).collect();
    answer(&[("city", Kind::Key, ""), ("figure", Kind::Number, unit)], &rows)
}

fn how(a: Cell, b: Cell) -> Option<How> {
    match difference(&figures("", &[("Seoul", a)]), &figures("", &[("Seoul", b)]), &Rule::default()) {
        None => None,
        Some(Difference::Values { how, .. }) => Some(how),
        Some(other) => panic!("{other:?}"),
    }
}

#[test]
fn values_are_equal_in_all_that_is_known_of_them() {
    let missing = |reason| Cell::missing(reason);
    let bounded = |bound, value| Cell::new(Value::Bounded { bound, value, decimals: 0 });
    let set =
        |members: &[&str]| Cell::new(Value::Set(members.iter().map(|member| (*member).into()).collect()));
    assert_eq!(how(number(1.0), number(1.0 + 1e-12)), None);
    assert_eq!(how(number(1.0), number(1.001)), Some(How::Other));
    assert_eq!(how(missing(Missing::NotStated), missing(Missing::NotStated)), None);
    assert_eq!(how(missing(Missing::NotStated), missing(Missing::NotApplicable)), Some(How::Missing));
    assert_eq!(how(missing(Missing::NotStated), number(0.0)), Some(How::Missing));
    assert_eq!(how(bounded(Bound::LessThan, 10.0), bounded(Bound::LessThan, 10.0)), None);
    assert_eq!(how(bounded(Bound::LessThan, 10.0), bounded(Bound::AtMost, 10.0)), Some(How::Bound));
    assert_eq!(how(bounded(Bound::LessThan, 10.0), number(10.0)), Some(How::Bound));
    assert_eq!(how(set(&["a", "B"]), set(&["b", "A"])), None);
    assert_eq!(how(set(&["a"]), set(&["a", "b"])), Some(How::Other));
    assert_eq!(how(Cell::text("São Paulo"), Cell::text("sao paulo")), None);
}

#[test]
fn seven_places_are_not_seven_per_cent() {
    let rows = |unit| figures(unit, &[("Seoul", number(7.0))]);
    let differs = difference(&rows("place"), &rows("%"), &Rule::default());
    assert!(matches!(differs, Some(Difference::Values { how: How::Unit, .. })), "{differs:?}");
    // Who does not say a unit says nothing wrong.
    assert_eq!(difference(&rows(""), &rows("%"), &Rule::default()), None);
}

#[test]
fn a_tolerance_is_that_of_the_task_or_of_what_is_shown() {
    let rows = |unit, value| figures(unit, &[("Seoul", number(value))]);
    let within = |unit, a, b, tolerance| {
        let rule = Rule { tolerance, ..Rule::default() };
        difference(&rows(unit, a), &rows(unit, b), &rule).is_none()
    };
    assert!(within("%", 36.84, 36.842, None) && !within("%", 36.8, 36.842, None));
    assert!(!within("", 36.84, 36.842, None) && within("", 36.8, 36.842, Some(0.05)));
}

#[test]
fn tied_rows_may_stand_either_way() {
    let rule = Rule { ordered: true, ..Rule::default() };
    let ranked = |rows: [(&str, f64); 3]| figures("", &rows.map(|(city, value)| (city, number(value))));
    let reference = ranked([("Paris", 3.0), ("London", 3.0), ("Tokyo", 1.0)]);
    assert_eq!(
        difference(&ranked([("London", 3.0), ("Paris", 3.0), ("Tokyo", 1.0)]), &reference, &rule),
        None
    );
    let wrong = ranked([("Tokyo", 1.0), ("Paris", 3.0), ("London", 3.0)]);
    assert_eq!(difference(&wrong, &reference, &rule), Some(Difference::Order));
    assert_eq!(
        difference(&wrong, &reference, &Rule::default()),
        None,
        "order counts only where the task says so"
    );
}

#[test]
fn rows_and_columns_are_told_before_values() {
    let reference = figures("", &[("Seoul", number(1.0)), ("Paris", number(2.0)), ("Paris", number(3.0))]);
    let rule = Rule::default();
    let rows = |rows: &[(&str, Cell)]| difference(&figures("", rows), &reference, &rule);
    assert_eq!(
        rows(&[("Seoul", number(9.0)), ("Tokyo", number(1.0)), ("Paris", number(3.0))]),
        Some(Difference::Rows { missing: 1, extra: 1, one: "Tokyo".into(), right: 2 })
    );
    // Two rows on one thing are two rows.
    assert!(matches!(
        rows(&[("Seoul", number(1.0)), ("Paris", number(2.0))]),
        Some(Difference::Rows { missing: 1, extra: 0, .. })
    ));
    let more =
        [("Rome", number(0.0)), ("Seoul", number(1.0)), ("Paris", number(3.0)), ("Paris", number(2.0))];
    assert!(rows(&more).is_some());
    let rule = Rule { more_rows: true, ..Rule::default() };
    assert_eq!(difference(&figures("", &more), &reference, &rule), None);
    let other = answer(&[("remark", Kind::Text, "")], &[]);
    let Some(Difference::Columns(lacks)) = difference(&other, &reference, &rule) else {
        panic!("columns come first")
    };
    assert_eq!(lacks.columns, ["city", "figure"]);
}

#[test]
fn a_column_is_known_by_its_part_where_only_one_can_play_it() {
    let table = |heads: [&str; 2], kind| {
        answer(&[(heads[0], Kind::Key, ""), (heads[1], kind, "")], &[vec![Cell::text("Seoul"), number(1.0)]])
    };
    let reference = table(["city", "change"], Kind::Number);
    let rule = Rule { columns: vec![text("city"), text("change")], ..Rule::default() };
    assert_eq!(difference(&table(["case", "moved"], Kind::Number), &reference, &rule), None);
    // The figure of another case is never taken for it.
    let reference = table(["measure", "Beijing"], Kind::Subject);
    let rule = Rule { columns: vec![text("measure"), text("Beijing")], ..Rule::default() };
    let other = difference(&table(["measure", "Tokyo"], Kind::Subject), &reference, &rule);
    assert!(matches!(&other, Some(Difference::Columns(lacks)) if lacks.columns == ["Beijing"]), "{other:?}");
}

#[test]
fn pairs_are_the_same_from_either_side_and_formulas_in_any_order() {
    let pairs = |left: &str, right: &str| {
        let heads = [("left", Kind::Key, ""), ("right", Kind::Key, ""), ("rho", Kind::Number, "")];
        answer(&heads, &[vec![Cell::text(left), Cell::text(right), number(0.5)]])
    };
    assert_eq!(difference(&pairs("GCI", "GPCI"), &pairs("GPCI", "GCI"), &Rule::default()), None);
    let models = |formulas: &[&str]| {
        let rows: Vec<Vec<Cell>> = formulas
            .iter()
            .zip(1..)
            .map(|(formula, n)| vec![Cell::text(format!("M{n}")), Cell::text(*formula)])
            .collect();
        answer(&[("model", Kind::Key, ""), ("formula", Kind::Text, "")], &rows)
    };
    let rule = Rule { columns: vec![text("formula")], ..Rule::default() };
    let reference = models(&["WS + ~ES*LP", "WS + WM*LP"]);
    assert_eq!(difference(&models(&["LP*WM + WS", "lp*~es + ws"]), &reference, &rule), None);
    // One of two best answers is not all of them.
    assert!(matches!(
        difference(&models(&["WS + WM*LP"]), &reference, &rule),
        Some(Difference::Rows { missing: 1, extra: 0, .. })
    ));
}

#[test]
fn figures_below_the_table_count_when_they_are_named() {
    let with = |w: f64| {
        let mut answer = figures("", &[("Seoul", number(w))]);
        let figures = vec![("w".to_owned(), Value::number(w, 3))];
        answer.findings.push(Finding { kind: "concordance", figures, text: String::new() });
        answer
    };
    let rule = Rule { figures: vec![text("W")], ..Rule::default() };
    assert_eq!(difference(&with(0.5), &with(0.5), &rule), None);
    assert_eq!(difference(&with(0.6), &with(0.5), &rule), Some(Difference::Figures(vec!["w".into()])));
    let none = figures("", &[]);
    assert!(
        matches!(difference(&none, &with(0.5), &rule), Some(Difference::Columns(lacks)) if lacks.figures == ["W"])
    );
}

proptest! {
    #[test]
    fn neither_order_nor_further_columns_count_but_every_value_does(
        rows in prop::collection::vec(("[a-d]", 0i32..5), 1..8),
        turn in 0usize..8,
        at in 0usize..8,
    ) {
        let cells = |(city, value): &(String, i32)| (city.clone(), number(f64::from(*value)));
        let table = |rows: &[(String, i32)], further: bool| {
            let rows: Vec<Vec<Cell>> = rows.iter().map(cells).map(|(city, value)| {
                let cells = vec![value, Cell::text(city)];
                if further { cells.into_iter().chain([number(1.0)]).collect() } else { cells.into_iter().rev().collect() }
            }).collect();
            match further {
                true => answer(&[("figure", Kind::Number, ""), ("city", Kind::Key, ""), ("gap", Kind::Number, "")], &rows),
                false => answer(&[("city", Kind::Key, ""), ("figure", Kind::Number, "")], &rows),
            }
        };
        let reference = table(&rows, false);
        let mut turned = rows.clone();
        turned.rotate_left(turn % rows.len());
        prop_assert_eq!(difference(&table(&turned, true), &reference, &Rule::default()), None);
        let mut changed = rows.clone();
        changed[at % rows.len()].1 += 10;
        prop_assert!(difference(&table(&changed, true), &reference, &Rule::default()).is_some());
    }
}
