//! What a condition leaves out: counted, or grouped where it is named.

use std::fmt::Write as _;

use juxta::base::source::Source;
use juxta::evaluate::selection;
use juxta::select::{Cells, select};
use juxta::session::Session;
use juxta::syntax::ast::StatementKind;

/// What a query selects from a table in which every row has another figure.
fn cells(query: &str) -> Cells {
    let mut csv = "city,kind,score\n".to_owned();
    (0..1000).for_each(|row| _ = writeln!(csv, "c{},k{},{row}", row % 50, row % 3));
    let path = std::env::temp_dir().join(format!("juxta-lost-{}-{}.csv", std::process::id(), query.len()));
    std::fs::write(&path, csv).unwrap();
    let mut session = Session::new().unwrap();
    let load = format!("load \"{}\" as t with case = city, key = kind", path.display());
    let source = Source::new("test", load.as_str());
    session.run(&source, &Session::statements(&source).next().unwrap().unwrap()).unwrap();
    std::fs::remove_file(path).unwrap();
    let source = Source::new("test", query);
    let statement = Session::statements(&source).next().unwrap().unwrap();
    let StatementKind::Query(parsed) = &statement.node else { panic!("{query} is no query") };
    select(selection(&session.resolve(&source, statement.span, parsed).unwrap()).unwrap()).unwrap()
}

#[test]
fn what_is_left_out_is_only_counted_where_nobody_names_it() {
    for query in
        ["tabulate t by kind where score > 899", "rank city on t.score where score > 899 order by score"]
    {
        let dropped = cells(query).dropped;
        assert_eq!((dropped.rows.as_slice(), dropped.keys.len()), ([900].as_slice(), 0), "{query}");
    }
}

#[test]
fn what_is_named_is_grouped_by_its_keys_alone() {
    let cells = cells("compare c1, c2 on t using mean where score > 899");
    // Two cities, of which all kinds are one answer; the values that were tested make no groups of their own.
    assert_eq!(cells.dropped.rows.len(), 2);
    assert_eq!(cells.dropped.rows.iter().sum::<usize>(), 36);
    let tested = &cells.dropped.values[0];
    assert!(tested.more || tested.values.len() == cells.dropped.rows[0], "{tested:?}");
}
