//! What holds of every file that is loaded as a table or as a data package.

use std::path::Path;

use juxta::session::Session;

use super::statements::statements_hold;

/// What a student asks of a table `t` that has just been loaded: every verb, with and without its clauses.
const QUESTIONS: &str = "\
describe t; show t; show t limit 2; show t with claims; rank t; rank t order by value desc limit 3
compare t; compare t using count; compare t using mean; compare t using minmax; compare a, b on t; compare a, b on t by year
tabulate t; tabulate t by year; tabulate a, b on t; trend t; trend a, b on t; agree t; agree a, b on t; match t
match a on t; explain t; check t; show t where year = latest; show t order by year; cite t; find a";

/// Loads a table from its bytes and asks everything of it. Nothing panics, and all that holds of statements holds.
pub fn table_holds(fresh: &Session, folder: &Path, bytes: &[u8]) {
    std::fs::write(folder.join("t.csv"), bytes).expect("the folder can be written");
    asked(fresh, "load \"t.csv\" as t");
}

/// The same of a data package: a descriptor, and the table that it may describe.
pub fn package_holds(fresh: &Session, folder: &Path, descriptor: &str, table: &str) {
    std::fs::create_dir_all(folder.join("p")).expect("the folder can be written");
    std::fs::write(folder.join("p/datapackage.json"), descriptor).expect("the folder can be written");
    std::fs::write(folder.join("p/t.csv"), table).expect("the folder can be written");
    asked(fresh, "load \"p\"");
}

fn asked(fresh: &Session, load: &str) {
    let mut session = fresh.clone();
    statements_hold(&mut session, load);
    if session.store().entry("t").is_some() {
        statements_hold(&mut session, QUESTIONS);
    }
}
