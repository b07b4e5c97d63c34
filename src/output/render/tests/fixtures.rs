//! Answers made by hand.

use answer::schema::CompareColumn;
use answer::{Answer, Cell, Finding, Head, Kind, LeftOut, SourceLine, Table};
use data::{Bound, Direction, Missing, Value, Years};
use syntax::word::Verb;

/// The main query: two cities over four indices.
pub fn rankings() -> Answer {
    let mut answer = answer("compare Beijing, Seoul on rankings where year = 2020", Verb::Compare);
    answer.title = "compare Beijing, Seoul on rankings · year = 2020".into();
    let mut table = Table::new(
        "rows",
        vec![
            Head::new("index", Kind::Key),
            Head::new("year", Kind::Time),
            Head::new("edition", Kind::Time),
            Head::computed("measure", Kind::Key).with_id(CompareColumn::Measure),
            Head::computed("unit", Kind::Unit).with_id(CompareColumn::Unit),
            Head::new("Beijing", Kind::Subject),
            Head::new("Seoul", Kind::Subject),
            Head::computed("gap", Kind::Number).with_id(CompareColumn::Gap),
            Head::computed("leader", Kind::Text).with_id(CompareColumn::Leader),
        ],
    );
    let mut push = |index: &str, measure, direction, unit: &str, cells: [Cell; 4]| {
        let start = [
            Cell::text(index),
            year(2020),
            Cell::text("2020"),
            Cell { direction: Some(direction), ..Cell::text(measure) },
            Cell::text(unit),
        ];
        table.rows.push(start.into_iter().chain(cells).collect());
    };
    use Direction::{Higher, Lower};
    let gap = |value, decimals, suffix: &str| Cell { suffix: suffix.into(), ..number(value, decimals) };
    push(
        "GaWC",
        "tier",
        Higher,
        "tier",
        [Cell::text("Alpha+"), Cell::text("Alpha-"), gap(2.0, 0, "tiers"), Cell::text("Beijing")],
    );
    push(
        "GPCI",
        "rank",
        Lower,
        "place",
        [
            number(15.0, 0),
            Cell { disputed: true, ..number(8.0, 0) },
            gap(7.0, 0, "places"),
            Cell::text("Seoul"),
        ],
    );
    push(
        "GPCI",
        "score",
        Higher,
        "point",
        [number(1091.9, 1), number(1163.1, 1), gap(1163.1 - 1091.9, 1, "points"), Cell::text("Seoul")],
    );
    push(
        "GCG",
        "rank",
        Lower,
        "place",
        [
            Value::Bounded { bound: Bound::LessThan, value: 10.0, decimals: 0 }.into(),
            Cell::missing(Missing::NotStated),
            Cell::missing(Missing::Undefined),
            Cell::missing(Missing::NoAnswer),
        ],
    );
    answer.tables.push(table);
    answer.findings.push(Finding {
        kind: "leads",
        figures: vec![("Beijing".into(), Value::count(1)), ("Seoul".into(), Value::count(2))],
        text: "Beijing leads 1 of 4, Seoul 2.".into(),
    });
    for item in ["GDCI", "GCI"] {
        let reason = "year 2021 is outside `year = 2020`".into();
        answer.left_out.push(LeftOut { item: item.into(), reason });
    }
    answer.notes.push("a rank is a place in a list, so its gap is counted in places.".into());
    answer.sources =
        vec![source("table-3-1", "Table 3-1", "GaWC, 2021"), source("table-3-2", "Table 3-2", "")];
    answer
}

/// Sentences beside figures, and a second table.
pub fn long() -> Answer {
    let mut answer = answer("show problems", Verb::Show);
    let sentence =
        "Foreign relations of a city need the approval of the central government before anything is signed.";
    let mut table = Table::new(
        "rows",
        vec![
            Head::new("international organization", Kind::Key),
            Head::new("joined", Kind::Time),
            Head::new("statement", Kind::Text),
            Head::new("members", Kind::Number).with_unit("city"),
            Head::new("share", Kind::Number).with_unit("%"),
        ],
    );
    for (name, members, share) in [("CityNet", 133.0, 4.5), ("Intergovernmentalism", 1250.0, 41.25)] {
        table.rows.push(vec![
            Cell::text(name),
            Value::Years(Years { from: 1987, to: 1991 }).into(),
            Cell::text(sentence),
            number(members, 0),
            number(share, 2),
        ]);
    }
    answer.tables.push(table);
    let mut totals = Table::new("totals", vec![Head::new("members", Kind::Number)]);
    totals.rows.push(vec![number(1383.0, 0)]);
    answer.tables.push(totals);
    answer.tables.push(Table::new("nothing", vec![Head::new("n", Kind::Number)]));
    answer.notes.push(sentence.into());
    answer
}

/// Large and small figures, bounds, sets, missing values.
pub fn profile() -> Answer {
    let mut answer = answer("compare Beijing, Seoul on profile", Verb::Compare);
    let heads = ["Beijing", "Seoul", "Tokyo"].map(|city| Head::new(city, Kind::Subject));
    let mut table = Table::new(
        "rows",
        [Head::computed("measure", Kind::Key).with_id(CompareColumn::Measure)]
            .into_iter()
            .chain(heads)
            .collect::<Vec<Head>>(),
    );
    let mut push = |name: &str, cells: [Cell; 3]| {
        table.rows.push([Cell::text(name)].into_iter().chain(cells).collect());
    };
    push(
        "population",
        [number(21_893_000.0, 0), number(9_586_195.0, 0), Cell::missing(Missing::NotApplicable)],
    );
    push("density", [number(1334.25, 2), Cell { disputed: true, ..number(15_839.0, 0) }, number(-0.5, 1)]);
    let about = Value::Bounded { bound: Bound::AtMost, value: 40.0, decimals: 0 };
    push("airports", [Value::Set(vec!["PEK".into(), "PKX".into()]).into(), Cell::text("ICN"), about.into()]);
    answer.tables.push(table);
    answer
}

/// Names in seven scripts, and characters that would break a terminal or a page.
pub fn scripts() -> Answer {
    let mut answer = answer("show cities", Verb::Show);
    let heads = vec![
        Head::new("名前", Kind::Key),
        Head::new("gist", Kind::Text),
        Head::new("ties", Kind::Number).with_direction(Some(Direction::Higher)),
    ];
    let mut table = Table::new("rows", heads);
    for (name, gist) in [
        ("北京", "中华人民共和国的首都，也是全国政治中心、文化中心。"),
        ("서울특별시", "대한민국의 수도이자 최대 도시"),
        ("القاهرة", "لا عاصمة مصر"),
        ("กรุงเทพมหานคร", "เมืองหลวงของไทย"),
        ("Sa\u{303}o Paulo", "a|b \\ *bold* _it_ `code` <b>"),
        ("東京👩‍👩‍👧", "tab\there\nnext\u{1b}[31m red \u{202e}dlrow"),
        ("दिल्ली", "राजधानी"),
    ] {
        table.rows.push(vec![Cell::text(name), Cell::text(gist), number(1.0, 0)]);
    }
    answer.tables.push(table);
    answer
}

/// Everything was left out.
pub fn empty() -> Answer {
    let mut answer = rankings();
    answer.tables.iter_mut().for_each(|table| table.rows.clear());
    answer.findings.clear();
    answer
}

/// One narrow table of many rows.
pub fn many(rows: usize) -> Answer {
    let mut answer = answer("show numbers", Verb::Show);
    let mut table = Table::new("rows", vec![Head::new("n", Kind::Number), Head::new("word", Kind::Key)]);
    table.rows =
        (0..rows).map(|row| vec![Cell::new(Value::count(row)), Cell::text(format!("row {row}"))]).collect();
    answer.tables.push(table);
    answer
}

fn answer(query: &str, verb: Verb) -> Answer {
    Answer::new(query.into(), verb, query)
}

fn number(value: f64, decimals: u8) -> Cell {
    Value::number(value, decimals).into()
}

fn year(year: i32) -> Cell {
    Value::Years(Years { from: year, to: year }).into()
}

fn source(id: &str, place: &str, text: &str) -> SourceLine {
    SourceLine { id: id.into(), place: place.into(), text: text.into() }
}
